"""Pairs that are passed over by a look at each word have no opposite words of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from aligner.pairs import pair_of
from aligner.pairs.cover import Said
from aligner.pairs.opposites import Opposed

COVER = pair_of("ko", "en").cover
CASES = Path(__file__).parents[1] / "cases" / "mismatches"
OPPOSITES = import_module("aligner.pairs.ko_en.opposites")  # the package has a function of this name


def pairs() -> Iterator[tuple[Said, Said]]:
    """The pairs of the cases, and each Korean text with the English of the next pair."""
    texts = []
    for name in ("made", "untouched"):
        lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        head, *table = [line.split("\t") for line in lines if line and not line.startswith("#")]
        texts += [(row[head.index("korean")], row[head.index("english")]) for row in table]
    mixed = [(korean, english) for (korean, _), (_, english) in pairwise(texts)]
    for korean, english in (*texts, *mixed):
        yield Said(korean, "ko", COVER), Said(english, "en", COVER)


def found(korean: Said, english: Said) -> list[Opposed]:
    return list(OPPOSITES._of_tables(korean, english))


def test_pairs_that_are_passed_over_have_no_opposites(monkeypatch: pytest.MonkeyPatch) -> None:
    given = list(pairs())
    may_be = [OPPOSITES._may_be_opposed(*pair) for pair in given]
    monkeypatch.setattr(OPPOSITES, "_may_be_opposed", lambda korean, english: True)
    assert [pair for pair, may in zip(given, may_be, strict=True) if not may and found(*pair)] == []
    assert may_be.count(False) > len(given) / 2 and may_be.count(True)
