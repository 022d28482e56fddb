"""Numbers that the other side says in other words, or need not say.

Words that imply a number (양국, both; 광복절, Liberation Day) are a table, `ko_en/implied.tsv`.
Four habits are code: 9명 중 7명 is also "seven to two", 후반 38분 "the 83rd minute", 1~9월 "the first nine
months", and the day on which something was said (`로이터통신은 21일 ... 전했다`) stands in every Korean
report and in few English ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise

from aligner.model.quantity import Quantity
from aligner.model.text import Language
from aligner.tables import read_table

_MOST_CACHED = 256  # texts and values; a list of numbers asks the same of one text again and again
HANGUL = re.compile(r"[가-힣]")
# Minutes played before a period of a football match; English counts through.
PERIODS = {"연장 후반": 105, "연장 전반": 90, "후반": 45}
PERIOD = re.compile(rf"({'|'.join(PERIODS)})\s?$")
OF = re.compile(r"\s?(?:가운데|중)(?:에서?)?\s")
# 27일(현지시간): the writer translates a foreign report.
LOCAL_TIME = re.compile(r"\s?[(\N{FULLWIDTH LEFT PARENTHESIS}](?:이하 )?(?:현지|한국)\s?(?:시[간각])?")
# `은 21일 `: behind the topic or subject, or first of all; not `6월 21일`, `21일부터`.
BEHIND_TOPIC = re.compile(r"(?:^|[은는이가서며고,”\"\N{RIGHT SINGLE QUOTATION MARK}'])\s*$")
LONGEST_ENDING = 24  # characters at the end of a sentence in which its verb stands


@cache
def _implied() -> dict[str, list[tuple[Fraction | str, re.Pattern[str]]]]:
    """By language: a number, or the day of a feast, and the words that imply it."""
    found: dict[str, list[tuple[Fraction | str, re.Pattern[str]]]] = {"ko": [], "en": []}
    for _, row in read_table("ko_en/implied.tsv"):
        words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in row["words"].split("|"))
        whole = words if row["language"] == "ko" else rf"\b(?:{words})\b"
        value = row["value"] if row["value"].startswith("X") else Fraction(row["value"])
        found[row["language"]].append((value, re.compile(whole, re.IGNORECASE)))
    return found


@cache
def _saying() -> re.Pattern[str]:
    """The verb of a report with the end of its sentence: `...고 21일 밝혔다.`"""
    stems = "|".join(row["stem"] for _, row in read_table("ko/reporting_verbs.tsv"))
    return re.compile(rf"(?:{stems})(?:다|습니다)[.”\"]?$")


def language(text: str) -> Language:
    """Korean if the text holds a syllable of it."""
    return "ko" if HANGUL.search(text) else "en"


def implied_by_words(quantity: Quantity, text: str) -> bool:
    """Whether the other text has a word that implies the quantity (양국, both; 광복절, Liberation Day).

    Examples:
        >>> from aligner.quantities import read_quantities
        >>> (both,) = read_quantities("both sides", "en") or read_quantities("two sides", "en")
        >>> implied_by_words(both, "양측은 다시 만나기로 했다.")
        True
    """
    return _implies(text, quantity.value if isinstance(quantity.value, str) else Fraction(quantity.value))


@lru_cache(maxsize=_MOST_CACHED)
def _implies(text: str, value: Fraction | str) -> bool:
    return any(known == value and pattern.search(text) for known, pattern in _implied()[language(text)])


def said_otherwise(
    one: Quantity, two: Quantity, one_text: str, two_text: str, others: Sequence[tuple[Quantity, Quantity]]
) -> bool:
    """Whether numbers that differ say the same: 9명 중 7명, seven to two; 후반 38분, the 83rd minute.

    Args:
        one, two: Quantities of the two sides.
        one_text, two_text: What they were read from.
        others: Pairs that agree, in the order of `one` and `two`.
    """
    if language(one_text) != "ko":
        return language(two_text) == "ko" and said_otherwise(
            two, one, two_text, one_text, [pair[::-1] for pair in others]
        )
    if isinstance(one.value, str) or isinstance(two.value, str):
        return False
    period = PERIOD.search(one_text, max(0, one.span.start - 7), one.span.start)
    if period and two.value == one.value + PERIODS[period[1]]:
        return True
    part = next(
        (there for here, there in others if OF.fullmatch(one_text, one.span.end, here.span.start)), None
    )
    return (
        part is not None
        and not isinstance(part.value, str)
        and Fraction(part.value) + Fraction(two.value) == one.value
    )


def months_so_far(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> set[int]:
    """The months from January on that the other side counts: 1~9월, the first nine months.

    Args:
        quantities: Of the side that names the first and the last month.
        others: Of the side that counts them.

    Returns:
        `id` of the quantities of both sides that say the same; empty if no such pair is there.
    """
    for january, last in pairwise(quantities):
        if january.value != "XXXX-01" or january.partner != last.span or last.unit != "month":
            continue
        for first, count in pairwise(others):
            if (first.value, first.unit) == (1, "ordinal") and (count.value, count.unit) == (
                int(str(last.value)[-2:]),
                "month",
            ):
                return {id(january), id(last), id(first), id(count)}
    return set()


def is_day_of_report(quantity: Quantity, text: str) -> bool:
    """Whether a Korean day says no more than when something was said: `8일 말했다`, `27일(현지시간)`.

    Examples:
        >>> from aligner.quantities import read_quantities
        >>> for text in ("로이터통신은 21일 양측이 합의했다고 전했다.", "양측은 21일 만난다."):
        ...     is_day_of_report(read_quantities(text, "ko")[0], text)
        True
        False
    """
    if quantity.kind != "date" or quantity.unit != "day" or not str(quantity.value).startswith("XXXX-XX-"):
        return False
    if LOCAL_TIME.match(text, quantity.span.end):
        return True
    start = max(0, len(text) - LONGEST_ENDING)
    verb = _saying().search(text[start:].rstrip())
    if verb is None or not text.startswith(" ", quantity.span.end):
        return False
    if BEHIND_TOPIC.search(text[max(0, quantity.span.start - 3) : quantity.span.start]):
        return True
    between = start + verb.start() - quantity.span.end
    return (
        between <= LONGEST_ENDING
        and " " not in text[quantity.span.end : quantity.span.end + max(0, between)].strip()
    )
