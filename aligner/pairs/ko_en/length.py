"""Price of pairing sentences by length: a long sentence has a long translation.

Gale & Church (1993) take the target length as normal around `ratio * source length`. We compare
logarithms, which makes the two directions alike, give every class of Korean characters a length of
its own (a syllable block says more than a letter), and ask not how probable the length is but how
much more probable it is than under no relation at all: a log-likelihood ratio, in nats, which can be
added to other evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# English characters that one Korean character of a class becomes; least squares on development
# news (park-dev, 861 trusted pairs), residual spread .25 instead of .31 with syllables alone.
HANGUL, LATIN, DIGIT, OTHER = 2.82, 1.25, 2.42, -0.3

# Spread of the log ratio: a constant part, and one that shrinks with length (same data: robust
# standard deviation .31 below 40 English characters, .20 above 120).
SPREAD, SPREAD_SHORT = 0.20, 1.3

# Variance that the unrelated hypothesis has at least, beyond that of the lengths themselves.
BACKGROUND = 0.05

# How far the document's own ratio is believed against the constants above: half. With all of it,
# every dropped sentence moves the ratio; with none, terse translators look like they drop text.
OWN_RATIO = 0.5

# Classes of characters by one letter each.
_CLASSES = {"h": re.compile(r"[\uac00-\ud7a3\u3400-\u9fff]"), "l": re.compile(r"[A-Za-z]"),
            "d": re.compile(r"[0-9]"), "s": re.compile(r"\s")}  # fmt: skip
_MOST_CACHED = 1024  # texts; several checks ask for the length of each


class _ClassOf(dict[int, str]):
    """The class of each character that was met, for `str.translate`, which is four times as fast as `re`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = next((name for name, members in _CLASSES.items() if members.match(character)), "o")
        self[code] = found
        return found


_CLASS_OF = _ClassOf()


@lru_cache(maxsize=_MOST_CACHED)
def korean_length(text: str) -> float:
    """Expected number of English characters, spaces included; at least 1."""
    classes = text.translate(_CLASS_OF)
    hangul, latin, digits, spaces = map(classes.count, _CLASSES)
    other = len(text) - hangul - latin - digits - spaces
    return max(0.0, HANGUL * hangul + LATIN * latin + DIGIT * digits + OTHER * other) + 1.0


def english_length(text: str) -> float:
    """Number of characters; at least 1."""
    return len(text) + 1.0


def log_ratio(korean: Sequence[float], english: Sequence[float]) -> float:
    """Shift of the log ratio that this document asks for, shrunk towards none; 0 if a side is empty."""
    from math import log

    return OWN_RATIO * log(sum(english) / sum(korean)) if korean and english else 0.0


def length_evidence(
    korean: NDArray[np.float64], english: NDArray[np.float64], shift: float, background: float
) -> NDArray[np.float64]:
    """Log-likelihood ratio of two lengths belonging together, in nats.

    Args:
        korean, english: Lengths, broadcast against each other.
        shift: Expected log ratio, see `log_ratio`.
        background: Variance of the log ratio between sentences that have nothing to do with each other.
    """
    import numpy as np

    difference = np.log(english) - np.log(korean) - shift
    # The spread is that of the shorter one; each length is looked at once, not again in every cell.
    shorter, terms = korean < english, []
    for length in (korean, english):
        related = SPREAD**2 + SPREAD_SHORT**2 / length
        unrelated = related + background
        terms.append((np.log(unrelated / related), 1 / related - 1 / unrelated))
    base, steepness = (np.where(shorter, *pair) for pair in zip(*terms, strict=True))
    evidence: NDArray[np.float64] = 0.5 * (base - difference**2 * steepness)
    return evidence


def background_variance(korean: NDArray[np.float64], english: NDArray[np.float64]) -> float:
    """Variance of the log ratio between any two sentences of the document."""
    import numpy as np

    return (
        float(np.var(np.log(korean)) + np.var(np.log(english)) + BACKGROUND)
        if len(korean) and len(english)
        else BACKGROUND
    )
