"""The lexicon: its table holds, a user's table adds to it, and malformed lines are named to the column."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from musnad import ontology
from musnad.coding import CODERS, get_coder
from musnad.coding.lexicon import entries
from musnad.coding.lexicon.coder import LexiconCoder
from musnad.coding.lexicon.entries import COLUMNS, POS, UNSEEN_ODDS, Lexicon, Reading, load_lexicon
from musnad.coding.lexicon.scene import Scene
from musnad.coding.lexicon.triggers import candidates
from musnad.errors import DataFileError, UsageError
from musnad.language.words import words
from musnad.reading import read_text

GOOD = {
    "lemma": "زعفر يزعفر",
    "pos": "verb",
    "type": "AID",
    "mode": "-",
    "actor": "subj",
    "recipient": "obj",
    "needs": "-",
    "blocks": "-",
    "gloss": "invented",
    "odds": "0.9",
    "odds_else": "-",
}
"""An entry of an invented verb, which no other entry has."""


def table(folder: Path, *rows: Mapping[str, str]) -> Path:
    """A user's table: each row is the good entry with some cells changed. Its first row is line 3."""
    path = folder / "mine.tsv"
    lines = ["# my words", "\t".join(COLUMNS)]
    lines += ["\t".join(str({**GOOD, **row}[c]) for c in COLUMNS) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str, bool]]:
    """The proposals of a sentence: (words, event type, whether the conditions are met)."""
    sentence = words(text)
    return [
        (" ".join(w.text for w in sentence[first:last]), reading.entry.event_type, reading.met)
        for first, last, reading in candidates(Scene(0, sentence, ()), lexicon)
    ]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table that ships is empty, so that a lexicon holds the user's entries alone."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "entries.tsv").write_text("\t".join(COLUMNS) + "\n", encoding="utf-8")
    monkeypatch.setattr(entries, "files", lambda package: tmp_path)


@cache
def shipped() -> Lexicon:
    return load_lexicon()


# The table that ships.


def test_lexicon_loads_with_entries_of_every_type() -> None:
    found = shipped().entries
    assert len(found) >= 700
    assert len({e.id for e in found}) == len(found)
    assert {e.event_type for e in found} == set(ontology.EVENT_TYPES)
    assert {e.pos for e in found} == set(POS)


def test_lexicon_odds_and_modes_are_in_bounds() -> None:
    for entry in shipped().entries:
        assert 0 < entry.odds < 1 and 0 <= entry.odds_else < 1, entry.id
        assert entry.event_mode == "" or entry.event_mode in ontology.EVENT_TYPES[entry.event_type].modes
        assert entry.seen or entry.odds == UNSEEN_ODDS


def test_lexicon_words_are_folded_as_text_is() -> None:
    for entry in shipped().entries:
        for key in (*entry.tail, *entry.needs, *entry.blocks):
            assert [w.key for w in words(key)] == [key], entry.id


# A table of the user's.


def test_lexicon_of_the_user_codes_a_sentence(tmp_path: Path) -> None:
    document = read_text("زعفرت مصر السودان.\nوزعفرت قطر لبنان.", id="d")
    assert get_coder().code(document).events == ()
    coder = get_coder("lexicon", {"lexicon": str(table(tmp_path, {}))})
    events = coder.code(document).events
    assert [(e.event_type, e.trigger.text, e.actors[0].text) for e in events] == [
        ("AID", "زعفرت", "مصر"),
        ("AID", "زعفرت", "قطر"),
    ]


def test_lexicon_of_the_user_changes_the_fingerprint(tmp_path: Path) -> None:
    plain = get_coder().fingerprint
    first = LexiconCoder(table(tmp_path, {})).fingerprint
    second = LexiconCoder(table(tmp_path, {"odds": "0.8"})).fingerprint
    assert len({plain, first, second}) == 3
    assert get_coder().fingerprint == plain


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("lemma", "زعفر"),
        ("pos", "adverb"),
        ("type", "PARTY"),
        ("mode", "visit"),
        ("actor", "12"),
        ("recipient", "!"),
        ("odds", "often"),
        ("odds", "1"),
        ("odds", "0"),
        ("odds", "-0.1"),
        ("odds", "1.5"),
        ("odds_else", "nan"),
        ("odds_else", "rarely"),
        ("odds_else", "1.0"),
    ],
)
@pytest.mark.usefixtures("alone")
def test_lexicon_names_file_line_and_column_of_a_bad_cell(tmp_path: Path, column: str, cell: str) -> None:
    with pytest.raises(DataFileError) as caught:
        load_lexicon(table(tmp_path, {}, {column: cell}))
    assert caught.value.where == f"mine.tsv, line 4, column {column}"
    assert caught.value.what and caught.value.todo


@pytest.mark.parametrize(("pos", "lemma"), [("noun", ""), ("adj", "مطالب مطالبة"), ("verb", "زعفر نزعفر")])
@pytest.mark.usefixtures("alone")
def test_lexicon_names_the_column_of_a_bad_lemma(tmp_path: Path, pos: str, lemma: str) -> None:
    with pytest.raises(DataFileError) as caught:
        load_lexicon(table(tmp_path, {"pos": pos, "lemma": lemma}))
    assert caught.value.where == "mine.tsv, line 3, column lemma"


@pytest.mark.usefixtures("alone")
def test_lexicon_names_a_line_with_too_few_cells(tmp_path: Path) -> None:
    path = table(tmp_path, {})
    path.write_text(path.read_text(encoding="utf-8") + "زار يزور\tverb\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_lexicon(path)
    assert caught.value.where == "mine.tsv, line 4, column 2"


@pytest.mark.usefixtures("alone")
def test_lexicon_names_a_wrong_header(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("lemma\ttype\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="columns"):
        load_lexicon(path)


@pytest.mark.usefixtures("alone")
def test_lexicon_needs_its_file(tmp_path: Path) -> None:
    with pytest.raises(DataFileError):
        load_lexicon(tmp_path / "absent.tsv")


@pytest.mark.parametrize(
    ("odds", "seen", "value"), [("0.01", True, 0.01), ("0.99", True, 0.99), ("-", False, UNSEEN_ODDS)]
)
@pytest.mark.usefixtures("alone")
def test_lexicon_reads_odds(tmp_path: Path, odds: str, seen: bool, value: float) -> None:
    (entry,) = load_lexicon(table(tmp_path, {"odds": odds})).entries
    assert (entry.seen, entry.odds, entry.odds_else) == (seen, value, 0.0)


# Conditions.


@pytest.mark.usefixtures("alone")
def test_lexicon_needs_a_word_nearby(tmp_path: Path) -> None:
    lexicon = load_lexicon(table(tmp_path, {"needs": "قمح|زيت"}))
    assert found(lexicon, "زعفرت مصر القمح") == [("زعفرت", "AID", True)]
    assert found(lexicon, "زعفرت مصر بالزيت") == [("زعفرت", "AID", True)]
    assert found(lexicon, "زعفرت مصر السودان") == []
    assert found(lexicon, "زعفرت مصر في العام الماضي ثم بعد ذلك القمح") == []


@pytest.mark.usefixtures("alone")
def test_lexicon_is_blocked_by_a_word_nearby(tmp_path: Path) -> None:
    lexicon = load_lexicon(table(tmp_path, {"blocks": "كرة"}))
    assert found(lexicon, "زعفرت مصر السودان") == [("زعفرت", "AID", True)]
    assert found(lexicon, "زعفرت مصر الكرة") == []


@pytest.mark.usefixtures("alone")
def test_lexicon_with_odds_else_weakens_instead_of_excluding(tmp_path: Path) -> None:
    lexicon = load_lexicon(table(tmp_path, {"needs": "قمح", "odds_else": "0.2"}))
    assert found(lexicon, "زعفرت مصر السودان") == [("زعفرت", "AID", False)]
    (reading,) = (r for _, _, r in candidates(Scene(0, words("زعفرت مصر"), ()), lexicon))
    assert reading.odds == 0.2


@pytest.mark.usefixtures("alone")
def test_lexicon_tail_must_follow_within_three_words(tmp_path: Path) -> None:
    lexicon = load_lexicon(table(tmp_path, {"lemma": "زعفر يزعفر + قمح"}))
    assert found(lexicon, "زعفرت القمح") == [("زعفرت القمح", "AID", True)]
    assert found(lexicon, "زعفرت مصر أمس القمح") == [("زعفرت مصر أمس القمح", "AID", True)]
    assert found(lexicon, "زعفرت مصر في أمس القمح") == []
    assert found(lexicon, "القمح زعفرت") == []


# Forms and clitics.


def readings(key: str) -> set[tuple[str, str, str]]:
    (word,) = words(key)
    return {(r.entry.lemma, r.form, r.pronoun) for r in shipped().readings(word.key)}


def test_lexicon_reads_inflected_forms_behind_clitics() -> None:
    for form in ("زار", "زارت", "زاروا", "وزارت", "زارها"):
        assert any(lemma == "زار يزور" and kind == "past" for lemma, kind, _ in readings(form)), form
    for form in ("يزور", "سيزور", "وستزور", "ليزور"):
        assert any(lemma == "زار يزور" and kind == "present" for lemma, kind, _ in readings(form)), form
    assert ("زار يزور", "past", "ها") in readings("زارها")


def test_lexicon_reads_no_article_on_a_verb() -> None:
    assert not any(lemma == "زار يزور" for lemma, _, _ in readings("الزار"))
    assert not any(kind == "past" for _, kind, _ in readings("بزار"))


def test_lexicon_does_not_take_ta_marbuta_for_a_pronoun() -> None:
    lexicon = shipped()

    def pronouns(text: str) -> set[str]:
        proposals: list[Reading] = [r for _, _, r in candidates(Scene(0, words(text), ()), lexicon)]
        return {r.pronoun for r in proposals}

    assert "ه" in pronouns("هجومه")
    assert "ه" not in pronouns("هجومة")
    assert "ه" in pronouns("دعمه") and "ه" not in pronouns("دعمة")


# The registry.


def test_get_coder_makes_every_registered_coder() -> None:
    for name in CODERS:
        assert get_coder(name).name.startswith(name)


def test_get_coder_refuses_unknown_names_and_options() -> None:
    with pytest.raises(UsageError, match="no coder 'oracle'"):
        get_coder("oracle")
    with pytest.raises(UsageError, match="no option speed"):
        get_coder("lexicon", {"speed": "fast"})
