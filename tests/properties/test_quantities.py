"""Laws of reading and comparing quantities."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.model.text import LanguageCode
from aligner.quantities import read_quantities
from aligner.quantities.assignment import cheapest
from aligner.quantities.compare import compare, keys
from aligner.quantities.equality import likeness

LANGUAGES: tuple[LanguageCode, ...] = ("ko", "en")
PIECES = (
    "3", "12", "1,234", "2024", "0.5", ".5", "만", "억", "조", "천", "백", "십", "이", "세", "두",
    "한", "열", "스무", "명", "원", "달러", "%", "포인트", "월", "일", "년", "시", "분", "간", "여",
    "약", "이상", "~", "-", "·", ":", "/", "대", "제", "위", "배", "분의", "영하", "도", "㎞", "수",
    "절반", "one", "two", "twenty", "hundred", "thousand", "million", "half", "third", "quarter", "a",
    "and", "of", "to", "percent", "won", "$", "dollars", "years", "old", "p.m.", "January", "May",
    "the", "14th", "1990s", "doubled", "dozens", "Friday", " ", " ", " ", ",", ".", "(", ")", "½",
    "\N{FULLWIDTH DIGIT ONE}", '\x00', '\ud800', 'e\u0301',
)  # fmt: skip
mixed = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
texts = st.one_of(st.text(max_size=80), mixed)


@given(text=texts, language=st.sampled_from(LANGUAGES))
@settings(max_examples=400, deadline=None)
def test_spans_reproduce_the_text_in_order(text: str, language: LanguageCode) -> None:
    """A surface form is what stands at its span; quantities go left to right and don't overlap."""
    found = read_quantities(text, language)
    assert all(quantity.span.of(text) == quantity.surface for quantity in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    assert all(quantity.span.start < quantity.span.end for quantity in found)


@given(text=texts, language=st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_values_are_exact(text: str, language: LanguageCode) -> None:
    """A value is a whole number, a decimal, a fraction or a string, never a float."""
    assert all(type(q.value) in (int, Decimal, Fraction, str) for q in read_quantities(text, language))


@given(
    text=mixed, language=st.sampled_from(LANGUAGES), gap=st.sampled_from(("\n", " \n", "\r\n ", "\t", "   "))
)
@settings(max_examples=300, deadline=None)
def test_a_line_break_is_a_blank(text: str, language: LanguageCode, gap: str) -> None:
    """Wrapping a text anew changes no quantity of it, and spans still reproduce the text as given."""
    plain = " ".join(text.split(" ")).replace("  ", " ")
    plain = " ".join(part for part in plain.split(" ") if part)
    wrapped = plain.replace(" ", gap)
    one, two = read_quantities(plain, language), read_quantities(wrapped, language)
    assert [(q.value, q.unit, q.kind, q.bound) for q in one] == [
        (q.value, q.unit, q.kind, q.bound) for q in two
    ]
    assert all(quantity.span.of(wrapped) == quantity.surface for quantity in two)


@given(korean=mixed, english=mixed)
@settings(max_examples=300, deadline=None)
def test_comparison_uses_every_quantity_once(korean: str, english: str) -> None:
    """No quantity stands in two pairs, and whatever is equal was read on that side."""
    source, target = read_quantities(korean, "ko"), read_quantities(english, "en")
    found = compare(source, target, source_text=korean, target_text=english, languages=("ko", "en"))
    for side, quantities in ((0, source), (1, target)):
        used = [id(pair[side]) for pair in found.equal]
        assert len(used) == len(set(used))
        assert set(used) <= {id(quantity) for quantity in quantities}


@given(text=texts, languages=st.sampled_from((("ko", "en"), ("en", "ko"))))
@settings(max_examples=300, deadline=None)
def test_equal_texts_differ_in_no_quantity(text: str, languages: tuple[LanguageCode, LanguageCode]) -> None:
    """Whoever copies a text renders every number of it, however the two readers read it."""
    source, target = (read_quantities(text, language) for language in languages)
    found = compare(source, target, source_text=text, target_text=text, languages=languages)
    assert found.differing == ()


NUMBER_KINDS = frozenset(
    ("number", "magnitude", "unit", "percent_points", "date", "bound", "number_missing", "number_added")
)


@given(text=texts.filter(lambda text: text.strip() != ""))
@settings(max_examples=100, deadline=None)
def test_a_text_beside_itself_has_no_finding_of_numbers(text: str) -> None:
    """The law of the comparison, asked of the whole library."""
    (found,) = aligner.check([(text, text)])
    assert not {mismatch.kind for mismatch in found} & NUMBER_KINDS


signs = st.text(st.sampled_from("0123456789:/.,-+x$%MbnkpmTZ_ "), min_size=1, max_size=16)


@given(text=signs)
@settings(max_examples=300, deadline=None)
def test_equal_signs_differ_in_no_quantity(text: str) -> None:
    """Figures and signs that stand in both sentences, words of each language around them."""
    written = " ".join(text.split())
    korean, english = f"여기에 {written} 라고 적었다.", f"It said {written} there."
    source, target = read_quantities(korean, "ko"), read_quantities(english, "en")
    found = compare(source, target, source_text=korean, target_text=english, languages=("ko", "en"))
    assert [one for one in found.differing if one.severity != "info"] == []


@given(korean=mixed, english=mixed)
@settings(max_examples=300, deadline=None)
def test_likeness_is_symmetric(korean: str, english: str) -> None:
    """It does not matter which side was translated."""
    for one in read_quantities(korean, "ko"):
        for two in read_quantities(english, "en"):
            assert likeness(one, two) == likeness(two, one)


@given(korean=mixed, english=mixed)
@settings(max_examples=300, deadline=None)
def test_equal_quantities_share_a_key(korean: str, english: str) -> None:
    """What the comparison calls equal can be found by its keys, weekdays for days apart."""
    for one in read_quantities(korean, "ko"):
        for two in read_quantities(english, "en"):
            if likeness(one, two).relation == "equal" and "weekday" not in (one.unit, two.unit):
                assert keys(one) & keys(two)


def tables(shape: tuple[int, int]) -> st.SearchStrategy[list[list[float]]]:
    rows, columns = shape
    row = st.lists(st.floats(0, 3, width=16), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


@given(costs=st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(tables))
@settings(max_examples=200, deadline=None)
def test_assignment_is_the_cheapest(costs: list[list[float]]) -> None:
    """Trying every assignment finds none that costs less."""
    alone, rows, columns = 0.85, len(costs), len(costs[0])

    def price(pairs: list[tuple[int, int]]) -> float:
        return sum(costs[row][column] for row, column in pairs) + alone * (rows + columns - 2 * len(pairs))

    best = min(
        price(list(zip(chosen, places, strict=True)))
        for size in range(min(rows, columns) + 1)
        for chosen in combinations(range(rows), size)
        for places in permutations(range(columns), size)
    )
    assert price(cheapest(costs, alone)) == pytest.approx(best)


ADVERSARIAL = (
    "1", "만", "천", "일", "이", "한", "두 ", ",", "1,", "1.", "1-", "1 ", " ", "'", "(", "수", "제",
    "·1", "1·", "1~", "1/", "one ", "hundred ", "and ", "a ", "half ", "twenty-", "May ", "$",
    "million ", "to ", "third ", "1 to ", "of ", "A", "a1", "1a", "1:", "열", "영하 ", "약 ", "년",
    "1년 ", "1월 ", "1일 ", "3시 ", "(1", "%", "1% ", "-1",
    "\n", " \n", "1\n", "만\n", "1:1", "1초", "一", "5,", "시속 ", "May\n", "1s and ", "1만 1,000명 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIAL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_time_is_linear(piece: str, language: LanguageCode) -> None:
    """Four times the text takes about four times as long, never sixteen times."""
    read_quantities("1", language)

    def seconds(repeats: int) -> float:
        begin = time.process_time()
        read_quantities(piece * repeats, language)
        return time.process_time() - begin

    longest = 10 * min(seconds(1000) for _ in range(2)) + 0.05
    assert any(seconds(4000) < longest for _ in range(2))
