"""What a mention without a country takes from its surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...language.folding import fold
from .record import Mention
from .vocabulary import KINGDOMS, NAMED_BEFORE, SEVERAL_STATES


def fill_countries(found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Give mentions without a country that of their surroundings, and say so.

    التنظيم is the organisation last named, other nouns belong to the country that the document names most.
    Several states together keep none.
    """
    counts = Counter(m.iso for mentions in found for m in mentions if m.iso)
    focus = min(counts, key=lambda iso: (-counts[iso], iso)) if counts else ""
    last: dict[str, Mention] = {}
    filled: list[list[Mention]] = []
    for mentions in found:
        row = []
        for mention in mentions:
            if mention.actor is not None:
                last[mention.actor.kind] = mention
            row.append(_with_context(mention, _focus(mention, focus, counts), last))
        filled.append(row)
    return filled


def _focus(mention: Mention, focus: str, counts: Mapping[str, int]) -> str:
    """The country that a bare noun means: the document's, or that of which the whole press uses the word."""
    if mention.role == "مملكه" and focus not in KINGDOMS:
        return "SAU"
    if "احتلال" in fold(mention.text) and (counts.get("ISR") or counts.get("PSE")):
        return "ISR"
    return focus


def _with_context(mention: Mention, focus: str, last: Mapping[str, Mention]) -> Mention:
    if mention.iso or mention.international or mention.role in SEVERAL_STATES:
        return mention
    if mention.definite and mention.last - mention.first == 1:
        for kind in NAMED_BEFORE.get(mention.role, ()):
            if kind in last:
                named = last[kind]
                return replace(
                    mention, actor=named.actor, iso=named.iso, sector=named.sector, source="context"
                )
    return replace(mention, iso=focus, source="context") if focus else mention
