"""Classify quantities without a counterpart: missing, added, or a number that languages omit freely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from aligner.expressions import compiled
from aligner.model.quantity import Quantity
from aligner.numerals.units import unit
from aligner.pairs import LanguagePair
from aligner.quantities import strength
from aligner.quantities.difference import Difference, DifferenceKind
from aligner.quantities.equality import relate
from aligner.quantities.implied import implied_by_words
from aligner.quantities.known import Known, is_number
from aligner.quantities.moments import VAGUE
from aligner.quantities.reading import Reading

FREE_VALUES = (0, 1, 2)
BRACKET_BETWEEN = compiled(r"[^\d()]{0,12}\((?:[^\d()]{0,16})")
_OPENING = tuple('"\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{LEFT CORNER BRACKET}')
_FREE_UNITS = ("weekday", "half")
_AGREE = ("equal", "converted")
STAY = 5  # characters between the nights and the days of one stay: 2박 3일, two nights and three days
# A list of this many single words may be rendered by their number; two words are no list.
LISTED = range(3, 8)
BETWEEN = r", |\s?[·、/]\s?"
# No word is cut: from its middle nothing else would be found, in the square of its length.
WORDS_LISTED = compiled(rf"(?<![\w'.-])[\w'.-]++(?:(?:{BETWEEN})[\w'.-]++){{2,}}")
# A sentence with more percentages than that is a table, where a step is found between any two.
MOST_SHARES = 50


def is_free(quantity: Quantity) -> bool:
    """Whether languages omit the number freely: it is 0, 1 or 2 and has no unit of measure."""
    return (
        is_number(quantity)
        and quantity.value in FREE_VALUES
        and unit(quantity.unit) is None
        and quantity.kind not in ("ratio", "score")
    )


def lone(
    place: int,
    here: Reading,
    there: Reading,
    pair: LanguagePair,
    matched: Sequence[tuple[int, int]],
    agreeing: int,
    *,
    missing: bool,
    is_reckoned: bool,
) -> list[Difference]:
    """Return the difference that a quantity without a partner makes: none or one.

    Args:
        place: Place of the quantity on its side.
        here: The side of the quantity.
        there: The other side.
        pair: The pair of languages.
        matched: Places of quantities that have a partner, on its side and on the other side.
        agreeing: How many of these pairs agree.
        missing: Whether its side is the source.
        is_reckoned: Whether it follows from other numbers, see `reckoned`.
    """
    quantity = here.quantities[place]
    if quantity.kind == "identifier" or implied_by_words(quantity, there.text, there.language.code, pair):
        return []
    if _is_a_step(here.known[place], there) or _is_of_a_stay(place, here, there, matched):
        return []
    kind: DifferenceKind = "number_missing" if missing else "number_added"
    source: tuple[Quantity, ...] = (quantity,) if missing else ()
    target: tuple[Quantity, ...] = () if missing else (quantity,)
    repeated = any(relate(here.known[place], there.known[held]).relation in _AGREE for _, held in matched)
    if (
        repeated
        or _is_optional(quantity, here)
        or _is_converted_here(quantity, here)
        or _counts_a_list(quantity, there)
        or is_reckoned
    ):
        return [Difference(kind, source, target, strength.FREE, "info")]
    return [Difference(kind, source, target, strength.of_lone(quantity, agreeing), "warning")]


def _is_optional(quantity: Quantity, here: Reading) -> bool:
    """Whether a quantity is a number or a moment that languages add or omit freely."""
    return (
        str(quantity.value).startswith(VAGUE)
        or is_free(quantity)
        or quantity.unit in _FREE_UNITS
        or quantity.kind == "time"
        or _begins_a_title(quantity, here)
        or here.language.comparing.is_day_of_report(quantity, here.text)
    )


def _counts_a_list(quantity: Quantity, there: Reading) -> bool:
    """Whether the other side lists this number of words, without counting them: `red, blue, green`."""
    if not is_number(quantity) or unit(quantity.unit) is not None or quantity.value not in LISTED:
        return False
    return quantity.value in _listed(there.text)


@lru_cache(maxsize=64)  # asked for each number that is alone, of the same few texts
def _listed(text: str) -> frozenset[int]:
    """How many words stand in each list of a text."""
    return frozenset(len(re.split(BETWEEN, words)) for words in WORDS_LISTED.findall(text))


def _begins_a_title(quantity: Quantity, here: Reading) -> bool:
    """Whether a number in words begins a quotation, which may be a name: `"Seven Samurai"`."""
    return (
        quantity.unit is None
        and not strength.in_digits(quantity)
        and here.text[max(0, quantity.span.start - 1) : quantity.span.start] in _OPENING
    )


def _is_a_step(known: Known, there: Reading) -> bool:
    """Whether points are the difference of two percentages of the other side: from 3 to 5 percent."""
    if known.unit != "%p":
        return False
    shares = [other.value for other in there.known if other.unit == "%"]
    return len(shares) <= MOST_SHARES and any(
        abs(share - other) == known.value for n, share in enumerate(shares) for other in shares[n + 1 :]
    )


def _is_of_a_stay(place: int, here: Reading, there: Reading, matched: Sequence[tuple[int, int]]) -> bool:
    """Whether the nights tell the days of a stay, or the days its nights: two nights and three days.

    Args:
        place: Place of a quantity without a counterpart.
        here: Its side.
        there: The other side.
        matched: Places of quantities that have a partner, on its side and on the other side.
    """
    own = here.known[place]
    if own.unit not in ("night", "day"):
        return False
    for other, partner in matched:
        if abs(other - place) != 1 or here.known[other].unit != there.known[partner].unit:
            continue
        nights, days = (here.known[n] for n in sorted((place, other)))
        gap = days.quantity.span.start - nights.quantity.span.end
        if (nights.unit, days.unit) == ("night", "day") and nights.value + 1 == days.value and gap <= STAY:
            return True
    return False


def _is_converted_here(quantity: Quantity, here: Reading) -> bool:
    """Whether the side itself repeats the amount in another unit, in brackets: 50억 달러(약 6조원)."""
    own = unit(quantity.unit)
    if own is None:
        return False
    for other in here.quantities:
        its = unit(other.unit)
        if its is None or its.code == own.code:
            continue
        if its.dimension != own.dimension and not (its.is_currency and own.is_currency):
            continue
        first, second = sorted((quantity, other), key=lambda amount: amount.span)
        if BRACKET_BETWEEN.fullmatch(here.text, first.span.end, second.span.start):
            return True
    return False
