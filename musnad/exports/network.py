"""The network of events: actors as nodes, and as an edge all that one is reported to have done to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from ..knowledge import load_knowledge
from .countries import split_code
from .dates import When, when
from .dyads import Party, dyads, party_key
from .events import rows
from .markup import Value

CONFLICT = (3, 4)
"""Quad classes of conflict."""
NODE_FIELDS: Mapping[str, str] = {
    "name_en": "string", "name_ar": "string", "kind": "string", "country": "string", "sector": "string",
    "events": "integer",
}  # fmt: skip
EDGE_FIELDS: Mapping[str, str] = {
    "sign": "integer", "signed_weight": "double", "mean_intensity": "double", "events": "integer",
    "cooperation": "integer", "conflict": "integer", "first": "string", "last": "string",
}  # fmt: skip
"""The attributes beside `weight`, with their types in GEXF; docs/exports.md explains them."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the knowledge base, or all of one country and sector that are not told apart (LBY MIL)."""

    id: str
    name_en: str
    name_ar: str
    kind: str
    """As in the knowledge base, `state`, or `group` for a code."""
    country: str
    """ISO 3166 alpha-3, or PLOVER's code of an international actor."""
    sector: str
    """The sector that the actor has most often."""
    events: int
    """Events that the actor takes part in."""

    @property
    def label(self) -> str:
        """The English name, else the Arabic one, else the code."""
        return self.name_en or self.name_ar or self.id

    def values(self) -> dict[str, Value]:
        """The attributes, by NODE_FIELDS."""
        return {name: getattr(self, name) for name in NODE_FIELDS}


@dataclass(frozen=True, slots=True)
class Edge:
    """What one actor did to another."""

    source: str
    target: str
    events: int
    cooperation: int
    conflict: int
    signed_weight: float
    """Sum of PLOVER's intensity: above 0 where cooperation outweighs conflict."""
    spans: tuple[tuple[str, str], ...]
    """The first and last day of each event that is dated, in order, each pair once."""

    @property
    def weight(self) -> float:
        """The absolute value of `signed_weight`: Gephi misdraws negative weights."""
        return abs(self.signed_weight)

    def values(self) -> dict[str, Value]:
        """The attributes, by EDGE_FIELDS; `first` and `last` are empty where no event is dated."""
        return {
            "sign": (self.signed_weight > 0) - (self.signed_weight < 0),
            "signed_weight": self.signed_weight,
            "mean_intensity": self.signed_weight / self.events,
            "events": self.events,
            "cooperation": self.cooperation,
            "conflict": self.conflict,
            "first": self.spans[0][0] if self.spans else "",
            "last": max(last for _, last in self.spans) if self.spans else "",
        }


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, both by id; every node has an edge."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(slots=True)
class _Seen:
    """What is known of an actor from its events."""

    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    events: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Sum:
    events: int = 0
    conflict: int = 0
    intensity: float = 0.0
    spans: set[tuple[str, str]] = field(default_factory=set)


def network(events: pa.Table) -> Network:
    """The network of the rows of `event_table`.

    Who is neither resolved nor of a known country is nobody; an actor that deals with itself makes no edge.
    """
    seen: dict[str, _Seen] = defaultdict(_Seen)
    sums: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
    for row in rows(events):
        date = when(row)
        paired = {}
        for actor, recipient in dyads(row):
            if actor and recipient:
                pair = party_key(actor), party_key(recipient)
                if all(pair) and pair[0] != pair[1]:
                    paired[pair] = (actor, recipient)
        for pair, parties in paired.items():
            _add(sums[pair], row["quad_class"], row["intensity"], date)
            for key, party in zip(pair, parties, strict=True):
                _note(seen[key], party, row["id"])
    nodes = tuple(_node(key, seen[key]) for key in sorted(seen))
    return Network(nodes, tuple(_edge(pair, sums[pair]) for pair in sorted(sums)))


def _add(total: _Sum, quad_class: int, intensity: float, date: When) -> None:
    total.events += 1
    total.conflict += quad_class in CONFLICT
    total.intensity += intensity
    if date.date:
        total.spans.add(date.bounds())


def _note(seen: _Seen, party: Party, event_id: str) -> None:
    seen.events.add(event_id)
    seen.codes[party["code"]] += 1
    if party["name"] and party["actor_id"]:
        seen.names[party["name"]["en"], party["name"]["ar"]] += 1


def _node(key: str, seen: _Seen) -> Node:
    knowledge = load_knowledge()
    # The commonest, and of equals the first by the alphabet.
    code = min(seen.codes, key=lambda one: (-seen.codes[one], one))
    country, sectors = split_code(code)
    english, arabic = min(seen.names, key=lambda one: (-seen.names[one], one)) if seen.names else ("", "")
    actor = knowledge.actors.get(key)
    kind = actor.kind if actor else "state" if key in knowledge.states else "" if seen.names else "group"
    return Node(key, english, arabic, kind, country, sectors[0] if sectors else "", len(seen.events))


def _edge(pair: tuple[str, str], total: _Sum) -> Edge:
    return Edge(
        source=pair[0],
        target=pair[1],
        events=total.events,
        cooperation=total.events - total.conflict,
        conflict=total.conflict,
        signed_weight=total.intensity,
        spans=tuple(sorted(total.spans)),
    )
