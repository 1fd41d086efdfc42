from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from web_fakes import client, hard_workspace

from musnad.exports import event_table, rows
from musnad.records import Document, fields_of, to_json
from musnad.web.api import RESOURCES, openapi
from musnad.workspace import Workspace

DESCRIBED = openapi()
SCHEMAS: dict[str, Any] = DESCRIBED["components"]["schemas"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hard_workspace(tmp_path_factory.mktemp("hard"))


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[TestClient]:
    with client(folder) as made:
        yield made


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not as its schema says: the part of JSON Schema that the description uses."""
    if "$ref" in schema:
        return faults(value, SCHEMAS[schema["$ref"].rsplit("/", 1)[1]], at)
    if "anyOf" in schema:
        tried = [faults(value, one, at) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
             "integer": int, "number": (int, float)}  # fmt: skip
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kinds[kind]) for kind in wanted):
        return [f"{at}: {type(value).__name__} is not {wanted}"]
    if isinstance(value, dict):
        found = [f"{at}.{name} is missing" for name in schema["required"] if name not in value]
        found += [f"{at}.{name} is not described" for name in value if name not in schema["properties"]]
        for name in schema["properties"].keys() & value.keys():
            found += faults(value[name], schema["properties"][name], f"{at}.{name}")
        return found
    if isinstance(value, list):
        return [f for n, item in enumerate(value) for f in faults(item, schema["items"], f"{at}[{n}]")]
    return []


def content(path: str) -> dict[str, Any]:
    schema = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert isinstance(schema, dict)
    return schema


@pytest.mark.parametrize("resource", [r for r in RESOURCES if r.find], ids=lambda r: r.path)
def test_lists_are_as_described(site: TestClient, resource: Any) -> None:
    reply = site.get(f"/api{resource.path}")
    assert reply.status_code == 200 and reply.headers["content-type"] == "application/json"
    data = reply.json()
    assert faults(data, content(f"/api{resource.path}")) == []
    assert len(data["items"]) == data["total"] > 0 and data["next"] is None


def test_records_are_as_described_and_as_stored(site: TestClient, folder: Path) -> None:
    workspace = Workspace.open(folder)
    for event in rows(event_table(workspace)):
        reply = site.get(f"/api/events/{event['id']}").json()
        assert reply == event
        assert faults(reply, content("/api/events/{id}")) == []
    for document in workspace.documents().records():
        reply = site.get(f"/api/documents/{quote(document.id, safe='')}")
        assert reply.json()["document"] == to_json(document)
        assert faults(reply.json(), content("/api/documents/{id}")) == []


def test_a_wrong_answer_would_be_found() -> None:
    name = {"$ref": "#/components/schemas/Name"}
    assert faults({"ar": "مصر"}, name) == [".en is missing"]
    assert faults({"ar": "مصر", "en": 1, "x": 2}, name) == [
        ".x is not described",
        ".en: int is not ['string']",
    ]


def test_the_description_is_served_and_has_every_parameter(site: TestClient) -> None:
    assert site.get("/api/openapi.json").json() == DESCRIBED
    assert DESCRIBED["openapi"].startswith("3.1")
    for resource in RESOURCES:
        operation = DESCRIBED["paths"][f"/api{resource.path}"]["get"]
        names = {p["name"] for p in operation["parameters"]}
        assert names == ({p.name for p in resource.parameters} or {"id"})
        assert operation["responses"].keys() >= {"200", "400"}
    properties = SCHEMAS["Document"]["properties"]
    assert {
        f.name: f.meaning in properties[f.name]["description"] for f in fields_of(Document)
    } == dict.fromkeys(properties, True)
    operations = [path["get"]["operationId"] for path in DESCRIBED["paths"].values()]
    assert len(set(operations)) == len(operations)


def test_pages_of_lists_follow_each_other(site: TestClient) -> None:
    for path in ("events", "documents", "dyads"):
        whole = site.get(f"/api/{path}").json()["items"]
        came: list[Any] = []
        cursor = ""
        while True:
            data = site.get(f"/api/{path}", params={"limit": 1, "cursor": cursor}).json()
            came += data["items"]
            if data["next"] is None:
                break
            cursor = data["next"]
        assert came == whole


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?limit=x", 400),
        ("events?cursor=W10", 400),
        ("events?dyad=a&dyad=b&dyad=c", 400),
        ("documents?since=2020-99", 400),
        ("set-aside?outcome=lost", 400),
        ("actors?actor=x", 400),
        ("events/none", 404),
        ("documents/none", 404),
        ("documents/a?x=1", 400),
        ("nope", 404),
        ("events/", 404),
    ],
)
def test_errors_are_of_one_form(site: TestClient, path: str, status: int) -> None:
    reply = site.get(f"/api/{path}", follow_redirects=True)
    assert reply.status_code == status
    if reply.headers["content-type"] != "application/problem+json":
        raise AssertionError(reply.text)
    assert faults(reply.json(), SCHEMAS["Problem"]) == []


def test_the_readable_page_names_every_address(site: TestClient) -> None:
    for lang in ("ar", "en"):
        text = site.get(f"/{lang}/api").text
        assert [r.path for r in RESOURCES if f"/api{r.path}" not in text] == []
    assert site.get("/api/").headers["location"] == "/en/api"
