"""Pairs of our own with and without slips, in both directions."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import aligner
from aligner.checks import SEVERITIES, Mismatch, find_mismatches
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.quantities import read_quantities

CASES = Path(__file__).parents[1] / "cases" / "mismatches"
MIRRORED = {
    "number_missing": "number_added",
    "number_added": "number_missing",
    "clause_dropped": "clause_added",
    "clause_added": "clause_dropped",
}


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def directed(name: str) -> list[tuple[str, str, str, str]]:
    """Korean, English, expected kinds, direction; a row of both directions comes twice."""
    found = []
    for row in rows(name):
        for direction in ("ko", "en") if row.get("direction", "both") == "both" else (row["direction"],):
            kinds = (row.get("expected") or "").split()
            if direction == "en":
                kinds = [MIRRORED.get(kind, kind) for kind in kinds]
            found.append((row["korean"], row["english"], " ".join(kinds), direction))
    return found


def side(text: str, language: LanguageCode) -> Side:
    return Side(language, (Sentence(text, Span(0, len(text))),), (tuple(read_quantities(text, language)),))


def checked(korean: str, english: str, direction: str) -> tuple[Mismatch, ...]:
    """Mismatches at warning and above of one pair."""
    sides = [side(korean, "ko"), side(english, "en")]
    if direction == "en":
        sides.reverse()
    (found,), of_document = find_mismatches(Article(*sides), [Bead(range(1), range(1))], document=False)
    assert of_document == ()
    return tuple(
        mismatch for mismatch in found if SEVERITIES.index(mismatch.severity) >= SEVERITIES.index("warning")
    )


@pytest.mark.parametrize(("korean", "english", "expected", "direction"), directed("made.tsv"))
def test_slips_are_reported_and_nothing_else(
    korean: str, english: str, expected: str, direction: str
) -> None:
    found = checked(korean, english, direction)
    assert Counter(mismatch.kind for mismatch in found) == Counter(expected.split())


@pytest.mark.parametrize(("korean", "english", "expected", "direction"), directed("untouched.tsv"))
def test_look_alikes_stay_untouched(korean: str, english: str, expected: str, direction: str) -> None:
    assert checked(korean, english, direction) == ()


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("korean", "english", "expected", "direction"), directed("known_failures.tsv"))
def test_known_failures(korean: str, english: str, expected: str, direction: str) -> None:
    found = checked(korean, english, direction)
    assert Counter(mismatch.kind for mismatch in found) == Counter(expected.split())


@pytest.mark.parametrize("row", rows("ends.tsv"), ids=lambda row: row["english"])
def test_ends_of_sentences(row: dict[str, str]) -> None:
    """They are info, so that the others above don't see them."""
    pair = (row["korean"], row["english"])
    (found,) = aligner.check([pair if row["direction"] == "ko" else pair[::-1]])
    wanted = [row["expected"]] if row["expected"] else []
    assert [mismatch.key for mismatch in found if mismatch.kind == "punctuation"] == wanted


RIGHT = rows("right.tsv")


@pytest.fixture(scope="module")
def found_in_right_pairs() -> list[list[Mismatch]]:
    return aligner.check([(row["korean"], row["english"]) for row in RIGHT])


@pytest.mark.parametrize("number", range(len(RIGHT)))
def test_right_pairs_have_no_more_findings_than_those_known(
    number: int, found_in_right_pairs: list[list[Mismatch]]
) -> None:
    """Kinds at warning and above; those that the table names are reported in vain, so a cure is noticed."""
    warning = SEVERITIES.index("warning")
    loud = {one.kind for one in found_in_right_pairs[number] if SEVERITIES.index(one.severity) >= warning}
    assert loud == set(RIGHT[number]["expected"].split())
