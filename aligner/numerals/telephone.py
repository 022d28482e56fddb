"""Telephone numbers that a reader of numbers would take apart: +82-2-123-4567, 051) 123-4567, 02 123 4567.

ITU-T E.123 writes a number with `+` and the code of the country, or with a zero and the code of the area,
which may stand in brackets; E.164 allows 15 digits at most. Numbers with hyphens
alone are read by each language.
"""

from __future__ import annotations

from aligner.expressions import expression
from aligner.model.quantity import Quantity
from aligner.model.text import Span

_WITH_COUNTRY = expression(r"[1-9]\d{0,2}(?:[ .-]?\(\d{1,4}\) ?|[ .-])\d{1,4}(?:[ .-]\d{3,4}){1,3}(?!\d)")
_WITH_AREA = expression(r"0\d{1,2}(?:\) ?|[ -])\d{3,4}[ -]\d{4}(?!\d)")
# E.164: digits of a number with the code of its country. The shortest numbers in use have eight.
DIGITS = range(8, 16)


def read_telephone(text: str, start: int) -> list[Quantity] | None:
    """Read a telephone number whose first digit stands at `start`; its value keeps the sign `+`."""
    if start and text[start - 1] == "+":
        match = _WITH_COUNTRY.match(text, start)
        begin = start - 1
    elif text[start] == "0":
        match = _WITH_AREA.match(text, start)
        begin = start
    else:
        return None
    if match is None or sum(map(str.isdigit, match.group())) not in DIGITS:
        return None
    written = text[begin : match.end()]
    return [Quantity(written, None, "identifier", written, Span(begin, match.end()))]
