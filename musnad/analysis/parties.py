"""Who is meant by a name that a user writes: حفتر, Haftar, EGY, مصر, Q1349096, LBY GOV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import combining, normalize

from .. import ontology
from ..errors import UsageError
from ..knowledge import Actor, KnowledgeBase, State
from ..language.folding import fold
from ..records import Name

NEAR = 5
"""How many near names, or choices, an error names."""
CLOSENESS = 0.6
"""Least similarity of a near name, 0 to 1."""
SHORT = {"UK": "GBR", "UAE": "ARE", "U.S.": "USA", "U.K.": "GBR", "U.A.E.": "ARE"}
"""English short names of states that are no ISO code of theirs."""
_CODE = re.compile(r"[A-Z]{3}( [A-Z]{3})*")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a dyad as a user asks for it."""

    id: str
    """What an event table calls it: the id of an actor, the ISO 3166 alpha-3 code of a state, or a code with
    sectors (LBY GOV)."""
    kind: str
    """actor, state or code."""
    name: Name
    country: str
    """ISO 3166 alpha-3; empty for international ones."""


def find_party(knowledge: KnowledgeBase, text: str, others: Mapping[str, Name] | None = None) -> Party:
    """The party of an id, an ISO code (EGY, EG), a code with sectors (LBY GOV), a Wikidata QID, or a name in
    Arabic or English. A whole name goes before a part of one; where a part fits several actors, the one whom
    news calls by that word alone is meant (Haftar: Khalifa Haftar). A capital or a seat of power stands for
    its state. `others` are further actors, ids with names, that the knowledge does not have.

    Raises: UsageError if the text names nobody, with near names, or several, with the choices.
    """
    others = others or {}
    written = " ".join(text.split())
    if not written:
        raise UsageError("the name of an actor is empty", remedy="Name an actor, a state or a code.")
    found = _by_id(knowledge, written, others) or _by_code(knowledge, written)
    for look in (_by_arabic_name, _by_whole_name, _by_part):
        if found is not None:
            return found
        choices = sorted(set(look(knowledge, written, others)), key=lambda party: party.id)
        if len(choices) > 1:
            raise _several(written, choices)
        found = choices[0] if choices else None
    if found is None:
        raise _nobody(knowledge, written, others)
    return found


def name_of(knowledge: KnowledgeBase, party: str) -> Name:
    """The name of a party of an event table, from its id; of what is not known the id itself."""
    state = knowledge.states.get(party)
    if state is not None:
        return state.name
    if party in knowledge.actors or party in knowledge.merged:
        return knowledge.actor(party).name
    return _code_name(knowledge, party) if _CODE.fullmatch(party) else Name(party, party)


def _of_state(state: State) -> Party:
    return Party(state.iso3, "state", state.name, state.iso3)


def _of_actor(actor: Actor) -> Party:
    return Party(actor.id, "actor", actor.name, actor.country)


def _by_id(knowledge: KnowledgeBase, written: str, others: Mapping[str, Name]) -> Party | None:
    if written in knowledge.states:
        return _of_state(knowledge.states[written])
    for id in (written, written.casefold()):
        if id in knowledge.actors or id in knowledge.merged:
            return _of_actor(knowledge.actor(id))
    if written in others:
        parts = written.split(":")
        return Party(written, "actor", others[written], parts[1] if len(parts) == 3 else "")
    if re.fullmatch(r"Q\d+", written):
        for state in knowledge.states.values():
            if state.wikidata == written:
                return _of_state(state)
        for actor in knowledge.actors.values():
            if actor.wikidata == written:
                return _of_actor(actor)
    return None


def _by_code(knowledge: KnowledgeBase, written: str) -> Party | None:
    """The party of a code; of one of two letters only in capitals."""
    if written in SHORT:
        return _of_state(knowledge.states[SHORT[written]])
    for state in knowledge.states.values():
        if state.iso2 == written:
            return _of_state(state)
    first, *sectors = written.split(" ")
    sound = first in knowledge.states or first in ontology.INTERNATIONAL
    known = all(sector in ontology.SECTORS or sector in ontology.INTERNATIONAL for sector in sectors)
    if not (_CODE.fullmatch(written) and sound and known):
        return None
    country = first if first in knowledge.states else ""
    return Party(written, "code", _code_name(knowledge, written), country)


def _code_name(knowledge: KnowledgeBase, code: str) -> Name:
    """LBY GOV: ليبيا (GOV), Libya (government)."""
    first, *sectors = code.split(" ")
    state = knowledge.states.get(first)
    if state is None or not sectors:
        return Name(code, code)
    return Name(f"{state.name.ar} ({' '.join(sectors)})", f"{state.name.en} ({' '.join(sectors)})")


def _by_arabic_name(knowledge: KnowledgeBase, written: str, others: Mapping[str, Name]) -> Iterable[Party]:
    entries = knowledge.names.called(written)
    sure = [entry for entry in entries if not entry.doubtful] or entries
    for entry in sure:
        if entry.kind == "actor":
            yield _of_actor(entry.value)
    if not any(entry.kind == "actor" for entry in sure):
        for entry in sure:
            if entry.kind in ("state", "capital", "seat"):
                yield _of_state(entry.value)


def _by_whole_name(knowledge: KnowledgeBase, written: str, others: Mapping[str, Name]) -> Iterable[Party]:
    wanted = _plain(written)
    return [party for name, party in _all_names(knowledge, others) if name == wanted]


def _by_part(knowledge: KnowledgeBase, written: str, others: Mapping[str, Name]) -> Iterable[Party]:
    wanted = f" {_plain(written)} "
    found = {party for name, party in _all_names(knowledge, others) if wanted in f" {name} "}
    alone = [party for party in found if _goes_by_surname(knowledge.actors.get(party.id))]
    return alone if len(alone) == 1 else found


def _all_names(knowledge: KnowledgeBase, others: Mapping[str, Name]) -> list[tuple[str, Party]]:
    """Every name, as it is compared, with whom it names; of `others` too."""
    more = [
        (_plain(name), party)
        for id, both in others.items()
        if (party := _by_id(knowledge, id, others)) is not None
        for name in (both.ar, both.en)
        if name
    ]
    return [*_known_names(knowledge), *more]


@lru_cache(maxsize=2)
def _known_names(knowledge: KnowledgeBase) -> tuple[tuple[str, Party], ...]:
    found = []
    for state in knowledge.states.values():
        names = (state.name.en, state.name.ar, *state.aliases, state.capital.en)
        found += [(_plain(name), _of_state(state)) for name in names if name]
    for actor in knowledge.actors.values():
        names = (actor.name.en, actor.name.ar, *actor.aliases)
        found += [(_plain(name), _of_actor(actor)) for name in names if name]
    return tuple(found)


def _goes_by_surname(actor: Actor | None) -> bool:
    return actor is not None and actor.name.ar.split()[-1] in actor.aliases


def _plain(name: str) -> str:
    """A name as it is compared: folded, without marks over Latin letters, hyphens, brackets and the article
    of Arabic names."""
    bare = "".join(c for c in normalize("NFKD", fold(name)) if not combining(c)).replace("ı", "i")
    words = re.sub(r"[-()'’.,]", " ", bare.casefold()).split()
    return " ".join(word for word in words if word not in ("al", "el")) or " ".join(words)


def _several(written: str, choices: list[Party]) -> UsageError:
    some = ", ".join(f"{party.id} ({party.name.en or party.name.ar})" for party in choices[:NEAR])
    more = f" and {len(choices) - NEAR} more" if len(choices) > NEAR else ""
    return UsageError(f"'{written}' is the name of several: {some}{more}", remedy="Give the id of one.")


def _nobody(knowledge: KnowledgeBase, written: str, others: Mapping[str, Name]) -> UsageError:
    known: dict[str, Party] = {}
    for name, party in _all_names(knowledge, others):
        known.setdefault(name, party)
        surname = name.split()[-1] if party.kind == "actor" else name
        if surname not in known or _goes_by_surname(knowledge.actors.get(party.id)):
            known[surname] = party
    near = [known[name] for name in get_close_matches(_plain(written), known, NEAR, CLOSENESS)]
    names = ", ".join(f"{party.id} ({party.name.en or party.name.ar})" for party in dict.fromkeys(near))
    remedy = f"Near names: {names}." if near else "`musnad actors find` looks by name."
    return UsageError(f"there is no actor '{written}'", remedy=remedy)
