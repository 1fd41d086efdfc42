"""Who is who: states, actors with dated offices, roles, places, names.

The tables in `data/` are the knowledge; this is how it is read, checked and looked up.

>>> kb = load_knowledge()
>>> kb.actor("haftar-khalifa").name.ar
'خليفة حفتر'
"""

from .base import KnowledgeBase, load_knowledge
from .model import Actor, Office, Place, Role, State
from .names import Entry, NameIndex

__all__ = [
    "Actor",
    "Entry",
    "KnowledgeBase",
    "NameIndex",
    "Office",
    "Place",
    "Role",
    "State",
    "load_knowledge",
]
