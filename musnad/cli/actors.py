"""`musnad actors`: who is who, the program's knowledge and the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .actors_edit import add, merge, split, undo
from .common import JsonOption, KnowledgeOption, check_date, console

if TYPE_CHECKING:
    from rich.console import Console

    from ..knowledge import Actor
    from ..knowledge.additions import Who
    from ..knowledge.judgements import Judgement

WHOLE = ("id", "from", "to", "when", "code", "actor", "other")
"""Columns whose cells stay on one line."""

actors = typer.Typer(
    name="actors",
    no_args_is_help=True,
    help="Search, show and mend who is who: the program's actors and, with --knowledge, your own.",
)


@actors.command()
def find(
    text: Annotated[str, typer.Argument(help="Part of a name, Arabic or English, or of an id.")],
    on: Annotated[
        str, typer.Option(help="The code on this date: YYYY, YYYY-MM or YYYY-MM-DD.", metavar="DATE")
    ] = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """List the actors with a name like this, the best match first. Spelling variants are one."""
    from ..knowledge.additions import read_who
    from ..language.folding import fold
    from ..report import json_text, print_records

    check_date(on)
    wanted = " ".join(fold(text).split())
    if not wanted:
        raise UsageError("there is nothing to look for in an empty name", remedy="Name an actor.")
    who = read_who(knowledge)
    ranked = sorted(
        (rank, actor.id, actor)
        for actor in who.actors.values()
        if (rank := min(_ranks(actor, wanted), default=None)) is not None
    )
    found = [_row(actor, on) for _, _, actor in ranked]
    if json:
        print(json_text(found))
        return
    screen = console()
    if not found:
        screen.print("No actors.")
        return
    columns = ("id", "name_ar", "name_en", "kind", "code", "country", "office")
    print_records(screen, columns if on else columns[:-1], found, WHOLE)
    screen.print(f"{len(found)} actors" if len(found) > 1 else "1 actor")


def _ranks(actor: Actor, wanted: str) -> Iterator[int]:
    """How well each fitting name fits: 0 the same, 1 as whole words, 2 as part of a word."""
    from ..language.folding import fold

    for name in (actor.id, actor.name.ar, actor.name.en, *actor.aliases, *actor.doubtful_aliases):
        key = fold(name)
        if wanted in key:
            yield 0 if wanted == key else 1 if f" {wanted} " in f" {key.replace('-', ' ')} " else 2


def _row(actor: Actor, on: str) -> dict[str, Any]:
    code, office = actor.code_on(on)
    names = {"id": actor.id, "name_ar": actor.name.ar, "name_en": actor.name.en}
    title = (office.title.en or office.title.ar) if office else ""
    return names | {"kind": actor.kind, "code": code, "country": actor.country, "office": title}


@actors.command()
def show(
    actor: Annotated[str, typer.Argument(help="The actor's id.")],
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Show all that is known of an actor, and the judgements that touched it."""
    from ..knowledge.additions import read_who
    from ..report import json_text

    who = read_who(knowledge)
    found = who.actors.get(who.judged.resolve(actor))
    if found is None:
        raise UsageError(f"there is no actor '{actor}'", remedy="`musnad actors find` looks by name.")
    record = _record(found, who)
    if json:
        print(json_text(record))
    else:
        _print_actor(console(), record)


def _record(actor: Actor, who: Who) -> dict[str, Any]:
    from dataclasses import asdict

    record = asdict(actor)
    for office in record["offices"]:
        del office["actor_id"]
    taken_in = [one for one in who.judged.merged if who.judged.resolve(one) == actor.id]
    touched = {actor.id, *taken_in}
    judgements = [j for j in who.judgements if touched & {j.actor, j.other} and j.action != "undo"]
    return record | {"also": taken_in, "judgements": [judgement_row(j) for j in judgements]}


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement as `--json` gives it."""
    columns = ("number", "when", "who", "action", "actor", "other", "names", "note", "in_force")
    return {column: getattr(judgement, column) for column in columns}


def _print_actor(screen: Console, record: dict[str, Any]) -> None:
    from rich.table import Table

    from ..report import print_records, record_cell

    lines = {
        "id": record["id"],
        "one with it": record["also"],
        "kind": record["kind"],
        "name": record["name"]["ar"],
        "in English": record["name"]["en"],
        "other names": record["aliases"],
        "doubtful names": record["doubtful_aliases"],
        "code": record["code"],
        "country": record["country"],
        "from": record["start"],
        "to": record["end"],
        "patrons": record["patrons"],
        "leaning": record["leaning"],
        "Wikidata": record["wikidata"],
        "note": record["note"],
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, value in lines.items():
        if value:
            table.add_row(name, record_cell(screen, [value] if isinstance(value, str) else value))
    screen.print(table)
    if record["offices"]:
        rows = [
            office | {"from": office["start"], "to": office["end"]} | _names(office["title"])
            for office in record["offices"]
        ]
        print_records(screen, ("from", "to", "title_ar", "title_en", "body", "code"), rows, WHOLE)
    if record["judgements"]:
        _print_judgements(screen, record["judgements"])


def _names(title: dict[str, str]) -> dict[str, str]:
    return {"title_ar": title["ar"], "title_en": title["en"]}


@actors.command()
def judgements(knowledge: KnowledgeOption = None, json: JsonOption = False) -> None:
    """List your judgements with their numbers."""
    from ..knowledge.additions import read_who
    from ..report import json_text

    rows = [judgement_row(j) for j in read_who(knowledge).judgements]
    if json:
        print(json_text(rows))
    elif rows:
        _print_judgements(console(), rows)
    else:
        print("No judgements.")


def _print_judgements(screen: Console, rows: Sequence[dict[str, Any]]) -> None:
    from ..report import print_records

    marked = [row | {"when": row["when"][:10], "": "" if row["in_force"] else "taken back"} for row in rows]
    columns = ("number", "when", "who", "action", "actor", "other", "names", "note", "")
    print_records(screen, columns, marked, WHOLE)


@actors.command()
def check(
    knowledge: KnowledgeOption = None,
    all: Annotated[bool, typer.Option("--all", help="Also findings in the program's own tables.")] = False,
    json: JsonOption = False,
) -> None:
    """Check who is who: terms of one office that overlap, unknown codes and patrons, names that actors share.

    Exit code 1 if your own folder gives rise to a finding.
    """
    from dataclasses import asdict

    from ..knowledge.additions import read_who
    from ..knowledge.checks import findings
    from ..report import json_text, shown

    program, who = read_who(), read_who(knowledge)
    known = findings(program.actors, program.states)
    own = [finding for finding in findings(who.actors, who.states) if finding not in known]
    rows = [asdict(f) | {"own": True} for f in own]
    rows += [asdict(f) | {"own": False} for f in known] if all else []
    if json:
        print(json_text(rows))
    else:
        for row in rows:
            print(shown(f"{row['kind']}: {row['text']}" + ("" if row["own"] else " (the program's)")))
        print("1 finding" if len(rows) == 1 else f"{len(rows)} findings" if rows else "All is well.")
    if own:
        raise typer.Exit(1)


for _command in (add, merge, split, undo):
    actors.command()(_command)
