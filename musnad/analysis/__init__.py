"""A workspace asked for dyads, actors and stories: names become parties, events an event table, measures
answers with evidence."""

from .actor import Actor
from .dyad import Dyad
from .evidence import Evidence, EvidenceList
from .parties import Party, find_party, name_of
from .sides import Sides
from .workspace import Analysis

__all__ = [
    "Actor",
    "Analysis",
    "Dyad",
    "Evidence",
    "EvidenceList",
    "Party",
    "Sides",
    "find_party",
    "name_of",
]
