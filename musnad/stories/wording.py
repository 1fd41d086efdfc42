"""Words compared: shingles of a sentence, skeletons of triggers, and the cues of a denial."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from ..language.folding import fold

_WORD = re.compile(r"\w+")
_PREFIX = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل|[بكل](?=\w{4})|س(?=[يتن]\w{3}))|[وف](?=\w{4}))")
_DEFINITE = re.compile("[وف]?(?:[بك]?ال(?!تق)|لل)")
_WEAK = re.compile("[ءاويه]")
_SUFFIX = re.compile(r"(?<=\w{3})(?:هما|هم|ها|ات|ون|ين|ان|وا|نا|ه|ت)$")
COPIED = 0.6
"""From this share of common pairs of words on, one sentence is a copy of the other."""
_MIN_WORD = 3
_MIN_STEM = 3
_DENIAL = re.compile(
    r"\b[وف]?(?:"
    r"نفي|نفت|نفوا|نفيا|نفته|نفاه|[ينت]نفي|[ينت]نفيه|تنفيه|[ينت]نفون|ال?نفي|بنفي|نفيه|نفيها|نافيا|نافيه|"
    r"كذب|كذبت|[يت]كذب|تكذيب|تكذيبه|فند|فندت|[يت]فند|تفنيد"
    r")\b"
)
_SPEAKING = (
    "قال|قالت|اضاف|اكد|اوضح|اعلن|اتهم|حمل|اعترف|اقر|موكد|مشير|مضيف|قايل|لافت|موضح|معتبر|"
    "بينما|فيما|لكن|غير ان|بل"
)
_BREAK = re.compile(rf"[،؛:](?=\s*[وف]?(?:{_SPEAKING}))|\bبينما\b|\bفيما\b|\bلكن")
_CORRECTION = re.compile(r"\b(?:تصحيح|تصويب|لا صحه|عار من الصحه|عاريه من الصحه|لا اساس)\b")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without article, conjunction and preposition.

    >>> stem("والحكومه"), stem("للهجوم"), stem("باريس")
    ('حكومه', 'هجوم', 'باريس')
    """
    bare = _PREFIX.sub("", word)
    return bare if len(bare) >= _MIN_STEM else word


def stems(text: str) -> list[str]:
    """The stems of the words of three letters or more, in order."""
    return [stem(w) for w in _WORD.findall(fold(text)) if len(w) >= _MIN_WORD]


def shingles(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Hashes of the stems of a text, and of its pairs of neighbouring stems."""
    found = stems(text)
    pairs = (f"{a} {b}" for a, b in pairwise(found))
    return frozenset(map(_hash, found)), frozenset(map(_hash, pairs))


def _hash(text: str) -> int:
    return crc32(text.encode())


@lru_cache(maxsize=50_000)
def skeleton(trigger: str) -> str:
    """The consonants that forms of one Arabic root mostly share; for comparing triggers, not for reading.

    >>> skeleton("زيارة") == skeleton("زار"), skeleton("استقباله") == skeleton("يستقبل")
    (True, True)
    """
    key = stem(fold(trigger.split()[0] if trigger.split() else trigger))
    bare = _SUFFIX.sub("", key) if len(key) > _MIN_STEM else key
    bare = re.sub("^(?:ي|ت|ا)(?=..)", "", bare) if len(bare) > _MIN_STEM else bare
    bare = re.sub("^ست(?=..)", "", bare)
    return _WEAK.sub("", bare) or bare


def definite(trigger: str) -> bool:
    """Whether a trigger has the article.

    >>> definite("الزيارة"), definite("للهجوم"), definite("التقى")
    (True, True, False)
    """
    return bool(_DEFINITE.match(fold(trigger)))


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Share of the smaller set that the larger one has, 0 to 1; 0 if either is empty."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def denied(sentence: str, start: int) -> bool:
    """Whether the words at `start` of the sentence stand under a verb of denial (نفى، كذّب), or the sentence
    says that there is nothing in it (لا صحة، لا أساس).

    The verb stands before them and no clause with a speaker or turn of its own begins in between: in «نفت
    استهداف المدنيين، وقالت إنها ضربت مسلحين» the second verb is not denied.
    """
    folded = fold(sentence[:start])
    cue = None
    for cue in _DENIAL.finditer(folded):  # noqa: B007, the last one
        pass
    if cue is not None and not _BREAK.search(folded, cue.end()):
        return True
    return bool(_CORRECTION.search(fold(sentence)))
