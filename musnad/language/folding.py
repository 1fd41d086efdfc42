"""Folding: one spelling for what readers take for one word. For comparing only; stored text is never changed.

Alef and its hamza forms become one, as do ى and ي, ة and ه, the seats of hamza, Persian letter forms and
digits; vowel marks, tatweel, and invisible direction marks go.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه",
    "ؤ": "و", "ئ": "ي",
    "ک": "ك", "ڪ": "ك", "گ": "غ", "ڤ": "ف", "پ": "ب", "چ": "ج",
    "ﻻ": "لا", "ﻷ": "لا", "ﻹ": "لا", "ﻵ": "لا",
}  # fmt: skip
_DIGITS = {chr(base + d): str(d) for base in (0x0660, 0x06F0) for d in range(10)}
# Vowel marks, Quranic signs, superscript alef, tatweel, zero-width and direction marks.
_DROPPED = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), 0x0640]
_INVISIBLE = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD]
_PRESENTATION_FORMS = re.compile("[ﭐ-ﻼ]")
_TABLE = str.maketrans(_LETTERS | _DIGITS | dict.fromkeys(map(chr, _DROPPED + _INVISIBLE)))

MARKS = "".join(map(chr, _DROPPED + _INVISIBLE))
"""Characters that stand inside a word without being letters of it."""


def fold(text: str) -> str:
    """The comparison form of a text. Its length may differ; never use its offsets on the original.

    >>> fold("استقبلَ أميرُ قطــر باشآغا")
    'استقبل امير قطر باشاغا'
    """
    folded = text.translate(_TABLE)
    if _PRESENTATION_FORMS.search(folded):  # from PDFs and old systems
        folded = unicodedata.normalize("NFKC", folded).translate(_TABLE)
    return folded.lower() if not folded.isascii() or not folded.islower() else folded
