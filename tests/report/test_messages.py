"""Findings in Korean: every kind has its sentence, whichever sides it speaks of."""

from __future__ import annotations

import string
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aligner
from aligner.checks import KINDS, Mismatch
from aligner.checks.kinds import LABEL, TABLE
from aligner.languages import SPOKEN, codes, language
from aligner.model.quantity import Value
from aligner.report.messages import message_in
from aligner.tables import read_table

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
FIELDS = {
    *("source", "target", "other", "sources", "targets"),
    *("honoured", "larger", "smaller", "by", "rows", "last", "text", "banned", "note"),
    *("expected", "near", "quotation", "around"),
}


def mismatch(kind: str, source: str | None = None, target: str | None = None, message: str = "") -> Mismatch:
    return Mismatch(
        kind, "accuracy", "error", message, (0,), (0, 1), source_surface=source, target_surface=target
    )


# Languages in which a report is shown, other than the one that checks speak.
OTHERS = [code for code in codes() if code != SPOKEN and language(code).labels()]
MESSAGES = [(place, row) for place, row in read_table(TABLE) if row["sides"] != LABEL]


@pytest.mark.parametrize("code", OTHERS)
def test_every_kind_has_a_template(code: str) -> None:
    assert {row["kind"] for _, row in MESSAGES if row[code]} == set(KINDS)


@pytest.mark.parametrize("code", OTHERS)
def test_templates_name_only_what_there_is(code: str) -> None:
    for place, row in MESSAGES:
        named = {name for _, name, _, _ in string.Formatter().parse(row[code]) if name is not None}
        assert named <= FIELDS, place
        assert row["sides"] != "source" or "target" not in named, place
        assert row["sides"] != "target" or "source" not in named, place


def test_what_our_articles_show_is_all_said_in_korean() -> None:
    found = [
        one
        for path in sorted(ARTICLES.glob("*.txt"))
        for one in aligner.align_page(path.read_bytes()).mismatches
    ]
    assert len({one.kind for one in found}) > 15
    assert [one.kind for one in found if not message_in("ko", one)] == []
    empty = [one.kind for one in found if "“”" in message_in("ko", one)]
    assert empty == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (mismatch("number", "48척", "84"), "숫자가 다릅니다: 원문 “48척”, 번역 “84”."),
        (mismatch("negation", "없었다", None), "원문의 부정 표현이 번역에 없습니다: “없었다”."),
        (mismatch("negation", None, "not"), "번역의 부정 표현이 원문에 없습니다: “not”."),
        (mismatch("split", "가", "A"), "원문 한 문장이 번역 2문장으로 나뉘었습니다."),
        (
            mismatch(
                "glossary", "군산항", "The port.", "“군산항” should be “Gunsan Port” in the translation."
            ),
            "용어집의 번역어가 번역에 없습니다: 원문 “군산항”, 용어집 “Gunsan Port”.",
        ),
        (mismatch("glossary", "군산항", "The port."), "용어집의 번역어가 번역에 없습니다: “군산항”."),
        (mismatch("of_a_users_check", "가", "A"), ""),
    ],
)
def test_messages(made: Mismatch, expected: str) -> None:
    assert message_in("ko", made) == expected


@pytest.mark.parametrize(
    ("source", "target", "times"),
    [
        (1_250_000_000, 125_000_000, " (10분의 1)"),
        (Decimal("3.5"), 3500, " (1,000배)"),
        (Fraction(1, 2), Decimal("0.005"), " (100분의 1)"),
        (0, 10, ""),
        ("XXXX-01-14", 10, ""),
        (Decimal("NaN"), 10, ""),
        (Decimal("1E+999999"), 10, ""),
        (10**400, 1, ""),
        (None, 10, ""),
    ],
)
def test_how_far_a_magnitude_is_off(source: Value | None, target: Value | None, times: str) -> None:
    made = Mismatch(
        "magnitude",
        "accuracy",
        "error",
        "",
        source_value=source,
        target_value=target,
        source_surface="가",
        target_surface="A",
    )
    assert message_in("ko", made) == f"자릿수가 다릅니다{times}: 원문 “가”, 번역 “A”."


@given(
    kind=st.sampled_from(sorted(KINDS)),
    source=st.text() | st.none(),
    target=st.text() | st.none(),
    message=st.text(),
)
def test_any_text_is_put_into_any_template(
    kind: str, source: str | None, target: str | None, message: str
) -> None:
    """Braces and the like in the text are text."""
    said = message_in("ko", mismatch(kind, source, target, message))
    assert isinstance(said, str)
