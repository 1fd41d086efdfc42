"""The application: pages, their twins, forms, the REST interface and the files of the look, all behind the
guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import MusnadError, UsageError
from . import api, forms
from .answers import Asked
from .articles import Kept
from .errors import BadQuery, NotThere
from .guard import Guard
from .jobs import NotReady
from .messages import words
from .pages import FIRST, PAGES, Page
from .query import read_query
from .reply import Site, csv_reply, error_reply, json_reply, page, preferred, wait_reply
from .settings import LANGUAGES, Settings
from .state import Library
from .templating import address, environment

STATIC = Path(__file__).parent / "static"
TWINS = ("", ".json", ".csv")


def create_app(path: str | Path, settings: Settings | None = None) -> ASGIApp:
    """The application that shows a workspace.

    Raises: WorkspaceError if the folder is none, or is damaged.
    """
    settings = settings or Settings()
    library, kept = Library(Path(path)), Kept()
    names = [p.name for p in PAGES]
    menu = tuple(p.name for p in PAGES if p.menu)
    site = Site(library, environment(), (*menu, "code", "api"), frozenset(names))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        library.close()

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        error = scope["musnad.error"]
        if isinstance(error, BadQuery):  # not a page: its links would lead to a host that is not ours
            scope = {**scope, "path": ""}
        reply = error_reply(site, Request(scope, receive), error)
        await reply(scope, request.receive, send)

    async def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, MusnadError)  # registered for these
        return error_reply(site, request, error)

    async def not_served(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # registered for these
        if error.status_code == 404:
            return error_reply(site, request, NotThere("there is no page at this address"))
        what = UsageError(error.detail, remedy="/api/openapi.json lists what can be asked.")
        reply = error_reply(
            site, request, what, error.status_code if error.status_code in (405, 413) else 400
        )
        reply.headers.update(error.headers or {})
        return reply

    async def waits(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotReady)  # registered for these
        return wait_reply(site, request, error.seconds)

    async def broken(request: Request, error: Exception) -> Response:
        fault = MusnadError("the page could not be made", remedy="Please report it with its address.")
        return error_reply(site, request, fault, 500)

    routes = [
        Route("/", _to_first, methods=["GET"]),
        *(Route(f"/{lang}{end}", _to_first, methods=["GET"]) for lang in LANGUAGES for end in ("", "/")),
        *(
            Route(f"/{lang}/{p.name}{twin}", _shows(site, kept, p, lang, twin), methods=["GET"])
            for p in PAGES
            for lang in LANGUAGES
            for twin in TWINS
        ),
        *(Route(f"{api.PREFIX}{end}", _to_description, methods=["GET"]) for end in ("", "/")),
        *(Route(f"/{lang}/api", _describes(site, lang), methods=["GET"]) for lang in LANGUAGES),
        *forms.routes(site, settings, kept),
        *api.routes(library),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    pages = Starlette(
        routes=routes,
        exception_handlers={MusnadError: told, HTTPException: not_served, NotReady: waits, Exception: broken},
        lifespan=lifespan,
    )
    return Guard(pages, settings, refuse)  # around all, so that faults have the headers, too


def _to_first(request: Request) -> Response:
    lang = request.url.path.strip("/") or preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(address(lang, FIRST.name), 302, {"vary": "accept-language"})


def _to_description(request: Request) -> Response:
    lang = preferred(request.headers.get("accept-language", ""))
    return RedirectResponse(address(lang, "api"), 302, {"vary": "accept-language"})


def _shows(site: Site, kept: Kept, shown: Page, lang: str, twin: str) -> Callable[[Request], Response]:
    """Answers for a page or one of its twins, all three from the same answer."""

    def show(request: Request) -> Response:
        query = read_query(request.query_params.multi_items(), shown.parameters)
        state = site.library.state()
        answer = shown.answer(Asked(state, query, words(lang), kept))
        if twin == ".json":
            return json_reply(answer.data)
        if twin == ".csv":
            return csv_reply(answer, shown.name)
        values = {"data": answer.data, "query": query, "page": shown, **answer.shown}
        return page(
            site, request, lang, shown.name,
            title=answer.title, shown=values, pairs=query.pairs(), state=state,
        )  # fmt: skip

    return show


def _describes(site: Site, lang: str) -> Callable[[Request], Response]:
    """Answers with the readable description of the REST interface."""

    def describe(request: Request) -> Response:
        shown = {"prefix": api.PREFIX, "resources": api.RESOURCES, "described": api.openapi()}
        return page(site, request, lang, "api", title=words(lang)("page.api"), shown=shown)

    return describe
