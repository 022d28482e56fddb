"""Reads the quantities of an English text.

One scan over words and digits: a word is looked up once, and only a word that can begin a number, a date or
an idiom (doubled, quarterfinals, one-on-one) wakes a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.languages.en.figures import end_of_digits, read_figure
from aligner.languages.en.words import rules_by_word
from aligner.model.quantity import Quantity
from aligner.numerals.rules import first_reading

_TOKEN = re.compile(r"[A-Za-z]+|\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")


def readings(text: str) -> Iterator[tuple[str, list[Quantity]]]:
    """The name of each rule that read something, left to right, and what it read.

    Nothing is read where a rule says that the characters are no quantity (one another).

    Examples:
        >>> [(rule, [one.value for one in found]) for rule, found in readings("3. Two dozen met one another")]
        [('item number', []), ('numeral in words', [24]), ('numeral in words', [])]
    """
    waking = rules_by_word()
    position = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        word = token.lower()
        rules = waking.get(word)
        if rules is None and token.isalpha():
            continue
        start = match.start()
        if start < position:
            continue
        if rules is None:
            rule, here = read_figure(text, start)
            if not here:
                position = end_of_digits(text, start)
        elif start and text[start - 1].isalpha():
            continue
        else:
            rule, here = first_reading(rules, text, start, match.end(), word)
        if here:
            position = here[-1].span.end
        if rule:
            yield rule, here


def read(text: str) -> list[Quantity]:
    """Quantities of an English text, left to right, not overlapping."""
    found: list[Quantity] = []
    for _, here in readings(text):
        while here and found and here[0].span.start < found[-1].span.end:
            found.pop()
        found += here
    return found
