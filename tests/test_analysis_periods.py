"""Days of periods that users write in part."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.analysis.periods import checked_period, first_day, last_day
from musnad.errors import UsageError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-04", date(2019, 4, 1), date(2019, 4, 30)),
        ("2020-11-30", date(2020, 11, 30), date(2020, 11, 30)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "20", "2020-13", "2020-00", "2021-02-29", "yesterday", "0000", "2020/01/01"]
)
def test_no_date_is_refused(text: str) -> None:
    for day in (first_day, last_day):
        with pytest.raises(UsageError, match="is not a date"):
            day(text)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    assert checked_period("2020", "2020") == (date(2020, 1, 1), date(2020, 12, 31))
    assert checked_period(None, "") == (None, None)
    with pytest.raises(UsageError, match="ends on 2019-12-31, before it begins on 2020-01-01"):
        checked_period("2020", "2019")
