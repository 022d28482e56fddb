"""How well `read_page` finds the articles of a page, before any sentence is paired.

    python examples/measure/pages.py PAGE_DEV [--without-words] [--errors]
    python examples/measure/pages.py examples/articles
    python examples/measure/pages.py PAGE_DEV --predict PRED.jsonl   # for the score.py of the data

The folder holds `pages.jsonl` (a page, its gold sentence pairs, its clutter) or pages with a `.gold.json`
beside each. Recall: share of the gold characters that stand inside one paragraph of their language.
Precision: share of the characters of headlines, decks and body paragraphs that belong to gold sentences.
Intrusions: furniture lines inside such paragraphs. `--without-words` empties the furniture tables, so that
structure alone decides.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aligner
from aligner.model.page import Page
from aligner.model.text import LanguageCode
from aligner.page import read_page


@dataclass
class Sample:
    """A page with the sentences that its articles hold in Korean and in English."""

    name: str
    layout: str
    page: str
    gold: list[tuple[str, str]]
    clutter: list[str] = field(default_factory=list)


@dataclass
class Counts:
    """Characters and lines added up over pages."""

    pages: int = 0
    gold: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    intrusions: int = 0

    def row(self) -> str:
        recall, precision = self.found / max(self.gold, 1), self.right / max(self.given, 1)
        f1 = 2 * recall * precision / max(recall + precision, 1e-9)
        return f"{self.pages:6}{precision:9.4f}{recall:9.4f}{f1:9.4f}{self.intrusions:6}"


def fold(text: str) -> str:
    return "".join(text.split())


def samples(folder: Path) -> Iterator[Sample]:
    """The pages of a data folder."""
    if (folder / "pages.jsonl").exists():
        for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            layout = f"{row['id'].rsplit('-', 2)[1]}/{row['kind']}"
            yield Sample(
                row["id"], layout, row["page"], [tuple(pair) for pair in row["gold"]], row["clutter"]
            )
        return
    for gold_file in sorted(folder.glob("*.gold.json")):
        stem = gold_file.name.removesuffix(".gold.json")
        page = next(path for path in folder.glob(f"{stem}.*") if path != gold_file)
        pairs = json.loads(gold_file.read_text(encoding="utf-8"))["pairs"]
        gold = [(pair["source"], pair["target"]) for pair in pairs]
        yield Sample(stem, "own" + page.suffix, page.read_text(encoding="utf-8"), gold)


def count(sample: Sample, page: Page, *, errors: bool) -> Counts:
    """Compare the paragraphs of a page with its gold sentences."""
    counts = Counts(pages=1)
    sides: tuple[tuple[int, LanguageCode], ...] = ((0, "ko"), (1, "en"))
    for number, language in sides:
        paragraphs = page.article(language)
        beside = [fold(p.text) for p in paragraphs if p.role in ("byline", "caption")]
        texts = [fold(p.text) for p in paragraphs if p.role not in ("byline", "caption")]
        gold = [fold(pair[number]) for pair in sample.gold if pair[number].strip()]
        gold = [sentence for sentence in gold if sentence not in beside]
        counts.gold += sum(map(len, gold))
        left = list(texts)
        for sentence in gold:
            place = next((n for n, text in enumerate(texts) if sentence in text), None)
            if place is None:
                if errors:
                    print(f"{sample.name}: lost {language} {sentence[:60]}")
                continue
            counts.found += len(sentence)
            left[place] = left[place].replace(sentence, "", 1)
        counts.given += sum(map(len, texts))
        counts.right += sum(map(len, texts)) - sum(map(len, left))
        if errors:
            for rest in filter(lambda text: len(text) > 3, left):
                print(f"{sample.name}: too much {language} {rest[:60]}")
        counts.intrusions += sum(any(fold(c) in t for t in texts) for c in sample.clutter if len(fold(c)) > 7)
    return counts


def measure(folder: Path, *, words: bool, errors: bool) -> None:
    totals: dict[str, Counts] = defaultdict(Counts)
    seconds = 0.0
    for sample in samples(folder):
        start = time.perf_counter()
        page = read_page(sample.page, words=words)
        seconds += time.perf_counter() - start
        counts = count(sample, page, errors=errors)
        for key in (sample.layout, "all"):
            for name, value in vars(counts).items():
                setattr(totals[key], name, getattr(totals[key], name) + value)
    print(f"{'layout':20}{'pages':>6}{'P':>9}{'R':>9}{'F1':>9}{'intr':>6}")
    for key in sorted(totals):
        print(f"{key:20}{totals[key].row()}")
    print(f"{1000 * seconds / totals['all'].pages:.1f} ms a page")


def predict(folder: Path, target: Path) -> None:
    """Write the pairs that `align_page` makes, as the score.py of the data wants them."""
    with target.open("w", encoding="utf-8") as out:
        for sample in samples(folder):
            pairs = [[pair.source_text, pair.target_text] for pair in aligner.align_page(sample.page)]
            out.write(json.dumps({"id": sample.name, "pairs": pairs}, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-words", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--predict", type=Path, metavar="PRED.jsonl")
    options = parser.parse_args()
    if options.predict:
        predict(options.folder, options.predict)
    else:
        measure(options.folder, words=not options.without_words, errors=options.errors)


if __name__ == "__main__":
    main()
