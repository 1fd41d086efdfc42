"""Measures: who stands with whom, how firmly, since when, and how much that hangs on.

An `EventTable` (made by the readers of `sources`) goes in; a frozen result comes out, with the number, its
90% interval, the ids of the events behind it, or `insufficient` and the reason in place of a number. One
module a measure, each a pure function with a fixed seed. What counts is a `Scope` (asserted events, unless
asked for others), how much it still counts a `Decay`. docs/measures.md has definitions, figures and limits.
"""

from .alignment import Alignment, AlignmentPath, alignment, alignment_path
from .camps import Camps, camps
from .decay import Decay, Sensitivity, sensitivity
from .fit import DecayFit, fit_decay
from .framing import Example, Expression, Framing, OutletFraming, framing
from .frustration import Frustration, frustration
from .influence import Influence, Influences, WhatIf, event_influence, source_influence, what_if
from .isolation import Isolation, Peer, isolation
from .naming import Namings, namings
from .naming_series import NamingSeries, naming_series
from .preference import Preference, Preferences, preference, preferences
from .recognition import Recogniser, Recognition, recognition
from .result import Result
from .scope import ASSERTED, Scope
from .series import Series, actor_series, dyad_series
from .sources import from_events, from_workspace, read_events, read_icews, read_polecat
from .table import EventTable
from .turning_points import Stretch, TurningPoint, TurningPoints, turning_points

__all__ = [
    "ASSERTED",
    "Alignment",
    "AlignmentPath",
    "Camps",
    "Decay",
    "DecayFit",
    "EventTable",
    "Example",
    "Expression",
    "Framing",
    "Frustration",
    "Influence",
    "Influences",
    "Isolation",
    "NamingSeries",
    "Namings",
    "OutletFraming",
    "Peer",
    "Preference",
    "Preferences",
    "Recogniser",
    "Recognition",
    "Result",
    "Scope",
    "Sensitivity",
    "Series",
    "Stretch",
    "TurningPoint",
    "TurningPoints",
    "WhatIf",
    "actor_series",
    "alignment",
    "alignment_path",
    "camps",
    "dyad_series",
    "event_influence",
    "fit_decay",
    "framing",
    "from_events",
    "from_workspace",
    "frustration",
    "isolation",
    "naming_series",
    "namings",
    "preference",
    "preferences",
    "read_events",
    "read_icews",
    "read_polecat",
    "recognition",
    "sensitivity",
    "source_influence",
    "turning_points",
    "what_if",
]
