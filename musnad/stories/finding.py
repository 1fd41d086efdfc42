"""Finding stories: mentions compared, clustered and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ..errors import UsageError
from ..records import Document, content_id
from .candidates import Candidate, Who, candidates
from .clustering import clusters
from .corroboration import Item, corroboration
from .counts import counts
from .denials import denials_of
from .disagreements import disagreements
from .model import Mention, Origins, Party, Story
from .telling import dated, first_first, foremost, oriented, parties

CERTAIN_STATUS = "asserted"


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    """A story but for its corroboration."""

    mentions: list[Candidate]
    sides: list[tuple[tuple[Who, ...], tuple[Who, ...]]]
    confidence: float
    denials: list[Candidate]


def find_stories(documents: Iterable[Document], events: pa.Table, provenance: Origins) -> tuple[Story, ...]:
    """The stories that the events tell, by date, then id; every event is a mention of exactly one story.

    `events` has the schema of `records.Event`; the order of documents and events does not matter. Provenance
    (`musnad.provenance.trace`) says whose report each document is.

    Raises: UsageError if an event stands in none of the documents.
    """
    texts = {document.id: document for document in documents}
    missing = {str(id) for id in events["document_id"].unique().to_pylist()} - texts.keys()
    if missing:
        what = f"{len(missing)} documents of the events are not given, the first is '{min(missing)}'"
        raise UsageError(what, remedy="Give the documents that the events were coded from.")
    found = sorted(
        candidates(texts, events, provenance.origins, provenance.outlets), key=lambda c: c.event_id
    )
    drafts = _drafts(found)
    values = corroboration([_item(draft) for draft in drafts])
    told = (_told(draft, value, texts) for draft, value in zip(drafts, values, strict=True))
    return tuple(sorted(told, key=lambda s: (not s.date, s.date, s.id)))


def _drafts(found: Sequence[Candidate]) -> list[_Draft]:
    grouped = [(first_first(found[i] for i in c.members), c.confidence) for c in clusters(found)]
    denied = first_first(m for mentions, _ in grouped for m in mentions if m.denied)
    open_to_denial = [([] if mentions[0].denied else mentions) for mentions, _ in grouped]
    attached = _attached(open_to_denial, denied)
    return [
        _Draft(mentions, oriented(mentions), confidence, attached.get(i, []))
        for i, (mentions, confidence) in enumerate(grouped)
    ]


def _attached(
    stories: Sequence[Sequence[Candidate]], denied: Sequence[Candidate]
) -> Mapping[int, list[Candidate]]:
    places = [i for i, mentions in enumerate(stories) if mentions]
    found = denials_of([stories[i] for i in places], denied)
    return {places[k]: mentions for k, mentions in found.items()}


def _item(draft: _Draft) -> Item:
    mentions = draft.mentions
    parties = [who for m in mentions for who in (*m.actors, *m.recipients)]
    ids = {w.actor_id for w in parties if w.actor_id} or {w.country for w in parties if w.country}
    days = [day for m in mentions if (day := m.low if m.precision == "day" else m.day)]
    origins = frozenset(m.origin for m in mentions)
    told_as_denied = mentions[0].denied
    return Item(
        reported=origins,
        denied=frozenset() if told_as_denied else frozenset(m.origin for m in draft.denials) - origins,
        parties=frozenset(ids),
        day=min(days, default=0),
    )


def _told(draft: _Draft, value: float, texts: Mapping[str, Document]) -> Story:
    mentions = draft.mentions
    lead = foremost(mentions, lambda m: (m.kind, m.mode, m.quad_class, m.intensity)) or ("", "", 0, 0.0)
    place = foremost(mentions, lambda m: (m.place_id, m.place, m.coordinates) if m.place else None)
    place_id, place_name, (latitude, longitude) = place or ("", "", (None, None))
    date, precision, basis = dated(mentions)
    status = "negated" if mentions[0].denied else foremost(mentions, lambda m: m.status) or CERTAIN_STATUS
    actors, recipients = (tuple(side) for side in zip(*draft.sides, strict=True))
    return Story(
        id=content_id("story", *sorted(m.event_id for m in mentions)),
        event_type=lead[0],
        event_mode=lead[1],
        quad_class=lead[2],
        intensity=lead[3],
        status=status,
        date=date,
        date_precision=precision,
        date_basis=basis,
        place=place_name,
        place_id=place_id or None,
        latitude=latitude,
        longitude=longitude,
        actors=parties(actors),
        recipients=_without(parties(recipients), parties(actors)),
        mentions=tuple(map(_mention, mentions)),
        first=mentions[0].event_id,
        independent=len({m.origin for m in mentions}),
        corroboration=value,
        disagreements=disagreements(mentions, draft.sides, _numbers(mentions, texts), draft.denials),
        denials=tuple(m.event_id for m in draft.denials),
        confidence=draft.confidence,
    )


def _without(some: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """Parties that are not on the other side as well; all of them if none would be left."""
    taken = {p.actor_id or p for p in others}
    return tuple(p for p in some if (p.actor_id or p) not in taken) or some


def _mention(m: Candidate) -> Mention:
    status = "negated" if m.denied else m.status
    return Mention(
        m.event_id, m.document_id, m.outlet, m.origin, m.published, status, m.said_by, m.said_by_id, m.date
    )


def _numbers(
    mentions: Sequence[Candidate], texts: Mapping[str, Document]
) -> dict[str, dict[str, list[Candidate]]]:
    """For each thing counted in the sentences, the mentions by the number that they give."""
    if len({m.document_id for m in mentions}) < 2:
        return {}
    found: dict[str, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for m in mentions:
        start, end = m.sentence
        for what, number in counts(texts[m.document_id].text[start:end]):
            found[what][f"{what} {number}"].append(m)
    return {what: dict(values) for what, values in found.items()}
