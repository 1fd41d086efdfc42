"""GEXF and GraphML: the network, as networkx and a strict parser read it."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from exports_fakes import NOBODY, awkward, coded_as, event, party, row, sample, table
from lxml import etree

from musnad.exports import export, get_exporter
from musnad.exports.base import Found
from musnad.exports.markup import escaped
from musnad.exports.network import EDGE_FIELDS, NODE_FIELDS, network
from musnad.records import CodedDocument
from musnad.workspace import Workspace

EGY, LBY = party("EGY", "EGY GOV", "Egypt", "مصر"), party("LBY", "LBY GOV", "Libya", "ليبيا")
REBELS = party(None, "LBY REB")
VISIT = {"event_type": "CONSULT", "event_mode": "visit", "quad_class": 1, "intensity": 4.0}
CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32)])) + "\ud800\ufffe\uffff"
HOSTILE = f"<b>\"&'{CONTROLS}]]>\t\r\n\u202eعكس\U0001f1f1\U0001f1fe --> <![CDATA["


def acted(id: str, actor: Any = EGY, recipient: Any = LBY, **changes: Any) -> dict[str, Any]:
    return row(id=id, actors=(actor,), recipients=(recipient,), **changes)


def written(format: str, *rows: dict[str, Any]) -> bytes:
    sink = io.BytesIO()
    get_exporter(format).write(Found(Workspace(Path()), "events", table(*rows)), sink)
    return sink.getvalue()


def read(format: str, data: bytes) -> Any:
    """The graph as networkx reads it, after a parser that forgives nothing."""
    etree.fromstring(data, etree.XMLParser(recover=False, resolve_entities=False))
    reader = networkx.read_gexf if format == "gexf" else networkx.read_graphml
    return reader(io.BytesIO(data))


def test_edges_are_directed_and_signed() -> None:
    graph = network(table(acted("1"), acted("2", **VISIT), acted("3", LBY, EGY, **VISIT)))
    there, back = graph.edges
    assert (there.source, there.target, back.source) == ("EGY", "LBY", "LBY")
    assert (there.weight, back.weight) == (5.5, 4.0)
    assert there.values() == {
        "sign": -1,
        "signed_weight": -5.5,
        "mean_intensity": -2.75,
        "events": 2,
        "cooperation": 1,
        "conflict": 1,
        "first": "2020-01-31",
        "last": "2020-01-31",
    }
    assert back.values()["sign"] == 1


def test_edge_that_balances_has_no_sign() -> None:
    (edge,) = network(table(acted("1", intensity=4.0), acted("2", intensity=-4.0))).edges
    assert (edge.weight, edge.values()["sign"]) == (0.0, 0)


def test_edge_has_the_days_of_its_events() -> None:
    rows = (
        acted("1"),
        acted("2", event_date="2020-02", date_precision="month"),
        acted("3", event_date=""),
        acted("4"),
    )
    (edge,) = network(table(*rows)).edges
    month = ("2020-02-01", "2020-02-29")
    assert edge.spans == (("2020-01-31", "2020-01-31"), month, ("2020-02-03", "2020-02-03"))
    assert (edge.values()["first"], edge.values()["last"]) == ("2020-01-31", "2020-02-29")
    (undated,) = network(
        table(row(sample(published=""), actors=(EGY,), recipients=(LBY,), event_date=""))
    ).edges
    assert (undated.spans, undated.values()["first"]) == ((), "")


def test_nodes_are_actors_and_groups() -> None:
    known = party("haftar-khalifa", "LBY MIL", "Khalifa Haftar", "خليفة حفتر")
    nodes = network(table(acted("1", known, REBELS), acted("2", EGY, known), acted("3", NOBODY, EGY))).nodes
    assert [(n.id, n.label, n.kind, n.country, n.sector, n.events) for n in nodes] == [
        ("EGY", "Egypt", "state", "EGY", "GOV", 1),
        ("LBY REB", "LBY REB", "group", "LBY", "REB", 1),
        ("haftar-khalifa", "Khalifa Haftar", "person", "LBY", "MIL", 2),
    ]
    assert nodes[2].name_ar == "خليفة حفتر"


def test_nobody_and_oneself_make_no_edge() -> None:
    assert network(table(acted("1", NOBODY, LBY), acted("2", EGY, EGY))).edges == ()


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_graph_is_read_as_it_is(format: str) -> None:
    rows = (acted("1"), acted("2", REBELS, LBY, **VISIT))
    graph = read(format, written(format, *rows))
    expected = network(table(*rows))
    assert graph.is_directed() and not graph.is_multigraph()
    assert set(graph.nodes) == {node.id for node in expected.nodes}
    for node in expected.nodes:
        assert graph.nodes[node.id] == node.values() | {"label": node.label}
    assert len(graph.edges) == len(expected.edges)
    for edge in expected.edges:
        data = graph.edges[edge.source, edge.target]
        assert {name: data[name] for name in EDGE_FIELDS} == edge.values()
        assert data["weight"] == edge.weight >= 0


def test_gexf_tells_when() -> None:
    rows = (acted("1"), acted("2", event_date="2020-02", date_precision="month"))
    data = written("gexf", *rows)
    graph = read("gexf", data)
    assert graph.graph["mode"] == "dynamic"
    assert graph.edges["EGY", "LBY"]["spells"] == [("2020-01-31", "2020-01-31"), ("2020-02-01", "2020-02-29")]
    root = ElementTree.fromstring(data)
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    inner = root[0]
    names = ("defaultedgetype", "mode", "timeformat", "start", "end")
    assert [inner.get(n) for n in names] == ["directed", "dynamic", "date", "2020-01-31", "2020-02-29"]
    declared = {a.get("id") for a in root.iter("{http://gexf.net/1.3}attribute")}
    assert declared == {*NODE_FIELDS, *EDGE_FIELDS}


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_hostile_labels_are_harmless(format: str) -> None:
    plain = HOSTILE.translate(dict.fromkeys(map(ord, CONTROLS)))
    name = HOSTILE.replace("\ud800", "")  # Arrow takes no lone surrogate
    hostile = party(f"id {name}", "LBY MIL", name, name)
    graph = read(format, written(format, acted("1", hostile)))
    data = graph.nodes[f"id {plain}"]
    assert (data["label"], data["name_en"], data["name_ar"]) == (plain, plain, plain)
    assert "عكس" in plain and "\r\n" in plain


def test_escaped_leaves_out_what_xml_forbids() -> None:
    assert escaped(CONTROLS) == ""
    assert escaped("\ud7ff\ue000\ufffd\U0010ffff") == "\ud7ff\ue000\ufffd\U0010ffff"


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_file_of_a_workspace_holds_what_is_asserted(tmp_path: Path, format: str) -> None:
    document = sample()
    asserted = event(
        document, actors=(EGY,), recipients=(LBY,), said_by="", said_by_start=None, said_by_end=None
    )
    negated = dataclasses.replace(asserted, id="n", actors=(REBELS,), status="negated")
    workspace = coded_as(tmp_path, CodedDocument(document, (asserted, negated), (), ()))
    assert export(workspace, format, tmp_path / "a") == 1
    assert set(read(format, (tmp_path / "a").read_bytes())) == {"EGY", "LBY"}
    everything = workspace.events(status=["asserted", "negated"])
    assert export(workspace, format, tmp_path / "b", selection=everything) == 2
    assert set(read(format, (tmp_path / "b").read_bytes())) == {"EGY", "LBY", "LBY REB"}


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_graph_of_nothing(tmp_path: Path, format: str) -> None:
    assert len(read(format, written(format))) == 0
    assert export(awkward(tmp_path), format, tmp_path / "a") == 12
