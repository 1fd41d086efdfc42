"""What the commands show: tables for a terminal.

Text is written in logical order and left to the terminal to lay out. On a terminal each piece of
right-to-left text is isolated (FSI, PDI), so that it does not reorder its neighbours; files and pipes get the
plain text.
"""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .evaluation import HEADLINES

if TYPE_CHECKING:
    from .stories import Claim, Party, Story
    from .workspace import Counts, Status

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
# Control characters, and marks of direction that a text could leave open, would act on the terminal.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_EVENT_COLUMNS = (
    ("Date, status", 12),
    ("Event", 10),
    ("Actors →", 3),
    ("Recipients", 3),
    ("Said by", 2),
    ("Outlet", 2),
)
"""Heading and width: of the first two in cells, of the others as a share of the rest."""
_FIXED = 2
_GAP = 2


def json_text(value: Any) -> str:
    """What `--json` prints."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def shown(text: str) -> str:
    """A text from outside, safe to print on one line."""
    return _UNSHOWN.sub(" ", text)


def isolated(text: str, console: Console) -> str:
    """A text that keeps its direction to itself on a terminal; elsewhere as it is."""
    if console.is_terminal and any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def print_events(console: Console, events: Sequence[Mapping[str, Any]]) -> None:
    """Events as the rows of `exports.rows`: who, what, when, and under each its sentence and document."""
    if not events:
        console.print("No events.")
        return
    widths = _widths(console.width)
    _print_line(console, [[heading] for heading, _ in _EVENT_COLUMNS], widths, "bold")
    for event in events:
        date = event["event_date"] or (event["published"][:10] and f"({event['published'][:10]})") or "–"
        cells = [
            [date, event["status"]],
            [event["event_type"], event["event_mode"]],
            _parties(event["actors"]),
            _parties(event["recipients"]),
            [event["said_by"]],
            [event["outlet"]],
        ]
        console.print()
        _print_line(console, cells, widths, "")
        _print_evidence(console, event)


def _widths(total: int) -> list[int]:
    """Widths of the columns in cells, between gaps."""
    fixed = [width for _, width in _EVENT_COLUMNS[:_FIXED]]
    shares = [width for _, width in _EVENT_COLUMNS[_FIXED:]]
    rest = total - sum(fixed) - _GAP * (len(_EVENT_COLUMNS) - 1)
    return fixed + [max(6, rest * share // sum(shares)) for share in shares]


def _parties(parties: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{p['text']} ({p['code']})" for p in parties] or ["–"]


def _print_line(console: Console, cells: Sequence[Sequence[str]], widths: Sequence[int], style: str) -> None:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for width in widths:
        table.add_column(width=width)
    table.add_row(*(_cell(console, c, w) for c, w in zip(cells, widths, strict=True)), style=style)
    console.print(table)


def _cell(console: Console, values: Iterable[str], width: int) -> Text:
    """The values one below the other. Wrapped here, since each line must be isolated by itself."""
    lines = [
        line.plain.rstrip() for value in values if value for line in Text(shown(value)).wrap(console, width)
    ]
    return Text("\n".join(isolated(line, console) for line in lines))


def _print_evidence(console: Console, event: Mapping[str, Any]) -> None:
    sentence, trigger = event["sentence_text"], event["trigger"]
    start = trigger["start"] - event["sentence"]["start"]
    before, words, after = (
        shown(part) for part in (sentence[:start], trigger["text"], sentence[start + len(trigger["text"]) :])
    )
    if console.is_terminal:
        text = Text.assemble(before, (words, "bold underline"), after)
    else:
        text = Text(f"{before}[{words}]{after}")
    source = Text(f"{shown(event['document_id'])}, {trigger['start']}–{trigger['end']}", "dim")
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, 2)), Padding(source, (0, 0, 0, 2)))
    else:  # a sentence a line, to be searched
        console.print(Text("  ") + text, Text("  ") + source, sep="\n", soft_wrap=True)


def print_records(
    console: Console, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], whole: Collection[str] = ()
) -> None:
    """Rows under the names of their columns, lists one value below the other; `whole` columns do not wrap."""
    from rich import box

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column in whole)
    for row in rows:
        values = (row[column] for column in columns)
        table.add_row(*(record_cell(console, v if isinstance(v, list | tuple) else [str(v)]) for v in values))
    console.print(table)


def record_cell(console: Console, values: Sequence[str]) -> Text:
    """The values one below the other, each isolated by itself."""
    return Text("\n".join(isolated(shown(value), console) for value in values))


def account(counts: Counts) -> str:
    """What became of the documents, in a sentence."""
    found = f"{counts.events} events, {counts.ties} ties, {counts.labels} labels"
    aside = {
        "empty": counts.empty,
        "duplicate": counts.duplicate,
        "not Arabic": counts.not_arabic,
        "quarantined": counts.quarantined,
    }
    parts = [f"{counts.coded} coded", *(f"{number} {name}" for name, number in aside.items() if number)]
    return f"{counts.read} read = {' + '.join(parts)}; {found}"


def print_status(console: Console, status: Status, quarantined: Sequence[Mapping[str, str]]) -> None:
    """The counts of a workspace, and its quarantined documents with their reasons."""
    table = _table(console, "", "n")
    table.add_row("units read", str(status.units))
    for name, number in dataclasses.asdict(status.counts).items():
        table.add_row(name.replace("_", " "), str(number))
    console.print(table)
    if status.first_published:
        console.print(f"\nPublished from {status.first_published} to {status.last_published}.")
    for heading, numbers in (("Documents by outlet", status.outlets), ("Events by coder", status.coders)):
        print_counts(console, heading, numbers)
    if quarantined:
        console.print("\n[bold]Quarantined[/bold]")
        for row in quarantined:
            console.print(Text(shown(row["reason"])), soft_wrap=True)


def print_counts(console: Console, heading: str, numbers: Mapping[str, int]) -> None:
    """Numbers by name under a heading; nothing if there are none."""
    if numbers:
        console.print()
        table = _table(console, heading, "n")
        for name, number in numbers.items():
            table.add_row(Text(isolated(shown(name) or "(not known)", console)), str(number))
        console.print(table)


def print_evaluation(console: Console, result: Mapping[str, Any]) -> None:
    """The figures of `evaluation.score`."""
    console.print(f"{result['documents']} documents")
    table = _table(console, "", "precision", "recall", "F1", "right", "coded", "annotated")
    rows = [(name, result[name]) for name in HEADLINES]
    for name, figures in (*rows, *result["by_type"].items()):
        rates = (f"{figures[key]:.3f}" for key in ("precision", "recall", "f1"))
        table.add_row(name, *rates, *(str(figures[key]) for key in ("hits", "predicted", "gold")))
        if name == HEADLINES[-1]:
            table.add_section()
    console.print(table)
    table = _table(console, "over the matches", "right", "of", "share")
    for name, figures in result["over_matches"].items():
        share = "–" if figures["share"] is None else f"{figures['share']:.3f}"
        table.add_row(name, str(figures["right"]), str(figures["of"]), share)
    console.print(table)


def _table(console: Console, first: str, *numbers: str) -> Table:
    """A table with a column of names and columns of numbers."""
    from rich import box

    table = Table(box=box.SIMPLE_HEAD, show_header=bool(first or len(numbers) > 1), pad_edge=False)
    table.add_column(first)
    for name in numbers:
        table.add_column(name if len(numbers) > 1 else "", justify="right")
    return table


def print_story(
    console: Console, story: Story, sentences: Mapping[str, Mapping[str, Any]], *, every_report: bool = False
) -> None:
    """A story on a few lines: what and who, how it is reported, on what reports differ, who denies it, and
    the sentence of the first report, or with `every_report` those of all."""
    what = " ".join(filter(None, (story.event_type, story.event_mode)))
    basis = " (published)" if story.date_basis == "published" else ""
    place = isolated(shown(story.place), console)
    head = "  ".join(filter(None, (f"{story.date or '–'}{basis}", what, story.status, place)))
    _line(console, head, "bold")
    _line(console, f"  {_names(console, story.actors)} → {_names(console, story.recipients)}")
    counted = (
        f"  {counted_in(len(story.mentions), 'mention')}, {story.independent} independent; corroboration "
        f"{story.corroboration:.2f}, confidence {story.confidence:.2f}; story {story.id}"
    )
    _line(console, counted, "dim")
    for disagreement in story.disagreements:
        values = " | ".join(f"{isolated(shown(v), console)} ({len(ids)})" for v, ids in disagreement.values)
        _line(console, f"  reports differ on {disagreement.kind}: {values}")
    shown_mentions = story.mentions if every_report else story.mentions[:1]
    for mention in shown_mentions:
        outlet = mention.outlet or "outlet not known"
        after = f", after {mention.origin}" if mention.origin not in (mention.outlet, "") else ""
        said = f", by {mention.said_by}" if mention.said_by else ""
        own = f", dates it {mention.date}" if every_report and mention.date else ""
        head = f"  {mention.published[:16] or 'no date'}  {outlet}{after}{said}{own}"
        _line(console, isolated(shown(head), console))
        _print_sentence(console, sentences[mention.event_id])
    for event_id in story.denials:
        row = sentences[event_id]
        outlet = shown(row["outlet"]) or "outlet not known"
        _line(console, f"  denied: {row['published'][:16] or 'no date'}  {isolated(outlet, console)}")
        _print_sentence(console, row)


def print_claim(
    console: Console, claim: Claim, rows: Mapping[str, Mapping[str, Any]], firsts: Mapping[str, str]
) -> None:
    """A claim: who said when that what would happen, the sentence, and the later reports that bear on it.

    `firsts` has for each story the id of the event that reported it first, `rows` their sentences.
    """
    what = " ".join(filter(None, (claim.event_type, claim.event_mode, claim.status)))
    due = f"  for {claim.due}" if claim.due else ""
    _line(console, f"{claim.said_on}  {what}{due}  {claim.state}", "bold")
    _line(console, f"  said by {_names(console, (claim.speaker,))}")
    _print_sentence(console, rows[claim.event_id])
    for bearing in claim.bearings:
        head = f"  {bearing.kind}: {bearing.date}, {bearing.days} days later, story {bearing.story_id}"
        _line(console, head)
        _print_sentence(console, rows[firsts[bearing.story_id]])


def counted_in(number: int, thing: str) -> str:
    """A number with its noun: 1 story, 2 stories."""
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number} {thing if number == 1 else plural}"


def _names(console: Console, parties: Sequence[Party]) -> str:
    return "، ".join(isolated(f"{shown(p.name.ar)} ({p.code})", console) for p in parties) or "–"


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style), soft_wrap=True)


def _print_sentence(console: Console, row: Mapping[str, Any]) -> None:
    """A sentence with its trigger marked, and where it stands."""
    start = row["start"] - row["sentence_start"]
    sentence, words = row["sentence"], row["words"]
    before, behind = shown(sentence[:start]), shown(sentence[start + len(words) :])
    _line(console, f"    {isolated(f'{before}[{shown(words)}]{behind}', console)}")
    _line(console, f"    {shown(row['document_id'])}, {row['start']}–{row['end']}", "dim")
