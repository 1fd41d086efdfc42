"""Inputs to units: folders, globs, links, standard input, formats, ids; and bad inputs."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
from pathlib import Path

import pytest

from musnad.errors import UsageError
from musnad.reading import MAX_DOCUMENT_BYTES, READERS, ReadingOptions, get_reader, plan, read, read_unit
from musnad.records import OUTCOMES, Document, SetAside

TEXT = "زار الوزير باريس أمس والتقى نظيره."
PAGE = f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>"
PERSIAN = "وزیر امور خارجه در دیدار با همتای خود گفت که روابط دو کشور رو به گسترش است."
URDU = "وزیر خارجہ نے کہا ہے کہ دونوں ملکوں کے درمیان تعلقات بہتر ہو رہے ہیں۔"
DEFAULT = ReadingOptions()


def _packed(data: bytes) -> bytes:
    """Gzipped without a time stamp: test ids must be the same in every worker."""
    return gzip.compress(data, mtime=0)


def put(folder: Path, **files: str | bytes) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def outcome(item: Document | SetAside) -> tuple[str, str]:
    return (item.outcome, item.code) if isinstance(item, SetAside) else ("document", "")


def test_plan_registry_names_are_distinct_and_described() -> None:
    names = [r.name for r in READERS]
    assert sorted(names) == sorted({"html", "text", "feed", "warc", "csv", "jsonl", "parquet"})
    suffixes = [s for r in READERS for s in r.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(r.about and (type(r).__doc__ or "") for r in READERS)
    assert all(get_reader(r.name) is r for r in READERS)
    with pytest.raises(UsageError, match="jsonl"):
        get_reader("docx")


def test_plan_folder_is_sorted_recursive_and_the_same_each_time(tmp_path: Path) -> None:
    put(tmp_path, b_txt=TEXT, a_txt=TEXT, sub__c_html=PAGE, sub__deep__d_txt=TEXT, _hidden=TEXT)
    put(tmp_path / ".cache", x_txt=TEXT)
    units = plan([str(tmp_path)], DEFAULT)
    assert [u.document_id for u in units] == ["a", "b", "c", "d"]
    assert units == plan([str(tmp_path)], DEFAULT) == pickle.loads(pickle.dumps(units))
    assert len({u.key for u in units}) == 4


def test_plan_order_of_inputs_and_a_file_named_twice(tmp_path: Path) -> None:
    put(tmp_path, b_txt=TEXT, a_txt=TEXT)
    units = plan([str(tmp_path / "b.txt"), str(tmp_path), str(tmp_path / "*.txt")], DEFAULT)
    assert [u.document_id for u in units] == ["b", "a"]


def test_plan_relative_paths_stay_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, in__a_txt=TEXT)
    monkeypatch.chdir(tmp_path)
    assert [u.path for u in plan(["in"], DEFAULT)] == [str(Path("in", "a.txt"))]
    assert [d.source for d in read(["in/a.txt"])] == ["in/a.txt"]


def test_plan_globs(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, sub__b_txt=TEXT, sub__c_html=PAGE)
    assert [u.document_id for u in plan([str(tmp_path / "**" / "*.txt")], DEFAULT)] == ["a", "b"]
    assert [u.document_id for u in plan([str(tmp_path / "s*")], DEFAULT)] == ["b", "c"]


def test_plan_a_name_with_brackets_is_a_file_before_a_glob(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT, encoding="utf-8")
    assert [u.document_id for u in plan([str(tmp_path / "a[1].txt")], DEFAULT)] == ["a[1]"]


def test_plan_missing_path_and_empty_glob(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file or folder .*none\.txt"):
        plan([str(tmp_path / "none.txt")], DEFAULT)
    with pytest.raises(UsageError, match="nothing matches"):
        read([str(tmp_path / "*.txt")])
    with pytest.raises(UsageError, match="no input format"):
        plan([str(tmp_path)], ReadingOptions(format="docx"))


def test_plan_links_do_not_loop(tmp_path: Path) -> None:
    put(tmp_path, sub__a_txt=TEXT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    assert [u.document_id for u in plan([str(tmp_path)], DEFAULT)] == ["a"]
    with pytest.raises(UsageError, match="neither"):
        plan([str(tmp_path / "pipe.txt")], DEFAULT)


def test_plan_ids_where_stems_collide(tmp_path: Path) -> None:
    put(tmp_path, x__a_txt=TEXT, y__a_txt=TEXT, y__a_html=PAGE, y__b_txt=TEXT)
    ids = [u.document_id for u in plan([str(tmp_path)], DEFAULT)]
    assert ids == ["x-a", str(tmp_path / "y" / "a.html"), str(tmp_path / "y" / "a.txt"), "b"]


def test_plan_key_follows_bytes_records_and_id(tmp_path: Path) -> None:
    put(tmp_path, x__a_txt=TEXT, y__a_txt=TEXT, z__a_txt=TEXT + "!")
    alone = [plan([str(tmp_path / d / "a.txt")], DEFAULT)[0].key for d in "xyz"]
    assert alone[0] == alone[1] != alone[2]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", TEXT, "text"),
        ("a", TEXT, "text"),
        ("a.TXT.GZ", _packed(TEXT.encode()), "text"),
        ("a.html", TEXT, "html"),
        ("a.txt", PAGE, "html"),
        ("index.php", PAGE, "html"),
        ("a.html", PAGE.encode("utf-16"), "html"),
        ("a.html.gz", _packed(PAGE.encode()), "html"),
        ("a.html", "\ufeff<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html PUBLIC 'x'><html>", "html"),
        ("a.xml", "<?xml version='1.0'?><rss version='2.0'>", "feed"),
        ("a.xml", "<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("a.xml", "<?xml version='1.0'?><other/>", "unknown"),
        ("a.jsonl", '{"text": "x"}', "jsonl"),
        ("a", ' {"text": "x"}', "jsonl"),
        ("a.ndjson.gz", _packed(b"{}"), "jsonl"),
        ("a.csv", "id,text", "csv"),
        ("a.bin", b"WARC/1.0\r\n", "warc"),
        ("a.gz", _packed(b"WARC/1.0\r\n"), "warc"),
        ("a", b"PAR1xxx", "parquet"),
        ("a.html", b"%PDF-1.4 ...", "unknown"),
        ("a.txt", b"\x89PNG\r\n", "unknown"),
        ("a.txt", b"PK\x03\x04rest", "unknown"),
        ("a.txt", bytes(1000), "unknown"),
        ("a.pdf", "نص", "unknown"),
        ("a", bytes(range(256)) * 10 + bytes(300), "unknown"),
        ("a.txt", TEXT.encode("utf-16-le"), "text"),
    ],
)
def test_plan_format_by_content_then_suffix(
    tmp_path: Path, name: str, content: str | bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert [u.format for u in plan([str(tmp_path)], DEFAULT)] == [expected]


def test_plan_forced_format(tmp_path: Path) -> None:
    put(tmp_path, a_dat=TEXT)
    (found,) = read([str(tmp_path)], ReadingOptions(format="text"))
    assert isinstance(found, Document) and found.text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", ("empty", "")),
        ("a.html", b"", ("empty", "")),
        ("a.jsonl", b"", ("empty", "")),
        ("a.csv", b"", ("empty", "")),
        ("a.warc", b"", ("empty", "")),
        ("a.xyz", b"", ("empty", "")),
        ("a.txt.gz", _packed(b""), ("empty", "")),
        ("a.txt", b" \n\t\r\n", ("empty", "")),
        ("a.jsonl", b"\n\n", ("empty", "")),
        ("a.parquet", b"", ("quarantined", "MSN-R02")),
        ("a.rss", b"", ("quarantined", "MSN-R04")),
        ("a.html", b"%PDF-1.4 ...", ("quarantined", "MSN-R05")),
        ("a.xyz", b"text", ("quarantined", "MSN-R05")),
        ("a.txt", b"\xff\x81\x01\x8d\xf7" * 99, ("quarantined", "MSN-R03")),
        ("a.txt", b"a" * MAX_DOCUMENT_BYTES, ("quarantined", "MSN-R06")),
        ("a.html.gz", _packed(b"<html>" + b"a" * MAX_DOCUMENT_BYTES), ("quarantined", "MSN-R06")),
        ("a.txt", PERSIAN, ("not_arabic", "")),
        ("a.txt", URDU, ("not_arabic", "")),
        ("a.html", PAGE.replace(TEXT, "The minister arrived in the capital."), ("not_arabic", "")),
    ],
)
def test_plan_bad_input_is_set_aside_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: str | bytes, expected: tuple[str, str]
) -> None:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    put(tmp_path, zz_txt=TEXT)
    bad, good = read([str(tmp_path)])
    assert outcome(bad) == expected
    assert isinstance(bad, SetAside) and bad.reason and bad.source == str(tmp_path / name)
    assert bad.outcome in OUTCOMES
    assert isinstance(good, Document) and good.id == "zz"


@pytest.mark.parametrize("cut", [10, 25, -1, -8])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "txt", "html"])
def test_plan_truncated_gzip_keeps_what_stands_before(tmp_path: Path, kind: str, cut: int) -> None:
    rows = [f"نص رقم {n} {os.urandom(20).hex()}" for n in range(50)]
    content = {
        "jsonl": "\n".join(json.dumps({"text": r}) for r in rows),
        "csv": "text\n" + "\n".join(rows),
        "txt": "\n".join(rows),
        "html": "<html><body>" + "".join(f"<p>{r}</p>\n" for r in rows),
    }
    whole = _packed(content[kind].encode())
    file = tmp_path / f"a.{kind}.gz"
    file.write_bytes(whole[: len(whole) // 2 if cut == 25 else cut])
    *before, last = read([str(file)], ReadingOptions(keep_other_languages=True))
    assert outcome(last) == ("quarantined", "MSN-R02")
    assert all(
        isinstance(d, Document) and d.text.split("\n")[0] in content["txt"] for d in before if kind != "html"
    )
    assert bool(before) == (cut != 10)


def test_plan_corrupt_gzip(tmp_path: Path) -> None:
    whole = bytearray(gzip.compress("\n".join(json.dumps({"text": f"نص {n}"}) for n in range(5000)).encode()))
    whole[len(whole) // 2] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    *before, last = read([str(tmp_path)])
    assert outcome(last) == ("quarantined", "MSN-R02")
    assert len(before) > 10


def test_plan_gzip_of_several_members_and_padding(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(_packed(b"one ") + _packed(TEXT.encode()) + bytes(100))
    (found,) = read([str(tmp_path)])
    assert isinstance(found, Document) and found.text == "one " + TEXT


def test_plan_gzip_of_much_repetition_is_read_whole(tmp_path: Path) -> None:
    text = "كلمة " * 500_000  # unpacks far more than a chunk from a few bytes
    (tmp_path / "a.txt.gz").write_bytes(_packed(text.encode()))
    (found,) = read([str(tmp_path)])
    assert isinstance(found, Document) and found.text == text


def test_plan_a_file_that_vanishes_is_set_aside(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT)
    (unit,) = plan([str(tmp_path)], DEFAULT)
    (tmp_path / "a.txt").unlink()
    (found,) = read_unit(unit, DEFAULT)
    assert outcome(found) == ("quarantined", "MSN-R01")


def test_plan_other_languages_are_kept_on_request(tmp_path: Path) -> None:
    put(tmp_path, a_txt=PERSIAN, b_txt=URDU)
    found = read([str(tmp_path)], ReadingOptions(keep_other_languages=True))
    assert [d.language for d in found if isinstance(d, Document)] == ["fa", "ur"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT, ["stdin"]),
        (PAGE, ["stdin"]),
        (_packed(TEXT.encode()), ["stdin"]),
        ('{"id": "a", "text": "نص"}\n{"id": "b", "text": "نص"}', ["a", "b"]),
    ],
)
def test_plan_standard_input(
    monkeypatch: pytest.MonkeyPatch, content: str | bytes, expected: list[str]
) -> None:
    raw = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (unit,) = plan(["-"], DEFAULT)
    assert [
        d.id for d in read_unit(pickle.loads(pickle.dumps(unit)), DEFAULT) if isinstance(d, Document)
    ] == expected


@pytest.mark.parametrize("packed", [False, True])
def test_plan_standard_input_of_many_lines_is_split_where_it_can_be(
    monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    raw = "\n".join(json.dumps({"id": n, "text": "نص"}) for n in range(110)).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(_packed(raw) if packed else raw)))
    units = plan(["-"], DEFAULT)
    assert len(units) == (1 if packed else 3)
    found = [d for unit in units for d in read_unit(unit, DEFAULT)]
    assert [d.id for d in found if isinstance(d, Document)] == [str(n) for n in range(110)]
    assert [d.source for d in found] == [f"-:{n + 1}" for n in range(110)]


@pytest.mark.parametrize(
    ("lines", "packed", "size", "count"),
    [
        (50, False, 50, 1),
        (51, False, 50, 2),
        (2000, True, 50, 40),
        (2001, True, 100, 21),
        (2001, False, 50, 41),
        (20_000, True, 500, 40),
        (30_001, True, 500, 61),
    ],
)
def test_plan_units_grow_where_each_reads_past_all_before_it(
    tmp_path: Path, lines: int, packed: bool, size: int, count: int
) -> None:
    raw = b"{}\n" * lines
    (tmp_path / "a.jsonl").write_bytes(_packed(raw) if packed else raw)
    units = plan([str(tmp_path)], DEFAULT)
    assert [u.first for u in units] == [n * size for n in range(count)]
    assert [u.last for u in units] == [u.first for u in units[1:]] + [None]
    assert [bool(u.offset) for u in units] == [False] + [not packed] * (count - 1)


def test_plan_open_files_are_closed(tmp_path: Path) -> None:
    put(tmp_path, a_txt=TEXT, b_html=PAGE, c_jsonl='{"text": "نص"}\n' * 3, d_csv="text\nنص\nنص", e_txt=b"")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        list(read([str(tmp_path)]))
        next(read([str(tmp_path / "c.jsonl")]))
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1


def test_plan_a_name_that_is_not_utf8_is_spelled_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe3\xd5\xd1.txt"  # مصر in windows-1256
    Path(os.fsdecode(name)).write_bytes(TEXT.encode())
    found = list(read([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Document)] == ["\\xe3\\xd5\\xd1"]
    assert all(item.source.encode("utf-8") for item in found)
