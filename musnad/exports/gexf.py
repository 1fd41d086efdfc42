"""GEXF 1.3, the format of Gephi: the network of events with the days on which they happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from .base import ASSERTED, Exporter, Found
from .markup import Value, attributes
from .network import EDGE_FIELDS, NODE_FIELDS, Edge, Network, Node, network

NAMESPACE = "http://gexf.net/1.3"


class GexfExporter(Exporter):
    """A directed, dynamic graph. `weight` is the absolute value, since Gephi misdraws negative ones; `sign`
    and `signed_weight` tell the rest. Each edge exists on the days of its events (spells), one whose events
    nothing dates always."""

    name = "gexf"
    suffix = ".gexf"
    about = "a signed network of actors for Gephi, with the days of the events for its timeline"
    statuses = ASSERTED

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes the graph."""
        for line in _lines(network(found.rows)):
            sink.write(line.encode() + b"\n")


def _lines(graph: Network) -> Iterator[str]:
    days = [day for edge in graph.edges for span in edge.spans for day in span]
    period: dict[str, Value] = {"start": min(days), "end": max(days)} if days else {}
    head = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{NAMESPACE}" version="1.3">'
    yield f"<graph{attributes({**head, **period})}>"
    yield from _declared("node", NODE_FIELDS)
    yield from _declared("edge", EDGE_FIELDS)
    yield "<nodes>"
    yield from map(_node, graph.nodes)
    yield "</nodes>"
    yield "<edges>"
    for number, edge in enumerate(graph.edges):
        yield _edge(number, edge)
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(kind: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">'
    for name, type in fields.items():
        yield f'<attribute id="{name}" title="{name}" type="{type}"/>'
    yield "</attributes>"


def _node(node: Node) -> str:
    return f"<node{attributes({'id': node.id, 'label': node.label})}>{_values(node.values())}</node>"


def _edge(number: int, edge: Edge) -> str:
    head: dict[str, Value] = {
        "id": number,
        "source": edge.source,
        "target": edge.target,
        "weight": edge.weight,
    }
    spells = "".join(f"<spell{attributes({'start': start, 'end': end})}/>" for start, end in edge.spans)
    spells = f"<spells>{spells}</spells>" if spells else ""
    return f"<edge{attributes(head)}>{_values(edge.values())}{spells}</edge>"


def _values(values: Mapping[str, Value]) -> str:
    cells = "".join(
        f"<attvalue{attributes({'for': name, 'value': value})}/>" for name, value in values.items()
    )
    return f"<attvalues>{cells}</attvalues>"
