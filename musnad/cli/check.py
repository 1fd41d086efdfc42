"""`musnad check`: whether a workspace is as it must be."""

from __future__ import annotations

import typer

from .common import JsonOption, WorkspaceOption


def check(workspace: WorkspaceOption, json: JsonOption = False) -> None:
    """Check a workspace: the account adds up, every part is whole, every quoted span stands in its text."""
    from ..report import json_text, shown
    from ..workspace import Workspace
    from ..workspace import check as findings_of

    findings = findings_of(Workspace.open(workspace))
    if json:
        print(json_text(findings))
    else:
        for finding in findings:
            print(shown(finding))
        print(f"{len(findings)} findings" if findings else "All is well.")
    if findings:
        raise typer.Exit(1)
