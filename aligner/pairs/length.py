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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
        import numpy as np

        difference = np.log(second) - np.log(first) - shift
        # The spread is that of the shorter sentence. Both terms are computed once per length, not per cell.
        shorter, terms = first < second, []
        for length in (first, second):
            related = self.spread**2 + self.spread_short**2 / length
            unrelated = related + background
            terms.append((np.log(unrelated / related), 1 / related - 1 / unrelated))
        base, steepness = (np.where(shorter, *pair) for pair in zip(*terms, strict=True))
        evidence: NDArray[np.float64] = 0.5 * (base - difference**2 * steepness)
        return evidence

    def background_variance(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
        """Variance of the log ratio of any two sentences of a document; `background` if a side is empty."""
        import numpy as np

        return (
            float(np.var(np.log(first)) + np.var(np.log(second)) + self.background)
            if len(first) and len(second)
            else self.background
        )
