"""The invariants of an alignment, for any text whatever."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import aligner

WORDS = [
    "시장",
    "밝혔다",
    "3만",
    "12억원",
    "서울",
    "그러나",
    "mayor",
    "said",
    "30,000",
    "Seoul",
    "However",
    "(",
    '"',
]
sentences = st.lists(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
        st.text(st.characters(exclude_categories=()), max_size=30),
    ),
    max_size=6,
)
texts = st.text(st.characters(exclude_categories=()), max_size=200)


@settings(max_examples=60, deadline=None)
@given(source=sentences, target=sentences)
def test_every_sentence_is_in_exactly_one_pair(source: list[str], target: list[str]) -> None:
    """Beads follow one another without gap or overlap, on both sides; confidences are probabilities."""
    alignment = aligner.align(source, target)
    assert [s.text for pair in alignment for s in pair.source] == source
    assert [s.text for pair in alignment for s in pair.target] == target
    assert all(0 <= pair.confidence <= 1 for pair in alignment)


@settings(max_examples=60, deadline=None)
@given(source=texts, target=texts)
def test_spans_reproduce_the_text(source: str, target: str) -> None:
    """Sentences and mismatches point at their own characters in the text as given."""
    alignment = aligner.align(source, target)
    for pair in alignment:
        assert all(sentence.span.of(source) == sentence.text for sentence in pair.source)
        assert all(sentence.span.of(target) == sentence.text for sentence in pair.target)
    for mismatch in alignment.mismatches:
        assert mismatch.source_span is None or mismatch.source_span.of(source) == mismatch.source_surface
        assert mismatch.target_span is None or mismatch.target_span.of(target) == mismatch.target_surface


@settings(max_examples=60, deadline=None)
@given(source=sentences, target=sentences)
def test_turning_the_texts_turns_the_ladder(source: list[str], target: list[str]) -> None:
    """`align(x, y)` mirrors `align(y, x)`; unmatched sentences that meet may change places."""
    forward = aligner.align(source, target, source_language="ko")
    backward = aligner.align(target, source, source_language="en")
    assert {(p.bead.source, p.bead.target) for p in forward if all(p.bead.kind)} == {
        (p.bead.target, p.bead.source) for p in backward if all(p.bead.kind)
    }


@settings(max_examples=40, deadline=None)
@given(page=texts)
def test_any_page_is_aligned(page: str) -> None:
    """No plain text makes `align_page` fail, and the page keeps every character, or says what it mended."""
    alignment = aligner.align_page("," + page)
    assert alignment.page is not None
    mended = any("repaired" in note for note in alignment.page.notes)
    assert alignment.page.text == "," + page or mended


@settings(max_examples=40, deadline=None)
@given(source=sentences, target=sentences)
def test_the_same_input_gives_the_same_output(source: list[str], target: list[str]) -> None:
    assert aligner.align(source, target) == aligner.align(source, target)
