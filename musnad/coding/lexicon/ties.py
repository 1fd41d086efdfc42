"""Ties: lasting relations that the words state, by their commonest patterns.

An office phrase before or behind a person's name gives HOLDS_OFFICE, or LEADS where it is a party, movement
or armed group; cue words (الداعم، الموالي، المدعوم من، بقيادة، عضو) relate the parties on their two sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...knowledge.names import case_free
from ...language.clitics import splits
from ...language.inflection import adjective_forms
from ...records import RELATIONS, Document, Participant, SentenceRef, Span, Tie, content_id
from ...tables import read_table
from ..function_words import key_set
from ..mentions import Mention
from .attribution import find_sources, said_by
from .scene import Scene

COLUMNS = ("cue", "form", "relation", "link", "direction")
_CONFIDENCE = {"office": 0.8, "cue": 0.6}
_LED_KINDS = ("party", "armed_group")
_LEADERS = frozenset(map(case_free, key_set("قائد رئيس رئيسه زعيم زعيمه امير امين مرشد امر")))
_LED_HEADS = key_set(
    """حزب حركه جماعه تنظيم كتيبه لواء فصيل تيار جبهه تكتل ائتلاف ميليشيا ميليشيات مليشيا مليشيات كتله معارضه
    وفد قوات"""
)


_NAMING = key_set("رأسها رأسهم بينها بينهم منها منهم أبرزها أبرزهم مقدمتها مقدمتهم")
"""Words behind which members of a group are named: وعلى رأسها، ومن بينها."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that states a relation: `link` is the preposition before the second party, or nothing."""

    relation: str
    link: str
    forward: bool
    """The party before the word stands in the relation to the one behind; else the other way round."""


@cache
def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for row in read_table(files(__package__) / "data" / "ties.tsv", COLUMNS):
        cue = Cue(
            row.one_of("relation", RELATIONS),
            row["link"],
            row.one_of("direction", ("forward", "back")) == "forward",
        )
        forms = adjective_forms(row["cue"]) if row.one_of("form", ("adj", "word")) == "adj" else {row["cue"]}
        for form in forms:
            found.setdefault(form, cue)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A tie in words; the second party is a mention, or the words `first:last` of an office phrase."""

    relation: str
    from_: Mention
    to: Mention | tuple[int, int]
    cue: tuple[int, int]
    kind: str


def find_ties(document: Document, scenes: Sequence[Scene], coder: str) -> list[Tie]:
    """The ties that a document states, in reading order, each once a sentence."""
    found: dict[str, Tie] = {}
    for scene in scenes:
        sources = find_sources(scene)
        for item in (*_offices(scene), *_stated(scene)):
            start, end = _offsets(scene, item.cue)
            to = (
                item.to.participant()
                if isinstance(item.to, Mention)
                else _phrase(document, scene, item.from_, item.to)
            )
            source = next((s for s in reversed(sources) if s.covers_from <= item.cue[0] < s.covers_to), None)
            said = (
                "" if source is None or item.kind == "office" else said_by(document.text, scene, source).text
            )
            tie = Tie(
                id=content_id(document.id, "tie", item.relation, item.from_.start, to.start, start),
                document_id=document.id,
                relation=item.relation,
                from_=item.from_.participant(),
                to=to,
                cue=Span(document.text[start:end], start, end),
                sentence=SentenceRef(scene.index, scene.words[0].start, scene.words[-1].end),
                status="asserted",
                said_by=said,
                coder=coder,
                confidence=_CONFIDENCE[item.kind],
            )
            found.setdefault(tie.id, tie)
    return sorted(found.values(), key=lambda t: (t.sentence.index, t.cue.start))


def _offsets(scene: Scene, words: tuple[int, int]) -> tuple[int, int]:
    return scene.words[words[0]].start, scene.words[words[1] - 1].end


def _phrase(document: Document, scene: Scene, holder: Mention, words: tuple[int, int]) -> Participant:
    """The body that an office phrase names without a known name: رئيس [المجلس الرئاسي]."""
    start, end = _offsets(scene, words)
    return Participant(document.text[start:end], start, end, None, None, holder.code, holder.source)


def _offices(scene: Scene) -> Iterator[_Found]:
    for mention in scene.mentions:
        if mention.kind != "person" or mention.office is None:
            continue
        first, last = mention.office
        body = mention.body
        head = case_free(scene.words[first].key.removeprefix("ال"))
        leads = head in _LEADERS and (
            (body is not None and body.actor is not None and body.actor.kind in _LED_KINDS)
            or any(w.key.removeprefix("ال") in _LED_HEADS for w in scene.words[first + 1 : last])
        )
        relation = "LEADS" if leads else "HOLDS_OFFICE"
        if body is not None:
            yield _Found(relation, mention, body, (first, last), "office")
        elif first + 1 < last:
            yield _Found(relation, mention, (first + 1, last), (first, last), "office")


def _stated(scene: Scene) -> Iterator[_Found]:
    cues = _cues()
    for mention in scene.mentions:
        if mention.leaning is not None:
            i, toward = mention.leaning
            cue = cues.get(scene.words[i].key.removeprefix("ال"))
            if cue is not None:
                for party in (mention, *_named_members(scene, mention)):
                    yield _Found(cue.relation, party, toward, (i, i + 1), "cue")
    for i, word in enumerate(scene.words):
        for split in splits(word.key):
            cue = cues.get(split.stem) or cues.get(word.key)
            if cue is None:
                continue
            before = next((m for m in reversed(scene.mentions) if m.last == i), None)
            behind = _behind(scene, i + 1, cue.link)
            if before is not None and behind is not None:
                from_, to = (before, behind) if cue.forward else (behind, before)
                yield _Found(cue.relation, from_, to, (i, i + 1), "cue")
            break


def _named_members(scene: Scene, group: Mention) -> Iterator[Mention]:
    """Those whom the sentence names as members of a group: الدول الداعمة لحفتر، وعلى رأسها مصر وفرنسا."""
    for k, word in enumerate(scene.words[group.last :], group.last):
        if word.key not in _NAMING:
            continue
        last = k + 1
        for mention in scene.mentions:
            if mention.first >= last and mention.first - last <= 1:
                yield mention
                last = mention.last
        return


def _behind(scene: Scene, first: int, link: str) -> Mention | None:
    for mention, governing in zip(scene.mentions, scene.governors, strict=True):
        if mention.first < first:
            continue
        if mention.first > first + 2:
            return None
        if (governing == link) if link else (governing == "-" and mention.first == first):
            return mention
    return None
