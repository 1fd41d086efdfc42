"""Two expressions that make one: بين 28 يونيو و6 يوليو 2019, من الخميس إلى الأحد, 2011-2014, يومي 3 و4 مايو;
a day in two calendars.

>>> from .words import words
>>> c = Context(words("بين مايو ويونيو 2019"), None)
>>> join_ends(c, Found(1, 2, kind="date", open=(5, 0)), Found(2, 4, "2019-06", False, kind="date")).value
'2019-05-01/2019-06-30'
"""

from __future__ import annotations

from .calendar import HIJRI
from .date_context import Context, Found
from .date_cues import BETWEEN, BOTH_DAYS, DASHES, EQUALS, OPENERS, PAIRS, PUT_OFF, UNTIL, without_clitic
from .date_hijri import hijri_year
from .date_values import added, bounds, interval, iso, shift

_APART = 3
"""Days that a crescent seen may differ from the reckoned one, and a slip of the writer."""
_REACH, _BETWEEN = 6, 4
"""Words before an interval that are looked at; words between two expressions that may join them."""


def join_names(c: Context, a: Found, b: Found) -> Found | None:
    """One expression of two that stand next to each other, if they tell one day twice or a pair of days."""
    between = c.keys[a.last : b.first]
    if len(between) > _BETWEEN:
        return None
    return _same_day(c, a, b, between) or _both(c, a, b, between)


def _same_day(c: Context, a: Found, b: Found, between: list[str]) -> Found | None:
    """12 ربيع الأول 1441 هـ الموافق 9 نوفمبر 2019: worth the second; أمس (18 نوفمبر): worth the date."""
    if b.kind not in ("date", "hijri") or not BOTH_DAYS.issuperset(between):
        return None
    told = not EQUALS.isdisjoint(between)
    hijri = (a.kind, b.kind) in (("hijri", "date"), ("date", "hijri"))
    if not told and (not hijri if a.kind else between not in ([], ["("])):
        return None
    ours, other = (a, b) if b.kind == "hijri" and a.kind != "hijri" else (b, a)
    value = ours.value
    if other.value and (ours.open or not other.relative):
        value = _fitted(ours, other.value)
    span, twin = bounds(value), bounds(other.value)
    near = not span or not twin or abs((span[0] - twin[0]).days) <= (_APART if hijri else 1)
    if not near and not told:
        return None
    last = b.last + ("(" in between and c.key(b.last) == ")")
    relative = ours.relative and (other.relative or not other.value)
    return Found(a.first, last, value or other.value, relative, kind="date", open=ours.open)


def _fitted(found: Found, near: str) -> str:
    """The date without a year that is nearest to a value."""
    days = bounds(near)
    said = found.open or (_month_and_day(found.value) if found.relative else None)
    if days is None or said is None or not said[0]:
        return found.value
    year = hijri_year(days[0]) if said[0] > HIJRI else days[0].year
    values = [iso(f"{year + k:04}", *said) for k in (-1, 0, 1) if year]
    spans = [(abs((span[0] - days[0]).days), value) for value in values if (span := bounds(value))]
    return min(spans, default=(0, found.value))[1]


def _month_and_day(value: str) -> tuple[int, int] | None:
    return (int(value[5:7]), int(value[8:])) if len(value) == 10 else None


def _both(c: Context, a: Found, b: Found, between: list[str]) -> Found | None:
    """يومي السبت والأحد, الخميس والجمعة المقبلين, عامي 2011 و2012: two that follow upon each other."""
    if between or a.kind != b.kind or a.kind not in ("weekday", "date", "year") or c.key(b.first)[:1] != "و":
        return None
    first, last = bounds(a.value), bounds(b.value)
    if first is None or last is None:
        return None
    if a.kind == "weekday":
        both = without_clitic(c.key(a.first)) in PAIRS or c.key(b.last - 1).endswith("ين")
        if not both or (last[0].weekday() - first[0].weekday()) % 7 != 1:
            return None
        if c.anchor is None or first[0] <= c.anchor:
            return Found(a.first, b.last, interval(added(last[0], -1), last[0]))
        return Found(a.first, b.last, interval(first[0], added(first[0], 1)))
    if without_clitic(c.key(a.first)) not in PAIRS or added(first[1], 1) != last[0]:
        return None
    return Found(a.first, b.last, interval(first[0], last[1]), a.relative or b.relative)


def join_ends(c: Context, a: Found, b: Found) -> Found | None:
    """The interval from the first day of one to the last day of the other, if the words tell of one."""
    if len(c.keys[a.last : b.first]) > _BETWEEN or not _reaches(c, a, b, c.keys[a.last : b.first]):
        return None
    value = _fitted_before(a, b.value) if a.open and b.value else a.value
    first, last = bounds(value), bounds(b.value)
    if first and last and first[0] > last[0]:  # من الأحد إلى الثلاثاء, each sought for itself
        if _is_open_weekday(b) and c.anchor and first[0] > c.anchor:
            last = bounds(shift(b.value, 7, "day"))
        elif _is_open_weekday(a):
            first = bounds(shift(value, -7, "day"))
    if first and last and first[0] > last[1]:
        return None
    span = interval(first[0], last[1]) if first and last else ""
    if not span and (a.value or b.value):
        return None
    return Found(a.first, b.last, span, b.relative or (a.relative and not a.open))


def _is_open_weekday(found: Found) -> bool:
    return found.open is not None and not found.open[0]


def _reaches(c: Context, a: Found, b: Found, between: list[str]) -> bool:
    """Whether the words between lead from one to the other."""
    joined = [key for key in between if key not in ("،", ",", ")")]
    opened = c.follows(a.first, BETWEEN)
    if opened and (joined == ["و"] or (not joined and c.key(b.first).startswith("و"))):
        return True
    if len(joined) != 1:
        return False
    mark = joined[0]
    if mark in ("الى", "والى") and not c.follows(a.first, OPENERS):
        return False
    if mark in UNTIL or (mark == "" and a.kind == b.kind != ""):
        before = c.keys[max(a.first - _REACH, 0) : a.first]
        return not any(without_clitic(key) in PUT_OFF or key[1:] in PUT_OFF for key in before)
    if mark == "/":
        return a.kind == b.kind == "year" and a.value < b.value
    return mark in DASHES and a.kind == b.kind and a.kind in ("date", "hijri", "year") and a.value != b.value


def _fitted_before(found: Found, end: str) -> str:
    """The date without a year that is the last before the end of an interval."""
    days = bounds(end)
    if days is None or found.open is None or not found.open[0]:
        return found.value
    year = hijri_year(days[1]) if found.open[0] > HIJRI else days[1].year
    values = [iso(f"{year + k:04}", *found.open) for k in (0, -1) if year]
    return next((v for v in values if (span := bounds(v)) and span[0] <= days[0]), found.value)
