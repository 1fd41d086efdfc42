"""The commands of `musnad actors` that write to the user's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import UsageError
from .common import JsonOption, KnowledgeOption

ByOption = Annotated[str, typer.Option(help="Whose judgement it is.", show_default="the login name")]
NoteOption = Annotated[str, typer.Option(help="Why, or from what source.")]
OFFICE = ("title_ar", "title_en", "body", "code", "from", "to", "function")


def add(
    id: Annotated[str, typer.Option(help="A new id: small Latin letters, digits, hyphens.")],
    kind: Annotated[
        str, typer.Option(help="person, organisation, armed_group, party, government, body or media.")
    ],
    name_ar: Annotated[str, typer.Option(help="The name in Arabic.")],
    name_en: Annotated[str, typer.Option(help="The name in English.")] = "",
    alias: Annotated[
        list[str] | None,
        typer.Option(help="Another Arabic name; ? behind it: also a common word. Repeatable."),
    ] = None,
    code: Annotated[str, typer.Option(help="Country and sector: LBY GOV.")] = "",
    country: Annotated[str, typer.Option(help="ISO 3166 alpha-3.")] = "",
    office: Annotated[
        list[str] | None,
        typer.Option(help="title_ar;title_en;body;code;from;to;function; the last may lack. Repeatable."),
    ] = None,
    patron: Annotated[
        list[str] | None, typer.Option(help="A state or actor that backs it. Repeatable.")
    ] = None,
    leaning: Annotated[str, typer.Option(help="How an outlet describes itself.")] = "",
    since: Annotated[str, typer.Option("--from", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option("--to", help="Likewise.")] = "",
    wikidata: Annotated[str, typer.Option(help="QID.")] = "",
    note: NoteOption = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Add an actor to your folder of knowledge."""
    from ..knowledge.additions import TABLES, add_lines, valid_id

    table = "persons.tsv" if kind == "person" else "organisations.tsv"
    cells = {
        "id": valid_id(id),
        "kind": kind,
        "name_ar": _given(name_ar, "--name-ar"),
        "aliases_ar": "|".join(name.replace("؟", "?") for name in alias or ()),
        "name_en": name_en,
        "code": code,
        "country": country,
        "from": since,
        "to": until,
        "patrons": "|".join(patron or ()),
        "leaning": leaning,
        "wikidata": wikidata,
        "note": note,
    }
    for column, cell in cells.items():
        if cell and column not in TABLES[table]:
            raise UsageError(f"a person has no {column}", remedy="Leave it out.")
    lines: list[tuple[str, dict[str, str]]] = [(table, cells)]
    lines += [("offices.tsv", {"actor": id} | _office(written)) for written in office or ()]
    add_lines(_folder(knowledge), lines)
    _report({"added": id}, f"Added {id}.", json)


def _given(value: str, option: str) -> str:
    if not value.strip():
        raise UsageError(f"{option} is empty")
    return value


def _office(written: str) -> dict[str, str]:
    parts = [part.strip() for part in written.split(";")]
    if not 3 <= len(parts) <= len(OFFICE):
        raise UsageError(f"--office '{written}'", remedy=f"Write {';'.join(OFFICE)}.")
    return dict(zip(OFFICE, parts, strict=False))


def merge(
    actor: Annotated[str, typer.Argument(help="The id that stays.")],
    other: Annotated[str, typer.Argument(help="The id that is one with it.")],
    by: ByOption = "",
    note: NoteOption = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Say that two actors are one: names and offices of the second go to the first."""
    said = f"{other} is one with {actor}."
    _judge(knowledge, {"action": "merge", "actor": actor, "other": other, "note": note}, by, said, json)


def split(
    actor: Annotated[str, typer.Argument(help="The id of the actor that has too many names.")],
    into: Annotated[str, typer.Option(help="The id of the actor that they belong to, there or new.")],
    names: Annotated[str, typer.Option(help="The names, | between them.")],
    kind: Annotated[str, typer.Option(help="The new actor's kind; the first one's if not given.")] = "",
    code: Annotated[str, typer.Option(help="Likewise.")] = "",
    country: Annotated[str, typer.Option(help="Likewise.")] = "",
    by: ByOption = "",
    note: NoteOption = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Say that names of an actor belong to somebody else, who is made if there is nobody of that id."""
    from ..knowledge.additions import valid_id

    cells = {"action": "split", "actor": actor, "other": valid_id(into), "names": names, "note": note}
    own = {"kind": kind, "code": code, "country": country}
    _judge(knowledge, cells | own, by, f"{names} belongs to {into}.", json)


def undo(
    number: Annotated[int, typer.Argument(help="The judgement's number in `musnad actors judgements`.")],
    by: ByOption = "",
    note: NoteOption = "",
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
) -> None:
    """Take a judgement back; an undo, too. The line stays in the table."""
    said = f"Judgement {number} is taken back."
    _judge(knowledge, {"action": "undo", "other": str(number), "note": note}, by, said, json)


def _judge(knowledge: Path | None, cells: dict[str, str], by: str, said: str, json: bool) -> None:
    from datetime import UTC, datetime

    from ..knowledge.additions import add_lines
    from ..knowledge.base import JUDGEMENTS

    folder = _folder(knowledge)
    when = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    who = add_lines(folder, [(JUDGEMENTS, {"when": when, "who": by or _login(), **cells})])
    number = len(who.judgements)
    _report({"number": number, "when": when, **cells}, f"Judgement {number}: {said}", json)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no account of that number, as in some containers
        raise UsageError("the login name is not known", remedy="Say who with --by NAME.") from None


def _folder(knowledge: Path | None) -> Path:
    if knowledge is None:
        raise UsageError(
            "there is no folder to write to", remedy="Name yours with --knowledge, or MUSNAD_KNOWLEDGE."
        )
    return knowledge


def _report(record: dict[str, Any], said: str, json: bool) -> None:
    from ..report import json_text, shown

    print(json_text(record) if json else shown(said))
