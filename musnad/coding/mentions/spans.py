"""Mentions at given places: for annotated names, and for coders that find the names themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...knowledge import KnowledgeBase
from ...knowledge.names import Match
from ...language.words import Word, words
from .record import Mention, Sentence, mention_at
from .titled import beside, titled
from .vocabulary import BLOCS, NUMERALS, PARTS

Recogniser = Callable[[Sentence], list[Mention]]
_SHORTEST_NAME = 3


def at_spans(
    text: str,
    rows: Sequence[Sentence],
    found: Sequence[Sequence[Mention]],
    spans: Sequence[tuple[int, int]],
    recognise: Recogniser,
    knowledge: KnowledgeBase,
) -> list[list[Mention]]:
    """For each sentence the mentions at the spans that begin in it; `found` is what is recognised anyway.

    A span is what was recognised there, or what its own words are when read alone, or a name behind a title,
    or part of a longer span, or a noun phrase of which nothing is known. Spans outside all sentences are left
    out.
    """
    made: list[list[Mention]] = []
    for row, mentions in zip(rows, found, strict=True):
        own = [s for s in spans if row.words and row.words[0].start <= s[0] < row.words[-1].end]
        made.append([_at(text, row, mentions, span, recognise, knowledge) for span in own])
    return _with_parts(made, found)


def _at(
    text: str,
    row: Sentence,
    mentions: Sequence[Mention],
    span: tuple[int, int],
    recognise: Recogniser,
    knowledge: KnowledgeBase,
) -> Mention:
    start, end = span
    for mention in mentions:
        begins = _title_start(row, mention) <= start and " " not in text[mention.start : start]
        alone = mention.last - mention.first == 1
        whole = end == mention.end or not text[end : end + 1].isalnum()
        if begins and start < mention.end and whole and (mention.end <= end + 1 or alone):
            return _cut(text, mention, span)
    first = next((k for k, w in enumerate(row.words) if w.end > start), len(row.words) - 1)
    last = max(next((k for k, w in enumerate(row.words) if w.start >= end), len(row.words)), first + 1)
    inner = words(text, start, end)
    inside = recognise(Sentence(row.index, inner, [word.key for word in inner]))
    if len(inside) > 1 and inside[0].role in PARTS:
        inside = inside[1:]
    if inside and (inside[0].kind != "nisba" or last - first == 1):
        read = _shifted(inside[0], first)
        if read.kind == "person" and read.actor is None and not read.told[1]:
            read = _titled_beside(row, mentions, replace(read, first=first, last=last))
        return _cut(text, read, span)
    match = Match(first, last, 0, "", False, False, ())
    phrase = mention_at(text, row, match, "group")
    phrase = replace(phrase, sector=sector_of(inner, knowledge))
    if inside:  # an unknown noun with an adjective of nationality
        phrase = replace(phrase, iso=inside[0].iso, source="role", reason=inside[0].reason)
    elif not phrase.sector and _may_be_name(inner, knowledge):
        phrase = _person(row, mentions, phrase, knowledge)
    return _cut(text, phrase, span)


def sector_of(words: Sequence[Word], knowledge: KnowledgeBase) -> str:
    """The sector that a noun phrase tells by its adjectives, the last first, or its head; or nothing."""
    stems = [word.key.removeprefix("لل").removeprefix("ال") for word in words if not word.is_punctuation]
    adjectives, nouns = knowledge.sectors["adjective"], knowledge.sectors["noun"]
    for stem in stems[:0:-1]:
        if sector := BLOCS.get(stem) or adjectives.get(stem):
            return sector
    counting = PARTS | NUMERALS | {"من"}
    head = next((stem for stem in stems if stem not in counting and not stem.isdigit()), "")
    return nouns.get(head) or BLOCS.get(head, "") or adjectives.get(head, "")


def _may_be_name(words: Sequence[Word], knowledge: KnowledgeBase) -> bool:
    """Whether words of which nothing is known may be a personal name: letters, and nothing else in use."""
    keys = [word.key for word in words]
    return len(keys) < 5 and all(key.isalpha() and key not in knowledge.common_words for key in keys)


def _person(row: Sentence, mentions: Sequence[Mention], phrase: Mention, knowledge: KnowledgeBase) -> Mention:
    """An unknown name as a person: that of the title before or behind it (النائب [عسكر العنزي]), or of two
    words and more.
    """
    full = phrase.text if phrase.last - phrase.first > 1 and not phrase.text.startswith("ال") else ""
    person = replace(phrase, kind="person", full_name=full, latin=knowledge.latin)
    named = _titled_beside(row, mentions, person)
    return named if named.told[1] or full else phrase


def _titled_beside(row: Sentence, mentions: Sequence[Mention], person: Mention) -> Mention:
    """A person by the title before or behind the name, if one is there."""
    before = [m for m in mentions if m.last <= person.first][-1:]
    behind = [m for m in mentions if m.first >= person.last][:1]
    for title in (*before, *behind):
        if title.kind == "office" and beside(row.words, *sorted((title, person), key=lambda m: m.first)):
            return titled(person, title)
    return person


def _with_parts(made: Sequence[Sequence[Mention]], found: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Single words of which nothing is known, but which are part of one longer name among the spans or
    recognised, as what that is: كرم behind فادي كرم.
    """
    longer: dict[str, Mention | None] = {}
    for mention in (m for mentions in (*made, *found) for m in mentions if m.kind == "person"):
        for word in mention.text.split()[1:]:
            known = longer.setdefault(word, mention)
            if known is not None and _bearer(known) != _bearer(mention):
                longer[word] = None
    return [[_part(mention, longer.get(mention.text)) for mention in mentions] for mentions in made]


def _bearer(mention: Mention) -> str:
    return mention.actor.id if mention.actor is not None else mention.full_name


def _part(mention: Mention, whole: Mention | None) -> Mention:
    if whole is None or mention.kind != "group" or mention.iso or len(mention.text) < _SHORTEST_NAME:
        return mention
    return replace(
        mention, kind="person", iso=whole.iso, sector=whole.sector, source=whole.source, actor=whole.actor,
        full_name=whole.full_name, latin=whole.latin,
    )  # fmt: skip


def _title_start(row: Sentence, mention: Mention) -> int:
    """Where a mention begins with the title before the name."""
    return min(mention.start, row.words[mention.first].start)


def _shifted(mention: Mention, by: int) -> Mention:
    """A mention of a piece of a sentence, counted in the whole."""
    office = (mention.office[0] + by, mention.office[1] + by) if mention.office else None
    body = replace(mention.body, first=mention.body.first + by) if mention.body else None
    return replace(
        mention, first=mention.first + by, last=mention.last + by, office=office, body=body, leaning=None
    )


def _cut(text: str, mention: Mention, span: tuple[int, int]) -> Mention:
    start, end = span
    return replace(mention, start=start, end=end, text=text[start:end])
