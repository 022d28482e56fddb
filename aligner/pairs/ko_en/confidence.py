"""How much more often findings occur with an error than without one, for Korean and English."""

from __future__ import annotations

from functools import cache

from aligner.tables import read_table


@cache
def likelihood_table() -> dict[tuple[str, bool], tuple[list[float], list[float]]]:
    """Return lower bounds of strength, ascending, and their ratios, by kind and by whether it is free."""
    steps: dict[tuple[str, bool], tuple[list[float], list[float]]] = {}
    for _, row in read_table("ko_en/confidence.tsv"):
        strengths, ratios = steps.setdefault((row["kind"], row["manner"] == "free"), ([], []))
        strengths.append(float(row["strength"]))
        ratios.append(float(row["ratio"]))
    return steps
