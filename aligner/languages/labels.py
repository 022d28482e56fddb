"""The trait of a language that lets a report be shown in it: what the report calls its own parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from aligner.tables import read_table


@cache
def labels_of(code: str) -> Mapping[str, str]:
    """The labels of a language that is a folder of the library, by key, from its `report_labels.tsv`."""
    return {row["key"]: row["text"] for _, row in read_table(f"{code}/report_labels.tsv")}


def no_labels() -> Mapping[str, str]:
    """What a language has in which no report is shown."""
    return {}
