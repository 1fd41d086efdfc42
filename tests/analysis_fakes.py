"""Workspaces for the tests of analysis: documents whose first sentence tells one event, coded as told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import workspace_fakes as fakes

from musnad import ontology
from musnad.reading import ReadingOptions, plan
from musnad.records import CodedDocument, Document, Event, Name, Participant, SentenceRef, Span, content_id
from musnad.workspace import Workspace, run

PEOPLE = {
    "حفتر": ("haftar-khalifa", "LBY MIL"),
    "المسماري": ("mismari-ahmed", "LBY MIL"),
    "باشاغا": ("bashagha-fathi", "LBY GOV"),
    "السيسي": ("sisi-abdelfattah", "EGY GOV"),
    "مصر": ("EGY", "EGY GOV"),
    "ماكرون": ("macron", "FRA GOV"),
    "أردوغان": ("erdogan", "TUR GOV"),
    "بوتين": ("putin", "RUS GOV"),
    "سالم": ("unlisted:LBY:سالم", "LBY UAF"),
}
VERBS = {"CONSULT": "زار", "ACCUSE": "اتهم", "SUPPORT": "أيد", "ASSAULT": "هاجم"}
FILLING = (
    "وجاء ذلك في مدينة ساحلية شرق البلاد بحضور عدد من المسؤولين",
    "وأفاد بيان مقتضب بأن المحادثات تناولت الحدود والتجارة وأوضاع العمال",
    "وقالت مصادر محلية إن الطقس كان ماطرا وإن الطرق أغلقت ساعات طويلة",
    "وتحدث خبراء عن أسعار النفط وموسم الحصاد وميزانية العام المقبل",
    "وشهدت الأسواق إقبالا كبيرا قبيل العيد وامتلأت المقاهي بالزبائن",
)
"""What follows in the text, so that no two reports are copies of each other."""


@dataclass(frozen=True)
class Told:
    """A document of one event."""

    actor: str
    event_type: str
    recipient: str
    published: str
    outlet: str = "المثال"
    date: str = ""
    status: str = "asserted"
    copied: bool = False
    """Whether the text is the same as that of others."""


@dataclass(frozen=True)
class TellingCoder:
    """Codes the documents that it was made with."""

    told: tuple[Told, ...]
    name: str = "telling 1.0"
    fingerprint: str = field(default="e" * 64)

    def code(self, document: Document) -> CodedDocument:
        told = self.told[int(document.id)]
        verb = VERBS[told.event_type]
        end = document.text.index(".") + 1
        begin = len(told.actor) + 1
        event = Event(
            id=content_id(document.id, told.event_type),
            document_id=document.id,
            event_type=told.event_type,
            event_mode="visit" if told.event_type == "CONSULT" else "",
            contexts=(),
            intensity=ontology.intensity(told.event_type),
            quad_class=ontology.quad_class(told.event_type),
            status=told.status,
            trigger=Span(verb, begin, begin + len(verb)),
            sentence=SentenceRef(0, 0, end),
            actors=(_participant(told.actor, 0),),
            recipients=(_participant(told.recipient, begin + len(verb) + 1),),
            said_by="",
            said_by_start=None,
            said_by_end=None,
            said_by_actor_id=None,
            event_date=told.date,
            date_precision="day" if told.date else "",
            date_source="text" if told.date else "unknown",
            date_text=told.date,
            date_interval="",
            place="",
            place_id=None,
            latitude=None,
            longitude=None,
            coder=self.name,
            confidence=0.9,
        )
        return CodedDocument(document, (event,), (), ())


def _participant(words: str, start: int) -> Participant:
    actor_id, code = PEOPLE[words]
    return Participant(words, start, start + len(words), actor_id, Name(words, ""), code, "name")


def workspace(folder: Path, told: Sequence[Told], name: str = "ws") -> Path:
    """A workspace of these documents; their ids are their numbers."""
    records: list[dict[str, str] | str] = []
    for number, one in enumerate(told):
        more = FILLING[number % len(FILLING)]
        tail = ". ".join(FILLING) if one.copied else f"{more} في الخبر رقم {number * 37}"
        text = f"{one.actor} {VERBS[one.event_type]} {one.recipient} اليوم. {tail}."
        records.append({"id": str(number), "outlet": one.outlet, "text": text, "published": one.published})
    source = fakes.json_lines(folder / f"{name}.jsonl", records)
    options = ReadingOptions()
    factory = partial(TellingCoder, tuple(told))
    for _ in run(Workspace.create(folder / name), plan([str(source)], options), factory, options):
        pass
    return folder / name
