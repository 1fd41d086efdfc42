"""The command line. One module a command; heavy imports stand inside them, so that `--help` stays quick.

Exit codes: 0 all is well; 1 some documents were quarantined, a check has findings or a figure is below its
floor; 2 the call is wrong, or what it names; 3 the machine or the installation is not as needed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from ..errors import EnvironmentFault, MusnadError
from .actors import actors
from .brief import brief
from .check import check
from .code import code
from .codebook import codebook
from .common import complain
from .evaluate import evaluate
from .events import events
from .export import export
from .measure import measure
from .resolve import resolve
from .serve import serve
from .sources import sources
from .status import status
from .stories import stories
from .watch import watch

COMMANDS = (
    code, watch, events, stories, brief, measure, sources, serve, resolve, export, status, check, evaluate,
    codebook,
)  # fmt: skip

app = typer.Typer(
    name="musnad",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in COMMANDS:
    app.command()(_command)
app.add_typer(actors)


def _show_version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        print(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def _musnad(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Codes Arabic news into political event data, each record with its sentence, speaker and outlet."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and leaves with its exit code (SystemExit)."""
    for stream in (sys.stdout, sys.stderr):
        # Files and pipes get UTF-8 whatever the locale; a terminal is written to in its own encoding.
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        app(args=None if arguments is None else list(arguments), prog_name="musnad")
    except MusnadError as error:
        complain(f"musnad: {error}")
        sys.exit(3 if isinstance(error, EnvironmentFault) else 2)
