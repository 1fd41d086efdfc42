"""What a server is started with, and the limits that it holds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from ..errors import UsageError

LANGUAGES = ("ar", "en")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
"""Names by which a browser on this machine reaches it."""

MAX_ADDRESS_BYTES = 4_000
"""Path and query of a request."""
MAX_VALUE_CHARACTERS = 300
"""One value in a query."""
MAX_VALUES = 50
"""Values in a query, all together."""
MAX_UPLOAD_BYTES = 1_000_000
"""Body of a request; an article is far below."""
MAX_CODED_CHARACTERS = 200_000
"""Text of an article that is coded from the page."""
KEPT_ARTICLES = 20
"""Articles coded from the page that are held in memory; the oldest goes."""
PAGE_ROWS = 50
"""Rows of a page where the query does not say."""
MAX_PAGE_ROWS = 500
"""Rows of a page at most."""
SHORTEST_TOKEN = 16
"""Characters."""


@dataclass(frozen=True, slots=True)
class Settings:
    """On which address a server listens and who may ask it.

    Raises: UsageError for another address than this machine's own without a token, or a token that is too
    short.
    """

    host: str = "127.0.0.1"
    token: str = ""
    """Who knows it may ask; empty: everybody on this machine."""
    names: tuple[str, ...] = ()
    """Further names that the server is reached by, for a proxy or a name in the network."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Signs cookies and forms; a new one each start."""

    def __post_init__(self) -> None:
        if self.host not in LOCAL_HOSTS and not self.token:
            what = f"{self.host} can be reached by others, and no token protects it"
            raise UsageError(what, remedy="Give a token with --token, or leave out --host.")
        if self.token and len(self.token) < SHORTEST_TOKEN:
            raise UsageError(f"the token is shorter than {SHORTEST_TOKEN} characters")

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Names that a Host header may have, without port. Another one is a page elsewhere that has had its
        own name point here (DNS rebinding)."""
        return frozenset(name.lower() for name in (*LOCAL_HOSTS, self.host, *self.names))
