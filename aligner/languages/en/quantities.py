"""Reads the quantities of an English text.

One scan over words and digits: a word is looked up once, and only a word that can begin a number, a date or
an idiom (doubled, quarterfinals, one-on-one) wakes a reader.
"""

from __future__ import annotations

import re

from aligner.languages.en.figures import end_of_digits, read_figure
from aligner.languages.en.words import read_word, triggers
from aligner.model.quantity import Quantity

_TOKEN = re.compile(r"[A-Za-z]+|\d|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")


def read(text: str) -> list[Quantity]:
    """Quantities of an English text, left to right, not overlapping."""
    found: list[Quantity] = []
    waking = triggers()
    position = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < position:
            continue
        token = match.group()
        if token[0].isalpha():
            lower = token.lower()
            if lower not in waking or (start and text[start - 1].isalpha()):
                continue
            here = read_word(text, start, match.end(), lower)
        else:
            here = read_figure(text, start)
            if not here:
                position = end_of_digits(text, start)
        if here:
            while found and here[0].span.start < found[-1].span.end:
                found.pop()
            found += here
            position = here[-1].span.end
    return found
