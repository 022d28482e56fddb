"""The library on our own articles: gold pairs and seeded slips are found, clean pages stay quiet."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import aligner

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
GOLD = {path.name.removesuffix(".gold.json"): path for path in sorted(ARTICLES.glob("*.gold.json"))}

# Shares of what is to be found, measured when they were set; a change for the worse fails.
LEAST_PAIRS = 0.985  # 368 of 371
LEAST_SLIPS = 0.90  # 72 of 77


def folded(text: str) -> str:
    return " ".join(text.split())


@cache
def gold(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(GOLD[name].read_text(encoding="utf-8"))
    return loaded


@cache
def aligned(name: str) -> aligner.Alignment:
    (page,) = (path for path in ARTICLES.glob(f"{name}.*") if path.suffix in (".txt", ".html"))
    return aligner.align_page(page.read_bytes())


def answers(mismatch: aligner.Mismatch, seeded: dict[str, Any]) -> bool:
    """Whether a finding is the seeded slip: of its kind, one surface form inside the other on both sides."""
    sides = (
        (mismatch.source_surface, seeded["source_surface"]),
        (mismatch.target_surface, seeded["target_surface"]),
    )
    return mismatch.kind == seeded["kind"] and all(
        found is None or wanted is None or folded(found) in folded(wanted) or folded(wanted) in folded(found)
        for found, wanted in sides
    )


def test_the_gold_pairs_are_found() -> None:
    wanted = found = 0
    for name in GOLD:
        pairs = {(folded(pair["source"]), folded(pair["target"])) for pair in gold(name)["pairs"]}
        ours = {(folded(pair.source_text), folded(pair.target_text)) for pair in aligned(name)}
        wanted, found = wanted + len(pairs), found + len(pairs & ours)
    assert found / wanted >= LEAST_PAIRS


def test_the_seeded_slips_are_found() -> None:
    slips = [(name, slip) for name in GOLD for slip in gold(name)["mismatches"]]
    found = [slip for name, slip in slips if any(answers(m, slip) for m in aligned(name).mismatches)]
    assert len(found) / len(slips) >= LEAST_SLIPS


@pytest.mark.parametrize("name", [name for name in GOLD if not gold(name)["mismatches"]])
def test_clean_pages_stay_quiet(name: str) -> None:
    assert [m.message for m in aligned(name).mismatches if m.severity != "info"] == []
