"""The pairs of actors of which one acted on the other."""

from __future__ import annotations

from ..answers import Answer, Asked
from ..listing import dyads
from ..query import PAGING, Parameter
from .base import Page

FILTERS = (Parameter("actor", "one of the two: part of a name in Arabic or English, or an id"),)


def answer(asked: Asked) -> Answer:
    """The pairs of an actor, or all."""
    return Answer(asked.words("page.dyads"), dyads(asked.state, asked.query).data(), "items")


PAGE = Page("dyads", answer, FILTERS + PAGING)
