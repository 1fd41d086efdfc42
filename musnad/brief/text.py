"""The brief as lines of text, in logical order: the terminal lays them out."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Brief, Section


def text(brief: Brief, short: bool = False) -> str:
    """Title, period and sections; `short`: of the sections the answer alone. Marks of direction stay in: who
    writes to a file takes them out (`words.unmarked`)."""
    sections = brief.sections[:1] if short else brief.sections
    lines = [brief.title, brief.period]
    for section in sections:
        lines += ["", *_lines(section)]
    return "\n".join(lines) + "\n"


def _lines(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    if section.about:
        yield section.about
    for statement in section.statements:
        count = f" [{len(statement.evidence)}]" if statement.evidence else ""
        yield f"- {statement.text}{count}"
    if section.table:
        for row in (section.table.headings, *section.table.rows):
            yield "  " + " | ".join(row)
