"""Writes the corpora: the small hostile inputs of `tests/hostile/`, and expressions of time."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from hostile import CASES  # noqa: E402

from musnad.reading import READERS  # noqa: E402

MOST_BYTES = 4_000
EXPRESSIONS = (
    "زار باريس أمس الأول، بعد اتفاق 4 أبريل 2019.",
    "استمر من 4 إلى 6 أبريل 2019، وحتى مطلع العام المقبل.",
    "في 1 يناير 99999 و32/13/2020 و0000-00-00 و29 فبراير 0001.",
    "الخميس الماضي، الموافق 15 رمضان 1441هـ، أواخر تشرين الثاني/نوفمبر.",
    "قبل 9999999999 سنة وخلال الأيام العشرة الأخيرة من الشهر نفسه.",
    "في اليوم التالي، وبعد ثلاثة أسابيع، وفي العقد الثاني من القرن.",
    "²²²² ①③ ٢٠٢٠ ۲۰۲۰ 12:30 31/12/1999 2020-02-30",
)


def main() -> None:
    """Writes one file a seed."""
    suffixes = [("", ""), *((reader.name, suffix) for reader in READERS for suffix in reader.suffixes)]
    names = ["", *(reader.name for reader in READERS)]
    for case in CASES:
        data = case.make()
        if len(data) <= MOST_BYTES:
            suffix = Path(case.file.removesuffix(".gz")).suffix
            format = next(name for name, known in suffixes if known == suffix)
            (HERE / "corpus/readers" / case.file).write_bytes(bytes([names.index(format)]) + data)
    for n, text in enumerate(EXPRESSIONS):
        for day in (0, 1):
            (HERE / "corpus/dates" / f"expressions-{n}-{day}").write_bytes(bytes([day]) + text.encode())


if __name__ == "__main__":
    main()
