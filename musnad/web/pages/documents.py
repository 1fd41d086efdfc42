"""The articles of the workspace."""

from __future__ import annotations

from ..answers import Answer, Asked
from ..listing import documents
from ..query import PAGING, Parameter
from .base import Page

FILTERS = (
    Parameter("outlet", "who published it", repeated=True),
    Parameter("since", "published on that day or later: YYYY, YYYY-MM or YYYY-MM-DD", "date"),
    Parameter("until", "published on that day or earlier: likewise", "date"),
)


def answer(asked: Asked) -> Answer:
    """The documents of outlets and a period, by date of publication."""
    outlets = asked.state.once(
        "outlets", lambda: asked.state.ask("SELECT DISTINCT outlet FROM documents ORDER BY outlet")
    )
    shown = {"outlets": [row["outlet"] for row in outlets]}
    data = documents(asked.state, asked.query).data()
    return Answer(asked.words("page.documents"), data, "items", shown)


PAGE = Page("documents", answer, FILTERS + PAGING)
