"""Charts as SVG: pure functions from numbers to text, readable in print and in both directions of writing.

Words come from the caller, in the language that `lang` names ("en" or "ar"). A chart is told by shapes and
dashes, never by colour alone; it has a title and a description for screen readers, no script, nothing remote.
Time and numbers run from left to right in both languages.
"""

from .bars import Bar, bar_chart
from .intervals import Row, Spot, interval_chart
from .lines import Line, Mark, line_chart
from .network import Node, Tie, network_chart
from .svg import MONTHS, Chart, clean, signed

__all__ = [
    "MONTHS",
    "Bar",
    "Chart",
    "Line",
    "Mark",
    "Node",
    "Row",
    "Spot",
    "Tie",
    "bar_chart",
    "clean",
    "interval_chart",
    "line_chart",
    "network_chart",
    "signed",
]
