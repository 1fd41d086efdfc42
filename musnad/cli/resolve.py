"""`musnad resolve`: who is meant in a text, who else might be, and why."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .common import STANDARD, JsonOption, KnowledgeOption, check_date, console

if TYPE_CHECKING:
    from ..coding import Bearer, Resolution


def resolve(
    text: Annotated[str, typer.Argument(help="Arabic text; - reads standard input.")],
    date: Annotated[
        str, typer.Option(help="Day of publication: it decides who held an office.", metavar="DATE")
    ] = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Show the actors, offices and places that a text names: who each one is, how sure that is, and why."""
    from ..coding import resolve as resolved
    from ..knowledge import load_knowledge
    from ..report import json_text

    check_date(date)
    given = sys.stdin.read() if text == STANDARD else text
    found = resolved(given, date, knowledge=load_knowledge(knowledge))
    if json:
        print(json_text([dataclasses.asdict(r) for r in found]))
        return
    _table(found)


def _table(found: list[Resolution]) -> None:
    from ..report import print_records

    rows = [
        {
            "text": r.text,
            "kind": r.kind,
            "actor": r.actor_id or "",
            "code": r.code,
            "sure": f"{r.confidence:.2f}",
            "why": "; ".join(filter(None, (r.reason, ", ".join(map(_bearer, r.bearers))))),
        }
        for r in found
    ]
    out = console()
    print_records(out, ("text", "kind", "actor", "code", "sure", "why"), rows, ("kind", "code", "sure"))
    out.print(f"{len(found)} mentions" if len(found) != 1 else "1 mention")


def _bearer(bearer: Bearer) -> str:
    return f"{bearer.id} {bearer.probability:.2f}"
