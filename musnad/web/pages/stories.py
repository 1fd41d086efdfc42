"""The stories: happenings, each with how many report it and how far the reports differ."""

from __future__ import annotations

import dataclasses
from typing import Any

from ...analysis.stories import Stories
from ...ontology import EVENT_TYPES
from ...records import STATUSES
from ...stories import Party, Story
from ..answers import Answer, Asked
from ..errors import BadQuery
from ..listing import Found
from ..measuring import DIGITS, paged
from ..query import PAGING, Parameter, Query
from ..state import State
from .base import Page

DISPUTED = ("disagreement", "denial", "either")
FILTERS = (
    Parameter("actor", "who took part: by id, country or name, Arabic or English"),
    Parameter("other", "another, on the other side; likewise; only with actor"),
    Parameter("type", "PLOVER event type", choices=tuple(EVENT_TYPES), repeated=True),
    Parameter("status", "status", choices=STATUSES, repeated=True),
    Parameter("since", "YYYY, YYYY-MM or YYYY-MM-DD, included", "date"),
    Parameter("until", "likewise", "date"),
    Parameter("disputed", "only those whose reports differ, or that are denied", choices=DISPUTED),
    Parameter(
        "order", "date, else those with most independent families first", choices=("date", "independent")
    ),
)


def answer(asked: Asked) -> Answer:
    """The stories that meet the conditions, by date unless another order is asked for.

    Raises: NotReady while they are being found; UsageError for a name that means nobody.
    """
    return Answer(asked.words("page.stories"), stories(asked.state, asked.query).data(), "items")


def stories(state: State, query: Query) -> Found:
    """The stories that meet the conditions, page by page.

    Raises: NotReady while they are being found; UsageError for a name that means nobody; BadQuery for
    `other` without `actor`.
    """
    pairs = sorted(query.pairs("cursor", "limit"))
    page = paged(state.later(f"stories {pairs!r}", lambda: _chosen(state, query)), query)
    return Found([summary(story) for story in page["items"]], page["total"], page["next"])


def _chosen(state: State, query: Query) -> list[Story]:
    actor, other = query.one("actor"), query.one("other")
    if other and not actor:
        raise BadQuery("'other' is given without 'actor'")
    found: Stories = state.analysis.stories(
        actor=None if other else actor,
        dyad=(actor or "", other) if other else None,
        event_type=query.many("type") or None,
        status=query.many("status") or None,
        since=query.one("since"),
        until=query.one("until"),
    )
    disputed = query.one("disputed")
    kept = [story for story in found if disputed is None or _is_disputed(story, disputed)]
    if query.one("order") == "independent":
        kept.sort(key=lambda story: (-story.independent, -len(story.mentions), story.date, story.id))
    return kept


def _is_disputed(story: Story, kind: str) -> bool:
    differ, denied = bool(story.disagreements), bool(story.denials)
    return differ if kind == "disagreement" else denied if kind == "denial" else differ or denied


def summary(story: Story) -> dict[str, Any]:
    """A story as a row of a list."""
    return {
        "id": story.id,
        "date": story.date,
        "date_basis": story.date_basis,
        "event_type": story.event_type,
        "event_mode": story.event_mode,
        "quad_class": story.quad_class,
        "status": story.status,
        "actors": [_party(party) for party in story.actors],
        "recipients": [_party(party) for party in story.recipients],
        "place": story.place,
        "mentions": len(story.mentions),
        "documents": len({mention.document_id for mention in story.mentions}),
        "outlets": len({mention.outlet for mention in story.mentions}),
        "independent": story.independent,
        "corroboration": round(story.corroboration, DIGITS),
        "confidence": round(story.confidence, DIGITS),
        "disagreements": [one.kind for one in story.disagreements],
        "denials": len(story.denials),
        "first": story.first,
    }


def _party(party: Party) -> dict[str, Any]:
    return {"actor_id": party.actor_id, "code": party.code, "name": dataclasses.asdict(party.name)}


PAGE = Page("stories", answer, FILTERS + PAGING)
