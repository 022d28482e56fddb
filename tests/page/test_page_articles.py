"""The invented articles under examples/: what their gold calls an article is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.model.page import Page
from aligner.page import read_page

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
GOLD = sorted(ARTICLES.glob("*.gold.json"))


def fold(text: str) -> str:
    return "".join(text.split())


def agreement(gold: list[tuple[str, str]], page: Page) -> float:
    """F1 of characters: of the gold sentences, and of the headlines, decks and body paragraphs found."""
    wanted = found = given = 0
    for number, language in enumerate(("ko", "en")):
        paragraphs = [p for p in page.paragraphs if p.language == language]
        texts = [fold(p.text) for p in paragraphs if p.role in ("headline", "deck", "body")]
        beside = {fold(p.text) for p in paragraphs if p.role in ("byline", "caption")}
        sentences = [s for pair in gold if (s := fold(pair[number])) and s not in beside]
        wanted += sum(map(len, sentences))
        given += sum(map(len, texts))
        found += sum(len(sentence) for sentence in sentences if any(sentence in text for text in texts))
    recall, precision = found / wanted, min(found / given, 1.0)
    return 2 * recall * precision / (recall + precision)


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("gold_file", GOLD, ids=[path.name.split(".")[0] for path in GOLD])
def test_articles_are_found(gold_file: Path, words: bool) -> None:
    pairs = json.loads(gold_file.read_text(encoding="utf-8"))["pairs"]
    stem = gold_file.name.removesuffix(".gold.json")
    page_file = next(path for path in ARTICLES.glob(f"{stem}.*") if path != gold_file)
    page = read_page(page_file.read_bytes(), words=words)
    # One sentence in a few pages may go astray, more may not; the furniture tables are worth 0.03 at most.
    assert agreement([(p["source"], p["target"]) for p in pairs], page) >= (0.98 if words else 0.95)
