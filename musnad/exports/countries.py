"""Countries: ISO 3166 alpha-3 codes, those of the Correlates of War project, and who stands in a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..ontology import INTERNATIONAL
from ..tables import read_table

IGO = "IGO"
"""Stands before the code of an organisation that PLOVER names by itself: IGO UNO."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state, or what the knowledge base takes for one, as the Correlates of War project knows it."""

    iso3: str
    cow: str
    """Its number; empty for one that is not a member of the project's state system."""
    abbreviation: str
    """The project's letters, which are not ISO's: UKG."""
    name: str
    """In English."""


@cache
def countries() -> Mapping[str, Country]:
    """The countries by ISO 3166 alpha-3 code."""
    table = files(__package__) / "data" / "cow.tsv"
    columns = ("iso3", "cow", "abbreviation", "name")
    return {row["iso3"]: Country(*(row[name] for name in columns)) for row in read_table(table, columns)}


@cache
def cow_codes() -> Mapping[str, str]:
    """The number of each state; empty for one that is not a member of the project's state system."""
    return {iso3: country.cow for iso3, country in countries().items()}


def split_code(code: str) -> tuple[str, tuple[str, ...]]:
    """Country, or what stands in its place, and sectors of a participant's code.

    >>> split_code("EGY GOV"), split_code("IGO UNO"), split_code("--- REB")
    (('EGY', ('GOV',)), ('IGO', ('UNO',)), ('', ('REB',)))
    """
    first, *others = code.split() or [""]
    if first in countries() or first in INTERNATIONAL:
        return first, tuple(others)
    return "", tuple(part for part in (first, *others) if part.strip("-"))


def state_of(code: str) -> str:
    """The ISO 3166 alpha-3 code of a participant's state; empty for an international body or nobody known.

    >>> state_of("EGY GOV"), state_of("IGO UNO")
    ('EGY', '')
    """
    first = split_code(code)[0]
    return first if first in countries() else ""
