"""What is sent to the server: an article to be coded, the token. Nothing else writes, and neither touches the
workspace."""

from __future__ import annotations

import secrets
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..errors import UsageError
from ..quick import code
from .articles import Kept, read_article
from .guard import FORM_COOKIE, SESSION_COOKIE, check_form, check_origin, form_token, same, session_of
from .messages import words
from .reply import Site, language_of, page
from .settings import LANGUAGES, MAX_CODED_CHARACTERS, MAX_UPLOAD_BYTES, Settings
from .templating import address

MAX_FIELDS = 8


def routes(site: Site, settings: Settings, kept: Kept) -> list[Route]:
    """The addresses of the forms, in each language."""

    async def ask_article(request: Request) -> Response:
        lang = language_of(request.url.path)
        cookie = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
        shown = {"token": form_token(settings, cookie), "most": MAX_CODED_CHARACTERS}
        reply = await run_in_threadpool(
            page, site, request, lang, "code", title=words(lang)("page.code"), shown=shown
        )
        reply.set_cookie(FORM_COOKIE, cookie, httponly=True, samesite="strict", path="/")
        return reply

    async def take_article(request: Request) -> Response:
        lang = language_of(request.url.path)
        check_origin(request)
        limits = {"max_files": 1, "max_fields": MAX_FIELDS, "max_part_size": MAX_UPLOAD_BYTES}
        file, name = b"", ""
        async with request.form(**limits) as form:
            given = {field: value for field, value in form.items() if isinstance(value, str)}
            check_form(request, settings, given.get("form_token", ""))
            upload = form.get("file")
            if isinstance(upload, UploadFile):
                file, name = await upload.read(), upload.filename or ""
        published = _checked(given.get("published", "").strip())
        outlet = given.get("outlet", "").strip()[:200]
        document = await run_in_threadpool(read_article, given.get("text", ""), file, name, outlet, published)
        coded = await run_in_threadpool(code, document)
        kept.keep(coded)
        return RedirectResponse(address(lang, "coded", [("id", document.id)]), 303)

    async def ask_token(request: Request) -> Response:
        lang = language_of(request.url.path)
        shown = {"failed": False, "to": ""}
        title = words(lang)("page.enter")
        return await run_in_threadpool(page, site, request, lang, "enter", title=title, shown=shown)

    async def take_token(request: Request) -> Response:
        lang = language_of(request.url.path)
        check_origin(request)
        async with request.form(max_files=0, max_fields=MAX_FIELDS) as form:
            given, to = str(form.get("token", "")), str(form.get("to", ""))
        if not settings.token or not same(given, settings.token):
            shown = {"failed": True, "to": to}
            title = words(lang)("page.enter")
            return await run_in_threadpool(
                page, site, request, lang, "enter", title=title, shown=shown, status=401
            )
        # Only an address of this server: // would begin the name of another.
        here = to if language_of(to) and "\\" not in to and "//" not in to else address(lang, "overview")
        reply = RedirectResponse(here, 303)
        reply.set_cookie(
            SESSION_COOKIE, session_of(settings.token), httponly=True, samesite="strict", path="/"
        )
        return reply

    return [
        route
        for lang in LANGUAGES
        for route in (
            Route(f"/{lang}/code", ask_article, methods=["GET"]),
            Route(f"/{lang}/code", take_article, methods=["POST"]),
            Route(f"/{lang}/enter", ask_token, methods=["GET"]),
            Route(f"/{lang}/enter", take_token, methods=["POST"]),
        )
    ]


def _checked(published: str) -> str:
    try:
        return date.fromisoformat(published).isoformat() if published else ""
    except ValueError:
        raise UsageError(f"'{published[:40]}' is not a date", remedy="Write YYYY-MM-DD.") from None
