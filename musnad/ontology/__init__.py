"""The ontology: PLOVER's event types, modes, contexts and sectors, and the crosswalk to CAMEO and back.

The tables under `data/` hold PLOVER's codes and scores with definitions of our own; their column `note` says
where and why they depart from PLOVER's manual, whose slips would otherwise pass into every result.
"""

from .codes import (
    CONTEXTS,
    EVENT_TYPES,
    INTERNATIONAL,
    QUAD_CLASSES,
    SECTORS,
    Context,
    EventType,
    Mode,
    Sector,
    intensity,
    quad_class,
)
from .crosswalk import CAMEO, CameoCode, from_cameo, goldstein, to_cameo

__all__ = [
    "CAMEO",
    "CONTEXTS",
    "EVENT_TYPES",
    "INTERNATIONAL",
    "QUAD_CLASSES",
    "SECTORS",
    "CameoCode",
    "Context",
    "EventType",
    "Mode",
    "Sector",
    "from_cameo",
    "goldstein",
    "intensity",
    "quad_class",
    "to_cameo",
]
