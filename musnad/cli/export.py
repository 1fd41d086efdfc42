"""`musnad export`: writes events and the other tables of a workspace for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .common import STANDARD, WorkspaceOption, complain
from .filters import (
    ActorOption,
    DyadOption,
    OutletOption,
    RecipientOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    check_types,
)

if TYPE_CHECKING:
    from ..records import Event
    from ..workspace import Selection

FORMATS = "csv, jsonl, parquet, polecat, plover, icews, gdelt, gexf, graphml, ftm or webanno"


def export(
    workspace: WorkspaceOption,
    format: Annotated[
        str, typer.Option(help=f"{FORMATS}; without it the suffix of the output decides.")
    ] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", help="The file to write, - for standard output.")
    ] = STANDARD,
    table: Annotated[
        str,
        typer.Option(
            help="events, ties, labels, documents, or panel: a row for each two countries and month."
        ),
    ] = "events",
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    dyad: DyadOption = None,
    type: TypeOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    fill: Annotated[
        bool, typer.Option("--fill", help="Give the panel a row for every month of every dyad.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin with a byte order mark, so that Excel shows Arabic.")
    ] = False,
) -> None:
    """Write events, or another table, for other programs. The conditions choose events.

    Formats without a place for a status hold asserted events only, unless --status says otherwise.
    docs/exports.md says what each format holds.
    """
    from ..exports import default_statuses
    from ..exports import export as write
    from ..workspace import Workspace

    name = format or _format_of(output)
    check_types(type)
    opened = Workspace.open(workspace)
    chosen: Selection[Event] | None = None
    if any((actor, recipient, dyad, type, status, since, until, outlet)):
        wanted = status or default_statuses(name, table)
        chosen = opened.events(actor, recipient, dyad, type or None, wanted, since, until, outlet or None)
    target = sys.stdout.buffer if output == STANDARD else output
    number = write(opened, name, target, table=table, selection=chosen, fill=fill, bom=bom)
    if output != STANDARD:
        only = None if status else default_statuses(name, table)
        note = f" ({', '.join(only)}; --status chooses others)" if only else ""
        complain(f"{number} {'rows' if table == 'panel' else table}{note} written to {output}")


def _format_of(output: str) -> str:
    """The format that the suffix of a file tells.

    Raises: UsageError if it tells none.
    """
    from ..exports import EXPORTERS, exporter_of

    if output != STANDARD and (exporter := exporter_of(output)):
        return exporter.name
    suffix = output.rpartition(".")[2].lower() if "." in output.strip(".") else ""
    what = f"no export format has the suffix '.{suffix}'" if suffix else "no export format is named"
    raise UsageError(what, remedy=f"Name one with --format: {', '.join(EXPORTERS)}.")
