"""Names of agencies and outlets, as credits give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..knowledge import KnowledgeBase, load_knowledge
from ..language.folding import fold
from ..tables import read_table

COLUMNS = ("name", "source", "where")
ANY, SIGNED = "any", "signed"
UNNAMED = ""
"""The source of a credit to agencies without names (وكالات)."""
LONGEST = 7
"""Words of a name that are tried; «ي و . ب ي . آي» has as many letters."""
SHORTEST = 3
"""Letters of a name in one word."""
_WORD = re.compile(r"\w+")
_TAILS = (" للأنباء", " الإخبارية", " للإعلام")


def name_key(name: str) -> str:
    """The comparison form of a name: folded, without spaces, points and brackets.

    >>> name_key("د .ب .أ") == name_key("د.ب.ا")
    True
    """
    return "".join(_WORD.findall(fold(name)))


class Found(NamedTuple):
    """A name in running words."""

    end: int
    """The word after it."""
    source: str
    joined: bool
    """Whether a conjunction is written onto it."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Who may be credited: sources by the comparison form of their names."""

    sources: Mapping[str, str]
    """Names that are no other words."""
    signed: Mapping[str, str]
    """Names that count only where nothing but sources stands."""

    def source(self, name: str) -> str | None:
        """The source of a name; None if it is not known."""
        return self.sources.get(name_key(name))

    def match(self, words: Sequence[str], first: int, signed: bool = False) -> Found | None:
        """The longest name that begins at a word, also behind the conjunction و."""
        for last in range(min(len(words), first + LONGEST), first, -1):
            key = name_key("".join(words[first:last]))
            if len(key) < SHORTEST and last - first == 1:  # «آب» is a month, «أ ب» an agency
                continue
            for joined in (False, True):
                if joined and (key[:1] != "و" or len(key) <= SHORTEST):
                    break
                source = self.sources.get(key[joined:])
                if source is None and signed:
                    source = self.signed.get(key[joined:])
                if source is not None:
                    return Found(last, source, joined)
        return None

    def including(self, outlets: Iterable[str]) -> Directory:
        """This directory with a corpus's own outlets, also by the short forms of their names. Of those that
        are not known otherwise, names of one word may be common words («اليوم»): these must be signed."""
        sources, signed = dict(self.sources), dict(self.signed)
        for outlet in sorted({outlet for outlet in outlets if outlet}):
            for form in short_forms(outlet):
                key = name_key(form)
                if len(key) >= SHORTEST and key not in self.sources:
                    (sources if " " in form else signed).setdefault(key, self.source(outlet) or outlet)
        return Directory(sources, signed)


def short_forms(name: str) -> tuple[str, ...]:
    """A name and what is left of it without «للأنباء» and the like; never a bare word.

    >>> short_forms("وكالة المثال للأنباء")
    ('وكالة المثال للأنباء', 'وكالة المثال')
    """
    shorter = (name.removesuffix(tail) for tail in _TAILS if name.endswith(tail))
    return (name, *(form for form in shorter if " " in form))


@cache
def load_directory() -> Directory:
    """The media of the knowledge base, and the signatures of agencies.

    Raises: DataFileError where the table of signatures is malformed.
    """
    return directory(load_knowledge())


def directory(knowledge: KnowledgeBase) -> Directory:
    """The media of a knowledge base, and the signatures of agencies. A name of two media names none."""
    claims: dict[str, set[str]] = {}
    for actor in knowledge.actors.values():
        if actor.kind == "media":
            for name in (actor.name.ar, actor.name.en, *actor.aliases):
                if len(name_key(name)) > 2:
                    claims.setdefault(name_key(name), set()).add(actor.id)
    sources = {key: next(iter(ids)) for key, ids in claims.items() if len(ids) == 1}
    signed: dict[str, str] = {}
    for row in read_table(files(__package__) / "data" / "signatures.tsv", COLUMNS):
        where = row.one_of("where", (ANY, SIGNED))
        if row["source"] and row["source"] not in knowledge.actors:
            raise row.fault("source", f"there is no actor '{row['source']}'")
        table = sources if where == ANY else signed
        for form in (
            row["name"],
            *([f"وكالة {row['name']}", f"وكالة أنباء {row['name']}"] if row["source"] else []),
        ):
            (sources if form != row["name"] else table).setdefault(name_key(form), row["source"])
    return Directory(sources, signed)
