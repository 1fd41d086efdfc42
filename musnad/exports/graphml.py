"""GraphML: the network of events for Cytoscape, igraph, yEd, networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from .base import ASSERTED, Exporter, Found
from .markup import Value, attributes, escaped
from .network import EDGE_FIELDS, NODE_FIELDS, Network, network

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {"integer": "int", "double": "double", "string": "string"}
"""GraphML's names of the types of GEXF."""


class GraphmlExporter(Exporter):
    """A directed graph with the attributes of the GEXF one, the period of an edge as `first` and `last`."""

    name = "graphml"
    suffix = ".graphml"
    about = "the same network for Cytoscape, igraph and networkx"
    statuses = ASSERTED

    def write(self, found: Found, sink: BinaryIO) -> None:
        """Writes the graph."""
        for line in _lines(network(found.rows)):
            sink.write(line.encode() + b"\n")


def _lines(graph: Network) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{NAMESPACE}">'
    yield from _keys("node", {"label": "string", **NODE_FIELDS})
    yield from _keys("edge", {"weight": "double", **EDGE_FIELDS})
    yield '<graph edgedefault="directed">'
    for node in graph.nodes:
        data = _data("node", {"label": node.label, **node.values()})
        yield f"<node{attributes({'id': node.id})}>{data}</node>"
    for edge in graph.edges:
        ends = attributes({"source": edge.source, "target": edge.target})
        yield f"<edge{ends}>{_data('edge', {'weight': edge.weight, **edge.values()})}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _keys(kind: str, fields: Mapping[str, str]) -> Iterator[str]:
    for name, type in fields.items():
        values = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": TYPES[type]}
        yield f"<key{attributes(values)}/>"


def _data(kind: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{kind}_{name}">{escaped(value)}</data>' for name, value in values.items())
