"""The actors of the workspace, the most frequent first."""

from __future__ import annotations

from ..answers import Answer, Asked
from ..listing import actors
from ..query import PAGING, Parameter
from .base import Page

FILTERS = (Parameter("q", "part of a name in Arabic or English, or an id"),)


def answer(asked: Asked) -> Answer:
    """The actors of a name, or all."""
    return Answer(asked.words("page.actors"), actors(asked.state, asked.query).data(), "items")


PAGE = Page("actors", answer, FILTERS + PAGING)
