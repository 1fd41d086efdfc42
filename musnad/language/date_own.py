"""Rules for what is counted from the text's own dates: في اليوم التالي, مساء اليوم نفسه, في ذلك العام.

>>> from .words import words
>>> read_own_day(Context(words("في اليوم التالي"), None, "2020-11-19"), 1).value
'2020-11-20'
"""

from __future__ import annotations

from .calendar import FOLLOWING, PRECEDING, SAME, SELF
from .date_context import Context, Found
from .date_cues import BEFORE_OWN, MEANT_FOR, UNTIL
from .date_values import shift

_SELVES = SELF - {"ذلك", "تلك"}
_REACH = 5
"""Words before an expression that are looked at."""


def own_step(c: Context, i: int) -> tuple[int, int] | None:
    """How many units from the one last told of a unit at word i is meant, and the index behind it.

    الشهر نفسه and ذلك الشهر 0, الشهر التالي 1, الشهر السابق -1.
    """
    behind = c.key(i + 1)
    if behind in SAME:
        return 0, i + 2
    if same_before(c, i):
        return 0, i + 1
    told = c.follows(i, BEFORE_OWN) or c.key(i) != c.start(i) or i == 0
    step = 1 if behind in FOLLOWING else -1 if behind in PRECEDING else 0
    of_another = c.key(i + 2) in ("من", "على", "بعد") or MEANT_FOR.fullmatch(c.key(i + 2))
    return (step, i + 2) if told and step and not of_another else None


def same_before(c: Context, i: int) -> bool:
    """Whether نفس, or ذلك behind a preposition, stands before word i: not أكد ذلك اليوم."""
    pronoun = c.key(i - 1) in ("ذلك", "تلك")
    return c.follows(i - 1, BEFORE_OWN) if pronoun else c.key(i - 1) in SELF or c.key(i - 1)[1:] in _SELVES


def read_own_day(c: Context, i: int) -> Found | None:
    """اليوم التالي, اليوم نفسه, ذلك اليوم; not اليوم التالي للحرب."""
    step = own_step(c, i)
    if step is None:
        return None
    first = i - same_before(c, i)
    until = not UNTIL.isdisjoint(c.keys[max(first - _REACH, 0) : first])  # وحتى السادسة من صباح اليوم التالي
    return Found(first, step[1], "" if until else shift(c.before, step[0], "day"), False)
