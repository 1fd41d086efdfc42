"""How `musnad measure` shows an answer: for people, as JSON, as CSV."""

from __future__ import annotations

import dataclasses
import datetime
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from ..analysis import Analysis, Party
from ..analysis.asking import Asking
from ..analysis.questions import Answer
from ..exports.delimited import joined, write_rows
from ..measures import Framing, Result, TurningPoints
from ..report import isolated, shown

if TYPE_CHECKING:
    from rich.console import Console

SENTENCES = 5
"""How many events are shown with their sentences: the latest."""
COLUMNS: Mapping[str, Sequence[str]] = {
    "isolation": ("name", "alignment", "engagement", "n", "closeness", "hostility"),
    "preference": ("patron", "value", "low", "high", "n_actor", "n_rival", "defection", "reason"),
    "recognition": ("name", "probability", "granted", "withdrawn", "n"),
    "camps": ("a", "b", "together", "tie"),
    "turning-points": ("date", "channel", "probability", "before", "after"),
    "what-if": ("name", "without", "change"),
    "series": (
        "begin", "neutral", "verbal_cooperation", "material_cooperation", "verbal_conflict",
        "material_conflict", "mean",
    ),
    "framing": ("outlet", "words", "tone", "count", "others", "z"),
    "fit": ("half_life", "dispersion", "score"),
}  # fmt: skip
"""Columns of the rows that are printed; the other measures have one row, which the headline says."""
BESIDE = ("engagement", "cooperation", "conflict", "hostility", "flipped_by", "camps", "silent", "defection")
"""Fields of a result that are printed below its number."""
DAYS = ("since", "until")


def as_json(asked: Asking, answer: Answer) -> dict[str, Any]:
    """An answer as `--json` prints it: `value`, `low` and `high` are null where evidence is insufficient."""
    found = answer.result
    low, high = getattr(found, "interval", None) or (None, None)
    return {
        "measure": answer.question.measure,
        "actors": [{"id": p.id, "name": {"ar": p.name.ar, "en": p.name.en}} for p in answer.parties],
        "at": _plain(getattr(found, "at", None)),
        "value": _plain(getattr(found, "value", None)),
        "low": _plain(low),
        "high": _plain(high),
        "n": found.n,
        "insufficient": found.insufficient,
        "reason": found.reason,
        **{name: _plain(getattr(found, name)) for name in BESIDE if hasattr(found, name)},
        "sensitivity": _around(answer),
        "rows": _plain(found.rows()),
        "evidence": list(found.evidence),
        "sentences": [dataclasses.asdict(one) for one in _sentences(asked, found)],
    }


def write_csv(sink: BinaryIO, answer: Answer) -> None:
    """The rows of an answer; a list stands in one cell."""
    rows = [_plain(row) for row in answer.result.rows()]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    write_rows(sink, columns, ([_in_cell(row.get(name)) for name in columns] for row in rows), delimiter=",")


def print_answer(screen: Console, asked: Asking, answer: Answer) -> None:
    """What was asked, the number, what stands beside it, and sentences."""
    found = answer.result
    names = " – ".join(isolated(shown(_called(party)), screen) for party in answer.parties)
    at = getattr(found, "at", None)
    day = f", at the end of {at}" if at else ""
    screen.print(
        f"{answer.question.measure}: {names}{day}" if names else answer.question.measure, markup=False
    )
    screen.print(_headline(found), markup=False)
    for name in BESIDE:
        value = _plain(getattr(found, name, None))
        if value is not None and value != []:
            screen.print(f"  {name.replace('_', ' ')}: {shown(_words(value))}", markup=False)
    around = _around(answer)
    if around:
        told = "; ".join(f"{days:g} days {_words(value)}" for days, value in around)
        screen.print(f"  by half-life: {told}", markup=False)
    columns = COLUMNS.get(answer.question.measure, ())
    rows = [_plain(row) for row in found.rows()]
    if answer.question.measure == "isolation":  # silent peers last
        rows.sort(key=lambda row: (-row["engagement"], row["name"]))
    if columns and rows and set(columns) <= rows[0].keys():
        _print_rows(screen, columns, rows)
    _print_sentences(screen, asked, found)


def _called(party: Party) -> str:
    name = party.name.en or party.name.ar
    return name if name == party.id else f"{name} ({party.id})"


def _headline(found: Result | Framing) -> str:
    if isinstance(found, Framing):
        documents = "1 document" if found.n == 1 else f"{found.n} documents"
        return f"  insufficient evidence: {found.reason}" if found.insufficient else f"  {documents}"
    events = "1 event" if found.n == 1 else f"{found.n} events"
    if found.value is None:
        return f"  insufficient evidence: {found.reason} ({events})"
    low, high = found.interval or (None, None)
    within = f" (90% interval {_words(low)} to {_words(high)})" if low is not None else ""
    value = f"{found.value:.0f}" if isinstance(found, TurningPoints) else _words(found.value)
    return f"  {value}{within}, {events}"


def _around(answer: Answer) -> list[tuple[float, float | None]] | None:
    """Half-lives and what is measured by them."""
    if answer.sensitivity is None:
        return None
    base = answer.half_life or 0.0
    days = (base / 2, base, base * 2)
    return list(zip(days, map(_plain, answer.sensitivity.values), strict=True))


def _sentences(asked: Asking, found: Result | Framing) -> Sequence[Any]:
    """The latest events behind a result with their sentences; a file has none."""
    return asked.evidence(found.evidence)[-SENTENCES:] if isinstance(asked, Analysis) else ()


def _print_sentences(screen: Console, asked: Asking, found: Result | Framing) -> None:
    if not found.evidence:
        return
    sentences = _sentences(asked, found)
    if not sentences:
        some = ", ".join(found.evidence[:SENTENCES])
        more = f" and {len(found.evidence) - SENTENCES} more" if len(found.evidence) > SENTENCES else ""
        screen.print(f"Events behind it: {some}{more}", markup=False)
        return
    screen.print(f"The latest of {len(found.evidence)} reports behind it:", markup=False)
    for one in reversed(sentences):
        date = one.date or f"({one.published[:10]})"
        source = ", ".join(part for part in (date, one.outlet, one.document_id, one.event_id) if part)
        begin, end = one.trigger_start - one.start, one.trigger_end - one.start
        marked = f"{one.sentence[:begin]}[{one.sentence[begin:end]}]{one.sentence[end:]}"
        screen.print(f"  {isolated(shown(marked), screen)}", markup=False, soft_wrap=True)
        screen.print(f"    {shown(source)}", style="dim", markup=False, soft_wrap=True)


def _print_rows(screen: Console, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        numeric = any(isinstance(row[column], int | float) for row in rows)
        table.add_column(column.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(isolated(shown(_words(row[column])), screen)) for column in columns))
    screen.print(table)


def _words(value: Any) -> str:
    """A value as people read it: numbers with two decimals, counts as they are."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list):
        nested = any(isinstance(part, list) for part in value)
        return (" | " if nested else ", ").join(map(_words, value))
    if isinstance(value, dict):  # one side of a turning point; its days are those of the points around it
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items() if name not in DAYS)
    return str(value)


def _in_cell(value: Any) -> str | int | float | None:
    if isinstance(value, list):
        return joined([_words(part) for part in value])
    return _words(value) if isinstance(value, dict) else value


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is no number is null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
