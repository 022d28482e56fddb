"""Laws of the checks that hold for any text."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.checks import KINDS, SEVERITIES, Mismatch, find_mismatches
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.quantities import read_quantities

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("가나다군산시김민서않못없“”\"'()[],.… \n\t\x00\ud800\N{FULLWIDTH DIGIT ONE}3만5천억"),
        st.sampled_from("ABCabc not Kim Seoul won 3 million \N{EN DASH}"),
    ),
    min_size=1,
    max_size=60,
)
DOCUMENTS = st.lists(st.tuples(ANY_TEXT, ANY_TEXT), min_size=1, max_size=5)


def side(texts: list[str], language: LanguageCode) -> Side:
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(text, Span(start, start + len(text))))
        start += len(text) + 1
    return Side(language, tuple(sentences), tuple(tuple(read_quantities(text, language)) for text in texts))


def mismatches(article: Article, beads: list[Bead], document: bool = True) -> list[Mismatch]:
    of_beads, of_document = find_mismatches(article, beads, document=document)
    assert len(of_beads) == len(beads)
    return [*(mismatch for found in of_beads for mismatch in found), *of_document]


def straight(pairs: list[tuple[str, str]], source: LanguageCode = "ko") -> tuple[Article, list[Bead]]:
    korean, english = side([ko for ko, _ in pairs], "ko"), side([en for _, en in pairs], "en")
    sides = (korean, english) if source == "ko" else (english, korean)
    return Article(*sides), [Bead(range(n, n + 1), range(n, n + 1)) for n in range(len(pairs))]


@settings(deadline=None, max_examples=settings.default.max_examples * 3 // 2)
@given(DOCUMENTS, st.sampled_from(["ko", "en"]), st.booleans())
def test_any_text_is_checked_and_spans_reproduce_the_surface_forms(
    pairs: list[tuple[str, str]], source: LanguageCode, document: bool
) -> None:
    """Any Unicode string in, no crash; the characters at a span are the surface form that is reported."""
    article, beads = straight(pairs, source)
    texts = [" ".join(sentence.text for sentence in of.sentences) for of in (article.source, article.target)]
    for found in mismatches(article, beads, document):
        assert found.kind in KINDS
        assert found.severity in SEVERITIES
        assert 0 <= found.confidence <= 1
        for text, span, surface in zip(
            texts,
            (found.source_span, found.target_span),
            (found.source_surface, found.target_surface),
            strict=True,
        ):
            assert (span is None) == (surface is None)
            assert span is None or text[span.start : span.end] == surface


@settings(deadline=None, max_examples=settings.default.max_examples * 3 // 5)
@given(DOCUMENTS)
def test_the_same_document_gives_the_same_ids_and_no_id_twice(pairs: list[tuple[str, str]]) -> None:
    """Ids are the same in every run, and tell the mismatches of a document apart."""
    article, beads = straight(pairs)
    first, again = mismatches(article, beads), mismatches(article, beads)
    assert first == again
    assert len({found.id for found in first}) == len(first)


@settings(deadline=None, max_examples=settings.default.max_examples * 3 // 5)
@given(DOCUMENTS, st.lists(st.sampled_from([(2, 1), (1, 2), (1, 0), (0, 1), (2, 2), (1, 1)]), max_size=5))
def test_beads_of_any_shape_are_checked(pairs: list[tuple[str, str]], shapes: list[tuple[int, int]]) -> None:
    """Whatever the ladder looks like, every mismatch names sentences that exist."""
    article, _ = straight(pairs)
    beads, left, right = [], 0, 0
    for one, other in shapes:
        one, other = min(one, len(pairs) - left), min(other, len(pairs) - right)
        if one or other:
            beads.append(Bead(range(left, left + one), range(right, right + other)))
        left, right = left + one, right + other
    for found in mismatches(article, beads):
        assert all(number < len(pairs) for number in found.source_sentences + found.target_sentences)


CLEAN = (
    ("도서관은 월요일에 문을 연다.", "The library opens on Monday."),
    ("학생 240명이 “즐거웠다”고 말했다.", '"It was fun," said 240 students.'),
    ("군산에서 열린 축제(3일)가 끝났다.", "The festival (the 3rd) held in Gunsan ended."),
)


@given(st.permutations(CLEAN), st.integers(1, 3), st.sampled_from(["ko", "en"]))
@settings(deadline=None)
def test_pairs_that_say_the_same_raise_nothing(
    pairs: list[tuple[str, str]], count: int, source: LanguageCode
) -> None:
    """Correct pairs, in any order and either direction: nothing is reported."""
    article, beads = straight(list(pairs[:count]), source)
    assert [found for found in mismatches(article, beads) if found.severity != "info"] == []


@settings(deadline=None, max_examples=settings.default.max_examples * 2 // 5)
@given(DOCUMENTS, st.sampled_from(CLEAN))
def test_a_clean_row_changes_no_other_row(pairs: list[tuple[str, str]], clean: tuple[str, str]) -> None:
    """Rows are independent: adding a clean one leaves the mismatches of the others as they were."""
    article, beads = straight(pairs)
    longer, more = straight([*pairs, clean])
    before, _ = find_mismatches(article, beads, document=False)
    after, _ = find_mismatches(longer, more, document=False)
    assert after[: len(before)] == before


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "()",
        '"',
        "“",
        "\N{LEFT SINGLE QUOTATION MARK}",
        "가",
        "못지않",
        "(가)",
        "Kim ",
        "가 ",
        " and",
        "이라크 ",
        "Iraq ",
    ],
)
def test_long_runs_of_one_thing_take_linear_time(piece: str) -> None:
    """Ten thousand marks, syllables or words do not take for ever."""
    text = piece * 10_000
    sides = [Side(language, (Sentence(text, Span(0, len(text))),), ((),)) for language in ("ko", "en")]
    start = process_time()
    mismatches(Article(*sides), [Bead(range(1), range(1))])
    assert process_time() - start < 5
