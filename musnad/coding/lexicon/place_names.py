"""Places as a sentence names them: of the gazetteer, states, and what a noun for a place heads.

A noun such as ميدان, قاعدة or شمال makes a place of what stands behind it (ميدان التحرير, شمال العراق), known
or not; with the article it may be one by itself (البلاد, المدينة). A place also stands inside other names:
أهالي الفلوجة, محافظ شبوة.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...language.words import Word
from ..function_words import CONJUNCTIONS, PREPOSITIONS, RELATIVES, SPEECH, bare
from ..mentions import Mention, skip_letters
from .place_words import (
    FACILITIES,
    HEADS,
    NO_ADJECTIVES,
    NO_NAMES,
    NOT_ALONE,
    PARTS,
    SETTLEMENTS,
    TIMES,
    TO_GENITIVE,
    VAGUE,
)
from .scene import Scene

KNOWN = ("place", "state", "capital")
"""Kinds of mentions that name a place."""
_QUOTES = frozenset("«»“”\"'()")
_MOST_WORDS = 6
_MOST_QUOTED = 4
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text names it, words `first:last` of its sentence, code points `start:end`."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    """state, capital, place (of the gazetteer); settlement, facility, land or part (of an unknown name or of
    none, by the noun before it); inner (inside the name of somebody or something else)."""
    head: str
    """The folded noun before the name, without clitics and article; empty if there is none."""
    particle: str
    """The preposition written onto its first word, or nothing."""
    conjunction: bool
    definite: bool
    """A noun for a place that stands alone with the article: البلاد."""
    mention: Mention | None
    """The known place or state, if it is one or a part of one."""
    identity: str
    """What two mentions of one place have in common: its id, or the folded words."""
    outer: str = ""
    """Kind of the mention that it stands inside of."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A noun for a place without its clitics."""

    noun: str
    conjunction: bool
    particle: str
    article: bool
    letters: int
    """How many letters stand before the noun and its article."""


def places_named(scene: Scene) -> list[Where]:
    """The places that a sentence names, in reading order, none inside another."""
    taken: set[int] = set()
    found: list[Where] = []
    starts = {m.first: m for m in (*_bodies(scene), *scene.mentions)}
    inside = {k for m in scene.mentions if m.kind not in KNOWN for k in range(m.first + 1, m.last)}
    for i in range(len(scene.words)):
        if i in taken or i in inside:
            continue
        where = _headed(scene, i, starts) or _known(scene, starts.get(i))
        if where is not None:
            found.append(where)
            taken.update(range(where.first, where.last))
    found += [w for w in _inner(scene) if taken.isdisjoint(range(w.first, w.last))]
    return sorted(found, key=lambda w: w.first)


def identity_of(mention: Mention) -> str:
    return mention.place.id if mention.place is not None else f"{mention.kind} {mention.identity}"


def _known(scene: Scene, mention: Mention | None) -> Where | None:
    if mention is None or mention.kind not in KNOWN:
        return None
    word = scene.words[mention.first].key
    if mention.kind != "state" and _in_quotes(scene.words, mention):
        return None  # «الخليج», "الرياض" are newspapers
    if mention.last - mention.first == 1 and bare(word) != word and bare(word) in CONJUNCTIONS:
        return None  # فإن is no town
    return Where(
        mention.first, mention.last, mention.start, mention.end, mention.kind, "", mention.particle,
        mention.conjunction, False, mention, identity_of(mention),
    )  # fmt: skip


def _in_quotes(words: Sequence[Word], mention: Mention) -> bool:
    """Whether just this name stands in quotation marks."""
    if not 0 < mention.first < mention.last < len(words):
        return False
    return words[mention.first - 1].text in '«“"' and words[mention.last].text in '»”"'


def _bodies(scene: Scene) -> Iterator[Mention]:
    """The places in the names of others: الفلوجة in أهالي الفلوجة."""
    for outer in scene.mentions:
        body = outer.body if outer.kind not in KNOWN else None
        while body is not None:
            if body.kind in KNOWN:
                yield body
            body = body.body


def _inner(scene: Scene) -> Iterator[Where]:
    outer = {k: m.kind for m in scene.mentions for k in range(m.first, m.last)}
    for body in _bodies(scene):
        where = _known(scene, body)
        if where is not None:
            yield replace(where, kind="inner", outer=outer.get(body.first, "body"))


def _headed(scene: Scene, i: int, starts: dict[int, Mention]) -> Where | None:
    """The place that a noun at word i heads."""
    words = scene.words
    head = _head(words[i].key)
    if head is None or (words[i].start in scene.verbs and not head.article and not head.particle):
        return None
    known = starts.get(i)
    if known is not None and known.kind in KNOWN:
        return None
    if known is not None and known.kind in ("person", "people", "actor"):
        return None
    start = skip_letters(words[i], head.letters)
    name_start, last, mention, named = _complement(scene, i, head, starts)
    if not named and (not head.article or head.noun in NOT_ALONE):
        return None
    kind = _kind(head.noun)
    if mention is not None and head.noun in SETTLEMENTS:
        kind, start = mention.kind, name_start
    resolved = mention if head.noun not in FACILITIES else None
    own = head.noun in SETTLEMENTS and resolved is not None
    name = " ".join(w.key for w in words[i:last] if w.start >= name_start)
    identity = identity_of(resolved) if own and resolved else name
    return Where(
        i, last, start, words[last - 1].end, kind, head.noun, head.particle, head.conjunction, not named,
        resolved, identity,
    )  # fmt: skip


def _kind(noun: str) -> str:
    for kind, nouns in (("settlement", SETTLEMENTS), ("facility", FACILITIES), ("part", PARTS)):
        if noun in nouns:
            return kind
    return "land"


def _complement(
    scene: Scene, i: int, head: _Head, starts: dict[int, Mention]
) -> tuple[int, int, Mention | None, bool]:
    """What stands behind the noun at word i: where the name starts, the word behind it, the known place,
    and whether there is a name or an adjective at all.
    """
    words = scene.words
    j = i + 1
    if head.article:
        while j < len(words) and j - i < _MOST_WORDS and _adjective(words[j]):
            j += 1
        known = starts.get(j)
        if known is not None and known.kind in KNOWN and not _clitics(known):
            if head.noun == "عاصمه":  # الجزائر, تونس and others name the state and its capital
                known = replace(known, kind="capital" if known.kind == "state" else known.kind)
            if known.kind != "state":
                return known.start, known.last, known, True
        return words[i].start, j, None, j > i + 1
    if j >= len(words):
        return words[i].start, j, None, False
    known = starts.get(j)
    if known is not None and not _clitics(known):
        place = known if known.kind in KNOWN else None
        if place is not None or head.noun not in SETTLEMENTS:
            return known.start, known.last, place, known.kind != "nisba"
    quoted = _quoted(words, j)
    if quoted:
        return words[j + 1].start, quoted, None, True
    inner = _head(words[j].key)
    joined = inner is not None and inner.conjunction and {head.noun, inner.noun} <= PARTS
    if inner is not None and not inner.particle and (joined or not inner.conjunction):
        name_start, last, mention, named = _complement(scene, j, inner, starts)
        if named or inner.article:
            nested = words[j].start if inner.noun not in SETTLEMENTS or inner.article else name_start
            return nested, last, mention, True
    if inner is not None or head.noun in VAGUE:
        return words[i].start, j, None, False
    if not may_be_name(words[j]) or words[j].start in scene.verbs:
        return words[i].start, j, None, False
    last = j + 1
    if words[j].key in TO_GENITIVE and last < len(words) and may_be_name(words[last]):
        last += 1
    if words[j].key.startswith("ال") and last < len(words) and _adjective(words[last]):
        last += 1
    return words[j].start, last, None, True


def _quoted(words: Sequence[Word], j: int) -> int:
    """The word behind a short name in quotation marks at word j; 0 if there is none."""
    if words[j].text not in _QUOTES:
        return 0
    for k in range(j + 2, min(j + 2 + _MOST_QUOTED, len(words))):
        if words[k].text in _QUOTES:
            return k + 1 if all(may_be_name(w) for w in words[j + 1 : k]) else 0
    return 0


def _clitics(mention: Mention) -> bool:
    return bool(mention.particle) or mention.conjunction


@lru_cache(maxsize=65536)
def _head(key: str) -> _Head | None:
    """A folded word as a noun for a place."""
    for conjunction in ("", "و", "ف"):
        if not key.startswith(conjunction):
            continue
        rest = key[len(conjunction) :]
        for particle in ("", "ب", "ل"):
            if not rest.startswith(particle):
                continue
            stem = rest[len(particle) :]
            letters = len(conjunction) + len(particle)
            if stem in HEADS:
                return _Head(stem, bool(conjunction), particle, False, letters)
            if stem.startswith("ال") and stem[2:] in HEADS:
                return _Head(stem[2:], bool(conjunction), particle, True, letters)
            if particle == "ل" and stem.startswith("ل") and stem[1:] in HEADS:
                return _Head(stem[1:], bool(conjunction), particle, True, letters - 1)
    return None


def _adjective(word: Word) -> bool:
    """Whether a word looks like an adjective of a place: السورية, الغربي, الخضراء."""
    key = word.key
    if not key.startswith("ال") or len(key) < 5 or key in TIMES or key in NO_ADJECTIVES:
        return False
    return key.endswith(("ي", "يه", "ه", "اء", "ى"))


def may_be_name(word: Word) -> bool:
    """Whether a word may be the name of a place that nobody knows: no function word, no adjective without
    article.
    """
    key = word.key
    if (
        word.is_punctuation
        or len(key) < _SHORTEST
        or not key.isalpha()
        or key in TIMES
        or key in NO_NAMES
        or bare(key) in NO_NAMES
    ):
        return False
    stem = bare(key)
    if key in CONJUNCTIONS or key in RELATIVES or stem in PREPOSITIONS or stem in SPEECH:
        return False
    return key.startswith("ال") or not key.endswith("يه")
