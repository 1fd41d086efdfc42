"""State numbers of the Correlates of War project by ISO 3166 alpha-3 code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ..tables import read_table


@cache
def cow_codes() -> Mapping[str, str]:
    """The number of each state; empty for one that is not a member of the project's state system."""
    table = files(__package__) / "data" / "cow.tsv"
    return {row["iso3"]: row["cow"] for row in read_table(table, ("iso3", "cow", "name"))}
