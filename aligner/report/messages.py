"""Returns messages of mismatches and notes in languages other than English.

The messages of checks are English. There are too many to translate each of them, and an editor needs only
three facts: what is wrong, and the characters on both sides. So each kind has a few templates in each
language, see `aligner.checks.kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.checks.kinds import templates
from aligner.checks.messages import fields_of, read_back, render
from aligner.checks.registry import templates_of
from aligner.languages import SPOKEN, codes
from aligner.model.mismatch import Mismatch
from aligner.model.quantity import Value
from aligner.report.spoken import speaking
from aligner.tables import read_table


def message_in(code: str, mismatch: Mismatch) -> str:
    """Return the message of a mismatch in a language; empty if the language has no template for it.

    Examples:
        >>> message_in(
        ...     "ko",
        ...     Mismatch(
        ...         "number",
        ...         "accuracy",
        ...         "error",
        ...         "“48척” is rendered as “84”.",
        ...         source_surface="48척",
        ...         target_surface="84",
        ...     ),
        ... )
        '숫자가 다릅니다: 원문 “48척”, 번역 “84”.'
    """
    by_kind = templates(code)
    fields: Mapping[str, str | int] = mismatch.fields
    if not mismatch.key:  # read from a file, which keeps no fields
        fields = read_back(mismatch.message, templates_of(mismatch.kind))
    known = {
        **fields,
        "source": mismatch.source_surface or "",
        "target": mismatch.target_surface or "",
        "sources": len(mismatch.source_sentences),
        "targets": len(mismatch.target_sentences),
        **_times(mismatch.source_value, mismatch.target_value),
    }
    for sides in (_sides(mismatch), "any"):
        for template in by_kind.get((mismatch.kind, sides), ()):
            if fields_of(template) <= known.keys():
                return render(template, known)
    return ""


def message_now(mismatch: Mismatch) -> str:
    """Return the message in the language that is used now, or in English if it has no template for it."""
    return message_in(speaking(), mismatch) or mismatch.message


def notes_in(note: str) -> dict[str, str]:
    """Return the translations of a note on a document by language code; empty if the note has none.

    Examples:
        >>> notes_in("decoded from cp949")
        {'ko': 'cp949 인코딩으로 읽었습니다.'}
        >>> notes_in("something else")
        {}
    """
    for row in _notes():
        template = row[SPOKEN]
        fields = read_back(note, (template,))
        if fields or note == template:
            others = (code for code in codes() if code != SPOKEN and row.get(code))
            return {code: render(row[code], fields) for code in others}
    return {}


@cache
def _notes() -> tuple[dict[str, str], ...]:
    return tuple(row for _, row in read_table("report/notes.tsv"))


def _sides(mismatch: Mismatch) -> str:
    if mismatch.source_surface:
        return "both" if mismatch.target_surface else "source"
    return "target" if mismatch.target_surface else "none"


def _times(source: Value | None, target: Value | None) -> dict[str, int]:
    """Return how many times the target is too large (`larger`) or too small; empty if no number is given."""
    numbers = int | Decimal | Fraction
    if not (isinstance(source, numbers) and isinstance(target, numbers)):
        return {}
    try:
        ratio = abs(float(target) / float(source))
        times = round(max(ratio, 1 / ratio))
    except (ArithmeticError, ValueError):  # zero, not finite, or beyond any number that a text is about
        return {}
    return {"larger" if ratio > 1 else "smaller": times}
