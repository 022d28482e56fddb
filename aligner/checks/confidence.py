"""How often an editor would agree with a finding: measured, not felt.

Each check says how strong its evidence is, on a scale of its own: a logistic score, or a number for each of
its rules. A table turns that into the share of such findings that were right when they were counted: slips
put into news pairs and into our own articles, one slip in two pairs, against the same pairs without slips.
Shares of neighbouring strengths that contradict their order are pooled (isotonic regression, Ayer et al.
1955, "An empirical distribution function for sampling with incomplete information"); the strength itself
counts as two findings more and one half as another (Jeffreys), so that a few findings say little. Where slips
are rarer than that, so are right findings.

`python examples/measure/mismatches.py DATA --articles examples/articles --calibrate TABLE` counts anew.
"""

from __future__ import annotations

from bisect import bisect_right

from aligner.pairs import LanguagePair


def calibrated(kind: str, strength: float, pair: LanguagePair) -> float:
    """Probability in [0, 1] that an editor agrees with a finding; its strength where nothing was counted.

    Examples:
        >>> from aligner.pairs import pair_of
        >>> calibrated("a kind of one's own", 0.4, pair_of("ko", "en"))
        0.4
    """
    strengths, confidences = pair.confidences().get(kind, ([], []))
    place = bisect_right(strengths, strength + 1e-9)
    return confidences[max(0, place - 1)] if confidences else strength
