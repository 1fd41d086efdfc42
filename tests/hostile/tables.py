"""JSON Lines, CSV and Parquet that lie about themselves."""

from __future__ import annotations

import gzip
import io
import json
import struct
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from .case import CODED, DAMAGED, EMPTY, MALFORMED, NOT_ARABIC, STORY, TOO_LARGE, UNDECODABLE, Case, sentence

LINE = json.dumps({"id": "a", "text": STORY}, ensure_ascii=False)


def lines(*given: str | bytes) -> Callable[[], bytes]:
    """The bytes of a file of lines, made when asked for."""
    return lambda: b"".join(
        (x if isinstance(x, bytes) else x.encode("utf-8", "surrogatepass")) + b"\n" for x in given
    )


def long_line(size: int) -> bytes:
    return b'{"text": "' + b"a" * size + b'"}\n' + LINE.encode() + b"\n"


def rows(n: int) -> pa.Table:
    return pa.table({"id": [f"p{k}" for k in range(n)], "text": [sentence(k) for k in range(n)]})


def parquet(table: pa.Table, **options: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)  # type: ignore[arg-type]
    return sink.getvalue()


def broken_page() -> bytes:
    """A file whose second row group has wrong bytes in its text."""
    data = bytearray(parquet(rows(400), row_group_size=200, compression="none", use_dictionary=False))
    at = data.index("رقم 300.".encode())
    data[at - 4_000 : at] = b"\xff" * 4_000
    return bytes(data)


def claims_rows(n: int) -> bytes:
    """A file of ten rows whose footer says that it has n."""
    data = bytearray(parquet(rows(10), compression="none"))
    (size,) = struct.unpack("<I", data[-8:-4])
    footer = bytes(data[-8 - size : -8])
    # Thrift's compact form: field 3 (num_rows) is a 64-bit zigzag number, and so is the row group's.
    claimed = footer.replace(b"\x16" + zigzag(10), b"\x16" + zigzag(n))
    assert claimed != footer
    return bytes(data[: -8 - size]) + claimed + struct.pack("<I", len(claimed)) + b"PAR1"


def wrong_text() -> bytes:
    """A file in which the text of the second of three rows is not UTF-8."""
    data = parquet(rows(3), compression="none", use_dictionary=False, write_statistics=False)
    return data.replace(sentence(1).encode(), b"\xff" * len(sentence(1).encode()))


def zigzag(n: int) -> bytes:
    value, out = n << 1, bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def nested_lists(depth: int) -> pa.Table:
    kind: pa.DataType = pa.string()
    for _ in range(depth):
        kind = pa.list_(kind)
    return pa.table({"id": pa.array([None, None], kind), "text": [STORY, STORY]})


def wide(columns: int) -> bytes:
    head = ",".join(f"c{k}" for k in range(columns - 1)) + ",text\n"
    return (head + "," * (columns - 1) + STORY + "\n").encode()


HEAD = "id,text\n"
TABLES = (
    Case("nothing.jsonl", "no bytes", bytes, (EMPTY,)),
    Case("longline.jsonl", "a line of 100 MB", lambda: long_line(100_000_000), (TOO_LARGE, CODED), 1),
    Case(
        "longline.jsonl.gz",
        "gzip of nothing but one line of 60 MB",
        lambda: gzip.compress(long_line(60_000_000), 1),
        (TOO_LARGE, CODED),
        1,
    ),
    Case(
        "deep.jsonl",
        "JSON nested 100,000 deep",
        lines('{"text":' + "[" * 100_000, LINE),
        (MALFORMED, CODED),
        1,
    ),
    Case(
        "number.jsonl",
        "an id of 10,000 figures",
        lines('{"id": ' + "9" * 10_000 + ', "text": "س"}', LINE),
        (MALFORMED, CODED),
        1,
    ),
    Case(
        "float.jsonl",
        "numbers that are none",
        lines(
            f'{{"id": 1e999, "text": "{STORY}"}}',
            f'{{"id": NaN, "text": "{STORY} ب"}}',
            f'{{"id": -0, "text": "{STORY} ج"}}',
        ),
        (CODED, CODED, CODED),
    ),
    Case(
        "twice.jsonl",
        "a key twice: the last counts",
        lines(f'{{"text": "x", "text": "{STORY}"}}'),
        (CODED,),
        1,
    ),
    Case(
        "surrogate.jsonl",
        "halves of characters",
        lines(f'{{"id": "\\ud800", "text": "\\udfff{STORY}"}}'),
        (CODED,),
        1,
    ),
    Case(
        "nul.jsonl",
        "NULs in id and text",
        lines(f'{{"id": "a\\u0000/../b", "text": "\\u0000{STORY}"}}'),
        (CODED,),
        1,
    ),
    Case(
        "bom.jsonl",
        "a mark before each line",
        lines("\ufeff" + LINE, "\ufeff" + LINE.replace('"a"', '"b"')),
        (CODED, CODED),
    ),
    Case("utf32.jsonl", "UTF-32", lambda: ("\ufeff" + LINE + "\n").encode("utf-32-be"), (CODED,), 1),
    Case("utf16.jsonl", "UTF-16", lambda: ("\ufeff" + LINE + "\n").encode("utf-16-le"), (CODED,), 1),
    Case(
        "mixed.jsonl",
        "a line in another encoding",
        lines(LINE, LINE.replace("a", "c").encode("cp1256")),
        (CODED, CODED),
    ),
    Case(
        "bytes.jsonl",
        "a line of no encoding",
        lines(b'{"text": "' + bytes(range(128, 256)) * 9 + b'"}', LINE),
        (UNDECODABLE, CODED),
    ),
    Case(
        "types.jsonl",
        "values of wrong types",
        lines("[]", "7", "null", '{"text": 7}', '{"text": null}', '{"id": {}, "text": "س"}', "{}", LINE),
        (MALFORMED,) * 7 + (CODED,),
        1,
    ),
    Case(
        "path.jsonl",
        "an id that is a path",
        lines(f'{{"id": "../../../../tmp/x", "text": "{STORY}"}}'),
        (CODED,),
        1,
    ),
    Case("key.jsonl", "a key of 1 MB", lines(f'{{"{"k" * 1_000_000}": 1, "text": "{STORY}"}}'), (CODED,), 1),
    Case(
        "keys.jsonl",
        "100,000 keys and no text",
        lines(json.dumps({f"k{n}": n for n in range(100_000)})),
        (MALFORMED,),
    ),
    Case(
        "date.jsonl",
        "dates that are none",
        lines(
            *(
                json.dumps({"id": f"d{k}", "text": sentence(k), "published": p})
                for k, p in enumerate(
                    (
                        "99999-01-01",
                        "0000-00-00",
                        "2020-02-30",
                        "٢٠٢٠-٠٦-٠١",
                        "२०२०-०६-०१",
                        "²²²²",
                        "9" * 100_000,
                        "Mon, 99 Foo 9999999999 99:99:99 +99999",
                        "2020-06-01T25:61:61",
                        "-2020",
                        "2020-06-01" + " " * 100_000,
                    )
                )
            )
        ),
        (CODED,) * 11,
    ),
    Case("wide.csv", "a table of 1,000,000 columns", lambda: wide(1_000_000), (CODED,), 1),
    Case(
        "unclosed.csv",
        "a quotation mark that is never closed",
        lines("id,text", f'a,"{STORY}', *(f"b{k},{sentence(k)}" for k in range(3))),
        (MALFORMED, CODED, CODED, CODED),
    ),
    Case(
        "quotes.csv",
        "10,000 cells that are never closed",
        lambda: (HEAD + '"x\n' * 2_000 + f"a,{STORY}\n").encode(),
        (MALFORMED,) * 2_000 + (CODED,),
        seconds=60,
    ),
    Case(
        "cell.csv",
        "a cell of 21 MB",
        lambda: (HEAD + "a," + "s" * 21_000_000 + f"\nb,{STORY}\n").encode(),
        (TOO_LARGE, CODED),
        1,
    ),
    Case(
        "ragged.csv",
        "rows of other lengths",
        lines("id,text", "a", f"b,{STORY}", "c,d,e"),
        (MALFORMED, CODED, MALFORMED),
        1,
    ),
    Case("header.csv", "the same column twice", lines("text,text", f"x,{STORY}"), (CODED,), 1),
    Case("nul.csv", "NULs", lines("id,text", f"a\0b,{STORY}\0"), (CODED,), 1),
    Case("notable.csv", "no header", lines(STORY), (MALFORMED,)),
    Case("plain.parquet", "nothing: the measure for the others", lambda: parquet(rows(3)), (CODED,) * 3),
    Case("magic.parquet", "nothing but its mark", lambda: b"PAR1PAR1", (DAMAGED,)),
    Case("nohead.parquet", "no mark at its beginning", lambda: b"XXXX" + parquet(rows(3))[4:], (CODED,) * 3),
    Case("nofoot.parquet", "cut off", lambda: parquet(rows(3))[:-20], (DAMAGED,)),
    Case(
        "footer.parquet",
        "a footer of wrong bytes",
        lambda: parquet(rows(3))[:-200] + b"\xff" * 192 + b"\xc0\0\0\0PAR1",
        (DAMAGED,),
    ),
    Case(
        "page.parquet",
        "wrong bytes in the second half",
        broken_page,
        (CODED,) * 200 + (DAMAGED,) * 4,
        seconds=60,
    ),
    Case("utf8.parquet", "text that is no UTF-8", wrong_text, (CODED, UNDECODABLE, CODED)),
    Case(
        "time.parquet",
        "a time beyond the year 9999",
        lambda: parquet(
            pa.table({"text": [STORY, STORY], "published": pa.array([0, 10**15], pa.timestamp("ms"))})
        ),
        (CODED, MALFORMED),
    ),
    Case("rows.parquet", "ten rows that claim to be 1,000,000,000", lambda: claims_rows(10**9), (DAMAGED,)),
    Case("nested.parquet", "lists in 50 lists", lambda: parquet(nested_lists(50)), (DAMAGED,)),
    Case(
        "kinds.parquet",
        "text that is a number",
        lambda: parquet(pa.table({"text": [1, 2]})),
        (MALFORMED, MALFORMED),
    ),
    Case(
        "bytes.parquet",
        "text that is bytes",
        lambda: parquet(pa.table({"text": [STORY.encode(), b"\xff"]})),
        (MALFORMED, MALFORMED),
    ),
    Case(
        "null.parquet",
        "no text",
        lambda: parquet(pa.table({"text": pa.nulls(2, pa.string())})),
        (MALFORMED, MALFORMED),
    ),
    Case("columns.parquet", "another column", lambda: parquet(pa.table({"body": ["a"]})), (MALFORMED,)),
    Case(
        "english.parquet",
        "no Arabic",
        lambda: parquet(pa.table({"text": ["The minister was in the city"]})),
        (NOT_ARABIC,),
    ),
)
