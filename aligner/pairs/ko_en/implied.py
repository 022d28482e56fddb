"""Numbers that Korean and English say in other words: 양국, both; 광복절, Liberation Day.

Words that imply a number are a table, `ko_en/implied.tsv`. Two habits are code: 9명 중 7명 is also "seven to
two", and 후반 38분 "the 83rd minute".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache

from aligner.languages import language
from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.tables import read_table

# Minutes played before a period of a football match; English counts through.
PERIODS = {"연장 후반": 105, "연장 전반": 90, "후반": 45}
PERIOD = re.compile(rf"({'|'.join(PERIODS)})\s?$")
OF = re.compile(r"\s?(?:가운데|중)(?:에서?)?\s")


@cache
def implied(code: LanguageCode) -> Mapping[Fraction | str, Sequence[re.Pattern[str]]]:
    """By number, or day of a feast, the words of a language that imply it."""
    found: dict[Fraction | str, list[re.Pattern[str]]] = {}
    edge = language(code).edge
    for _, row in read_table("ko_en/implied.tsv"):
        if row["language"] == code:
            words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in row["words"].split("|"))
            value = row["value"] if row["value"].startswith("X") else Fraction(row["value"])
            found.setdefault(value, []).append(re.compile(f"{edge}(?:{words}){edge}", re.IGNORECASE))
    return found


def said_otherwise(
    korean: Quantity, english: Quantity, text: str, others: Sequence[tuple[Quantity, Quantity]]
) -> bool:
    """Whether numbers that differ say the same: 9명 중 7명, seven to two; 후반 38분, the 83rd minute.

    Args:
        korean, english: Quantities of the two sides.
        text: What the Korean one was read from.
        others: Pairs (Korean, English) that agree.
    """
    if isinstance(korean.value, str) or isinstance(english.value, str):
        return False
    period = PERIOD.search(text, max(0, korean.span.start - 7), korean.span.start)
    if period and english.value == korean.value + PERIODS[period[1]]:
        return True
    part = next(
        (there for here, there in others if OF.fullmatch(text, korean.span.end, here.span.start)), None
    )
    return (
        part is not None
        and not isinstance(part.value, str)
        and Fraction(part.value) + Fraction(english.value) == korean.value
    )
