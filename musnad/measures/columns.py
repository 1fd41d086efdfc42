"""From Arrow columns to the numpy arrays of an event table: days, labels, numbers.

A day is the number of days since 1970-01-01, as in `numpy.datetime64[D]`.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute

from ..errors import DataFileError, UsageError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Column: TypeAlias = Any
"""An Arrow column (pyarrow.ChunkedArray), whose published types do not follow what Arrow does."""
Day = str | datetime.date | int
"""A day as callers give it: YYYY-MM-DD, a date, or a day number."""

pc: Any = pyarrow.compute
"""Arrow's functions, without their types for the same reason."""
UNDATED = int(np.iinfo(np.int64).min)
"""Stands for the day of a row that has none."""
COMPACT = 10_000_000
"""Integers from here on are dates written YYYYMMDD; as day numbers they would lie in the year 29349."""
_EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A column of names: `codes` [rows] are places in `names`, which are sorted and without repeats."""

    codes: npt.NDArray[np.int32]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        self.codes.flags.writeable = False

    def code(self, name: str) -> int:
        """The code of a name; -1 if no row could have it."""
        place = bisect_left(self.names, name)
        return place if place < len(self.names) and self.names[place] == name else -1

    def among(self, names: frozenset[str]) -> Mask:
        """Which rows have one of the names."""
        wanted = np.array([name in names for name in self.names], dtype=bool)
        return wanted[self.codes] if len(wanted) else np.zeros(len(self.codes), dtype=bool)

    def take(self, rows: Ints | Mask) -> Labels:
        """The column with these rows only; names stay as they are."""
        return Labels(self.codes[rows], self.names)

    def renamed(self, names: Mapping[str, str]) -> Labels:
        """The column with names replaced; one that `names` lacks stays."""
        new = [names.get(name, name) for name in self.names]
        merged = tuple(sorted(set(new)))
        places = {name: place for place, name in enumerate(merged)}
        lookup = np.array([places[name] for name in new], dtype=np.int32)
        return Labels(lookup[self.codes] if len(new) else self.codes, merged)


def labels(*columns: Column) -> list[Labels]:
    """Text columns that share one set of names; null reads as an empty name."""
    chunks = [
        pc.dictionary_encode(pc.fill_null(text(column), "")).unify_dictionaries().chunks for column in columns
    ]
    own = [list(map(str, found[0].dictionary.to_pylist())) if found else [] for found in chunks]
    names = tuple(sorted(set().union(*own)))
    places = {name: place for place, name in enumerate(names)}
    made = []
    for found, here in zip(chunks, own, strict=True):
        lookup = np.array([places[name] for name in here], dtype=np.int32)
        codes = [lookup[chunk.indices.to_numpy(zero_copy_only=False)] for chunk in found]
        made.append(Labels(np.concatenate([np.empty(0, dtype=np.int32), *codes]), names))
    return made


def days(column: Column) -> Ints:
    """Day numbers of a column of dates, times, day numbers, or texts or integers (YYYY-MM-DD with anything
    behind it, YYYYMMDD); UNDATED where a row has no full date.

    Raises: DataFileError if the column is of another type.
    """
    kind = column.type
    if pa.types.is_temporal(kind) and not pa.types.is_time(kind):
        whole = pc.cast(pc.cast(column, pa.date32(), safe=False), pa.int32())
        return _integers(whole)
    if pa.types.is_integer(kind):
        found = _integers(column)
        if len(found) and found.max() < COMPACT:
            return found
        column, kind = text(column), pa.string()
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind)):
        raise DataFileError(f"the column of dates holds {kind}", remedy="Give dates as YYYY-MM-DD.")
    texts = labels(column)[0]
    numbers = np.array([_day(name) for name in texts.names], dtype=np.int64)
    return numbers[texts.codes] if len(numbers) else np.empty(0, dtype=np.int64)


def numbers(column: Column, name: str) -> Floats:
    """A column as floats, NaN where there is no number.

    Raises: DataFileError for a text that is not a number.
    """
    try:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            column = by_value(column, lambda text: float(text) if text.strip() else None)
        cast = pc.cast(column, pa.float64())
    except (pa.ArrowInvalid, ValueError) as error:
        raise DataFileError(f"the column {name} holds something that is not a number: {error}") from error
    return np.asarray(cast.to_numpy(), dtype=np.float64)


def shares(column: Column, name: str) -> Floats:
    """A column of numbers from 0 to 1; a missing one counts as 1.

    Raises: DataFileError if one is not a number, or outside.
    """
    found = np.nan_to_num(numbers(column, name), nan=1.0)
    if ((found < 0) | (found > 1)).any():
        raise DataFileError(f"the column {name} has values outside of 0 to 1")
    return found


def quad_classes(column: Column) -> npt.NDArray[np.int8]:
    """A column of quad classes, 0 to 4; a missing one counts as 0.

    Raises: DataFileError for any other value.
    """
    found = np.nan_to_num(numbers(column, "quad_class"))
    if not np.isin(found, np.arange(5)).all():
        raise DataFileError("the column quad_class has values that are not 0, 1, 2, 3 or 4")
    return found.astype(np.int8)


def by_value(column: Column, function: Callable[[str], Any]) -> Column:
    """A column computed from the distinct values of a column, as texts; null reads as an empty text."""
    found = labels(column)[0]
    made: Any = pa.array([function(name) for name in found.names])
    return pa.chunked_array([made.take(pa.array(found.codes))])


def text(column: Column) -> Column:
    """A column as texts."""
    return pc.cast(column, pa.string())


def day_number(day: Day) -> int:
    """A day as its number.

    Raises: UsageError for a text that is not a date.
    """
    if isinstance(day, int):
        return day
    if isinstance(day, datetime.date):
        return day.toordinal() - _EPOCH
    number = _day(day)
    if number == UNDATED:
        raise UsageError(f"'{day}' is not a date", remedy="Write dates as YYYY-MM-DD.")
    return number


def day_date(number: int) -> datetime.date:
    """The date of a day number."""
    return datetime.date.fromordinal(int(number) + _EPOCH)


def _day(text: str) -> int:
    for head in (text[:10], text):
        try:
            return datetime.date.fromisoformat(head).toordinal() - _EPOCH
        except ValueError:
            continue
    return UNDATED


def _integers(column: Column) -> Ints:
    filled = pc.fill_null(pc.cast(column, pa.int64()), UNDATED)
    return np.asarray(filled.to_numpy(), dtype=np.int64)
