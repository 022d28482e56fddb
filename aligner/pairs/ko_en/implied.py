"""Numbers that Korean and English say in other words: 양국, both; 광복절, Liberation Day; 1.6km, a mile.

Words that imply a number are in `ko_en/implied.tsv`, counters for bundles (달걀 세 판, 90 eggs) in
`ko_en/bundles.tsv`. Some habits are code: 9명 중 7명 may be "seven to two", 후반 38분 may be "the 83rd
minute", 9초대 "under ten seconds", and Korean gives percent of alcohol in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache

from aligner.expressions import expression
from aligner.languages import language
from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode, Span
from aligner.pairs.ko_en.shares import sizes_in_two_numbers
from aligner.pairs.pair import Implied
from aligner.tables import read_table

# Minutes played before each period of a football match; English counts minutes from kick-off.
PERIODS = {"연장 후반": 105, "연장 전반": 90, "후반": 45}
PERIOD = expression(rf"({'|'.join(PERIODS)})\s?$")
# Years of school before each kind of school; American grades are counted from the first.
SCHOOLS = {"중학교": 6, "고등학교": 9, "고교": 9}
SCHOOL = expression(rf"({'|'.join(SCHOOLS)})\s?$")
BY = expression(r"\bby (?:an? )?$", re.IGNORECASE)
_CLOCK = expression(r"T(\d\d):(\d\d)$")
OF = expression(r"\s?(?:가운데|중)(?:에서?)?\s")
# Words that show that degrees are percent of alcohol (17도 of soju), not an angle or a temperature.
SPIRITS = expression(
    r"\balcohol|\b(?:ABV|proof|liquors?|spirits|whiske?y|vodka|soju|wine|beer)\b", re.IGNORECASE
)
_NUMERALS = {
    "한": 1, "두": 2, "세": 3, "석": 3, "네": 4, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9, "열": 10, "스무": 20,
}  # fmt: skip
_SHARES = {None: Fraction(1), "half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)}
_BARE = "bare"  # instead of a unit: only a number without unit, so 112에 신고 but not 경찰 112명
# A third party does not imply the number three.
_IDLE = {"en": r"(?!(?<=third)[ -]part(?:y|ies)\b)"}
# 6-foot-2, 6 feet 2 inches, 6'2".
_FEET_AND_INCHES = expression(
    r"(?<!\d)(\d{1,2})(?:[- ](?:foot|feet|ft)[- ](\d{1,2})(?![\d,.]\d)"
    r"|['\N{PRIME}] ?(\d{1,2})[\"\N{DOUBLE PRIME}])"
)


# Napoleon III, Henry V, World War II; a lone I is a pronoun.
_ROMAN = expression(
    r"(?<=[a-z] )((?!I\b)X{0,3}(?:IX|IV|V?I{0,3}))(?:(?<=[IVX][IVX])(?!\w)|(?<=[IVX])(?![\w.']))"
)
_ROMAN_FIGURES = {"I": 1, "V": 5, "X": 10}


def _roman(written: str) -> int:
    """Return the value of a Roman numeral: XXIII is 23, IX is 9."""
    figures = [_ROMAN_FIGURES[letter] for letter in written]
    return sum(
        -one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True)
    )


@cache
def implied(code: LanguageCode) -> Mapping[Implied, Sequence[re.Pattern[str]]]:
    """Return patterns of the words that imply a number, the day of a feast, or a number with a unit."""
    found: dict[Implied, list[re.Pattern[str]]] = {}
    edge = language(code).edge
    for _, row in read_table("ko_en/implied.tsv"):
        if row["language"] == code:
            words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in row["words"].split("|"))
            pattern = expression(f"{edge}(?:{words}){edge}{_IDLE.get(code, '')}", re.IGNORECASE)
            found.setdefault(_key(row["value"]), []).append(pattern)
    return found


def _key(cell: str) -> Implied:
    value, _, unit = cell.partition(" ")
    number = value if value.startswith("X") else Fraction(value)
    return (number, None if unit == _BARE else unit) if unit else number


@cache
def _bundles() -> tuple[re.Pattern[str], dict[str, tuple[int, str | None]]]:
    """Return a pattern of Korean counts of bundles, and by counter the pieces of a bundle and their unit."""
    rows = [row for _, row in read_table("ko_en/bundles.tsv")]
    sizes = {row["counter"]: (int(row["pieces"]), row["unit"] or None) for row in rows}
    numerals, counters = "|".join(_NUMERALS), "|".join(sorted(sizes, key=len, reverse=True))
    pattern = (
        rf"(?<![가-힣\d])(\d{{1,3}}|{numerals}) ?({counters})(?=[은는이가을를의에로과와도만,.\s]|씩|짜리|$)"
    )
    return expression(pattern), sizes


@cache
def _measures() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of English measures with an article or a share, and the unit codes by name."""
    codes = {
        name: row["code"]
        for _, row in read_table("ko_en/named_units.tsv")
        for name in row["names"].split("|")
    }
    shares = "half|third|quarter"
    pattern = (
        rf"\b(?:(?:an? )?(?P<share>{shares}) (?:of )?an? |an? (?P<part>{shares})[ -](?:of an? )?"
        r"|(?P<bare>half)[ -]|an? )"
        rf"(?P<unit>{'|'.join(sorted(codes, key=len, reverse=True))})\b"
    )
    return expression(pattern, re.IGNORECASE), codes


def named_sizes(code: LanguageCode, text: str) -> list[tuple[Span, Fraction, str | None]]:
    """Return measures in words that the quantity readers do not read: a mile, 6-foot-2, 달걀 세 판.

    Examples:
        >>> named_sizes("en", "It is half a mile away.")
        [(Span(start=6, end=17), Fraction(1, 2), 'mi')]
    """
    measures = _korean_bundles(text) if code == "ko" else _english_measures(text)
    return [*measures, *sizes_in_two_numbers(code, text)]


def _korean_bundles(text: str) -> Iterator[tuple[Span, Fraction, str | None]]:
    pattern, sizes = _bundles()
    if not any(counter in text for counter in sizes):
        return
    for match in pattern.finditer(text):
        number = _NUMERALS.get(match[1]) or int(match[1])
        pieces, unit = sizes[match[2]]
        yield Span(*match.span()), Fraction(number * pieces), unit


def _english_measures(text: str) -> Iterator[tuple[Span, Fraction, str | None]]:
    pattern, codes = _measures()
    lower = text.lower()
    for match in pattern.finditer(text) if any(name in lower for name in codes) else ():
        share = match["share"] or match["part"] or match["bare"]
        yield Span(*match.span()), _SHARES[share and share.lower()], codes[match["unit"].lower()]
    for match in _ROMAN.finditer(text):
        yield Span(*match.span(1)), Fraction(_roman(match[1])), None
    for match in _FEET_AND_INCHES.finditer(text):
        yield Span(*match.span()), Fraction(int(match[1]) * 12 + int(match[2] or match[3])), "in"


def _before_the_hour(korean: Quantity, text: str) -> str | None:
    """Return the time of 12시 15분 전 if it means fifteen minutes before twelve: T11:45; None without 전."""
    match = _CLOCK.match(str(korean.value))
    if match is None or not text.startswith(("전", " 전"), korean.span.end):
        return None
    hour, minute = int(match[1]), int(match[2])
    return f"T{(hour - 1) % 24:02d}:{60 - minute:02d}" if minute else None


def said_otherwise(
    korean: Quantity,
    english: Quantity,
    korean_text: str,
    english_text: str,
    others: Sequence[tuple[Quantity, Quantity]],
) -> bool:
    """Whether quantities that differ mean one amount: 9명 중 7명, seven to two; 9초대, under ten seconds.

    Args:
        korean, english: One quantity of each side.
        korean_text, english_text: The texts from which they were read.
        others: Pairs (Korean, English) that agree.
    """
    if korean.kind == english.kind == "time":
        return _before_the_hour(korean, korean_text) == english.value
    if isinstance(korean.value, str) or isinstance(english.value, str):
        return False
    if korean.unit == "times-as-many" and english.kind == "fraction":  # 1.5배로 늘었다, rose by half
        return (
            BY.search(english_text, 0, english.span.start) is not None and korean.value == english.value + 1
        )
    if (korean.unit, english.unit) == ("degree", "%"):
        return korean.value == english.value and SPIRITS.search(english_text) is not None
    if english.bound == "less_than" and korean_text.startswith("대", korean.span.end):
        return english.value == korean.value + 1 and korean.unit == english.unit
    if korean.unit == "grade" and (school := SCHOOL.search(korean_text[: korean.span.start][-6:])):
        return english.value == korean.value + SCHOOLS[school[1]]
    period = PERIOD.search(korean_text, max(0, korean.span.start - 7), korean.span.start)
    if period and english.value == korean.value + PERIODS[period[1]]:
        return True
    part = next(
        (there for here, there in others if OF.fullmatch(korean_text, korean.span.end, here.span.start)), None
    )
    return (
        part is not None
        and not isinstance(part.value, str)
        and Fraction(part.value) + Fraction(english.value) == korean.value
    )
