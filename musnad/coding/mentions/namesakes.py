"""Which of several bearers of one name is meant: what else the document says of each of them decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...knowledge import Actor, Entry, Place, State
from ...knowledge.holders import Holders, Title
from ..linear import softmax
from .period import Period, office_of
from .record import Mention

_OTHER_NAME = 3.0
"""The document names him otherwise, too, by a name that nobody shares."""
_TITLE = 2.0
"""The title before the name is that of an office of his at the time."""
_IN_OFFICE = 1.0
_DOUBT = 2.5
"""The name is a common word or another's name, and the document has to name him otherwise."""
_NOT_THERE = 3.0
"""The organisation was not yet, or no longer, there at the time."""
_COUNTRY = 3.0
"""Times the share of the document's mentions that are of his country."""
_CITY_FOR_STATE = 1.5
"""A capital's name more often means the government than a namesake of the city."""
_PROMINENCE = 0.25
"""For each of the nine degrees of a place's prominence in the news."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says for the bearers of its names."""

    countries: Counter[str]
    """How many mentions that are sure are of each country."""
    sure: frozenset[str]
    """Ids of actors that it names by names of their own."""
    period: Period
    holders: Holders


def evidence(found: Sequence[Sequence[Mention]], period: Period, holders: Holders) -> Evidence:
    """The evidence of a document's mentions."""
    sure = [m for mentions in found for m in mentions if len(m.namesakes) < 2]
    countries = Counter(m.iso for m in sure if m.iso)
    return Evidence(countries, frozenset(m.actor.id for m in sure if m.actor), period, holders)


def weigh(entries: Sequence[Entry], title: Title | None, told: Evidence) -> list[float]:
    """The probability of each bearer of a name; they sum to one."""
    total = sum(told.countries.values()) or 1
    return softmax([_score(entry.value, title, told, total) - _DOUBT * entry.doubtful for entry in entries])


def _score(value: Actor | State | Place, title: Title | None, told: Evidence, total: int) -> float:
    if isinstance(value, State):
        return _CITY_FOR_STATE + _COUNTRY * told.countries[value.iso3] / total
    if isinstance(value, Place):
        return _PROMINENCE * value.weight + _COUNTRY * told.countries[value.iso3] / total
    score = _COUNTRY * told.countries[value.country] / total
    score += _OTHER_NAME * (value.id in told.sure)
    if not any(_there(value, date) for date in told.period.dates or ("",)):
        score -= _NOT_THERE
    office = office_of(value, title, told.period, told.holders) if told.period.dates else None
    if office is not None:
        score += _IN_OFFICE
        score += _TITLE * (title is not None and told.holders.is_called(office, title))
    return score


def _there(actor: Actor, date: str) -> bool:
    """Whether an actor was there on a date (ISO, any precision), as far as its terms are known."""
    early = actor.start and date and date < actor.start[: len(date)]
    late = actor.end and date and date[: len(actor.end)] > actor.end
    return not (early or late)
