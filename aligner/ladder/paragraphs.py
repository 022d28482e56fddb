"""Use paragraphs as evidence: paired sentences open a paragraph together, and beads rarely cross a border.

Machine translation keeps paragraphs; other translations may have new ones. So the sure pairs of a first
ladder show how far the paragraphs of a document agree, and the weight of this evidence follows: both kinds of
evidence count in full if the paragraphs agree, and not at all if they are independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.half import Half
from aligner.ladder.spans import Form
from aligner.ladder.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

# Correlation of openings if both sides have equally many paragraphs (machine translation keeps them), and the
# least joint probability. Both are our estimates, checked on pages (page-dev), not fitted.
OPENING_CORRELATION = 0.9
LEAST_OPENING = 0.005

# Number of pairs with the expected agreement that are added to those of a document; 5 and 10 give equal
# results.
PAIRS = 5.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the paragraphs of two sides agree.

    Attributes:
        correlation: Correlation between the two sentences of a pair being the first of their paragraphs; 0 if
            nothing is known.
        borders: Share of the full price that a bead pays for a paragraph border inside it.
    """

    correlation: float
    borders: float = 1.0


def expected(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Agreement:
    """Estimate the agreement from the numbers of paragraphs: the more similar they are, the higher it is.

    It is 0 (nothing is known) if a side has one paragraph, or as many paragraphs as sentences.

    Args:
        first: Whether each sentence of the first side opens a paragraph.
        second: Whether each sentence of the second side does.
    """
    counts = sorted((int(first.sum()), int(second.sum())))
    if counts[0] <= 1 or first.all() or second.all():
        return Agreement(0.0)
    return Agreement(OPENING_CORRELATION * (counts[0] / counts[1]) ** 2)


def learnt(
    before: Agreement,
    first: Half,
    second: Half,
    pairs: tuple[NDArray[np.intp], NDArray[np.intp]],
) -> Agreement:
    """Compute the agreement of sure pairs of sentences, shrunk towards the expected agreement.

    Args:
        before: The expected agreement.
        first: The sentences of the first side.
        second: The sentences of the second side.
        pairs: Numbers of the sentences of sure pairs, as two parallel arrays.
    """
    if not before.correlation:
        return before
    counts = np.zeros((2, 2))
    np.add.at(counts, (first.opens[pairs[0]].astype(np.intp), second.opens[pairs[1]].astype(np.intp)), 1)
    joint = counts + PAIRS * _joint(_share(first.opens), _share(second.opens), before.correlation)
    joint /= joint.sum()
    left, right = joint[1].sum(), joint[:, 1].sum()
    covariance = max(0.0, joint[1, 1] - left * right)
    correlation = covariance / np.sqrt(left * (1 - left) * right * (1 - right))
    # If one side has more borders, and the borders of the other are all among them, the sides agree too.
    met = max(covariance / (left * (1 - right)), covariance / (right * (1 - left)))
    return Agreement(min(OPENING_CORRELATION, float(correlation)), min(1.0, float(met) / OPENING_CORRELATION))


def _joint(first: float, second: float, correlation: float) -> Table:
    """Return the joint probability of two openings (row, column: no, yes) from shares and correlation."""
    covariance = correlation * np.sqrt(first * (1 - first) * second * (1 - second))
    independent = [[left * right for right in (1 - second, second)] for left in (1 - first, first)]
    joint: Table = np.maximum(independent + covariance * _ALIKE, 0.0)
    return joint


# Which of the four cases (row, column: no, yes) are alike on both sides.
_ALIKE = np.array([[1.0, -1.0], [-1.0, 1.0]])


def _share(held: NDArray[np.bool_]) -> float:
    """Return the share of the sentences, of which there must be one, that have a property."""
    return int(np.count_nonzero(held)) / len(held)


def _openings(first: Half, second: Half, correlation: float) -> Table:
    """Return the evidence of two openings as a log-likelihood ratio (row, column: no, yes)."""
    shares = _share(first.opens), _share(second.opens)
    ratios: Table = np.log(
        np.maximum(_joint(*shares, correlation), LEAST_OPENING)
        / np.maximum(_joint(*shares, 0.0), LEAST_OPENING)
    )
    return ratios


def borders(form: Form, agreement: Agreement, weights: Weights) -> list[Table]:
    """Return the evidence of paragraphs as a table for each block; empty if each side has one paragraph.

    Args:
        form: The spans of the sentences, and the blocks of the bead types that fit.
        agreement: The agreement of their paragraphs.
        weights: The weights of all evidence.
    """
    sources, targets = form.sources, form.targets
    halves = sources.half, targets.half
    if not form.kinds or not any((half.paragraph != half.paragraph[0]).any() for half in halves):
        return []
    openings = weights.opening * _openings(*halves, agreement.correlation)
    price = weights.paragraph * agreement.borders
    left, right = price * sources.crossed[:, None], price * targets.crossed
    tables = []
    for rows, columns in form.places:
        table = openings[sources.opens[rows, None], targets.opens[columns]]
        table += left[rows]
        table += right[columns]
        tables.append(table)
    return tables
