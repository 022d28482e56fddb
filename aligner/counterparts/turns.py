"""Learn from the sure pairs of a page in which order its languages alternate.

A lesson that puts each sentence above its translation does so to its end. Two neighbours in this order
therefore belong together even if they share no word, and a line outside the order is a comment.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.model.text import LanguageCode, Role
from aligner.page.candidates import Candidate

# The order is known if at least FEWEST_TURNS pairs are neighbours, if these are at least the share MOST_TURNS
# of all pairs, and if the share MOST_IN_ORDER of them begins with one language.
FEWEST_TURNS = 3
MOST_TURNS = 0.6
MOST_IN_ORDER = 0.8
# Two neighbours in this order belong together if their lengths differ by less (natural logarithm).
FAR = 0.9


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of the ladder for the candidates of a page that are taken as text.

    Attributes:
        paired: For each candidate, the share of its text that is in pairs, 0 to 1.
        confidence: For each candidate, the highest confidence of its pairs.
        partners: Pairs of candidates that share a bead, the lower number first.
        linked: The partners that share a word, a name or a number.
    """

    paired: tuple[float, ...]
    confidence: tuple[float, ...]
    partners: frozenset[tuple[int, int]]
    linked: frozenset[tuple[int, int]]


def kept_of(roles: Sequence[Role]) -> list[int]:
    """Return the numbers of the candidates that are no asides, in order."""
    return [number for number, role in enumerate(roles) if role != "aside"]


def apart(first: float, second: float) -> float:
    """Return the difference of two lengths, in nats."""
    return abs(math.log((first + 1) / (second + 1)))


@dataclass(frozen=True, slots=True)
class Turns:
    """The order in which the languages of a page alternate.

    Attributes:
        leading: The language that comes first in a pair.
        together: Whether there is a blank line before each pair and none inside it.
    """

    leading: LanguageCode
    together: bool

    def meet(self, candidates: Sequence[Candidate], one: int, other: int) -> bool:
        """Whether two neighbouring candidates follow the order: the leading language, then the other one."""
        first, second = candidates[one], candidates[other]
        return first.language == self.leading != second.language and not (self.together and second.apart)

    def couples(
        self, candidates: Sequence[Candidate], roles: Sequence[Role], trial: Trial
    ) -> list[tuple[int, int]]:
        """Return the neighbours that follow the order, have similar lengths and have no partners yet."""
        kept = kept_of(roles)
        met = {pair for pair in pairwise(kept) if self.meet(candidates, *pair)}
        taken = {number for pair in met & trial.partners for number in pair}
        return [
            pair
            for pair in sorted(met - trial.partners)
            if not taken.intersection(pair)
            and apart(candidates[pair[0]].mass, candidates[pair[1]].mass) < FAR
        ]

    def out_of_turn(self, candidates: Sequence[Candidate], roles: Sequence[Role], trial: Trial) -> set[int]:
        """Return lines that are paired with no word in common, against the order, and have no full stop.

        These are pairs before or after all pairs in order, and pairs before the first of these of which only
        one line holds a digit.
        """
        met = {pair for pair in pairwise(kept_of(roles)) if self.meet(candidates, *pair)} & trial.partners
        first, last = min(met, default=(0, 0))[0], max(met, default=(0, 0))[1]
        return {
            number
            for pair in trial.partners - trial.linked - met
            if pair[1] < first or pair[0] > last
            for number in pair
            if not candidates[number].final
        } | {
            number
            for pair in trial.partners - trial.linked
            if pair[0] <= first and candidates[pair[0]].numbered != candidates[pair[1]].numbered
            for number in pair
            if not candidates[number].final
        }

    def is_comment(self, candidates: Sequence[Candidate], number: int) -> bool:
        """Whether a candidate of the leading language follows a pair directly, so that it begins no pair."""
        return self.together and not candidates[number].apart


def find_turns(candidates: Sequence[Candidate], roles: Sequence[Role], trial: Trial) -> Turns | None:
    """Return the order of a page; None unless most of its sure pairs are neighbours in one order."""
    neighbours = [pair for pair in pairwise(kept_of(roles)) if pair in trial.partners]
    if len(neighbours) < FEWEST_TURNS or len(neighbours) < MOST_TURNS * len(trial.partners):
        return None
    orders = Counter(candidates[upper].language for upper, _ in neighbours)
    leading, count = orders.most_common(1)[0]
    if count < MOST_IN_ORDER * len(neighbours):
        return None
    in_order = [(upper, lower) for upper, lower in neighbours if candidates[upper].language == leading]
    grouped = sum(candidates[upper].apart and not candidates[lower].apart for upper, lower in in_order)
    return Turns(leading, grouped >= MOST_IN_ORDER * (len(in_order) - 1))
