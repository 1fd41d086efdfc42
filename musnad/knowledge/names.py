"""Looking up names in running text: sequences of folded words, longest first, behind attached clitics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..language.clitics import splits
from ..language.words import word_key, words


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for."""

    kind: str
    """actor, state, capital, seat, nisba, people, role, place, title, or idiom (which names nobody)."""
    value: Any
    plural: bool = False
    doubtful: bool = False
    """Also a common word: it names the actor only where the document has another name of his."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at `words[first:last]`.

    `prefix` letters of the first word are clitics, the last of them `particle`.
    """

    first: int
    last: int
    prefix: int
    particle: str
    conjunction: bool
    definite: bool
    entries: tuple[Entry, ...]


_Name = tuple[tuple[str, ...], list[Entry]]
"""The words of a name behind its first, and what it stands for."""


@dataclass(frozen=True, slots=True)
class _Start:
    """A reading of a word, without some of its clitics, with which names begin."""

    prefix: int
    particle: str
    conjunction: bool
    definite: bool
    by_second: Mapping[str, Sequence[_Name]]
    """The names by their second word, or by nothing where they have none; longest first."""


class NameIndex:
    """Names by their first two words, longest first."""

    def __init__(self) -> None:
        self._names: dict[str, dict[tuple[tuple[str, ...], bool], list[Entry]]] = {}
        self._keys: dict[str, str] = {}
        self._starts = lru_cache(maxsize=65536)(self._read_starts)
        self._by_second = lru_cache(maxsize=65536)(self._group_by_second)

    def add(self, name: str, entry: Entry, with_article: bool = False) -> None:
        """Add a name as it is printed; folding makes its spelling variants equal.

        With `with_article` it is also found, and marked definite, behind the article ال.
        """
        keys = self.keys(name)
        if not keys:
            return
        self._starts.cache_clear()
        self._by_second.cache_clear()
        entries = self._names.setdefault(keys[0], {}).setdefault((keys[1:], with_article), [])
        if entry not in entries:
            entries.append(entry)

    def keys(self, name: str) -> tuple[str, ...]:
        """The folded words of a name, punctuation left out, but for names such as مجموعة 5+1."""
        if "+" in name[:-1]:
            return tuple(case_free(w.key) for w in words(name))
        if not name.replace(" ", "").isalpha():
            return tuple(case_free(w.key) for w in words(name) if not w.is_punctuation)
        found = []
        for word in name.split():
            key = self._keys.get(word)
            if key is None:
                key = self._keys[word] = case_free(word_key(word))
            found.append(key)
        return tuple(found)

    def called(self, name: str) -> list[Entry]:
        """What a name as it is printed stands for."""
        keys = self.keys(name)
        if not keys:
            return []
        found = self._names.get(keys[0], {})
        return [e for article in (False, True) for e in found.get((keys[1:], article), ())]

    def match(self, keys: Sequence[str], i: int) -> Match | None:
        """The longest name that begins at word i, with the fewest letters taken for clitics."""
        best: Match | None = None
        for start in self._starts(keys[i]):
            found = _longest(start.by_second, keys, i)
            if found is None or (best is not None and found[0] <= best.last):
                continue
            last, entries = found
            best = Match(
                i, last, start.prefix, start.particle, start.conjunction, start.definite, tuple(entries)
            )
        return best

    def _read_starts(self, key: str) -> tuple[_Start, ...]:
        """The readings of a folded word with which names begin, fewest clitics first."""
        found = []
        for split in splits(key):
            if split.particle == "س":
                continue
            whole = "ال" + split.stem if split.article else split.stem
            readings = [(whole, False), (split.stem, True)] if split.article else [(whole, False)]
            for stem, behind_article in readings:
                by_second = self._by_second(case_free(stem), behind_article)
                if not by_second:
                    continue
                # للوزير: the preposition and the article are written as one and stay together
                joined = split.article and split.particle == "ل"
                width = len(split.conjunction) + (0 if joined else len(split.particle))
                definite = split.article or key[width:].startswith("ال")
                found.append(_Start(width, split.particle, bool(split.conjunction), definite, by_second))
        return tuple(found)

    def _group_by_second(self, first: str, behind_article: bool) -> dict[str, list[_Name]]:
        """The names that begin with a word, or those of them that may stand behind an article."""
        found: dict[str, list[_Name]] = {}
        for (rest, with_article), entries in self._names.get(first, {}).items():
            if with_article or not behind_article:
                found.setdefault(rest[0] if rest else "", []).append((rest, entries))
        return {second: sorted(names, key=lambda n: -len(n[0])) for second, names in found.items()}


def _longest(
    by_second: Mapping[str, Sequence[_Name]], keys: Sequence[str], i: int
) -> tuple[int, list[Entry]] | None:
    """The longest of some names that goes on behind word i: where it ends, and what it stands for."""
    second = case_free(keys[i + 1]) if i + 1 < len(keys) else ""
    for rest, entries in (*by_second.get(second, ()), *by_second.get("", ())):
        last = i + 1 + len(rest)
        if last <= len(keys) and all(case_free(keys[i + 1 + k]) == part for k, part in enumerate(rest)):
            return last, entries
    return None


def case_free(key: str) -> str:
    """A folded word without the difference between nominative and oblique plural: المسلمون, المسلمين."""
    return key[:-2] + "ين" if key.endswith("ون") and len(key) > 4 else key
