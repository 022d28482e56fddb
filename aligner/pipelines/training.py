"""Selects training pairs: the pairs of an aligned document that are kept, and their rows.

Filters are steps in a fixed order, and a pair counts for the first step that drops it. So the counts of all
steps and of the
kept pairs add up to the number of pairs. The steps:

    confidence   the pair is less likely to be right than `least_confidence`
    one_sided    a side is empty
    findings     a mismatch of the pair, or one of the document that names a sentence of it or no sentence at
                 all, is at least as grave as `drop`
    length       a side is more than `most_length_ratio` times as long as expected from the other one
    exact, near  the pair repeats an earlier one, see `aligner.pipelines.repeats`

All but the last look at one document alone. `aligner corpus --pairs`, `training_table` of
`aligner.pipelines.arrow` and `training_pairs` of `aligner.pipelines.spark` use them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from aligner.model.errors import SettingsError
from aligner.model.mismatch import SEVERITIES, Severity, worst_severity
from aligner.pairs import pair_of

if TYPE_CHECKING:
    from aligner.model.alignment import Alignment

Dedup = Literal["exact", "near"]

# The steps that look at one document, with their names in a table of losses.
STEPS = {
    "confidence": "as their confidence is lower",
    "one_sided": "as one side is empty",
    "findings": "with a finding that is grave enough",
    "length": "with a side that is too long for the other",
}
# The steps that look at all documents.
REPEATS = {
    "exact": "that repeat an earlier pair",
    "near": "that are nearly an earlier pair",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Which pairs are good enough for training. Each filter is off unless it is given.

    Attributes:
        least_confidence: Least probability that the pairing is right, 0 to 1.
        drop: Pairs with a mismatch of at least this severity are left out.
        most_length_ratio: How many times as long as expected a side may be, at least 1. The expected length
            is that of the ladder (`aligner.pairs.length`).
        dedup: `exact` leaves out pairs whose two sides equal those of an earlier pair; `near` also leaves out
            pairs that are similar to an earlier pair.

    Raises:
        SettingsError: A value is out of range.
    """

    least_confidence: float = 0.0
    drop: Severity | None = None
    most_length_ratio: float | None = None
    dedup: Dedup | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.least_confidence <= 1:
            raise SettingsError(f"least_confidence={self.least_confidence!r} is no probability, 0 to 1")
        for name, value, known in (("drop", self.drop, SEVERITIES), ("dedup", self.dedup, get_args(Dedup))):
            if value is not None and value not in known:
                raise SettingsError(f"{name}={value!r} is none of {', '.join(map(repr, known))}")
        if self.most_length_ratio is not None and not self.most_length_ratio >= 1:
            raise SettingsError(f"most_length_ratio={self.most_length_ratio!r}: at least 1 was expected")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair with the values that the filters use.

    Attributes:
        first, second: The texts in the order of the language pair, whichever was translated.
        number: Number of the pair in its document, from 1.
        confidence: Probability that the pairing is right.
        kinds: Kinds of its own mismatches, separated by blanks.
        severity: The gravest severity of the mismatches that concern it; empty if there are none.
        languages: Codes of the languages of `first` and `second`.
        sentences: Numbers of the sentences of `first` and of `second`, from 0.
    """

    first: str
    second: str
    number: int
    confidence: float
    kinds: str
    severity: str
    languages: tuple[str, str]
    sentences: tuple[range, range]


def candidates(alignment: Alignment) -> Iterator[Candidate]:
    """Yield the pairs of a document, in order."""
    languages = pair_of(alignment.source_language, alignment.target_language)
    turned = alignment.source_language == languages.second.code
    codes = languages.first.code, languages.second.code
    whole, of_sentences = graver_elsewhere(
        (m.severity, m.source_sentences, m.target_sentences) for m in alignment.document_mismatches
    )
    for number, pair in enumerate(alignment, 1):
        texts, numbers = (pair.source_text, pair.target_text), (pair.bead.source, pair.bead.target)
        others = (of_sentences.get((side, sentence), "") for side in (0, 1) for sentence in numbers[side])
        yield Candidate(
            *(texts[::-1] if turned else texts),
            number,
            pair.confidence,
            " ".join(dict.fromkeys(mismatch.kind for mismatch in pair.mismatches)),
            graver(worst_severity(pair.mismatches) or "", whole, *others),
            codes,
            numbers[::-1] if turned else numbers,
        )


def graver_elsewhere(
    mismatches: Iterable[tuple[str, Iterable[int], Iterable[int]]],
) -> tuple[str, dict[tuple[int, int], str]]:
    """Find the gravest severity of the mismatches about all pairs, and of those about each sentence.

    Args:
        mismatches: Severity, source sentences and target sentences of each.

    Returns:
        The gravest severity of mismatches that name no sentence, empty if there are none; and the gravest
        severity by side (0 is the source) and sentence.
    """
    whole, of_sentences = "", dict[tuple[int, int], str]()
    for severity, *sides in mismatches:
        places = [(side, number) for side, numbers in enumerate(sides) for number in numbers]
        for place in places:
            of_sentences[place] = graver(of_sentences.get(place, ""), severity)
        if not places:
            whole = graver(whole, severity)
    return whole, of_sentences


def graver(*severities: str) -> str:
    """Return the gravest of some severities; empty ones do not count."""
    order: tuple[str, ...] = ("", *SEVERITIES)
    return max(severities, key=order.index)


def kept(pairs: Iterable[Candidate], filters: Filters) -> tuple[list[Candidate], Counter[str]]:
    """Return the pairs that the steps for one document keep, and how many pairs each step drops."""
    lost: Counter[str] = Counter()
    left = []
    for pair in pairs:
        if step := _step_against(pair, filters):
            lost[step] += 1
        else:
            left.append(pair)
    return left, lost


def _step_against(pair: Candidate, filters: Filters) -> str:
    """Return the first step that drops a pair; empty if none does."""
    order: tuple[str, ...] = ("", *SEVERITIES)
    if pair.confidence < filters.least_confidence:
        return "confidence"
    if not (pair.first.strip() and pair.second.strip()):
        return "one_sided"
    if filters.drop and order.index(pair.severity) >= order.index(filters.drop):
        return "findings"
    if filters.most_length_ratio and length_ratio(pair) > filters.most_length_ratio:
        return "length"
    return ""


def length_ratio(pair: Candidate) -> float:
    """Return how many times as long the longer side is as expected from the shorter one; at least 1.

    Examples:
        >>> pair = Candidate("비가 왔다.", "It rained.", 1, 1.0, "", "", ("ko", "en"), (range(1), range(1)))
        >>> round(length_ratio(pair), 1)
        1.1
    """
    length = pair_of(*pair.languages).length
    first, second = length.first(pair.first), length.second(pair.second)
    return max(first / second, second / first)
