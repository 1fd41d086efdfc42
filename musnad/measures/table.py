"""The event table that every measure takes: one row a dyad and event, in columns.

An event of several parties is several rows; `sources` makes them. Rows without a date or without two parties
cannot be measured: they are left out, and counted in `undated` and `unpaired`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ..errors import DataFileError, UsageError
from .columns import (
    UNDATED,
    Column,
    Floats,
    Ints,
    Labels,
    Mask,
    day_number,
    days,
    labels,
    numbers,
    pc,
    quad_classes,
    shares,
    text,
)
from .scope import Scope

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]

REQUIRED = ("date", "actor", "recipient", "quad_class")
OPTIONAL = (
    "event_id", "event_type", "event_mode", "intensity", "status", "confidence", "corroboration", "source",
)  # fmt: skip
SIGNS = np.array([0, 1, 1, -1, -1], dtype=np.int64)
"""The sign of each quad class, 0 (neutral speech) to 4: +1 cooperation, -1 conflict."""


@dataclass(frozen=True, slots=True, eq=False)
class EventTable:
    """Events as columns of equal length; immutable.

    `members[starts[k]:starts[k + 1]]` are the places in `ids` of the events that row k stands for: one, until
    `reduce` merges rows.
    """

    date: Ints
    """Day number."""
    actor: Labels
    """Shares its names with `recipient`."""
    recipient: Labels
    event_type: Labels
    """PLOVER's type."""
    event_mode: Labels
    """PLOVER's mode, or the CAMEO code where the source codes CAMEO."""
    quad_class: npt.NDArray[np.int8]
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neutral."""
    intensity: Floats
    """-10 (conflict) to +10 (cooperation), PLOVER's or Goldstein's; NaN if not known."""
    status: Labels
    confidence: Floats
    """The coder's, 0 to 1."""
    corroboration: Floats
    """The weight of the sources behind the event: 1 for one report that nobody contradicts, less where others
    deny it or are silent, more where others bear it out."""
    source: Labels
    """The outlet."""
    ids: Column
    members: Ints
    starts: Ints
    undated: int = 0
    """Rows that were left out because they have no full date."""
    unpaired: int = 0
    """Rows that were left out because a party is missing, or both are the same."""
    reduced: bool = False
    by_outlet: bool = False
    """Whether `reduce` lets each outlet's report of an event stand for itself. Copies then weigh again."""

    def __post_init__(self) -> None:
        numbers = (self.date, self.quad_class, self.intensity, self.confidence, self.corroboration)
        for column in (*numbers, self.members, self.starts):
            column.flags.writeable = False

    @classmethod
    def from_arrow(cls, table: pa.Table) -> EventTable:
        """A table with the columns REQUIRED and any of OPTIONAL; others are ignored.

        Without `event_id` rows are named by their number, from 0; without `status` all are asserted; without
        `confidence` and `corroboration` they are 1.

        Raises: DataFileError if a column is missing or malformed, or no row has a date.
        """
        missing = [name for name in REQUIRED if name not in table.column_names]
        if missing:
            what = f"the table of events lacks {', '.join(missing)}; it has {', '.join(table.column_names)}"
            raise DataFileError(what, remedy="Say which columns hold them, e.g. date=Date,actor=Source.")
        rows = table.num_rows

        def column(name: str, default: Any) -> Column:
            there = name in table.column_names
            return table.column(name) if there else pa.chunked_array([pa.repeat(default, rows)])

        date = days(table.column("date"))
        dated = date != UNDATED
        if rows and not dated.any():
            what = f"none of the {rows:,} rows has a full date"
            raise DataFileError(what, remedy="Give a column of dates as YYYY-MM-DD.")
        actor, recipient = labels(table.column("actor"), table.column("recipient"))
        nameless = actor.code("")
        paired = (actor.codes != recipient.codes) & (actor.codes != nameless) & (recipient.codes != nameless)
        made = cls(
            date=date,
            actor=actor,
            recipient=recipient,
            event_type=labels(column("event_type", ""))[0],
            event_mode=labels(column("event_mode", ""))[0],
            quad_class=quad_classes(table.column("quad_class")),
            intensity=numbers(column("intensity", np.nan), "intensity"),
            status=labels(column("status", "asserted"))[0],
            confidence=shares(column("confidence", 1.0), "confidence"),
            corroboration=shares(column("corroboration", 1.0), "corroboration"),
            source=labels(column("source", ""))[0],
            ids=text(column("event_id", "") if "event_id" in table.column_names else _numbered(rows)),
            members=np.arange(rows),
            starts=np.arange(rows + 1),
            undated=int(np.count_nonzero(~dated)),
            unpaired=int(np.count_nonzero(dated & ~paired)),
        )
        return made.take(dated & paired)

    @classmethod
    def from_pandas(cls, frame: pandas.DataFrame) -> EventTable:
        """The same from a pandas data frame.

        Raises: as `from_arrow`.
        """
        return cls.from_arrow(pa.Table.from_pandas(frame, preserve_index=False))

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]]) -> EventTable:
        """The same from mappings with the columns' names as keys.

        Raises: as `from_arrow`.
        """
        rows = list(records)
        names = {name for row in rows for name in row} if rows else REQUIRED
        columns = {name: [row.get(name) for row in rows] for name in (*REQUIRED, *OPTIONAL) if name in names}
        return cls.from_arrow(
            pa.table({n: pa.array(c) if c else pa.array([], "str") for n, c in columns.items()})
        )

    def __len__(self) -> int:
        return len(self.date)

    @property
    def sign(self) -> Ints:
        """+1 cooperation, -1 conflict, 0 neutral, a row."""
        return SIGNS[self.quad_class]

    def take(self, rows: Ints | Mask) -> EventTable:
        """The table with these rows only: their places, or a mask."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        counts = np.diff(self.starts)[places]
        starts = np.concatenate([[0], np.cumsum(counts)])
        offsets = np.arange(starts[-1]) - np.repeat(starts[:-1], counts)
        return replace(
            self,
            date=self.date[places],
            actor=self.actor.take(places),
            recipient=self.recipient.take(places),
            event_type=self.event_type.take(places),
            event_mode=self.event_mode.take(places),
            quad_class=self.quad_class[places],
            intensity=self.intensity[places],
            status=self.status.take(places),
            confidence=self.confidence[places],
            corroboration=self.corroboration[places],
            source=self.source.take(places),
            members=self.members[np.repeat(self.starts[:-1][places], counts) + offsets],
            starts=starts,
        )

    def within(self, scope: Scope) -> EventTable:
        """The rows that count.

        Raises: UsageError for a malformed day, or if the scope names sources and the table is reduced: merged
        rows have several.
        """
        wanted = self._counts(scope)
        return self if wanted.all() else self.take(wanted)

    def dates(self, scope: Scope) -> Ints:
        """The day numbers of the rows that count.

        Raises: as `within`.
        """
        return self.date[self._counts(scope)]

    def _counts(self, scope: Scope) -> Mask:
        if self.reduced and scope.sources is not None:
            raise UsageError("a reduced table cannot be asked for sources", remedy="Ask before reducing.")
        wanted = np.ones(len(self), dtype=bool)
        if scope.statuses is not None:
            wanted &= self.status.among(scope.statuses)
        if scope.sources is not None:
            wanted &= self.source.among(scope.sources)
        if scope.since is not None:
            wanted &= self.date >= day_number(scope.since)
        if scope.until is not None:
            wanted &= self.date <= day_number(scope.until)
        return wanted

    def between(self, some: Iterable[str], others: Iterable[str]) -> EventTable:
        """The events in which one of `some` and one of `others` stand on different sides."""
        left, right = frozenset(some), frozenset(others)
        there = self.actor.among(left) & self.recipient.among(right)
        back = self.actor.among(right) & self.recipient.among(left)
        return self.take(there | back)

    def involving(self, actor: str) -> EventTable:
        """The events of one actor, on either side."""
        code = self.actor.code(actor)
        return self.take((self.actor.codes == code) | (self.recipient.codes == code))

    def without(self, ids: Iterable[str] = (), sources: Iterable[str] = ()) -> EventTable:
        """The table without events or outlets: what would be if they had not been reported.

        Raises: UsageError if the table is reduced.
        """
        if self.reduced:
            raise UsageError("events cannot be dropped from a reduced table", remedy="Drop them before.")
        dropped = self.source.among(frozenset(sources))
        gone = pa.array(sorted(set(ids)), pa.string())
        if len(gone):
            among = pc.is_in(self.ids, value_set=gone).to_numpy().astype(bool)
            dropped = dropped | among[self.members]
        return self.take(~dropped)

    def merged(self, names: Mapping[str, str]) -> EventTable:
        """The table with actors put together: names and the name that each goes by (a minister and the
        state). Events within one such actor fall out and are counted as unpaired."""
        actor, recipient = self.actor.renamed(names), self.recipient.renamed(names)
        new = replace(self, actor=actor, recipient=recipient, reduced=False)
        apart = actor.codes != recipient.codes
        return replace(new.take(apart), unpaired=self.unpaired + int(np.count_nonzero(~apart)))

    def happenings(self) -> Ints:
        """A number for each row; rows that `reduce` would merge have the same."""
        days = self.date - self.date.min() if len(self) else self.date
        size = len(self.actor.names)
        pair = self.actor.codes.astype(np.int64) * size + self.recipient.codes
        _, dyad = np.unique(pair * 5 + self.quad_class, return_inverse=True)
        found = np.asarray(dyad * (int(days.max(initial=0)) + 1) + days, dtype=np.int64)
        return found * len(self.source.names) + self.source.codes if self.by_outlet else found

    def reduce(self) -> EventTable:
        """One row for each actor, recipient, quad class and day, with `by_outlet` also outlet: wire copies
        repeat an event.

        The merged row has the mean intensity, the highest confidence and corroboration, and type, status and
        source of its most intense row; `ids_of` names all that went into it. Rows are ordered by actor,
        recipient, quad class and day, whatever their order was. Select before: what was merged cannot be told
        apart.
        """
        if self.reduced:
            return self
        outlet = (self.source.codes,) if self.by_outlet else ()
        groups = (*outlet, self.date, self.quad_class, self.recipient.codes, self.actor.codes)
        strength = -np.abs(np.nan_to_num(self.intensity))
        texts = (self.event_mode.codes, self.event_type.codes, self.status.codes, self.source.codes)
        ties = (self.confidence, self.corroboration, self.intensity, *texts)
        order = np.lexsort((*ties, strength, *groups))
        changed = np.zeros(len(self), dtype=bool)
        changed[:1] = True
        for column in groups:
            there = column[order]
            changed[1:] |= there[1:] != there[:-1]
        first = np.flatnonzero(changed)
        new = self.take(order)
        if not len(first):
            return replace(new, reduced=True)
        known = np.isfinite(new.intensity)
        sums = np.add.reduceat(np.where(known, new.intensity, 0.0), first)
        counts = np.add.reduceat(known.astype(np.int64), first)
        means = np.divide(sums, counts, out=np.full(len(first), np.nan), where=counts > 0)
        return replace(
            new.take(first),
            intensity=means,
            confidence=np.maximum.reduceat(new.confidence, first),
            corroboration=np.maximum.reduceat(new.corroboration, first),
            members=new.members,
            starts=np.append(new.starts[first], new.starts[-1]),
            reduced=True,
        )

    def ids_of(self, rows: Ints | Mask | None = None) -> tuple[str, ...]:
        """The ids of the events behind these rows (without: behind all), sorted."""
        members = self.members if rows is None else self.take(rows).members
        return tuple(sorted(set(self.ids.take(pa.array(members)).to_pylist())))


def _numbered(rows: int) -> Column:
    return pa.chunked_array([pa.array(np.arange(rows))])
