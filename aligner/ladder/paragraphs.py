"""What paragraphs say: sentences of a pair both open one, or both do not, and beads rarely cross a border.

Machine translation keeps paragraphs, other texts are set anew. So the sure pairs of a first climb tell how
far the paragraphs of a document agree, and the evidence and the price of a border follow: where paragraphs
agree both count in full, where they have nothing to do with each other neither does.
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

# Correlation of openings where both sides have as many paragraphs (machine translation keeps them), and the
# least joint probability. Estimates of ours, checked on pages (page-dev), not fitted.
OPENING_CORRELATION = 0.9
LEAST_OPENING = 0.005

# Pairs of the expected agreement that are counted besides those of a document; 5 and 10 are alike.
PAIRS = 5.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the paragraphs of two sides agree.

    Attributes:
        correlation: Of the two sentences of a pair each being the first of a paragraph; 0: nothing is known.
        borders: Share of the price of a border inside a bead that is paid.
    """

    correlation: float
    borders: float = 1.0


def expected(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> Agreement:
    """What to expect of which sentences open a paragraph: more, the more alike the numbers of paragraphs are.

    Nothing is known where a side has one paragraph, or one a sentence.
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
    """The agreement that pairs of sentences show, shrunk towards what was expected.

    Args:
        before: What was expected.
        first, second: The sentences.
        pairs: Numbers of sentences that belong together, almost surely.
    """
    if not before.correlation:
        return before
    counts = np.zeros((2, 2))
    np.add.at(counts, (first.opens[pairs[0]].astype(np.intp), second.opens[pairs[1]].astype(np.intp)), 1)
    joint = counts + PAIRS * _joint(first.opens.mean(), second.opens.mean(), before.correlation)
    joint /= joint.sum()
    left, right = joint[1].sum(), joint[:, 1].sum()
    covariance = max(0.0, joint[1, 1] - left * right)
    correlation = covariance / np.sqrt(left * (1 - left) * right * (1 - right))
    # Of the borders of one side all may be met on the other that has more of them: that is agreement too.
    met = max(covariance / (left * (1 - right)), covariance / (right * (1 - left)))
    return Agreement(min(OPENING_CORRELATION, float(correlation)), min(1.0, float(met) / OPENING_CORRELATION))


def _joint(first: float, second: float, correlation: float) -> Table:
    """Chance of each pair of openings, from the shares of openings and their correlation."""
    covariance = correlation * np.sqrt(first * (1 - first) * second * (1 - second))
    apart = np.outer((1 - first, first), (1 - second, second))
    joint: Table = np.maximum(apart + covariance * np.array([[1, -1], [-1, 1]]), 0.0)
    return joint


def _openings(first: Half, second: Half, correlation: float) -> Table:
    """Log-likelihood ratio by whether two sentences are the first of a paragraph (row, column: no, yes)."""
    shares = first.opens.mean(), second.opens.mean()
    ratios: Table = np.log(
        np.maximum(_joint(*shares, correlation), LEAST_OPENING)
        / np.maximum(_joint(*shares, 0.0), LEAST_OPENING)
    )
    return ratios


def borders(form: Form, agreement: Agreement, weights: Weights) -> list[Table]:
    """What paragraphs say of the beads of each block; no block where no side has more than one paragraph.

    Args:
        form: The spans of the sentences, and the blocks of the bead types that fit.
        agreement: Of their paragraphs.
        weights: Of all evidence.
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
        said = openings[sources.opens[rows, None], targets.opens[columns]]
        said += left[rows]
        said += right[columns]
        tables.append(said)
    return tables
