"""What findings say in Korean."""

from __future__ import annotations

from functools import cache

from aligner.tables import read_table


@cache
def messages() -> dict[tuple[str, str], tuple[str, ...]]:
    """The templates for a kind and its sides, in the order in which they are tried."""
    templates: dict[tuple[str, str], tuple[str, ...]] = {}
    for _, row in read_table("ko/report_messages.tsv"):
        key = row["kind"], row["sides"]
        templates[key] = (*templates.get(key, ()), row["ko"])
    return templates
