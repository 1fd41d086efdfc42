"""From what reports tell to the event table that measures take: who counts for whom, one row a report and
dyad.

A report of a story carries the story's type, participants, date, status and corroboration. So all reports of
one story fall on one actor, recipient, quad class and day, and are one row once a measure has reduced the
table; until then each can be dropped with its outlet.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from ..measures import EventTable
from ..measures.columns import Column, labels, pc, shares
from ..measures.pairs import CARRIED, paired
from ..stories.corroboration import ALONE
from .sides import Sides

REPORT = (*CARRIED, "corroboration", "actors", "recipients")
"""Columns of a table of reports: a report has an id of its own (`event_id`), a `date` (YYYY-MM-DD; empty if
it has none), the outlet as `source`, and on both sides participants with `actor_id` and `code`."""


def tabulate(reports: pa.Table, sides: Sides) -> EventTable:
    """The event table of a table of reports (columns REPORT).

    The corroboration of a report, a probability, becomes that of the event table by dividing it by that of
    one report that nobody contradicts. Such a report is what an event of ICEWS or POLECAT is, whose
    corroboration is 1 and on which the overdispersion was checked; that a single report may be wrong would
    count twice otherwise.

    Raises: DataFileError if no report has a date.
    """
    date = reports.column("date")
    counted = {side: _counted(reports.column(side), date, sides) for side in ("actors", "recipients")}
    given = reports.select(list(CARRIED))
    for side, parties in counted.items():
        given = given.append_column(side, parties)
    table = paired("SELECT * FROM given", given)
    report = pc.index_in(
        table.ids.take(pa.array(table.members)), value_set=_whole(reports.column("event_id"))
    )
    weights = shares(reports.column("corroboration"), "corroboration") / ALONE
    return replace(table, corroboration=weights[report.to_numpy(zero_copy_only=False)])


def _counted(participants: Column, date: Column, sides: Sides) -> Any:
    """The column of lists of participants as lists of parties."""
    lists = _whole(participants)
    flat = lists.flatten()
    counts = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False)
    day = labels(date)[0]
    days = np.repeat(day.codes, counts)
    id, code = labels(pa.chunked_array([flat.field("actor_id")]), pa.chunked_array([flat.field("code")]))
    dated = np.array([sides.dated(name) for name in id.names], dtype=bool)
    # Where the day cannot matter it is left out of what is looked up.
    days = np.where(dated[id.codes], days, -1) if len(dated) else days
    keys = np.stack([id.codes, code.codes, days])
    distinct, place = np.unique(keys, axis=1, return_inverse=True)
    parties: Any = pa.array(
        [
            sides.of(id.names[i], code.names[c], day.names[d] if d >= 0 else "")
            for i, c, d in distinct.T.tolist()
        ],
        pa.string(),
    )
    offsets: Any = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
    rows: Any = pa.array(place.reshape(-1))
    return pa.ListArray.from_arrays(offsets, parties.take(rows))


def _whole(column: Column) -> Any:
    """A column as one array."""
    joined = column.combine_chunks()
    if isinstance(joined, pa.ChunkedArray):
        return joined.chunk(0) if joined.num_chunks else pa.array([], joined.type)
    return joined
