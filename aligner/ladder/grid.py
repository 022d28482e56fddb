"""Round numbers to a grid, on which sums and products have identical bits in whatever order they are added.

The order in which a matrix product adds depends on its library, its number of threads and the processor.
Floating-point numbers that are small multiples of one power of two behave like whole numbers: their products
and sums are exact, so the order does not matter. All operands of matrix products are therefore rounded to a
grid, and so are the scores of beads. Two ladders of equal score are then a true tie on every machine.

For one input, and one version of the library and of numpy, the results are as follows:

* On one machine all bits are equal, whatever BLAS does, with any number of threads and workers, in any batch
  and under any `PYTHONHASHSEED`.
* On another machine `exp` and `log` may differ in their last bit. This changes a score or a confidence only
  if it lies on the edge between two steps of its grid, which is to be expected of one bead in a million.

The vectors of a user's own encoder are outside of this promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Steps of the grid in a nat. One step, 0.000015, is far below the precision of the weights. A product of two
# numbers on the grid has 32 bits after the point, so 21 are left before it: the words of a sentence add up to
# some hundred nats, and two million nats would still be added exactly.
NATS = 2.0**16

# Steps of the grid in 1, for the components of vectors of unit length. A product of two vectors has 50 bits
# after the point, and it and all its partial sums are at most 1 (Cauchy-Schwarz). Single precision, which
# encoders use, has 24 bits.
COMPONENTS = 2.0**25


def on_grid(values: NDArray[Any], steps: float = NATS) -> NDArray[np.float64]:
    """Round values to the nearest multiples of one step; returns a new array.

    Args:
        values: Any numbers; infinite ones are unchanged.
        steps: Number of steps in 1; a power of two.

    Examples:
        >>> on_grid(np.array([0.1, 0.2, 0.3])).sum() == on_grid(np.array([0.3, 0.2, 0.1])).sum()
        np.True_
    """
    rounded: NDArray[np.float64] = values * steps
    np.rint(rounded, out=rounded)
    rounded /= steps
    return rounded


def to_grid(values: NDArray[np.float64], steps: float = NATS) -> None:
    """Round values to the nearest multiples of one step, in place; see `on_grid`."""
    values *= steps
    np.rint(values, out=values)
    values /= steps
