"""Coding: from a document to its events, ties and labels. One package or module a coder, one line here.

`resolve` tells who the names in a text are, without coding events.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..errors import UsageError
from ..records import CodedDocument, Document
from .resolution import Bearer, Resolution, resolve

__all__ = ["CODERS", "Bearer", "Coder", "Resolution", "get_coder", "resolve"]


class Coder(Protocol):
    """What every coder offers.

    `code` is pure: no input or output, no clock, the same document gives the same records.
    """

    @property
    def name(self) -> str:
        """Coder and version, as it stands in the records."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of all that changes results: code, tables, weights, the user's files."""
        ...

    def code(self, document: Document) -> CodedDocument:
        """The document with all that was found in it."""
        ...


CODERS = ("lexicon",)
"""The coders by name; `get_coder` makes them."""


def get_coder(name: str = "lexicon", options: Mapping[str, str] | None = None) -> Coder:
    """The coder of that name.

    Raises: UsageError for an unknown name or option; DataFileError if a file of the user's is malformed.
    """
    if name == "lexicon":
        from .lexicon.coder import LexiconCoder

        return LexiconCoder.from_options(options or {})
    raise UsageError(f"there is no coder '{name}'", remedy=f"Coders: {', '.join(CODERS)}.")
