"""`musnad export`: writes events for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .common import STANDARD, WorkspaceOption, complain


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
    from ..exports import EXPORTERS
    from ..exports import export as write
    from ..workspace import Workspace

    suffix = Path(output).suffix.lower()
    name = format or next((e.name for e in EXPORTERS.values() if e.suffix == suffix), "")
    if not name:
        what = f"no export format has the suffix '{suffix}'" if suffix else "no export format is named"
        raise UsageError(what, remedy=f"Name one with --format: {', '.join(EXPORTERS)}.")
    target = sys.stdout.buffer if output == STANDARD else output
    number = write(Workspace.open(workspace), name, target, bom=bom)
    if output != STANDARD:
        complain(f"{number} events written to {output}")
