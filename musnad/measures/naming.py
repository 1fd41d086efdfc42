"""Namings: which words an outlet used for an actor, document by document; what `framing` counts.

A naming is a mention of a known actor in an outlet's own voice: a label's words («ميليشيات حفتر»), else the
words of a participant of an event with the titles before them («المشير خليفة حفتر»). Events that the text
attributes to a speaker name nobody in the outlet's voice, and are left out; offices before a name (وزير
الداخلية) are hardly a choice of words, and are left out too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa

from ..errors import DataFileError
from ..tables import read_table
from ..workspace import Workspace
from .columns import UNDATED, Column, Day, Ints, Labels, Mask, day_number, days, labels, text
from .expressions import expressions

COLUMNS = ("id", "document_id", "outlet", "published", "actor", "words", "tone", "sentence")
"""What a table of namings must have: the id of the label or event, its document, outlet and date of
publication, the id of the actor, the words as printed, the tone of a label ("" if unknown), the sentence."""
_TITLE_ROOM = 48
"""Code points before a name in which its titles are looked for."""

_NAMINGS = """
    WITH labelled AS (
        SELECT id, document_id, actor.start AS start, actor.actor_id AS actor, label.text AS words, tone,
            sentence, '' AS before
        FROM labels WHERE actor.actor_id IS NOT NULL
    ),
    told AS (
        SELECT id, document_id, sentence, unnest(list_concat(actors, recipients)) AS party
        FROM events WHERE said_by = ''
    ),
    mentioned AS (
        SELECT min(told.id) AS id, told.document_id, party.start AS start, party.actor_id AS actor,
            party.text AS words, '' AS tone, min(told.sentence) AS sentence
        FROM told ANTI JOIN labelled l
            ON l.document_id = told.document_id AND l.start = party.start AND l.actor = party.actor_id
        WHERE party.actor_id IS NOT NULL
        GROUP BY told.document_id, party.start, party.actor_id, party.text
    ),
    titled AS (
        SELECT m.*, regexp_extract(
            substr(d.text, greatest(m.start - {room}, 0) + 1, least(m.start, {room})), '{titles}', 1
        ) AS before
        FROM mentioned m JOIN documents d ON d.id = m.document_id
    )
    SELECT n.id, n.document_id, d.outlet, d.published, n.actor, n.before || n.words AS words, n.tone,
        substr(d.text, n.sentence.start + 1, n.sentence."end" - n.sentence.start) AS sentence
    FROM (SELECT * FROM labelled UNION ALL BY NAME SELECT * FROM titled) n
    JOIN documents d ON d.id = n.document_id
"""


@dataclass(frozen=True, slots=True, eq=False)
class Namings:
    """Namings as columns of equal length, ordered by actor, day, document and id; immutable."""

    actor: Labels
    outlet: Labels
    document: Labels
    expression: Labels
    """The words, spellings, clitics and cases of one expression put together (`expressions`)."""
    tone: Labels
    date: Ints
    """Day number of publication; UNDATED where it is not known."""
    own: Mask
    """Whether the words are the outlet's own choice, and not those of a report that it took over."""
    ids: Column
    words: Column
    """As printed."""
    sentences: Column
    nameless: int = 0
    """Namings that were left out because the outlet is not known."""

    @classmethod
    def from_arrow(cls, table: pa.Table, *, copied: Mapping[str, str] | None = None) -> Namings:
        """A table with the columns COLUMNS; others are ignored.

        `copied` has the documents whose words are another's: the id of each and of the document that it
        repeats, "" where that is not known. A naming in one of them counts as copied, unless the document
        repeated is in the table and does not use the expression of that actor: then the outlet put it there.

        Raises: DataFileError if a column is missing or holds no dates.
        """
        missing = [name for name in COLUMNS if name not in table.column_names]
        if missing:
            what = f"the table of namings lacks {', '.join(missing)}; it has {', '.join(table.column_names)}"
            raise DataFileError(what, remedy=f"Its columns are {', '.join(COLUMNS)}.")
        actor, outlet, document, words, tone = (
            labels(table.column(name))[0] for name in ("actor", "outlet", "document_id", "words", "tone")
        )
        expression = _expressions(actor, words)
        found = cls(
            actor=actor,
            outlet=outlet,
            document=document,
            expression=expression,
            tone=tone,
            date=days(table.column("published")),
            own=_own(actor, document, expression, copied or {}),
            ids=text(table.column("id")),
            words=table.column("words"),
            sentences=table.column("sentence"),
        )
        sound = (outlet.codes != outlet.code("")) & (actor.codes != actor.code(""))
        sound &= expression.codes != expression.code("")
        ids = labels(found.ids)[0].codes
        order = np.lexsort((expression.codes, ids, document.codes, found.date, actor.codes))
        kept = found.take(order[sound[order]])
        return replace(kept, nameless=int(np.count_nonzero(outlet.codes == outlet.code(""))))

    def __len__(self) -> int:
        return len(self.date)

    def take(self, rows: Ints | Mask) -> Namings:
        """The namings in these rows: their places, or a mask."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        taken = pa.array(places)
        return replace(
            self,
            actor=self.actor.take(places),
            outlet=self.outlet.take(places),
            document=self.document.take(places),
            expression=self.expression.take(places),
            tone=self.tone.take(places),
            date=self.date[places],
            own=self.own[places],
            ids=self.ids.take(taken),
            words=self.words.take(taken),
            sentences=self.sentences.take(taken),
        )

    def of(self, actor: str, since: Day | None = None, until: Day | None = None) -> Namings:
        """The namings of one actor; with an end, those published in the period, ends included.

        Raises: UsageError for a malformed day.
        """
        ends = np.searchsorted(self.actor.codes, [self.actor.code(actor), self.actor.code(actor) + 1])
        rows = np.arange(*ends) if actor in self.actor.names else np.empty(0, dtype=np.int64)
        date = self.date[rows]
        wanted = np.ones(len(rows), dtype=bool)
        if since is not None:
            wanted &= date >= day_number(since)
        if until is not None:
            wanted &= (date <= day_number(until)) & (date != UNDATED)
        return self.take(rows[wanted])

    def actors(self) -> tuple[str, ...]:
        """The ids of the actors that are named, sorted."""
        return tuple(self.actor.names[code] for code in np.unique(self.actor.codes).tolist())


def namings(workspace: Workspace, *, copied: Mapping[str, str] | None = None) -> Namings:
    """The namings of a workspace; `copied` as in `Namings.from_arrow`.

    Raises: WorkspaceError for a missing part.
    """
    sql = _NAMINGS.format(titles=_titles(), room=_TITLE_ROOM)
    return Namings.from_arrow(workspace.query(sql), copied=copied)


def _expressions(actor: Labels, words: Labels) -> Labels:
    """The expression of each row: those of one actor are told apart only among themselves."""
    size = max(len(words.names), 1)
    pairs, place, counts = np.unique(
        actor.codes.astype(np.int64) * size + words.codes, return_inverse=True, return_counts=True
    )
    printed: dict[int, dict[str, int]] = {}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        printed.setdefault(pair // size, {})[words.names[pair % size]] = count
    shown = {code: expressions(forms) for code, forms in printed.items()}
    found = [shown[pair // size][words.names[pair % size]] for pair in pairs.tolist()]
    names = tuple(sorted(set(found)))
    places = {name: number for number, name in enumerate(names)}
    lookup = np.array([places[name] for name in found], dtype=np.int32)
    return Labels(lookup[place] if len(found) else np.empty(0, dtype=np.int32), names)


def _own(actor: Labels, document: Labels, expression: Labels, copied: Mapping[str, str]) -> Mask:
    """Whether the words of each row are its outlet's own: see `Namings.from_arrow`."""
    places = {name: code for code, name in enumerate(document.names)}
    repeats = np.array([name in copied for name in document.names], dtype=bool)
    if not repeats.any():
        return np.ones(len(document.codes), dtype=bool)
    original = np.array([places.get(copied.get(name, ""), -1) for name in document.names], dtype=np.int64)
    repeats, original = repeats[document.codes], original[document.codes]
    sizes = len(actor.names), len(expression.names)

    def keyed(of: Ints) -> Ints:
        return np.asarray((of * sizes[0] + actor.codes) * sizes[1] + expression.codes, dtype=np.int64)

    told = np.isin(keyed(original), keyed(document.codes.astype(np.int64)))
    return ~repeats | ((original >= 0) & ~told)


@cache
def _titles() -> str:
    """A pattern (RE2's dialect) of the titles that end a text: its first group has them, and the space."""
    rows = read_table(files("musnad.knowledge") / "data" / "titles.tsv", ("word", "kind"))
    words = sorted({row["word"] for row in rows}, key=lambda word: (-len(word), word))
    one = "|".join(re.escape(word).replace("'", "''").replace(r"\ ", r"\s") for word in words)
    return rf"(?:^|[^\pL\pM\pN])(?:[وفبك]?\pM*)((?:(?:{one})\s)+)$"
