"""Web Annotations: whether the selectors resolve to the words that tell the event."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from exports_fakes import awkward, coded_as, event, sample

from musnad.exports import export
from musnad.exports.webanno import AROUND
from musnad.records import CodedDocument, Event, SentenceRef, Span, from_json
from musnad.workspace import Workspace


def read(workspace: Workspace, path: Path) -> dict[str, Any]:
    export(workspace, "webanno", path)
    collection: dict[str, Any] = json.loads(path.read_bytes())
    return collection


def by_position(text: str, selector: dict[str, Any]) -> str:
    """The words that a TextPositionSelector selects: positions are code points."""
    assert selector["type"] == "TextPositionSelector"
    return text[selector["start"] : selector["end"]]


def by_quote(text: str, selector: dict[str, Any]) -> list[int]:
    """Where a TextQuoteSelector selects its words."""
    assert selector["type"] == "TextQuoteSelector"
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    places = [n for n in range(len(text)) if text.startswith(whole, n)]
    return [n + len(selector["prefix"]) for n in places]


def test_collection_has_the_parts_that_the_recommendation_wants(tmp_path: Path) -> None:
    collection = read(awkward(tmp_path), tmp_path / "a.jsonld")
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 12)
    page = collection["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", collection["id"], 0)
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids) == 12
    assert all(one.startswith("urn:uuid:") for one in (*ids, collection["id"], page["id"]))
    for item in page["items"]:
        assert (item["type"], item["motivation"]) == ("Annotation", "classifying")
        assert item["body"] and item["target"]


def test_selectors_resolve_in_hostile_texts(tmp_path: Path) -> None:
    workspace = awkward(tmp_path)
    by_hash = {d.text_sha256: d for d in workspace.documents().records()}
    events = {e.id: e for e in workspace.events().records()}
    items = read(workspace, tmp_path / "a.jsonld")["first"]["items"]
    for item in items:
        tag, record = item["body"]
        coded = from_json(Event, json.loads(record["value"]))
        assert coded == events[coded.id], "the record is whole"
        assert tag["value"] == f"{coded.event_type} {coded.event_mode}".strip()
        ours, page = item["target"]
        digest = base64.urlsafe_b64decode(ours["source"]["id"].removeprefix("ni:///sha-256;") + "=").hex()
        document = by_hash[digest]
        assert hashlib.sha256(document.text.encode()).hexdigest() == digest
        assert (document.id, page["source"]) == (coded.document_id, document.url)
        position, quote = ours["selector"]
        assert (position["start"], position["end"]) == (coded.trigger.start, coded.trigger.end)
        assert by_position(document.text, position) == document.text[coded.trigger.start : coded.trigger.end]
        assert quote == page["selector"]


@pytest.fixture
def emoji(tmp_path: Path) -> Workspace:
    """Characters beyond the BMP and letters with marks before the trigger, which stands there twice."""
    text = "🇱🇾👩‍👧 وَصَلَ الوَفْدُ إلى القاهِرَةِ حيثُ زارَ مقرَّ الجامعة 🇪🇬 ثم زارَ مجلسَ النوّاب وَمَقَرَّ الحُكُومَةِ هُناكَ مَساءً"
    first, second = text.index("زار"), text.rindex("زار")
    spans = [Span("زارَ", first, first + 4), Span("زارَ", second, second + 4), Span("🇱🇾", 0, 2)]
    spans.append(Span(text[-4:], len(text) - 4, len(text)))
    assert all(text[s.start : s.end] == s.text for s in spans)
    document = sample(text=text, url="")
    plain = {"said_by": "", "said_by_start": None, "said_by_end": None}
    sentence = SentenceRef(0, 0, len(text))
    events = [event(document, s.start, trigger=s, sentence=sentence, **plain) for s in spans]
    return coded_as(tmp_path, CodedDocument(document, tuple(events), (), ()))


def test_positions_are_code_points_and_quotations_are_unique(emoji: Workspace, tmp_path: Path) -> None:
    (document,) = emoji.documents().records()
    items = read(emoji, tmp_path / "a.jsonld")["first"]["items"]
    assert len(items) == 4
    for item, coded in zip(
        items, sorted(emoji.events().records(), key=lambda e: e.trigger.start), strict=True
    ):
        (target,) = item["target"]
        position, quote = target["selector"]
        assert by_position(document.text, position) == quote["exact"] == coded.trigger.text
        assert by_quote(document.text, quote) == [coded.trigger.start]
        units = document.text.encode("utf-16-le")
        if coded.trigger.start:
            assert (
                units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le", "replace")
                != quote["exact"]
            )


def test_quotation_is_not_cut_within_a_letter(emoji: Workspace, tmp_path: Path) -> None:
    (document,) = emoji.documents().records()
    for item in read(emoji, tmp_path / "a.jsonld")["first"]["items"]:
        quote = item["target"][0]["selector"][1]
        (start,) = by_quote(document.text, quote)
        before, behind = quote["prefix"], quote["suffix"]
        assert len(before) <= AROUND and len(behind) <= AROUND
        cut = start - len(before)
        assert not cut or not unicodedata.combining(before[0])
        end = start + len(quote["exact"]) + len(behind)
        assert end == len(document.text) or not unicodedata.combining(document.text[end])


def test_same_events_same_file(tmp_path: Path) -> None:
    workspace = awkward(tmp_path)
    read(workspace, tmp_path / "a")
    read(workspace, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
