"""A slip of magnitude says what was expected, in the words of the translation."""

from __future__ import annotations

from decimal import Decimal

import pytest

import aligner
from aligner.languages.en.expected import with_value
from aligner.model.quantity import Value
from aligner.report.messages import message_in


@pytest.mark.parametrize(
    ("surface", "value", "wanted", "expected"),
    [
        ("125 million won", 125_000_000, 1_250_000_000, "1.25 billion won"),
        ("$1.2 billion", 1_200_000_000, 1_200_000_000_000, "$1.2 trillion"),
        ("12-million-won", 12_000_000, 120_000_000, "120-million-won"),
        ("300,000 citizens", 300_000, 30_000, "30,000 citizens"),
        ("3.5 km", Decimal("3.5"), 35, "35 km"),
        ("35 km", 35, Decimal("3.5"), "3.5 km"),
        ("2 million", 2_000_000, 200_000, "200,000"),  # no scale fits
        ("3 million won", 3_000_000, 1_234_567_890, "1,234,567,890 won"),  # too long behind the point
        ("three people", 3, 30, ""),  # no digits
        ("3 dozen", 36, 360, ""),  # counts in twelves
        ("3 of 10", 3, 30, ""),  # two numbers
        ("March 3", "XXXX-03-03", "XXXX-03-04", ""),
        ("5 km", 5, 0, ""),
    ],
)
def test_the_number_of_a_form_is_exchanged(surface: str, value: Value, wanted: Value, expected: str) -> None:
    assert with_value(surface, value, wanted) == expected


def test_the_message_says_what_was_expected() -> None:
    ((found,),) = aligner.check([("매출은 12억 5천만원이다.", "Sales reached 125 million won.")])
    assert found.message == (
        "“12억 5천만원” (1,250,000,000) is rendered as “125 million won”: ten times too small;"
        " “1.25 billion won” was expected."
    )
    assert message_in("ko", found) == (
        "자릿수가 다릅니다 (10분의 1): 원문 “12억 5천만원”, 번역 “125 million won”,"
        " 옳은 값 “1.25 billion won”."
    )


def test_where_the_words_have_no_digits_nothing_is_expected() -> None:
    ((found,),) = aligner.check([("직원 30명이 왔다.", "Three hundred employees came.")])
    assert (found.kind, found.message.endswith("ten times too large.")) == ("magnitude", True)


def test_a_broken_quotation_is_the_one_that_is_named() -> None:
    ((found,),) = aligner.check(
        [('그는 "하나는 좋다"며 "둘은 나쁘다"고 했다.', '"One is good," he said, adding, "Two is bad.')]
    )
    assert (found.kind, found.source_surface) == ("quotation", '"둘은 나쁘다"')
    assert found.message.endswith("the source quotes “둘은 나쁘다”.")
    assert message_in("ko", found) == (
        '“said, adding, "Two is bad.” 부근의 따옴표에 짝이 없습니다. 원문의 인용은 “둘은 나쁘다”입니다.'
    )


def test_of_two_quotations_the_first_may_be_the_broken_one() -> None:
    ((found,),) = aligner.check(
        [('그는 "하나는 좋다"며 "둘은 나쁘다"고 했다.', '"One is good, he said, adding that two is bad.')]
    )
    assert (found.kind, found.source_surface) == ("quotation", '"하나는 좋다"')
