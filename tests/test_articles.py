"""The articles under `examples/articles/` and their gold agree with each other.

Whatever is measured on these articles rests on the gold: a text that is not on its page, or a kind nobody
reports, would count as an error of the library for ever.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from aligner.checks import KINDS

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
GOLDS = sorted(ARTICLES.glob("*.gold.json"))

# Kinds the gold leaves out: a split or a merge shows in the pairs, a glossary is the user's own, the end of a
# sentence and the kinds of the second line are younger than the articles.
NOT_IN_GOLD = {"split", "merge", "glossary", "punctuation"} | {
    *("percent_points", "markup", "marker", "language", "shifted", "opposite", "name_missing", "unreliable"),
    "aside",
}

# A clean article has correct pairs only; on fewer than three a false-alarm rate means nothing.
CLEAN_AT_LEAST = 3

Gold = dict[str, list[dict[str, Any]]]


def folded(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def read_gold(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))
    return gold


def visible_text(gold_path: Path) -> str:
    """What a reader sees on the page that a gold file belongs to, white space folded."""
    stem = gold_path.name.removesuffix(".gold.json")
    (page,) = (path for path in ARTICLES.glob(f"{stem}.*") if path.suffix in {".txt", ".html"})
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".html":
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return folded(text)


@pytest.fixture(params=GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def gold_path(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_page_has_gold() -> None:
    pages = {path.stem for path in ARTICLES.iterdir() if path.suffix in {".txt", ".html"}}
    assert pages == {path.name.removesuffix(".gold.json") for path in GOLDS}


def test_paired_texts_stand_on_the_page(gold_path: Path) -> None:
    page = visible_text(gold_path)
    texts = [text for pair in read_gold(gold_path)["pairs"] for text in pair.values() if text]
    assert [text for text in texts if text not in page] == []


def test_source_texts_stand_in_reading_order(gold_path: Path) -> None:
    page = visible_text(gold_path)
    place = 0
    for pair in read_gold(gold_path)["pairs"]:
        assert pair["source"] in page[place:]
        place = page.index(pair["source"], place) + len(pair["source"])


def test_no_pair_is_empty(gold_path: Path) -> None:
    assert all(pair["source"] or pair["target"] for pair in read_gold(gold_path)["pairs"])


def test_mismatches_are_of_known_kinds(gold_path: Path) -> None:
    kinds = {mismatch["kind"] for mismatch in read_gold(gold_path)["mismatches"]}
    assert kinds <= set(KINDS) - NOT_IN_GOLD


def test_mismatched_characters_stand_on_the_page(gold_path: Path) -> None:
    page = visible_text(gold_path)
    for mismatch in read_gold(gold_path)["mismatches"]:
        surfaces = [mismatch["source_surface"], mismatch["target_surface"]]
        assert any(surfaces), mismatch
        assert [surface for surface in surfaces if surface and surface not in page] == []


def test_mismatches_point_to_the_pair_that_holds_them(gold_path: Path) -> None:
    gold = read_gold(gold_path)
    for mismatch in gold["mismatches"]:
        if mismatch["pair"] is not None:
            pair = gold["pairs"][mismatch["pair"]]
            assert (mismatch["source_surface"] or "") in pair["source"]
            # A number that has moved stands in another pair's English.
            assert mismatch["kind"] == "moved" or (mismatch["target_surface"] or "") in pair["target"]


def test_every_kind_is_seeded_somewhere() -> None:
    seeded = {mismatch["kind"] for path in GOLDS for mismatch in read_gold(path)["mismatches"]}
    assert seeded == set(KINDS) - NOT_IN_GOLD


def test_some_articles_are_clean() -> None:
    clean = [path for path in GOLDS if not read_gold(path)["mismatches"]]
    assert len(clean) >= CLEAN_AT_LEAST


def test_every_article_is_in_the_readme() -> None:
    readme = (ARTICLES / "README.md").read_text(encoding="utf-8")
    names = [path.name.removesuffix(".gold.json") for path in GOLDS]
    assert [name for name in names if f"`{name}." not in readme] == []
