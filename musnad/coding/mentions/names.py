"""Names of the knowledge base, and adjectives and plurals of nationality, as mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...knowledge import Actor, Entry, KnowledgeBase, Place, State
from ...knowledge.names import Match
from ...language.clitics import Split, splits
from .record import Mention, Sentence, is_international, mention_at
from .vocabulary import COMPETITIONS, MADE, NAMED_AFTER, NUMERALS, PLACE_WORDS, THINGS

_STATES = {
    "state": "the state's name",
    "capital": "the capital stands for the government",
    "seat": "the seat of power stands for the government",
    "people": "a name of the people",
}


class KnownNames:
    """The knowledge base, as the names in a document are looked up in it."""

    def __init__(self, text: str, knowledge: KnowledgeBase) -> None:
        self.text = text
        self.kb = knowledge

    @staticmethod
    def choose(match: Match) -> Entry:
        """The entry that a match is first read as; among namesakes the document decides later."""
        return min(match.entries, key=lambda entry: entry.doubtful)

    def is_idiom(self, match: Match) -> bool:
        """Whether a phrase holds a name and names nobody: رحابة الصدر, حماس الجماهير."""
        return self.choose(match).kind == "idiom"

    @staticmethod
    def only_in_a_name(sentence: Sentence, mention: Mention) -> bool:
        """Whether a mention is part of the name of a thing: مستشفى [الملك فهد], منتخب [الجزائر]."""
        before = sentence.keys[mention.first - 1] if mention.first else ""
        things = {"person": NAMED_AFTER, "state": COMPETITIONS}.get(mention.kind, ())
        return any(split.stem in things and not split.article for split in splits(before))

    def only_perhaps_a_place(self, sentence: Sentence, match: Match) -> bool:
        """Whether a name is a place's that is also a common word, without a word for a place before it."""
        entry = self.choose(match)
        if not (entry.doubtful and isinstance(entry.value, Place)):
            return False
        before = sentence.keys[match.first - 1] if match.first else ""
        stems = {before, before.removeprefix("ال"), before[1:], before[1:].removeprefix("ال")}
        return not stems & PLACE_WORDS

    def bare(self, sentence: Sentence, i: int) -> tuple[Match, Entry] | None:
        """The name at word i with its entry, if neither conjunction nor preposition is written onto it."""
        match = self.kb.names.match(sentence.keys, i)
        if match is None or match.particle or match.conjunction:
            return None
        entry = self.choose(match)
        return (match, entry) if entry.kind != "idiom" else None

    def known(self, sentence: Sentence, match: Match, entry: Entry) -> Mention:
        """The mention of an actor, a state, its capital or people, or a place."""
        mention = as_entry(mention_at(self.text, sentence, match, ""), entry)
        bearers = tuple(e for e in match.entries if isinstance(e.value, Actor | State | Place))
        return replace(mention, namesakes=bearers) if len(bearers) > 1 else mention

    def nationals(self, sentence: Sentence, i: int) -> Mention | None:
        """A plural of nationality used as a noun: الليبيون، مصريين."""
        keys = sentence.keys
        for split in splits(keys[i]):
            counted = i > 0 and (keys[i - 1].isdigit() or keys[i - 1] in NUMERALS)
            if split.particle == "س" or not (counted or split.stem.endswith(("ون", "ين", "ات"))):
                continue
            iso = self.kb.nationality(split.stem)
            if iso:
                mention = mention_at(self.text, sentence, _one_word(i, split), "people", iso, "CVL", "state")
                return replace(mention, state=self.kb.states[iso], plural=True, reason="their nationality")
        return None

    def national_adjective(self, sentence: Sentence, i: int) -> Mention | None:
        """An adjective of nationality that stands for its government: الدعوة المصرية، غارات إسرائيلية."""
        for split in splits(sentence.keys[i]):
            iso = self.kb.nationality(split.stem) if split.particle != "س" else ""
            if iso and not _of_a_thing(sentence.keys, i):
                mention = mention_at(self.text, sentence, _one_word(i, split), "nisba", iso, "GOV", "state")
                return replace(mention, state=self.kb.states[iso], reason="an adjective of nationality")
        return None


def _of_a_thing(keys: Sequence[str], i: int) -> bool:
    """Whether adjective i belongs to a thing that stands for no state: الجنيه المصري، بنادق روسية الصنع."""
    thing = i > 0 and any(split.article and f"ال{split.stem}" in THINGS for split in splits(keys[i - 1]))
    return thing or (i + 1 < len(keys) and keys[i + 1] in MADE)


def _one_word(i: int, split: Split) -> Match:
    """Word i without conjunction and preposition; the article stays, and so does the ل of للمصريين."""
    joined = split.article and split.particle == "ل"
    width = len(split.conjunction) + (0 if joined else len(split.particle))
    return Match(i, i + 1, width, split.particle, bool(split.conjunction), split.article, ())


def as_entry(mention: Mention, entry: Entry) -> Mention:
    """The mention read as a name's bearer: an actor, a state, its capital or people, or a place."""
    value = entry.value
    if isinstance(value, Actor):
        iso, sector = split_code(value.code)
        kind = "person" if value.kind == "person" else "actor"
        return replace(
            mention, kind=kind, iso=iso, sector=sector, source="name", reason="named", actor=value,
            doubtful=entry.doubtful,
        )  # fmt: skip
    if isinstance(value, State):
        kind = {"state": "state", "people": "people"}.get(entry.kind, "capital")
        sector = "CVL" if entry.kind == "people" else "GOV"
        return replace(
            mention, kind=kind, iso=value.iso3, sector=sector, source="state", reason=_STATES[entry.kind],
            state=value, plural=entry.plural,
        )  # fmt: skip
    assert isinstance(value, Place)
    return replace(
        mention, kind="place", iso=value.iso3, sector="GOV", source="state", reason="a place of the country",
        place=value,
    )  # fmt: skip


def split_code(code: str) -> tuple[str, str]:
    """A code as country and sector; the codes of international bodies have no country."""
    first, _, rest = code.partition(" ")
    if not first or is_international(first):
        return "", code
    return ("" if first == "---" else first), rest
