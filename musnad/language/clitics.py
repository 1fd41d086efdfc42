"""Clitics: what is written onto an Arabic word without being part of it.

Conjunctions (و ف), prepositions (ب ك ل), the future particle (س), the article (ال) stand before; object and
possessive pronouns behind. A split is a proposal: the caller keeps those whose stem is in his vocabulary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل")
_MIN_STEM = 2


class Split(NamedTuple):
    """One way to read a folded word: conjunction + particle + article + stem."""

    conjunction: str
    particle: str
    """A preposition (ب ك ل), the future س, or nothing."""
    article: bool
    stem: str

    @property
    def width(self) -> int:
        """Number of letters before the stem, as written (للوزير: ل, and one ل for the article)."""
        article = 1 if self.article and self.particle == "ل" else 2 if self.article else 0
        return len(self.conjunction) + len(self.particle) + article


@lru_cache(maxsize=65536)
def splits(key: str) -> tuple[Split, ...]:
    """The ways to read a folded word, the whole word first, then by ever more clitics taken off.

    >>> [(s.conjunction, s.particle, s.article, s.stem) for s in splits("وللحكومه")][-1]
    ('و', 'ل', True, 'حكومه')
    """
    found = []
    for conjunction in _CONJUNCTIONS:
        if not key.startswith(conjunction):
            continue
        rest = key[len(conjunction) :]
        for preposition in _PREPOSITIONS:
            if not rest.startswith(preposition):
                continue
            base = rest[len(preposition) :]
            found.append(Split(conjunction, preposition, False, base))
            if base.startswith("ال"):
                found.append(Split(conjunction, preposition, True, base[2:]))
            elif preposition == "ل" and base.startswith("ل"):
                found.append(Split(conjunction, preposition, True, base[1:]))
        if rest[:1] == "س" and rest[1:2] in tuple("يتنا"):
            found.append(Split(conjunction, "س", False, rest[1:]))
    found = [s for s in found if len(s.stem) >= _MIN_STEM]
    return tuple(sorted(found, key=lambda s: s.width))


@lru_cache(maxsize=65536)
def without_pronoun(stem: str) -> tuple[tuple[str, str], ...]:
    """The ways to take a pronoun off the end: (stem, pronoun); the feminine ت before it stays ت.

    >>> without_pronoun("زيارتها")
    (('زيارت', 'ها'),)
    """
    return tuple(
        (stem[: -len(p)], p) for p in PRONOUNS if stem.endswith(p) and len(stem) - len(p) >= _MIN_STEM
    )
