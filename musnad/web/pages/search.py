"""Search over texts, however their letters are spelled, and over records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ...language.folding import fold
from .. import cursor
from ..answers import Answer, Asked
from ..listing import ACTOR_ROW, DOCUMENT_ROW, DOCUMENT_TABLES, SENTENCE, actors_called
from ..query import PAGING, Parameter
from ..state import State
from .base import Page

FILTERS = (Parameter("q", "words, in any order; a phrase in quotation marks"),)
MOST_WORDS = 12
MOST_ACTORS = 10
BEFORE, AFTER = 80, 160
"""Code points of a snippet around what was found."""
_folded = lru_cache(maxsize=4096)(fold)
"""For single letters, of which texts have few different ones."""
_TERM = re.compile(r'["«“]([^"»”]+)["»”]|(\S+)')


def answer(asked: Asked) -> Answer:
    """The articles with all the words, newest first; events in sentences with them; actors of the name."""
    q = asked.query.text("q")
    terms = [folded for found in _TERM.finditer(q) if (folded := fold(found[1] or found[2]).strip())][
        :MOST_WORDS
    ]
    state = asked.state
    found: dict[str, Any] = {"q": q, "record": None, "actors": [], "items": [], "total": 0, "next": None}
    if terms:
        found["record"] = _record(state, q)
        found["actors"] = _actors(state, q)
        found |= _documents(asked, terms)
    told = {id: e for item in found["items"] for e in item.pop("told") for id in [e["id"]]}
    return Answer(asked.words("page.search"), found, "items", {"events": told})


def _record(state: State, id: str) -> dict[str, str] | None:
    """The table, id and document of a record of that id."""
    found = state.ask(
        """
        SELECT 'documents' AS "table", id, id AS document_id FROM documents WHERE id = $id
        UNION ALL SELECT 'events', id, document_id FROM events WHERE id = $id
        UNION ALL SELECT 'ties', id, document_id FROM ties WHERE id = $id
        UNION ALL SELECT 'labels', id, document_id FROM labels WHERE id = $id LIMIT 1
        """,
        {"id": id},
    )
    return found[0] if found else None


def _actors(state: State, name: str) -> list[dict[str, Any]]:
    ids = actors_called(state, name.strip('"«»“” '))
    sql = f"SELECT {ACTOR_ROW} FROM actors WHERE list_contains($ids, actor_id) ORDER BY events DESC, actor_id"
    return state.ask(f"{sql} LIMIT {MOST_ACTORS}", {"ids": ids})


def _documents(asked: Asked, terms: Sequence[str]) -> dict[str, Any]:
    state, rows = asked.state, asked.query.rows()
    values: dict[str, Any] = {f"t{n}": term for n, term in enumerate(terms)}
    has_all = " AND ".join(f"contains(w.body, $t{n})" for n in range(len(terms)))
    tables = f"{DOCUMENT_TABLES} JOIN folded w ON w.document_id = d.id"
    total = state.ask(f"SELECT count(*) AS n FROM folded w WHERE {has_all}", values)[0]["n"]
    after = "true"
    if (at := asked.query.one("cursor")) is not None:
        values["published"], values["id"] = cursor.decode(at, (str, str))
        after = "(d.published, d.id) < ($published, $id)"
    values["rows"] = rows + 1
    found = state.ask(
        f"SELECT {DOCUMENT_ROW}, d.text FROM {tables} WHERE {has_all} AND {after} "
        "ORDER BY d.published DESC, d.id DESC LIMIT $rows",
        values,
    )
    items, more = found[:rows], len(found) > rows
    told = _told(state, [item["id"] for item in items], terms)
    for item in items:
        item["snippet"] = snippet(item.pop("text"), terms)
        item["told"] = told.get(item["id"], [])
        item["event_ids"] = [e["id"] for e in item["told"]]
    next = cursor.encode((items[-1]["published"], items[-1]["id"])) if more else None
    return {"items": items, "total": total, "next": next}


def _told(state: State, documents: Sequence[str], terms: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """By document, the events in sentences with all the words."""
    sql = f"""
        SELECT e.id, e.document_id, e.event_type, e."trigger".text AS words, {SENTENCE} AS sentence_text
        FROM events e JOIN documents d ON d.id = e.document_id
        WHERE list_contains($ids, e.document_id) ORDER BY e.document_id, e."trigger"."start", e.id
    """
    told: dict[str, list[dict[str, Any]]] = {}
    for row in state.ask(sql, {"ids": list(documents)}):
        sentence = fold(row["sentence_text"])
        if all(term in sentence for term in terms):
            told.setdefault(row["document_id"], []).append(row)
    return told


def snippet(text: str, terms: Sequence[str]) -> dict[str, str]:
    """The text around the words where they stand together, else around the first one there: before, found,
    after. The words are folded, the pieces stand as in the text.

    >>> snippet("استقبلَ أميرُ قطر ضيفه", ["امير"])["found"]
    'أميرُ'
    """
    letters = [_folded(letter) for letter in text]
    places = [number for number, letter in enumerate(letters) for _ in letter]
    folded = "".join(letters)
    for term in (" ".join(terms), *terms):
        at = folded.find(term)
        if at >= 0:
            start, last = places[at], places[at + len(term) - 1]
            end = last + 1
            while end < len(text) and not letters[end] and not text[end].isspace():
                end += 1  # vowel marks behind the last letter belong to it
            return {
                "before": _ending(text[:start]),
                "found": text[start:end],
                "after": _beginning(text[end:]),
            }
    return {"before": "", "found": "", "after": _beginning(text)}


def _ending(text: str) -> str:
    """The last words of a text, BEFORE code points or fewer."""
    return text if len(text) <= BEFORE else "…" + text[-BEFORE:].partition(" ")[2]


def _beginning(text: str) -> str:
    """The first words of a text, AFTER code points or fewer."""
    return text if len(text) <= AFTER else text[:AFTER].rpartition(" ")[0] + " …"


PAGE = Page("search", answer, FILTERS + PAGING)
