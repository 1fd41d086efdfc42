"""A workspace asked for dyads, actors and stories: names become parties, events an event table, measures
answers with evidence."""

from .actor import Actor
from .asking import Asking
from .dyad import Dyad
from .evidence import Evidence, EvidenceList
from .files import EventFile
from .parties import Party, find_party, name_of
from .sides import Sides
from .workspace import Analysis

__all__ = [
    "Actor",
    "Analysis",
    "Asking",
    "Dyad",
    "EventFile",
    "Evidence",
    "EvidenceList",
    "Party",
    "Sides",
    "find_party",
    "name_of",
]
