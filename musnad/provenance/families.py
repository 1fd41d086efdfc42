"""Families: outlets whose reports do not confirm each other, since one hand stands behind them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataFileError
from ..knowledge import KnowledgeBase
from ..tables import read_table
from .model import Copy, Credit
from .names import Directory

COLUMNS = ("outlet", "family")
LEAST_COPIES = 5
"""Copies between two outlets, without a credit, before they are taken for one family."""
LEAST_SHARE = 0.5
"""Share of the smaller outlet's documents that these must be."""
_OWNER = re.compile(
    r"(?<!majority )\bowned by (?:the )?([^,(]+?)(?: (?:under|with|since|until) [^,(]*)?\s*(?:[,(]|$)"
)
_HEADER = "Its first line must read 'outlet<TAB>family' (or 'outlet,family' in a .csv file)."


@dataclass(frozen=True, slots=True)
class Families:
    """Which names are one family, and why."""

    members: Mapping[str, str]
    """Outlet, or id of a credited source, → family."""
    reasons: Mapping[str, str]
    """Family → why, for families of several outlets."""

    def of(self, name: str) -> str:
        """The family of an outlet or source; one that stands alone is its own."""
        return self.members.get(name, name)


def read_families(path: Path) -> dict[str, str]:
    """Outlet → family, from a tab-separated file, or a comma-separated one that is called .csv.

    Raises: DataFileError where it cannot be read, a cell is empty, or an outlet stands in two families.
    """
    families: dict[str, str] = {}
    for where, outlet, family in _rows(path):
        if not outlet or not family:
            raise DataFileError("a cell is empty", where=where, remedy="Name an outlet and its family.")
        if families.setdefault(outlet, family) != family:
            what = f"'{outlet}' is in the family '{families[outlet]}' and in '{family}'"
            raise DataFileError(what, where=where, remedy="Keep one of the lines.")
    return families


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    if path.suffix.lower() != ".csv":
        for row in read_table(path, COLUMNS):
            yield f"{path}, line {row.line}", row["outlet"], row["family"]
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = [cell.strip() for cell in next(lines, [])]
            if header != list(COLUMNS):
                raise DataFileError(f"the columns are {header}", where=f"{path}, line 1", remedy=_HEADER)
            for cells in lines:
                if not any(cells):
                    continue
                if len(cells) != len(COLUMNS):
                    what = f"{len(cells)} cells where there must be {len(COLUMNS)}"
                    raise DataFileError(what, where=f"{path}, line {lines.line_num}")
                yield f"{path}, line {lines.line_num}", cells[0].strip(), cells[1].strip()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(f"the table cannot be read: {error}", where=str(path)) from error


def owner(leaning: str) -> str:
    """The owner that the knowledge base names for an outlet; empty if it names none.

    >>> owner("owned by SRMG (Saudi Research and Media Group)"), owner("state-owned")
    ('SRMG', '')
    """
    match = _OWNER.search(leaning)
    return match.group(1) if match else ""


def given_families(given: Mapping[str, str], sizes: Mapping[str, int], directory: Directory) -> Families:
    """The families that the user gave; a line for one name of an outlet holds for its other names, too."""
    groups, ids = _one_outlet(sizes, directory)
    by_source = {source: family for name, family in given.items() if (source := directory.source(name))}
    alone = groups.families()
    members = {
        name: given.get(name) or by_source.get(source) or alone.of(name)
        for name, source in ids.items()
        if name
    }
    families = Counter(members.values())
    return Families(members, {family: "given" for family, size in families.items() if size > 1})


def found_families(
    sizes: Mapping[str, int],
    outlets: Mapping[str, str],
    copies: Sequence[Copy],
    credits: Sequence[Credit],
    directory: Directory,
    knowledge: KnowledgeBase,
) -> Families:
    """The families that strong evidence shows: two names of one outlet, one owner in the knowledge base, or
    copies without a credit that make up `LEAST_SHARE` of the smaller outlet.

    `sizes` has the number of documents of each outlet and 0 for sources that are only credited; `outlets` has
    the outlet of each document.
    """
    groups, ids = _one_outlet(sizes, directory)
    owners = {
        name: owner(knowledge.actors[source].leaning) if source in knowledge.actors else ""
        for name, source in ids.items()
    }
    for house in _together(owners):
        if len({ids[name] for name in house}) > 1:
            groups.join(house, owners[house[0]], f"one owner in the knowledge base: {owners[house[0]]}")
    for (one, other), number in sorted(_uncredited(outlets, copies, credits).items()):
        smaller = min(sizes[one], sizes[other])
        if number >= LEAST_COPIES and number >= LEAST_SHARE * smaller:
            why = f"{number} copies without a credit between {one} and {other}, of {smaller} documents"
            groups.join([one, other], _most([one, other], sizes), why)
    return groups.families()


def _one_outlet(sizes: Mapping[str, int], directory: Directory) -> tuple[_Groups, dict[str, str]]:
    """The names joined where they are one outlet's, and the source of each name."""
    groups = _Groups(sizes)
    ids = {name: directory.source(name) or name for name in sorted(sizes)}
    for same in _together(ids):
        groups.join(same, _most(same, sizes), "names of one outlet")
    return groups, ids


def _together(keys: Mapping[str, str]) -> list[list[str]]:
    """The names that have a key in common, where there are several."""
    by_key: dict[str, list[str]] = {}
    for name, key in keys.items():
        if name and key:
            by_key.setdefault(key, []).append(name)
    return [names for _, names in sorted(by_key.items()) if len(names) > 1]


def _most(names: Sequence[str], sizes: Mapping[str, int]) -> str:
    return min(names, key=lambda name: (-sizes[name], name))


def _uncredited(
    outlets: Mapping[str, str], copies: Sequence[Copy], credits: Sequence[Credit]
) -> Counter[tuple[str, str]]:
    """How many copies between two outlets name no source: what an agency sends out to all its clients makes
    no family of them."""
    open_about_it = {credit.document_id for credit in credits}
    found: Counter[tuple[str, str]] = Counter()
    for copy in copies:
        one, other = sorted((outlets[copy.document_id], outlets[copy.original_id]))
        if one and one != other and not {copy.document_id, copy.original_id} & open_about_it:
            found[one, other] += 1
    return found


class _Groups:
    """Names joined into groups, each with what it is called and why."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._group = {name: [name] for name in sorted(sizes) if name}
        self._called = {name: name for name in self._group}
        self._why: dict[str, list[str]] = {}

    def join(self, names: Sequence[str], called: str, why: str) -> None:
        joined = sorted({member for name in names for member in self._group[name]})
        reasons = list(dict.fromkeys([r for n in joined for r in self._why.get(n, [])] + [why]))
        for member in joined:
            self._group[member], self._called[member], self._why[member] = joined, called, reasons

    def families(self) -> Families:
        reasons = {self._called[name]: "; ".join(why) for name, why in sorted(self._why.items())}
        return Families(self._called, reasons)
