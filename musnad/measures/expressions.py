"""The expressions by which an actor is named: which printed forms are one expression.

Spellings are folded, a fused preposition is opened (للحوثيين: الحوثيين), and another clitic or the case of a
plural in ين is taken off only where the same actor is also named without it, so that وزير keeps its first
letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from ..language.words import words as split_words

_FUSED = "لل"
_CLITICS = "وفبكل"
_QUOTED = re.compile(r'^[وفبكل]?\u0640*[«"“](?=[^«»"“”]*[»"”]?$)|[»"”]$')
"""What stands around an expression that is quoted as a whole, with a clitic before it (لـ«الجيش»)."""
_LONG = 5
"""Letters from which on a word that begins with لل holds preposition and article; للا is a Moroccan title."""


def expression_key(text: str) -> str:
    """The comparison form of the words of an expression, without punctuation.

    >>> expression_key("لـ«الجيش الوطنيّ»"), expression_key("للحوثيين")
    ('الجيش الوطني', 'الحوثيين')
    """
    keys = [word.key for word in split_words(text) if not word.is_punctuation]
    if keys and keys[0].startswith(_FUSED) and len(keys[0]) >= _LONG:
        keys[0] = "ال" + keys[0][len(_FUSED) :]
    if len(keys) > 1 and len(keys[0]) == 1 and keys[0] in _CLITICS:
        keys = keys[1:]
    return " ".join(keys)


def canonical(key: str, known: Collection[str]) -> str:
    """The one among the keys `known` of the same actor that `key` is a form of; itself if there is none.

    >>> canonical("لمليشيات حفتر", {"مليشيات حفتر"}), canonical("الحوثيين", {"الحوثيون"})
    ('مليشيات حفتر', 'الحوثيون')
    """
    first, *rest = key.split(" ")
    for length in (1, 2):
        bare = " ".join([first[length:], *rest])
        if set(first[:length]) <= set(_CLITICS) and bare in known:
            return canonical(bare, known)
    for place, word in enumerate([first, *rest]):
        if word.endswith("ين"):
            parts = [first, *rest]
            parts[place] = word[:-2] + "ون"
            nominative = " ".join(parts)
            if nominative in known:
                return canonical(nominative, known)
    return key


def expressions(printed: Mapping[str, int]) -> dict[str, str]:
    """The expression that each printed form of one actor belongs to, as it is shown: the commonest of the
    forms that differ in spelling only. `printed` counts each form.

    Forms without a letter or digit belong to the expression "".

    >>> expressions({"لمليشيات حفتر": 5, "مليشيات حفتر": 2, "باشاغا": 1, "باشآغا": 3})["لمليشيات حفتر"]
    'مليشيات حفتر'
    """
    keys = {form: expression_key(form) for form in printed}
    known = set(keys.values())
    own = {key: canonical(key, known) for key in known}
    shown: dict[str, Counter[str]] = {}
    for form, key in keys.items():
        if own[key] == key:
            shown.setdefault(key, Counter())[_opened(form)] += printed[form]
    best = {
        key: min(forms, key=lambda form: (-forms[form], form)) if key else "" for key, forms in shown.items()
    }
    return {form: best[own[key]] for form, key in keys.items()}


def _opened(form: str) -> str:
    """A printed form without the preposition that its first word is fused or joined with."""
    text = _QUOTED.sub("", form).strip()
    if text.startswith(_FUSED) and len(text.split()[0]) >= _LONG:
        return "ال" + text[len(_FUSED) :]
    return text
