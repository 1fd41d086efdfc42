"""A brief as it is shown: sections of statements, each with its numbers and the events behind it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..analysis import Evidence
from ..charts import Chart
from .words import unmarked


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a measure, as it came out."""

    name: str
    """What is measured: alignment, isolation ..., and of whom: "alignment EGY now"."""
    value: float | None
    """None where the evidence is insufficient."""
    low: float | None
    """The bounds hold with 90% probability; None where the measure has none."""
    high: float | None
    n: int
    """Signed events that count."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that follows from numbers, with the ids of the events behind them, the weightiest of its
    kind of evidence first or by id."""

    text: str
    """In the brief's language; directions are marked as `words` has it."""
    numbers: tuple[Number, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells under headings; the first of a row is its name. Marked like statements."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the brief."""

    id: str
    title: str
    about: str
    """How its numbers are to be read; may be empty."""
    statements: tuple[Statement, ...]
    charts: tuple[Chart, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """Who stands with an actor and who with the rival, how sure that is and by which sentences."""

    lang: str
    title: str
    period: str
    question: Mapping[str, Any]
    """What was asked: actor, rival, since, before, until, peers, options."""
    sections: tuple[Section, ...]
    evidence: Mapping[str, Evidence]
    """The sentences, by event id; none for a table of events."""

    @property
    def answer(self) -> Section:
        """The first section."""
        return self.sections[0]

    def section(self, id: str) -> Section:
        """The section of that id.

        Raises: KeyError if there is none.
        """
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)

    def statements(self) -> Iterator[Statement]:
        """All statements in order."""
        for section in self.sections:
            yield from section.statements

    def to_json(self) -> dict[str, Any]:
        """All of it but the charts, as plain values; evidence in full."""
        used = sorted({id for statement in self.statements() for id in statement.evidence})
        return {
            "lang": self.lang,
            "title": unmarked(self.title),
            "period": unmarked(self.period),
            "question": dict(self.question),
            "sections": [
                {
                    "id": section.id,
                    "title": unmarked(section.title),
                    "about": unmarked(section.about),
                    "statements": [
                        {
                            "text": unmarked(statement.text),
                            "numbers": [dataclasses.asdict(number) for number in statement.numbers],
                            "evidence": list(statement.evidence),
                        }
                        for statement in section.statements
                    ],
                    "table": None
                    if section.table is None
                    else [
                        [unmarked(cell) for cell in row]
                        for row in (section.table.headings, *section.table.rows)
                    ],
                }
                for section in self.sections
            ],
            "evidence": {id: dataclasses.asdict(self.evidence[id]) for id in used if id in self.evidence},
        }

    def html(self) -> str:
        """One self-contained page."""
        from .page import page

        return page(self)

    def text(self, short: bool = False) -> str:
        """Lines for a terminal; `short`: the answer alone."""
        from .text import text

        return text(self, short)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the page to a file."""
        Path(path).write_text(self.html(), encoding="utf-8")
