"""Plain values of measures, for twins and templates."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from ..analysis import Analysis
from . import cursor
from .answers import Asked
from .query import Query
from .state import State

T = TypeVar("T")
DIGITS = 4
"""Of a measured number that are given; those beyond are noise."""


def later(asked: Asked, page: str, make: Callable[[State], T], *without: str) -> T:
    """What a page works out from its query but for some parameters, in the background.

    Raises: NotReady while that goes on; UsageError for a name that means nobody, or a malformed date.
    """
    pairs = sorted(asked.query.pairs("cursor", "limit", *without))
    return asked.state.later(f"{page} {pairs!r}", lambda: make(asked.state))


def named(workspace: Analysis, parties: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of parties in both languages."""
    return {party: dataclasses.asdict(workspace.name(party)) for party in sorted(set(parties))}


def plain(value: Any) -> Any:
    """A result as JSON has it: numbers rounded to DIGITS, days as text, what is no number as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, str) or not isinstance(value, Iterable):
        return _scalar(value)
    return [plain(one) for one in value]


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return round(value, DIGITS) if math.isfinite(value) else None
    return value


def measured(result: Any) -> dict[str, Any]:
    """What every measure says: number, bounds, how much is behind it."""
    low, high = result.interval or (None, None)
    return {
        "value": plain(result.value),
        "low": plain(low),
        "high": plain(high),
        "n": result.n,
        "reason": result.reason,
    }


def paged(rows: Sequence[Any], query: Query) -> dict[str, Any]:
    """One page of a list that is there as a whole: `items`, `total`, `next`.

    Raises: BadQuery for a cursor that is none.
    """
    start, size = 0, query.rows()
    if (at := query.one("cursor")) is not None:
        start = max(int(cursor.decode(at, (int,))[0]), 0)
    more = start + size < len(rows)
    return {
        "items": rows[start : start + size],
        "total": len(rows),
        "next": cursor.encode((start + size,)) if more else None,
    }
