"""How much more often findings come with an error than without, Korean and English."""

from __future__ import annotations

from functools import cache

from aligner.tables import read_table


@cache
def likelihood_table() -> dict[tuple[str, bool], tuple[list[float], list[float]]]:
    """By kind and whether the pair is translated freely: strengths, ascending, and the ratio from each on."""
    steps: dict[tuple[str, bool], tuple[list[float], list[float]]] = {}
    for _, row in read_table("ko_en/confidence.tsv"):
        strengths, ratios = steps.setdefault((row["kind"], row["manner"] == "free"), ([], []))
        strengths.append(float(row["strength"]))
        ratios.append(float(row["ratio"]))
    return steps
