"""`musnad stories`: one happening with every report of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .common import JsonOption, WorkspaceOption, check_date, console

if TYPE_CHECKING:
    from ..stories import Claim, Story
    from ..workspace import Workspace

_PARTY = "by id, country (three capital letters) or name, Arabic or English"


def stories(
    workspace: WorkspaceOption,
    story: Annotated[
        str | None, typer.Argument(help="The id of a story, or its beginning: all reports side by side.")
    ] = None,
    actor: Annotated[str, typer.Option(help=f"Who took part: {_PARTY}.")] = "",
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="Two parties of one story.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="PLOVER event type. Repeatable.")] = None,
    since: Annotated[str, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD, included.")] = "",
    until: Annotated[str, typer.Option(help="Likewise.")] = "",
    mentions: Annotated[int, typer.Option(help="At least so many mentions.")] = 1,
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only stories on which reports differ, or that are denied.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="What was said would happen, and what was reported later.")
    ] = False,
    families: Annotated[
        Path | None,
        typer.Option(help="A table with the columns outlet and family, in place of the families found."),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.")] = None,
    json: JsonOption = False,
) -> None:
    """List stories by date: what happened, who reported it first, how many independent families report it,
    what they disagree on and who denies it. See docs/stories.md.

    Corroboration is the probability that it happened as told, given who reported it; confidence, that the
    mentions are one happening.
    """
    from ..analysis import Analysis
    from ..ontology.codes import find_type
    from ..provenance import read_families
    from ..report import json_text
    from ..stories import choose

    for name in type or ():
        find_type(name)
    check_date(since)
    check_date(until)
    if limit is not None and limit < 0:
        raise UsageError(f"limit is {limit}; it cannot be negative")
    opened = Analysis.open(workspace, families=read_families(families) if families else None)
    everything = opened.stories()
    if story is not None:
        found = [_named(everything, story)]
    else:
        for party in (*([actor] if actor else ()), *(dyad or ())):
            if not choose(everything, actor=party):
                opened.party(party)  # nobody of that name at all is an error
        found = choose(everything, actor=actor, dyad=dyad, event_types=type or (), since=since, until=until)
        found = [s for s in found if len(s.mentions) >= mentions]
        if disputed:
            found = [s for s in found if s.disagreements or s.denials]
    if claims:
        wanted = {s.id for s in found}
        said = [c for c in opened.claims() if c.story_id in wanted][:limit]
        if json:
            print(json_text([dataclasses.asdict(c) | {"state": c.state} for c in said]))
        else:
            _show_claims(opened, everything, said)
        return
    found = found[:limit]
    if json:
        print(json_text([_as_json(s, _sentences(opened, [s])) for s in found]))
        return
    _show(opened, found, side_by_side=story is not None)


def _named(everything: Sequence[Story], wanted: str) -> Story:
    found = [s for s in everything if wanted and s.id.startswith(wanted)]
    if len(found) != 1:
        what = f"{len(found)} stories have an id that begins with '{wanted}'"
        remedy = "`musnad stories -w WORKSPACE` lists them; a story with a new mention has a new id."
        raise UsageError(what, remedy=remedy)
    return found[0]


_SENTENCES = """
    SELECT e.id, e.document_id, d.outlet, d.published, e.trigger.text AS words,
        e.trigger."start" AS "start", e.trigger."end" AS "end", e.sentence."start" AS sentence_start,
        substring(d.text, e.sentence."start" + 1, e.sentence."end" - e.sentence."start") AS sentence
    FROM events e JOIN documents d ON d.id = e.document_id
    WHERE e.id IN ({ids})
"""


def _sentences(workspace: Workspace, found: Sequence[Story]) -> dict[str, Mapping[str, Any]]:
    """The sentence of each event of the stories, with its trigger and place."""
    ids = sorted({e for s in found for e in (*(m.event_id for m in s.mentions), *s.denials)})
    return _rows(workspace, ids)


def _rows(workspace: Workspace, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    if not ids:
        return {}
    listed = ", ".join("'" + i.replace("'", "''") + "'" for i in ids)
    return {row["id"]: row for row in workspace.query(_SENTENCES.format(ids=listed)).to_pylist()}


def _as_json(story: Story, sentences: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The story's fields, its mentions and denials each with the sentence."""
    data = dataclasses.asdict(story)
    for mention in data["mentions"]:
        mention["sentence"] = sentences[mention["event_id"]]["sentence"]
    data["denials"] = [
        {
            "event_id": i,
            **{k: sentences[i][k] for k in ("document_id", "outlet", "published", "sentence")},
        }
        for i in story.denials
    ]
    return data


def _show(workspace: Workspace, found: Sequence[Story], *, side_by_side: bool) -> None:
    from ..report import counted_in, print_story

    screen = console()
    if not found:
        screen.print("No stories.")
        return
    for story in found:
        print_story(screen, story, _sentences(workspace, [story]), every_report=side_by_side)
        screen.print()
    if not side_by_side:
        reports = sum(len(s.mentions) for s in found)
        screen.print(f"{counted_in(len(found), 'story')}, {counted_in(reports, 'mention')}")


def _show_claims(workspace: Workspace, everything: Sequence[Story], said: Sequence[Claim]) -> None:
    from ..report import counted_in, print_claim

    screen = console()
    by_id = {s.id: s for s in everything}
    if not said:
        screen.print("No claims.")
        return
    for claim in said:
        others = {b.story_id: by_id[b.story_id].first for b in claim.bearings}
        rows = _rows(workspace, [claim.event_id, *others.values()])
        print_claim(screen, claim, rows, others)
        screen.print()
    screen.print(counted_in(len(said), "claim"))
