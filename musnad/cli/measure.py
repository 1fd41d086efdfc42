"""`musnad measure`: a measure of actors, with its interval and the events behind it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .common import JsonOption, KnowledgeOption, console

if TYPE_CHECKING:
    from ..analysis.asking import Asking, Options

_DATE = "YYYY, YYYY-MM or YYYY-MM-DD"


def measure(
    name: Annotated[
        str,
        typer.Argument(
            help="alignment, isolation, preference, recognition, camps, turning-points, what-if, series, "
            "framing or fit.",
            metavar="NAME",
        ),
    ],
    actors: Annotated[
        list[str] | None,
        typer.Argument(
            help="By name (Arabic or English), id, ISO code or code with sector; of a file, as it has them.",
            metavar="[ACTOR]...",
        ),
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("-w", "--workspace", help="The workspace's folder.")
    ] = None,
    events: Annotated[
        Path | None, typer.Option(help="In place of a workspace: a file of events (docs/analysis.md).")
    ] = None,
    kind: Annotated[str, typer.Option(help="What file that is: table, polecat or icews.")] = "table",
    columns: Annotated[
        str, typer.Option(help="What a table calls its columns: date=Date,actor=Source,...")
    ] = "",
    level: Annotated[
        str, typer.Option(help="Parties of a polecat or icews file: actor or country.")
    ] = "actor",
    at: Annotated[str, typer.Option(help=f"At the end of this day, {_DATE}; else the last.")] = "",
    since: Annotated[str, typer.Option(help=f"Events from then on: {_DATE}, included.")] = "",
    until: Annotated[str, typer.Option(help="Events until then, likewise.")] = "",
    peers: Annotated[
        list[str] | None, typer.Option(help="Among whom, or by whom recognised. Repeatable, or a,b,c.")
    ] = None,
    rival: Annotated[str, typer.Option(help="Whom patrons may prefer, for preference.")] = "",
    unit: Annotated[
        str, typer.Option(help="day, week or month, for series; week or month, for turning-points.")
    ] = "",
    by: Annotated[str, typer.Option(help="event, outlet or family, for what-if.")] = "event",
    status: Annotated[
        list[str] | None, typer.Option(help="asserted, future ... or all. Repeatable; else asserted.")
    ] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Only what it published. Repeatable.")] = None,
    half_life: Annotated[
        float | None, typer.Option(help="Days after which an event counts half; else 45, of camps 90.")
    ] = None,
    sensitivity: Annotated[
        bool, typer.Option("--sensitivity", help="Also at half and at twice the half-life.")
    ] = False,
    goldstein: Annotated[
        bool, typer.Option("--goldstein", help="Intensity by Goldstein's scale, not PLOVER's.")
    ] = False,
    dated: Annotated[
        bool, typer.Option("--dated", help="Only events that the text dates, none by its publication.")
    ] = False,
    count_copies: Annotated[
        bool, typer.Option("--count-copies", help="Copies of a report count as independent ones.")
    ] = False,
    families: Annotated[
        Path | None,
        typer.Option(help="A table with the columns outlet and family, in place of the families found."),
    ] = None,
    knowledge: KnowledgeOption = None,
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print the rows as CSV.")] = False,
) -> None:
    """Measure who stands with whom: the number with its 90% interval, or "insufficient evidence" and why.

    In a workspace states and international bodies are wholes, and the actors that you name stand for
    themselves, with the bodies that they command. docs/analysis.md says more, docs/measures.md defines the
    measures.
    """
    from ..analysis.questions import Question, answer
    from ..report import json_text
    from .measure_report import as_json, print_answer, write_csv

    if json and csv:
        raise UsageError("--json and --csv are two formats", remedy="Ask for one.")
    options: Options = {}
    if goldstein:
        options["scale"] = "goldstein"
    if dated:
        options["published"] = False
    if count_copies:
        options["collapse"] = False
    asked: Asking
    if events is None:
        for option, given in (
            ("--kind", kind != "table"),
            ("--columns", columns),
            ("--level", level != "actor"),
        ):
            if given:
                raise UsageError(f"{option} is about a file of events", remedy="Name one with --events.")
        asked = _workspace(workspace, knowledge, families)
    else:
        if workspace is not None:
            raise UsageError("both a workspace and a file of events are named", remedy="Name one of them.")
        if families is not None:
            raise UsageError("--families is about a workspace", remedy="Leave it out.")
        asked = _file(events, kind, columns, level, options)
        options = {}
    question = Question(
        name, tuple(actors or ()), peers=_listed(peers), rival=rival, at=at, since=since, until=until,
        unit=unit, by=by, half_life=half_life, statuses=tuple(status or ("asserted",)),
        outlets=tuple(outlet or ()), options=options,
    )  # fmt: skip
    found = answer(asked, question, sensible=sensitivity)
    if json:
        print(json_text(as_json(asked, found)))
    elif csv:
        write_csv(sys.stdout.buffer, found)
    else:
        print_answer(console(), asked, found)


def _workspace(workspace: Path | None, knowledge: Path | None, families: Path | None) -> Asking:
    from ..analysis import Analysis
    from ..provenance import read_families

    if workspace is None:
        remedy = "Name a workspace with -w, or a file of events with --events."
        raise UsageError("there is nothing to measure", remedy=remedy)
    return Analysis.open(workspace, knowledge, read_families(families) if families else None)


def _file(events: Path, kind: str, columns: str, level: str, options: Options) -> Asking:
    from ..analysis import EventFile

    if "published" in options or "collapse" in options:
        what = "--dated and --count-copies are about a workspace, which has the texts"
        raise UsageError(what, remedy="Leave them out.")
    return EventFile.read(events, kind, columns=columns, level=level, scale=options.get("scale", ""))


def _listed(given: list[str] | None) -> tuple[str, ...]:
    """Names given one by one or between commas, Arabic ones too."""
    names = (name.strip() for one in given or () for name in one.replace("،", ",").split(","))
    return tuple(name for name in names if name)
