"""Dates of acts that others are counted from."""

from __future__ import annotations

import pytest

from musnad.language.date_since import date_counted_from
from musnad.language.words import words


@pytest.mark.parametrize(
    ("text", "act", "told", "expected"),
    [
        ("بعد أربع سنوات من الإطاحة بالقذافي", "الإطاحة", "", "2011"),
        ("بعد أربع سنوات من أول زيارة رسمية", "زيارة", "2010", "2006"),
        ("وبعد أربعة أيام على هجوم انتحاري", "هجوم", "2015-07-24", "2015-07-20"),
        ("بمناسبة مرور عام كامل على سقوط المدينة", "سقوط", "", "2014"),
        ("قبل شهرين من انتخاب الرئيس", "انتخاب", "2020-11", "2021-01"),
        ("بعد يومين من إقرار الاتفاق", "إقرار", "", None),  # the day of publication is no measure of days
        ("بعد 12 عاما من المفاوضات", "المفاوضات", "", None),  # how long, not since when
        ("بعد أيام من الهجوم", "الهجوم", "2015-07-24", None),
        ("عدد من المتظاهرين", "المتظاهرين", "2015-07-24", None),
        ("زار باريس", "باريس", "2015-07-24", None),
    ],
)
def test_date_counted_from(text: str, act: str, told: str, expected: str | None) -> None:
    found = words(text)
    span = date_counted_from(found, [w.text for w in found].index(act), "2015-08-08", told, text)
    assert (span.value if span else None) == expected
    assert span is None or text[span.start : span.end] == span.text


def test_without_any_date_nothing_is_told() -> None:
    found = words("بعد أربع سنوات من الإطاحة")
    assert date_counted_from(found, 4, "", "") is None
