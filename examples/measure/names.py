"""How well names are told apart by sound, and what each check of names finds and reports in vain.

    python examples/measure/names.py trusted.page.jsonl                       # resemblance of names
    python examples/measure/names.py trusted.page.jsonl --checks flags-dev --articles examples/articles

The first file holds aligned documents as JSON lines (`ko`, `en`, `gold` beads); its beads of one sentence
each are taken as clean pairs. flags-dev holds seeded_pairs as `examples/measure/mismatches.py` reads them;
of the articles those without mismatches are taken, and names in them exchanged by `aligner.stress`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import aligner
from aligner.model.article import Side
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.pairs import pair_of
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.changed_names import CHANGED_NAMES
from aligner.pairs.ko_en.gazetteer import explains
from aligner.pairs.ko_en.likeness import resemblance
from aligner.pairs.ko_en.strangers import UNCOUNTED_WORD, is_translated, unknown_names
from aligner.pairs.names import NamedTexts
from aligner.tables import read_table

PAIR = pair_of("ko", "en")
RULES = {hinted.rule.__name__: hinted.rule for hinted in CHANGED_NAMES.rules}
LONGEST = 7  # syllables of a name at the beginning of a word
Pair = tuple[str, str]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.open(encoding="utf-8"):
        yield json.loads(line)


def clean_pairs(path: Path) -> list[Pair]:
    """Beads of one sentence on either side, each once."""
    pairs: dict[Pair, None] = {}
    for document in lines(path):
        for source, target in document["gold"]:
            if len(source) == len(target) == 1:
                pairs[document["ko"][source[0]], document["en"][target[0]]] = None
    return list(pairs)


def heard(name: str, korean: str) -> float:
    """The greatest resemblance of a name and the beginning of a Hangul word."""
    forms = (word[:size] for word in UNCOUNTED_WORD.findall(korean) for size in range(1, LONGEST + 1))
    return max((resemblance(form, name) for form in forms), default=0.0)


def print_resemblance(pairs: list[Pair]) -> None:
    """Of names in their own pair how many are missed, of names in another pair how many are heard."""
    own = [
        (name.form, korean)
        for korean, english in pairs
        for name in unknown_names(english)
        if not explains(korean, name.form) and not is_translated(name.form, Said(korean, "ko", PAIR.cover))
    ]
    random = Random(0)
    strange = [(random.choice(own)[0], random.choice(pairs)[0]) for _ in own]
    here, there = ([heard(*one) for one in ones] for ones in (own, strange))
    places = [
        max(resemblance(row["hangul"], name.title()) for name in row["english"].split("|"))
        for _, row in read_table("ko_en/places.tsv")
        if row["kind"] in ("city", "county", "district", "town")
    ]
    print(f"{len(own)} names of their own pair and as many of another, {len(places)} places of Korea")
    print(f"{'resemblance':>12}{'own missed':>12}{'other heard':>13}{'places below':>14}")
    for least in (0.50, 0.55, 0.60, 0.64, 0.70, 0.75, 0.80):
        missed = sum(value < least for value in here) / len(here)
        chance = sum(value >= least for value in there) / len(there)
        below = sum(value < least for value in places) / len(places)
        print(f"{least:>12.2f}{missed:>12.1%}{chance:>13.1%}{below:>14.1%}")


def side(text: str, language: LanguageCode) -> Side:
    return Side(language, (Sentence(text, Span(0, len(text))),), ((),))


def reporting(pairs: Iterable[Pair]) -> Counter[str]:
    """How many pairs each check reports; `any` of them."""
    counts: Counter[str] = Counter()
    for korean, english in pairs:
        texts = NamedTexts(Said(korean, "ko", PAIR.cover), Said(english, "en", PAIR.cover), PAIR)
        found = [name for name, rule in RULES.items() if any(rule(texts))]
        counts.update([*found, *(["any"] if found else []), "pairs"])
    return counts


def exchanged(folder: Path, seeds: int = 3) -> Iterator[Pair]:
    """Pairs of the clean articles with one name exchanged."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        pairs = [(pair["source"], pair["target"]) for pair in gold["pairs"]]
        for seed in range(0 if gold["mismatches"] else seeds):
            for error in aligner.stress([pair for pair in pairs if all(pair)], seed, kinds=["name"]):
                yield error.source[0], error.target[0]


def print_checks(pairs: list[Pair], data: Path, articles: Path | None) -> None:
    seeded = [
        (row["ko"][0], row["en"][0])
        for row in lines(data / "seeded_pairs.jsonl")
        if row["gold"][0]["type"] == "name_changed"
    ]
    columns = {"clean": reporting(pairs), "seeded": reporting(seeded)}
    if articles:
        columns["stress"] = reporting(exchanged(articles))
    print(f"{'':<24}" + "".join(f"{name:>8}" for name in columns))
    for check in (*RULES, "any", "pairs"):
        print(f"{check:<24}" + "".join(f"{counts[check]:>8}" for counts in columns.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--checks", type=Path)
    parser.add_argument("--articles", type=Path)
    arguments = parser.parse_args()
    pairs = clean_pairs(arguments.pairs)
    print_resemblance(pairs)
    if arguments.checks:
        print_checks(pairs, arguments.checks, arguments.articles)


if __name__ == "__main__":
    main()
