"""How probable it is that an editor agrees with a finding: counted, not felt.

Each check says how strong its evidence is, on a scale of its own: a logistic score, or a number for each of
its rules. A table of the pair of languages turns the strength into a likelihood ratio: how often a finding of
this strength comes where such an error was put into a pair, against how often it comes in pairs that are
right. Right are news, translated documents, lessons and our own articles together; what was read there and
found to be true is not counted. Pairs that are long and translated freely are counted by themselves
(`aligner.checks.manner`). Ratios of neighbouring strengths that contradict their order are pooled (isotonic
regression, Ayer et al. 1955, "An empirical distribution function for sampling with incomplete information").

With the rate of errors the ratio gives the probability (Bayes' rule in odds). The rates are in
`tables/error_rates.tsv`; `Settings.error_rates` sets others. Below one half a finding is info.

`python examples/measure/mismatches.py DATA --articles examples/articles --right FILES --calibrate TABLE`
counts anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from aligner.pairs import LanguagePair
from aligner.tables import read_table

LOUD = 0.5  # from here on a finding is more than info
USUAL_RATE = 0.1  # errors of a kind in 100 pairs, where the table names none
SENTENCES = 3  # of news that a pair is at least as long as that counts as freely translated


@cache
def usual_rates() -> Mapping[str, float]:
    """Errors in 100 pairs by kind, as far as they were counted."""
    return {row["kind"]: float(row["rate"]) for _, row in read_table("checks/error_rates.tsv")}


def calibrated(
    kind: str,
    strength: float,
    pair: LanguagePair,
    *,
    free: bool = False,
    rates: Mapping[str, float] | None = None,
) -> float:
    """Probability in [0, 1] that an editor agrees with a finding; its strength where nothing was counted.

    Args:
        kind: Of the finding.
        strength: Of its evidence.
        pair: The languages.
        free: Whether it was found in a long pair that is translated freely.
        rates: Errors in 100 pairs by kind, instead of the usual ones.

    Examples:
        >>> from aligner.pairs import pair_of
        >>> calibrated("a kind of one's own", 0.4, pair_of("ko", "en"))
        0.4
        >>> rare, common = ({"number": rate} for rate in (0.01, 10.0))
        >>> calibrated("number", 0.9, pair_of("ko", "en"), rates=rare) < 0.95
        True
        >>> calibrated("number", 0.9, pair_of("ko", "en"), rates=common) > 0.95
        True
    """
    strengths, ratios = pair.likelihoods().get((kind, free), ([], []))
    if not ratios:
        return strength
    ratio = ratios[max(0, bisect_right(strengths, strength + 1e-9) - 1)]
    rate = (rates or {}).get(kind, usual_rates().get(kind, USUAL_RATE)) / 100 * (SENTENCES if free else 1)
    odds = rate / (1 - rate) * ratio
    return round(odds / (1 + odds), 3)
