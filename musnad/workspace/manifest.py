"""The manifest `musnad.toml`: what a workspace was made with, as far as it changes results."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import MismatchError, WorkspaceError
from ..records import TABLES, arrow_schema, content_id

if TYPE_CHECKING:
    from ..coding import Coder

MANIFEST = "musnad.toml"
LAYOUT = 1
"""Version of the folder's layout and of the ledger's lines."""

_HEADER = "# What this workspace was made with. Written by Musnad; a run that differs is refused.\n"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that changes results, beside the inputs and the options that the ledger keeps for each
    unit."""

    schema: str
    """Layout of the folder and fields of the records."""
    musnad: str
    """Version of the program."""
    coder: str
    """Coder and version."""
    coder_fingerprint: str
    """SHA-256 of the coder's entries, weights and knowledge."""

    @classmethod
    def of(cls, coder: Coder) -> Manifest:
        """The manifest of a run with this coder and this version of the program."""
        # Metadata (the meanings of fields) is left out: mending a sentence of the codebook changes no row.
        fields = [arrow_schema(record).to_string(show_field_metadata=False) for record in TABLES.values()]
        return cls(f"{LAYOUT}-{content_id(*fields)}", program_version(), coder.name, coder.fingerprint)

    def to_toml(self) -> str:
        """The text of the file."""
        # A JSON string is a TOML basic string.
        lines = [f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in dataclasses.asdict(self).items()]
        return _HEADER + "".join(lines)

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The manifest in a file.

        Raises: WorkspaceError if there is none or it is damaged.
        """
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls(**{field.name: str(data[field.name]) for field in dataclasses.fields(cls)})
        except FileNotFoundError:
            remedy = "Name the folder that `musnad code -w` wrote."
            raise WorkspaceError("this is not a workspace", where=str(path.parent), remedy=remedy) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
            raise WorkspaceError(f"the manifest cannot be read: {error!r}", where=str(path)) from error

    def require(self, other: Manifest, where: str) -> None:
        """Passes if a run with the manifest `other` may add to a workspace that has this one.

        Raises: MismatchError that names each differing key with both values.
        """
        mine, theirs = dataclasses.asdict(self), dataclasses.asdict(other)
        differing = [f"{k} is '{mine[k]}' there and '{theirs[k]}' now" for k in mine if mine[k] != theirs[k]]
        if differing:
            what = "the workspace was made by another configuration: " + "; ".join(differing)
            raise MismatchError(what, where=where)


def program_version() -> str:
    """The version that is installed; "source" for a checkout that is not."""
    try:
        return importlib.metadata.version("musnad")
    except importlib.metadata.PackageNotFoundError:  # a checkout that is not installed
        return "source"
