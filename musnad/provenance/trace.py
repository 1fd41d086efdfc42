"""From documents to their origins: whose report each one is."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from ..knowledge import KnowledgeBase, load_knowledge
from ..records import Document
from .copies import UNDATED, Text, find_copies
from .credits import find_credits
from .families import Families, found_families, given_families
from .model import REPORT, STATEMENT, Copy, Credit, Provenance
from .names import UNNAMED, Directory, directory, load_directory
from .shingles import shingles

_PLACES = ("state", "capital", "place", "seat")
_UNTIMED = "99"
"""Sorts behind the times of a day."""


def trace(
    documents: Iterable[Document],
    *,
    families: Mapping[str, str] | None = None,
    collapse: bool = True,
    knowledge: KnowledgeBase | None = None,
) -> Provenance:
    """Where documents come from; their order makes no difference.

    `families` (outlet → family) takes the place of the families that are found. With `collapse=False` each
    outlet is the origin of all that it published: to be compared with, since copies then count as
    independent. Documents whose outlet is not known have one origin, the empty one, unless they credit or
    copy another: nothing shows that they are independent of each other.

    A collection is passed over twice and not kept; an iterator is held in memory.
    """
    held = documents if isinstance(documents, Collection) else list(documents)
    names = directory(knowledge) if knowledge else load_directory()
    base = knowledge or load_knowledge()
    outlets = dict(sorted((document.id, document.outlet) for document in held))
    names = names.including(set(outlets.values()))
    is_place = _places(base)
    credits: list[Credit] = []
    texts: list[tuple[tuple[str, int, str, str], Text]] = []
    for document in held:
        own = find_credits(document, names, is_place)
        credits.extend(own)
        text = Text(document.id, document.outlet, _day(document), shingles(document.text))
        texts.append((_time(document), text))
    credits.sort(key=lambda credit: (credit.document_id, credit.start, credit.source))
    copies = find_copies(_ordered(texts, outlets, credits, names))
    if not collapse:
        alone = {outlet: outlet for outlet in sorted(set(outlets.values()))}
        return Provenance(outlets, outlets, alone, copies, tuple(credits), {})
    sizes = Counter(outlets.values())
    sizes.update({c.source: 0 for c in credits if c.scope != STATEMENT and c.source != UNNAMED})
    if families is None:
        joined = found_families(sizes, outlets, copies, credits, names, base)
    else:
        joined = given_families(families, sizes, names)
    origins = _origins(outlets, copies, credits, joined)
    by_outlet = {outlet: joined.of(outlet) for outlet in sorted(set(outlets.values()))}
    return Provenance(origins, outlets, by_outlet, copies, tuple(credits), joined.reasons)


def _places(knowledge: KnowledgeBase) -> Callable[[str], bool]:
    @cache
    def is_place(name: str) -> bool:
        return name == "عواصم" or any(entry.kind in _PLACES for entry in knowledge.names.called(name))

    return is_place


def _day(document: Document) -> int:
    try:
        return datetime.date.fromisoformat(document.published[:10]).toordinal()
    except ValueError:  # not known, or to the month or year only
        return UNDATED


def _time(document: Document) -> tuple[str, int, str, str]:
    """What the order of a document begins with: the day, then a place for its rank, the time and the id."""
    known = _day(document) != UNDATED
    time = _UNTIMED
    if known and len(document.published) > 10:
        try:
            moment = datetime.datetime.fromisoformat(document.published)
        except ValueError:
            pass
        else:
            if moment.tzinfo is not None:
                moment = moment.astimezone(datetime.UTC)
            time = moment.replace(tzinfo=None).isoformat()
    return (document.published[:10] if known else _UNTIMED, 0, time, document.id)


def _ordered(
    texts: Sequence[tuple[tuple[str, int, str, str], Text]],
    outlets: Mapping[str, str],
    credits: Sequence[Credit],
    names: Directory,
) -> list[Text]:
    """The texts in the order in which one may copy another: by day; of one day, outlets that are credited
    with whole reports first and texts that credit an outlet of the corpus last; then by time and id."""
    own = {outlet: names.source(outlet) or outlet for outlet in set(outlets.values()) if outlet}
    sources = set(own.values())
    credited = {c.source for c in credits if c.scope != STATEMENT} & sources
    crediting = {c.document_id for c in credits if c.source in sources}
    ranked = []
    for (day, _, time, document_id), text in texts:
        first = own.get(text.outlet) in credited
        rank = 0 if first else 2 if document_id in crediting else 1
        ranked.append(((day, rank, time, document_id), text))
    return [text for _, text in sorted(ranked, key=lambda pair: pair[0])]


def _origins(
    outlets: Mapping[str, str],
    copies: Sequence[Copy],
    credits: Sequence[Credit],
    families: Families,
) -> dict[str, str]:
    """The origin of each document: of a copy that of its original; of an original the one source that it or
    its copies credit with the whole report, else its outlet. An agency's own report stays its own."""
    agencies = {families.of(credit.source) for credit in credits if credit.scope != STATEMENT}
    credited: dict[str, str] = {}
    for credit in credits:
        if credit.scope == REPORT and credit.source != UNNAMED:
            credited[credit.document_id] = families.of(credit.source)
    original = {copy.document_id: copy.original_id for copy in copies}
    named: dict[str, Counter[str]] = {}
    for document_id, source in credited.items():
        named.setdefault(original.get(document_id, document_id), Counter())[source] += 1
    origins = {}
    for document_id in outlets:
        first = original.get(document_id, document_id)
        if first in credited:
            origins[document_id] = credited[first]
        elif first in named and families.of(outlets[first]) not in agencies:
            counted = named[first]
            origins[document_id] = min(counted, key=lambda source: (-counted[source], source))
        else:
            origins[document_id] = families.of(outlets[first])
    return origins
