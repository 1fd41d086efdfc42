"""The codebook: every field of every record, the vocabularies and the ontology, as Markdown and as JSON.

Both are generated from `records` and `ontology`, so they cannot differ from what the program writes.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from . import ontology, records
from .errors import UsageError

LANGUAGES = ("en",)
_SOURCE = (
    "Event types, modes, contexts, sectors, scores and quad classes are PLOVER's (openeventdata/PLOVER, "
    "CC BY-SA 4.0), defined here in our own words. CAMEO readings follow PLOVER's crosswalk; Goldstein "
    "values are those of the ICEWS table. Where this codebook departs from PLOVER's manual, a note says so."
)
_CONVENTIONS = (
    "Offsets are 0-based, half-open and count Unicode code points of the document's `text`. Ids are derived "
    "from content: the same input gives the same id. `null` means: does not apply or is not known; an empty "
    "text means the same where a field cannot be null."
)
_JSON_LINE = (
    "id",
    "outlet",
    "url",
    "title",
    "published",
    "published_source",
    "text",
    "events",
    "ties",
    "labels",
)
_SCALARS: dict[Any, str] = {str: "text", int: "integer", float: "number", bool: "true or false"}

_VOCABULARIES: dict[str, tuple[Sequence[str], dict[str, str]]] = {
    "status": (
        records.STATUSES,
        {
            "asserted": "it happened or is happening, or somebody presents it as fact",
            "future": "it is planned, announced or expected",
            "hypothetical": "it may happen: if, may, aimed at, feared",
            "negated": "it did not happen, or is denied",
            "historical": "background, older than about a month before the report",
        },
    ),
    "relation": (
        records.RELATIONS,
        {
            "SUPPORTS": "backs, is allied with",
            "OPPOSES": "is against, is at odds with",
            "LEADS": "heads a party, movement, armed group or delegation",
            "MEMBER_OF": "belongs to",
            "HOLDS_OFFICE": "serves a state, government, parliament or international body",
            "RECOGNISES": "treats as legitimate",
        },
    ),
    "tone": (
        records.TONES,
        {
            "positive": "honours or praises; honorifics too",
            "neutral": "describes",
            "negative": "blames, belittles or denies legitimacy; scare quotes too",
        },
    ),
    "outcome": (
        records.OUTCOMES,
        {
            "empty": "there was no text to code",
            "duplicate": "the same document was read before",
            "not_arabic": "the text is in another language",
            "quarantined": "it could not be read or coded; the code says why",
        },
    ),
    "date_precision": (
        records.PRECISIONS,
        {"": "no date is known", "day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY"},
    ),
    "date_source": (
        records.DATE_SOURCES,
        {
            "unknown": "no date is known",
            "text": "a time expression in the text",
            "dateline": "the report's dateline",
            "published": "the publication date stands in",
        },
    ),
}


def codebook_json() -> dict[str, Any]:
    """The codebook as plain dicts, lists and scalars, ready for JSON."""
    tables = {record: table for table, record in records.TABLES.items()}
    plain = {"event_types": ontology.EVENT_TYPES, "contexts": ontology.CONTEXTS, "sectors": ontology.SECTORS}
    plain |= {"international": ontology.INTERNATIONAL, "cameo": ontology.CAMEO}
    return {
        "source": _SOURCE,
        "conventions": _CONVENTIONS,
        "records": {r.__name__: _record(r, tables.get(r, "")) for r in _all_records()},
        "json_line": list(_JSON_LINE),
        "vocabularies": {
            name: {value: meanings[value] for value in values}
            for name, (values, meanings) in _VOCABULARIES.items()
        },
        "quad_classes": {str(number): name for number, name in ontology.QUAD_CLASSES.items()},
        **{name: {code: _plain(entry) for code, entry in table.items()} for name, table in plain.items()},
        "notes": list(_notes()),
    }


def codebook(lang: str = "en") -> str:
    """The codebook as Markdown.

    Raises: UsageError for a language in which it does not exist.
    """
    if lang not in LANGUAGES:
        raise UsageError(
            f"there is no codebook in '{lang}'", remedy=f"Choose a language: {', '.join(LANGUAGES)}."
        )
    book = codebook_json()
    parts = ["# Codebook", book["conventions"], book["source"], "## Records"]
    for name, record in book["records"].items():
        table = f" (table `{record['table']}`)" if record["table"] else ""
        rows = [(f"`{f['name']}`", f["type"], f["unit"], f["meaning"]) for f in record["fields"]]
        parts += [
            f"### {name}{table}",
            record["meaning"],
            _table(("field", "type", "unit", "meaning"), rows),
        ]
    keys = ", ".join(f"`{key}`" for key in book["json_line"])
    parts += ["### A line of JSONL", f"One coded document, with these keys of document and findings: {keys}."]
    parts.append("## Vocabularies")
    for name, values in book["vocabularies"].items():
        parts += [f"### {name}", _table(("value", "meaning"), [(_code(v), m) for v, m in values.items()])]
    parts += list(_ontology_parts(book))
    return "\n\n".join(parts) + "\n"


def _ontology_parts(book: dict[str, Any]) -> Iterator[str]:
    types_, quads = book["event_types"], book["quad_classes"]
    yield "## Event types"
    yield (
        "Intensity runs from -10 (conflict) to +10 (cooperation); a mode's own takes the place of its "
        "type's. CAMEO is the most specific code that is true of all or nearly all of type or mode."
    )
    yield _table(
        ("type", "quad class", "intensity", "CAMEO", "meaning"),
        [
            (
                _code(c),
                f"{t['quad_class']} {quads[str(t['quad_class'])]}",
                _score(t["intensity"]),
                t["cameo"],
                t["definition"],
            )
            for c, t in types_.items()
        ],
    )
    yield "### Modes"
    modes = [(_code(c), _code(m["code"]), m) for c, t in types_.items() for m in t["modes"].values()]
    yield _table(
        ("type", "mode", "intensity", "CAMEO", "meaning"),
        [(c, m, _score(x["intensity"]), x["cameo"], x["definition"]) for c, m, x in modes],
    )
    for title, key in (
        ("Contexts", "contexts"),
        ("Sectors", "sectors"),
        ("International actors", "international"),
    ):
        yield f"## {title}"
        yield _table(("code", "meaning"), [(_code(c), x["definition"]) for c, x in book[key].items()])
    yield "## CAMEO to PLOVER"
    yield (
        "Codes of four digits are left out where type and mode are those of their first three. "
        "PLOVER has no type for statements (01)."
    )
    yield _table(
        ("CAMEO", "label", "type", "mode", "contexts", "Goldstein"),
        [
            (c, x["label"], x["event_type"], x["mode"], ", ".join(x["contexts"]), _score(x["goldstein"]))
            for c, x in book["cameo"].items()
            if len(c) < 4 or any(x[k] != book["cameo"][c[:3]][k] for k in ("event_type", "mode"))
        ],
    )
    yield "## Notes"
    yield "Lines that begin with *repair* say where the tables depart from PLOVER's manual, and why."
    yield "\n".join(f"- `{n['of']}`: {_marked(n['note'])}" for n in book["notes"])


def _all_records() -> list[type]:
    """The records of the tables, a coded document, and the records inside them, each once."""
    found = [*records.TABLES.values(), records.CodedDocument]
    for record in found:  # grows while it is walked: records inside records
        for field in records.fields_of(record):
            inner = _parts(field.type)[0]
            if dataclasses.is_dataclass(inner) and inner not in found:
                found.append(typing.cast(type, inner))
    return found


def _record(record: type, table: str) -> dict[str, Any]:
    fields = [
        {
            "name": f.name,
            "type": _type_name(f.type),
            "nullable": _parts(f.type)[2],
            "unit": f.unit,
            "meaning": f.meaning,
        }
        for f in records.fields_of(record)
    ]
    return {"table": table, "meaning": inspect.getdoc(record), "fields": fields}


def _parts(kind: Any) -> tuple[Any, bool, bool]:
    """The type inside a list or an optional, whether it is a list, whether it may be null."""
    nullable = isinstance(kind, types.UnionType)
    if nullable:
        kind = next(k for k in typing.get_args(kind) if k is not type(None))
    many = typing.get_origin(kind) is tuple
    return (typing.get_args(kind)[0] if many else kind), many, nullable


def _type_name(kind: Any) -> str:
    inner, many, nullable = _parts(kind)
    name = _SCALARS.get(inner) or inner.__name__
    return f"{'list of ' if many else ''}{name}{' or null' if nullable else ''}"


def _plain(entry: Any) -> dict[str, Any]:
    """A record of the ontology as plain values."""
    plain: dict[str, Any] = {}
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if field.name == "modes":
            value = {code: _plain(mode) for code, mode in value.items()}
        plain[field.name] = list(value) if isinstance(value, tuple) else value
    return plain


def _notes() -> Iterator[dict[str, str]]:
    for code, kind in ontology.EVENT_TYPES.items():
        yield from _note(code, kind.note)
        for mode in kind.modes.values():
            yield from _note(f"{code}/{mode.code}", mode.note)
    for table in (ontology.CONTEXTS, ontology.SECTORS, ontology.INTERNATIONAL):
        for code, entry in table.items():
            yield from _note(code, entry.note)
    for code, cameo in ontology.CAMEO.items():
        yield from _note(f"CAMEO {code}", cameo.note)


def _note(of: str, note: str) -> Iterator[dict[str, str]]:
    if note:
        yield {"of": of, "note": note}


def _marked(note: str) -> str:
    return f"*repair*:{note.removeprefix('repair:')}" if note.startswith("repair:") else note


def _code(value: str) -> str:
    return f"`{value}`" if value else "(empty)"


def _score(value: float) -> str:
    return f"{value:+.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
