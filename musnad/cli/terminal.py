"""What the commands share: standard streams, progress, and Arabic in a terminal.

Arabic is written in logical order and left to the terminal, which draws it from right to left if it can. Where a table is
drawn on a terminal each Arabic piece stands between FSI and PDI (U+2068, U+2069), so that it does not disorder its neighbours;
files and pipes never get these marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

T = TypeVar("T")


def isolated(text: str, stream: TextIO | None = None) -> str:
    """The text, between direction marks if it holds right-to-left letters and goes to a terminal."""
    stream = stream or sys.stdout
    if stream.isatty() and any("\u0590" <= c <= "\u08ff" for c in text):
        return f"\u2068{text}\u2069"
    return text


def say(text: str) -> None:
    """A line for the person at the terminal; results go to standard output, this to standard error."""
    print(text, file=sys.stderr)


@contextmanager
def text_output(path: str) -> Iterator[TextIO]:
    """A file to write text to, UTF-8 with line feeds; `-` is standard output. A file appears only when it is complete."""
    if path == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    beside = target.with_name(target.name + ".tmp")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def binary_stdout() -> BinaryIO:
    """Standard output for bytes."""
    return sys.stdout.buffer


def tracked(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items, with a progress bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=total, console=Console(stderr=True), transient=True)
