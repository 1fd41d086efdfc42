"""Words and punctuation with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .folding import MARKS, fold

# Prepositions that folding would turn into names or other words (على, علي) keep their alef maqsura.
_PREPOSITIONS = {
    conjunction + word: conjunction + word.replace("إ", "ا")
    for word in ("على", "إلى", "الى", "لدى", "حتى", "متى", "سوى")
    for conjunction in ("", "و", "ف")
}
_TOKEN = re.compile(rf"[\w{re.escape(MARKS)}]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark: `text == document[start:end]`; `key` is its folded form."""

    text: str
    start: int
    end: int
    key: str

    @property
    def is_punctuation(self) -> bool:
        return not (self.key[:1].isalnum() or self.key[:1] == "_")


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and punctuation marks of `text[start:end]`, in order; offsets count from `text`'s beginning.

    >>> [w.text for w in words("زار الوزير، أمس، باريس.")]
    ['زار', 'الوزير', '،', 'أمس', '،', 'باريس', '.']
    """
    stop = len(text) if end is None else end
    matches = _TOKEN.finditer(text, start, stop)
    return [Word(m.group(), m.start(), m.end(), word_key(m.group())) for m in matches]


def word_key(word: str) -> str:
    """The comparison form of a single word.

    >>> word_key("على"), word_key("علي"), word_key("إلى")
    ('على', 'علي', 'الى')
    """
    return _PREPOSITIONS.get(word) or fold(word)
