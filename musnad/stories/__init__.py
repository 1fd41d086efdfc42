"""Stories: one happening with every report of it, what the reports disagree on, how far independent families
bear it out, and what actors said would happen."""

from __future__ import annotations

from .finding import find_stories
from .model import Disagreement, Mention, Party, Story

__all__ = ["Disagreement", "Mention", "Party", "Story", "find_stories"]
