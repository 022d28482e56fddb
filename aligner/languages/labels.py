"""The trait of a language that lets a report be shown in it: labels for the parts of the report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from aligner.tables import read_table


@cache
def labels_of(code: str) -> Mapping[str, str]:
    """Return the labels of a language with a folder, by key, from its `report_labels.tsv`."""
    return {row["key"]: row["text"] for _, row in read_table(f"{code}/report_labels.tsv")}


def no_labels() -> Mapping[str, str]:
    """Return no labels, for a language in which no report is shown."""
    return {}
