"""W3C Web Annotations (Recommendation of 2017-02-23): each event as a note on the words that tell it.

The file is an AnnotationCollection with one page, in JSON-LD. An annotation has two targets: the text as
Musnad read it, named by its SHA-256 (RFC 6920), with the position of the trigger and its quotation; and,
where the document has an address, the page there with the quotation alone: positions differ in a web page.

Positions count Unicode code points from 0, as the recommendation wants it (4.2.5: not code units) and as
Musnad's offsets do. JavaScript's strings count UTF-16 units: there, Array.from(text) gives code points.
"""

from __future__ import annotations

import base64
import json
import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any, BinaryIO

import pyarrow as pa

from ..records import TABLES, Event, fields_of
from ..workspace import Workspace
from ..workspace.selection import connected
from .base import Exporter, Found
from .events import rows
from .jsonl import json_line

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of the text before and behind the trigger that make its quotation unique."""
_RECORD = tuple(field.name for field in fields_of(Event))


class WebannoExporter(Exporter):
    """An annotation an event: its type as a tag, the whole record as JSON, the trigger as target."""

    name = "webanno"
    suffix = ".jsonld"
    about = "W3C Web Annotations: each event on the words that tell it, by position and by quotation"

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes the collection."""
        ids = [str(one) for one in found.rows["id"].to_pylist()]
        collection = iri("collection", *ids)
        head = {
            "@context": CONTEXT,
            "id": collection,
            "type": "AnnotationCollection",
            "label": "Political events coded by Musnad",
            "total": len(ids),
        }
        page = {"id": iri("page", *ids), "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
        opened = json.dumps(head)[:-1] + ', "first": ' + json.dumps(page)[:-1] + ', "items": [\n'
        sink.write(opened.encode())
        around = _surroundings(found.workspace, found.rows)
        for number, (row, beside) in enumerate(zip(rows(found.rows), rows(around), strict=True)):
            sink.write((b"," if number else b"") + json_line(annotation(row, beside)))
        sink.write(b"]}}\n")


def annotation(row: Mapping[str, Any], beside: Mapping[str, Any]) -> dict[str, Any]:
    """The annotation of an event (a row of `event_table`). `beside` has what stands `before` and `behind` its
    trigger, and the text's `text_sha256`."""
    trigger, tag = row["trigger"], f"{row['event_type']} {row['event_mode']}".strip()
    quote = {
        "type": "TextQuoteSelector",
        "exact": trigger["text"],
        "prefix": _whole(beside["before"]),
        "suffix": _unbroken(beside["behind"]),
    }
    position = {"type": "TextPositionSelector", "start": trigger["start"], "end": trigger["end"]}
    text = {"id": text_iri(beside["text_sha256"]), "type": "Text", "format": "text/plain"}
    text["language"] = row["language"]
    targets: list[dict[str, Any]] = [{"source": text, "selector": [position, quote]}]
    if row["url"]:
        targets.append({"source": row["url"], "selector": quote})
    record = json.dumps({name: row[name] for name in _RECORD}, ensure_ascii=False)
    return {
        "id": iri("event", row["id"]),
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"type": "Software", "name": f"Musnad, {row['coder']}"},
        "body": [
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "value": tag,
                "format": "text/plain",
                "language": "en",
            },
            {"type": "TextualBody", "purpose": "describing", "value": record, "format": "application/json"},
        ],
        "target": targets,
    }


def iri(*parts: str) -> str:
    """The same IRI for the same parts, a UUID of version 5."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "musnad:" + "\x1f".join(parts)).urn


def text_iri(sha256: str) -> str:
    """The name of a text by the SHA-256 of its UTF-8, as RFC 6920 writes it: ni:///sha-256;..."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _whole(before: str) -> str:
    """The words before, not begun in the midst of a letter with its marks."""
    cut = len(before) > AROUND
    before = before[-AROUND:]
    while cut and before and unicodedata.combining(before[0]):
        before = before[1:]
    return before


def _unbroken(behind: str) -> str:
    """The words behind, not ended in the midst of a letter with its marks."""
    if len(behind) <= AROUND:
        return behind
    end = AROUND
    while end and unicodedata.combining(behind[end]):
        end -= 1
    return behind[:end]


def _surroundings(workspace: Workspace, events: pa.Table) -> pa.Table:
    """For each row AROUND code points and one more before and behind the trigger, and the text's hash."""
    entries = workspace.entries()
    files = {table: workspace.files(table, entries) for table in TABLES}
    with connected(files) as connection:
        wanted = events.select(["id", "document_id", "trigger"])
        connection.register(
            "wanted", wanted.append_column("place", pa.array(range(events.num_rows), pa.int64()))
        )
        found: pa.Table = connection.sql(f"""
            SELECT substring(d.text, greatest(w."trigger"."start" - {AROUND}, 1),
                    w."trigger"."start" - greatest(w."trigger"."start" - {AROUND}, 1) + 1) AS before,
                substring(d.text, w."trigger"."end" + 1, {AROUND + 1}) AS behind, d.text_sha256
            FROM wanted w JOIN documents d ON d.id = w.document_id ORDER BY w.place
        """).to_arrow_table()
    return found
