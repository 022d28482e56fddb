"""How sure the reading of a page is: what pairs well was read well, what does not was not."""

from __future__ import annotations

from pathlib import Path

import pytest

import aligner

PAGES = Path(__file__).parent.parent / "examples" / "pages"
READ_WELL = 0.9


def confidence(page: str) -> float:
    found = aligner.align_page(page).page
    assert found is not None
    return found.confidence


@pytest.mark.parametrize("name", ["lecture_notes", "museum_labels", "opening_speech", "recipe"])
def test_a_page_that_was_read_well_is_sure(name: str) -> None:
    assert confidence((PAGES / f"{name}.txt").read_text(encoding="utf-8")) >= READ_WELL


@pytest.mark.parametrize(("one", "other"), [("opening_speech", "recipe"), ("ceo_letter", "museum_labels")])
def test_two_texts_that_say_different_things_are_not(one: str, other: str) -> None:
    pages = [aligner.align_page((PAGES / f"{name}.txt").read_text(encoding="utf-8")) for name in (one, other)]
    source = "\n\n".join(pair.source_text for pair in pages[0] if pair.source)
    target = "\n\n".join(pair.target_text for pair in pages[1] if pair.target)
    assert confidence(f"{source}\n\n{target}") < READ_WELL


def test_a_page_without_a_pair_tells_nothing() -> None:
    assert confidence("다리가 열렸다.") == confidence("") == 1.0
