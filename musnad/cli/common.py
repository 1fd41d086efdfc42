"""What the commands share: options, output, progress."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from ..errors import UsageError
from ..files import replacing

if TYPE_CHECKING:
    from rich.console import Console

STANDARD = "-"
"""Names standard input or output."""
PIPE_WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""

WorkspaceOption = Annotated[Path, typer.Option("-w", "--workspace", help="The workspace's folder.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CoderOption = Annotated[str, typer.Option(help="The coder.")]
LexiconOption = Annotated[
    Path | None, typer.Option(help="A table of entries of your own, beside the coder's.")
]
KnowledgeOption = Annotated[
    Path | None,
    typer.Option(envvar="MUSNAD_KNOWLEDGE", help="A folder of actors of your own (docs/actors.md)."),
]

Advance = Callable[[int], None]
"""Tells a progress bar how far the work is."""


def check_date(text: str) -> None:
    """Whether a date of the command line, empty or of any precision, has the shape of one.

    Raises: UsageError if it has not.
    """
    if text and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise UsageError(f"'{text}' is not a date", remedy="Write YYYY, YYYY-MM or YYYY-MM-DD.")


def coder_options(lexicon: Path | None, knowledge: Path | None = None) -> dict[str, str]:
    """The options of `get_coder` that the command line knows."""
    given = {"lexicon": lexicon, "knowledge": knowledge}
    return {name: str(path) for name, path in given.items() if path is not None}


def console() -> Console:
    """Where reports go: standard output."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(file=sys.stdout, highlight=False, emoji=False)
    # Said, since FORCE_COLOR would make rich take a pipe for a terminal and write marks of direction into it.
    return Console(file=sys.stdout, width=PIPE_WIDTH, highlight=False, emoji=False, force_terminal=False)


def complain(text: str) -> None:
    """A line on standard error; what a name or id from outside could do to a terminal is taken out."""
    from ..report import shown

    print(shown(text), file=sys.stderr)


@contextmanager
def opened_output(path: str) -> Iterator[BinaryIO]:
    """A file to write, "-" for standard output. A file appears, or is replaced, only when it is complete.

    Raises: UsageError if its folder is missing or it is a folder; EnvironmentFault if it cannot be written.
    """
    if path == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.is_dir() or not target.parent.is_dir():
        what = "the output is a folder" if target.is_dir() else "the folder of the output does not exist"
        raise UsageError(what, where=path, remedy="Name a file in a folder that is there.")
    with replacing(target) as sink:
        yield sink


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Advance]:
    """A progress bar on standard error while it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)
