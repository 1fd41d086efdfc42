"""Which format a file has: by its first bytes where these say so, else by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from .charset import wide_encoding
from .registry import READERS

UNKNOWN = "unknown"
# What no reader takes, whatever the name says: PDF, images, ZIP (DOCX, EPUB), OLE (DOC), RTF, programs.
_FOREIGN = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0",
# What no reader takes, whatever the name says: PDF, images, ZIP (DOCX, EPUB), OLE (DOC), RTF, archives.
    b"SQLite format 3",
)  # fmt: skip
_JSON_OBJECT = re.compile(rb"\s*\{")
_NULS = 0.05
"""Share of NUL bytes from which on what claims to be text is not, unless it is UTF-16."""


def sniff(head: bytes, path: str) -> str:
    """Name of the reader for a file of which `head` is the beginning (unpacked), or "unknown"."""
    if head.startswith(_FOREIGN):
        return UNKNOWN
    wide = wide_encoding(head)
    plain = head.decode(wide, "ignore").encode() if wide else head
    for reader in READERS:
        if reader.claims(plain):
            return reader.name
    suffix = suffix_of(path)
    named = next((reader.name for reader in READERS if suffix in reader.suffixes), "")
    if named in ("jsonl", "") and (named or not suffix) and _JSON_OBJECT.match(plain):
        return "jsonl"
    if named in ("text", "html", "jsonl", "csv") and _is_binary(plain):
        return UNKNOWN
    if named:
        return named
    return "text" if not head or (not suffix and not _is_binary(plain)) else UNKNOWN


def suffix_of(path: str) -> str:
    """The ending of a file's name, lower case, .gz aside; "" if there is none."""
    return PurePath(_unpacked_name(path)).suffix.lower()


def stem_of(path: str) -> str:
    """A file's name without its ending, .gz aside."""
    return PurePath(_unpacked_name(path)).stem


def _unpacked_name(path: str) -> str:
    return path[:-3] if path.lower().endswith(".gz") else path


def _is_binary(head: bytes) -> bool:
    # UTF-16 without a byte order mark has its NULs (or 06, the Arabic block) at every other byte.
    wide = [half.count(0) + half.count(6) > 0.8 * len(half) for half in (head[::2], head[1::2])]
    return head.count(0) > _NULS * len(head) and sum(wide) != 1
