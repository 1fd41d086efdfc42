"""What stands between a request and the pages: who may ask, how much, what a browser may do with the answer.

Each rule has its source beside it. All of it is here, in one place, before any page is reached.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import MusnadError
from .errors import BadQuery, Refused, TokenNeeded, TooMuch
from .settings import MAX_ADDRESS_BYTES, MAX_UPLOAD_BYTES, Settings

SESSION_COOKIE = "musnad_session"
FORM_COOKIE = "musnad_form"
OPEN_PATHS = ("/ar/enter", "/en/enter")
OPEN_FOLDER = "/static/"
"""What may be had without the token: the form that asks for it, and how it looks."""
HEADERS = {
    # Nothing but this server's own files: no inline script or style, nothing remote, in no frame of others
    # (CSP level 3, https://www.w3.org/TR/CSP3/).
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
UNSTORED = "private, no-cache"
"""Answers are asked for anew each time: the workspace may have grown."""


class Guard:
    """The outermost layer: refuses what may not be asked, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: ASGIApp) -> None:
        self.app = app
        self.settings = settings
        self.refuse = refuse
        """Answers with the error in `scope["musnad.error"]`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", UNSTORED)
            await send(message)

        try:
            self._check(HTTPConnection(scope))
        except MusnadError as error:
            scope["musnad.error"] = error
            await self.refuse(scope, receive, guarded)
            return
        await self.app(scope, limited(receive, MAX_UPLOAD_BYTES), guarded)

    def _check(self, asked: HTTPConnection) -> None:
        hosts = asked.headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self.settings.allowed_hosts:
            what = f"the server does not answer to the name '{hosts[0][:80] if hosts else ''}'"
            raise BadQuery(what, remedy="Use the address that it printed, or start it with --name.")
        if len(asked.scope["raw_path"]) + len(asked.scope["query_string"]) > MAX_ADDRESS_BYTES:
            raise BadQuery(f"the address is longer than {MAX_ADDRESS_BYTES} bytes")
        path = asked.url.path
        open_to_all = path in OPEN_PATHS or path.startswith(OPEN_FOLDER)
        if not open_to_all and not may_ask(asked, self.settings):
            raise TokenNeeded("this server is protected by a token")


def limited(receive: Receive, most: int) -> Receive:
    """The body of a request, up to `most` bytes whatever its header says.

    Raises: TooMuch beyond that.
    """
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise TooMuch(f"more than {most} bytes were sent")
        return message

    return counted


def host_name(header: str) -> str:
    """The name in a Host header, without port and brackets; empty if it is none.

    >>> host_name("[::1]:8470"), host_name("LOCALHOST:1"), host_name("a@b")
    ('::1', 'localhost', '')
    """
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018, a port that is none raises
    except ValueError:
        return ""
    bare = parts.netloc == header and not parts.username and "@" not in header
    return (parts.hostname or "").rstrip(".") if bare else ""


def session_of(token: str) -> str:
    """What the cookie of those holds who gave the token: it proves the token without showing it."""
    return hmac.new(token.encode(), b"musnad session", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how far they are."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def may_ask(asked: HTTPConnection, settings: Settings) -> bool:
    """Whether a request has the token, by cookie or as `Authorization: Bearer`; True where there is none."""
    if not settings.token:
        return True
    scheme, _, given = asked.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and same(given.strip(), settings.token):
        return True
    return same(asked.cookies.get(SESSION_COOKIE, ""), session_of(settings.token))


def check_origin(request: Request) -> None:
    """Refuses what a page of another site sends (OWASP, Cross-Site Request Forgery Prevention: verifying the
    origin with standard headers).

    Raises: Refused.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or site not in ("same-origin", "none"):
        raise Refused("the form was sent from another site")


def form_token(settings: Settings, cookie: str) -> str:
    """What a form carries so that only a page of this server can have made it: the signed cookie of its
    reader (OWASP, signed double-submit cookie)."""
    return hmac.new(settings.secret, b"form " + cookie.encode(), hashlib.sha256).hexdigest()


def check_form(request: Request, settings: Settings, given: str) -> None:
    """Refuses a form without the token of its reader's cookie.

    Raises: Refused.
    """
    check_origin(request)
    cookie = request.cookies.get(FORM_COOKIE, "")
    if not cookie or not same(given, form_token(settings, cookie)):
        raise Refused("the form is out of date")
