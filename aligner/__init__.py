"""Pair every sentence of a Korean article with its English translation, and report translation errors.

>>> import aligner
>>> alignment = aligner.align(
...     ["군산시는 14일 3만 명이 축제를 찾았다고 밝혔다.", "비는 오지 않았다."],
...     ["Gunsan City said on the 14th that 300,000 people visited the festival.", "It did not rain."],
... )
>>> [(pair.source_text, pair.target_text) for pair in alignment][1]
('비는 오지 않았다.', 'It did not rain.')
>>> [(mismatch.kind, mismatch.source_surface, mismatch.target_surface) for mismatch in alignment.mismatches]
[('magnitude', '3만 명', '300,000 people')]

`CHECKS` are the checks that look for mismatches, and `KINDS` the kinds that they find, by name.

>>> aligner.KINDS["magnitude"].meaning
'same digits, off by a power of ten'
>>> [check.name for check in aligner.CHECKS if "magnitude" in {kind.name for kind in check.kinds}]
['unequal_quantities']

Everything is loaded at its first use, so the import is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from aligner.forks import keep_forks_whole
from aligner.model.version import __version__ as __version__

if TYPE_CHECKING:
    from aligner.aligner import Aligner
    from aligner.checks import CHECKS, KINDS, Check
    from aligner.evaluate import evaluate
    from aligner.formats import load, load_all
    from aligner.formats.baseline import read_baseline, write_baseline
    from aligner.formats.bitexts.checked import check_file
    from aligner.formats.glossary import read_glossary
    from aligner.interface import align, align_page, align_pages, check, pipe, split_sentences
    from aligner.lexicon import learn_lexicon
    from aligner.model.alignment import Alignment, Pair
    from aligner.model.bead import Bead, Evidence, Link
    from aligner.model.bitext import CheckedFile
    from aligner.model.document import Document, Failure
    from aligner.model.errors import (
        AlignerError,
        CheckError,
        FormatError,
        InputError,
        MissingExtraError,
        SettingsError,
        TableError,
    )
    from aligner.model.lexicon import Lexicon, Term
    from aligner.model.mismatch import Kind, Mismatch
    from aligner.model.page import Page, Paragraph
    from aligner.model.quantity import Quantity
    from aligner.model.settings import Settings
    from aligner.model.text import Sentence, Span
    from aligner.page import read_page
    from aligner.quantities import read_quantities
    from aligner.report.plot import plot_lengths, plot_mismatches
    from aligner.synthetic import StressScores, SyntheticError, measure_recall, stress

__all__ = [
    "CHECKS",
    "KINDS",
    "Aligner",
    "AlignerError",
    "Alignment",
    "Bead",
    "Check",
    "CheckError",
    "CheckedFile",
    "Document",
    "Evidence",
    "Failure",
    "FormatError",
    "InputError",
    "Kind",
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
    "align_pages",
    "check",
    "check_file",
    "evaluate",
    "learn_lexicon",
    "load",
    "load_all",
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

# The module of each public name.
_HOMES = {
    "aligner.aligner": ("Aligner",),
    "aligner.model.alignment": ("Alignment", "Pair"),
    "aligner.model.errors": (
        "AlignerError",
        "CheckError",
        "FormatError",
        "InputError",
        "MissingExtraError",
        "SettingsError",
        "TableError",
    ),
    "aligner.evaluate": ("evaluate",),
    "aligner.formats": ("load", "load_all"),
    "aligner.interface": ("align", "align_page", "align_pages", "check", "pipe", "split_sentences"),
    "aligner.model.bead": ("Bead", "Evidence", "Link"),
    "aligner.lexicon": ("Lexicon", "learn_lexicon"),
    "aligner.formats.bitexts.checked": ("check_file",),
    "aligner.model.bitext": ("CheckedFile",),
    "aligner.formats.baseline": ("read_baseline", "write_baseline"),
    "aligner.formats.glossary": ("Term", "read_glossary"),
    "aligner.checks": ("CHECKS", "KINDS", "Check"),
    "aligner.model.mismatch": ("Kind", "Mismatch"),
    "aligner.page": ("Page", "Paragraph", "read_page"),
    "aligner.pipelines.documents": ("Document", "Failure"),
    "aligner.quantities": ("Quantity", "read_quantities"),
    "aligner.report.plot": ("plot_lengths", "plot_mismatches"),
    "aligner.sentences": ("Sentence",),
    "aligner.model.settings": ("Settings",),
    "aligner.model.text": ("Span",),
    "aligner.synthetic": ("StressScores", "SyntheticError", "measure_recall", "stress"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

keep_forks_whole()


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
