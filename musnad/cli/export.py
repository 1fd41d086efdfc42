"""`musnad export`: writes events for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .common import STANDARD, WorkspaceOption, complain, opened_output


def export(
    workspace: WorkspaceOption,
    format: Annotated[
        str, typer.Option(help="csv, jsonl, parquet or polecat; without it the suffix of the output decides.")
    ] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", help="The file to write, - for standard output.")
    ] = STANDARD,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin with a byte order mark, so that Excel shows Arabic.")
    ] = False,
) -> None:
    """Write all events for other programs. docs/exports.md says what each format holds."""
    from ..exports import export as write
    from ..exports import get_exporter
    from ..workspace import Workspace

    name = format or Path(output).suffix.removeprefix(".")
    if not name:
        raise UsageError("which format?", remedy="Name one with --format: csv, jsonl, parquet or polecat.")
    get_exporter(name)
    opened = Workspace.open(workspace)
    with opened_output(output) as sink:
        number = write(opened, name, sink, bom=bom)
    if output != STANDARD:
        complain(f"{number} events written to {output}")
