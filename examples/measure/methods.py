"""Alignment beside its peers in one run: strict F1 and sentences a second, on one core.

    python examples/measure/methods.py DOCS.jsonl... [--copies 1 10] [--profile 25]

DOCS as for `alignment.py`. A speed counts the sentences of both sides in a second of processor time, from
lists of sentences. The peers need no model either:

* `nltk Gale-Church`: `nltk.translate.gale_church` (Gale & Church 1993) as it comes, with the ratio of 1;
* `length alone`: the same cost with the document's own ratio of characters and the priors of the paper,
  as the package galechurch computes it, by our search;
* `dictionary and length`: after Varga et al. (2005, hunalign): of two sentences the share of tokens that
  the dictionary or identity links, plus a bonus for close lengths, and a penalty for skipped and merged
  sentences. Its dictionary is our lexicon; hunalign's second pass that learns a dictionary is left out.

With `--copies` the documents are also aligned as one text, that many times in a row: time a sentence
should not grow. `--profile` tells in which functions of ours the time of the first file is spent.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

# One core is one thread: numpy's matrix products would start more, whose waiting counts as processor time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

import aligner
from aligner.ladder.lattice import Lattice, best_ladder
from aligner.languages.en.stems import ENGLISH_WORD, english_stem
from aligner.languages.ko.stems import HANGUL_WORD
from aligner.pairs.ko_en.lexicon import news_lexicon

Row = dict[str, Any]
Beads = list[aligner.Bead]

# Alignment alone: no kind of mismatch is looked for.
ALONE = aligner.Settings(ignore=frozenset(aligner.KINDS))

# Gale & Church (1993): variance of a character, table 5 (each direction gets half).
VARIANCE = 6.8
PRIORS = {(1, 1): 0.89, (1, 2): 0.089 / 2, (2, 1): 0.089 / 2, (2, 2): 0.011}
UNMATCHED = 0.0099 / 2

# Varga et al. (2005): weights as in hunalign's alignment of sentences (similarity of tokens, close lengths,
# skipped sentence, joined sentences).
CLOSE_LENGTHS, SKIPPED, JOINED = 0.3, -0.3, -0.2


def ours(row: Row) -> Beads:
    return [pair.bead for pair in aligner.align(row["ko"], row["en"], ALONE)]


def ours_with_checks(row: Row) -> Beads:
    return [pair.bead for pair in aligner.align(row["ko"], row["en"])]


def nltk_gale_church(row: Row) -> Beads:
    from nltk.translate.gale_church import align_blocks

    links = align_blocks([len(s) for s in row["ko"]], [len(s) for s in row["en"]])
    return joined(links, len(row["ko"]), len(row["en"]))


def joined(links: list[tuple[int, int]], n: int, m: int) -> Beads:
    """Beads of pairs of sentence numbers: pairs that share a sentence are one, the rest is unmatched."""
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    found = [aligner.Bead(range(min(a), max(a) + 1), range(min(b), max(b) + 1)) for a, b in beads]
    left = set(range(n)).difference(*(bead.source for bead in found))
    right = set(range(m)).difference(*(bead.target for bead in found))
    found += [aligner.Bead(range(i, i + 1), range(0)) for i in sorted(left)]
    return found + [aligner.Bead(range(0), range(j, j + 1)) for j in sorted(right)]


def sums(values: np.ndarray, width: int) -> np.ndarray:
    return np.convolve(values, np.ones(width), "valid")


def length_alone(row: Row) -> Beads:
    korean, english = (np.array([len(s) for s in row[side]], dtype=float) for side in ("ko", "en"))
    ratio = english.sum() / max(korean.sum(), 1)
    beads = {}
    for (a, b), prior in PRIORS.items():
        if a <= len(korean) and b <= len(english):
            left, right = sums(korean, a)[:, None] * ratio, sums(english, b)[None, :]
            delta = (right - left) / np.sqrt(np.maximum((left + right) / 2, 1) * VARIANCE)
            beads[a, b] = np.log(prior) + two_tailed(np.abs(delta))
    # An unmatched sentence is as unlikely as a translation of length nothing.
    alone = [
        np.log(UNMATCHED) + two_tailed(np.sqrt(np.maximum(lengths, 1) * 2 / VARIANCE))
        for lengths in (korean * ratio, english)
    ]
    return best_ladder(Lattice(beads, *alone))


def two_tailed(delta: np.ndarray) -> np.ndarray:
    """Logarithm of 2 (1 - Phi(delta)), Phi after Abramowitz & Stegun (1964), 26.2.17, as in the paper."""
    t = 1 / (1 + 0.2316419 * delta)
    series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return np.log(2 * series / np.sqrt(2 * np.pi)) - delta**2 / 2


def dictionary_and_length(row: Row) -> Beads:
    lexicon = news_lexicon()
    korean = [
        [
            lexicon.translations[word[a:b]]
            for word in HANGUL_WORD.findall(text)
            for a, b in lexicon.stems(word)
        ]
        + [{english_stem(word)} for word in ENGLISH_WORD.findall(text)]
        + [{number} for number in digits(text)]
        for text in row["ko"]
    ]
    english = [
        {english_stem(word) for word in ENGLISH_WORD.findall(text)} | set(digits(text)) for text in row["en"]
    ]
    sizes = [np.array([max(len(tokens), 1) for tokens in side], dtype=float) for side in (korean, english)]
    common = np.array(
        [[sum(1 for meant in tokens if meant & there) for there in english] for tokens in korean], dtype=float
    ).reshape(len(korean), len(english))
    lengths = [np.array([len(s) for s in row[side]], dtype=float) for side in ("ko", "en")]
    lengths[0] *= lengths[1].sum() / max(lengths[0].sum(), 1)
    beads = {}
    for a, b in ((1, 1), (1, 2), (2, 1)):
        if a <= len(korean) and b <= len(english):
            shared = sum(
                common[x : len(korean) - a + 1 + x, y : len(english) - b + 1 + y]
                for x in range(a)
                for y in range(b)
            )
            similarity = shared / np.maximum(sums(sizes[0], a)[:, None], sums(sizes[1], b)[None, :])
            left, right = sums(lengths[0], a)[:, None], sums(lengths[1], b)[None, :]
            close = np.minimum(left, right) / np.maximum(np.maximum(left, right), 1)
            beads[a, b] = similarity + CLOSE_LENGTHS * close + (JOINED if a + b > 2 else 0.0)
    return best_ladder(Lattice(beads, *(np.full(len(side), SKIPPED) for side in (korean, english))))


def digits(text: str) -> list[str]:
    return [
        "".join(c for c in word if c.isdigit()) for word in text.split() if any(c.isdigit() for c in word)
    ]


METHODS: dict[str, Callable[[Row], Beads]] = {
    "ours": ours,
    "ours, with all checks": ours_with_checks,
    "nltk Gale-Church": nltk_gale_church,
    "length alone": length_alone,
    "dictionary and length": dictionary_and_length,
}


def strict_f1(rows: list[Row], ladders: list[Beads]) -> float:
    gold, found, source, target = [], [], 0, 0
    for row, ladder in zip(rows, ladders, strict=True):
        told = [aligner.Bead(span(left), span(right)) for left, right in row["gold"]]
        gold += [bead.shifted(source, target) for bead in told]
        found += [bead.shifted(source, target) for bead in ladder]
        source, target = source + len(row["ko"]), target + len(row["en"])
    return aligner.evaluate(gold, found).strict.f1


def span(numbers: list[int]) -> range:
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def measured(rows: list[Row], method: Callable[[Row], Beads]) -> tuple[list[Beads], float]:
    """Ladders, and sentences a second of processor time; tables were read before."""
    method(rows[0])
    start = time.process_time()
    ladders = [method(row) for row in rows]
    seconds = time.process_time() - start
    return ladders, sum(len(row["ko"]) + len(row["en"]) for row in rows) / seconds


def as_one_text(rows: list[Row], copies: int) -> None:
    text = {side: [s for _ in range(copies) for row in rows for s in row[side]] for side in ("ko", "en")}
    _, rate = measured([text], ours)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"ours, {len(text['ko'])} x {len(text['en'])}: {rate:.0f} sentences/s, peak {peak} MB")


def profile(rows: list[Row], lines: int) -> None:
    ours(rows[0])  # tables are read at the first use
    profiler = cProfile.Profile()
    profiler.enable()
    for row in rows:
        ours(row)
    profiler.disable()
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--copies", type=int, nargs="*", default=[])
    parser.add_argument("--profile", type=int, metavar="LINES", help="only the profile")
    options = parser.parse_args()
    files = [[json.loads(line) for line in path.open(encoding="utf-8")] for path in options.documents]
    if options.profile:
        profile(files[0], options.profile)
        return
    print(f"{'strict F1, sentences/s':24}" + "".join(f"{path.stem:>20}" for path in options.documents))
    for name, method in METHODS.items():
        cells = []
        for rows in files:
            ladders, rate = measured(rows, method)
            cells.append(f"{strict_f1(rows, ladders):12.3f}{rate:8.0f}")
        print(f"{name:24}" + "".join(cells), flush=True)
    for copies in options.copies:
        as_one_text(files[0], copies)


if __name__ == "__main__":
    main()
