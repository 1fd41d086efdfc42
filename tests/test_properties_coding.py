"""What holds of the coder for texts made of its own vocabulary, repeated and broken: no exception, exact
quotes, the same records whatever came before."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_coding_properties import coder, spans

from musnad.coding import get_coder
from musnad.language.words import words
from musnad.reading import read_text
from musnad.records import CodedDocument, Document

DATES = ("", "2020-06-10", "2020-06", "1999")
ODD = (
    "²²²²",
    "①",
    "٢٠٢٠",
    "2020",
    "«",
    "»",
    '"',
    "(",
    ")",
    ":",
    "،",
    "؟",
    "\n",
    ".",
    "\u202e",
    "ـ",
    "ﷺ",
    "99999",
    "1,000",
)


@cache
def vocabulary() -> tuple[str, ...]:
    """Words that the coder's tables begin something with."""
    made = coder()
    lexicon = made.lexicon  # type: ignore[attr-defined]
    names = made.knowledge  # type: ignore[attr-defined]
    lemmas = {word for entry in lexicon.entries for word in (entry.lemma, *entry.tail)}
    actors = {word for actor in names.actors.values() for word in actor.name.ar.split()}
    roles = (
        "عناصر من وزير الخارجية رئيس قوات حزب حركة المصري الليبية الداعمة لـ بقيادة ولد أبو عبد السيد قال إن "
        "بحسب وفقا لم لن سوف "
    )
    dates = "أمس قبل بعد أيام يوم الماضي المقبل يناير الاثنين مطلع عام مئة ألف مليون وعشرين من إلى في على"
    return tuple(sorted(lemmas | actors | set((roles + dates).split())))


def texts() -> st.SearchStrategy[str]:
    word = st.sampled_from(vocabulary()) | st.sampled_from(ODD)
    clitic = st.sampled_from(("", "", "", "و", "ف", "ل", "ب", "ال", "س", "وال", "لل"))
    glued = st.tuples(clitic, word).map("".join)
    chain = st.lists(glued, max_size=25).map(" ".join)
    repeated = st.tuples(st.lists(glued, min_size=1, max_size=3).map(" ".join), st.integers(2, 40)).map(
        lambda made: (made[0] + " ") * made[1]
    )
    return st.lists(chain | repeated, max_size=3).map(" ".join)


def document(text: str, published: str = "2020-06-10", id: str = "d") -> Document:
    return read_text(text, id=id, published=published)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from(DATES))
def test_coder_takes_any_arrangement_of_its_vocabulary(data: st.DataObject, published: str) -> None:
    read = document(data.draw(texts()), published)
    coded = coder().code(read)
    for quote, start, end in spans(coded):
        assert quote and read.text[start:end] == quote


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.data())
def test_order_of_documents_is_irrelevant(data: st.DataObject) -> None:
    made = [
        document(text, id=f"d{n}")
        for n, text in enumerate(data.draw(st.lists(texts(), min_size=2, max_size=5)))
    ]
    mixed = made[:]
    random.Random(len(made)).shuffle(mixed)
    once: dict[str, CodedDocument] = {d.id: coder().code(d) for d in made}
    assert {d.id: coder().code(d) for d in mixed} == once


def test_a_new_coder_gives_the_same_records() -> None:
    text = (
        "زار وزير الخارجية المصري سامح شكري طرابلس عام ²²²² وقال إن حزب الله هاجم إسرائيل قبل 99999999 عام."
    )
    assert get_coder().code(document(text)) == coder().code(document(text))


@pytest.mark.parametrize(
    "phrase",
    [
        "عناصر من",
        "الدول الداعمة لدول",
        "رئيس رئيس",
        "وزير خارجية وزير",
        "قائد قوات",
        "«حزب",
        "بن",
        "قال إن",
        "قصف",
        "الذي",
    ],
)
def test_repeated_phrases_do_not_nest_without_end(phrase: str) -> None:
    read = document(f"{phrase} " * 500 + "مصر")
    assert len(words(read.text)) > 400
    for quote, start, end in spans(coder().code(read)):
        assert read.text[start:end] == quote
