"""`musnad codebook`: what every field and code means."""

from __future__ import annotations

from .common import JsonOption


def codebook(json: JsonOption = False) -> None:
    """Print the codebook: every field of every record, every event type, mode, context and sector."""
    from ..codebook import codebook as as_markdown
    from ..codebook import codebook_json
    from ..report import json_text

    print(json_text(codebook_json()) if json else as_markdown(), end="\n" if json else "")
