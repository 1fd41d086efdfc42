"""Numerals: Arabic numbers in figures and words, and ordinals, over folded keys (`words.Word.key`).

Folding has already made Arabic-Indic and Persian digits Latin, ة ه, أ إ آ ا, ئ ي. Indefinite amounts (عشرات,
آلاف, بضعة) have no value and are not numerals here; neither are أحد alone ("one of"), and with the article
الاثنين (Monday) and المئة (per cent).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

_UNITS = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاث": 3, "اربع": 4, "خمس": 5,
    "ست": 6, "سبع": 7, "ثماني": 8, "ثمان": 8, "تسع": 9, "عشر": 10,
}  # fmt: skip
_UNITS |= {word + "ه": value for word, value in _UNITS.items() if 3 <= value <= 10 and word != "ثمان"}
_BEFORE_TEN = _UNITS | {"احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2}
_TENS = {
    stem + ending: 10 * (k + 2)
    for k, stem in enumerate(("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"))
    for ending in ("ون", "ين")
}
_HUNDRED = ("ميه", "مايه")
_HUNDREDS = dict.fromkeys(_HUNDRED, 100) | {
    "ميتان": 200, "ميتين": 200, "ميتي": 200, "مايتان": 200, "مايتين": 200, "مايتي": 200, "مايتا": 200,
}  # fmt: skip  # not ميتا: مئتا, but also dead
_HUNDREDS |= {
    stem + hundred: 100 * (k + 3)
    for k, stem in enumerate(("ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"))
    for hundred in _HUNDRED
}
_SCALES: dict[str, tuple[int, int]] = {  # value of one, and how many the word itself says (ألفين: two)
    "الف": (1000, 1), "الفا": (1000, 1), "الاف": (1000, 0),
    "الفين": (1000, 2), "الفان": (1000, 2), "الفي": (1000, 2),
}  # fmt: skip
for _name, _size in (("مليون", 10**6), ("مليار", 10**9), ("بليون", 10**9), ("تريليون", 10**12)):
    _SCALES |= {_name + ending: (_size, 1) for ending in ("", "ا")}
    _SCALES |= {_name + ending: (_size, 2) for ending in ("ين", "ان", "ي")}
_SCALES |= {"ملايين": (10**6, 0), "مليارات": (10**9, 0), "بلايين": (10**9, 0), "تريليونات": (10**12, 0)}
_PARTS = {"ونصف": 0.5, "وربع": 0.25}
_CLITICS = [a + b + c for a, b, c in product(("", "و", "ف"), ("", "ب", "ل"), ("", "ال"))] + ["لل", "ولل"]
_STRIPPED = {
    clitics + word: word
    for clitics in sorted(_CLITICS, key=len, reverse=True)  # the reading with the fewest clitics wins
    for word in (*_BEFORE_TEN, *_TENS, *_HUNDREDS, *_SCALES)
    if not (clitics.endswith("ال") and (word.startswith("اثن") or word in _HUNDRED))
}
for _word in ("لست", "ولست", "فلست"):  # "I am not"
    del _STRIPPED[_word]

_ORDINAL_UNITS = {
    "ثاني": 2, "ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9,
}  # fmt: skip
_ORDINAL_UNITS |= {word + "ه": value for word, value in _ORDINAL_UNITS.items()}
_ORDINALS = {"ال" + word: value for word, value in _ORDINAL_UNITS.items()} | {
    "الاول": 1, "الاولي": 1, "العاشر": 10, "العاشره": 10,
    "العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30,
}  # fmt: skip
_BEFORE_ORDINAL_TEN = {word: value for word, value in _ORDINALS.items() if 1 < value < 10} | dict.fromkeys(
    ("الحادي", "الحاديه", "الواحد", "الواحده"), 1
)
_ORDINAL_TENS = {"والعشرين": 20, "والعشرون": 20, "والثلاثين": 30, "والثلاثون": 30}
_LAST_ORDINAL = 31
_MAX_FIGURES = 18  # more are an identifier, and Python refuses to convert thousands of them

ORDINAL_WORDS = frozenset(_ORDINALS) | frozenset(_BEFORE_ORDINAL_TEN)
"""The words that an ordinal can begin with, folded, without clitics."""


def numeral(keys: Sequence[str], i: int) -> tuple[int | float, int] | None:
    """The number that begins at `keys[i]` and the index behind it; None if none begins there.

    Clitics on the first word (و ف ب ل ال) are passed over. A comma or point before exactly three figures
    groups thousands, unless a word such as مليون follows; keys do not tell if blanks stood around a mark.

    >>> numeral(["خمسه", "وعشرين"], 0), numeral(["3", "الاف", "و500"], 0)
    ((25, 2), (3500, 3))
    >>> numeral(["2", ".", "5", "مليون"], 0)
    (2500000, 4)
    """
    total: int | float = 0
    limit: int | float = float("inf")  # each further part is smaller than the scale before it
    j = i
    while j == i or _at(keys, j).startswith("و"):
        group, behind = _group(keys, j, first=j == i)
        size, said, after = _scale(keys, behind, first=behind == i, joined=behind == j)
        if size >= limit or (group is not None and group >= limit):
            break
        if not size or (said == 2 if group is not None else said == 0):
            return (
                (_whole(total + group), behind)
                if group is not None
                else (_whole(total), j)
                if j > i
                else None
            )
        total += size * (said if group is None else group)
        limit, j = size, after
        if _at(keys, j) in _PARTS:
            total += size * _PARTS[keys[j]]
            again = _SCALES.get(_at(keys, j + 1).removeprefix("ال"), (0, 0))  # مليون ونصف المليون
            return _whole(total), j + 1 + (again[0] == size)
    return (_whole(total), j) if j > i else None


def ordinal(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """The definite ordinal (1 to 31) that begins at `keys[i]` and the index behind it, or None.

    A conjunction or preposition on the first word is passed over.

    >>> ordinal(["الحادي", "عشر"], 0), ordinal(["للخامس", "والعشرين"], 0), ordinal(["الاول"], 0)
    ((11, 2), (25, 2), (1, 1))
    """
    word = _at(keys, i)
    if word not in ORDINAL_WORDS:
        word = _definite(word)
    unit = _BEFORE_ORDINAL_TEN.get(word, 0)
    behind = _at(keys, i + 1)
    if unit and behind in ("عشر", "عشره"):
        return unit + 10, i + 2
    if unit and behind in _ORDINAL_TENS:
        value = unit + _ORDINAL_TENS[behind]
        return (value, i + 2) if value <= _LAST_ORDINAL else None
    value = _ORDINALS.get(word, 0)
    return (value, i + 1) if value else None


def _definite(word: str) -> str:
    """The word without conjunction and preposition, its article written out: وللخامس, الخامس."""
    if word[:1] in ("و", "ف"):
        word = word[1:]
    if word.startswith("لل"):
        return "ال" + word[2:]
    return word[1:] if word[:1] in ("ب", "ك") else word


def _group(keys: Sequence[str], i: int, *, first: bool) -> tuple[int | float | None, int]:
    """The part of a number before a scale word (below a thousand in words), and the index behind it."""
    word = _at(keys, i)
    if not first:
        word = word.removeprefix("و")
    elif word[:1] in ("و", "ف", "ب", "ل") and word[1:].isdecimal():
        word = word[1:]
    if word.isdecimal():
        return _figures(keys, word, i)
    if first:
        word = _STRIPPED.get(word, word)
    behind = _at(keys, i + 1)
    if word in _BEFORE_TEN and behind in ("عشر", "عشره"):
        return _BEFORE_TEN[word] + 10, i + 2
    if word in ("احد", "احدي") and behind.removeprefix("و") in _TENS and behind.startswith("و"):
        return 1 + _TENS[behind[1:]], i + 2
    value = _UNITS.get(word) or _TENS.get(word) or _HUNDREDS.get(word)
    if not value:
        return None, i
    j = i + 1
    if 2 < value < 10 and behind in _HUNDRED:
        value, j = value * 100, j + 1
    return _joined(keys, value, j)


def _joined(keys: Sequence[str], value: int, j: int) -> tuple[int, int]:
    """Smaller parts that و joins to a group: hundreds, then units, then tens."""
    while _at(keys, j).startswith("و"):
        word = keys[j][1:]
        rest = value % 100
        if rest == 0:
            if word in _BEFORE_TEN and _at(keys, j + 1) in ("عشر", "عشره"):
                return value + _BEFORE_TEN[word] + 10, j + 2
            part = _UNITS.get(word) or _TENS.get(word)
            if not part and word in ("احد", "احدي") and _at(keys, j + 1)[1:] in _TENS:
                part = 1
        else:
            part = _TENS.get(word) if rest < 10 else None
        if not part:
            break
        value, j = value + part, j + 1
    return value, j


def _figures(keys: Sequence[str], word: str, i: int) -> tuple[int | float | None, int]:
    j = i + 1
    grouped = word
    while len(word) <= 3 and word[0] != "0" and _at(keys, j) in ("٬", ",", ".") and _three(_at(keys, j + 1)):
        grouped, j = grouped + keys[j + 1], j + 2
    if len(grouped) > _MAX_FIGURES:
        return None, i
    fraction = _at(keys, i + 2)
    if _at(keys, i + 1) in ("٫", ".", ",") and fraction.isdecimal():
        scaled = _at(keys, i + 3) in _SCALES
        mark = keys[i + 1]
        if mark == "٫" or (j <= i + 3 and scaled) or (j == i + 1 and mark == "."):
            return float(f"{word}.{fraction}"), i + 3
    return int(grouped), j


def _three(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def _scale(keys: Sequence[str], i: int, *, first: bool, joined: bool) -> tuple[int, int, int]:
    word = _at(keys, i)
    if first:
        word = _STRIPPED.get(word, word)
    elif joined:
        word = word.removeprefix("و")
    size, said = _SCALES.get(word, (0, 0))
    return size, said, i + 1


def _at(keys: Sequence[str], i: int) -> str:
    return keys[i] if 0 <= i < len(keys) else ""


def _whole(value: int | float) -> int | float:
    return int(value) if value == int(value) else value
