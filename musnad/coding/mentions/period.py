"""When a document speaks: its day of publication or, without one, the years that its own words point to.

Most news archives give a date, but texts that are handed on often have lost it; yet who "the American
president" is depends on it. The years that the text names, and the offices that it says known persons hold,
narrow it down. Nothing here dates an event: it only tells who held an office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...knowledge import Actor, Office
from ...knowledge.holders import Holders, Title
from .record import Sentence

YEARS = range(2000, 2036)
"""The years in which the tables know offices."""
_YEAR_NAMED = 1.0
_YEAR_BEFORE = 0.6
"""What a year named in a text says for the year after it: news recalls last year more than the next."""
_OFFICE_NAMED = 2.0
_IN_OFFICE = 0.5
"""What a person named without his office says for the years in which he has one."""
_WIDEST = 9
"""More years than these tell nothing."""


@dataclass(frozen=True, slots=True)
class Period:
    """The time of a document: `dates` is the day of publication alone, or the years that fit it best."""

    dates: tuple[str, ...] = ()
    """ISO 8601, one day or some years; empty where nothing tells."""
    published: bool = False

    def of(self, office: Office) -> str:
        """An office in the period, in words, for the reason of a resolution."""
        if self.published:
            return f"{office.title.en} on {self.dates[0]}"
        term = f"{office.start or '?'} to {office.end or 'now'}"
        first, last = self.dates[0], self.dates[-1]
        span = first if first == last else f"{first}–{last}"
        return f"{office.title.en} ({term}); the text has no date, its years and offices point to {span}"

    def mostly(self, held: Iterable[Office | None]) -> Office | None:
        """The office that is held at most of the dates, if one is."""
        counts = Counter(held)
        office, n = counts.most_common(1)[0] if counts else (None, 0)
        return office if 2 * n > len(self.dates) else None


def office_of(actor: Actor, title: Title | None, period: Period, holders: Holders) -> Office | None:
    """The office that an actor holds in a period: one of the given title, of state or government first."""

    def on(date: str) -> Office | None:
        held = [o for o in actor.offices if o.code and o.known_on(date)]
        called = [o for o in held if title is not None and holders.is_called(o, title)]
        return foremost(called or held)

    return period.mostly(on(date) for date in period.dates)


def foremost(offices: Sequence[Office]) -> Office | None:
    """The first office, one of state or government before others."""
    return min(offices, key=lambda office: not office.function, default=None)


def infer_period(
    sentences: Sequence[Sentence], persons: Sequence[tuple[Actor, Title | None]], holders: Holders
) -> Period:
    """The years that a text without a date speaks of; `persons` are those it names, with their titles.

    Empty where it says too little.
    """
    weights: Counter[int] = Counter()
    for year, weight in (*_years_named(sentences), *_years_in_office(persons, holders)):
        if year in YEARS:
            weights[year] += weight  # type: ignore[assignment]
    if not weights:
        return Period()
    best = max(weights.values())
    years = [year for year in YEARS if weights[year] == best]
    return Period(tuple(map(str, years))) if len(years) <= _WIDEST else Period()


def _years_named(sentences: Sequence[Sentence]) -> Iterator[tuple[int, float]]:
    named = {int(k) for s in sentences for k in s.keys if len(k) == 4 and k.isdecimal()}
    for year in sorted(named):
        yield year, _YEAR_NAMED
        yield year + 1, _YEAR_BEFORE


def _years_in_office(
    persons: Sequence[tuple[Actor, Title | None]], holders: Holders
) -> Iterator[tuple[int, float]]:
    for actor, title in dict.fromkeys(persons):
        offices = [o for o in actor.offices if o.start or o.end]
        called = [o for o in offices if title is not None and holders.is_called(o, title)]
        for year in YEARS:
            if any(o.held_on(str(year)) for o in called or offices):
                yield year, _OFFICE_NAMED if called else _IN_OFFICE
