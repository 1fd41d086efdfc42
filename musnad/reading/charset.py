"""Which characters the bytes mean: by byte order mark, by validity as UTF-8, else by how Arabic it looks.

A declaration (in a page, a feed, an HTTP header) is a hint: pages often declare what they are not.
"""

from __future__ import annotations

import codecs

from ..errors import UndecodableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = ("cp1256", "iso8859-6")
_ALIASES = {
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6",
    "x-cp1256": "cp1256",
    "x-windows-1256": "cp1256",
}
_SAMPLE_BYTES = 200_000

# Points of a character for looking like Arabic prose: about the logarithm of its frequency against chance.
_POINTS = (
    dict.fromkeys("الي", 3.0)
    | dict.fromkeys("مونترب", 2.5)
    | dict.fromkeys("عةدفسهقأحك", 1.5)
    | dict.fromkeys("جشطصإخى،ضزذث", 0.5)
    | dict.fromkeys("ئغءظؤآ؟؛«»“”‘’–…٠١٢٣٤٥٦٧٨٩\u200c\u200d\u200e\u200f\xa0ـ", 0.0)
    | dict.fromkeys(map(chr, range(0x64B, 0x653)), -0.5)
    | dict.fromkeys("پچژگکیھہے", 0.5)
)
_STRANGE = -4.0
_FREQUENT = frozenset(
    ("في", "من", "على", "أن", "إلى", "التي", "عن", "مع", "الذي", "هذا", "بعد", "كان", "لم", "لا")
)
_ENOUGH = 0.8
"""Points a character from which on text counts as Arabic; random bytes reach about -2."""
_DECLARED_BONUS = 0.5
_FEW = 0.005
"""Share of undecodable sequences up to which bytes still count as (damaged) UTF-8."""


def decode(data: bytes, declared: str = "", *, where: str = "") -> tuple[str, str]:
    """The text and the encoding it was found to be in. `where` is named in the error.

    Raises: UndecodableError if it is text in none of the encodings that Arabic pages use.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    try:
        text = data.decode()
    except UnicodeDecodeError:
        pass
    else:
        sample = data[:_SAMPLE_BYTES]  # Arabic in UTF-16 is valid UTF-8 too, full of control characters
        if not _wide(sample) and not _binary(sample, "utf-8"):
            return text, "utf-8"
    encoding = _decide(data, _known(declared))
    if not encoding:
        what = "the bytes are not text in UTF-8, UTF-16, Windows-1256 or ISO-8859-6"
        raise UndecodableError(what, where=where)
    return data.decode(encoding, "replace"), encoding


def _decide(data: bytes, declared: str) -> str:
    """The likeliest encoding of bytes that are not UTF-8 as they stand, or ""."""
    sample = data[: _SAMPLE_BYTES & ~1]
    candidates: dict[str, float] = {}
    for encoding in dict.fromkeys((*_ARABIC, *_wide(sample), *((declared,) if declared else ()))):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates[encoding] = arabic_points(text) + (_DECLARED_BONUS if encoding == declared else 0)
    if _nearly_utf8(sample):
        return "utf-8"
    best = max(candidates, key=lambda e: candidates[e], default="")
    if best and candidates[best] >= _ENOUGH and not _binary(sample, best):
        return best
    # Not Arabic, or hardly: text in Latin letters with the odd accent or quotation mark is still text.
    latin = declared if declared in candidates and declared not in _ARABIC else "cp1252"
    letters = sum(chr(b).isalpha() or b == 0x20 for b in sample if b < 0x80)
    if letters >= 0.6 * len(sample) and not _binary(sample, latin):
        return latin
    return ""


def arabic_points(text: str) -> float:
    """How much a text looks like Arabic prose: mean points of its characters beyond ASCII, and words."""
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return 0.0
    points = sum(_POINTS.get(c, _STRANGE) for c in beyond) / len(beyond)
    words = [w for w in text.split() if w[0] > "\x7f"]
    return points + 3 * sum(w in _FREQUENT for w in words) / max(1, len(words))


def wide_encoding(head: bytes) -> str:
    """ "utf-16" or "utf-32" if the bytes begin with its byte order mark, else ""."""
    found = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "")
    return found if found in ("utf-16", "utf-32") else ""


def _known(label: str) -> str:
    """Python's name of a declared encoding (single bytes or UTF-16), or "" if it says nothing new."""
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return name if name.startswith(("cp", "iso8859", "utf-16", "mac", "koi8")) else ""


def _wide(sample: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark is worth trying where every other byte is hardly ever anything but 0 or 6."""
    even, odd = sample[::2], sample[1::2]
    return tuple(
        name
        for half, name in ((odd, "utf-16-le"), (even, "utf-16-be"))
        if len(sample) > 1 and half.count(0) + half.count(6) > 0.8 * len(half)
    )


def _nearly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = sum(c > "\x7f" for c in text)
    return "\0" not in text and bad <= max(1, _FEW * len(text)) and beyond > 10 * bad


def _binary(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    control = sum(c < " " and c not in "\t\n\r\f" for c in text)
    return control > 0.02 * len(text) + 3
