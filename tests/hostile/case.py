"""What one hostile input is, and what the modules of this package make them from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CODED, EMPTY, NOT_ARABIC = "coded", "empty", "not_arabic"
DAMAGED, UNDECODABLE, MALFORMED = "MSN-R02", "MSN-R03", "MSN-R04"
UNKNOWN, TOO_LARGE, LIMIT = "MSN-R05", "MSN-R06", "MSN-R08"

STORY = "زار وزير الخارجية المصري سامح شكري العاصمة الليبية طرابلس أمس."
"""One sentence with one event."""


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile file."""

    file: str
    """Its name; the ending decides the format, as for any file."""
    about: str
    """What is wrong with it."""
    make: Callable[[], bytes]
    outcome: tuple[str, ...]
    """What becomes of each document in it, in order: coded, empty, not_arabic, or the code of its error."""
    events: int | None = None
    """How many events must be found in all; None: any number."""
    seconds: float = 20.0
    """Wall-clock time that each document may take, on a busy machine."""
    megabytes: int = 600
    """Memory that it may take beyond what the program has."""


def sentence(n: int) -> str:
    """Another sentence for each number."""
    return f"زار وزير الخارجية المصري سامح شكري العاصمة الليبية طرابلس في اليوم رقم {n}."
