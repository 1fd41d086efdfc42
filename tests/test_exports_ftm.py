"""FollowTheMoney: validated by followthemoney where it is installed, always by a description of what is used.

The description was made from followthemoney itself, which with its 300 MB is no dependency.
"""

from __future__ import annotations

import importlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from exports_fakes import NOBODY, UN, awkward, coded_as, event, party, row, sample

from musnad.exports import export
from musnad.exports.ftm import _event
from musnad.exports.ftm_entities import LANGUAGES, SCHEMATA
from musnad.knowledge import load_knowledge
from musnad.records import CodedDocument, SentenceRef, Span, Tie, content_id
from musnad.workspace import Workspace

MODEL = json.loads((Path(__file__).parent / "data" / "exports" / "ftm.json").read_text())["schemata"]
SHAPES = {
    "country": "[a-z]{2}",
    "language": "[a-z]{3}",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "url": r"https?://\S+",
    "entity": "[A-Za-z0-9.-]+",
    "identifier": r"Q\d+|[0-9a-f]{16}",
}
"""What values of a type look like; of the other types any text."""
EGY, LBY = party("EGY", "EGY GOV", "Egypt", "مصر"), party("LBY", "LBY GOV", "Libya", "ليبيا")
HAFTAR = party("haftar-khalifa", "LBY MIL", "Khalifa Haftar", "خليفة حفتر")
LNA = party("lna-libya", "LBY MIL", "Libyan National Army", "الجيش الوطني الليبي")
UNLISTED = party("unlisted:LBY:فلان", "LBY GOV", "", "فلان")


def validate(entities: list[dict[str, Any]]) -> None:
    """Schemata, properties, required ones, shapes of values; and that references lead where they may."""
    by_id = {one["id"]: one for one in entities}
    assert len(by_id) == len(entities), "an entity stands twice"
    for one in entities:
        assert set(one) == {"id", "schema", "properties"}
        assert re.fullmatch(SHAPES["entity"], one["id"])
        schema = MODEL[one["schema"]]
        assert set(schema["required"]) <= set(one["properties"]), one
        for name, values in one["properties"].items():
            kind = schema["properties"][name]
            assert values and len(set(values)) == len(values)
            for value in values:
                assert isinstance(value, str) and re.fullmatch(SHAPES.get(kind["type"], r"(?s).+"), value), (
                    value
                )
                if kind["type"] == "entity":
                    assert kind["range"] in MODEL[by_id[value]["schema"]]["is"] or kind["range"] == "Document"
                    assert kind["range"] != "Document" or by_id[value]["schema"] == "Article"
    validate_by_followthemoney(entities)


def validate_by_followthemoney(entities: list[dict[str, Any]]) -> None:
    try:
        model = importlib.import_module("followthemoney").model
    except ImportError:
        return
    for one in entities:
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate(one)
        assert {prop.name for prop in proxy.iterprops()} == set(one["properties"])


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def tie(relation: str, one: Any, other: Any, **changes: Any) -> Tie:
    base: dict[str, Any] = {
        "id": content_id(relation, one.text, other.text),
        "document_id": "d",
        "relation": relation,
        "from_": one,
        "to": other,
        "cue": Span("قال", 0, 3),
        "sentence": SentenceRef(0, 0, 30),
        "status": "asserted",
        "said_by": "",
        "coder": "fake 1.0",
        "confidence": 0.5,
    }
    return Tie(**base | changes)


def test_every_kind_of_actor_has_a_schema() -> None:
    assert {actor.kind for actor in load_knowledge().actors.values()} == set(SCHEMATA)
    assert set(SCHEMATA.values()) < set(MODEL)
    assert set(LANGUAGES) == {"ar", "en", "fr"}


def test_event_involves_its_parties_and_links_them() -> None:
    document = sample()
    changes: dict[str, Any] = {"said_by": "مصدر", "place": "طرابلس", "place_id": "2210247"}
    found = list(_event(row(document, actors=(HAFTAR,), recipients=(EGY, NOBODY), **changes)))
    validate(found)
    schemata = ["Article", "Person", "PublicBody", "LegalEntity", "Event", "UnknownLink", "UnknownLink"]
    assert [one["schema"] for one in found] == schemata
    article, person, egypt, nobody, happening, link, _ = found
    assert article["properties"] == {
        "title": ["زيارة"],
        "name": ["زيارة"],
        "publisher": ["المثال"],
        "publishedAt": ["2020-02-03"],
        "sourceUrl": ["https://a.example/1"],
        "language": ["ara"],
    }
    assert person["id"] == "musnad-haftar-khalifa"
    assert person["properties"]["name"] == ["Khalifa Haftar", "خليفة حفتر"]
    assert egypt["properties"] == {"name": ["Egypt", "مصر"], "country": ["eg"], "wikidataId": ["Q79"]}
    assert nobody["properties"] == {"name": ["مجهول"]}
    event_id = row(document)["id"]
    assert happening["properties"] == {
        "name": ["ASSAULT aerial: Khalifa Haftar → Egypt, مجهول"],
        "involved": [person["id"], egypt["id"], nobody["id"]],
        "date": ["2020-01-31"],
        "location": ["طرابلس"],
        "country": ["ly"],
        "keywords": ["ASSAULT", "aerial", "material conflict", "military", "territory"],
        "summary": [document.text],
        "notes": ["attributed to: مصدر"],
        "recordId": [event_id],
        "publisher": ["المثال"],
        "sourceUrl": ["https://a.example/1"],
        "proof": [article["id"]],
    }
    assert (link["properties"]["subject"], link["properties"]["object"]) == ([person["id"]], [egypt["id"]])
    assert link["properties"]["role"] == ["ASSAULT aerial"]


def test_who_is_not_resolved_is_one_in_each_document() -> None:
    ids = [list(_event(row(sample(id=d), actors=(NOBODY,), recipients=())))[1]["id"] for d in "aab"]
    assert ids[0] == ids[1] != ids[2]


def test_ids_are_what_followthemoney_takes() -> None:
    found = list(_event(row(sample(id='<"&>/ وثيقة'), actors=(UNLISTED,), recipients=())))
    validate(found)
    assert found[1]["id"].startswith("musnad-actor-")


def test_status_that_is_not_asserted_is_said() -> None:
    found = list(_event(row(status="negated", actors=(), recipients=(UN,))))
    assert found[-1]["properties"]["name"] == ["ASSAULT aerial (negated): الأمم المتحدة"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    document = sample()
    ties = (
        tie("HOLDS_OFFICE", HAFTAR, LNA),
        tie("LEADS", HAFTAR, party(None, "LBY MIL", ar="قوات الشرق")),
        tie("MEMBER_OF", EGY, UN),
        tie("LEADS", EGY, HAFTAR),
        tie("SUPPORTS", EGY, HAFTAR, status="negated", said_by="قال"),
        tie("OPPOSES", LBY, HAFTAR),
    )
    happened = event(document, actors=(HAFTAR,), recipients=(EGY,))
    return coded_as(tmp_path, CodedDocument(document, (happened,), ties, ()))


def test_ties_are_links(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "ties.ftm.json"
    assert export(workspace, "ftm", path, table="ties") == 6
    found = read(path)
    validate(found)
    links = {
        one["properties"]["role"][0] + one["schema"]: one for one in found if "role" in one["properties"]
    }
    assert set(links) == {
        "قالDirectorship", "MEMBER_OFMembership", "LEADSUnknownLink", "SUPPORTSUnknownLink",
        "OPPOSESUnknownLink",
    }  # fmt: skip
    supports = links["SUPPORTSUnknownLink"]["properties"]
    assert (supports["status"], supports["description"]) == (["negated"], ["attributed to: قال"])
    assert (supports["subject"], supports["object"]) == (["musnad-EGY"], ["musnad-haftar-khalifa"])
    assert Counter(one["schema"] for one in found) == {
        "Article": 1, "Person": 1, "Organization": 2, "PublicBody": 3, "Directorship": 2, "Membership": 1,
        "UnknownLink": 3,
    }  # fmt: skip


def test_events_of_hostile_documents_are_entities(tmp_path: Path) -> None:
    path = tmp_path / "events.ftm.json"
    assert export(awkward(tmp_path), "ftm", path) == 12
    found = read(path)
    validate(found)
    assert Counter(one["schema"] for one in found)["Event"] == 12
