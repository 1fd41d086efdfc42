"""The pages of the web interface, one a module, each registered here."""

from __future__ import annotations

from . import (
    actor,
    actors,
    article,
    brief,
    coded,
    documents,
    dyad,
    dyads,
    events,
    network,
    overview,
    provenance,
    search,
    sources,
    stories,
    story,
)
from .base import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    brief.PAGE,
    stories.PAGE,
    events.PAGE,
    documents.PAGE,
    actors.PAGE,
    dyads.PAGE,
    network.PAGE,
    sources.PAGE,
    provenance.PAGE,
    search.PAGE,
    actor.PAGE,
    dyad.PAGE,
    story.PAGE,
    article.PAGE,
    coded.PAGE,
)
"""In the order of the menu; those with `menu=False` are reached from others."""
FIRST = overview.PAGE
"""Where the root leads."""

__all__ = ["FIRST", "PAGES", "Page"]
