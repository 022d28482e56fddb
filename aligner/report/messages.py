"""What a finding says in a language other than English: a template for its kind, filled with its forms.

Checks speak English. Their sentences differ too much to be translated one by one, and an editor needs three
things of them: what is wrong, and the characters on both sides; see `aligner.checks.kinds`.
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
from aligner.tables import read_table


def message_in(code: str, mismatch: Mismatch) -> str:
    """One sentence with both surface forms; empty for a kind for which the language has no template.

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
    said = templates(code)
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
        for template in said.get((mismatch.kind, sides), ()):
            if fields_of(template) <= known.keys():
                return render(template, known)
    return ""


def notes_in(note: str) -> dict[str, str]:
    """A note on a document in languages other than that of the library, by code, where there are words.

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
    """How many times the target is too large or too small; nothing where the values are no numbers."""
    numbers = int | Decimal | Fraction
    if not (isinstance(source, numbers) and isinstance(target, numbers)):
        return {}
    try:
        ratio = abs(float(target) / float(source))
        times = round(max(ratio, 1 / ratio))
    except (ArithmeticError, ValueError):  # zero, not finite, or beyond any number that a text is about
        return {}
    return {"larger" if ratio > 1 else "smaller": times}
