"""What a finding says in Korean: a template for its kind, filled with its surface forms.

Checks speak English. Their sentences differ too much to be translated one by one, and an editor needs three
things of them: what is wrong, and the characters on both sides; see `ko/report_messages.tsv`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from aligner.checks.finding import quoted
from aligner.model.mismatch import Mismatch
from aligner.model.quantity import Value
from aligner.tables import read_table

# As checks put what they quote, see `quoted`.
QUOTATION = re.compile("“[^“”]*”")


def korean_message(mismatch: Mismatch) -> str:
    """One Korean sentence with both surface forms; empty for a kind that the table does not know.

    Examples:
        >>> korean_message(
        ...     Mismatch(
        ...         "number",
        ...         "accuracy",
        ...         "error",
        ...         "“48척” is rendered as “84”.",
        ...         source_surface="48척",
        ...         target_surface="84",
        ...     )
        ... )
        '숫자가 다릅니다: 원문 “48척”, 번역 “84”.'
    """
    forms = {
        "source": quoted(mismatch.source_surface or ""),
        "target": quoted(mismatch.target_surface or ""),
    }
    others = (found for found in QUOTATION.findall(mismatch.message) if found not in forms.values())
    other = next(others, "")
    for sides in (_sides(mismatch), "any"):
        for template in _templates().get((mismatch.kind, sides), ()):
            if other or "{other}" not in template:
                return template.format(
                    **forms,
                    other=other,
                    sources=len(mismatch.source_sentences),
                    targets=len(mismatch.target_sentences),
                    times=_times(mismatch.source_value, mismatch.target_value),
                )
    return ""


def _sides(mismatch: Mismatch) -> str:
    if mismatch.source_surface:
        return "both" if mismatch.target_surface else "source"
    return "target" if mismatch.target_surface else "none"


def _times(source: Value | None, target: Value | None) -> str:
    """` (10배 큼)`: how far the target is off; empty where the values are no numbers."""
    numbers = int | Decimal | Fraction
    if not (isinstance(source, numbers) and isinstance(target, numbers)):
        return ""
    try:
        ratio = abs(float(target) / float(source))
        times = round(max(ratio, 1 / ratio))
    except (ArithmeticError, ValueError):  # zero, not finite, or beyond any number that a text is about
        return ""
    return f" ({times:,}배 {'큼' if ratio > 1 else '작음'})"


@cache
def _templates() -> dict[tuple[str, str], tuple[str, ...]]:
    """The templates for a kind and its sides, in the order in which they are tried."""
    templates: dict[tuple[str, str], tuple[str, ...]] = {}
    for _, row in read_table("ko/report_messages.tsv"):
        key = row["kind"], row["sides"]
        templates[key] = (*templates.get(key, ()), row["ko"])
    return templates
