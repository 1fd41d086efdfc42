"""The line by which a page can be cited: what, of which data, where, read when."""

from __future__ import annotations

from ..workspace.manifest import program_version
from .messages import Words
from .state import State


def citation(words: Words, state: State, title: str, address: str, today: str) -> tuple[tuple[str, str], ...]:
    """The parts of the line: words in the page's language, and what reads from left to right. `today` is
    YYYY-MM-DD."""
    return (
        (words("site"), program_version()),
        (title, ""),
        (words("workspace"), state.name),
        (words("coder"), state.coder),
        (words("state"), state.digest),
        ("", address),
        (words("cite.read"), today),
    )
