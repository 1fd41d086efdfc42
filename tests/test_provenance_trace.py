"""From documents to origins: copies, credits and families together, whatever the order of the documents."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import musnad
from musnad.provenance import REPORT, Provenance, trace
from musnad.provenance.summary import by_outlet
from musnad.reading import read_text
from musnad.records import Document

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REPORT_TEXT = (
    "أعلن رئيس الوزراء اليوم في مؤتمر صحفي عن تشكيل لجنة مشتركة تضم وزراء الداخلية والدفاع والخارجية. "
    "وأضاف أن اللجنة ستبدأ أعمالها الأسبوع المقبل وتقدم تقريرها الأول إلى البرلمان قبل نهاية الشهر. "
    "ورحب رئيس البرلمان بالقرار ودعا جميع الأطراف إلى التعاون مع اللجنة وتسهيل عملها في المناطق كافة. "
    "وقالت البعثة الأممية إنها مستعدة لدعم اللجنة بالخبراء ومراقبة تنفيذ ما تتوصل إليه من توصيات."
)
OTHER_TEXT = (
    "نفى المتحدث باسم الجيش وقوع أي اشتباكات في محيط المطار ليلة أمس مؤكدا أن حركة الطيران تسير كالمعتاد. "
    "وأوضح أن الأصوات التي سمعها سكان الأحياء القريبة ناجمة عن تدريب مقرر سلفا لوحدات الدفاع الجوي."
)


def document(name: str, text: str, outlet: str = "", published: str = "2020-04-28") -> Document:
    return read_text(text, id=name, outlet=outlet, published=published)


def origins(*documents: Document, **options: object) -> dict[str, str]:
    return dict(trace(documents, **options).origins)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def corpus() -> list[Document]:
    return [item for item in musnad.read([str(EXAMPLES / "libya-2020")]) if isinstance(item, Document)]


def test_own_report_is_of_its_outlet_and_copy_of_its_original() -> None:
    agency = document("a", REPORT_TEXT, "وكالة المثال", "2020-04-27")
    copy = document("b", "عنوان آخر\n\n" + REPORT_TEXT, "منبر المثال")
    own = document("c", OTHER_TEXT, "منبر المثال")
    assert origins(agency, copy, own) == {"a": "وكالة المثال", "b": "وكالة المثال", "c": "منبر المثال"}


def test_credit_for_the_whole_report_gives_the_origin() -> None:
    sole = document("a", f"{REPORT_TEXT} (رويترز)", "منبر المثال")
    shared = document("b", f"{OTHER_TEXT} (رويترز، أ ف ب)", "منبر المثال")
    unnamed = document("c", f"{OTHER_TEXT} (وكالات)", "القاهرة المثال")
    assert origins(sole, shared, unnamed) == {"a": "reuters", "b": "منبر المثال", "c": "منبر المثال"}


def test_copies_that_name_the_agency_tell_it_of_the_original() -> None:
    silent = document("a", REPORT_TEXT, "منبر المثال", "2020-04-27")
    open_one = document("b", f"{REPORT_TEXT} (رويترز)", "باريس المثال")
    assert origins(silent, open_one) == {"a": "reuters", "b": "reuters"}


def test_credited_agency_and_its_own_documents_are_one_origin() -> None:
    agency = document("a", OTHER_TEXT, "Reuters")
    other_name = document("b", REPORT_TEXT, "رويترز")
    copy = document("c", "القاهرة - رويترز: لقاء ثالث في القاهرة", "منبر المثال")
    found = trace([agency, other_name, copy])
    assert set(found.origins.values()) == {"Reuters"}
    assert found.reasons == {"Reuters": "names of one outlet"}


@pytest.mark.parametrize(
    ("first", "second", "original"),
    [
        ("2020-04-28T09:00:00+02:00", "2020-04-28T10:00:00+02:00", "b"),
        ("2020-04-28T09:00:00+02:00", "2020-04-28T08:30:00+00:00", "b"),
        ("2020-04-29", "2020-04-28", "a"),
        ("2020-04-28", "2020-04-28", "a"),
        ("", "", "a"),
        ("2020-04", "2020-04-28", "a"),
    ],
)
def test_the_original_is_the_earliest_published_then_the_first_by_id(
    first: str, second: str, original: str
) -> None:
    documents = [
        document("b", REPORT_TEXT, "باريس المثال", first),
        document("a", REPORT_TEXT, "القاهرة المثال", second),
    ]
    (copy,) = trace(documents).copies
    assert copy.original_id == original


def test_of_one_day_the_credited_one_is_the_original() -> None:
    agency = document("z", REPORT_TEXT, "وكالة المثال للأنباء", "2020-04-28T12:00")
    copy = document("a", f"طرابلس (وكالة المثال): {REPORT_TEXT}", "منبر المثال", "2020-04-28T09:00")
    (found,) = trace([copy, agency]).copies
    assert (found.document_id, found.original_id) == ("a", "z")


def test_without_collapse_each_outlet_is_its_own_origin() -> None:
    documents = [document("a", REPORT_TEXT, "Reuters"), document("b", REPORT_TEXT, "منبر المثال")]
    found = trace(documents, collapse=False)
    assert found.origins == found.outlets == {"a": "Reuters", "b": "منبر المثال"}
    assert found.families == {"Reuters": "Reuters", "منبر المثال": "منبر المثال"}
    assert len(found.copies) == 1


def test_given_families_stand_for_all_names_of_an_outlet() -> None:
    documents = [
        document("a", f"{OTHER_TEXT} (رويترز)", "منبر المثال"),
        document("b", REPORT_TEXT, "باريس المثال"),
        document("c", "خبر ثالث لا صلة له بغيره", "القاهرة المثال"),
    ]
    found = trace(documents, families={"رويترز": "دار", "باريس المثال": "دار"})
    assert found.origins == {"a": "دار", "b": "دار", "c": "القاهرة المثال"}
    assert found.families["باريس المثال"] == "دار"
    assert found.reasons == {"دار": "given"}


def test_documents_without_outlet_have_one_origin() -> None:
    assert origins(document("a", REPORT_TEXT), document("b", OTHER_TEXT)) == {"a": "", "b": ""}


def test_no_documents() -> None:
    assert trace([]) == Provenance({}, {}, {}, (), (), {})


def test_an_iterator_gives_what_a_list_gives(corpus: list[Document]) -> None:
    assert trace(iter(corpus)) == trace(corpus)


def test_order_makes_no_difference(corpus: list[Document]) -> None:
    shuffled = list(corpus)
    random.Random(5).shuffle(shuffled)
    found, again = trace(corpus), trace(shuffled)
    assert found == again
    assert list(found.origins) == list(again.origins)


def test_the_copies_of_the_sample_corpus_are_found_and_no_others(corpus: list[Document]) -> None:
    """The twelve pairs of examples/README.md. Pages of the archive go by the ids of their records there."""
    table = (EXAMPLES / "README.md").read_text("utf-8").split("## Reports that copy")[1].split("## ")[0]
    truth = set(re.findall(r"\| `([\w-]+)` \| `([\w-]+)` \|", table))
    by_day = {(d.published[:10], d.outlet): d.id for d in corpus}
    ids = {d.id for d in corpus}
    expected = {
        (copy if copy in ids else by_day[copy[:10], "القاهرة المثال"], original) for copy, original in truth
    }
    found = trace(corpus)
    assert len(expected) == 12
    assert {(copy.document_id, copy.original_id) for copy in found.copies} == expected
    assert {found.origins[copy] for copy, _ in expected} == {"وكالة المثال للأنباء"}


def test_summary_counts_each_document_once(corpus: list[Document]) -> None:
    found = trace(corpus)
    summaries = by_outlet(found)
    assert sum(one.documents for one in summaries) == len(corpus)
    assert sum(one.copies for one in summaries) == len(found.copies)
    for one in summaries:
        assert one.copies <= one.documents - one.own
        assert sum(one.of.values()) == one.copies
    named = {c.document_id for c in found.credits if c.scope == REPORT}
    unknown = next(one for one in summaries if one.outlet == "")
    assert unknown.documents - unknown.own == sum(found.outlets[name] == "" for name in named)
