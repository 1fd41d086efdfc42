"""The lexicon: Arabic words that tell political events, with their PLOVER type and how they take their
participants.

A table line is an entry; `docs/lexicon.md` explains the columns. Users add a table of their own with the
same columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ... import ontology
from ...language.clitics import Split, splits, without_pronoun
from ...language.inflection import adjective_forms, noun_forms, passive_forms, past_forms, present_forms
from ...language.words import word_key, words
from ...tables import Row, read_table
from ..function_words import SPEECH, bare

COLUMNS = (
    "lemma",
    "pos",
    "type",
    "mode",
    "actor",
    "recipient",
    "needs",
    "blocks",
    "gloss",
    "odds",
    "odds_else",
)
POS = ("verb", "noun", "adj")
SLOTS = ("subj", "obj", "gen")
UNSEEN_ODDS = 0.45
"""Odds of an entry that never occurred in the annotated news."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one word or fixed phrase."""

    id: str
    """lemma, part of speech, type and line, for explanations."""
    lemma: str
    pos: str
    event_type: str
    event_mode: str
    actor: tuple[str, ...]
    """Where the actor stands, best first: subj, obj, gen, or a preposition."""
    recipient: tuple[str, ...]
    tail: tuple[str, ...]
    """Folded words that must follow within three words."""
    needs: frozenset[str]
    """Folded words of which one must stand nearby."""
    blocks: frozenset[str]
    """Folded words that exclude the entry when nearby."""
    needs_before: frozenset[str]
    """Words of `needs` marked with <: they may stand anywhere before in the sentence."""
    blocks_before: frozenset[str]
    odds: float
    """Share of its occurrences in annotated news, its conditions met, that were events of this type."""
    seen: bool
    odds_else: float
    """The same where `needs` or `blocks` speak against it; 0 if it is then never an event."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the text read as a form of an entry."""

    entry: Entry
    form: str
    """past, present, passive, noun or adj."""
    split: Split
    pronoun: str
    met: bool = True
    """Whether the entry's conditions (`needs`, `blocks`) hold here."""

    @property
    def odds(self) -> float:
        """The odds of the entry under its conditions as they are here."""
        return self.entry.odds if self.met else self.entry.odds_else


class Lexicon:
    """Entries by the forms of their first word."""

    def __init__(self, entries: list[Entry], forms: dict[str, list[tuple[Entry, str]]]) -> None:
        self.entries = entries
        self._forms = forms
        self.readings = lru_cache(maxsize=65536)(self._readings)
        self.verb = lru_cache(maxsize=65536)(self._verb)

    def _verb(self, key: str) -> str:
        """What a word tells if it can be a verb: the likeliest event type, SPEECH, or nothing."""
        if bare(key) in SPEECH:
            return "SPEECH"
        verbs = [r for r in self.readings(key) if r.form in ("past", "present", "passive")]
        return max(verbs, key=lambda r: (r.odds, r.entry.id)).entry.event_type if verbs else ""

    def _readings(self, key: str) -> tuple[Reading, ...]:
        """The ways to read a folded word as a form of an entry; of each entry the one with fewest clitics."""
        found: dict[str, Reading] = {}
        for split in splits(key):
            for entry, form in self._forms.get(split.stem, ()):
                if entry.id not in found and _fits(split, form, ""):
                    found[entry.id] = Reading(entry, form, split, "")
            if split.article:
                continue
            for stem, pronoun in without_pronoun(split.stem):
                if len(stem) < 3 or pronoun in ("ي", "ك", "كم", "ني", "كما"):
                    continue
                for entry, form in self._forms.get(stem, ()):
                    if entry.id not in found and _fits(split, form, pronoun):
                        found[entry.id] = Reading(entry, form, split, pronoun)
        return tuple(found.values())


def _fits(split: Split, form: str, pronoun: str) -> bool:
    if split.article and form not in ("noun", "adj"):
        return False
    if split.particle == "س" and form not in ("present", "passive"):
        return False
    if split.particle in ("ب", "ك") and form not in ("noun", "adj"):
        return False
    if split.particle == "ل" and form in ("past", "passive"):
        return False
    return not (pronoun and form in ("passive", "adj"))


def load_lexicon(user_file: Path | None = None) -> Lexicon:
    """The entries that ship with the program, and those of the user's file.

    Raises: DataFileError, naming line and column, where an entry is malformed.
    """
    tables: list[Path | Traversable] = [files(__package__) / "data" / "entries.tsv"]
    if user_file is not None:
        tables.append(user_file)
    entries: list[Entry] = []
    forms: dict[str, list[tuple[Entry, str]]] = {}
    for table in tables:
        for row in read_table(table, COLUMNS):
            entry = _entry(row)
            entries.append(entry)
            for form, kind in _inflect(row, entry):
                forms.setdefault(form, []).append((entry, kind))
    return Lexicon(entries, forms)


def _entry(row: Row) -> Entry:
    event_type = row.one_of("type", tuple(ontology.EVENT_TYPES))
    mode = "" if row["mode"] in ("", "-") else row["mode"]
    if mode and mode not in ontology.EVENT_TYPES[event_type].modes:
        raise row.fault("mode", f"'{mode}' is not a mode of {event_type}")
    pos = row.one_of("pos", POS)
    seen = row["odds"] not in ("", "-")
    _, _, tail = row["lemma"].partition("+")
    return Entry(
        f"{row['lemma']}/{pos}/{event_type}/{row.file}:{row.line}",
        row["lemma"],
        pos,
        event_type,
        mode,
        _slots(row, "actor"),
        _slots(row, "recipient"),
        tuple(w.key for w in words(tail)),
        _keys(row, "needs", before=False),
        _keys(row, "blocks", before=False),
        _keys(row, "needs", before=True),
        _keys(row, "blocks", before=True),
        _odds(row, "odds") if seen else UNSEEN_ODDS,
        seen,
        _odds(row, "odds_else") if row["odds_else"] not in ("", "-") else 0.0,
    )


def _odds(row: Row, column: str) -> float:
    odds = row.number(column)
    if not 0 < odds < 1:
        raise row.fault(column, f"{row[column]} is not between 0 and 1")
    return odds


def _slots(row: Row, column: str) -> tuple[str, ...]:
    cell = row[column]
    if cell in ("", "-"):
        return ()
    slots = tuple(part.strip() for part in cell.split(","))
    for slot in slots:
        if slot not in SLOTS and not all(w.key.isalpha() for w in words(slot)):
            raise row.fault(column, f"'{slot}' is neither {', '.join(SLOTS)} nor a preposition")
    return tuple(slot if slot in SLOTS else word_key(slot) for slot in slots)


def _keys(row: Row, column: str, *, before: bool) -> frozenset[str]:
    """The words of a condition: those marked with <, or those without the mark."""
    if row[column] == "-":
        return frozenset()
    parts = (part for part in row.alternatives(column) if part.startswith("<") == before)
    return frozenset(w.key for part in parts for w in words(part.removeprefix("<")))


def _inflect(row: Row, entry: Entry) -> Iterator[tuple[str, str]]:
    head = row["lemma"].partition("+")[0].split()
    if entry.pos == "verb":
        if len(head) != 2 or not head[1].startswith("ي"):
            raise row.fault("lemma", "a verb needs past and present, third person singular: 'زار يزور'")
        past, present = head
        seen: set[str] = set()
        for kind, forms in (
            ("past", past_forms(past)),
            ("present", present_forms(present)),
            ("passive", passive_forms(past, present)),
        ):
            for form in sorted(forms - seen):
                yield form, kind
            seen |= forms
    elif entry.pos == "noun":
        if not head:
            raise row.fault("lemma", "a noun is missing")
        for form in sorted(noun_forms(*head)):
            yield form, "noun"
    else:
        if len(head) != 1:
            raise row.fault("lemma", "an adjective is one word, masculine singular: 'مطالب'")
        for form in sorted(adjective_forms(head[0])):
            yield form, "adj"
