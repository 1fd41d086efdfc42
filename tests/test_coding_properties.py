"""What holds of the coder for any text: it does not fail, quotes exactly, and gives the same again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import ontology
from musnad.coding import Coder, get_coder
from musnad.reading import read_text
from musnad.records import RELATIONS, STATUSES, TONES, CodedDocument, Document

SENTENCES = (
    "زار وزير الخارجية المصري سامح شكري العاصمة الليبية طرابلس أمس.",
    "قال مصدر أمني إن مسلحين هاجموا حاجزاً للجيش في سيناء.",
    "قصفت طائرات إسرائيلية مواقع للجيش السوري في دمشق أمس، بحسب وكالة سانا.",
    "قطعت السعودية العلاقات الدبلوماسية مع إيران.",
    "تظاهر آلاف الجزائريين في العاصمة الجزائر يوم الجمعة.",
    "دعا مجلس الأمن إسرائيل إلى وقف الاستيطان.",
    "اعتقلت الشرطة التونسية خمسة متظاهرين في صفاقس.",
)
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
MARKS = "ًٌٍَُِّْ"
TATWEEL = "ـ"

news = st.lists(
    st.sampled_from([*WORDS, "و", "لـ", "«داعش»", "و:", "،", "؟", "\n", "12", "2014"]), max_size=30
).map(" ".join)
anything = st.text(max_size=200) | st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF))
texts = news | anything


@cache
def coder() -> Coder:
    return get_coder()


def document(text: str) -> Document:
    return read_text(text, id="d", published="2020-06-10")


def spans(coded: CodedDocument) -> Iterator[tuple[str, int, int]]:
    """Every piece of text that the records quote, with its offsets."""
    for event in coded.events:
        yield event.trigger.text, event.trigger.start, event.trigger.end
        for party in (*event.actors, *event.recipients):
            yield party.text, party.start, party.end
        if event.said_by:
            assert event.said_by_start is not None and event.said_by_end is not None
            yield event.said_by, event.said_by_start, event.said_by_end
    for tie in coded.ties:
        yield tie.cue.text, tie.cue.start, tie.cue.end
        yield tie.from_.text, tie.from_.start, tie.from_.end
        yield tie.to.text, tie.to.start, tie.to.end
    for label in coded.labels:
        yield label.label.text, label.label.start, label.label.end
        yield label.actor.text, label.actor.start, label.actor.end


@settings(max_examples=150, deadline=None)
@given(texts)
def test_coding_quotes_the_text_exactly(text: str) -> None:
    read = document(text)
    coded = coder().code(read)
    assert coded.document is read
    for words, start, end in spans(coded):
        assert words and read.text[start:end] == words


@settings(max_examples=100, deadline=None)
@given(texts)
def test_coding_gives_records_within_their_bounds(text: str) -> None:
    coded = coder().code(document(text))
    for event in coded.events:
        assert event.event_type in ontology.EVENT_TYPES and event.status in STATUSES
        assert event.event_mode == "" or event.event_mode in ontology.EVENT_TYPES[event.event_type].modes
        assert event.actors or event.recipients
        assert 0 < event.confidence <= 1
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end
        assert bool(event.event_date) == bool(event.date_precision)
        assert event.place in coded.document.text
        shared = {p.actor_id for p in event.actors} & {p.actor_id for p in event.recipients}
        assert shared <= {None}
    assert all(tie.relation in RELATIONS and tie.status in STATUSES for tie in coded.ties)
    assert all(label.tone in TONES for label in coded.labels)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_coding_gives_ids_once_and_in_reading_order(text: str) -> None:
    coded = coder().code(document(text))
    for records in (coded.events, coded.ties, coded.labels):
        ids = [record.id for record in records]
        assert len(ids) == len(set(ids))
    assert [e.trigger.start for e in coded.events] == sorted(e.trigger.start for e in coded.events)


@settings(max_examples=40, deadline=None)
@given(texts)
def test_coding_is_deterministic(text: str) -> None:
    assert coder().code(document(text)) == coder().code(document(text))


def test_coding_is_the_same_by_another_coder_and_after_other_documents() -> None:
    text = "\n".join(SENTENCES)
    first = get_coder().code(document(text))
    other = get_coder()
    other.code(document("هاجمت تركيا سوريا."))
    assert other.code(document(text)) == first
    assert first.events


def types(text: str) -> list[tuple[str, str, str]]:
    return [(e.event_type, e.event_mode, e.status) for e in coder().code(document(text)).events]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_coding_does_not_depend_on_tatweel(sentence: str) -> None:
    stretched = "".join(c + TATWEEL if c in "سشصضطكمني" else c for c in sentence)
    assert stretched != sentence and types(sentence)
    assert types(stretched) == types(sentence)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SENTENCES), st.data())
def test_coding_does_not_depend_on_vowel_marks(sentence: str, data: st.DataObject) -> None:
    letters = [k for k, c in enumerate(sentence) if c.isalpha() and c != TATWEEL]
    marked = data.draw(st.sets(st.sampled_from(letters), max_size=12))
    mark = data.draw(st.sampled_from(MARKS))
    vowelled = "".join(c + mark if k in marked else c for k, c in enumerate(sentence))
    assert types(vowelled) == types(sentence)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "«", "ال", "و", "لل", "ـ", "\u200f", "12", "hello world"]
)
def test_coding_of_next_to_nothing_is_nothing(text: str) -> None:
    coded = coder().code(document(text))
    assert (coded.events, coded.ties, coded.labels) == ((), (), ())
