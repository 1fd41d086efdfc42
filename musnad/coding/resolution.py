"""Who is meant: the mentions of a text with their actors, the other bearers of the name, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..knowledge import Entry, KnowledgeBase, State, load_knowledge
from ..language.sentences import sentences
from ..language.words import words
from ..records import Name
from .lexicon.entries import Lexicon, load_lexicon
from .mentions import Mention, find_mentions


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody or something that a name may mean."""

    id: str
    name: Name
    probability: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention, `text == document[start:end]`, and who it is."""

    text: str
    start: int
    end: int
    kind: str
    """person, actor, state, capital, nisba (an adjective), people, group, body, office or place."""
    actor_id: str | None
    """Id in the knowledge base, ISO 3166 alpha-3 of a state, `unlisted:…` for a person that the knowledge
    base does not have; None where it is not known who is meant."""
    name: Name | None
    code: str
    """Country and PLOVER sector."""
    reason: str
    confidence: float
    """How likely the actor is the one meant, 0 to 1; of the country where there is no actor."""
    bearers: tuple[Bearer, ...]
    """All bearers of the name, likeliest first, where there are several."""


def resolve(
    text: str,
    date: str = "",
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    knowledge: KnowledgeBase | None = None,
) -> list[Resolution]:
    """The mentions of a text in reading order, or those at given code-point `spans`, in their order.

    `date` is the day of publication (ISO 8601, any precision): it decides who held which office.
    """
    kb = knowledge or load_knowledge()
    lexicon = _lexicon()
    split = [words(text, start, end) for start, end in sentences(text)]
    found = find_mentions(text, split, kb, date, lambda key: bool(lexicon.verb(key)), spans)
    mentions = [m for row in found for m in row]
    if spans is not None:
        order = {span: n for n, span in enumerate(spans)}
        mentions.sort(key=lambda m: order[m.start, m.end])
    return [_resolution(m) for m in mentions]


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def _resolution(mention: Mention) -> Resolution:
    party = mention.participant()
    place = mention.place
    party_id, name = (place.id, place.name) if place is not None else (party.actor_id, party.name)
    bearers = [_bearer(e, p) for e, p in zip(mention.namesakes, mention.odds, strict=False)]
    bearers.sort(key=lambda b: (-b.probability, b.id))
    return Resolution(
        mention.text, mention.start, mention.end, mention.kind, party_id, name, mention.code,
        mention.reason, party.confidence, tuple(bearers),
    )  # fmt: skip


def _bearer(entry: Entry, probability: float) -> Bearer:
    value = entry.value
    party_id = value.iso3 if isinstance(value, State) else value.id
    return Bearer(party_id, value.name, round(probability, 3))
