"""The brief in the browser: who stands with an actor and who with the rival, each statement with its
sentences."""

from __future__ import annotations

from typing import Any, BinaryIO

from ...brief import Brief, Statement, brief
from ...brief.page import SHOWN, directed, link, marked
from ...brief.words import Words as BriefWords
from ...brief.words import harmless
from ...exports.delimited import joined, write_rows
from ..answers import Answer, Asked
from ..measuring import later
from ..query import Parameter
from ..state import State
from .base import Page

FILTERS = (
    Parameter("actor", "who is asked about: by id, country or name, Arabic or English"),
    Parameter("rival", "against whom; likewise"),
    Parameter("since", "events from then on: YYYY, YYYY-MM or YYYY-MM-DD, included", "date"),
    Parameter("until", "events until then; likewise", "date"),
)
COLUMNS = ("section", "statement", "number", "value", "low", "high", "n", "evidence")


def answer(asked: Asked) -> Answer:
    """The brief of a question in the page's language; the form alone where nobody is named.

    Raises: NotReady while it is being worked out; UsageError if a name means nobody, or several.
    """
    query, lang = asked.query, asked.words.lang
    if query.one("actor") is None:
        return Answer(asked.words("page.brief"), {"brief": None}, "", {"brief": None}, _writer(None))

    def make(state: State) -> Brief:
        return brief(
            state.analysis,
            query.text("actor"),
            query.one("rival"),
            since=query.one("since"),
            until=query.one("until"),
            lang=lang,
        )

    made = later(asked, f"brief {lang}", make)
    data = {"brief": made.to_json()}
    shown = {
        "brief": made,
        "say": BriefWords(lang, {}),
        "sentences": lambda statement: _sentences(made, statement),
        "directed": directed,
        "marked": marked,
        "harmless": harmless,
        "web_link": link,
    }
    return Answer(BriefWords(lang, {}).plain_text(made.title), data, "", shown, _writer(data["brief"]))


def _sentences(made: Brief, statement: Statement) -> list[Any]:
    """The sentences under a statement: SHOWN at most, by date."""
    ids = [id for id in dict.fromkeys(statement.evidence) if id in made.evidence][:SHOWN]
    return sorted(
        (made.evidence[id] for id in ids), key=lambda one: (one.date or one.published, one.event_id)
    )


def _writer(made: dict[str, Any] | None) -> Any:
    """What writes the `.csv` twin: a row a number, or a statement without one."""

    def write(sink: BinaryIO) -> None:
        rows = []
        for section in made["sections"] if made else ():
            for statement in section["statements"]:
                evidence = joined(statement["evidence"])
                for number in statement["numbers"] or [{}]:
                    figures = [number.get(name) for name in ("name", "value", "low", "high", "n")]
                    rows.append([section["title"], statement["text"], *figures, evidence])
        write_rows(sink, COLUMNS, rows, delimiter=",")

    return write


PAGE = Page("brief", answer, FILTERS)
