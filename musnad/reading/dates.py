"""Dates as metadata writes them. A value that can be read in two ways, or not at all, gives no date."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}")
_LOOSE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}:\d{2}(?::\d{2})?))?\b.*", re.DOTALL
)
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/\-_]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_YEARS = range(1900, 2101)


def iso_date(value: str) -> str:
    """A date or time as ISO 8601 (the precision it was given in), or "" if it is not one.

    >>> iso_date("Sun, 15 Nov 2020 10:00:00 +0200"), iso_date("2020/11/5"), iso_date("5/11/2020")
    ('2020-11-15T10:00:00+02:00', '2020-11-05', '')
    """
    value = value.translate(_DIGITS).strip()
    if _DAY.fullmatch(value):
        return value if _real(value) else ""
    for parse in (datetime.fromisoformat, _loose, parsedate_to_datetime):
        try:
            found = parse(value)
        except (ValueError, IndexError, OverflowError):
            continue
        if isinstance(found, str):
            return found
        return found.isoformat() if found.year in _YEARS else ""
    return ""


def date_in_url(url: str) -> str:
    """The day that an address names, as in /2020/11/19/, or "".

    >>> date_in_url("https://news.example/2020/11/19/story")
    '2020-11-19'
    """
    for found in _IN_URL.finditer(url.partition("?")[0]):
        year, gap, month, day = found.groups()
        if not gap and len(month) + len(day) < 4:
            continue
        value = f"{year}-{int(month):02}-{int(day):02}"
        if _real(value):
            return value
    return ""


def _loose(value: str) -> str:
    found = _LOOSE.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day, time = found.groups()
    iso = f"{year}-{int(month):02}-{int(day):02}"
    if time:
        iso += f"T{time:0>5}" if len(time) < 6 else f"T{time:0>8}"
    if not _real(iso):
        raise ValueError(value)
    return iso


def _real(value: str) -> bool:
    try:
        full = value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value
        return datetime.fromisoformat(full).year in _YEARS
    except ValueError:
        return False
