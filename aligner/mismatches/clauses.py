"""Part of a sentence that the translation dropped or added: too short or too long, and words missing too.

Length alone flags four of 100 correct news pairs to find four of five dropped clauses. What tells a
terse translation from a shortened one is whether the words that the longer side holds are in the
shorter one. Two logistic curves over the log ratio of the lengths (`ko_en.length`) and the share of
covered words that are found; both are fitted on trusted development news (859 pairs) against the same
pairs with the end of the English, or the beginning of the Korean, cut off at a clause border.

Clauses too short for that are found by their numbers: where a number is missing and so are the words of the
clause around it, it is the clause that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from aligner.mismatches.cover import GLOSS, english_cover, korean_cover, marked_words, missing_stretch
from aligner.mismatches.finding import Finding, Passage, korean_and_english, quoted
from aligner.mismatches.quantities import compared
from aligner.mismatches.swallowed import swallowed_by_bead
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.text import Language, Span
from aligner.pairs.ko_en.length import LENGTH, english_length, korean_length
from aligner.quantities.compare import Comparison


class Curve(NamedTuple):
    """Log-odds that a part is missing, from log ratio and cover; reported from `least` on."""

    intercept: float
    per_ratio: float
    per_cover: float
    least: float

    def score(self, ratio: float, cover: float) -> float:
        return self.intercept + self.per_ratio * ratio + self.per_cover * cover


# At these thresholds 1.9 and 1.0 of 100 trusted pairs are reported; read by eye, 20 of the 25 do hold more on
# one side than on the other. Of pairs with more than three tenths cut off 68 and 71 of 100 are found.
ENGLISH_SHORT = Curve(0.0, -10.4, -6.2, 3.0)
KOREAN_SHORT = Curve(-0.1, 6.9, -6.3, 1.2)
# Korean says `11년 만에` where English needs "for the first time in 11 years": a number that both sides have
# accounts for as many words (fitted with the curve; false alarms on our own pairs fall from 13 to 2 of 1000).
PER_SHARED_NUMBER = 2
# Characters of English that must be missing: short sentences vary most (`네.`, `Yes, that is right.`).
LEAST_MISSING = 40
LEAST_CLAUSE = 15  # likewise, for a clause that is missing with its number
FEW_BEADS = 5  # up to here a document does not tell how terse its translator is
# A number that only the long side has speaks for a missing part: one correct pair in thirty has such a
# number, one cut pair in four (same data); their log ratio, at most twice.
PER_NUMBER, MOST_NUMBERS = 2.0, 2
# The share of found words before any is looked up, and how many words that belief is worth: mean of the
# same pairs, and the Laplace-like prior that was used in the fit.
USUAL_COVER, PRIOR_WORDS = 0.6, 2
# Where a sentence can be divided.
BORDER: dict[Language, re.Pattern[str]] = {
    "ko": re.compile(r"(?:(?<=[고며서])|(?<=지만)|(?<=는데)|(?<=으나)|(?<=[이하]자)),? |[,…;] "),
    "en": re.compile(r"[,;:] (?:and |but |while )?| (?:and|but|while|which|so that) "),
}
# For a clause to be missing along with its number: least known words in it, most that may be found, and
# how much of its length must be missing from the sentence. So many numbers of a sentence are looked at.
CLAUSE_WORDS, CLAUSE_FOUND, CLAUSE_LENGTH = 3, 0.25, 0.5
CLAUSES = 5


def shortened_translation(bead: Bead, article: Article, shift: float = 0.0) -> Iterator[Finding]:
    """Part of the sentence on one side only: `clause_dropped` if the source has it, else `clause_added`.

    Right: `그는 맡은 일에 끝까지 최선을 다하겠다고 말했다.` / `He will give it his all, he said.`
    Wrong: `시장은 주민과 만나 도로 확장과 주차장 건설을 약속했다.` / `The mayor met residents.`;
    `학교는 문을 닫았고, 교사 40명은 다른 도시로 떠났다.` / `The school closed its doors.`

    Args:
        bead: Judged if both sides hold something.
        article: The sentences.
        shift: How terse this translator is, see `aligner.pairs.length.Length.log_ratio`; 0 if unknown.

    Measured: 37 of 42 found, counting those of which only the number is told; 46 of 52 reports right, and the
    other six pairs, of news freely translated, do hold more on one side.

    Limits: a clause without numbers of less than a third of the sentence or of some five words is not
    noticed, nor is one whose place is taken by other words.
    """
    if not (bead.source and bead.target) or _is_telegraphic(bead, article):
        return
    korean, english = korean_and_english(bead, article)
    expected, real = _lengths(korean, english)
    short, long = (english, korean) if real < expected * exp(shift) else (korean, english)
    dropped = long.side is article.source
    found = _missing_part(korean, english, log(real / expected) - shift, abs(real - expected), dropped)
    if found is None:
        return
    missing, confidence = found
    part, rest = long.place(missing) if missing else long.whole(), short.whole()
    other = "translation" if dropped else "source"
    yield Finding(
        "clause_dropped" if dropped else "clause_added",
        f"The {other} {quoted(rest.surface)} says less; nothing there answers {quoted(part.surface)}.",
        part if dropped else rest,
        rest if dropped else part,
        confidence=confidence,
    )


def _missing_part(
    korean: Passage, english: Passage, ratio: float, gap: float, dropped: bool
) -> tuple[Span | None, float] | None:
    """Where the long side holds what the short one lacks, and how sure that is; None if nothing is.

    Args:
        ratio: Log ratio of the real length of the English to the expected one, without the translator's own.
        gap: Characters of English between the two.
        dropped: The source is the long side.
    """
    if gap < LEAST_CLAUSE:
        return None
    long, short = (korean, english) if ratio < 0 else (english, korean)
    curve = ENGLISH_SHORT if ratio < 0 else KOREAN_SHORT
    source, target = (long, short) if dropped else (short, long)
    numbers = compared(source, target)
    lone = [
        (difference.source or difference.target)[0].span
        for difference in numbers.differing
        if difference.kind == ("number_missing" if dropped else "number_added")
        and difference.severity != "info"
    ]
    of_numbers = PER_NUMBER * min(MOST_NUMBERS, len(lone))
    # Even with no word found the curve stays below its threshold: spares the look-up for most beads.
    if curve.score(ratio, 0.0) + of_numbers < curve.least:
        return None
    score = curve.score(ratio, _cover(korean.text, english.text, numbers, ratio < 0))
    if score < curve.least:
        score += of_numbers
    if score >= curve.least and gap >= LEAST_MISSING:
        return missing_stretch(long.text, short.text, long.language), round(1 / (1 + exp(-score)), 3)
    clauses = (_missing_clause(long, short, number, gap) for number in lone[:CLAUSES])
    clause = next(filter(None, clauses), None)
    return (clause, 0.8) if clause else None


def _lengths(korean: Passage, english: Passage) -> tuple[float, float]:
    """Expected and real length of the English; a gloss says nothing that the English must repeat."""
    return korean_length(GLOSS.sub("", korean.text)), english_length(english.text)


def _cover(korean: str, english: str, numbers: Comparison, english_is_short: bool) -> float:
    """Share of the known words of the longer side that the other one has."""
    found, words = (korean_cover if english_is_short else english_cover)(korean, english)
    shared = 0 if english_is_short else PER_SHARED_NUMBER * len(numbers.equal)
    return (found + shared + USUAL_COVER * PRIOR_WORDS) / (words + shared + PRIOR_WORDS)


def _missing_clause(long: Passage, short: Passage, number: Span, missing: float) -> Span | None:
    """The clause around a number without counterpart, if its words have none either.

    Args:
        long: The side that the number is of.
        short: The other one.
        number: Where it stands in `long`.
        missing: Characters of English that one side has more.
    """
    borders = [match.end() for match in BORDER[long.language].finditer(long.text)]
    start = max((border for border in borders if border <= number.start), default=0)
    end = min((border for border in borders if border > number.start), default=len(long.text))
    text = long.text[start:end]
    length = korean_length(text) if long.language == "ko" else english_length(text)
    if missing < CLAUSE_LENGTH * length:
        return None
    found = [is_there for _, is_there in marked_words(text, short.text, long.language)]
    if len(found) < CLAUSE_WORDS or sum(found) > CLAUSE_FOUND * len(found):
        return None
    return Span(start, start + len(text.rstrip(" ,;")))


def _is_telegraphic(bead: Bead, article: Article) -> bool:
    """Whether it is a headline or the like, where Korean leaves out what English must say."""
    return any(article.source.sentences[number].role != "body" for number in bead.source)


def shortened_translations(beads: Sequence[Bead], article: Article) -> Iterator[Finding]:
    """The same for a document, whose translator may be terse or wordy throughout.

    How terse is told by the other beads, so that a bead does not excuse itself.
    """
    swallowed = swallowed_by_bead(beads, article)  # that is the whole story of those
    both = [bead for number, bead in enumerate(beads) if all(bead.kind) and number not in swallowed]
    lengths = [_lengths(*korean_and_english(bead, article)) for bead in both]
    all_expected, all_real = (sum(side) for side in zip(*lengths, strict=True)) if lengths else (0.0, 0.0)
    for bead, (expected, real) in zip(both, lengths, strict=True):
        shift = (
            LENGTH.log_ratio([all_expected - expected], [all_real - real]) if len(both) > FEW_BEADS else 0.0
        )
        yield from shortened_translation(bead, article, shift)
