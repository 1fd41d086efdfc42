"""Stories: one happening with every report of it, what the reports disagree on, how far independent families
bear it out, and what actors said would happen."""

from __future__ import annotations

from .choosing import choose, is_party
from .claims import Bearing, Claim, find_claims
from .finding import find_stories
from .model import Disagreement, Mention, Origins, Party, Story

__all__ = [
    "Bearing",
    "Claim",
    "Disagreement",
    "Mention",
    "Origins",
    "Party",
    "Story",
    "choose",
    "find_claims",
    "find_stories",
    "is_party",
]
