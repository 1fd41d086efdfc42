"""JSON Lines: fields, ids, broken lines, limits; the text is never changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.errors import UsageError
from musnad.reading import MAX_DOCUMENT_BYTES, ReadingOptions, plan, read
from musnad.records import Document, SetAside, content_id

TEXT = "زار الوزير باريس أمس.\nوقال إن الزيارة مهمة."


def lines(tmp_path: Path, *records: Any, options: ReadingOptions | None = None) -> list[Document | SetAside]:
    file = tmp_path / "in.jsonl"
    raw = [r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records]
    file.write_bytes(b"\n".join(raw) + b"\n")
    return list(read([str(file)], options or ReadingOptions()))


def test_jsonl_fields(tmp_path: Path) -> None:
    record = {
        "id": 7,
        "text": TEXT,
        "outlet": "صحيفة",
        "url": "https://x.example/1",
        "title": "عنوان",
        "published": "2020/11/15",
        "retrieved": "2020-11-16T10:00:00Z",
        "more": [1],
    }
    (found,) = lines(tmp_path, record)
    assert isinstance(found, Document)
    assert (found.id, found.text, found.outlet, found.title) == ("7", TEXT, "صحيفة", "عنوان")
    assert (found.published, found.published_source) == ("2020-11-15", "field")
    assert found.retrieved == "2020-11-16T10:00:00+00:00"
    assert found.headings == ()
    assert found.source.endswith("in.jsonl:1")


def test_jsonl_missing_fields(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, {"text": TEXT, "title": None})
    assert isinstance(found, Document)
    assert (found.id, found.outlet, found.published_source) == (content_id(TEXT), "", "")


def test_jsonl_text_is_not_changed(tmp_path: Path) -> None:
    text = "  skip to Main Content\n\nعنوان\n\nعنوان\n\nقُتِلَ 😀 رجــل\t \n"
    (found,) = lines(tmp_path, {"text": text, "title": "شيء آخر"})
    assert isinstance(found, Document)
    assert found.text == text


def test_jsonl_line_breaks_and_control_characters(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, b'{"text": "\\u0633\\r\\n\\u0000\\ud800\\u0634\\u001b\\r\\u0633"}')
    assert isinstance(found, Document)
    assert found.text == "س\nش\nس"


def test_jsonl_title_at_the_beginning_is_a_heading(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, {"text": "عنوان الخبر\n\nنص", "title": "عنوان الخبر"})
    assert isinstance(found, Document)
    assert [s.text for s in found.headings] == ["عنوان الخبر"]


def test_jsonl_mapped_fields(tmp_path: Path) -> None:
    options = ReadingOptions(fields={"text": "body", "outlet": "source"})
    (found,) = lines(tmp_path, {"id": "a", "body": TEXT, "source": "صحيفة", "text": "x"}, options=options)
    assert isinstance(found, Document)
    assert (found.text, found.outlet) == (TEXT, "صحيفة")


def test_jsonl_unknown_field_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'body'"):
        lines(tmp_path, {"text": TEXT}, options=ReadingOptions(fields={"body": "text"}))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "\xd8', "MSN-R04"),
        (b"[1, 2]", "MSN-R04"),
        (b'"text"', "MSN-R04"),
        (b'{"id": "a"}', "MSN-R04"),
        (b'{"text": 5}', "MSN-R04"),
        (b'{"text": "\xd8\xb3", "id": {}}', "MSN-R04"),
        (b'{"text": ' + b"[" * 100_000, "MSN-R04"),
        (b'{"text": "' + b"\x81\x8d\xff\xfe\xf7\xff" * 50 + b'"}', "MSN-R03"),
    ],
)
def test_jsonl_bad_line_is_quarantined_and_the_rest_goes_on(tmp_path: Path, line: bytes, code: str) -> None:
    first, bad, last = lines(tmp_path, {"id": "a", "text": TEXT}, line, {"id": "c", "text": TEXT})
    assert isinstance(first, Document) and isinstance(last, Document)
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(bad, SetAside)
    assert (bad.outcome, bad.code) == ("quarantined", code)
    assert "in.jsonl:2" in bad.source and "in.jsonl:2" in bad.reason


def test_jsonl_huge_line_is_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    huge = b'{"text": "' + b"a" * MAX_DOCUMENT_BYTES + b'"}'
    first, bad, last = lines(tmp_path, {"text": TEXT}, huge, {"text": TEXT})
    assert isinstance(bad, SetAside)
    assert bad.code == "MSN-R06"
    assert isinstance(first, Document) and isinstance(last, Document)


def test_jsonl_blank_lines_are_passed_over(tmp_path: Path) -> None:
    first, second = lines(tmp_path, b"", {"text": TEXT}, b"  \r", {"text": TEXT})
    assert (first.source[-2:], second.source[-2:]) == (":2", ":4")


def test_jsonl_empty_text(tmp_path: Path) -> None:
    (found,) = lines(tmp_path, {"id": "a", "text": " \n"})
    assert isinstance(found, SetAside)
    assert (found.document_id, found.outcome, found.code) == ("a", "empty", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_jsonl_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "in.jsonl"
    record = json.dumps({"text": TEXT}, ensure_ascii=False)
    file.write_bytes("\n".join([record] * 3).encode(encoding))
    texts = [d.text for d in read([str(file)]) if isinstance(d, Document)]
    assert texts == [TEXT] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_jsonl_units_read_what_the_whole_file_holds(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "in.jsonl"
    rows = [json.dumps({"id": n, "text": f"{TEXT} {n}"}, ensure_ascii=False) for n in range(123)]
    rows[60:60] = ["", "{broken"]
    file.write_bytes("\n".join(rows).encode(encoding))
    units = plan([str(file)], ReadingOptions())
    assert [(u.first, u.last) for u in units] == [(0, 50), (50, 100), (100, None)]
    found = list(read([str(file)]))
    assert [d.id for d in found if isinstance(d, Document)] == [str(n) for n in range(123)]
    assert [d.source.rpartition(":")[2] for d in found if isinstance(d, SetAside)] == ["62"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), min_size=1, max_size=5))
def test_jsonl_round_trip_keeps_every_character(tmp_path: Path, texts: list[str]) -> None:
    options = ReadingOptions(keep_other_languages=True)
    found = lines(tmp_path, *({"text": f"نص {t}"} for t in texts), options=options)
    assert [d.text for d in found if isinstance(d, Document)] == [f"نص {t}" for t in texts]
