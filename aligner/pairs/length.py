"""Price of pairing sentences by length: a long sentence has a long translation.

Gale & Church (1993) take the target length as normal around `ratio * source length`. We differ in three ways.
We compare logarithms, so both directions are treated alike. Each pair of languages gives the expected length
of a sentence in a measure common to both. And we compute how much more probable the lengths are for sentences
that belong together than for unrelated ones: a log-likelihood ratio, in nats, which can be added to other
evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LengthTerms(NamedTuple):
    """What the evidence takes from lengths.

    Attributes:
        length, log: The lengths, and their logarithms.
        base, steepness: Evidence of a ratio as expected, and how fast it falls, for spreads of these lengths.
    """

    length: NDArray[np.float64]
    log: NDArray[np.float64]
    base: NDArray[np.float64]
    steepness: NDArray[np.float64]

    def at(self, place: Any) -> LengthTerms:
        """The terms of some of the lengths, or in another shape; `place` is an index of numpy."""
        return LengthTerms(*[values[place] for values in self])

    def evidence(self, other: LengthTerms, shift: float) -> NDArray[np.float64]:
        """Evidence of these lengths of the first side with those of the second; see `Length.evidence`."""
        import numpy as np

        difference = other.log - self.log
        difference -= shift
        # The spread is that of the shorter sentence.
        shorter = self.length < other.length
        difference *= difference
        difference *= np.where(shorter, self.steepness, other.steepness)
        evidence = np.where(shorter, self.base, other.base)
        evidence -= difference
        evidence *= 0.5
        return evidence


@dataclass(frozen=True, eq=False)
class Length:
    """How sentence lengths relate in a pair of languages; `first` and `second` follow the pair's order.

    Attributes:
        first, second: Length of a text of the language, in a measure that both share; above 0.
        spread, spread_short: Standard deviation of the log ratio of two sentences that belong together: a
            constant part, and one that shrinks with length.
        background: Variance that is added to that of the lengths under the hypothesis that two sentences are
            unrelated.
        own_ratio: Weight of the document's own length ratio, from 0 (ignored) to 1 (taken as measured).
    """

    first: Callable[[str], float]
    second: Callable[[str], float]
    spread: float
    spread_short: float
    background: float
    own_ratio: float

    def log_ratio(self, first: Sequence[float], second: Sequence[float]) -> float:
        """Log ratio (second to first) of the whole document, times `own_ratio`; 0 if a side is empty."""
        from math import log

        return self.own_ratio * log(sum(second) / sum(first)) if first and second else 0.0

    def evidence(
        self, first: NDArray[np.float64], second: NDArray[np.float64], shift: float, background: float
    ) -> NDArray[np.float64]:
        """Log-likelihood ratio, in nats, that sentences of these lengths belong together.

        Args:
            first, second: Lengths, broadcast against each other.
            shift: Expected log ratio, see `log_ratio`.
            background: Variance of the log ratio between unrelated sentences.
        """
        return self.terms(first, background).evidence(self.terms(second, background), shift)

    def terms(self, length: NDArray[np.float64], background: float) -> LengthTerms:
        """What the evidence takes from each length; computed once for all the pairs that it is in."""
        import numpy as np

        related = self.spread**2 + self.spread_short**2 / length
        unrelated = related + background
        return LengthTerms(length, np.log(length), np.log(unrelated / related), 1 / related - 1 / unrelated)

    def background_variance(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
        """Variance of the log ratio of any two sentences of a document; `background` if a side is empty."""
        import numpy as np

        if not (len(first) and len(second)):
            return self.background
        variances = []
        for length in (first, second):
            logs = np.log(length)
            # As `np.var` does it, which takes five times as long for a few sentences.
            logs -= np.add.reduce(logs) / len(logs)
            logs *= logs
            variances.append(np.add.reduce(logs) / len(logs))
        return float(variances[0] + variances[1] + self.background)
