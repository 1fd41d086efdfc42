"""`musnad events`: lists events with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .common import JsonOption, WorkspaceOption, console
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
    import pyarrow as pa

    from ..records import Event
    from ..workspace import Selection, Workspace


def events(
    workspace: WorkspaceOption,
    actor: ActorOption = None,
    recipient: RecipientOption = None,
    dyad: DyadOption = None,
    type: TypeOption = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outlet: OutletOption = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.")] = None,
    json: JsonOption = False,
) -> None:
    """List events by date, each with its sentence, the trigger marked in it, and where it stands.

    A date in parentheses is the document's: the event's own is not known. Arabic is written in logical order
    and left to the terminal to lay out; see docs/terminal.md.
    """
    from ..exports import rows
    from ..report import json_text, print_events
    from ..workspace import Workspace

    check_types(type)
    opened = Workspace.open(workspace)
    selected = opened.events(
        actor, recipient, dyad, type or None, status or None, since, until, outlet or None, limit
    )
    found = list(rows(_with_provenance(opened, selected)))
    if json:
        print(json_text(found))
        return
    screen = console()
    print_events(screen, found)
    if found:
        screen.print(f"\n{len(found)} events" if len(found) > 1 else "\n1 event")


def _with_provenance(workspace: Workspace, selected: Selection[Event]) -> pa.Table:
    """The selected rows of `event_table`, in the order of the selection."""
    import pyarrow.compute as pc

    from ..exports import event_table

    events = event_table(workspace, selected)
    return events.take(pc.index_in(selected.arrow()["id"], value_set=events["id"].combine_chunks()))
