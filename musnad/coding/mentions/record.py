"""The record of a mention, and how its offsets are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...knowledge import Actor, Entry, Place, State
from ...knowledge.names import Match
from ...language.folding import MARKS, fold
from ...language.romanisation import romanise
from ...language.words import Word
from ...records import Name, Participant
from .vocabulary import SIDES

UNLISTED = "unlisted:"
"""Begins the ids of persons that the knowledge base does not have: country and folded full name follow."""
_FOR_STATE = ("state", "capital", "nisba", "body", "group")
"""Kinds of mentions that stand for the state that they name."""
_INTERNATIONAL = ("IGO", "IMG", "NGO", "MNC", "---")


_folded = lru_cache(maxsize=65536)(fold)  # parties are compared over and over


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate participant: words `first:last` of its sentence, `text == document[start:end]`."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: str
    """person, actor, state, capital, nisba (an adjective), people, group, body, office or place."""
    particle: str
    """The preposition written onto its first word (ب ك ل), or nothing."""
    conjunction: bool
    """Whether و or ف is written onto its first word."""
    definite: bool
    iso: str
    """Country, empty if the mention does not tell it."""
    sector: str
    """PLOVER sector, or the whole code without country for international bodies (IGO UNO)."""
    source: str
    """What the code rests on: name, office, state, role, context, none."""
    reason: str = ""
    """The same in words, with the office and the date that it was held on."""
    confidence: float = 1.0
    """How likely the actor is meant, or the country where there is no actor."""
    namesakes: tuple[Entry, ...] = ()
    """All bearers of the name, where there are several."""
    odds: tuple[float, ...] = ()
    """The probability of each of them."""
    full_name: str = ""
    """The full name that the document gives a person whom the knowledge base does not have."""
    latin: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """How words of that name are romanised; read only when the mention is recorded."""
    actor: Actor | None = None
    state: State | None = None
    place: Place | None = None
    role: str = ""
    """Folded head of a role phrase."""
    plural: bool = False
    office: tuple[int, int] | None = None
    """Words `first:last` of the office phrase that a person's name stands behind or before."""
    body: Mention | None = None
    """What the office phrase belongs to, where it names it: مصر, حركة النهضة."""
    told: tuple[str, str] = ("", "")
    """Country and sector that the title beside a person's name tells, as far as it does."""
    doubtful: bool = False
    """Its name is also a common word, so it counts only beside another name of the actor."""
    leaning: tuple[int, Mention] | None = None
    """The word that says for or against whom the party stands, and whom: الدول [الداعمة] ل[حفتر]."""

    @property
    def identity(self) -> str:
        """What two mentions of one party have in common: the actor, the state, or the folded words."""
        if self.actor is not None:
            return self.actor.id
        if self.state is not None and self.kind in _FOR_STATE:
            return self.state.iso3
        return _folded(self.full_name or self.text)

    @property
    def international(self) -> bool:
        """Whether the sector stands for a body or for states without one country: IGO UNO, --- GOV."""
        return is_international(self.sector)

    @property
    def code(self) -> str:
        """Country and sector, '---' where the country is not known; of parties to a conflict (الأطراف), which
        may be anybody, the country alone.
        """
        if self.international:
            return self.sector
        if self.role in SIDES and not self.sector:
            return self.iso or "---"
        return f"{self.iso or '---'} {self.sector or 'UAF'}"

    def participant(self) -> Participant:
        """The record of this mention as a party of an event."""
        actor_id, name = self._who()
        return Participant(
            self.text, self.start, self.end, actor_id, name, self.code, self.source, self.reason,
            round(self.confidence, 3),
        )  # fmt: skip

    def _who(self) -> tuple[str | None, Name | None]:
        """The id and usual name of the actor: of the knowledge base, a state, or a person that it lacks."""
        if self.actor is not None:
            return self.actor.id, Name(self.actor.name.ar, self.actor.name.en)
        if self.state is not None and self.kind in _FOR_STATE:
            return self.state.iso3, Name(self.state.name.ar, self.state.name.en)
        if self.full_name:
            words = "-".join(_folded(self.full_name).split())
            name = Name(self.full_name, romanise(self.full_name, self.latin))
            return f"{UNLISTED}{self.iso or '---'}:{words}", name
        return None, None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: its number, its words, and their folded forms."""

    index: int
    words: Sequence[Word]
    keys: Sequence[str]


def is_international(sector: str) -> bool:
    """Whether a sector, or a whole code, is one without a country: IGO UNO, IMG REB, --- GOV."""
    return sector[:3] in _INTERNATIONAL


def mention_at(
    text: str,
    sentence: Sentence,
    match: Match,
    kind: str,
    iso: str = "",
    sector: str = "",
    source: str = "none",
) -> Mention:
    """The mention of the matched words; its span begins behind attached clitics. `text` is the document."""
    start = skip_letters(sentence.words[match.first], match.prefix)
    end = sentence.words[match.last - 1].end
    return Mention(
        sentence.index, match.first, match.last, start, end, text[start:end], kind, match.particle,
        match.conjunction, match.definite, iso, sector, source,
    )  # fmt: skip


def skip_letters(word: Word, letters: int) -> int:
    """Offset behind the first `letters` letters of a word, marks not counted."""
    position = word.start
    for character in word.text:
        if letters == 0:
            break
        position += 1
        if character not in MARKS:
            letters -= 1
    return position
