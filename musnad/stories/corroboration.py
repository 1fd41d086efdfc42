"""How far independent families of outlets bear a story out.

Items are stories, raters are families of outlets after copies have been given to the family that they were
copied from (`provenance`). News has only positive reports, so an answer is one of three:

- *reported*: a report of the family tells it as happened (or as planned, for a plan);
- *denied*: no report of the family tells it, but one tells of a denial;
- *silent*: neither, although the family covers the parties: within COVERAGE days it reported another story of
  one of the parties. A family that does not cover them has no answer at all.

The truth is one of two: it happened as told, or not. Of one event a family reports some 30% where it happened
and 10% where not (RATES), so one report makes odds of 3 to 1. Silence speaks only mildly against: the family
may have had other news; all silent families together speak as loud as LOUDEST at most. Families that tell of
a denial repeat the words of one who denies, mostly the accused: together they count as one denial.

Prevalence is held at one half, no matter how much is reported: otherwise a corpus of reports would make every
report true. A family's own rates are learnt from its agreement with the others (`dawid_skene`). Answers that
are mostly silent or positive cannot tell rates from prevalence, so what is assumed weighs as much as all that
a family answered, and at least WORTH answers: learning goes half way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .dawid_skene import Votes, consensus

REPORTED, DENIED, SILENT = range(3)
RATES = np.array([[0.30, 0.03, 0.67], [0.10, 0.15, 0.75]])
"""Happened, did not happen × reported, denied, silent."""
ALONE = float(RATES[0, REPORTED] / RATES[:, REPORTED].sum())
"""The posterior of what one family reports and all others have no answer on: 0.75."""
WORTH = 200.0
"""How many answers RATES are worth at least, in each class."""
PREVALENCE = np.array([0.5, 0.5]) * 1e12
LOUDEST = 3.0
"""So many silent families are heard in full; more share this weight, since why they are silent is one reason
more often than many."""
COVERAGE = 7
"""Days before and after a story in which another report of its parties shows that a family covers them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story as the families answer on it."""

    reported: frozenset[str]
    denied: frozenset[str]
    parties: frozenset[str]
    """Ids of the actors of both sides; where there are none, their countries."""
    day: int
    """Ordinal of the day; 0 if it is not known."""


def corroboration(items: Sequence[Item]) -> list[float]:
    """The posterior of "it happened as told" of each item, 0 to 1."""
    families = sorted({f for item in items for f in item.reported | item.denied})
    number = {family: k for k, family in enumerate(families)}
    silent = _silent(items)
    rows: list[tuple[int, int, int]] = []
    weights: list[float] = []
    for i, item in enumerate(items):
        denied = item.denied - item.reported
        quiet = silent[i] - item.reported - denied
        for answer, given, most in (
            (REPORTED, item.reported, float(len(item.reported))),
            (DENIED, denied, 1.0),
            (SILENT, quiet, LOUDEST),
        ):
            rows += [(i, number[family], answer) for family in sorted(given)]
            weights += [min(1.0, most / max(1, len(given)))] * len(given)
    if not rows:
        return [0.5] * len(items)
    columns = np.array(rows, dtype=np.int64).T
    worth = np.maximum(WORTH, np.bincount(columns[1], minlength=len(families)))
    found = consensus(
        Votes(columns[0], columns[1], columns[2], np.array(weights)), RATES * worth[:, None, None], PREVALENCE
    )
    posterior = np.full(len(items), 0.5)
    posterior[: len(found.posterior)] = found.posterior[:, 0]
    return [round(float(p), 4) for p in posterior]


def _silent(items: Sequence[Item]) -> list[set[str]]:
    """The families that cover each item's parties, whether they answer on it or not."""
    days: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, item in enumerate(items):
        for party in item.parties if item.day else ():
            days[party].append((item.day, i))
    covering: list[set[str]] = [set() for _ in items]
    for dated in days.values():
        dated.sort()
        counts: dict[str, int] = defaultdict(int)
        first = behind = 0
        for day, i in dated:
            while behind < len(dated) and dated[behind][0] <= day + COVERAGE:
                for family in items[dated[behind][1]].reported:
                    counts[family] += 1
                behind += 1
            while dated[first][0] < day - COVERAGE:
                for family in items[dated[first][1]].reported:
                    counts[family] -= 1
                first += 1
            covering[i].update(f for f, n in counts.items() if n > 0)
    return covering
