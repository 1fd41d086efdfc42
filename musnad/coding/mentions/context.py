"""What a mention without a country takes from its surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from ...knowledge.names import case_free
from ...language.folding import fold
from .record import Mention
from .vocabulary import GUNMEN, KINGDOMS, LABELLED, NAMED_BEFORE, OCCUPATION, SETTLERS, SEVERAL_STATES

INTERNATIONAL_REBELS = "IMG REB"
OF_STATE = "GOV"
"""Sector of a council or office (مجلس، مكتب) of which the text tells no more."""
_REFERS_BACK, _FOCUS = 0.8, 0.8
"""How often these are right, counted on annotated articles."""


def fill_countries(
    found: Sequence[Sequence[Mention]], wanted: Sequence[Sequence[Mention]]
) -> list[list[Mention]]:
    """The `wanted` mentions, those without a country with that of their surroundings, which are `found`.

    التنظيم is the organisation last named, other nouns belong to the country that the document names most.
    Several states together keep none.
    """
    counts = Counter(m.iso for mentions in found for m in mentions if m.iso)
    focus = min(counts, key=lambda iso: (-counts[iso], iso)) if counts else ""
    armed = frozenset(
        m.code for row in found for m in row if m.actor is not None and m.sector.endswith("REB")
    )
    last: dict[str, Mention] = {}
    headed: dict[str, Mention] = {}
    filled: list[list[Mention]] = []
    for named, mentions in zip(found, wanted, strict=True):
        organisations = [(m.start, m.actor.kind, m) for m in named if m.actor is not None]
        row = []
        for mention in mentions:
            before = {kind: m for start, kind, m in organisations if start < mention.start}
            same = _whole(mention, named, headed)
            if same is not None:
                mention = _as(mention, same)
            mention = _with_context(mention, _focus(mention, focus, counts), last | before)
            row.append(_unidentified(mention, armed))
        last.update({kind: m for _, kind, m in organisations})
        headed.update({_head(m): m for m in named if _is_whole(m)})
        filled.append(row)
    return filled


def _unidentified(mention: Mention, armed: Set[str]) -> Mention:
    """Gunmen, militias and extremists as rebels only where the text names rebels: `armed` are their codes.

    Bodies of which nothing is told are the state's.
    """
    if mention.actor is not None or mention.body is not None:
        return mention
    if mention.role in LABELLED and mention.source == "context" and INTERNATIONAL_REBELS in armed:
        reason = "the text names an armed group of several countries"
        return replace(mention, iso="", sector=INTERNATIONAL_REBELS, reason=reason)
    if mention.kind == "body" and not mention.sector:
        return replace(mention, sector=OF_STATE)
    if mention.role in GUNMEN and mention.sector in ("REB", "UAF"):
        return replace(mention, sector="REB" if f"{mention.iso} REB" in armed else "UAF")
    return mention


def _whole(mention: Mention, named: Sequence[Mention], headed: Mapping[str, Mention]) -> Mention | None:
    """What a definite noun alone refers back to: the phrase or name that the same noun headed last."""
    bare = mention.definite and mention.last - mention.first == 1 and mention.actor is None
    if not bare or mention.role in ("", *SEVERAL_STATES) or (mention.iso and mention.source != "context"):
        return None
    nearer = [m for m in named if m.end <= mention.start and _is_whole(m) and _head(m) == mention.role]
    return nearer[-1] if nearer else headed.get(mention.role)


def _is_whole(mention: Mention) -> bool:
    """Whether a mention says more than its head, and tells a code."""
    longer = mention.last - mention.first > 1 and (mention.role or mention.kind == "actor")
    return bool(longer and mention.sector and (mention.iso or mention.international))


def _head(mention: Mention) -> str:
    return mention.role or case_free(fold(mention.text.split()[0]).removeprefix("ال"))


def _as(mention: Mention, named: Mention) -> Mention:
    return replace(
        mention, actor=named.actor, iso=named.iso, sector=named.sector, source="context",
        reason=f"refers back to {named.text}", confidence=_REFERS_BACK,
    )  # fmt: skip


def _focus(mention: Mention, focus: str, counts: Mapping[str, int]) -> str:
    """The country that a bare noun means: the document's, or that of which the whole press uses the word."""
    if mention.role == "مملكه" and focus not in KINGDOMS:
        return "SAU"
    if counts.get("ISR") or counts.get("PSE"):
        key = fold(mention.text)
        if mention.role in SETTLERS or any(word in key for word in OCCUPATION):
            return "ISR"
    return focus


def _with_context(mention: Mention, focus: str, last: Mapping[str, Mention]) -> Mention:
    if mention.iso or mention.international or mention.role in SEVERAL_STATES:
        return mention
    if mention.definite and mention.last - mention.first == 1:
        for kind in NAMED_BEFORE.get(mention.role, ()):
            if kind in last:
                return _as(mention, last[kind])
    if not focus:
        return replace(
            mention, reason="neither the words nor the text around them tell a country", confidence=0.0
        )
    return replace(
        mention, iso=focus, source="context", reason=f"the text is about {focus}", confidence=_FOCUS
    )
