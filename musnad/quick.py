"""Short ways in, for notebooks: one call to code a text, one to open a workspace."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from .coding import Coder, get_coder
from .reading import read_text
from .records import CodedDocument, Document

if TYPE_CHECKING:
    from .analysis import Analysis


@lru_cache(maxsize=4)
def _coder(name: str) -> Coder:
    return get_coder(name)


def code(
    text: str | Document,
    *,
    coder: str = "lexicon",
    id: str = "",
    outlet: str = "",
    published: str = "",
    title: str = "",
) -> CodedDocument:
    """Code a text, or a document as reading gives it. `published` anchors dates such as "yesterday" and says
    who held an office; it and the other options are for texts, a document has its own.

    Raises: UsageError for an unknown coder.
    """
    document = (
        text
        if isinstance(text, Document)
        else read_text(text, id=id, outlet=outlet, published=published, title=title)
    )
    return _coder(coder).code(document)


def open_workspace(
    path: str | os.PathLike[str],
    knowledge: str | os.PathLike[str] | None = None,
    families: Mapping[str, str] | None = None,
) -> Analysis:
    """An existing workspace, to be asked (docs/analysis.md). `knowledge` is a folder of actors of one's own,
    `families` (outlet → family) takes the place of the families of outlets that are found.

    Raises: WorkspaceError if the folder is none.
    """
    from .analysis import Analysis  # here: whoever only codes need not load the measures

    return Analysis.open(path, knowledge, families)
