"""A confidence is a probability at a stated rate of errors; what was never counted keeps its own."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

import aligner
from aligner.checks import KINDS
from aligner.checks.confidence import LOUD, SENTENCES, calibrated, usual_rates
from aligner.pairs import pair_of
from aligner.tables import read_table

PAIR = pair_of("ko", "en")
ROWS = [row for _, row in read_table("ko_en/confidence.tsv")]
NEWS = [("축제에 3만 명이 다녀갔다.", "The festival drew 300,000 visitors.")]
# A paragraph of a tale that says in its own words what another one tells, with a gloss for children.
TALE = (
    "옛날 옛적 어느 산골에 늙은 나무꾼이 살았더래요. 나무꾼은 날마다 도끼(나무 찍는 연장)를 메고 "
    "산으로 갔고, 해가 지면 콧노래를 흥얼대며 내려왔지요. 그러던 어느 날, 글쎄 웬 노루 한 마리가 숨을 "
    "헐떡이며 달려와서는 살려 달라고 애원을 하지 뭐예요. 마음씨 고운 나무꾼은 얼른 나뭇더미 속에 노루를 "
    "감춰 주었답니다.",
    "A woodcutter was so poor that he had nothing but his axe, and each morning went up the hill with it, "
    "and came home at nightfall singing. It happened once that a roe ran up to him, trembling all over, and "
    "begged that he would hide it, for the huntsmen were close behind; and as he was kind of heart, he "
    "covered it up with brushwood, and said nothing when they asked.",
)


def test_the_table_names_kinds_and_its_steps_rise() -> None:
    assert {row["kind"] for row in ROWS} <= KINDS.keys()
    for _, steps in groupby(ROWS, key=lambda row: (row["kind"], row["manner"])):
        numbers = [(float(row["strength"]), float(row["ratio"])) for row in steps]
        assert all(a < c and b <= d for (a, b), (c, d) in pairwise(numbers))
        assert all(ratio > 0 for _, ratio in numbers)


@pytest.mark.parametrize("row", ROWS)
def test_the_ratio_and_the_rate_make_the_probability(row: dict[str, str]) -> None:
    rate = 0.02 * (SENTENCES if row["manner"] == "free" else 1)
    odds = rate / (1 - rate) * float(row["ratio"])
    found = calibrated(
        row["kind"], float(row["strength"]), PAIR, free=row["manner"] == "free", rates={row["kind"]: 2.0}
    )
    assert found == pytest.approx(odds / (1 + odds), abs=0.001)


def test_usual_rates_are_of_known_kinds() -> None:
    assert usual_rates().keys() <= KINDS.keys()
    assert all(0 < rate < 10 for rate in usual_rates().values())


def test_what_was_never_counted_keeps_its_own() -> None:
    assert calibrated("glossary", 0.8, PAIR) == 0.8
    assert calibrated("number", 0.0, PAIR) <= calibrated("number", 0.9, PAIR)


def test_a_mismatch_has_the_confidence_of_the_table() -> None:
    ((found,),) = aligner.check(NEWS)
    assert found.confidence == calibrated("magnitude", 0.92, PAIR)


def test_where_errors_are_rare_a_finding_is_info() -> None:
    ((usual,),) = aligner.check(NEWS)
    ((rare,),) = aligner.check(NEWS, error_rates={"magnitude": 0.0001})
    assert usual.severity == "error"
    assert rare.severity == "info"
    assert rare.confidence < LOUD < usual.confidence


def test_in_a_long_free_paragraph_a_bracket_says_little() -> None:
    (found,) = aligner.check([TALE])
    assert all(mismatch.severity == "info" for mismatch in found)


def test_rates_are_of_known_kinds_and_in_range() -> None:
    with pytest.raises(aligner.SettingsError, match="no kind"):
        aligner.check(NEWS, error_rates={"nonsense": 1.0})
    with pytest.raises(aligner.SettingsError, match="no number of errors"):
        aligner.Settings(error_rates={"number": 0})
    with pytest.raises(aligner.SettingsError, match="expected a mapping"):
        aligner.Settings(error_rates=3)
