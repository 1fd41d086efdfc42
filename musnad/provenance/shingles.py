"""Texts as sets of three-word sequences, each a 32-bit number.

Shingling is Broder's ("On the resemblance and containment of documents", 1997). Words are folded first, so
that neither a hamza nor a vowel mark makes another word; punctuation and layout are left out. Three words:
docs/sources.md has the comparison with other lengths, with stripped clitics and with letters.
"""

from __future__ import annotations

import re
import zlib

import numpy as np
import numpy.typing as npt

from ..language.folding import fold

WORDS = 3
"""Words in a sequence."""
_WORD = re.compile(r"\w+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_FINAL = np.uint64(0xFF51AFD7ED558CCD)
Shingles = npt.NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """The distinct three-word sequences of a text, as sorted numbers.

    Two sequences have the same number by chance once in four thousand million pairs.

    >>> len(shingles("زار الوزير باريس أمس")), len(shingles("أمس"))
    (2, 0)
    """
    found = [zlib.crc32(word.encode()) for word in _WORD.findall(fold(text))]
    count = len(found) - WORDS + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32)
    words = np.array(found, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed ^= (words[place : place + count] + np.uint64(place + 1)) * factor
        mixed ^= mixed >> np.uint64(29)
    mixed *= _FINAL
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))
