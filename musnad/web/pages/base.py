"""What a page declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..answers import Answer, Asked
from ..query import Parameter


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address is `/LANGUAGE/NAME`, those of its twins `/LANGUAGE/NAME.json` and `.csv`."""

    name: str
    """In the address; `page.NAME` is its message, `NAME.html` its template."""
    answer: Callable[[Asked], Answer]
    """Raises: UsageError for a malformed condition; NotThere where the query names nothing."""
    parameters: tuple[Parameter, ...] = ()
    menu: bool = True
