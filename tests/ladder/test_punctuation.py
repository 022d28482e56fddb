"""Marks as evidence: what is read, what the table says, what a pair is told."""

from __future__ import annotations

from math import isclose, log

import numpy as np
import pytest

import aligner
from aligner.ladder.punctuation import MARKS, log_ratios, mark_evidence, marks_of, punctuation_evidence
from aligner.pairs import pair_of

PAIR = pair_of("ko", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정말 그럴까?", {"question"}),
        ("그는 “간다”고 했다.", {"quotation"}),
        ("Don't stop, the mayor's aide said.", set()),
        ("He called it 'a miracle' (sic).", {"inner quotation", "bracket"}),
        ("It ended 3:2 at 15:30.", set()),
        ("결과: 무승부", {"colon"}),
        ("글쎄... 모르겠다…", {"ellipsis"}),
        ("", set()),
    ],
)
def test_marks_of_a_sentence(text: str, expected: set[str]) -> None:
    assert {mark for mark, held in zip(MARKS, marks_of([text])[0], strict=True) if held} == expected


def test_cases_are_log_ratios_against_independence() -> None:
    """With many beads the shrinkage vanishes; a mark that is never seen says nothing."""
    assert all(
        isclose(a, b, abs_tol=0.01)
        for a, b in zip(log_ratios([81000, 9000, 9000, 1000]), [0.0] * 4, strict=True)
    )
    assert isclose(log_ratios([50000, 0, 0, 50000])[3], log(2), abs_tol=0.001)
    assert log_ratios([100, 0, 0, 0])[1:] == [0.0, 0.0, 0.0]


def test_a_mark_on_both_sides_speaks_for_a_pair_and_on_one_against_it() -> None:
    evidence = mark_evidence(PAIR)
    assert (evidence[:, 1, 1] > 0.5).all()
    assert (evidence[:, 0, 1] < 0).all()
    assert (evidence[:, 1, 0] < 0).all()


def test_profiles_are_summed_mark_by_mark() -> None:
    korean = marks_of(["(가) “나”?", "가", ""])
    english = marks_of(["'a'", '"b" (c)'])
    table = punctuation_evidence(korean, english, PAIR)
    for row, ours in enumerate(korean):
        for column, theirs in enumerate(english):
            told = sum(
                mark_evidence(PAIR)[mark, int(a), int(b)]
                for mark, (a, b) in enumerate(zip(ours, theirs, strict=True))
            )
            assert np.isclose(table[row, column], told)


def test_a_pair_tells_what_its_marks_said() -> None:
    korean = ["박 시장은 “길을 넓히겠다”고 말했다.", "길은 언제 열리나?"]
    english = ['Mayor Park said, "We will widen the road."', "When will the road open?"]
    alike = aligner.align(korean, english)
    unlike = aligner.align(korean, [text.translate(str.maketrans("", "", '"?')) for text in english])
    assert [pair.evidence.term("punctuation") > 0.3 for pair in alike] == [True, True]
    assert [pair.evidence.term("punctuation") < 0 for pair in unlike] == [True, True]
