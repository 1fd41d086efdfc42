"""From a question to a brief: measures, reports, words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict

from ..analysis import Analysis, Party
from ..analysis.asking import Asking
from ..analysis.periods import checked_period, last_day
from ..errors import UsageError
from ..measures import Decay, Scope
from ..measures.decay import CAMPS, STATE
from .answer import answer
from .change import camped, hanging, turning
from .findings import find
from .model import Brief, Section
from .question import Question, ask
from .relations import isolated, preference, recognised, standing
from .reports import Reports, gather
from .telling import behind, claimed, counted, differing, naming
from .words import LANGUAGES, Words


def brief(
    events: Asking,
    actor: str | Party,
    rival: str | Party | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    before: str | None = None,
    peers: Sequence[str | Party] = (),
    lang: str = "en",
    collapse: bool = True,
    decay: Decay = STATE,
) -> Brief:
    """Who stands with an actor, and who with the rival, from the events of a workspace
    (`musnad.open_workspace`) or of a file (`musnad.analysis.files.EventFile`).

    The period is that of the events in a file, that of publication in a workspace, unless `since` and `until`
    say otherwise (YYYY, YYYY-MM or YYYY-MM-DD, included); "now" is its end, and `before` (without one: its
    middle) the day compared with. `peers` are the
    states and bodies to look at; without them they are chosen as `question.ask` says. With `collapse` false
    copies of a report count as reports of their own.

    Raises: UsageError for an unknown actor or language, days that are malformed or out of order, or if
    neither actor nor rival has an event; EnvironmentFault if highspy is not installed.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"there is no language '{lang}'", remedy="Use ar or en.")
    party = events.found(actor)
    other = None if rival is None else events.found(rival)
    named = [events.found(peer) for peer in peers]
    focus = [one for one in (party, other, *named) if one is not None]
    workspace = events if isinstance(events, Analysis) else None
    table = events.table(focus) if workspace is None else workspace.table(focus, collapse=collapse)
    first, last = checked_period(since, until)
    if workspace is not None:
        earliest, latest = _published(workspace)
        first, last = first or earliest, last or latest
    scope = Scope(since=first, until=last)
    outside = frozenset(
        peer for one in (party, other) if one is not None for peer in events.peers(table, one, scope)
    )
    question = ask(
        table,
        party.id,
        None if other is None else other.id,
        since=first,
        until=last,
        before=last_day(before) if before else None,
        peers=[one.id for one in named],
        supporters=_supporters(workspace, {party.id} | ({other.id} if other else set())),
        outside=outside.__contains__,
    )
    findings = find(table, question, decay, events.families() if collapse else None)
    reports = None if workspace is None else gather(workspace, table, findings, collapse)
    words = Words(lang, {name: events.name(name) for name in _mentioned(question, reports)})
    sections = [
        answer(findings, words, behind(findings, reports, words)),
        standing(findings, reports, words, decay.half_life),
        preference(findings, words),
        isolated(findings, words),
        recognised(findings, words, CAMPS.half_life),
        turning(findings, words),
        camped(findings, words, CAMPS.half_life),
        hanging(findings, words),
        differing(findings, reports, words),
        naming(findings, reports, words),
        claimed(findings, reports, words),
        counted(findings, table, reports, words),
    ]
    return _brief(question, words, sections, reports, collapse, decay)


def _brief(
    question: Question,
    words: Words,
    sections: Sequence[Section | None],
    reports: Reports | None,
    collapse: bool,
    decay: Decay,
) -> Brief:
    days = {name: words.date(getattr(question, name)) for name in ("since", "before", "until")}
    actor = words.name(question.actor)
    title = (
        words("title", actor=actor)
        if question.rival is None
        else words("title.rival", actor=actor, rival=words.name(question.rival))
    )
    asked = {
        key: value.isoformat() if isinstance(value, datetime.date) else value
        for key, value in asdict(question).items()
    }
    return Brief(
        lang=words.lang,
        title=title,
        period=words("period.table" if reports is None else "period", **days),
        question=asked | {"copies_count": not collapse, "half_life": decay.half_life},
        sections=tuple(section for section in sections if section is not None),
        evidence={} if reports is None else reports.evidence,
    )


def _published(workspace: Analysis) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of publication; what texts tell of earlier times is background."""
    (row,) = workspace.query(
        """SELECT min(left(published, 10)) AS first, max(left(published, 10)) AS last
        FROM documents WHERE length(published) >= 10"""
    ).to_pylist()
    first, last = (row[end] and datetime.date.fromisoformat(row[end]) for end in ("first", "last"))
    return first, last


def _supporters(workspace: Analysis | None, focus: set[str]) -> frozenset[str]:
    """States and actors whom texts name as backers of actor or rival."""
    if workspace is None:
        return frozenset()
    ties = workspace.query(
        """SELECT DISTINCT "from".actor_id AS id, "from".code AS code, "to".actor_id AS backed
        FROM ties WHERE relation = 'SUPPORTS' AND status = 'asserted'"""
    )
    return frozenset(
        name
        for tie in ties.to_pylist()
        if tie["backed"] in focus
        for name in (tie["id"], tie["code"].split(" ")[0])
        if name
    )


def _mentioned(question: Question, reports: Reports | None) -> list[str]:
    """The parties whom the brief names."""
    told = [
        value
        for story in (reports.stories if reports else ())
        for point in story.disagreements
        if point.kind in ("actor", "recipient")
        for value, _ in point.values
    ]
    return sorted({*question.focus, *question.peers, *told})
