"""How much of a text the news lexicon covers, how often it finds the translation, and how often it errs.

    python examples/measure/lexicon.py DOCS.jsonl...                    coverage, recall, precision
    python examples/measure/lexicon.py DOCS.jsonl... --rows 40          the rows that link strangers most
    python examples/measure/lexicon.py DOCS.jsonl... --missed 40        covered words that found no partner
    python examples/measure/lexicon.py DOCS.jsonl... --uncovered 40     words no row covers
    python examples/measure/lexicon.py DOCS.jsonl... --learn            worth of a pass with learnt rows

DOCS as for `alignment.py`. Only gold beads with two sides count, and words outside quantities.

coverage    Hangul words that hold a stem of the lexicon, and those it explains in full; English content words
            (three letters and more, no function words) whose stem is in the lexicon.
recall      Of the covered words of a bead those with a partner on its other side.
strangers   The same share when the other side is that of another bead of the document: what chance gives.
precision   Of the links of a bead the share that a stranger would not have had: 1 - expected / found.

A row is judged by `log((true + 1/2) / (expected + 1/2))`: how often its two words meet in a bead, against
how often they would if the English sides of a document were shuffled. Each side of a bead is a set of stems.
`--half 1` or `2` shows only every other document, so that what was learnt on one is checked on the other.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import aligner
from aligner.languages.en.stems import ENGLISH_WORD, english_stem, function_words
from aligner.languages.ko.stems import HANGUL_WORD, without_particle
from aligner.model.lexicon import Lexicon
from aligner.model.text import LanguageCode
from aligner.pairs.ko_en.lexicon import news_lexicon

SHORTEST_WORD = 3  # letters of an English content word
# A row is shown only if its words stood across from each other this often, in true pairs or not.
LEAST_OBSERVATIONS = 20


@dataclass(frozen=True)
class Pair:
    """The two sides of a gold bead."""

    korean: str
    english: str

    @cached_property
    def hangul(self) -> list[str]:
        return words_of(HANGUL_WORD, self.korean, "ko")

    @cached_property
    def stems(self) -> frozenset[str]:
        """Korean stems of the lexicon."""
        lexicon = news_lexicon()
        return frozenset(word[left:right] for word in self.hangul for left, right in lexicon.stems(word))

    @cached_property
    def content(self) -> list[str]:
        """English content words."""
        words = (word.lower() for word in words_of(ENGLISH_WORD, self.english, "en"))
        return [word for word in words if len(word) >= SHORTEST_WORD and word not in function_words()]

    @cached_property
    def covered(self) -> frozenset[str]:
        """English stems that the lexicon has."""
        return frozenset(map(english_stem, self.content)) & news_lexicon().covered

    @cached_property
    def translations(self) -> frozenset[str]:
        """English stems that the Korean side is translated by."""
        return frozenset().union(*(news_lexicon().translations[stem] for stem in self.stems))


def words_of(word: re.Pattern[str], text: str, language: LanguageCode) -> list[str]:
    """Words outside quantities, as the aligner takes them."""
    quantities = aligner.read_quantities(text, language)
    inside = {place for quantity in quantities for place in range(*quantity.span)}
    return [match[0] for match in word.finditer(text) if match.start() not in inside]


def read(path: Path, half: int) -> list[list[Pair]]:
    """The pairs of every document, or of every other one."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [list(pairs_of(row)) for row in (rows[half - 1 :: 2] if half else rows)]


def pairs_of(row: dict[str, Any]) -> Iterator[Pair]:
    for source, target in row["gold"]:
        if source and target:
            yield Pair(
                " ".join(row["ko"][number] for number in source),
                " ".join(row["en"][number] for number in target),
            )


def share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def coverage(pairs: Iterable[Pair]) -> dict[str, float]:
    lexicon = news_lexicon()
    count: Counter[str] = Counter()
    for pair in pairs:
        count["korean"] += len(pair.hangul)
        count["with a stem"] += sum(bool(lexicon.stems(word)) for word in pair.hangul)
        count["explained"] += sum(lexicon.explains(word) for word in pair.hangul)
        count["english"] += len(pair.content)
        count["covered"] += sum(english_stem(word) in lexicon.covered for word in pair.content)
    return {
        "coverage of Korean words": share(count["with a stem"], count["korean"]),
        "explained in full": share(count["explained"], count["korean"]),
        "coverage of English content words": share(count["covered"], count["english"]),
    }


def matched(left: Pair, right: Pair) -> tuple[int, int]:
    """Korean stems of one pair and English stems of another that have a partner across."""
    translations = news_lexicon().translations
    korean = sum(not translations[stem].isdisjoint(right.covered) for stem in left.stems)
    return korean, len(right.covered & left.translations)


def partners(documents: Iterable[list[Pair]]) -> dict[str, float]:
    """Recall in true pairs, the same between strangers, and what of it is no chance."""
    found, chance, words = [0.0, 0.0], [0.0, 0.0], [0, 0]
    for pairs in documents:
        for number, pair in enumerate(pairs):
            words[0] += len(pair.stems)
            words[1] += len(pair.covered)
            others = [other for place, other in enumerate(pairs) if place != number]
            for side, count in enumerate(matched(pair, pair)):
                found[side] += count
            for other in others:
                chance[0] += matched(pair, other)[0] / len(others)
                chance[1] += matched(other, pair)[1] / len(others)
    told = {}
    for side, name in enumerate(("Korean", "English")):
        told[f"recall of covered {name} words"] = share(found[side], words[side])
        told[f"strangers, {name}"] = share(chance[side], words[side])
        told[f"precision, {name}"] = 1 - share(chance[side], found[side])
    return told


@dataclass(frozen=True)
class Row:
    """A stem and one of its translations, as they met in the documents."""

    stem: str
    english: str
    true: float
    expected: float
    observed: int

    @property
    def log_ratio(self) -> float:
        return math.log((self.true + 0.5) / (self.expected + 0.5))


def judged_rows(documents: Iterable[list[Pair]], lexicon: Lexicon) -> list[Row]:
    """All rows seen, the worst first."""
    true: Counter[tuple[str, str]] = Counter()
    expected: defaultdict[tuple[str, str], float] = defaultdict(float)
    observed: Counter[tuple[str, str]] = Counter()
    for pairs in documents:
        of_stem = Counter(stem for pair in pairs for stem in pair.stems)
        of_english = Counter(stem for pair in pairs for stem in pair.covered)
        met = Counter(
            (stem, english)
            for pair in pairs
            for stem in pair.stems
            for english in lexicon.translations[stem] & pair.covered
        )
        for stem, times in of_stem.items():
            for english in lexicon.translations[stem] & of_english.keys():
                together = times * of_english[english]
                true[stem, english] += met[stem, english]
                expected[stem, english] += together / len(pairs)
                observed[stem, english] += together
    rows = [Row(*row, true[row], expected[row], observed[row]) for row in observed]
    return sorted(rows, key=lambda row: (row.log_ratio, row.stem, row.english))


def missed(pairs: Iterable[Pair]) -> tuple[Counter[str], Counter[str]]:
    """Covered words without a partner, of both sides."""
    translations = news_lexicon().translations
    korean: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for pair in pairs:
        korean.update(stem for stem in pair.stems if translations[stem].isdisjoint(pair.covered))
        english.update(pair.covered - pair.translations)
    return korean, english


def uncovered(pairs: Iterable[Pair]) -> tuple[Counter[str], Counter[str]]:
    """Words that no row covers, of both sides."""
    lexicon = news_lexicon()
    korean: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for pair in pairs:
        korean.update(without_particle(word) for word in pair.hangul if not lexicon.stems(word))
        english.update(word for word in pair.content if english_stem(word) not in lexicon.covered)
    return korean, english


def second_pass(path: Path) -> str:
    """Strict F1 before and after learning from the documents themselves, gold unseen."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    silent = aligner.Settings(ignore=frozenset(aligner.KINDS))
    first = [aligner.align(row["ko"], row["en"], silent) for row in rows]
    learnt = aligner.learn_lexicon(first)
    second = [aligner.align(row["ko"], row["en"], silent, lexicon=learnt) for row in rows]
    before, after = (strict_f1(rows, alignments) for alignments in (first, second))
    return f"{len(learnt.translations)} stems learnt, strict F1 {before:.4f} -> {after:.4f}"


def strict_f1(rows: list[dict[str, Any]], alignments: list[aligner.Alignment]) -> float:
    gold, found, source, target = [], [], 0, 0
    for row, alignment in zip(rows, alignments, strict=True):
        gold += [aligner.Bead(span(left), span(right)).shifted(source, target) for left, right in row["gold"]]
        found += [pair.bead.shifted(source, target) for pair in alignment]
        source, target = source + len(row["ko"]), target + len(row["en"])
    return aligner.evaluate(gold, found).strict.f1


def span(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def listed(counts: Counter[str], most: int) -> str:
    return "  ".join(f"{word} {count}" for word, count in counts.most_common(most))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--half", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--missed", type=int, default=0)
    parser.add_argument("--uncovered", type=int, default=0)
    parser.add_argument("--learn", action="store_true")
    options = parser.parse_args()
    lexicon = news_lexicon()
    print(f"{len(lexicon.translations)} Korean stems, {len(lexicon.covered)} English stems")
    for path in options.documents:
        documents = read(path, options.half)
        pairs = [pair for document in documents for pair in document]
        print(f"{path.stem}: {len(pairs)} pairs")
        for name, value in (coverage(pairs) | partners(documents)).items():
            print(f"  {name:36}{value:.3f}")
        for title, counts, most in (
            ("without partner", missed, options.missed),
            ("not covered", uncovered, options.uncovered),
        ):
            for side, words in zip(("Korean", "English"), counts(pairs) if most else (), strict=False):
                print(f"  {side} {title}: {listed(words, most)}")
        rows = [row for row in judged_rows(documents, lexicon) if row.observed >= LEAST_OBSERVATIONS]
        for row in rows[: options.rows]:
            met = f"{row.true:.0f} met, {row.expected:.1f} expected, {row.observed} observed"
            print(f"  {row.log_ratio:6.2f}  {row.stem} {row.english}: {met}")
        if options.learn:
            print(f"  {second_pass(path)}")


if __name__ == "__main__":
    main()
