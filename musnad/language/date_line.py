"""The dateline of a report: where and when it was written, before its first words.

>>> from .words import words
>>> find_dateline(words("طرابلس 4 أبريل 2019 (وكالة) - قال"), "").value
'2019-04-04'
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .calendar import PLAIN, word_set
from .date_cues import LEFT, without_clitic
from .dates import DateSpan, find_dates
from .words import Word

_PLACE = 4
"""Words before the date at most: مكة المكرمة."""
_SOURCE = 6
"""Words behind the date at most, up to the mark that ends the dateline: ( د ب أ ) -."""
_MARKS = ("-", "–", "—", "/", ":")
_AGENCIES = ("واس", "كونا", "وام", "قنا", "بنا", "سبا", "سانا", "بترا", "وفا", "وات", "واج", "ومع", "رويترز")
_NO_PLACE = word_set("في منذ قبل بعد حتى خلال من الى على عن بين كان قال وفي وقال بتاريخ الموافق")


def find_dateline(words: Sequence[Word], anchor: str, text: str = "") -> DateSpan | None:
    """The day that a report's dateline gives, if its first words are one: طرابلس 4 أبريل (وكالة) -.

    Nothing but a place stands before the day, and behind it a mark, a source in brackets with a mark, or one
    of the agencies that put none. Parameters are those of `dates.find_dates`.
    """
    head = words[: 2 * _PLACE + 3 * _SOURCE]
    date = next(iter(find_dates(head, anchor, text)), None)
    if date is None or date.precision != "day" or not 0 < date.first <= _PLACE + 1:
        return None
    place = [word.key for word in words[: date.first] if not word.is_punctuation]
    if not place or any(key in PLAIN or key in _NO_PLACE or without_clitic(key) in LEFT for key in place):
        return None
    behind = [word.key for word in words[date.last : date.last + _SOURCE]]
    if not behind or not (behind[0] in _MARKS or behind[0] in _AGENCIES or behind[0] == "("):
        return None
    closed = any(a == ")" and b in _MARKS for a, b in pairwise(behind))
    return date if behind[0] != "(" or closed else None
