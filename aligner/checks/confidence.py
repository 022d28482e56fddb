"""Estimates the probability that an editor agrees with a finding, from counts on development data.

Each check gives the strength of its evidence on a scale of its own: a logistic score, or a fixed number for
each of its rules. A table of the language pair maps the strength to a likelihood ratio: how often a finding
of this strength occurs in pairs into which an error of its kind was put, divided by how often it occurs in
correct pairs. The correct pairs are news, translated documents, lessons and our own articles together;
findings there that a reader judged to be real errors are not counted. Long, freely translated pairs are
counted separately (`aligner.checks.manner`). Where a stronger finding has a smaller ratio than a weaker one,
the two are pooled (isotonic regression, Ayer et al. 1955, "An empirical distribution function for sampling
with incomplete information").

The ratio and the rate of errors together give the probability (Bayes' rule in odds). The rates are in
`tables/error_rates.tsv`; `Settings.error_rates` overrides them. A finding with a probability below one half
has severity info.

`python examples/measure/mismatches.py DATA --articles examples/articles --right FILES --calibrate TABLE`
recomputes the table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from aligner.pairs import LanguagePair
from aligner.tables import read_table

LOUD = 0.5  # least probability of a finding whose severity is above info
USUAL_RATE = 0.1  # errors in 100 pairs, for kinds without a row in the table
SENTENCES = 3  # a freely translated pair is at least as long as so many sentences of news


@cache
def usual_rates() -> Mapping[str, float]:
    """Return the errors in 100 pairs by kind, for the kinds that were counted."""
    return {row["kind"]: float(row["rate"]) for _, row in read_table("checks/error_rates.tsv")}


def calibrated(
    kind: str,
    strength: float,
    pair: LanguagePair,
    *,
    free: bool = False,
    rates: Mapping[str, float] | None = None,
) -> float:
    """Return the probability that an editor agrees with a finding.

    Args:
        kind: Kind of the finding.
        strength: Strength of its evidence, in [0, 1].
        pair: The two languages.
        free: Whether it was found in a long pair that is translated freely.
        rates: Errors in 100 pairs by kind; other kinds have the rates of the table.

    Returns:
        A probability in [0, 1]; `strength` itself if findings of this kind were not counted.

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
