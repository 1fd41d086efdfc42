"""Persons that the knowledge base does not have, and the parts of names by which a document recalls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...knowledge import KnowledgeBase
from ...knowledge.names import Match, case_free
from ...language.clitics import splits
from ...language.words import Word
from .record import Mention, Sentence, mention_at
from .vocabulary import JOINERS

_MOST_PARTS = 4
_SHORTEST_UNKNOWN = 5
"""Shorter words in ى are particles and verbs rather than names that no table has."""


class Persons:
    """The persons of one document. Whoever is introduced is known by the parts of his name from then on."""

    def __init__(self, text: str, knowledge: KnowledgeBase) -> None:
        self.text = text
        self.kb = knowledge
        self._introduced: dict[str, Mention] = {}

    def unknown(self, sentence: Sentence, i: int, *, titled: bool) -> Mention | None:
        """A personal name from word i.

        Behind a title any words that may be names, else a first name and another part.
        """
        words, keys = sentence.words, sentence.keys
        if i >= len(words) or words[i].is_punctuation:
            return None
        prefix, particle, first = 0, "", keys[i]
        if not titled and first not in self.kb.given_names and not self._opens_with_joiner(keys, i):
            for split in splits(first):
                plain = not split.article and split.particle in ("", "ل", "ب")
                if plain and split.stem in self.kb.given_names:
                    particle, first = split.particle, split.stem
                    prefix = len(split.conjunction) + len(particle)
                    break
            else:
                return None
        j = i
        parts = certain = 0
        while j < len(words) and parts < _MOST_PARTS:
            key = first if j == i else keys[j]
            if words[j].is_punctuation:
                break
            if key in JOINERS and j + 1 < len(words):
                j += 1
                continue
            if not self._name_part(key, words[j], lenient=titled or parts > 0):
                break
            j += 1
            parts += 1
            certain += key in self.kb.name_words
        while j > i and keys[j - 1] in JOINERS:
            j -= 1
        if keys[i] not in self.kb.name_words and words[i].text.endswith("ة"):
            return None  # a verbal noun behind a title: قدم المبعوث [إحاطة]
        if certain < (1 if titled else 2):
            return None
        match = Match(i, j, prefix, particle, prefix > len(particle), False, ())
        mention = mention_at(self.text, sentence, match, "person")
        if parts > 1:
            full = " ".join(mention.text.split())
            mention = replace(mention, full_name=full, latin=self.kb.latin)
        known = self._introduced.get(case_free(keys[j - 1]))
        if known is not None:
            mention = replace(
                mention, iso=known.iso, sector=known.sector, source=known.source, actor=known.actor,
                full_name="" if known.actor else known.full_name or mention.full_name,
                latin=self.kb.latin,
            )  # fmt: skip
        self.introduce(words, mention)
        return mention

    def _opens_with_joiner(self, keys: Sequence[str], i: int) -> bool:
        """عبد ربه، أبو مازن، ولد داداه: a joining word and a name."""
        joined = keys[i] in ("عبد", "ابو", "ولد", "بن", "ابن") and i + 1 < len(keys)
        return joined and keys[i + 1] in self.kb.name_words

    def _name_part(self, key: str, word: Word, *, lenient: bool) -> bool:
        """Whether a word may be part of a personal name; `lenient` also takes words that no table has."""
        if not key.isalpha():
            return False
        if key in self.kb.name_words:
            return True
        if word.text[-1:] == "ى" and len(key) < _SHORTEST_UNKNOWN:
            return False
        if not lenient or key in self.kb.common_words or len(key) < 3 or key in self.kb.nisba:
            return False
        if (key[0] in ("و", "ف", "ل", "ب") and len(key) > 4) or key.endswith(("وا", "تا", "ها", "هم")):
            return False
        if key.startswith("ال"):
            return self.kb.nationality(key[2:]) == "" and key[2:] not in self.kb.common_words
        common = any(s.width and s.stem in self.kb.common_words for s in splits(key))
        return not common and self.kb.names.match([key], 0) is None

    def introduce(self, words: Sequence[Word], mention: Mention) -> None:
        """Remember the parts of a name, so that the surname alone is recognised later."""
        for word in words[mention.first : mention.last]:
            if word.start < mention.start:
                continue
            key = case_free(word.key)
            telling = key not in self.kb.common_words and key not in self.kb.given_names
            if len(key) > 3 and (telling or word.end == mention.end):
                known = self._introduced.get(key)
                if known is None or (not known.iso and mention.iso):
                    self._introduced[key] = mention

    def forget(self, mention: Mention) -> None:
        """Take back the introduction of a name that turned out to be part of another thing's name."""
        for key in [k for k, known in self._introduced.items() if known == mention]:
            del self._introduced[key]

    def short_names(self, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
        """Add single words that are part of a personal name introduced anywhere in the document."""
        taken = {k for m in found for k in range(m.first, m.last)}
        added = list(found)
        for i, word in enumerate(sentence.words):
            if i in taken or word.is_punctuation:
                continue
            for split in splits(word.key):
                if split.particle == "س" or split.article:
                    continue
                full = self._introduced.get(case_free(split.stem))
                if full is None:
                    continue
                match = Match(i, i + 1, split.width, split.particle, bool(split.conjunction), False, ())
                mention = mention_at(self.text, sentence, match, "person", full.iso, full.sector, full.source)
                added.append(replace(mention, actor=full.actor, full_name=full.full_name, latin=full.latin))
                break
        refreshed = (self._refresh(sentence.words, m) for m in added)
        return sorted(refreshed, key=lambda m: m.first)

    def _refresh(self, words: Sequence[Word], mention: Mention) -> Mention:
        """Give an unknown person the country that a later introduction told."""
        if mention.kind != "person" or mention.iso or mention.actor:
            return mention
        full = self._introduced.get(case_free(words[mention.last - 1].key))
        if full is None or not full.iso:
            return mention
        return replace(mention, iso=full.iso, sector=full.sector, source=full.source)
