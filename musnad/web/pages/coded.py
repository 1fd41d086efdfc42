"""An article that was coded from the page: shown like any other, held in memory alone."""

from __future__ import annotations

from ...records import to_json
from ..answers import Answer, Asked
from ..errors import NotThere
from .article import FILTERS, of_article
from .base import Page


def answer(asked: Asked) -> Answer:
    """The article of an id among those coded from the page."""
    id = asked.query.text("id")
    coded = asked.kept.get(id)
    if coded is None:
        remedy = (
            "Code it again: such articles are kept until the program stops or newer ones take their place."
        )
        raise NotThere("this article is not held any more", where=id, remedy=remedy)
    return of_article(asked, to_json(coded))


PAGE = Page("coded", answer, FILTERS, menu=False)
