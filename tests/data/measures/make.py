"""Makes the small series beside this file: `python make.py`. All is invented; the random numbers are fixed.

rift.csv    Arda and Belos cooperate until 14 June 2020, quarrel until 31 October, hardly meet from then on.
            Arda cooperates with Corin and Dalia all year, and never meets Erra. The Herald reports all of it,
            the Courier what is friendly; there are plans and denials that did not happen.
patron.csv  Kest deals with Lorn until July 2020, with his rival Mira from August; Nore hardly with either.
camps.csv   North, Nadir, Nova and Nimbus stand together, so do Sol, Saga and Sierra; Tarn deals with all.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = (
    "event_id", "date", "actor", "recipient", "event_type", "event_mode", "quad_class", "intensity", "status",
    "source",
)  # fmt: skip
KINDS = {
    "visit": ("CONSULT", "visit", 1, 4.0),
    "phone": ("CONSULT", "phone", 1, 1.5),
    "backing": ("SUPPORT", "", 1, 5.0),
    "aid": ("AID", "", 2, 10.0),
    "accusation": ("ACCUSE", "disapprove", 3, -2.0),
    "break": ("SANCTION", "discontinue", 4, -6.0),
    "attack": ("ASSAULT", "firearms", 4, -9.0),
}
FRIENDLY, HOSTILE = ("visit", "phone", "backing", "aid"), ("accusation", "break", "attack")
Row = tuple[object, ...]


class Chronicle:
    """Rows of invented events."""

    def __init__(self, name: str, seed: int) -> None:
        self.name, self.random, self.rows = name, random.Random(seed), list[Row]()

    def tell(self, day: date, a: str, b: str, kind: str, source: str, status: str = "asserted") -> None:
        """One event; which of the two acts is left to chance."""
        if self.random.random() < 0.5:
            a, b = b, a
        self.rows.append((f"{self.name}-{len(self.rows):04}", day, a, b, *KINDS[kind], status, source))

    def spell(self, since: str, until: str, a: str, b: str, weekly: float, friendly: float) -> None:
        """A stretch of `weekly` events a week of which a share is friendly."""
        for day in days(since, until):
            if self.random.random() < weekly / 7:
                kind = self.random.choice(FRIENDLY if self.random.random() < friendly else HOSTILE)
                self.tell(day, a, b, kind, "Herald")
                if kind in FRIENDLY and self.random.random() < 0.5:
                    self.tell(day, a, b, kind, "Courier")

    def write(self) -> None:
        """Writes the file."""
        with (HERE / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(self.rows)


def days(since: str, until: str) -> Iterator[date]:
    """The days of a period, both ends included."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    yield from (first + timedelta(number) for number in range((last - first).days + 1))


def rift() -> Chronicle:
    told = Chronicle("rift", 1)
    told.spell("2020-01-01", "2020-06-14", "Arda", "Belos", 1.5, 0.95)
    told.spell("2020-06-15", "2020-10-31", "Arda", "Belos", 4.0, 0.05)
    told.spell("2020-11-01", "2020-12-31", "Arda", "Belos", 0.3, 0.5)
    told.spell("2020-01-01", "2020-12-31", "Arda", "Corin", 1.0, 0.9)
    told.spell("2020-01-01", "2020-12-31", "Arda", "Dalia", 0.5, 1.0)
    for day in days("2020-03-01", "2020-03-20"):
        told.tell(day, "Arda", "Belos", "attack", "Courier", status="future")
        told.tell(day, "Arda", "Erra", "visit", "Courier", status="negated")
    return told


def patron() -> Chronicle:
    told = Chronicle("patron", 2)
    told.spell("2020-01-01", "2020-07-31", "Kest", "Lorn", 2.0, 0.9)
    told.spell("2020-08-01", "2020-12-31", "Kest", "Lorn", 1.0, 0.1)
    told.spell("2020-01-01", "2020-07-31", "Kest", "Mira", 0.5, 0.3)
    told.spell("2020-08-01", "2020-12-31", "Kest", "Mira", 2.5, 1.0)
    for day in days("2020-05-01", "2020-05-03"):
        told.tell(day, "Nore", "Lorn", "phone", "Herald")
    return told


def camps() -> Chronicle:
    told = Chronicle("camps", 3)
    blocs = (("North", "Nadir", "Nova", "Nimbus"), ("Sol", "Saga", "Sierra"))
    everyone = [(name, number) for number, bloc in enumerate(blocs) for name in bloc]
    for place, (a, one) in enumerate(everyone):
        for b, other in everyone[place + 1 :]:
            told.spell("2020-01-01", "2020-06-30", a, b, 0.8, 0.95 if one == other else 0.1)
        told.spell("2020-01-01", "2020-06-30", a, "Tarn", 0.4, 0.6)
    return told


if __name__ == "__main__":
    for made in (rift(), patron(), camps()):
        made.write()
