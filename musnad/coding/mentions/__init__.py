"""Mentions: the words of a sentence that name a possible participant, source or place.

Known names come from the knowledge base. Noun phrases headed by a role (وزير الداخلية، قوات الأمن،
متظاهرون) are read with their adjectives and complements, which give the country. Persons that the knowledge
base does not have are found behind a title or role, or by their first names; once introduced, they are
known by each part of their name for the rest of the document.

`record.py` declares the mention, `names.py` finds known names, `phrases.py` reads role phrases,
`persons.py` keeps the persons of a document and `titled.py` what their titles tell; `identity.py` tells who
they are at the time (`period.py`), and `context.py` supplies missing countries. `spans.py` reads names at
places that somebody else found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ...knowledge import Actor, KnowledgeBase
from ...knowledge.names import Match
from ...language.words import Word
from .context import fill_countries
from .identity import resolve
from .names import KnownNames
from .persons import Persons
from .phrases import RolePhrases
from .record import Mention, Sentence, skip_letters
from .spans import at_spans
from .titled import join_appositions

__all__ = ["Mention", "find_mentions", "skip_letters"]


def find_mentions(
    text: str,
    sentences: Sequence[Sequence[Word]],
    knowledge: KnowledgeBase,
    date: str,
    is_verb: Callable[[str], bool],
    spans: Sequence[tuple[int, int]] | None = None,
) -> list[list[Mention]]:
    """The mentions of each sentence of a document, in reading order, not overlapping.

    With `spans` (code points of the document) the mentions at these places instead.
    `date` (ISO, any precision, or empty) decides who held which office; `is_verb` tells folded words that may
    be verbs, behind which an adjective is a noun (قتل مسلح).
    """
    names = KnownNames(text, knowledge)
    persons = Persons(text, knowledge)
    phrases = RolePhrases(names, persons, is_verb)
    rows = [Sentence(i, words, [w.key for w in words]) for i, words in enumerate(sentences)]
    found = _without_doubtful([_in_sentence(row, names, persons, phrases) for row in rows])
    found = [persons.short_names(row, found[row.index]) for row in rows]
    wanted = None
    if spans is not None:
        recognise = partial(_in_sentence, names=names, persons=persons, phrases=phrases)
        wanted = at_spans(text, rows, found, spans, recognise, knowledge)
    return fill_countries(*resolve(rows, found, knowledge, date, wanted))


def _without_doubtful(found: list[list[Mention]]) -> list[list[Mention]]:
    """Leave out names that are also common words (القاعدة), unless the document names one of their bearers
    otherwise, or they stand behind the title of an office (الرئيس مبارك).
    """
    sure = {m.actor.id for row in found for m in row if m.actor is not None and not m.doubtful}
    return [
        [m for m in row if not m.doubtful or m.told[1] or not sure.isdisjoint(_bearers(m))] for row in found
    ]


def _bearers(mention: Mention) -> set[str]:
    """The ids of the actors that a name may mean."""
    named = {mention.actor, *(entry.value for entry in mention.namesakes)}
    return {actor.id for actor in named if isinstance(actor, Actor)}


def _in_sentence(
    sentence: Sentence, names: KnownNames, persons: Persons, phrases: RolePhrases
) -> list[Mention]:
    found: list[Mention] = []
    i = 0
    while i < len(sentence.words):
        mention = None
        if not sentence.words[i].is_punctuation:
            match = names.kb.names.match(sentence.keys, i)
            if match is not None and names.is_idiom(match):
                i = match.last
                continue
            mention = _at(sentence, i, match, names, persons, phrases)
        if mention is None:
            i += 1
            continue
        if names.only_in_a_name(sentence, mention):
            persons.forget(mention)
        else:
            found.append(mention)
        i = mention.last
    return join_appositions(sentence.words, found)


def _at(
    sentence: Sentence,
    i: int,
    match: Match | None,
    names: KnownNames,
    persons: Persons,
    phrases: RolePhrases,
) -> Mention | None:
    """The mention that begins at word i, where `match` is the longest name, if any."""
    if match is None or names.only_perhaps_a_place(sentence, match):
        return (
            names.nationals(sentence, i)
            or persons.unknown(sentence, i, titled=False)
            or names.national_adjective(sentence, i)
        )
    entry = names.choose(match)
    if entry.kind in ("role", "title"):
        return phrases.mention(sentence, match, entry)
    person = persons.unknown(sentence, i, titled=False)
    if person is not None and person.last > match.last and not isinstance(entry.value, Actor):
        return person  # a longer personal name that only begins like a place or a state
    mention = names.known(sentence, match, entry)
    if mention.kind == "person":
        persons.introduce(sentence.words, mention)
    return mention
