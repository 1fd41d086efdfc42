"""Names of the knowledge base, and adjectives and plurals of nationality, as mentions."""

from __future__ import annotations

from dataclasses import replace

from ...knowledge import Actor, Entry, KnowledgeBase, Place, State
from ...knowledge.names import Match
from ...language.clitics import Split, splits
from .record import Mention, Sentence, is_international, mention_at
from .vocabulary import NUMERALS


class KnownNames:
    """The knowledge base as a document sees it: `date` (ISO, or empty) decides who held which office."""

    def __init__(self, text: str, knowledge: KnowledgeBase, date: str) -> None:
        self.text = text
        self.kb = knowledge
        self.date = date

    def choose(self, match: Match) -> Entry:
        """Among namesakes the one whose office is held on the date, else the first."""
        if len(match.entries) > 1 and self.date:
            for entry in match.entries:
                if isinstance(entry.value, Actor) and entry.value.code_on(self.date)[1] is not None:
                    return entry
        return match.entries[0]

    def bare(self, sentence: Sentence, i: int) -> tuple[Match, Entry] | None:
        """The name at word i with its entry, if neither conjunction nor preposition is written onto it."""
        match = self.kb.names.match(sentence.keys, i)
        if match is None or match.particle or match.conjunction:
            return None
        return match, self.choose(match)

    def known(self, sentence: Sentence, match: Match, entry: Entry) -> Mention:
        """The mention of an actor, a state, its capital or people, or a place."""
        value = entry.value
        if isinstance(value, Actor):
            code, office = value.code_on(self.date)
            iso, sector = _split_code(code)
            kind = "person" if value.kind == "person" else "actor"
            mention = mention_at(
                self.text, sentence, match, kind, iso, sector, "office" if office else "name"
            )
            return replace(mention, actor=value, doubtful=entry.doubtful)
        if isinstance(value, State):
            kind = {"state": "state", "people": "people"}.get(entry.kind, "capital")
            sector = "CVL" if entry.kind == "people" else "GOV"
            mention = mention_at(self.text, sentence, match, kind, value.iso3, sector, "state")
            return replace(mention, state=value, plural=entry.plural)
        assert isinstance(value, Place)
        mention = mention_at(self.text, sentence, match, "place", value.iso3, "GOV", "state")
        return replace(mention, place=value)

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
                return replace(mention, state=self.kb.states[iso], plural=True)
        return None

    def national_adjective(self, sentence: Sentence, i: int) -> Mention | None:
        """An adjective of nationality that stands for its government: الدعوة المصرية، غارات إسرائيلية."""
        for split in splits(sentence.keys[i]):
            iso = self.kb.nationality(split.stem) if split.particle != "س" else ""
            if iso:
                mention = mention_at(self.text, sentence, _one_word(i, split), "nisba", iso, "GOV", "state")
                return replace(mention, state=self.kb.states[iso])
        return None


def _one_word(i: int, split: Split) -> Match:
    """Word i without conjunction and preposition; the article stays, and so does the ل of للمصريين."""
    joined = split.article and split.particle == "ل"
    width = len(split.conjunction) + (0 if joined else len(split.particle))
    return Match(i, i + 1, width, split.particle, bool(split.conjunction), split.article, ())


def _split_code(code: str) -> tuple[str, str]:
    """A code as country and sector; the codes of international bodies have no country."""
    first, _, rest = code.partition(" ")
    if not first or is_international(first):
        return "", code
    return ("" if first == "---" else first), rest
