"""The English traits that the comparison of quantities needs."""

from __future__ import annotations

import re

from aligner.expressions import expression
from aligner.languages.language import Comparing
from aligner.model.quantity import Quantity
from aligner.numerals.contexts import any_of

EARLY = expression(rf"\b(?:{any_of('en', 'early part')})[ -]$", re.IGNORECASE)
LATE = expression(rf"\b(?:{any_of('en', 'late part')})[ -]$", re.IGNORECASE)
EARLY_TOO = expression(rf"\b(?:{any_of('en', 'early part')})\b", re.IGNORECASE)
WINDOW = 24  # characters


def part_of_period(quantity: Quantity, text: str) -> str | None:
    """Return `early` or `late` if a date is limited to that part of its month or year, else None.

    Examples:
        >>> from aligner.languages.en.quantities import read
        >>> [part_of_period(read(text)[0], text) for text in ("early April", "the end of 2024", "in April")]
        ['early', 'late', None]
    """
    before = text[max(0, quantity.span.start - WINDOW) : quantity.span.start]
    early, late = EARLY.search(before), LATE.search(before)
    if late and EARLY_TOO.search(before, 0, late.start() + 1):
        return None  # both ends of the period: from early to late April
    if early:
        return "early"
    return "late" if late else None


# Without the words that are bounds themselves: no more than, did not exceed.
DENIES = expression(
    r"\b(?:(?:no|(?:can|did |does |do |is |was |may |must |should |will )?not)"
    r"(?! (?:to )?(?:be )?(?:more|less|fewer|later|earlier|longer|exceed|surpass|top|reach|go)\w*\b)"
    r"|none|never|nobody|nothing|except|unless|without)\b"
    r"|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b(?! (?:exceed|reach)\b)",
    re.IGNORECASE,
)
# What is left of a whole, and what is added to one.
REST = expression(
    r"\b(?:rest|others?|remaining|remainder|another|additional|extra|add(?:s|ed|ing)?)\b", re.IGNORECASE
)
# Words that only hint at it: a change, a limit, a denial.
CHANGE = expression(
    r"\b(?:only|left|but|cannot|not|never|no|none|wrong|without|fail\w*|by|from|up|down|more|fewer|less|compared"
    r"|(?:expand|increas|rais|reduc|gain|widen|shorten|extend)(?:s|ed|es|ing|e)?)\b"
    r"|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b",
    re.IGNORECASE,
)


COMPARING = Comparing(
    changes=CHANGE,
    denies=DENIES,
    rest=REST,
    dozens=("dozen",),
    half_day=expression(r"[ap]\.? ?m|noon|night|morning|evening", re.IGNORECASE),
    meant={"degree": ("degree", "C", "F")},
    part_of_period=part_of_period,
)
