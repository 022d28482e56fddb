"""The checks of the library, in order, and what follows from them: kinds, and messages by kind.

A new check is a module with a `Check`, and its line here.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.brackets import BRACKETS
from aligner.checks.check import Check
from aligner.checks.clauses import CLAUSES
from aligner.checks.content import REPEATED_WORDS, UNEVEN, UNPAIRED, UNTRANSLATED_WORDS
from aligner.checks.damage import DAMAGE
from aligner.checks.documents import CROSSED, REPEATED, TWO_TRANSLATIONS
from aligner.checks.drift import GENDERS, PLACE_NAMES, SUBJECTS, TERMINOLOGY, VARIANTS
from aligner.checks.glossary import TERMS
from aligner.checks.kinds import KINDS_OF_LIBRARY
from aligner.checks.marks import QUOTATIONS
from aligner.checks.markup import MARKUP
from aligner.checks.names import NAMES
from aligner.checks.negation import NEGATIONS
from aligner.checks.punctuation import PUNCTUATION
from aligner.checks.quantities import QUANTITIES
from aligner.checks.swallowed import SWALLOWED

CHECKS: tuple[Check, ...] = (
    DAMAGE,
    QUANTITIES,
    UNPAIRED,
    UNTRANSLATED_WORDS,
    QUOTATIONS,
    BRACKETS,
    NAMES,
    NEGATIONS,
    REPEATED_WORDS,
    UNEVEN,
    PUNCTUATION,
    MARKUP,
    TERMS,
    REPEATED,
    CROSSED,
    SWALLOWED,
    CLAUSES,
    VARIANTS,
    PLACE_NAMES,
    TWO_TRANSLATIONS,
    TERMINOLOGY,
    SUBJECTS,
    GENDERS,
)

# Kinds by name: those of the library in the order of its tables, then those that a check brings itself.
KINDS = {kind.name: kind for kind in (*KINDS_OF_LIBRARY, *(kind for check in CHECKS for kind in check.kinds))}


def templates_of(kind: str) -> Iterator[str]:
    """The English messages of the checks that find a kind."""
    for check in CHECKS:
        if any(known.name == kind for known in check.kinds):
            yield from check.messages.values()
