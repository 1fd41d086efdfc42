from __future__ import annotations

import pytest

from musnad.web import cursor
from musnad.web.errors import BadQuery
from musnad.web.query import EVENT_FILTERS, PAGING, Parameter, json_schema, read_query

DECLARED = EVENT_FILTERS + PAGING


def test_values_are_stripped_and_empty_ones_left_out() -> None:
    query = read_query(
        [("actor", " مصر "), ("recipient", ""), ("type", "AID"), ("type", "ASSAULT")], DECLARED
    )
    assert query.text("actor") == "مصر" and query.one("recipient") is None
    assert query.many("type") == ("AID", "ASSAULT")
    assert query.pairs("actor") == [("type", "AID"), ("type", "ASSAULT")]
    assert query.rows() == 50


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([("nope", "1")], "no parameter 'nope'"),
        ([("actor", "a"), ("actor", "b")], "given 2 times"),
        ([("type", "aid")], "'type' is 'aid'"),
        ([("limit", "0")], "'limit' is '0'"),
        ([("limit", "501")], "'limit' is '501'"),
        ([("limit", "-1")], "'limit' is '-1'"),
        ([("limit", "١٠")], "'limit'"),
        ([("limit", "9" * 300)], "'limit'"),
        ([("actor", "x" * 301)], "longer than 300"),
        ([("actor", "a\x00b")], "is not text"),
        ([("actor", "\ud800")], "is not text"),
        ([("type", "AID")] * 51, "more than 50"),
    ],
)
def test_what_is_no_query_is_refused(given: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(BadQuery, match=message):
        read_query(given, DECLARED)


def test_a_required_parameter_is_asked_for() -> None:
    with pytest.raises(BadQuery, match="'id' is missing"):
        read_query([], [Parameter("id", "the id", required=True)])


@pytest.mark.parametrize(
    "text", ["zz", "e30", "WzFd", "WyJhIl0=x", "[" * 5000, "", cursor.encode((2**70, "a"))]
)
def test_a_cursor_of_another_list_is_refused(text: str) -> None:
    with pytest.raises(BadQuery, match="cursor"):
        cursor.decode(text, (int, str))


def test_a_cursor_comes_back() -> None:
    key = ("2020-06-06", "a/b", 5)
    assert cursor.decode(cursor.encode(key), (str, str, int)) == key


def test_schemas_follow_the_declaration() -> None:
    schemas = {p.name: json_schema(p) for p in DECLARED}
    assert schemas["status"]["items"]["enum"][0] == "asserted"
    assert schemas["limit"] == {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}
