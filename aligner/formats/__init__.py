"""Files that hold alignments: written whole or not at all, read back by suffix.

JSON, JSON lines and the report for the browser keep everything; every other format keeps the beads
and, where it can hold text, the sentences. `TEXT_FORMATS` are the formats of one text file, by suffix.

Examples:
    >>> from aligner.formats import FORMATS
    >>> ", ".join(sorted(FORMATS))
    '.align, .ces, .csv, .html, .json, .jsonl, .ladder, .moses, .tmx, .tsv, .xlf, .xliff'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.formats.files import FORMATS, TEXT_FORMATS, load, load_all, save
    from aligner.formats.law import Limits

__all__ = ["FORMATS", "TEXT_FORMATS", "Limits", "load", "load_all", "save"]


def __getattr__(name: str) -> Any:
    """Load the formats, and with them forty modules, when one is asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'aligner.formats' has no attribute {name!r}")
    home = "aligner.formats.law" if name == "Limits" else "aligner.formats.files"
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
