"""Looking up names in running text: sequences of folded words, longest first, behind attached clitics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


_Names = Sequence[tuple[tuple[str, ...], bool, list[Entry]]]


class NameIndex:
    """Names by their first word, longest first."""

    def __init__(self) -> None:
        self._names: dict[str, dict[tuple[tuple[str, ...], bool], list[Entry]]] = {}
        self._sorted: dict[str, _Names] = {}
        self._keys: dict[str, str] = {}

    def add(self, name: str, entry: Entry, with_article: bool = False) -> None:
        """Add a name as it is printed; folding makes its spelling variants equal.

        With `with_article` it is also found, and marked definite, behind the article ال.
        """
        keys = self.keys(name)
        if not keys:
            return
        self._sorted.pop(keys[0], None)
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
        for split in splits(keys[i]):
            if split.particle == "س":
                continue
            whole = "ال" + split.stem if split.article else split.stem
            readings = [(whole, False), (split.stem, True)] if split.article else [(whole, False)]
            for stem, behind_article in readings:
                found = self._longest(stem, keys, i, behind_article)
                if found is None or (best is not None and found[0] <= best.last):
                    continue
                # للوزير: the preposition and the article are written as one and stay together
                joined = split.article and split.particle == "ل"
                width = len(split.conjunction) + (0 if joined else len(split.particle))
                definite = split.article or keys[i][width:].startswith("ال")
                last, entries = found
                best = Match(
                    i, last, width, split.particle, bool(split.conjunction), definite, tuple(entries)
                )
        return best

    def _longest(
        self, first: str, keys: Sequence[str], i: int, behind_article: bool
    ) -> tuple[int, list[Entry]] | None:
        for rest, with_article, entries in self._longest_first(case_free(first)):
            if behind_article and not with_article:
                continue
            last = i + 1 + len(rest)
            if last <= len(keys) and all(case_free(keys[i + 1 + k]) == part for k, part in enumerate(rest)):
                return last, entries
        return None

    def _longest_first(self, first: str) -> _Names:
        names = self._sorted.get(first)
        if names is None:
            found = self._names.get(first)
            if found is None:
                return ()
            names = tuple(sorted(((r, a, e) for (r, a), e in found.items()), key=lambda n: -len(n[0])))
            self._sorted[first] = names
        return names


def case_free(key: str) -> str:
    """A folded word without the difference between nominative and oblique plural: المسلمون, المسلمين."""
    return key[:-2] + "ين" if key.endswith("ون") and len(key) > 4 else key
