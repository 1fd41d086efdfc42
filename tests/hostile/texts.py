"""Plain text that no editor wrote: floods, odd characters, wrong encodings."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Callable

from .case import CODED, DAMAGED, EMPTY, NOT_ARABIC, STORY, TOO_LARGE, UNDECODABLE, UNKNOWN, Case

BIDI = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
WORDS = STORY.rstrip(".").split()


def text(value: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """The bytes of a text, made when asked for."""
    return lambda: value.encode(encoding, "surrogatepass")


def words(n: int) -> bytes:
    """A sentence of so many words without a full stop."""
    return " ".join(itertools.islice(itertools.cycle(WORDS), n)).encode()


def many_sentences(n: int) -> bytes:
    """So many sentences with an event each."""
    return "\n".join(f"قصفت إسرائيل سوريا في الغارة {k}." for k in range(n)).encode()


def marked(mark: str, n: int) -> str:
    """The story with n marks behind each letter of its first word."""
    first, _, rest = STORY.partition(" ")
    return "".join(c + mark * n for c in first) + " " + rest


def presentation_forms() -> str:
    """The story in the letter shapes that old PDFs hold instead of letters."""
    isolated = dict(zip("زاروليخجمصحشكبطةس", "ﺯﺍﺭﻭﻝﻱﺥﺝﻡﺹﺡﺵﻙﺏﻁﺓﺱ", strict=True))
    return "".join(isolated.get(c, c) for c in STORY)


def bomb(size: int) -> bytes:
    """Gzip that unpacks to so many bytes of one letter."""
    return gzip.compress(b"\xd8\xa7" * (size // 2), mtime=0)


TEXTS = (
    Case("plain.txt", "nothing: the measure for the others", text(STORY), (CODED,), events=1),
    Case("nothing.txt", "no bytes", bytes, (EMPTY,)),
    Case("blanks.txt", "a million blanks", lambda: b" " * 1_000_000, (EMPTY,)),
    Case(
        "breaks.txt", "a million line breaks before the text", text("\r\n" * 1_000_000 + STORY), (CODED,), 1
    ),
    Case("nul.txt", "a NUL behind each letter of a word", text(marked("\0", 1)), (CODED,), 1),
    Case(
        "controls.txt",
        "every control character, again and again",
        lambda: bytes(range(32)) * 30,
        (UNDECODABLE,),
    ),
    Case("bidi.txt", "direction marks behind each letter", text(marked(BIDI, 5)), (CODED,), 1),
    Case(
        "override.txt",
        "ten thousand overrides that are never closed",
        text("\u202e" * 10_000 + STORY),
        (CODED,),
    ),
    Case("zalgo.txt", "1,000 vowel marks on each letter", text(marked("\u064b", 1000)), (CODED,), 1),
    Case("zalgo-latin.txt", "1,000 foreign marks on each letter", text(marked("\u0300", 1000)), (CODED,)),
    Case("tatweel.txt", "100,000 tatweel in each gap of a word", text(marked("ـ", 100_000)), (CODED,), 1),
    Case("forms.txt", "letter shapes in place of letters", text(presentation_forms()), (CODED,), 1),
    Case(
        "ligatures.txt", "100,000 ligatures of 18 letters each", text("ﷺ" * 100_000 + " " + STORY), (CODED,)
    ),
    Case(
        "mojibake.txt",
        "UTF-8 read as Latin-1 and saved again",
        lambda: STORY.encode().decode("latin-1").encode(),
        (NOT_ARABIC,),
    ),
    Case("surrogates.txt", "half a character as bytes", text("\ud800" + STORY * 20), (CODED,)),
    Case("bom.txt", "three byte order marks", text("\ufeff" * 3 + STORY), (CODED,), 1),
    Case("utf16.txt", "UTF-16 with its mark", text("\ufeff" + STORY, "utf-16-le"), (CODED,), 1),
    Case("utf16be.txt", "UTF-16 without its mark", text(STORY, "utf-16-be"), (CODED,), 1),
    Case("utf32.txt", "UTF-32 with its mark", text("\ufeff" + STORY, "utf-32-le"), (CODED,), 1),
    Case("cp1256.txt", "Windows-1256, not declared", text(STORY, "cp1256"), (CODED,), 1),
    Case(
        "random.txt",
        "bytes without sense",
        lambda: bytes(k * k * 7919 % 251 for k in range(9000)),
        (UNDECODABLE,),
    ),
    Case("picture.txt", "an image called a text", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), (UNKNOWN,)),
    Case("longword.txt", "one word of a million letters", text("ا" * 1_000_000), (CODED,), 0),
    Case("and.txt", "one word of 100,000 conjunctions", text("و" * 100_000 + " " + STORY), (CODED,)),
    Case("marks.txt", "100,000 brackets without a blank", text("(" * 100_000 + STORY), (CODED,)),
    Case("quotes.txt", "20,000 quotations that are never closed", text("«قال " * 20_000), (CODED,)),
    Case("stops.txt", "100,000 full stops with blanks", text(". " * 100_000 + STORY), (CODED,)),
    Case("sentence.txt", "a sentence of 3,000 words", lambda: words(3_000), (CODED,), seconds=60),
    Case(
        "events.txt",
        "1,000 sentences with an event each",
        lambda: many_sentences(1_000),
        (CODED,),
        seconds=60,
    ),
    Case("nested.txt", "groups within groups, 3,000 deep", text("عناصر من " * 3_000), (CODED,)),
    Case("names.txt", "a name of 2,000 parts", text("محمد عبد الله " * 1_000), (CODED,)),
    Case("number.txt", "a number of 10,000 figures", text(f"قتل {'9' * 10_000} شخصا. {STORY}"), (CODED,)),
    Case("thousands.txt", "a number of 5,000 groups", text(f"قتل 1{',000' * 5_000} شخص. {STORY}"), (CODED,)),
    Case("numerals.txt", "a number of 10,000 words", text("ألف ومئة و" * 5_000), (CODED,)),
    Case("figures.txt", "figures that are no decimals", text(f"زار ²²²² ①②③④ ൰൱൲ ៛ {STORY}"), (CODED,)),
    Case(
        "dates.txt",
        "days of the year 99999, of month 99, before year 1",
        text(f"في 1 يناير 99999 و32/13/2020 و0000-00-00 و29 فبراير 0001 و1/1/10000هـ. {STORY}"),
        (CODED,),
    ),
    Case("ranges.txt", "5,000 days joined", text("من 1 إلى 2 " * 2_500 + "يناير 2020"), (CODED,)),
    Case(
        "farago.txt",
        "a date more years ago than there were",
        text("قبل 9999999999 سنة وبعد 999999 عاما. " + STORY),
        (CODED,),
    ),
    Case("large.txt", "20 MB", lambda: b"a" * 20_000_000, (TOO_LARGE,)),
    Case("bomb.txt.gz", "a gzip bomb: 100 kB that hold 100 MB", lambda: bomb(100_000_000), (TOO_LARGE,)),
    Case("bombs.txt.gz", "a bomb within a bomb", lambda: gzip.compress(bomb(50_000_000)), (UNKNOWN,)),
    Case(
        "cut.txt.gz",
        "gzip that ends too early",
        lambda: gzip.compress(STORY.encode() * 9)[:-12],
        (CODED, DAMAGED),
    ),
    Case(
        "corrupt.txt.gz",
        "gzip with wrong bytes",
        lambda: gzip.compress(STORY.encode())[:12] + b"\xff" * 80,
        (DAMAGED,),
    ),
    Case("empty.txt.gz", "gzip of nothing", lambda: gzip.compress(b""), (EMPTY,)),
)
