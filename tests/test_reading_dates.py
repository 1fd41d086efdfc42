"""Dates as metadata and addresses write them."""

from __future__ import annotations

import pytest

from musnad.reading.dates import date_in_url, iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-11-15", "2020-11-15"),
        ("2020-11", "2020-11"),
        ("2020", "2020"),
        ("2020-11-15T10:00:00+0200", "2020-11-15T10:00:00+02:00"),
        ("2020-11-15T10:00:00.000Z", "2020-11-15T10:00:00+00:00"),
        ("Sun, 15 Nov 2020 10:00:00 GMT", "2020-11-15T10:00:00+00:00"),
        ("2020/11/5", "2020-11-05"),
        ("2020-11-15 9:05", "2020-11-15T09:05"),
        ("٢٠٢٠-١١-١٥", "2020-11-15"),
        ("15/11/2020", ""),
        ("2020-13-40", ""),
        ("2020-02-30", ""),
        ("0001-01-01", ""),
        ("9999", ""),
        ("أمس", ""),
        ("", ""),
    ],
)
def test_dates_as_iso(value: str, expected: str) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/2020/11/19/story", "2020-11-19"),
        ("https://news.example/a/2020-11-9-story", "2020-11-09"),
        ("https://news.example/story-20201119.html", "2020-11-19"),
        ("https://news.example/2020/11/story", ""),
        ("https://news.example/id/120201119", ""),
        ("https://news.example/2020/02/31/x", ""),
        ("https://news.example/x?from=2020/11/19", ""),
    ],
)
def test_dates_in_url(url: str, expected: str) -> None:
    assert date_in_url(url) == expected
