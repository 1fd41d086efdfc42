"""`musnad status`: what a workspace holds."""

from __future__ import annotations

import dataclasses

from .common import JsonOption, WorkspaceOption, console

_QUARANTINED = "SELECT source, code, reason FROM set_aside WHERE outcome = 'quarantined' ORDER BY source"


def status(workspace: WorkspaceOption, json: JsonOption = False) -> None:
    """Show what a workspace holds: the account of what was read, outlets, dates, and what is quarantined."""
    from ..report import json_text, print_status
    from ..workspace import Workspace
    from ..workspace import status as status_of

    opened = Workspace.open(workspace)
    found = status_of(opened)
    quarantined = opened.query(_QUARANTINED).to_pylist()
    if json:
        print(json_text(dataclasses.asdict(found) | {"quarantine": quarantined}))
    else:
        print_status(console(), found, quarantined)
