"""One actor: names and offices, isolation and hostility over time, who stands how, events, and how outlets
name him."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ... import measures
from ...analysis import Actor, Analysis, Party
from ...charts import Chart, Line, Row, Spot, interval_chart, line_chart
from ...measures import ASSERTED, EventTable, Framing
from ..answers import Answer, Asked
from ..measuring import later, measured, named, plain
from ..messages import Words
from ..query import Parameter
from ..state import State
from .base import Page

FILTERS = (Parameter("id", "the actor: by id, country or name, Arabic or English", required=True),)
MOST_POINTS = 30
"""Days on which isolation is measured: ends of months, evenly apart."""
MOST_OTHERS = 24
"""Parties beside whom the actor is shown: those with most events."""
MOST_TOLD = 20
"""Sentences that are shown, the latest."""
MOST_EXPRESSIONS = 6
"""Expressions of an outlet that are shown."""


def answer(asked: Asked) -> Answer:
    """The actor whom a name means.

    Raises: NotReady while it is being worked out; UsageError if the name means nobody, or several.
    """
    data = later(asked, "actor", lambda state: _data(state, asked.query.text("id")))
    words = asked.words
    shown = {"isolation": _isolation_chart(data, words), "standing": _standing_chart(data, words)}
    return Answer(words.name(data["name"], data["id"]), data, "standing", shown)


def _data(state: State, name: str) -> dict[str, Any]:
    workspace = state.analysis
    party = workspace.party(name)
    actor, table = workspace.actor(party), workspace.table((party,))
    ids = table.involving(party.id).ids_of()
    told = workspace.evidence(ids)
    standing = list(_standing(workspace, table, party))
    return {
        "id": party.id,
        "kind": party.kind,
        "name": named(workspace, [party.id])[party.id],
        "country": party.country,
        **_known(workspace, party),
        "events": len(ids),
        "isolation": list(_isolation(workspace, actor)),
        "standing": standing,
        "told": told.rows()[::-1][:MOST_TOLD],
        "framing": framing_of(actor.names()),
    }


def _known(workspace: Analysis, party: Party) -> dict[str, Any]:
    """What the knowledge base says."""
    knowledge = workspace.knowledge
    state = knowledge.states.get(party.id)
    if state is not None:
        return {"aliases": list(state.aliases), "offices": [], "patrons": [], "wikidata": state.wikidata}
    if party.id not in knowledge.actors:
        return {"aliases": [], "offices": [], "patrons": [], "wikidata": ""}
    known = knowledge.actor(party.id)
    names = named(workspace, [*known.patrons, *(office.body for office in known.offices)])
    return {
        "aliases": list(known.aliases),
        "offices": [
            {"title": plain(office.title), "body": office.body, "body_name": names[office.body],
             "start": office.start, "end": office.end}
            for office in sorted(known.offices, key=lambda office: (office.start, office.end))
        ],
        "patrons": [{"id": patron, "name": names[patron]} for patron in known.patrons],
        "wikidata": known.wikidata,
    }  # fmt: skip


def _isolation(workspace: Analysis, actor: Actor) -> Iterator[dict[str, Any]]:
    """Isolation and hostility at the ends of months, from the actor's first event on."""
    table, peers = actor.table(), actor.peers()
    dates = table.involving(actor.party.id).dates(ASSERTED)
    last = workspace.last_day()
    if not peers or not len(dates) or last is None:
        return
    first = datetime.date(1970, 1, 1) + datetime.timedelta(int(dates.min()))
    earliest = workspace.query(
        "SELECT min(left(published, 10)) AS first FROM documents WHERE length(published) >= 10"
    ).to_pylist()[0]["first"]
    begin = max(first, datetime.date.fromisoformat(earliest))
    for day in month_ends(begin, datetime.date.fromisoformat(last)):
        found = measures.isolation(table, actor.party.id, peers, at=day)
        low, high = found.hostility_interval or (None, None)
        yield {
            "date": day.isoformat(),
            **measured(found),
            "hostility": plain(found.hostility),
            "hostility_low": plain(low),
            "hostility_high": plain(high),
        }


def month_ends(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Ends of months from one day to another and the last day itself; MOST_POINTS at most, evenly apart."""
    if last < first:
        return [last]
    begin, end = first.year * 12 + first.month, last.year * 12 + last.month  # the month after
    days = [datetime.date(n // 12, n % 12 + 1, 1) - datetime.timedelta(1) for n in range(begin, end)]
    step = -(-(len(days) + 1) // MOST_POINTS)
    return [*days[::-1][step - 1 :: step][::-1], last]


def _standing(workspace: Analysis, table: EventTable, party: Party) -> Iterator[dict[str, Any]]:
    """The alignment with each of those whom the actor has most to do with, on the last day; the closest
    first, those of whom the evidence is insufficient last."""
    events = table.involving(party.id).within(ASSERTED).reduce()
    events = events.take(events.sign != 0)
    code = events.actor.code(party.id)
    others = np.where(events.actor.codes == code, events.recipient.codes, events.actor.codes)
    codes, counts = np.unique(others, return_counts=True)
    ranked = sorted(zip((-counts).tolist(), (table.actor.names[c] for c in codes), strict=True))
    parties = [name for _, name in ranked[:MOST_OTHERS] if name]
    names, day = named(workspace, parties), workspace.last_day()
    rows = []
    for name in parties:
        found = measures.alignment(table, party.id, name, at=day)
        sign = events.between([party.id], [name]).sign
        tally = {"cooperation": int((sign > 0).sum()), "conflict": int((sign < 0).sum())}
        rows.append({"id": name, "name": names[name], **measured(found), **tally})
    yield from sorted(
        rows, key=lambda row: (row["value"] is None, -(row["value"] or 0.0), -row["n"], row["id"])
    )


def framing_of(found: Framing) -> list[dict[str, Any]]:
    """How outlets name an actor: a row an outlet, with what sets it apart first."""
    return [
        {
            "outlet": outlet.outlet,
            "documents": outlet.n,
            "copied": outlet.copied,
            "negative": outlet.negative,
            "positive": outlet.positive,
            "reason": outlet.reason,
            "expressions": [
                {
                    "words": one.words,
                    "tone": one.tone,
                    "count": one.count,
                    "others": one.others,
                    "z": plain(one.z),
                    "document_id": one.examples[0].document_id if one.examples else "",
                    "record": one.examples[0].id if one.examples else "",
                }
                for one in outlet.expressions[:MOST_EXPRESSIONS]
            ],
        }
        for outlet in found.outlets
    ]


def _isolation_chart(data: Mapping[str, Any], words: Words) -> Chart | None:
    rows = data["isolation"]
    if not any(row["value"] is not None for row in rows):
        return None
    days = [datetime.date.fromisoformat(row["date"]) for row in rows]
    lines = [
        Line(words(label), days, *([row[name] for row in rows] for name in names))
        for label, names in (
            ("actor.isolation", ("value", "low", "high")),
            ("actor.hostility", ("hostility", "hostility_low", "hostility_high")),
        )
    ]
    title = words("actor.over.time")
    return line_chart(title, title, lines, limits=(0, 1), signs=False, lang=words.lang)


def _standing_chart(data: Mapping[str, Any], words: Words) -> Chart | None:
    rows = [
        Row(words.name(row["name"], row["id"]), [Spot(row["value"], row["low"], row["high"])])
        for row in data["standing"]
        if row["low"] is not None
    ]
    if not rows:
        return None
    return interval_chart(
        words("actor.standing"), words("alignment.scale"), [words("alignment")], rows, lang=words.lang
    )


PAGE = Page("actor", answer, FILTERS, menu=False)
