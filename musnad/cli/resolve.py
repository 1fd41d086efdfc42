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
    from rich.table import Table
    from rich.text import Text

    from ..report import shown

    table = Table(box=None, pad_edge=False)
    for column in ("text", "kind", "actor", "code", "sure", "why"):
        table.add_column(column, no_wrap=column in ("kind", "code", "sure"))
    for r in found:
        why = "; ".join(filter(None, (r.reason, ", ".join(map(_bearer, r.bearers)))))
        cells = (r.text, r.kind, r.actor_id or "", r.code, f"{r.confidence:.2f}", why)
        table.add_row(*(Text(shown(cell)) for cell in cells))
    out = console()
    out.print(table)
    out.print(f"{len(found)} mentions")


def _bearer(bearer: Bearer) -> str:
    return f"{bearer.id} {bearer.probability:.2f}"
