from __future__ import annotations

import re
from pathlib import Path

import pytest

import musnad.web
from musnad import ontology, records
from musnad.tables import read_table
from musnad.web.messages import COLUMNS, TABLE, words
from musnad.web.pages import PAGES
from musnad.web.settings import LANGUAGES

SOURCES = Path(musnad.web.__file__).parent
ROWS = list(read_table(TABLE, COLUMNS))
ARABIC = re.compile("[\u0621-\u064a]")


def test_every_message_is_there_in_both_languages() -> None:
    for row in ROWS:
        assert row["ar"] and row["en"], row["key"]
    assert len({row["key"] for row in ROWS}) == len(ROWS)


def test_arabic_is_in_arabic_and_english_is_not() -> None:
    switch = {"language", "language.label"}  # each in the other's
    names = {"arrow", "both", "comma"}
    for row in ROWS:
        if row["key"] in names:
            continue
        here, there = ("en", "ar") if row["key"] in switch else ("ar", "en")
        assert ARABIC.search(row[here]), row["key"]
        assert not ARABIC.search(row[there]), row["key"]


def test_every_value_of_a_vocabulary_has_a_message() -> None:
    wanted = [f"status.{v}" for v in records.STATUSES] + [f"relation.{v}" for v in records.RELATIONS]
    wanted += [f"tone.{v}" for v in records.TONES] + [f"outcome.{v}" for v in records.OUTCOMES]
    wanted += [f"type.{code}" for code in ontology.EVENT_TYPES]
    wanted += [f"mode.{mode}" for kind in ontology.EVENT_TYPES.values() for mode in kind.modes]
    wanted += [f"quad.{quad}" for quad in ontology.QUAD_CLASSES] + [f"page.{page.name}" for page in PAGES]
    assert [key for key in wanted if key not in words("en").messages] == []


def test_every_message_that_is_asked_for_is_there_and_every_one_is_asked_for() -> None:
    texts = [p.read_text("utf-8") for p in (*SOURCES.rglob("*.html"), *SOURCES.rglob("*.py"))]
    asked = {key for text in texts for key in re.findall(r"words\(\s*['\"]([\w.]+)['\"]\s*\)", text)}
    assert asked - words("en").messages.keys() == set()
    groups = (
        *("status.", "type.", "mode.", "relation.", "tone.", "outcome.", "quad.", "page.", "unit."),
        *("channel.", "disputed.", "order.", "differ."),
    )
    made = ("account.", "error.")
    unused = [
        row["key"] for row in ROWS if row["key"] not in asked and not row["key"].startswith(groups + made)
    ]
    assert unused == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_is_given_in_the_language_of_the_page(lang: str) -> None:
    said = words(lang)
    assert said.name({"ar": "مصر", "en": "Egypt"}) == {"ar": "مصر", "en": "Egypt"}[lang]
    assert said.name({"ar": "مصر", "en": ""}) == "مصر"
    assert said.name(None, "x") == "x"
    assert said.term("status", "nonsense") == "nonsense"
