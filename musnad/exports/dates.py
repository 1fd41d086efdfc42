"""When an event happened, for formats that have room for one date.

An event that the text does not date is dated by its document's publication, as ICEWS and GDELT do, and the
format says so; one that the text dates to a month or year keeps that: no day is made up for it.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PUBLISHED = "published"
"""The source of a date that is the publication's."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known, and where it comes from."""

    date: str
    """YYYY-MM-DD, YYYY-MM or YYYY; empty if nothing tells."""
    source: str
    """text, dateline or published; empty without a date."""

    @property
    def day(self) -> str:
        """YYYY-MM-DD; empty if the day is not known."""
        return self.date if len(self.date) == 10 else ""

    @property
    def month(self) -> str:
        """YYYY-MM; empty if the month is not known."""
        return self.date[:7] if len(self.date) >= 7 else ""

    def bounds(self) -> tuple[str, str]:
        """The first and the last day that it can be, YYYY-MM-DD; empty without a date."""
        if len(self.date) == 4:
            return f"{self.date}-01-01", f"{self.date}-12-31"
        if len(self.date) == 7:
            last = calendar.monthrange(int(self.date[:4]), int(self.date[5:]))[1]
            return f"{self.date}-01", f"{self.date}-{last:02}"
        return self.date, self.date


def when(row: Mapping[str, Any]) -> When:
    """The date of an event (a row of `event_table`): its own, without one its publication's."""
    if row["event_date"]:
        return When(row["event_date"], row["date_source"])
    published = row["published"][:10]
    return When(published, PUBLISHED) if published else When("", "")
