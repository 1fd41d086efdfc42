"""Errors of the web interface: each has a status, and says what happened and what to do."""

from __future__ import annotations

from typing import Any, ClassVar

from ..errors import EnvironmentFault, MusnadError, ReadingError, UsageError, WorkspaceError


class BadQuery(UsageError):
    """An address asks for what the page does not have: an unknown or malformed parameter."""

    remedy = "Correct the address; /api/ lists what can be asked."


class NotThere(UsageError):
    """There is no page, document or record of that name."""

    remedy = "Look for it in the search or in the lists."


class Refused(UsageError):
    """The request is not allowed: another site sent it, or the form is out of date."""

    status: ClassVar[int] = 403
    remedy = "Open the page anew and send the form from there."


class TokenNeeded(Refused):
    """The server asks for its token."""

    status = 401
    remedy = "Give the token that the server was started with."


class TooMuch(Refused):
    """More was sent than the limit allows."""

    status = 413
    remedy = "Send one article; code larger collections with `musnad code`."


def status_of(error: MusnadError) -> int:
    """The HTTP status that tells an error."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, NotThere):
        return 404
    if isinstance(error, UsageError | ReadingError):
        return 400
    return 503 if isinstance(error, EnvironmentFault | WorkspaceError) else 500


def problem(error: MusnadError, status: int) -> dict[str, Any]:
    """An error as RFC 9457 asks for it."""
    return {
        "type": "about:blank",
        "title": error.what,
        "status": status,
        "detail": error.todo,
        "code": error.code,
    }
