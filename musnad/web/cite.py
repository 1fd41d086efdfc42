"""The line by which a page can be cited: what, of which data, where, read when."""

from __future__ import annotations

from .. import __version__
from .messages import Words
from .state import State


def citation(words: Words, state: State, title: str, address: str, today: str) -> str:
    """The line, as plain text. `today` is YYYY-MM-DD."""
    parts = (
        f"{words('site')} {__version__}",
        title,
        f"{words('workspace')} {state.name}",
        f"{words('coder')} {state.coder}",
        f"{words('state')} {state.digest}",
        address,
        f"{words('cite.read')} {today}",
    )
    return ("، " if words.lang == "ar" else ", ").join(parts) + "."
