"""One story: all reports of one happening side by side, whose they are, where they differ, who denies it."""

from __future__ import annotations

import dataclasses
from typing import Any

from ...stories import Story
from ..answers import Answer, Asked
from ..errors import NotThere
from ..query import Parameter
from ..state import State
from .base import Page
from .stories import summary

FILTERS = (Parameter("id", "the story's id, or that of an event in it", required=True),)


def answer(asked: Asked) -> Answer:
    """The story of an id.

    Raises: NotReady while stories are being found; NotThere if there is none of that id.
    """
    words = asked.words
    data = story(asked.state, asked.query.text("id"))
    if data is None:
        raise NotThere("there is no story of that id", where=asked.query.text("id")[:100])
    kind = words.term("type", data["event_type"])
    one, other = (
        " · ".join(words.name(party["name"], party["code"]) for party in data[side]) or words("somebody")
        for side in ("actors", "recipients")
    )
    title = f"{kind}: {one} {words('arrow')} {other}"
    return Answer(title, data, "reports")


def story(state: State, id: str) -> dict[str, Any] | None:
    """A story with all its reports, by its id or that of an event in it; None if there is none.

    Raises: NotReady while stories are being found.
    """
    places = state.later("stories by id", lambda: _places(state))
    found = places.get(id)
    return None if found is None else state.later(f"story {found.id}", lambda: _told(state, found))


def _places(state: State) -> dict[str, Story]:
    """Every story by its id and those of its events and denials; where an event is denial of one and mention
    of another, the one that it is a mention of."""
    places: dict[str, Story] = {}
    stories = state.analysis.stories()
    for one in stories:
        places |= dict.fromkeys(one.denials, one)
    for one in stories:
        places |= dict.fromkeys((one.id, *(mention.event_id for mention in one.mentions)), one)
    return places


def _told(state: State, found: Story) -> dict[str, Any]:
    told = {one["event_id"]: one for one in state.analysis.evidence(
        [*(mention.event_id for mention in found.mentions), *found.denials]).rows()}  # fmt: skip
    events = {mention.event_id: mention for mention in found.mentions}
    families: dict[str, list[str]] = {}
    for mention in found.mentions:
        families.setdefault(mention.origin, [])
        if mention.outlet not in families[mention.origin]:
            families[mention.origin].append(mention.outlet)
    return {
        **summary(found),
        "families": [{"family": family, "outlets": outlets} for family, outlets in families.items()],
        "reports": [told[id] | {"origin": mention.origin} for id, mention in events.items() if id in told],
        "disagreements": [
            {
                "kind": one.kind,
                "values": [
                    {
                        "value": value,
                        "outlets": sorted({told[id]["outlet"] for id in ids if id in told}),
                        "event_ids": list(ids),
                    }
                    for value, ids in one.values
                ],
            }
            for one in found.disagreements
        ],
        "denials": [told[id] for id in found.denials if id in told],
        "names": {
            value: dataclasses.asdict(state.analysis.name(value))
            for one in found.disagreements
            if one.kind in ("actor", "recipient")
            for value, _ in one.values
        },
    }


PAGE = Page("story", answer, FILTERS, menu=False)
