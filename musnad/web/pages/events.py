"""The events, with the filters of the command line."""

from __future__ import annotations

from ...exports import write_events_csv
from ..answers import Answer, Asked
from ..listing import events
from ..query import EVENT_FILTERS, PAGING
from .base import Page


def answer(asked: Asked) -> Answer:
    """The events that meet the conditions, by date."""
    found = events(asked.state, asked.query)
    outlets = asked.state.once(
        "outlets", lambda: asked.state.ask("SELECT DISTINCT outlet FROM documents ORDER BY outlet")
    )
    table = found.table
    assert table is not None  # a list of events has one
    return Answer(
        asked.words("page.events"),
        found.data(),
        "items",
        {"outlets": [row["outlet"] for row in outlets]},
        lambda sink: write_events_csv(table, sink),
    )


PAGE = Page("events", answer, EVENT_FILTERS + PAGING)
