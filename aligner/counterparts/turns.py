"""How a page takes turns between its languages, learnt from the pairs that are sure.

A lesson that puts each sentence above its translation does so to the end: two neighbours in each other's turn
belong together though no word says so, and a line out of turn is a comment.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.model.text import LanguageCode, Role
from aligner.page.candidates import Candidate

# Turns are known from so many pairs of neighbours, so much of all pairs, so much of them in one order; of two
# in each other's turn one is at most so much longer (natural logarithm).
FEWEST_TURNS = 3
MOST_TURNS = 0.6
MOST_IN_ORDER = 0.8
FAR = 0.9


@dataclass(frozen=True, slots=True)
class Trial:
    """What the ladder says of the candidates when all of them are offered.

    Attributes:
        paired: For each candidate the share of its text in pairs, 0 to 1.
        confidence: For each candidate the highest confidence of its pairs.
        partners: Candidates in one pair.
        linked: Those of them that share a word, a name or a number.
    """

    paired: tuple[float, ...]
    confidence: tuple[float, ...]
    partners: frozenset[tuple[int, int]]
    linked: frozenset[tuple[int, int]]


def kept_of(roles: Sequence[Role]) -> list[int]:
    """Numbers of the candidates that are no asides."""
    return [number for number, role in enumerate(roles) if role != "aside"]


def apart(one: float, other: float) -> float:
    """How far two lengths are from each other, in nats."""
    return abs(math.log((one + 1) / (other + 1)))


@dataclass(frozen=True, slots=True)
class Turns:
    """How a page takes turns, learnt from its sure pairs.

    Attributes:
        leading: The language that comes first in a pair.
        together: Whether no blank line stands inside a pair, but one before it.
    """

    leading: LanguageCode
    together: bool

    def meet(self, candidates: Sequence[Candidate], one: int, other: int) -> bool:
        """Whether two candidates, neighbours among those kept, stand in each other's turn."""
        first, second = candidates[one], candidates[other]
        return first.language == self.leading != second.language and not (self.together and second.apart)

    def couples(
        self, candidates: Sequence[Candidate], roles: Sequence[Role], trial: Trial
    ) -> list[tuple[int, int]]:
        """Neighbours in each other's turn without a better partner: the page says what words do not."""
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
        """Lines without a full stop around the article, paired against its turns, with no word in common."""
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
        """Whether a candidate of the leading language stands behind a pair and not at the head of one."""
        return self.together and not candidates[number].apart


def find_turns(candidates: Sequence[Candidate], roles: Sequence[Role], trial: Trial) -> Turns | None:
    """The turns of a page, if most of its sure pairs are neighbours in one order."""
    neighbours = [pair for pair in pairwise(kept_of(roles)) if pair in trial.partners]
    if len(neighbours) < FEWEST_TURNS or len(neighbours) < MOST_TURNS * len(trial.partners):
        return None
    orders = Counter(candidates[one].language for one, _ in neighbours)
    leading, count = orders.most_common(1)[0]
    if count < MOST_IN_ORDER * len(neighbours):
        return None
    in_order = [(one, other) for one, other in neighbours if candidates[one].language == leading]
    grouped = sum(candidates[one].apart and not candidates[other].apart for one, other in in_order)
    return Turns(leading, grouped >= MOST_IN_ORDER * (len(in_order) - 1))
