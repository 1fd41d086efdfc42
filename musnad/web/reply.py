"""Replies: a page, its twins, and errors, each in the form in which it was asked for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from ..errors import MusnadError
from .answers import Answer, as_csv, as_json
from .cite import citation
from .errors import problem, status_of
from .messages import words
from .settings import LANGUAGES
from .state import Library, State
from .templating import address

RETRY = 2
"""Seconds until a page whose answer is being worked out is asked for again."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every reply needs."""

    library: Library
    templates: Environment
    menu: tuple[str, ...]
    """Names of the pages in the menu."""
    with_data: frozenset[str]
    """Names of the pages that have twins."""


def page(
    site: Site,
    request: Request,
    lang: str,
    name: str,
    *,
    title: str,
    shown: Mapping[str, Any],
    pairs: Iterable[tuple[str, str]] = (),
    status: int = 200,
    state: State | None = None,
    template: str = "",
) -> Response:
    """A page in HTML. `pairs` is its query; `shown` the values of its template."""
    in_language, query = words(lang), list(pairs)
    state = state or site.library.latest
    where = f"{request.url.scheme}://{request.headers['host']}{address(lang, name, query)}"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = site.templates.get_template(f"{template or name}.html").render(
        words=in_language,
        state=state,
        name=name,
        title=title,
        menu=site.menu,
        has_data=name in site.with_data and status == 200,
        pairs=query,
        cite=citation(in_language, state, title, where, today),
        link=lambda to, given=(), suffix="": address(lang, to, given, suffix),
        **shown,
    )
    headers = {"content-language": lang, "vary": "cookie, accept-language"}
    return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def json_reply(data: Any, status: int = 200, kind: str = "application/json") -> Response:
    """Data as JSON."""
    return Response(as_json(data), status, media_type=kind)


def csv_reply(answer: Answer, name: str) -> Response:
    """The `.csv` twin, to be saved under the page's name."""
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(as_csv(answer), headers=headers, media_type="text/csv; charset=utf-8")


def error_reply(site: Site, request: Request, error: MusnadError, status: int = 0) -> Response:
    """An error: a page for people, RFC 9457 problem details for programs."""
    status = status or status_of(error)
    path = request.url.path
    lang = language_of(path)
    if not lang or path.endswith((".json", ".csv")):
        return json_reply(problem(error, status), status, "application/problem+json")
    in_language = words(lang)
    shown = {"error": error, "status": status}
    if status == 401:
        shown |= {"failed": False, "to": path if path != f"/{lang}/enter" else ""}
        return page(site, request, lang, "enter", title=in_language("page.enter"), shown=shown, status=401)
    return page(
        site, request, lang, "error", title=in_language(f"error.{status}"), shown=shown, status=status
    )


def wait_reply(site: Site, request: Request, seconds: float) -> Response:
    """What is said while the answer is being worked out. A page asks again by itself; programs are told when
    to."""
    path = request.url.path
    lang = language_of(path)
    again = {"retry-after": str(RETRY)}
    if not lang or path.endswith((".json", ".csv")):
        told = {"type": "about:blank", "title": "the answer is being worked out", "status": 503,
                "detail": f"Ask again in {RETRY} seconds.", "code": "MSN-000"}  # fmt: skip
        reply = json_reply(told, 503, "application/problem+json")
        reply.headers.update(again)
        return reply
    name = path.removeprefix(f"/{lang}/")
    title = words(lang)(f"page.{name}")
    pairs = request.query_params.multi_items()
    shown = {"seconds": int(seconds), "again": RETRY}
    waiting = page(
        site, request, lang, name, title=title, shown=shown, pairs=pairs, status=202, template="wait"
    )
    waiting.headers.update(again)
    return waiting


def language_of(path: str) -> str:
    """The language of a page's address; empty for what has none."""
    found = re.match(r"/([a-z]{2})(/|$)", path)
    return found[1] if found and found[1] in LANGUAGES else ""


def preferred(accepted: str) -> str:
    """The language that a browser asks for first, English where it asks for neither.

    >>> preferred("fr, ar-TN;q=0.8, en;q=0.5"), preferred("")
    ('ar', 'en')
    """
    weighed: list[tuple[float, int, str]] = []
    for number, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        base = tag.split("-")[0].lower()
        if base in LANGUAGES and re.fullmatch(r"[01](\.\d{1,3})?|", weight):
            weighed.append((-float(weight or 1), number, base))
    return min(weighed)[2] if weighed else "en"
