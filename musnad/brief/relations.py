"""The sections on who stands how: alignment, preference, isolation, recognition."""

from __future__ import annotations

from collections.abc import Iterator

from ..charts import Chart, Line, Row, Spot, interval_chart, line_chart
from ..measures import Alignment, Isolation, Preferences
from ..measures.preference import MIN_EVENTS
from .answer import SURE, moved, preferring
from .findings import Findings
from .model import Number, Section, Statement, Table
from .question import LEAST_EVENTS, MOST_PEERS
from .reports import Reports
from .saying import aligned, both, likely, recorded, shared, weightiest
from .words import Words, unmarked

LINES = 4
"""Backers whose preference is drawn over time: those with most events."""


def standing(findings: Findings, reports: Reports | None, words: Words, half_life: float) -> Section:
    """Alignment of each party with the actor: whole period, before, now."""
    question = findings.question
    about = [words("alignment.about", half=words("days", n=words.plain(half_life, 0)))]
    if question.named:
        about.append(words("peers.given"))
    else:
        about.append(
            words(
                "peers.rule",
                actors=both(words, findings),
                least=words.count(LEAST_EVENTS, "event", oblique=True),
                most=words.plain(MOST_PEERS, 0),
            )
        )
    if not findings.stands:
        nobody = Statement(words("peers.none", actors=both(words, findings)))
        return Section("alignment", words("alignment"), " ".join(about), (nobody,))
    rows = []
    for stand in findings.stands:
        row = [
            words.name(stand.party),
            *(aligned(words, one) for one in (stand.whole, stand.before, stand.now)),
        ]
        row.append(words.count(stand.whole.n, "event"))
        if reports is not None:
            documents, own = reports.counted(stand.whole.evidence)
            numbers = words.plain(documents, 0), words.plain(own, 0)
            row.append(words("reports", documents=numbers[0], own=numbers[1]))
        if stand.rival is not None:
            row.append(aligned(words, stand.rival))
        rows.append(tuple(row))
    headings = [words(f"head.{key}") for key in ("party", "whole", "before", "now", "events")]
    if reports is not None:
        headings.append(words("head.reports"))
    if question.rival is not None:
        headings.append(words("head.with_rival", rival=words.name(question.rival)))
    return Section(
        "alignment",
        words("alignment"),
        " ".join(about),
        tuple(_changes(findings, words)),
        (_standing_chart(findings, words),),
        Table(tuple(headings), tuple(rows)),
    )


def _changes(findings: Findings, words: Words) -> Iterator[Statement]:
    question = findings.question
    told = False
    for stand in findings.stands:
        p = stand.closer
        if p is not None and not 1 - SURE < p < SURE:
            told = True
            up = p >= SURE
            text = words(
                "alignment.changed.up" if up else "alignment.changed.down",
                name=words.name(stand.party),
                actor=words.name(question.actor),
                before=words.date(question.before),
                p=words.percent(p if up else 1 - p),
            )
            numbers = tuple(
                recorded(f"alignment {stand.party} {when}", half)
                for when, half in zip(("up to before", "after before"), stand.halves, strict=True)
            )
            yield Statement(text, numbers, weightiest([stand]))
    yield Statement(words("alignment.unchanged" if told else "alignment.nobody"))


def _standing_chart(findings: Findings, words: Words) -> Chart:
    title = unmarked(words("alignment.chart", actor=words.name(findings.question.actor)))
    rows = [
        Row(words.bare_name(stand.party), [_spot(one) for one in (stand.whole, stand.before, stand.now)])
        for stand in findings.stands
    ]
    times = [words(f"legend.{when}") for when in ("whole", "before", "now")]
    return interval_chart(title, words("chart.scale"), times, rows, lang=words.lang)


def _spot(found: Alignment) -> Spot | None:
    """An alignment to be drawn; nothing where there is no event at all."""
    if not found.n or found.interval is None:
        return None
    return Spot(found.value, *found.interval)


def preference(findings: Findings, words: Words) -> Section | None:
    """Which backer is going over to the rival; None without a rival."""
    question, found = findings.question, findings.preferences
    if question.rival is None or found is None:
        return None
    names = {"actor": words.name(question.actor), "rival": words.name(question.rival)}
    statements = list(preferring(findings, words))
    if found.value is not None:
        value = shared(words, found.value, found.interval)
        numbers = (recorded("backers closer to the rival", found),)
        statements.append(Statement(words("preference.sum", value=value, **names), numbers, found.evidence))
    headings = (
        words("head.party"),
        words("head.now_preference"),
        words("head.defection"),
        words("head.with_actor", **names),
        words("head.with_rival_n", **names),
    )
    rows = tuple(
        (
            words.name(one.patron),
            likely(words, one.value, one.interval),
            words.date(one.defection) if one.defection else "–",
            words.plain(one.n_actor, 0),
            words.plain(one.n_rival, 0),
        )
        for one in found.patrons
        if one.n
    )
    chart = _preference_chart(findings, words, found)
    about = words("preference.about", least=words.count(MIN_EVENTS, "event"), **names)
    table = Table(headings, rows) if rows else None
    return Section(
        "preference", words("preference"), about, tuple(statements), (chart,) if chart else (), table
    )


def _preference_chart(findings: Findings, words: Words, found: Preferences) -> Chart | None:
    """P over time of those of whom it is known on some day; None if of nobody."""
    path, rival = findings.preference_path, findings.question.rival
    assert rival is not None
    ranked = sorted(found.patrons, key=lambda one: (-one.n, one.patron))
    days = [day for day, _ in path]
    lines = list[Line]()
    for patron in ranked:
        values = [one.value for _, day in path for one in day.patrons if one.patron == patron.patron]
        if any(value is not None for value in values) and len(lines) < LINES:
            lines.append(Line(words.bare_name(patron.patron), days, values))
    if not lines:
        return None
    title = unmarked(words("preference.chart", rival=words.name(rival)))
    return line_chart(title, title, lines, guides=(0.5,), limits=(0, 1), signs=False, lang=words.lang)


def isolated(findings: Findings, words: Words) -> Section | None:
    """Isolation with hostility, before and now; None without peers."""
    before, now = findings.isolation_before, findings.isolation_now
    if before is None or now is None:
        return None
    actor = words.name(findings.question.actor)
    if before.value is None and now.value is None:
        statements = [Statement(words("isolation.insufficient", actor=actor))]
    else:
        text = words(
            "isolation.value",
            actor=actor,
            n=words.count(len(now.peers), "peer", oblique=True),
            before=shared(words, before.value, before.interval),
            now=shared(words, now.value, now.interval),
            h_before=shared(words, before.hostility, before.hostility_interval),
            h_now=shared(words, now.hostility, now.hostility_interval),
        )
        numbers = [number for when, one in (("before", before), ("now", now)) for number in _pair(when, one)]
        statements = [Statement(text, tuple(numbers), now.evidence)]
        if before.value is not None and now.value is not None:
            change = moved(before.interval, now.interval)
            turn = moved(before.hostility_interval, now.hostility_interval)
            statements += [Statement(words(f"isolation.{change}")), Statement(words(f"hostility.{turn}"))]
    path = findings.isolation_path
    days = [day for day, _ in path]
    lines = []
    for name in ("isolation", "hostility"):
        found = [_value(one, name) for _, one in path]
        lines.append(
            Line(
                words(f"legend.{name}"),
                days,
                [v for v, _, _ in found],
                [lo for _, lo, _ in found],
                [hi for _, _, hi in found],
            )
        )
    title = unmarked(words("isolation.chart", actor=actor))
    chart = line_chart(title, title, lines, limits=(0, 1), signs=False, lang=words.lang)
    return Section("isolation", words("isolation"), words("isolation.about"), tuple(statements), (chart,))


def _value(found: Isolation, name: str) -> tuple[float | None, float | None, float | None]:
    value, interval = (
        (found.value, found.interval) if name == "isolation" else (found.hostility, found.hostility_interval)
    )
    low, high = interval or (None, None)
    return value, low, high


def _pair(when: str, found: Isolation) -> tuple[Number, Number]:
    """Isolation and hostility."""
    low, high = found.hostility_interval or (None, None)
    return (
        recorded(f"isolation {when}", found),
        Number(f"hostility {when}", found.hostility, low, high, found.n),
    )


def recognised(findings: Findings, words: Words, half_life: float) -> Section | None:
    """Recognition of actor and rival; None without peers."""
    if not findings.recognition:
        return None
    statements = []
    for found in findings.recognition:
        actor = words.name(found.actor)
        if found.value is None:
            statements.append(Statement(words("recognition.insufficient", actor=actor)))
            continue
        ranked = sorted(found.recognisers, key=lambda one: (-one.probability, one.name))
        items = words.listed(
            words("item", name=words.name(one.name), value=f"({words.percent(one.probability)})")
            for one in ranked
        )
        text = words(
            "recognition.value",
            actor=actor,
            value=shared(words, found.value, found.interval),
            items=items,
        )
        statements.append(Statement(text, (recorded(f"recognition {found.actor}", found),), found.evidence))
    about = words("recognition.about", half=words("days", n=words.plain(half_life, 0)))
    return Section("recognition", words("recognition"), about, tuple(statements))
