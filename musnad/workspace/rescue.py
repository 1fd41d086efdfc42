"""When a worker process dies: the work is tried again by itself, then halved, down to the document that does
it, which goes to quarantine; everything else is coded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

from ..errors import LimitExceeded
from ..reading import Unit, halves
from ..records import TABLES, arrow_schema
from .limits import Limits
from .shard import FOUND, Shard, place, quarantined

Attempt = Callable[[Sequence[Unit]], Shard | None]
"""Codes units in a process of their own; None if it died."""


def rescued(units: Sequence[Unit], attempt: Attempt, limits: Limits) -> Shard:
    """The shard of units on which a worker died: all that can be coded, and the rest quarantined."""
    shard = attempt(units)
    if shard is not None:
        return shard
    if len(units) > 1:
        middle = len(units) // 2
        first, second = (rescued(part, attempt, limits) for part in (units[:middle], units[middle:]))
        return joined([first, second], [range(middle), range(middle, len(units))])
    (unit,) = units
    parts = halves(unit)
    if parts:
        return joined([rescued([part], attempt, limits) for part in parts], [[0]] * len(parts))
    return _lost(unit, limits)


def joined(shards: Sequence[Shard], numbers: Sequence[Sequence[int]]) -> Shard:
    """Shards as one; `numbers` says for each which units of the whole its units are."""
    items = [
        (places[number], item)
        for shard, places in zip(shards, numbers, strict=True)
        for number, item in shard.items
    ]
    tables = {
        name: pa.concat_tables([shard.tables[name] for shard in shards]).combine_chunks()
        for name in ("documents", *FOUND)
    }
    return Shard(items, tables)


def _lost(unit: Unit, limits: Limits) -> Shard:
    """The shard of a unit that cannot be halved and ends its process."""
    what = (
        f"its process ended: a crash, more than {limits.megabytes:,} MB of memory, or more than "
        f"{limits.seconds:g} seconds in which it could not be interrupted"
    )
    where = place(unit)
    aside = quarantined(where, unit.document_id, LimitExceeded(what, where=where))
    tables = {n: arrow_schema(TABLES[n]).empty_table() for n in ("documents", *FOUND)}
    return Shard([(0, aside)], tables)
