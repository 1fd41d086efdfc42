"""Hostile inputs: what a file may do to a program that reads millions of them, and what must come of it.

`CASES` lists them all; each is made when asked for, from a few lines of code. `tests/test_hostile.py` codes
every one under its limits and compares the outcome.
"""

from __future__ import annotations

from .archives import ARCHIVES
from .case import Case
from .feeds import FEEDS
from .pages import PAGES
from .tables import TABLES
from .texts import TEXTS

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (*TEXTS, *PAGES, *FEEDS, *TABLES, *ARCHIVES)
