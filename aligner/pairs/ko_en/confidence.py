"""How often findings of each kind and strength were right on Korean and English texts."""

from __future__ import annotations

from functools import cache

from aligner.tables import read_table


@cache
def confidence_table() -> dict[str, tuple[list[float], list[float]]]:
    """Of each kind the strengths from which on a confidence holds, ascending, and the confidences."""
    steps: dict[str, tuple[list[float], list[float]]] = {}
    for _, row in read_table("ko_en/confidence.tsv"):
        strengths, shares = steps.setdefault(row["kind"], ([], []))
        strengths.append(float(row["strength"]))
        shares.append(float(row["confidence"]))
    return steps
