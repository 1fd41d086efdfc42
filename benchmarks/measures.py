"""The measures on ICEWS, against what is known, and their speed.

    python benchmarks/measures.py --icews14 FILE --icews18 FILE [--events 1000000]

The files are Parquet tables of ICEWS events with date, source, code, Goldstein value and target; without them
only the speed on invented events is measured. Prints what docs/measures.md quotes and explains.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import resource
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy import stats  # type: ignore[import-untyped]

from musnad import measures
from musnad.measures import Decay, EventTable
from musnad.measures.bins import Bins
from musnad.measures.columns import Floats, Ints, day_number
from musnad.measures.decay import weights
from musnad.measures.turning_points import MIN_EVENTS

ROOT = Path(__file__).resolve().parent.parent
STATES = ROOT / "tests" / "data" / "measures" / "icews14_states.csv"
"""Which state a person or body of ICEWS 2014 belonged to."""
GULF = ("Bahrain", "Kuwait", "Oman", "Saudi Arabia", "United Arab Emirates")
MASHRIQ = ("Egypt", "Iraq", "Jordan", "Lebanon", "Syria")
OTHER_ARAB = (
    "Algeria", "Libya", "Mauritania", "Morocco", "Palestinian Territory, Occupied", "Somalia", "Sudan",
    "Tunisia", "Yemen",
)  # fmt: skip
AMERICANS = ("Barack Obama", "John Kerry")
PATRONS = (
    "Egypt", "Foreign Affairs (Italy)", "France", "Italy", "Qatar", "Russia", "Turkey",
    "United Arab Emirates",
)  # fmt: skip
TOLERANCE = 2
"""Bins between a known date and a turning point that is still a hit."""
PERMUTATIONS = 10_000
BANDS = (30, 60, 100, 200, 10_000)
"""Signed events in a year by which dyads are grouped."""
NEXT_DAYS = 30
"""Days after an interval in which events are compared with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A turn that everybody knows, and the dyad in which it should be seen."""

    what: str
    date: str
    a: str
    b: str


THAI_CIVILIANS, YEMENI_REBELS = "civilians (Thailand)", "rebels (Yemen)"
ISIL = "Islamic State of Iraq and the Levant"
KNOWN = (
    Known("Gulf ambassadors leave Doha", "2014-03-05", "Qatar", "United Arab Emirates"),
    Known("Russia annexes Crimea", "2014-03-18", "Russia", "Ukraine"),
    Known("Chinese oil rig off Vietnam", "2014-05-02", "China", "Vietnam"),
    Known("Coup in Thailand", "2014-05-22", "Military (Thailand)", THAI_CIVILIANS),
    Known("El-Sisi takes office", "2014-06-08", "Egypt", "United States"),
    Known("ISIL takes Mosul", "2014-06-10", "Iraq", ISIL),
    Known("War in Gaza begins", "2014-07-08", "Israel", "Hamas"),
    Known("Flight MH17 is shot down", "2014-07-17", "Russia", "Australia"),
    Known("American air strikes in Iraq", "2014-08-08", "United States", ISIL),
    Known("Minsk protocol", "2014-09-05", "Russia", "Ukraine"),
    Known("Houthis take Sanaa", "2014-09-21", "Yemen", YEMENI_REBELS),
    Known("Cuba and the United States", "2014-12-17", "Cuba", "United States"),
)
"""What the world remembers of 2014, in dyads of which the file has both sides; docs/measures.md says how the
list was made."""
YEMENI_ARMED = ("Armed Rebel", "Militant", "Combatant", "Insurgent", "Armed Gang", "Armed Band")
THAI_UNARMED = ("Citizen", "Protester", "Student", "Activist", "Media Personnel")


def states(names: Iterable[str]) -> dict[str, str]:
    """The state of each actor of ICEWS 2014: by the table, else by what stands in brackets. Parties of two
    inner conflicts stay apart from their states."""
    with STATES.open(encoding="utf-8", newline="") as file:
        known = {row["name"]: row["state"] for row in csv.DictReader(file)}
    known |= {f"{kind} (Yemen)": YEMENI_REBELS for kind in YEMENI_ARMED}
    known |= {f"{kind} (Thailand)": THAI_CIVILIANS for kind in THAI_UNARMED}
    known["Military (Thailand)"] = "Military (Thailand)"
    return {name: known.get(name, name.rpartition("(")[2].removesuffix(")") or name) for name in names}


def table_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers stand to the right."""
    lines = [" | ".join(head), " | ".join("---" for _ in head)]
    lines += [" | ".join(str(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def number(value: float | None, digits: int = 2) -> str:
    """A number, or that there is none."""
    return "insufficient" if value is None else f"{value:.{digits}f}"


def with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    """A number and its interval."""
    return number(value) + (
        f" ({interval[0]:.2f} to {interval[1]:.2f})" if interval and value is not None else ""
    )


def known_cases(table14: EventTable, table18: EventTable) -> str:
    """The cases that the definitions were chosen on."""
    by_state = table14.merged(states(table14.actor.names))
    rows: list[Sequence[object]] = []
    for label, peers in (
        ("Gulf", GULF),
        ("Gulf and Mashriq", GULF + MASHRIQ),
        ("all Arab", GULF + MASHRIQ + OTHER_ARAB),
    ):
        found = [
            measures.isolation(by_state, "Qatar", peers, at=day)
            for day in ("2014-02-28", "2014-03-31", "2014-12-31")
        ]
        hostile = [with_interval(one.hostility, one.hostility_interval) for one in found]
        rows.append(
            (f"Qatar's hostility among {len(peers)} states ({label})", "0.04, 0.22, 0.02", ", ".join(hostile))
        )
    aligned = [
        measures.alignment(by_state, "Qatar", "United Arab Emirates", at=day)
        for day in ("2014-02-28", "2014-03-31")
    ]
    rows.append(
        (
            "Qatar and the Emirates, end of February and of March",
            "+0.85, -0.89",
            ", ".join(with_interval(one.value, one.interval) for one in aligned),
        )
    )
    weekly = measures.turning_points(by_state, "Qatar", "United Arab Emirates", unit="week", dispersion=1.0)
    first = next(p for p in weekly.points if p.channel == "conflict")
    rows.append(
        (
            f"the same before and after the turning point of {first.date}, events undivided",
            "+0.85, -0.89",
            f"{first.before.alignment:.2f}, {first.after.alignment:.2f}",
        )
    )
    american = table14.merged(dict.fromkeys(AMERICANS, "United States"))
    preferred = [
        measures.preference(american, "United States", "Nuri al-Maliki", "Haider Al-Abadi", at=day)
        for day in ("2014-08-10", "2014-08-17", "2014-10-01")
    ]
    rows.append(
        (
            "American preference for Abadi over Maliki",
            "0.35, 0.74, 0.99",
            ", ".join(with_interval(one.value, one.interval) for one in preferred),
        )
    )
    backed = measures.preferences(table18, PATRONS, "Khalifa Belqasim Haftar", "Fayez Mustafa Al-Serraj")
    answers = {("insufficient" if one.insufficient else number(one.value)) for one in backed.patrons}
    span = f"{min(one.n for one in backed.patrons)} to {max(one.n for one in backed.patrons)} events"
    rows.append(
        (
            f"Haftar and Serraj, {len(PATRONS)} patrons",
            "insufficient, 0 to 11 events",
            f"{', '.join(answers)}, {span}",
        )
    )
    return table_of(("Case", "Known", "Measured"), rows)


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """What a posterior says about the next NEXT_DAYS, and what came, a row a dyad and day."""

    alpha: Floats
    beta: Floats
    came: Ints
    """Signed events that came."""
    friendly: Ints
    """Cooperative ones among them."""


def forecasts(table: EventTable, decay: Decay, days: Sequence[int], least: int = 5) -> Forecasts:
    """The posterior of each dyad on each day, and what came: where the interval is narrow enough to be
    reported, and at least `least` signed events came."""
    events = table.within(measures.ASSERTED).reduce()
    low, high = (
        f(events.actor.codes, events.recipient.codes).astype(np.int64) for f in (np.minimum, np.maximum)
    )
    dyads, dyad = np.unique(low * len(events.actor.names) + high, return_inverse=True)
    found: list[Floats] = []
    for day in days:
        weight = weights(events, day, decay)
        plus, minus = (np.bincount(dyad, weight * (events.sign == s), minlength=len(dyads)) for s in (1, -1))
        near = (events.date > day) & (events.date <= day + NEXT_DAYS)
        up, down = (np.bincount(dyad[near & (events.sign == s)], minlength=len(dyads)) for s in (1, -1))
        alpha, beta = 0.6 + plus, 0.4 + minus
        wide = 2 * (stats.beta.ppf(0.95, alpha, beta) - stats.beta.ppf(0.05, alpha, beta))
        kept = (plus + minus > 0) & (wide <= 1.2) & (up + down >= least)
        found.append(np.stack([alpha, beta, up + down, up])[:, kept])
    alpha, beta, came, friendly = np.concatenate(found, axis=1)
    return Forecasts(alpha, beta, came.astype(np.int64), friendly.astype(np.int64))


def coverage(made: Forecasts, divide: float = 1.0, seed: int = 0) -> tuple[float, Floats]:
    """The share of outcomes inside the 90% interval that the posterior predicts, and the share in each fifth
    of the predicted distribution (all 0.2 if it is right). Of `divide` events that come one counts."""
    came = np.maximum(np.round(made.came / divide), 1).astype(np.int64)
    friendly = np.minimum(np.round(made.friendly / divide), came).astype(np.int64)
    below = stats.betabinom.cdf(friendly - 1, came, made.alpha, made.beta)
    at = stats.betabinom.pmf(friendly, came, made.alpha, made.beta)
    place = below + np.random.default_rng(seed).random(len(came)) * at
    return float(((place > 0.05) & (place < 0.95)).mean()), np.histogram(place, 5, (0, 1))[0] / len(place)


def calibration(tables: Mapping[str, EventTable], fitted: Mapping[str, Decay]) -> str:
    """How often what came lay inside the 90% interval."""
    rows = []
    for year, table in tables.items():
        first, last = int(table.date.min()), int(table.date.max())
        days = list(range(first + 90, last - NEXT_DAYS + 1, NEXT_DAYS))
        for label, decay in (("as defined", Decay()), ("as fitted", fitted[year])):
            made = forecasts(table, decay, days)
            inside, fifths = coverage(made)
            sparse, _ = coverage(made, decay.dispersion) if decay.dispersion > 1 else (inside, fifths)
            shares = " ".join(f"{share:.2f}" for share in fifths)
            how = f"{label}: h = {decay.half_life:.0f}, φ = {decay.dispersion:.2f}"
            rows.append((year, how, len(made.came), f"{inside:.3f}", f"{sparse:.3f}", shares))
    head = ("Year", "Decay", "Dyads and days", "Inside 90%", "Inside, divided by φ", "Shares of fifths")
    return table_of(head, rows)


def reliability(tables: Mapping[str, EventTable], fitted: Mapping[str, Decay]) -> str:
    """The predicted share of cooperation against what came, in steps of a fifth."""
    rows = []
    for year, table in tables.items():
        days = list(range(int(table.date.min()) + 90, int(table.date.max()) - NEXT_DAYS + 1, NEXT_DAYS))
        for label, decay in (("as defined", Decay()), ("as fitted", fitted[year])):
            made = forecasts(table, decay, days)
            step = np.minimum((5 * made.alpha / (made.alpha + made.beta)).astype(np.int64), 4)
            came = np.bincount(step, made.came, minlength=5)
            seen = np.bincount(step, made.friendly, minlength=5) / np.maximum(came, 1)
            rows.append((year, label, *(f"{share:.2f}" for share in seen)))
    return table_of(("Year", "Decay", *(f"{k / 5:.1f} to {(k + 1) / 5:.1f}" for k in range(5))), rows)


def fits(tables: Mapping[str, EventTable]) -> tuple[str, dict[str, Decay]]:
    """The fit of half-life and overdispersion, with the scores at h/2 and 2h."""
    rows, found = [], {}
    for year, table in tables.items():
        fit = measures.fit_decay(table)
        assert fit.decay is not None and fit.value is not None and fit.interval is not None
        near = measures.fit_decay(table, (fit.value / 2, fit.value * 2))
        scores = (fit.score, *(trial.score for trial in near.trials), fit.start_score, fit.constant_score)
        h = f"{fit.value:.0f} ({fit.interval[0]:.0f} to {fit.interval[1]:.0f})"
        rows.append(
            (year, f"{fit.n:,}", h, f"{fit.decay.dispersion:.2f}", *(number(score, 4) for score in scores))
        )
        found[year] = fit.decay
    head = ("Year", "Events", "Half-life", "φ", "Score", "at h/2", "at 2h", "at 45 and 1.6", "constant share")
    return table_of(head, rows), found


@dataclass(frozen=True, slots=True)
class Sought:
    """A known turn and what the dyad's turning points say."""

    known: Known
    n: int
    bins: Bins
    places: tuple[int, ...]
    """Bins of the turning points, whatever their channel."""

    def hit(self, place: int) -> bool:
        """Whether a turning point lies within TOLERANCE bins of a bin."""
        return any(abs(place - found) <= TOLERANCE for found in self.places)


def sought(table: EventTable, unit: str) -> list[Sought]:
    """The turning points of each known dyad."""
    first, last = int(table.date.min()), int(table.date.max())
    made = []
    for known in KNOWN:
        found = measures.turning_points(table, known.a, known.b, unit=unit)
        bins = Bins.of(found.bin, first, last)
        dates = np.array(sorted({day_number(point.date) for point in found.points}), dtype=np.int64)
        made.append(Sought(known, found.n, bins, tuple(bins.place(dates).tolist())))
    return made


def chance(turns: Sequence[Sought], seed: int = 0) -> tuple[int, float, float]:
    """Hits, hits of random dates in place of the known ones, and the share of those that hit as often."""
    rng = np.random.default_rng(seed)
    hits = sum(turn.hit(int(turn.bins.place(np.array([day_number(turn.known.date)]))[0])) for turn in turns)
    random = np.zeros(PERMUTATIONS)
    for turn in turns:
        covered = np.array([turn.hit(place) for place in range(len(turn.bins))])
        first, last = turn.bins.edges[0], turn.bins.edges[-1]
        random += covered[turn.bins.place(rng.integers(first, last, PERMUTATIONS))]
    return hits, float(random.mean()), float((1 + (random >= hits).sum()) / (1 + PERMUTATIONS))


def many(events: EventTable, a: str, b: str, unit: str, ends: tuple[int, int]) -> int:
    """Days with a turning point between two actors."""
    found = measures.turning_points(events, a, b, since=ends[0], until=ends[1], unit=unit)
    return len({point.date for point in found.points})


def alarms(tables: Mapping[str, EventTable], dyads: int = 30, times: int = 3) -> str:
    """Turning points of dyads that nobody chose, in weeks and in months: with the dates that they have; with
    the days of their events shuffled, so that nothing turns and nothing comes in bursts; and with whole weeks
    shuffled, so that bursts stay and nothing lasts."""
    rng = np.random.default_rng(0)
    known = {frozenset((one.a, one.b)) for one in KNOWN}
    rows: list[Sequence[object]] = []
    for year, table in tables.items():
        events = table.within(measures.ASSERTED).reduce()
        events = events.take(events.sign != 0)
        ends = int(events.date.min()), int(events.date.max())
        names, size = events.actor.names, len(events.actor.names)
        low, high = (f(events.actor.codes, events.recipient.codes) for f in (np.minimum, np.maximum))
        pairs, counts = np.unique(low.astype(np.int64) * size + high, return_counts=True)
        for least, most in itertools.pairwise(BANDS):
            inside = pairs[(counts >= least) & (counts < most)]
            named = [(names[pair // size], names[pair % size]) for pair in inside.tolist()]
            free = [pair for pair in named if frozenset(pair) not in known]
            chosen = [free[place] for place in sorted(rng.permutation(len(free))[:dyads])]
            found = {unit: np.zeros(3) for unit in ("week", "month")}
            for a, b in chosen:
                dyad = table.between([a], [b]).within(measures.ASSERTED).reduce()
                week, day = np.divmod(dyad.date - ends[0], 7)
                weeks = (ends[1] - ends[0]) // 7 + 1
                moved = [
                    [ends[0] + rng.integers(0, ends[1] - ends[0] + 1, len(dyad)) for _ in range(times)],
                    [ends[0] + rng.permutation(weeks)[week] * 7 + day for _ in range(times)],
                ]
                for unit, sums in found.items():
                    sums[0] += many(dyad, a, b, unit, ends)
                    for place, dates in enumerate(moved, 1):
                        shuffled = [many(replace(dyad, date=d), a, b, unit, ends) for d in dates]
                        sums[place] += np.mean(shuffled)
            shares = [f"{value / len(chosen):.2f}" for unit in found for value in found[unit]]
            rows.append((year, f"{least} to {most - 1}", len(chosen), *shares))
    what = ("found", "days shuffled", "weeks shuffled")
    head = ("Year", "Events", "Dyads", *(f"{unit}s: {one}" for unit in ("week", "month") for one in what))
    return table_of(head, rows)


def turns(table: EventTable) -> str:
    """The known dates of 2014, by months and by weeks."""
    by_state = table.merged(states(table.actor.names))
    columns = {unit: sought(by_state, unit) for unit in ("month", "week")}
    rows: list[Sequence[object]] = []
    for number_, known in enumerate(KNOWN):
        cells = []
        for made in columns.values():
            turn = made[number_]
            place = int(turn.bins.place(np.array([day_number(known.date)]))[0])
            dates = ", ".join(str(turn.bins.begin(found))[5:] for found in turn.places) or "none"
            too_few = turn.n < MIN_EVENTS
            cells.append("insufficient" if too_few else f"{'hit' if turn.hit(place) else 'miss'}: {dates}")
        rows.append((known.what, known.date[5:], f"{known.a}, {known.b}", columns["week"][number_].n, *cells))
    lines = [table_of(("Turn", "Date", "Dyad", "Events", "By months", "By weeks"), rows)]
    for label, made in columns.items():
        hits, random, p = chance(made)
        lines.append(f"{label}: {hits} of {len(KNOWN)} hit, {random:.2f} by chance, p = {p:.4f}")
    return "\n\n".join(lines)


def invented(events: int, seed: int = 0) -> EventTable:
    """Events of ten years among 500 actors, some of them much busier than others."""
    rng = np.random.default_rng(seed)
    busy = 1 / np.arange(1, 501)
    actor, recipient = (rng.choice(500, events, p=busy / busy.sum()) for _ in range(2))
    quad = rng.choice(5, events, p=(0.2, 0.4, 0.1, 0.15, 0.15))
    names = np.array([f"actor {number:03}" for number in range(500)])
    mode = np.where(quad == 1, "visit", "")
    columns = {
        "event_id": pa.array([f"{seed:02}-{number:014}" for number in range(events)]),
        "date": 14_610 + rng.integers(0, 3652, events),
        "actor": names[actor],
        "recipient": names[recipient],
        "event_type": np.where(quad == 1, "CONSULT", "ASSAULT"),
        "event_mode": mode,
        "quad_class": quad,
        "intensity": np.array([0.0, 4.0, 7.0, -2.0, -8.0])[quad],
        "confidence": rng.uniform(0.5, 1, events),
        "source": np.array([f"outlet {number:02}" for number in range(50)])[rng.integers(0, 50, events)],
    }
    return EventTable.from_arrow(pa.table(columns))


def invented_labels(labels: int, seed: int = 0) -> pa.Table:
    """What 50 outlets call 500 actors in ten years of documents with five labels each, a tenth of them of the
    busiest."""
    rng = np.random.default_rng(seed)
    document = rng.integers(0, labels // 5, labels)
    busy, words = 1 / np.arange(1, 501), 1 / np.arange(1, 201)
    published = np.datetime64("2010-01-01") + rng.integers(0, 3652, labels // 5)
    outlets = np.array([f"outlet {number:02}" for number in range(50)])
    columns = {
        "id": [f"{number:014}" for number in range(labels)],
        "document_id": document.astype(str),
        "outlet": outlets[document % 50],
        "published": published[document].astype(str),
        "actor": np.char.add("actor ", rng.choice(500, labels, p=busy / busy.sum()).astype(str)),
        "words": np.char.add("تسمية ", rng.choice(200, labels, p=words / words.sum()).astype(str)),
        "tone": np.array(["negative", "neutral", "positive"])[rng.integers(0, 3, labels)],
        "sentence": pa.repeat("جملة", labels),
    }
    return pa.table(columns)


def speed(events: int) -> str:
    """Seconds of each measure, and the peak of memory after it."""
    begin = time.perf_counter()
    table = invented(events)
    rows = [("making the table", f"{time.perf_counter() - begin:.2f}", f"{peak_mib():.0f}")]
    busiest = [f"actor {number:03}" for number in range(40)]
    a, b, *others = busiest
    jobs: Mapping[str, Callable[[], object]] = {
        "alignment": lambda: measures.alignment(table, a, b),
        "alignment, ten years of days": lambda: measures.alignment_path(table, a, b, 14_610, 18_262),
        "isolation among 39 peers": lambda: measures.isolation(table, a, busiest),
        "preference": lambda: measures.preference(table, a, b, others[0]),
        "recognition by 39": lambda: measures.recognition(table, a, busiest),
        "turning points, weeks": lambda: measures.turning_points(table, a, b),
        "event influence": lambda: measures.event_influence(table, a, b),
        "source influence, 50 outlets": lambda: measures.source_influence(table, a, b),
        "series of an actor, days": lambda: measures.actor_series(table, a, "day"),
        "camps of 30": lambda: measures.camps(table, busiest[:30]),
        "fit of the decay, all dyads": lambda: measures.fit_decay(table),
    }
    for name, job in jobs.items():
        rows.append((name, *timed(job)))
    labels, made = invented_labels(events), list[measures.Namings]()
    rows.append(
        (f"namings of {events:,} labels", *timed(lambda: made.append(measures.Namings.from_arrow(labels))))
    )
    rows.append(("framing of the busiest actor", *timed(lambda: measures.framing(made[0], "actor 0"))))
    rows.append(("naming of it by months", *timed(lambda: measures.naming_series(made[0], "actor 0"))))
    return table_of((f"{events:,} events", "Seconds", "Peak memory, MiB"), rows)


def timed(job: Callable[[], object]) -> tuple[str, str]:
    """The seconds that a job takes, and the peak of memory after it."""
    begin = time.perf_counter()
    job()
    return f"{time.perf_counter() - begin:.2f}", f"{peak_mib():.0f}"


def peak_mib() -> float:
    """Peak resident memory of this process, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)  # macOS counts bytes, Linux KiB


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--icews14", type=Path, help="ICEWS events of 2014")
    parser.add_argument("--icews18", type=Path, help="ICEWS events of 2018")
    parser.add_argument(
        "--events", type=int, default=1_000_000, help="invented events for the speed (1,000,000)"
    )
    args = parser.parse_args()
    print(f"## Speed\n\n{speed(args.events)}\n")
    if not (args.icews14 and args.icews18):
        return
    tables = {"2014": measures.read_icews(args.icews14), "2018": measures.read_icews(args.icews18)}
    print(f"## Known cases\n\n{known_cases(tables['2014'], tables['2018'])}\n")
    table, fitted = fits(tables)
    print(f"## Decay\n\n{table}\n")
    print(f"## Intervals of alignment\n\n{calibration(tables, fitted)}\n\n{reliability(tables, fitted)}\n")
    print(f"## Turning points of 2014\n\n{turns(tables['2014'])}\n")
    by_state = tables["2014"].merged(states(tables["2014"].actor.names))
    print(f"## Turning points by chance\n\n{alarms({'2014': by_state, '2018': tables['2018']})}")


if __name__ == "__main__":
    main()
