"""What the titles beside a person's name tell of him, in one place of a document and then in all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ...knowledge import Actor
from ...language.folding import fold
from ...language.words import Word
from .record import Mention, is_international
from .vocabulary import FORMER, VAGUE

FORMER_OFFICE = "ELI"
"""Sector of who has held an office and holds none."""
OF_STATE = ("GOV", "LEG", "JUD", "SPY", FORMER_OFFICE)
"""Sectors of persons who, out of office, are former officials."""
_PRIVATE = ("CVL", "LAB", "UAF")
"""Sectors of words that tell less of a known person than the knowledge base."""
_OF_WHAT = frozenset(
    (("رييس", "GOV"), ("رييسه", "GOV"), ("رييسها", "GOV"), ("نايب", "LEG"), ("نايبه", "LEG"))
)
"""Heads that alone do not tell what of: رئيسها، نائبه."""
Told = tuple[str, str]
"""Country and sector, each possibly empty."""


def join_appositions(words: Sequence[Word], found: Sequence[Mention]) -> list[Mention]:
    """Persons with the office named behind or before them: فتحي باشاغا، وزير الداخلية; القنصل العام، فلان.

    `words` and `found` are those of one sentence.
    """
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and beside(words, before, mention):
            if mention.kind == "office" and before.kind == "person" and not before.told[1]:
                joined[-1] = titled(before, mention)
            elif before.kind == "office" and mention.kind == "person":
                mention = titled(mention, before) if _only_a_rank(mention) else _of_country(mention, before)
        joined.append(mention)
    return joined


def beside(words: Sequence[Word], before: Mention, mention: Mention) -> bool:
    """Whether nothing, or a comma or bracket, stands between two mentions, one of them a single office."""
    office = before if before.kind == "office" else mention
    gap = words[before.last : mention.first]
    close = not gap or (len(gap) == 1 and gap[0].text in "،,(«")
    return close and not (office.plural or mention.particle or mention.conjunction)


def _of_country(person: Mention, office: Mention) -> Mention:
    """A person with a title of his own, of the country of the office before: السفير السعودي [الأمير خالد]."""
    if person.actor is not None or person.iso or person.international or person.first != office.last:
        return person
    return replace(person, iso=office.iso, told=(office.iso, person.told[1]))


def _only_a_rank(person: Mention) -> bool:
    """Whether no title, or a military rank alone, stands before the name."""
    first, last = person.office or (0, 0)
    return not person.told[1] or (person.told[1] == "MIL" and last - first < 3)


def titled(person: Mention, office: Mention) -> Mention:
    """A person by the title of an office phrase."""
    told = (office.iso, office.sector or person.told[1])
    person = replace(person, office=(office.first, office.last), body=office.body, told=told)
    if person.actor is not None or (person.iso and office.first > person.first):
        return person
    return replace(person, iso=office.iso or person.iso, sector=told[1], source=office.source)


def is_former(keys: Iterable[str]) -> bool:
    """Whether the folded words of a title say that the office is no longer, or not yet, held."""
    return any(key in FORMER for key in keys)


def told_code(mention: Mention, actor: Actor, keys: Sequence[str]) -> str:
    """The code that the title beside a known person's name gives him; empty where it gives none, tells less
    than the knowledge base does, or is of another country than his. `keys` are the folded words of the title.
    """
    iso, sector = mention.told
    if is_former(keys[-2:]):
        return f"{actor.country} {FORMER_OFFICE}" if actor.code[4:] in OF_STATE and actor.country else ""
    head = (
        keys[0][mention.conjunction + len(mention.particle) :]
        if mention.office is not None and mention.office[0] == mention.first
        else keys[0]
    )
    if not sector or sector in _PRIVATE or head.removeprefix("ال") in VAGUE or (head, sector) in _OF_WHAT:
        return ""
    if sector == "MIL" and _only_a_rank(mention):
        return ""
    if is_international(sector):
        return sector
    iso = iso or actor.country
    return f"{iso} {sector}" if iso and iso == actor.country else ""


def told_of_all(found: Iterable[Mention]) -> Callable[[Mention], Mention]:
    """What the titles of unlisted persons tell, for all their mentions: the first country and sector told."""
    told: dict[str, Told] = {}
    for mention in found:
        if key := _unlisted(mention):
            iso, sector = told.get(key, ("", ""))
            told[key] = (iso or mention.told[0], sector or mention.told[1])

    def complete(mention: Mention) -> Mention:
        iso, sector = told.get(_unlisted(mention), ("", ""))
        if not sector or mention.told[1]:
            return mention
        return replace(
            mention, iso="" if is_international(sector) else mention.iso or iso, sector=sector, source="role"
        )

    return complete


def _unlisted(mention: Mention) -> str:
    """The folded full name of a person whom the knowledge base does not have, or nothing."""
    return fold(mention.full_name) if mention.kind == "person" and mention.actor is None else ""
