"""Rules about names that the hints leave out would have found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from aligner.languages.ko.names import titles
from aligner.languages.ko.stems import HANGUL_WORD
from aligner.pairs import pair_of
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.changed_names import CHANGED_NAMES
from aligner.pairs.ko_en.missing import LOST_NAMES
from aligner.pairs.ko_en.name_hints import HintedRules, english_hints, korean_hints
from aligner.pairs.names import NamedTexts

PAIR = pair_of("ko", "en")
CASES = Path(__file__).parents[1] / "cases" / "mismatches"


def rows() -> list[tuple[str, str]]:
    """The pairs of the cases, with and without an error."""
    found = []
    for name in ("made", "untouched"):
        lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        head, *table = [line.split("\t") for line in lines if line and not line.startswith("#")]
        found += [(row[head.index("korean")], row[head.index("english")]) for row in table]
    return found


def pairs() -> Iterator[tuple[str, str]]:
    """The pairs of the cases, and each Korean text with the English of the next pair, also in capitals."""
    given = rows()
    yield from given
    for (korean, _), (_, english) in pairwise(given):
        yield korean, english
        yield korean, english.title()


@pytest.mark.parametrize("rules", [CHANGED_NAMES, LOST_NAMES], ids=["changed", "missing"])
def test_a_rule_that_is_left_out_finds_nothing(rules: HintedRules[Any]) -> None:
    left_out = set()
    for korean, english in pairs():
        texts = NamedTexts(Said(korean, "ko", PAIR.cover), Said(english, "en", PAIR.cover), PAIR)
        started = rules.starting(texts)
        for hinted in rules.rules:
            if hinted.rule not in started:
                assert not list(hinted.rule(texts)), (hinted.rule.__name__, korean, english)
                left_out.add(hinted.rule)
    assert left_out == {hinted.rule for hinted in rules.rules if hinted.korean or hinted.english}


@pytest.mark.parametrize("text", ["", "비가 오지 않았다."])
def test_plain_korean_gives_no_hint(text: str) -> None:
    assert not korean_hints(text)


@pytest.mark.parametrize("text", ["", "It did not rain."])
def test_plain_english_gives_no_hint(text: str) -> None:
    assert not english_hints(text)


def test_titles_are_found_word_by_word() -> None:
    """A title with a blank or a Latin letter would give no hint."""
    assert all(HANGUL_WORD.fullmatch(title) for title in titles())
