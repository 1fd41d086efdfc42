"""What a watch remembers: `watch.json` in the workspace, written beside and renamed."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import RefusedAddress, WorkspaceError
from ..workspace.parts import disk_errors, write_file
from .addresses import Address

FILE = "watch.json"
VERSION = 1
FORGOTTEN = 90 * 24 * 3600.0
"""Seconds after which a page that no feed lists any more is forgotten."""
WAITING, KEPT, LEFT = "waiting", "kept", "left"


@dataclass(slots=True)
class FeedState:
    """A feed as it was last seen. Times are seconds since 1970, UTC."""

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    """When it is to be asked again."""
    failures: int = 0
    """In a row."""


@dataclass(slots=True)
class PageState:
    """A page that a feed links to."""

    outlet: str
    listed: float
    """When a feed last listed it."""
    outcome: str = WAITING
    """waiting, kept (fetched and archived) or left (given up)."""
    reason: str = ""
    """Why it was left, or waits again."""
    due: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class State:
    """All feeds and pages, by address; pages in the order in which they were found."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    pages: dict[str, PageState] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> State | None:
        """What was saved; None if there is nothing.

        Raises: WorkspaceError if it is damaged.
        """
        try:
            data = json.loads(path.read_bytes())
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']!r}")
            feeds = {_url(url): FeedState(**_typed(FeedState, row)) for url, row in data["feeds"].items()}
            pages = {_url(url): PageState(**_typed(PageState, row)) for url, row in data["pages"].items()}
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RefusedAddress) as error:
            remedy = "Remove the file: pages in fetched/ are not fetched again."
            raise WorkspaceError(
                f"what was watched cannot be read: {error!r}", where=str(path), remedy=remedy
            ) from error
        return cls(feeds, pages)

    def save(self, path: Path) -> None:
        """Writes the file as a whole. Raises: EnvironmentFault if it cannot be written."""
        rows = {
            "version": VERSION,
            "feeds": {url: dataclasses.asdict(feed) for url, feed in self.feeds.items()},
            "pages": {url: dataclasses.asdict(page) for url, page in self.pages.items()},
        }
        with disk_errors(path):
            write_file(path, json.dumps(rows, ensure_ascii=False, indent=1).encode())

    def keep(self, url: str, outlet: str, now: float) -> None:
        """Notes that a page is in the archive."""
        page = self.pages.setdefault(url, PageState(outlet, now))
        page.outcome, page.reason = KEPT, ""

    def forget(self, now: float) -> None:
        """Drops pages that nothing waits for and no feed lists any more."""
        self.pages = {
            url: page
            for url, page in self.pages.items()
            if page.outcome == WAITING or page.listed > now - FORGOTTEN
        }

    @property
    def waiting(self) -> dict[str, PageState]:
        """The pages that are still to be fetched."""
        return {url: page for url, page in self.pages.items() if page.outcome == WAITING}


def _url(text: str) -> str:
    return Address.parse(text).url


def _typed(kind: type[FeedState | PageState], row: dict[str, Any]) -> dict[str, Any]:
    """Raises: TypeError for a value of another type."""
    for name, value in row.items():
        wanted = str(kind.__annotations__.get(name))
        if type(value).__name__ != wanted and not (wanted == "float" and isinstance(value, int)):
            raise TypeError(f"{name} is {value!r}")
    return row
