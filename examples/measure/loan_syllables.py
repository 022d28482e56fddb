"""Count which syllables transliterated names have, and which Korean words have; write the table of both.

    python examples/measure/loan_syllables.py                                # how well words are told apart
    python examples/measure/loan_syllables.py --write aligner/pairs/ko_en/tables/loan_syllables.tsv

Transliterated are the names of `lexicon_names.tsv`, the places outside Korea (CLDR, `places.tsv`) that sound
like their English name, and words of the lexicon that sound like each of their translations. Korean are the
other words of the lexicon. No text is read.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.halves import known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import ALIKE, resemblance
from aligner.pairs.ko_en.transliterated import LEAST_NATS, LEAST_OF_SHORT
from aligner.tables import read_table

ABROAD = frozenset({"state", "world_city"})  # kinds of `places.tsv` that are not Korean
SURE = 0.85  # resemblance to every translation, of a loanword of the lexicon
LEAST_SYLLABLES = 3  # of such a loanword, since short words resemble something by chance
ADDED = 0.5  # to each count, as Jeffreys' prior has it
FOLDS = 5
LEAST_SHOWN = 0.05  # nats; syllables nearer to 0 are left out of the table
HEAD = """\
# How much more a syllable speaks for a transliterated name than for a Korean word, in nats.
# Source: names and words of our own tables, counted by `examples/measure/loan_syllables.py`.
# Licence: that of the project.
# nats: logarithm of the share of the syllable among those of transliterations, less that among Korean words.
syllable	nats	note
"""


def words() -> tuple[list[str], list[str]]:
    """Return transliterations and Korean words of two syllables or more, each sorted."""
    korean_places = {row["hangul"] for _, row in read_table("ko_en/places.tsv") if row["kind"] not in ABROAD}
    loans = set(known_names())
    for hangul, names in gazetteer().english.items():
        if any(resemblance(hangul, name) >= ALIKE for name in names):
            loans.add(hangul)
    korean = set()
    for stem, meanings in news_lexicon().translations.items():
        alike = [resemblance(stem, meaning) for meaning in meanings]
        if len(stem) >= LEAST_SYLLABLES and min(alike) >= SURE:
            loans.add(stem)
        elif max(alike) < ALIKE:
            korean.add(stem)
    loans -= korean_places
    return sorted(word for word in loans if len(word) > 1), sorted(
        word for word in korean - loans if len(word) > 1
    )


def nats(loans: Iterable[str], korean: Iterable[str]) -> dict[str, float]:
    """Return the log ratio of the shares of each syllable; both are smoothed."""
    ours, theirs = Counter("".join(loans)), Counter("".join(korean))
    known = sorted(ours | theirs)
    both = [sum(counts.values()) + ADDED * len(known) for counts in (ours, theirs)]
    return {
        syllable: math.log((ours[syllable] + ADDED) / both[0])
        - math.log((theirs[syllable] + ADDED) / both[1])
        for syllable in known
    }


def print_shares(loans: list[str], korean: list[str]) -> None:
    """Print the shares of words that count as transliterated, each scored without its own fold."""
    for group in (loans, korean):
        Random(0).shuffle(group)
    scored: list[tuple[bool, str, float]] = []
    for fold in range(FOLDS):
        of = nats(*([word for n, word in enumerate(group) if n % FOLDS != fold] for group in (loans, korean)))
        for is_loan, group in ((True, loans), (False, korean)):
            scored += [(is_loan, word, sum(of.get(one, 0.0) for one in word)) for word in group[fold::FOLDS]]
    print(f"{'syllables':>9}{'least':>7}{'transliterated':>16}{'Korean':>9}")
    lengths: tuple[tuple[str, Callable[[int], bool], float], ...] = (
        ("2", lambda size: size == 2, LEAST_OF_SHORT),
        ("3", lambda size: size == 3, LEAST_NATS),
        ("4", lambda size: size == 4, LEAST_NATS),
        ("5 up", lambda size: size > 4, LEAST_NATS),
    )
    for name, is_so, least in lengths:
        found = []
        for kind in (True, False):
            values = [value for is_loan, word, value in scored if is_loan is kind and is_so(len(word))]
            found.append(sum(value >= least for value in values) / len(values))
        print(f"{name:>9}{least:>7}{found[0]:>16.1%}{found[1]:>9.1%}")


def main() -> None:
    """Print how well words are told apart, or write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    loans, korean = words()
    if not arguments.write:
        print_shares(loans, korean)
        return
    rows = (
        f"{syllable}\t{value:.1f}\n"
        for syllable, value in nats(loans, korean).items()
        if abs(value) >= LEAST_SHOWN
    )
    arguments.write.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
