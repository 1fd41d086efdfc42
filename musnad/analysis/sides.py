"""For whom a participant counts: states and international bodies as wholes, those asked about for themselves.

"Who stands with Haftar?" is asked about one man and the states around him, so an event table has parties of
both kinds:

1. Whoever is asked about (a focus) stands for himself: his own mentions, those of the bodies that he
   commands while he does, those of bodies that news names after him (قوات حفتر) while no other commands them,
   and those of the people whose foremost office at the time is in such a body (the spokesman of his army). A
   body that is asked about holds those whose foremost office is in it. A president is not merged with his
   state, nor a minister: they hold their offices of the state, not of a body.
2. A state, or a code such as LBY GOV, that is asked about holds all its people and bodies, but for 1.
3. In the country of a focus nobody else counts for the country, whose camps may be each other's rivals:
   people count with the body in which they have their foremost office, else for themselves, and unresolved
   mentions by their code (LBY MIL: soldiers, whose is not said). The bare country is what the text says of it
   as such.
4. Everybody else counts for a state, by the first part of the code. The United Nations and the European Union
   are one party each with their people and organs; any other international body is one for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ..knowledge import KnowledgeBase, Office
from ..knowledge.holders import title_key
from ..language.words import word_key
from .parties import Party

FAMILIES = {"IGO UNO": "un", "IGO EUR": "eu"}
"""Codes whose holders are organs and people of one body."""
UNKNOWN = "---"
"""The country of a code that has none."""
NAMED_AFTER = ("armed_group", "government")
"""Kinds of bodies that news names after who commands them."""
_HEADS = tuple(
    title_key(map(word_key, title.split()))
    for title in (
        "قائد", "قائد عام", "قائد أعلى", "زعيم", "زعيم حزب", "زعيم حركة", "زعيم تنظيم", "زعيم جماعة", "رئيس",
        "رئيس حزب", "رئيس حركة", "رئيس هيئة", "رئيس مجلس", "رئيس المكتب السياسي", "رئيس حكومة", "أمير",
        "أمير تنظيم", "أمين عام", "مرشد", "مرشد عام", "مراقب عام", "آمر", "قائد قوات", "قائد حركة",
    )
)  # fmt: skip
"""Titles of who commands a body, without its name."""


@dataclass(frozen=True, slots=True)
class Claim:
    """When a body or actor counts for one who is asked about."""

    side: str
    office: Office | None = None
    """While this office lasts; None: always."""
    unless: tuple[Office, ...] = ()
    """Not while somebody else holds one of these."""

    def holds(self, day: str) -> bool:
        """Whether it counts on a day."""
        held = self.office is None or self.office.held_on(day)
        return held and not any(office.known_on(day) for office in self.unless)


@dataclass(frozen=True, slots=True)
class Sides:
    """For whom each participant counts, given who is asked about; see the module's words."""

    knowledge: KnowledgeBase
    asked: tuple[Party, ...]
    apart: frozenset[str] = field(init=False)
    """Countries of the actors asked about that are not asked about themselves."""
    _claimed: dict[str, tuple[Claim, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        states = {party.id for party in self.asked if party.kind == "state"}
        apart = {party.country for party in self.asked if party.kind != "state"} - states - {""}
        object.__setattr__(self, "apart", frozenset(apart))
        object.__setattr__(self, "_claimed", self._claims())

    def of(self, actor_id: str, code: str, day: str) -> str:
        """The party that a participant counts for on a day (YYYY-MM-DD); empty for nobody known.

        `actor_id` is empty for a mention that is not resolved.
        """
        actor_id = self.knowledge.merged.get(actor_id, actor_id)
        body = _body(self.knowledge, actor_id, day)
        for one in (actor_id, body):
            for claim in self._claimed.get(one, ()):
                if claim.holds(day):
                    return claim.side
        return self._at_large(actor_id, code, body)

    def dated(self, actor_id: str) -> bool:
        """Whether for whom a participant counts can depend on the day."""
        actor_id = self.knowledge.merged.get(actor_id, actor_id)
        actor = self.knowledge.actors.get(actor_id)
        return actor_id in self._claimed or (actor is not None and bool(actor.offices))

    def _at_large(self, actor_id: str, code: str, body: str) -> str:
        country = code.split(" ")[0]
        codes = [party.id for party in self.asked if party.kind != "actor"]
        for asked in sorted(codes, key=len, reverse=True):
            if f"{code} ".startswith(f"{asked} "):
                return asked
        if country in self.apart:
            return body or actor_id or code
        if country in self.knowledge.states:
            return country
        for family, head in FAMILIES.items():
            if code.startswith(family):
                return head
        return body or actor_id or ("" if country == UNKNOWN else code)

    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        actors = [party.id for party in self.asked if party.kind == "actor"]
        found: dict[str, list[Claim]] = {id: [Claim(id)] for id in actors}
        commanders = _commanders(self.knowledge)
        for body, terms in commanders.items():
            for office in terms:
                if office.actor_id in actors:
                    found.setdefault(body, []).append(Claim(office.actor_id, office))
        for id in actors:
            for body in _named_after(self.knowledge, id):
                others = tuple(office for office in commanders.get(body, ()) if office.actor_id != id)
                found.setdefault(body, []).append(Claim(id, None, others))
        return {id: tuple(claims) for id, claims in found.items()}


def _body(knowledge: KnowledgeBase, actor_id: str, day: str) -> str:
    """The body, no state, in which an actor has the foremost office on a day; empty if in none."""
    actor = knowledge.actors.get(actor_id)
    office = actor.office_on(day) if actor else None
    return office.body if office and office.body in knowledge.actors else ""


@lru_cache(maxsize=2)
def _commanders(knowledge: KnowledgeBase) -> dict[str, tuple[Office, ...]]:
    """The offices of those who command each body, in the order of the tables."""
    found: dict[str, tuple[Office, ...]] = {}
    for actor in knowledge.actors.values():
        for office in actor.offices:
            if office.body in knowledge.actors and any(
                knowledge.holders.is_called(office, title) for title in _HEADS
            ):
                found[office.body] = (*found.get(office.body, ()), office)
    return found


def _named_after(knowledge: KnowledgeBase, id: str) -> list[str]:
    """The bodies of the actor's country one of whose names has a name of the actor in it."""
    him = knowledge.actors.get(id)
    if him is None:
        return []
    own = [f" {_key(name)} " for name in (him.name.ar, *him.aliases)]
    return [
        body.id
        for body in knowledge.actors.values()
        if body.kind in NAMED_AFTER and body.country == him.country and body.id != id
        for names in [[f" {_key(name)} " for name in (body.name.ar, *body.aliases)]]
        if any(name in whole for name in own for whole in names)
    ]


def _key(name: str) -> str:
    return " ".join(map(word_key, name.split()))
