"""Price of pairing sentences by length: a long sentence has a long translation.

Gale & Church (1993) take the target length as normal around `ratio * source length`. We compare
logarithms, which makes the two directions alike, let a pair of languages say how long each sentence is to
be expected in one common measure, and ask not how probable the length is but how much more probable it is
than under no relation at all: a log-likelihood ratio, in nats, which can be added to other evidence.
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
    """How lengths of sentences agree in a pair of languages; `first` and `second` are the pair's.

    Attributes:
        first, second: Length of a text of the language, in a measure that both share; above 0.
        spread, spread_short: Standard deviation of the log ratio of two sentences that belong together: a
            constant part, and one that shrinks with length.
        background: Variance that the unrelated hypothesis has at least, beyond that of the lengths.
        own_ratio: How far the document's own ratio is believed, from 0 to 1.
    """

    first: Callable[[str], float]
    second: Callable[[str], float]
    spread: float
    spread_short: float
    background: float
    own_ratio: float

    def log_ratio(self, first: Sequence[float], second: Sequence[float]) -> float:
        """Shift of the log ratio that this document asks for, shrunk towards none; 0 if a side is empty."""
        from math import log

        return self.own_ratio * log(sum(second) / sum(first)) if first and second else 0.0

    def evidence(
        self, first: NDArray[np.float64], second: NDArray[np.float64], shift: float, background: float
    ) -> NDArray[np.float64]:
        """Log-likelihood ratio of two lengths belonging together, in nats.

        Args:
            first, second: Lengths, broadcast against each other.
            shift: Expected log ratio, see `log_ratio`.
            background: Variance of the log ratio between sentences that have nothing to do with each other.
        """
        import numpy as np

        difference = np.log(second) - np.log(first) - shift
        related = self.spread**2 + self.spread_short**2 / np.minimum(first, second)
        unrelated = related + background
        return 0.5 * (np.log(unrelated / related) - difference**2 * (1 / related - 1 / unrelated))

    def background_variance(self, first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
        """Variance of the log ratio between any two sentences of the document."""
        import numpy as np

        return (
            float(np.var(np.log(first)) + np.var(np.log(second)) + self.background)
            if len(first) and len(second)
            else self.background
        )
