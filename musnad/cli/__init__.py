"""The command line. Each module holds commands of one purpose; `main` turns errors into one line and an exit code.

Exit codes: 0 all well; 1 some documents were quarantined, or `check` and `evaluate` found fault; 2 the call is off;
3 the machine or the installation is not as needed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from ..errors import DataFileError, EnvironmentFault, MusnadError, UsageError, WorkspaceError
from . import asking, coding, evaluating, exporting

FINDINGS, USAGE, ENVIRONMENT = 1, 2, 3

app = typer.Typer(
    name="musnad",
    help="Codes Arabic news into political event data; every record leads back to its sentence, speaker and outlet.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("code")(coding.code)
app.command("events")(asking.events)
app.command("status")(asking.status)
app.command("check")(asking.check)
app.command("export")(exporting.export)
app.command("evaluate")(evaluating.evaluate)
app.command("codebook")(asking.codebook)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and leave."),
) -> None:
    """Options of the program as a whole."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; leaves the process with an exit code."""
    try:
        app(list(arguments) if arguments is not None else None)
    except (UsageError, DataFileError, WorkspaceError) as error:
        _leave(error, USAGE)
    except EnvironmentFault as error:
        _leave(error, ENVIRONMENT)
    except MusnadError as error:
        _leave(error, FINDINGS)
    except BrokenPipeError:  # the reader of a pipe has had enough (musnad events ... | head)
        sys.stderr.close()
        sys.exit(0)


def _leave(error: MusnadError, code: int) -> None:
    print(error, file=sys.stderr)
    sys.exit(code)
