"""A sentence as the coder sees it, and what its steps ask of it over and over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...language.words import Word
from ..function_words import PREPOSITIONS, bare
from ..mentions import Mention


@dataclass(frozen=True)
class Scene:
    """A sentence as the coder sees it."""

    index: int
    words: Sequence[Word]
    mentions: Sequence[Mention]
    heading: bool = False
    verbs: Mapping[int, str] = field(default_factory=dict)
    """Words that can be read as a verb, by offset: the likeliest event type, or SPEECH."""
    politics: int = 0
    """Share of the document's sentences that name a state or a political actor, in fifths."""
    standing: Mapping[str, int] = field(default_factory=dict)
    """How many sentences of the document name each party, by the identity of its mentions."""
    off_topic: bool = False
    """Whether a word of illness, sport, accidents or the like stands in it."""

    @cached_property
    def keys(self) -> list[str]:
        """The folded words."""
        return [word.key for word in self.words]

    @cached_property
    def bare_keys(self) -> list[str]:
        """The folded words without conjunctions."""
        return [bare(word.key) for word in self.words]

    @cached_property
    def governors(self) -> list[str]:
        """What governs each mention: the preposition written onto it or standing before it, or `-`."""
        return [self._governor(mention) for mention in self.mentions]

    @cached_property
    def first_free(self) -> int:
        """Where the first mention stands that nothing governs; behind the sentence if there is none."""
        free = (m.first for m, g in zip(self.mentions, self.governors, strict=True) if g == "-")
        return min(free, default=len(self.words))

    def _governor(self, mention: Mention) -> str:
        if mention.particle:
            return mention.particle
        if mention.first > 0:
            key = self.words[mention.first - 1].key
            for form in (key, bare(key)):
                if form in PREPOSITIONS:
                    before = self.words[mention.first - 2].key if mention.first > 1 else ""
                    return "من قبل" if form == "قبل" and bare(before) == "من" else form
                if form in ("يد", "ايدي", "ايادي"):
                    return "على يد"
                if form == "جانب":
                    return "من جانب"
        return "-"
