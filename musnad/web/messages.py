"""What the pages say, in Arabic and English: one table, `data/messages.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..errors import DataFileError
from ..tables import read_table
from .settings import LANGUAGES

TABLE = files(__package__) / "data" / "messages.tsv"
COLUMNS = ("key", *LANGUAGES)


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language."""

    lang: str
    messages: Mapping[str, str]

    @property
    def direction(self) -> str:
        """rtl or ltr."""
        return "rtl" if self.lang == "ar" else "ltr"

    @property
    def other(self) -> str:
        """The other language."""
        return next(lang for lang in LANGUAGES if lang != self.lang)

    def __call__(self, key: str) -> str:
        """The message of a key.

        Raises: KeyError if there is none.
        """
        return self.messages[key]

    def term(self, group: str, value: str) -> str:
        """What a value of a vocabulary is called (`status`, `type` ...); the value itself where it has no
        message, as of a newer ontology."""
        return self.messages.get(f"{group}.{value}", value)

    def name(self, names: Mapping[str, str] | None, otherwise: str = "") -> str:
        """A name in this language, else in the other, else `otherwise`."""
        found = names or {}
        return found.get(self.lang) or found.get(self.other) or otherwise


@cache
def words(lang: str) -> Words:
    """The messages of a language.

    Raises: DataFileError if the table is malformed or lacks a message.
    """
    messages: dict[str, str] = {}
    for row in read_table(TABLE, COLUMNS):
        if row["key"] in messages:
            raise row.fault("key", f"'{row['key']}' is there twice")
        if not row[lang]:
            raise row.fault(lang, "the message is empty")
        messages[row["key"]] = row[lang]
    if not messages:
        raise DataFileError("the table has no messages", where=str(TABLE))
    return Words(lang, messages)
