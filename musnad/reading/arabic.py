"""Is a text Arabic? Script first, then the letters and small words that tell other languages apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from ..language.folding import fold

_SAMPLE_CHARACTERS = 20_000
_MIN_ARABIC_SHARE = 0.25
"""Below this share of letters in Arabic script a text is not Arabic."""
_MIN_MARKS = 2
"""So many words must point to another language: one foreign name does not make a short text foreign."""

_WORD = re.compile(r"[^\W\d_]+(?:[\u200c\u064b-\u0652][^\W\d_]+)*")

# Language: its name, letters that Arabic does not use, words that Arabic does not use (or hardly).
_OTHERS: dict[str, tuple[str, str, str]] = {
    "fa": (
        "Persian",
        "پچژگکی",
        "که را این است از در برای های شد شده می آن کرد خود نیز دارد گفت كه اين براي",
    ),
    "ur": ("Urdu", "ٹڈڑںےہھکگچپی", "کے کی میں ہے اور سے کو نے کا پر ہیں اس یہ کہ تھا گیا ہو نہیں بھی"),
    "ps": ("Pashto", "ټډړښځڅېۍګڼ", "په چې کې سره دې"),
    "ku": ("Kurdish", "ێۆەڕڵڤی", "لە بۆ کە بە ئەم لەگەڵ"),
    "ug": ("Uyghur", "ېۇۈۋڭەئ", "بىلەن ۋە بۇ"),
}
_UNIQUE = {code: frozenset(letters) for code, (_, letters, _) in _OTHERS.items()}
_SMALL = {code: frozenset(words.split()) for code, (_, _, words) in _OTHERS.items()}
_FOREIGN_LETTERS = frozenset().union(*_UNIQUE.values()) - {"ئ"}
_ARABIC_WORDS = frozenset(
    fold(
        "في عن التي الذي هذا هذه ذلك تلك كان كانت قد لم لن إلى أنه أنها خلال لا كما حيث وقد وفي وقال ليس"
    ).split()
)
_ARABIC_STARTS = ("ال", "وال", "بال", "لل", "فال", "كال", "ولل")
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "is", "that", "for", "on", "was", "with", "by", "as", "at")
)


def language_of(text: str) -> tuple[str, str]:
    """("ar", "") if a text is Arabic; else the ISO 639-1 code of its language ("" if unknown) and why not.

    >>> language_of("أعلنت الحكومة أن الوزير زار باريس")
    ('ar', '')
    >>> language_of("The minister arrived in the capital on Sunday")[0]
    'en'
    """
    first = _WORD.search(text)  # a page may begin with thousands of blanks or marks
    begin = first.start() if first else 0
    words = _WORD.findall(text, begin, begin + _SAMPLE_CHARACTERS)
    arabic = [w for w in words if _is_arabic_script(w[0])]
    letters = sum(map(len, words))
    if not letters:
        return "", "it has no letters"
    share = sum(map(len, arabic)) / letters
    return _by_words(arabic) if share >= _MIN_ARABIC_SHARE else _by_script(words, share)


def _by_script(words: list[str], share: float) -> tuple[str, str]:
    others = [w for w in words if not _is_arabic_script(w[0])]
    scripts = Counter(unicodedata.name(w[0], "UNKNOWN").split()[0] for w in others)
    script = scripts.most_common(1)[0][0].capitalize()
    why = f"{share:.0%} of its letters are Arabic, most are {script}"
    if script == "Latin" and sum(w.lower() in _ENGLISH for w in others) >= max(1, len(others) // 10):
        return "en", f"it is English: {why}"
    return "", why


def _by_words(words: list[str]) -> tuple[str, str]:
    kinds = Counter(map(_kind, words))
    if kinds["foreign"] < _MIN_MARKS or kinds["foreign"] <= kinds["arabic"]:
        return "ar", ""
    foreign = [w for w in words if _kind(w) == "foreign"]
    code = max(_OTHERS, key=lambda c: _evidence(c, foreign))
    shown = "، ".join(dict.fromkeys(foreign[:5]))
    return code, f"it is {_OTHERS[code][0]}: {len(foreign)} of {len(words)} words speak for it ({shown})"


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    """What a word in Arabic script speaks for: "arabic", "foreign", or ""."""
    folded = fold(word)
    if folded in _ARABIC_WORDS or "ة" in word or (folded.startswith(_ARABIC_STARTS) and len(folded) > 4):
        return "arabic"
    if not _FOREIGN_LETTERS.isdisjoint(word) or any(word in small for small in _SMALL.values()):
        return "foreign"
    return ""


def _evidence(code: str, words: list[str]) -> float:
    """Words of the language; a letter that only few languages have weighs by their number."""
    letters = Counter(c for w in words for c in w if c in _UNIQUE[code])
    weight = sum(n / sum(c in unique for unique in _UNIQUE.values()) for c, n in letters.items())
    return weight + 2 * sum(w in _SMALL[code] for w in words)


def _is_arabic_script(c: str) -> bool:
    return "\u0600" <= c <= "\u06ff" or "\u0750" <= c <= "\u077f" or "\ufb50" <= c <= "\ufefc"
