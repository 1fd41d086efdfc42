"""Commands that ask a workspace: events, status, check; and the codebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from .terminal import isolated

WorkspaceOption = Annotated[Path, typer.Option("-w", "--workspace", help="Folder of the workspace.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]


def events(
    workspace: WorkspaceOption,
    actor: Annotated[
        str | None, typer.Option(help="Who acted: an actor's id, a country (EGY) or a name.")
    ] = None,
    recipient: Annotated[str | None, typer.Option(help="To or with whom, likewise.")] = None,
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="Two parties, in either direction.")] = None,
    type: Annotated[
        list[str] | None, typer.Option(help="PLOVER event type; may be given several times.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="asserted, future, hypothetical, negated, historical.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="From this date on: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to and with this date.")] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Outlet; may be given several times.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show events with the sentences that tell them."""
    from .. import ontology
    from ..errors import UsageError
    from ..records import to_json
    from ..report import event_lines, sentence_of
    from ..workspace import Workspace

    types = [t.upper() for t in type or ()]
    for name in types:
        if name not in ontology.EVENT_TYPES:
            raise UsageError(
                f"there is no event type '{name}'", remedy=f"Types: {', '.join(ontology.EVENT_TYPES)}."
            )
    opened = Workspace.open(workspace)
    found = opened.events(
        actor=actor, recipient=recipient, dyad=dyad, event_type=types or None, status=status or None,
        since=since, until=until, outlet=outlet or None, limit=limit,
    ).records()  # fmt: skip
    documents = {d.id: d for d in opened.documents().records()} if found else {}
    if as_json:
        rows = []
        for event in found:
            document = documents[event.document_id]
            origin = {"outlet": document.outlet, "url": document.url, "published": document.published}
            rows.append(to_json(event) | origin | {"sentence_text": sentence_of(event, document)})
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not found:
        typer.echo("No event meets these conditions.")
    for event in found:
        for line in event_lines(event, documents[event.document_id], isolated):
            typer.echo(line)
        typer.echo("")


def status(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Show what is in a workspace, and what was set aside and why."""
    import dataclasses

    from ..report import status_lines
    from ..workspace import Workspace
    from ..workspace import status as status_of

    opened = Workspace.open(workspace)
    found = status_of(opened)
    reasons = opened.query(
        "SELECT outcome, code, source, reason FROM set_aside ORDER BY outcome DESC, source"
    ).to_pylist()
    if as_json:
        row: dict[str, Any] = dataclasses.asdict(found)
        typer.echo(json.dumps(row | {"set_aside": reasons}, ensure_ascii=False, indent=1))
        return
    for line in status_lines(found, reasons, isolated):
        typer.echo(line)


def check(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Check that a workspace is whole: its account adds up and every span equals its piece of the text."""
    from ..workspace import Workspace
    from ..workspace import check as check_of

    findings = check_of(Workspace.open(workspace))
    if as_json:
        typer.echo(json.dumps(findings, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            typer.echo(finding)
        typer.echo(f"{len(findings)} findings" if findings else "All is well.")
    if findings:
        raise typer.Exit(1)


def codebook(as_json: JsonOption = False) -> None:
    """Print the codebook: every field of every record, event types, modes, codes."""
    from .. import codebook as book

    typer.echo(json.dumps(book.codebook_json(), ensure_ascii=False, indent=1) if as_json else book.codebook())
