"""The brief as one self-contained HTML page: no script, nothing remote, everything from outside escaped."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from ..analysis import Evidence
from .model import Brief, Statement
from .words import Words, harmless

SHOWN = 20
"""Sentences under a statement; of the other events the ids are given."""
IDS = 200
"""Ids of other events; all are in `Brief.to_json`."""
_DIRECTIONS = (("\u2066", '<bdi dir="ltr">'), ("\u2068", "<bdi>"), ("\u2069", "</bdi>"))
_LINK = re.compile(r"https?://[^\s<>\"']+", re.I)


def page(brief: Brief) -> str:
    """The page in the brief's language and direction."""
    words = Words(brief.lang, {})
    made: str = _template().render(
        brief=brief,
        direction="rtl" if words.right_to_left else "ltr",
        say=words,
        shown=lambda statement: _shown(brief, statement),
    )
    return made


@cache
def _template() -> Any:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(directed=directed, marked=marked, harmless=harmless, link=link)
    source = resources.files(__package__).joinpath("page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def directed(text: str) -> Markup:
    """A sentence, escaped, with its marks of direction as elements."""
    safe = str(escape(text))
    for mark, tag in _DIRECTIONS:
        safe = safe.replace(mark, tag)
    return Markup(safe)


def marked(evidence: Evidence) -> Markup:
    """The sentence of an event with the words that tell it marked."""
    begin, end = evidence.trigger_start - evidence.start, evidence.trigger_end - evidence.start
    before, words, after = (
        escape(harmless_inside(part))
        for part in (evidence.sentence[:begin], evidence.sentence[begin:end], evidence.sentence[end:])
    )
    return Markup("{}<mark>{}</mark>{}").format(before, words, after)


def harmless_inside(text: str) -> str:
    """A piece of a sentence without marks of direction and control characters, its spaces kept."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", text)


def link(url: str) -> str:
    """An address that may be linked to: http and https only; else nothing."""
    return url if _LINK.fullmatch(url) else ""


def _shown(brief: Brief, statement: Statement) -> tuple[list[Evidence], list[str], int]:
    """The sentences to show under a statement, by date, ids of its other events, and how many more there
    are."""
    there = [id for id in dict.fromkeys(statement.evidence) if id in brief.evidence][:SHOWN]
    rest = [id for id in dict.fromkeys(statement.evidence) if id not in there]
    found = sorted((brief.evidence[id] for id in there), key=lambda e: (e.date or e.published, e.event_id))
    return found, rest[:IDS], len(rest[IDS:])
