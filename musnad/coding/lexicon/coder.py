"""The lexicon coder: transparent, fast, without a neural model.

Mentions are recognised, triggers proposed by the lexicon and weighed, participants, status and attribution
decided for each, dates and places read from the sentence. Every step is a function of the text alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ...errors import UsageError
from ...knowledge import Place, load_knowledge
from ...knowledge.additions import own_tables
from ...language.dates import DateSpan
from ...language.sentences import sentences
from ...language.words import Word, words
from ...records import CodedDocument, Document, Event, SentenceRef, Span
from ..assembly import Finding, record
from ..linear import load_model
from ..mentions import Mention, find_mentions
from .attribution import Source, attribute, continues, find_sources, said_by
from .circumstances import Clock
from .entries import load_lexicon
from .labels import find_labels
from .participants import choose_participants
from .place_names import Where
from .places import find_places
from .scene import Scene
from .status import decide_status
from .ties import find_ties
from .triggers import Trigger, find_triggers, is_off_topic, trigger_span
from .where import choose_place

VERSION = "1.0"
TRIGGER_THRESHOLD = 0.35
"""Least probability of a trigger, by cross-validation (training/EXPERIMENTS.md)."""
LONE_ASSAULT_THRESHOLD = 0.5
"""The same for a word of force in a text of one sentence: there is no article around it to show that politics
is meant, and such words are mostly history, crime or metaphor."""
VERBAL = (1, 3)
"""Quad classes of speech acts."""
DONE_BY_OTHERS = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")
"""Acts that the subject of a speech act talks about rather than carries out, where a noun tells them."""
_SOURCES = ("coding", "knowledge", "language")
"""Packages whose code and tables decide what is found."""


class LexiconCoder:
    """Codes documents with the lexicon; `lexicon_file` adds the user's own entries, `knowledge_folder` the
    user's own actors and judgements.

    Raises: DataFileError, naming line and column, if one of these files is malformed; UsageError if there is
    no such folder.
    """

    name = f"lexicon {VERSION}"

    def __init__(self, lexicon_file: Path | None = None, knowledge_folder: Path | None = None) -> None:
        self.lexicon_file = lexicon_file
        self.knowledge_folder = knowledge_folder
        self.knowledge = load_knowledge(knowledge_folder)
        self.lexicon = load_lexicon(lexicon_file)
        self.trigger_model = load_model(__package__, "triggers")
        self.participant_model = load_model(__package__, "participants")
        self.pair_model = load_model(__package__, "pairs")
        self.status_model = load_model(__package__, "status")
        self.place_model = load_model(__package__, "places")

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> LexiconCoder:
        """The coder for command-line options: `lexicon` names a file of further entries, `knowledge` a folder
        of further actors (docs/actors.md).
        """
        unknown = sorted(set(options) - {"lexicon", "knowledge"})
        if unknown:
            raise UsageError(f"the lexicon coder has no option {', '.join(unknown)}")
        lexicon, knowledge = (
            Path(options[name]) if options.get(name) else None for name in ("lexicon", "knowledge")
        )
        return cls(lexicon, knowledge)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all that changes results: code, entries, weights, knowledge, the user's files."""
        digest = hashlib.sha256(VERSION.encode())
        for name in _SOURCES:
            for content in _contents(files("musnad") / name):
                digest.update(content)
        if self.lexicon_file is not None:
            digest.update(self.lexicon_file.read_bytes())
        for name, content in own_tables(self.knowledge_folder):
            digest.update(name.encode() + content)
        return digest.hexdigest()

    def code(self, document: Document) -> CodedDocument:
        """The document with its events, ties and labels."""
        scenes = self.scenes(document)
        events: list[Event] = []
        clock = Clock(document, scenes)
        carried: Source | None = None
        for scene, places in zip(scenes, find_places(scenes), strict=True):
            if not scene.words:
                continue
            sources = find_sources(scene)
            if carried is not None and continues(scene.words) and not any(s.first < 6 for s in sources):
                sources.insert(
                    0, replace(carried, first=-1, last=-1, covers_from=0, covers_to=len(scene.words))
                )
            triggers = find_triggers(scene, self.lexicon, self.trigger_model, TRIGGER_THRESHOLD)
            dates = clock.read(scene)
            speakers: set[str] = set()
            for trigger in triggers:
                if len(scenes) == 1 and _doubtful_force(trigger):
                    continue
                event = self._event(document, scenes, scene, trigger, sources, clock, dates, places)
                if trigger.reading.form == "noun" and event.event_type in DONE_BY_OTHERS:
                    # Who condemns an attack, talks about it or asks for its end did not carry it out.
                    others = tuple(p for p in event.actors if p.text not in speakers)
                    event = replace(event, actors=others)
                if event.quad_class in VERBAL:
                    speakers.update(p.text for p in event.actors)
                if event.actors or event.recipients:  # an event is something that somebody does or suffers
                    events.append(event)
            if sources:
                carried = sources[-1]
        ties = find_ties(document, scenes, self.name)
        labels = find_labels(document, scenes, self.name)
        return CodedDocument(document, tuple(_distinct(events)), tuple(ties), tuple(labels))

    def scenes(self, document: Document) -> list[Scene]:
        """The sentences of a document with their words and mentions."""
        text = document.text
        spans = sentences(text)
        split = [words(text, start, end) for start, end in spans]
        found = find_mentions(text, split, self.knowledge, document.published[:10], self.is_verb)
        headings = {h.start for h in document.headings}
        named = sum(any(m.actor or m.state for m in mentions) for mentions in found)
        politics = round(5 * named / len(found)) if found else 0
        standing = Counter(party for mentions in found for party in {m.identity for m in mentions})
        return [
            Scene(i, w, m, spans[i][0] in headings, self._verbs(w), politics, standing, is_off_topic(w))
            for i, (w, m) in enumerate(zip(split, found, strict=True))
        ]

    def known_place(self, mention: Mention) -> Place | None:
        """The place that a mention names: one of the gazetteer, a capital or a country."""
        if mention.place is not None:
            return mention.place
        if mention.state is None:
            return None
        places = self.knowledge.capitals if mention.kind == "capital" else self.knowledge.countries
        return places.get(mention.state.iso3)

    def is_verb(self, key: str) -> bool:
        """Whether a folded word may be a verb of the lexicon."""
        return bool(self.lexicon.verb(key))

    def _verbs(self, sentence: Sequence[Word]) -> dict[int, str]:
        return {
            w.start: kind for w in sentence if not w.is_punctuation and (kind := self.lexicon.verb(w.key))
        }

    def _event(
        self,
        document: Document,
        scenes: Sequence[Scene],
        scene: Scene,
        trigger: Trigger,
        sources: Sequence[Source],
        clock: Clock,
        dates: Sequence[DateSpan],
        places: Sequence[Where],
    ) -> Event:
        text, entry = document.text, trigger.entry
        actors, recipients = choose_participants(
            scene, trigger, scenes, self.participant_model, self.pair_model
        )
        source = attribute(scene, trigger, actors, sources)
        start, end = trigger_span(scene, trigger)
        date = clock.date(scene, trigger, dates)
        where = choose_place(scene, trigger, places, actors, recipients, self.place_model)
        found = Finding(
            event_type=entry.event_type,
            event_mode=entry.event_mode,
            status=decide_status(scene, trigger, document.published, self.status_model),
            trigger=Span(text[start:end], start, end),
            sentence=SentenceRef(scene.index, scene.words[0].start, scene.words[-1].end),
            actors=[m.participant() for m in actors],
            recipients=[m.participant() for m in recipients],
            said_by=said_by(text, scene, source) if source else None,
            said_by_actor_id=source.mention.participant().actor_id if source and source.mention else None,
            date=date,
            date_source=clock.source(date),
            place=Span(text[where.start : where.end], where.start, where.end) if where else None,
            known_place=self.known_place(where.mention) if where and where.mention else None,
            confidence=trigger.probability,
        )
        return record(document, found, self.name)


def _doubtful_force(trigger: Trigger) -> bool:
    return trigger.entry.event_type == "ASSAULT" and trigger.probability < LONE_ASSAULT_THRESHOLD


def _contents(folder: Traversable) -> Iterator[bytes]:
    """The bytes of all code and tables below a folder, in a fixed order."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _contents(item)
        elif item.name.endswith((".py", ".tsv", ".txt")):
            yield item.read_bytes()


def _distinct(events: Sequence[Event]) -> list[Event]:
    return list({event.id: event for event in events}.values())
