"""What the parts of a brief share: numbers as records and as words, evidence in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from ..measures import Alignment, Result
from ..measures.result import Interval
from .findings import Findings, Stand
from .model import Number
from .words import Words


def recorded(name: str, result: Result) -> Number:
    """A result as a number of the brief."""
    low, high = result.interval or (None, None)
    return Number(name, result.value, low, high, result.n)


def aligned(words: Words, result: Alignment) -> str:
    """An alignment with its interval; without a number the interval says how little is known."""
    if not result.n or result.interval is None:
        return words("no_event")
    if result.value is None:
        return words("insufficient.interval", interval=words.interval(*result.interval))
    return words("value", value=words.signed(result.value), interval=words.interval(*result.interval))


def shared(words: Words, value: float | None, interval: Interval | None) -> str:
    """A number from 0 to 1, or above, with its interval."""
    if value is None:
        return words("insufficient")
    if interval is None:
        return words.plain(value)
    return words("value", value=words.plain(value), interval=words.interval(*interval, signs=False))


def likely(words: Words, value: float | None, interval: Interval | None) -> str:
    """A probability with its interval, in hundredths."""
    if value is None:
        return words("insufficient")
    if interval is None:
        return words.percent(value)
    low, high = (words.percent(bound) for bound in interval)
    return words("value", value=words.percent(value), interval=words("interval", low=low, high=high))


def weightiest(stands: Iterable[Stand]) -> tuple[str, ...]:
    """The events of some stands over the whole period: the heaviest of each, then the second of each ..."""
    columns: list[Sequence[str]] = [
        [id for one in stand.events.ranking for id in one.evidence] if stand.events else stand.whole.evidence
        for stand in stands
    ]
    turns = zip_longest(*columns)
    return tuple(dict.fromkeys(id for turn in turns for id in turn if id is not None))


def both(words: Words, findings: Findings) -> str:
    """Actor and rival by name."""
    question = findings.question
    actor = words.name(question.actor)
    return words("pair", actor=actor, rival=words.name(question.rival)) if question.rival else actor
