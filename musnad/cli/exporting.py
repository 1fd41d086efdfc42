"""`musnad export`: events of a workspace as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .asking import WorkspaceOption


def export(
    workspace: WorkspaceOption,
    format: Annotated[
        str, typer.Option(help="jsonl, csv, parquet or polecat; by default the output's suffix tells.")
    ] = "",
    output: Annotated[str, typer.Option("-o", "--output", help="File to write; - is standard output.")] = "-",
    bom: Annotated[bool, typer.Option(help="csv, polecat: begin with a byte order mark, for Excel.")] = False,
) -> None:
    """Write the events of a workspace in another format."""
    from ..errors import UsageError
    from ..exports import EXPORTERS
    from ..exports import export as write
    from ..workspace import Workspace
    from .terminal import binary_stdout

    name = format or Path(output).suffix.removeprefix(".")
    if name not in EXPORTERS:
        what = f"there is no export format '{name}'" if name else "no export format is named"
        raise UsageError(what, remedy=f"Formats: {', '.join(EXPORTERS)}.")
    settings = {"bom": True} if bom else {}
    write(Workspace.open(workspace), name, binary_stdout() if output == "-" else Path(output), **settings)
