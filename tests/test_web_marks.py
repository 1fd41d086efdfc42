from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.web.marks import Mark, passages

SPANS = st.tuples(st.integers(-3, 45), st.integers(-3, 45))


@given(st.text(max_size=40), st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=4))
def test_the_pieces_are_the_text_and_each_mark_its_words(
    text: str, spans: list[tuple[int, int]], sentences: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, end, "event", str(n)) for n, (start, end) in enumerate(spans)]
    pieces = [piece for passage in passages(text, marks, sentences) for piece in passage.pieces]
    assert "".join(piece.text for piece in pieces) == text
    for mark in marks:
        found = "".join(piece.text for piece in pieces if mark in piece.marks)
        inside = 0 <= mark.start < mark.end <= len(text)
        assert found == (text[mark.start : mark.end] if inside else "")
        assert sum(mark in piece.opens for piece in pieces) == sum(mark in p.closes for p in pieces) == inside


def test_overlapping_marks_share_a_piece() -> None:
    one, other = Mark(0, 4, "event", "a"), Mark(2, 6, "party", "b")
    (passage,) = passages("abcdef", [other, one], [])
    assert [(p.text, [m.of for m in p.marks]) for p in passage.pieces] == [
        ("ab", ["a"]),
        ("cd", ["a", "b"]),
        ("ef", ["b"]),
    ]


def test_of_overlapping_sentences_the_first_counts() -> None:
    found = passages("abcdef", [], [(1, 4), (3, 6), (1, 4)])
    assert [(p.start, p.sentence) for p in found] == [(0, False), (1, True), (4, False)]
