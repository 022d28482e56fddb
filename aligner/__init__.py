"""Pairs every sentence of a Korean article with its English translation and tells what went wrong.

>>> import aligner
>>> alignment = aligner.align(
...     ["군산시는 14일 3만 명이 축제를 찾았다고 밝혔다.", "비는 오지 않았다."],
...     ["Gunsan City said on the 14th that 300,000 people visited the festival.", "It did not rain."],
... )
>>> [(pair.source_text, pair.target_text) for pair in alignment][1]
('비는 오지 않았다.', 'It did not rain.')
>>> [(mismatch.kind, mismatch.source_surface, mismatch.target_surface) for mismatch in alignment.mismatches]
[('magnitude', '3만 명', '300,000 people')]

Everything loads at its first use, so the import costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aligner.aligner import Aligner
    from aligner.alignment import Alignment, Pair
    from aligner.errors import (
        AlignerError,
        CheckError,
        FormatError,
        InputError,
        MissingExtraError,
        SettingsError,
        TableError,
    )
    from aligner.evaluate import evaluate
    from aligner.formats import load
    from aligner.interface import align, align_page, check, pipe, split_sentences
    from aligner.ladder.bead import Bead, Evidence, Link
    from aligner.lexicon import Lexicon, learn_lexicon
    from aligner.mismatches.baseline import read_baseline, write_baseline
    from aligner.mismatches.glossary import Term, read_glossary
    from aligner.mismatches.mismatch import KINDS, Mismatch
    from aligner.page import Page, Paragraph, read_page
    from aligner.pipelines.documents import Document, Failure
    from aligner.quantities import Quantity, read_quantities
    from aligner.report.plot import plot_lengths, plot_mismatches
    from aligner.sentences import Sentence
    from aligner.settings import Settings
    from aligner.span import Span
    from aligner.synthetic import StressScores, SyntheticError, measure_recall, stress

__version__ = "0.1.0"

__all__ = [
    "KINDS",
    "Aligner",
    "AlignerError",
    "Alignment",
    "Bead",
    "CheckError",
    "Document",
    "Evidence",
    "Failure",
    "FormatError",
    "InputError",
    "Lexicon",
    "Link",
    "Mismatch",
    "MissingExtraError",
    "Page",
    "Pair",
    "Paragraph",
    "Quantity",
    "Sentence",
    "Settings",
    "SettingsError",
    "Span",
    "StressScores",
    "SyntheticError",
    "TableError",
    "Term",
    "align",
    "align_page",
    "check",
    "evaluate",
    "learn_lexicon",
    "load",
    "measure_recall",
    "pipe",
    "plot_lengths",
    "plot_mismatches",
    "read_baseline",
    "read_glossary",
    "read_page",
    "read_quantities",
    "split_sentences",
    "stress",
    "write_baseline",
]

# Where each public name lives.
_HOMES = {
    "aligner.aligner": ("Aligner",),
    "aligner.alignment": ("Alignment", "Pair"),
    "aligner.errors": (
        "AlignerError",
        "CheckError",
        "FormatError",
        "InputError",
        "MissingExtraError",
        "SettingsError",
        "TableError",
    ),
    "aligner.evaluate": ("evaluate",),
    "aligner.formats": ("load",),
    "aligner.interface": ("align", "align_page", "check", "pipe", "split_sentences"),
    "aligner.ladder.bead": ("Bead", "Evidence", "Link"),
    "aligner.lexicon": ("Lexicon", "learn_lexicon"),
    "aligner.mismatches.baseline": ("read_baseline", "write_baseline"),
    "aligner.mismatches.glossary": ("Term", "read_glossary"),
    "aligner.mismatches.mismatch": ("KINDS", "Mismatch"),
    "aligner.page": ("Page", "Paragraph", "read_page"),
    "aligner.pipelines.documents": ("Document", "Failure"),
    "aligner.quantities": ("Quantity", "read_quantities"),
    "aligner.report.plot": ("plot_lengths", "plot_mismatches"),
    "aligner.sentences": ("Sentence",),
    "aligner.settings": ("Settings",),
    "aligner.span": ("Span",),
    "aligner.synthetic": ("StressScores", "SyntheticError", "measure_recall", "stress"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
