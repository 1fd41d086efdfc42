"""The REST interface: one table of routes, from which the addresses and their OpenAPI description follow."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..exports.events import PROVENANCE, SENTENCE_TEXT
from ..records import Document, Event, Label, SetAside, Tie, fields_of
from ..workspace.manifest import program_version
from . import listing
from .errors import NotThere
from .listing import Found
from .pages import actors, article, documents, dyads, sources
from .query import EVENT_FILTERS, PAGING, Parameter, Query, is_text, json_schema, read_query
from .reply import json_reply
from .state import Library, State

PREFIX = "/api"
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resource:
    """One address of the interface: a list (`answer` takes a query), or a record (it takes an id)."""

    path: str
    summary: str
    item: str
    """Name of the schema of the record, or of the items of the list."""
    parameters: tuple[Parameter, ...] = ()
    find: Callable[[State, Query], Found] | None = None
    get: Callable[[State, str], dict[str, Any] | None] | None = None


RESOURCES = (
    Resource("/documents", "documents, by date of publication", "Document in a list",
             documents.FILTERS + PAGING, find=listing.documents),
    Resource("/documents/{id}", "a document with its text and all that was found in it", "Article",
             get=article.article),
    Resource("/events", "events, by date; the filters are those of musnad events", "Event",
             EVENT_FILTERS + PAGING, find=listing.events),
    Resource("/events/{id}", "an event with the provenance of its document and its sentence", "Event",
             get=listing.event),
    Resource("/actors", "actors that were recognised, the most frequent first", "Actor",
             actors.FILTERS + PAGING, find=listing.actors),
    Resource("/dyads", "pairs of actors of which one acted on the other, the most frequent first", "Dyad",
             dyads.FILTERS + PAGING, find=listing.dyads),
    Resource("/set-aside", "documents that were read but not coded, with the reason", "Set aside",
             sources.FILTERS + PAGING, find=listing.aside),
)  # fmt: skip


def routes(library: Library) -> list[Route]:
    """The addresses of the interface."""

    def route(resource: Resource) -> Route:
        def answer(request: Request) -> Response:
            query = read_query(request.query_params.multi_items(), resource.parameters)
            state = library.state()
            if resource.find is not None:
                return json_reply(resource.find(state, query).data())
            assert resource.get is not None  # a resource is a list or a record
            id = request.path_params["id"]
            record = resource.get(state, id) if is_text(id) else None
            if record is None:
                raise NotThere("there is no record of that id", where=id[:100])
            return json_reply(record)

        return Route(PREFIX + resource.path.replace("{id}", "{id:path}"), answer, methods=["GET"])

    def describe(request: Request) -> Response:
        return json_reply(openapi())

    # Records before lists would take "documents/" for an id; "openapi.json" is no list.
    return [Route(f"{PREFIX}/openapi.json", describe, methods=["GET"]), *map(route, RESOURCES)]


def openapi() -> dict[str, Any]:
    """The description of the interface, OpenAPI 3.1."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    errors = {
        "400": {"description": "the query is malformed", "content": problem},
        "401": {"description": "the server asks for its token", "content": problem},
        "404": {"description": "there is nothing of that name", "content": problem},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Musnad",
            "version": program_version(),
            "description": "A workspace of coded Arabic news, read only. Lists come page by page: `next` of "
            "one page is `cursor` of the next.",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "paths": {PREFIX + r.path: {"get": _operation(r, errors)} for r in RESOURCES},
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(resource: Resource, errors: dict[str, Any]) -> dict[str, Any]:
    reference: Schema = {"$ref": f"#/components/schemas/{schema_name(resource.item)}"}
    parameters = [
        {
            "name": p.name,
            "in": "query",
            "description": p.meaning,
            "required": p.required,
            "schema": json_schema(p),
            **({"style": "form", "explode": True} if p.repeated else {}),
        }
        for p in resource.parameters
    ]
    if resource.get is not None:
        schema: Schema = {"type": "string", "minLength": 1}
        parameters = [
            {"name": "id", "in": "path", "required": True, "description": "its id", "schema": schema}
        ]
        content = reference
    else:
        errors = {status: error for status, error in errors.items() if status != "404"}
        content = _object(
            {
                "items": ({"type": "array", "items": reference}, "one page"),
                "total": ({"type": "integer", "minimum": 0}, "rows of the whole list"),
                "next": ({"type": ["string", "null"]}, "cursor of the next page; null on the last"),
            }
        )
    return {
        "operationId": ("get_" if resource.get else "list_") + resource.path.split("/")[1].replace("-", "_"),
        "summary": resource.summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": resource.summary, "content": {"application/json": {"schema": content}}},
            **errors,
        },
    }


def schema_name(item: str) -> str:
    """The name of a schema: Document in a list → DocumentInAList."""
    return "".join(word[:1].upper() + word[1:] for word in item.split())


def schemas() -> dict[str, Schema]:
    """The schemas of everything that the interface answers; those of records come from `records`."""
    made: dict[str, Schema] = {}
    for record in (Document, Event, Tie, Label, SetAside):
        _add_record(made, record)
    text: Schema = {"type": "string"}
    number: Schema = {"type": "integer", "minimum": 0}
    document = made["Document"]["properties"]
    event = made["Event"]["properties"]
    for name in PROVENANCE:
        event[name] = document[name]
    event[SENTENCE_TEXT] = text | {"description": "the words of the sentence"}
    listed = {name: s for name, s in document.items() if name not in ("text", "headings")}
    found = {
        table: number | {"description": f"{table} found in it"} for table in ("events", "ties", "labels")
    }
    made["DocumentInAList"] = _required(listed | found)
    made["Event"] = _required(event)
    own = {name: s for name, s in event.items() if name not in (*PROVENANCE, SENTENCE_TEXT)}
    made["EventOfArticle"] = _required(own)
    made["Article"] = _required(
        {
            "document": {"$ref": "#/components/schemas/Document"},
            "events": _list("EventOfArticle"),
            "ties": _list("Tie"),
            "labels": _list("Label"),
        }
    )
    names: Schema = {"$ref": "#/components/schemas/Name"}
    made["Actor"] = _object(
        {
            "actor_id": (text, "id in the knowledge base"),
            "name": (names, "usual name"),
            "code": (text, "its most frequent code"),
            "events": (number, "events that it takes part in"),
            "acted": (number, "events that it is an actor of"),
            "received": (number, "events that it is a recipient of"),
            "first": (text, "date of the first of them; empty if none is known"),
            "last": (text, "date of the last"),
        }
    )
    made["Dyad"] = _object(
        {
            "one": (text, "id of one actor"),
            "one_name": (names, "its usual name"),
            "other": (text, "id of the other"),
            "other_name": (names, "its usual name"),
            "events": (number, "events in which one acted on the other"),
            "one_acts": (number, "those in which the first is an actor"),
            "other_acts": (number, "those in which the second is"),
            "cooperation": (number, "asserted events of quad classes 1 and 2"),
            "conflict": (number, "asserted events of quad classes 3 and 4"),
            "intensity": ({"type": ["number", "null"]}, "mean intensity of asserted events, -10 to +10"),
            "first": (text, "date of the first; empty if none is known"),
            "last": (text, "date of the last"),
        }
    )
    made["Problem"] = _object(
        {
            "type": (text, "about:blank"),
            "title": (text, "what happened"),
            "status": (number, "HTTP status"),
            "detail": (text, "what to do"),
            "code": (text, "stable code of the error"),
        }
    )
    return made


def _add_record(made: dict[str, Schema], record: type) -> None:
    if record.__name__ in made:
        return
    made[record.__name__] = {}  # stands before what lies inside, as in the codebook
    properties: dict[str, Schema] = {}
    for field in fields_of(record):
        meaning = f"{field.meaning} ({field.unit})" if field.unit else field.meaning
        properties[field.name] = _type(made, field.type) | {"description": meaning}
    made[record.__name__] = _required(properties)


def _type(made: dict[str, Schema], kind: Any) -> Schema:
    arguments = typing.get_args(kind)
    if type(None) in arguments:
        (inner,) = (k for k in arguments if k is not type(None))
        schema = _type(made, inner)
        if "$ref" in schema:
            return {"anyOf": [schema, {"type": "null"}]}
        return schema | {"type": [schema["type"], "null"]}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _type(made, arguments[0])}
    if dataclasses.is_dataclass(kind):
        record = typing.cast(type, kind)
        _add_record(made, record)
        return {"$ref": f"#/components/schemas/{record.__name__}"}
    return {"type": _SCALARS[kind]}


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _object(fields: dict[str, tuple[Schema, str]]) -> Schema:
    return _required({name: schema | {"description": meaning} for name, (schema, meaning) in fields.items()})


def _required(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}
