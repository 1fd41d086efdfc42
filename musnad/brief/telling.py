"""The sections on the reports: what they differ on, how they name people, what was counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ..measures import EventTable
from ..measures.framing import Expression, Framing
from ..stories import Disagreement, Story
from ..stories import Party as Side
from ..stories.claims import AGAINST, CAME, Claim
from .findings import Findings
from .model import Number, Section, Statement
from .reports import Reports
from .saying import both
from .words import Words

STORIES = 12
"""Happenings with disagreements that are told, those that most sources report first."""
CLAIMS = 12
"""Announcements that are told, those on which later reports bear first."""
EXPRESSIONS = 4
"""Expressions named for an outlet."""


def differing(findings: Findings, reports: Reports | None, words: Words) -> Section:
    """What the sources disagree on."""
    title = words("disagreements")
    if reports is None:
        return Section("disagreements", title, "", (Statement(words("no_text")),))
    ranked = sorted(reports.stories, key=lambda story: (-story.independent, story.date, story.id))[:STORIES]
    statements = [
        statement
        for story in sorted(ranked, key=lambda story: (story.date, story.id))
        for statement in _differences(story, reports, words)
    ]
    if not statements:
        statements = [Statement(words("disagreements.none", actors=both(words, findings)))]
    return Section("disagreements", title, "", tuple(statements))


def _differences(story: Story, reports: Reports, words: Words) -> Iterator[Statement]:
    """Each point on which the reports differ; a denial that is no such point by itself."""
    what, date = happening(story, words), written_date(story.date, words)
    for point in story.disagreements:
        values = words.listed(
            words(
                "disagreement.value",
                value=_value(point, value, words),
                outlets=_outlets(ids, reports, words),
            )
            for value, ids in point.values
        )
        text = words("disagreement", date=date, what=what, kind=words(f"kind.{point.kind}"), values=values)
        ids = [id for _, these in point.values for id in these]
        yield Statement(text, (_corroborated(story),), tuple(ids))
    if story.denials and not any(point.kind == "status" for point in story.disagreements):
        text = words("denial", date=date, what=what, outlets=_outlets(story.denials, reports, words))
        yield Statement(text, (_corroborated(story),), (*story.denials, story.first))


def _corroborated(story: Story) -> Number:
    return Number(f"corroboration {story.id}", story.corroboration, None, None, story.independent)


def _value(point: Disagreement, value: str, words: Words) -> str:
    if point.kind == "status":
        return words(f"status.{value}")
    if point.kind == "date":
        return written_date(value, words)
    return words.name(value) if point.kind in ("actor", "recipient") else words.outside(value)


def _outlets(ids: Iterable[str], reports: Reports, words: Words) -> str:
    names = sorted({reports.evidence[id].outlet for id in ids if id in reports.evidence})
    return words.listed(words.outside(name) if name else words("outlet.unknown") for name in names)


def happening(story: Story | Claim, words: Words) -> str:
    """A happening in a few words: what, and between whom."""
    sides = [_side(side, words) for side in (story.actors, story.recipients)]
    parties = " – ".join(side for side in sides if side)
    kind = words.event_type(story.event_type)
    return f"{kind} ({parties})" if parties else kind


def _side(parties: Sequence[Side], words: Words) -> str:
    names = (party.name.ar if words.right_to_left else party.name.en or party.name.ar for party in parties)
    return words.listed(words.outside(name) for name in names)


def written_date(date: str, words: Words) -> str:
    """A date of any precision."""
    if len(date) == 10:
        return words.date(datetime.date.fromisoformat(date))
    return words.outside(date or "–")


def naming(findings: Findings, reports: Reports | None, words: Words) -> Section:
    """Who names whom how."""
    title, about = words("naming"), words("naming.about", actors=both(words, findings))
    if reports is None:
        return Section("naming", title, "", (Statement(words("no_text")),))
    statements = [statement for framing in reports.framings for statement in _namings(framing, words)]
    if not statements:
        statements = [Statement(words("naming.insufficient"))]
    return Section("naming", title, about, tuple(statements))


def _namings(framing: Framing, words: Words) -> Iterator[Statement]:
    """One statement an outlet that can be compared: what it uses more than the others, then the rest."""
    for outlet in framing.outlets:
        used = [one for one in outlet.expressions if one.count][:EXPRESSIONS]
        if outlet.insufficient or not used:
            continue
        items = words.listed(_expression(one, words) for one in used)
        text = words(
            "naming.line", outlet=words.outside(outlet.outlet), name=words.name(framing.actor), items=items
        )
        numbers = tuple(
            Number(f"z {framing.actor} {outlet.outlet} {one.words}", one.z, None, None, one.count)
            for one in used
        )
        yield Statement(text, numbers, tuple(id for one in used for id in one.evidence))


def _expression(one: Expression, words: Words) -> str:
    z = "–" if one.z is None else words.signed(one.z)
    return words("naming.item", words=words.quoted(one.words), n=words.plain(one.count, 0), z=z)


def claimed(findings: Findings, reports: Reports | None, words: Words) -> Section:
    """What was announced, and the later reports that bear on it."""
    title, actors = words("claims"), both(words, findings)
    if reports is None:
        return Section("claims", title, "", (Statement(words("no_text")),))
    ranked = sorted(reports.claims, key=lambda claim: (not claim.bearings, claim.said_on, claim.event_id))
    statements = [
        _claim(claim, reports, words)
        for claim in sorted(ranked[:CLAIMS], key=lambda claim: (claim.said_on, claim.event_id))
    ]
    if not statements:
        statements = [Statement(words("claims.none", actors=actors))]
    return Section("claims", title, words("claims.about"), tuple(statements))


def _claim(claim: Claim, reports: Reports, words: Words) -> Statement:
    outcomes = []
    for kind in (CAME, AGAINST):
        if n := sum(one.kind == kind for one in claim.bearings):
            outcomes.append(words(f"claim.{kind}", n=words.plain(n, 0)))
    text = words(
        "claim",
        date=written_date(claim.said_on, words),
        speaker=_side([claim.speaker], words),
        what=happening(claim, words),
        outcome=words.listed(outcomes, apart=True) or words("claim.open"),
    )
    later = [reports.bearing[one.story_id] for one in claim.bearings]
    return Statement(text, (), tuple(dict.fromkeys([claim.event_id, *later])))


def behind(findings: Findings, reports: Reports | None, words: Words) -> Statement:
    """What stands behind the answer."""
    question = findings.question
    values = {
        "events": words.count(findings.n, "event", oblique=True),
        "actor": words.name(question.actor),
        "rival": words("and.rival", rival=words.name(question.rival)) if question.rival else "",
    }
    number = Number("events", float(findings.n), None, None, findings.n)
    if reports is None:
        outlets = words.count(findings.sources, "outlet", oblique=True)
        text = words(
            "counted.table" if findings.sources else "counted.table.unknown", outlets=outlets, **values
        )
    else:
        documents, own = reports.counted(findings.evidence)
        kind = ".copies" if not reports.collapsed else ".all" if own == documents else ""
        text = words(
            f"counted.answer{kind}",
            documents=words.count(documents, "document"),
            outlets=words.count(reports.outlets_of(findings.evidence), "outlet", oblique=True),
            own=words.plain(own, 0),
            **values,
        )
    return Statement(text, (number,), findings.evidence)


def counted(findings: Findings, table: EventTable, reports: Reports | None, words: Words) -> Section:
    """What was counted, and what to keep in mind."""
    said = []
    if reports is not None:
        known = {name: n for name, n in reports.outlets.items() if name}
        said.append(
            words(
                "counted.documents",
                documents=words.count(reports.documents, "document"),
                outlets=words.count(len(known), "outlet", oblique=True),
                copies=words.count(reports.copies, "copy"),
                families=words.count(reports.families, "family"),
            )
        )
        if not reports.collapsed:
            said.append(words("counted.copies"))
        items = words.listed(
            words("item", name=words.outside(name), value=words.plain(n, 0)) for name, n in known.items()
        )
        said.append(words("counted.outlets", items=items))
        if "" in reports.outlets:
            documents = words.count(reports.outlets[""], "document", oblique=True)
            said.append(words("counted.unknown", documents=documents))
    rows = table.within(findings.question.scope).reduce()
    said.append(
        words(
            "counted.events",
            events=words.count(len(rows), "event"),
            undated=words.plain(table.undated, 0),
            unpaired=words.plain(table.unpaired, 0),
        )
    )
    if reports is not None:
        said.append(words("counted.published"))
        if reports.aside:
            aside = (words(f"aside.{name}", n=words.plain(n, 0)) for name, n in reports.aside.items())
            said.append(words("counted.aside", items=words.listed(aside)))
    said.append(words("counted.status"))
    if reports is not None:
        said.append(words("counted.accuracy"))
    said.append(words("counted.meaning"))
    return Section("counted", words("counted"), "", tuple(Statement(text) for text in said))
