"""Entities of FollowTheMoney: ids, schemata of parties, documents and links.

Schemata and properties are those of followthemoney 4 (MIT, opensanctions/followthemoney); nothing of it is
needed at run time. An entity is a dict of `id`, `schema` and `properties`, each property a list of strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..knowledge import load_knowledge
from ..records import content_id
from .countries import state_of
from .dyads import Party

Entity = dict[str, Any]
SCHEMATA: Mapping[str, str] = {
    "person": "Person", "organisation": "Organization", "armed_group": "Organization",
    "party": "Organization", "media": "Organization", "government": "PublicBody", "body": "PublicBody",
}  # fmt: skip
"""Schema of an actor by its kind in the knowledge base; a state stands for its government."""
UNKNOWN = "LegalEntity"
"""Somebody of whom it is not known whether it is a person or a body."""
BODIES = frozenset({"Organization", "PublicBody"})
PREFIX = "musnad"
LANGUAGES = {"ar": "ara", "en": "eng", "fr": "fra"}
"""ISO 639-3, which FollowTheMoney wants, of the languages that texts may be in."""
_PLAIN = re.compile("[A-Za-z0-9.-]+")


def entity(schema: str, id: str, **properties: str | Iterable[str]) -> Entity:
    """An entity; empty values are left out, repeated ones stand once."""
    filled = {}
    for name, values in properties.items():
        given = [values] if isinstance(values, str) else list(values)
        if kept := list(dict.fromkeys(value for value in given if value)):
            filled[name] = kept
    return {"id": id, "schema": schema, "properties": filled}


def article(row: Mapping[str, Any]) -> Entity:
    """The document of an event or tie (a row of `event_table`, or of the ties with their provenance)."""
    return entity(
        "Article",
        document_entity_id(row["document_id"]),
        title=row["title"],
        name=row["title"],
        publisher=row["outlet"],
        publishedAt=row["published"][:10],
        sourceUrl=row["url"],
        language=LANGUAGES.get(row["language"], ""),
    )


def document_entity_id(document_id: str) -> str:
    """The id of a document's entity; hashed, since ids from outside may hold anything."""
    return f"{PREFIX}-document-{content_id(document_id)}"


def party_entity(party: Party, document_id: str, at_least: str = UNKNOWN) -> Entity:
    """Who takes part. One that is resolved is one entity wherever it is named; one that is not is one in each
    document: that two documents call somebody مسلحون does not make them the same.

    `at_least` is the schema of one whose kind is not known.
    """
    actor_id, knowledge = party["actor_id"], load_knowledge()
    state, actor = knowledge.states.get(actor_id or ""), knowledge.actors.get(actor_id or "")
    names = [party["name"]["en"], party["name"]["ar"]] if party["name"] else [party["text"]]
    schema = "PublicBody" if state else SCHEMATA[actor.kind] if actor else at_least
    known = state or actor
    return entity(
        schema,
        _party_id(party, document_id),
        name=names,
        country=country_code(state_of(party["code"])),
        wikidataId=known.wikidata if known else "",
    )


def _party_id(party: Party, document_id: str) -> str:
    """The actor's id where FollowTheMoney takes it; hashed where it has other letters, or is a mention."""
    actor_id = party["actor_id"]
    if not actor_id:
        return f"{PREFIX}-mention-{content_id(document_id, party['text'])}"
    return f"{PREFIX}-{actor_id}" if _PLAIN.fullmatch(actor_id) else f"{PREFIX}-actor-{content_id(actor_id)}"


def country_code(iso3: str) -> str:
    """FollowTheMoney's code of a country, ISO 3166 alpha-2 in small letters; empty for an unknown one."""
    states = load_knowledge().states
    return states[iso3].iso2.lower() if iso3 in states else ""


def link(
    schema: str, id: str, ends: Mapping[str, Entity], row: Mapping[str, Any], summary: str, **properties: str
) -> Entity:
    """A link between entities that a document states."""
    return entity(
        schema,
        id,
        **{name: end["id"] for name, end in ends.items()},
        **properties,
        summary=summary,
        recordId=row["id"],
        publisher=row["outlet"],
        sourceUrl=row["url"],
        proof=document_entity_id(row["document_id"]),
    )
