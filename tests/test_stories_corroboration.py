"""Corroboration: what few reports, denials and silence are worth."""

from __future__ import annotations

import pytest

from musnad.stories.corroboration import LOUDEST, Item, corroboration

FAMILIES = ("a", "b", "c", "d", "e")


def item(reported: str, denied: str = "", party: str = "haftar-khalifa", day: int = 100) -> Item:
    return Item(frozenset(reported), frozenset(denied), frozenset([party]), day)


def test_one_report_by_one_family_is_no_certainty() -> None:
    (value,) = corroboration([item("a")])
    assert 0.6 < value < 0.85


def test_each_further_family_raises_it() -> None:
    values = [corroboration([item("abcde"[:n])])[0] for n in range(1, 6)]
    assert values == sorted(values)
    assert len(set(values)) == 5
    assert values[-1] > 0.98


def test_each_further_family_raises_it_among_others_stories() -> None:
    background = [item(f, party=p) for p in ("x", "y", "haftar-khalifa") for f in FAMILIES]
    values = [corroboration([*background, item("abcde"[:n])])[-1] for n in range(1, 6)]
    assert values == sorted(values)


def test_a_denial_lowers_it_and_five_reports_of_it_count_once() -> None:
    plain, denied, often = (corroboration([item("a", d)])[0] for d in ("", "b", "bcde"))
    assert denied < 0.5 < plain
    assert often == pytest.approx(denied, abs=0.02)


def test_who_reports_and_denies_has_reported() -> None:
    assert corroboration([item("a", "a")]) == corroboration([item("a")])


def test_silence_counts_only_where_the_family_covers_the_party_at_that_time() -> None:
    alone = corroboration([item("a")])[0]
    near, far, other = (
        corroboration([item("a"), item("b", party=p, day=d)])[0]
        for p, d in (("haftar-khalifa", 103), ("haftar-khalifa", 140), ("maduro", 100))
    )
    assert near < alone
    assert far == other == alone


def test_much_silence_is_no_proof() -> None:
    many = [Item(frozenset([f"f{k}"]), frozenset(), frozenset(["haftar-khalifa"]), 100) for k in range(60)]
    value = corroboration([item("a"), *many])[0]
    assert 0.5 < value < corroboration([item("a")])[0]
    assert LOUDEST >= 1


def test_no_stories_and_no_dates() -> None:
    assert corroboration([]) == []
    assert corroboration([item("a", day=0), item("b", day=0)]) == corroboration([item("a")]) * 2
