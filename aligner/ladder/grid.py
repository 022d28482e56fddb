"""Numbers on a grid, whose products and sums are the same bits in whatever order they are added.

A matrix product adds in the order of its library, its number of threads and the processor. Floating-point
numbers that are small multiples of one power of two are whole numbers in disguise: their products and sums
come out exactly, so no order can tell. Whatever goes into a matrix product here is put on a grid before, and
so are the scores of beads, which makes two ladders of equal worth a true tie on every machine.

What is promised, for one input and one version of the library and of numpy:

* On one machine the same bits, whatever BLAS does, with any number of its threads and of workers, in any
  batch and under any `PYTHONHASHSEED`.
* On another machine `exp` and `log` may differ in their last bit. A score or a confidence shows that only
  where it lies on the edge between two steps of its grid, which is to be expected of one bead in a million.

An encoder of the user's answers for its own vectors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Steps of the grid in a nat: 0.000015 is far below what the weights are known to. A product of two such
# numbers has 32 bits after the point, so 21 are left before it: the words of a sentence come to some hundred
# nats, and two million would still be added exactly.
NATS = 2.0**16

# Of the components of a vector of unit length. A product of two vectors has 50 bits after the point and is 1
# at most, as are its parts, in any order (Cauchy-Schwarz); single precision, which encoders use, has 24.
COMPONENTS = 2.0**25


def on_grid(values: NDArray[Any], steps: float = NATS) -> NDArray[np.float64]:
    """The nearest multiples of one step.

    Args:
        values: Any numbers; infinite ones stay.
        steps: In a unit, a power of two.

    Examples:
        >>> on_grid(np.array([0.1, 0.2, 0.3])).sum() == on_grid(np.array([0.3, 0.2, 0.1])).sum()
        np.True_
    """
    rounded: NDArray[np.float64] = values * steps
    np.rint(rounded, out=rounded)
    rounded /= steps
    return rounded


def to_grid(values: NDArray[np.float64], steps: float = NATS) -> None:
    """The same in place."""
    values *= steps
    np.rint(values, out=values)
    values /= steps
