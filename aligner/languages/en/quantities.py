"""Reading of the quantities of an English text.

One scan goes over words and digits. Each word is looked up once, and rules are tried only at words that can
begin a number, a date or an idiom (doubled, quarterfinals, one-on-one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import compiled
from aligner.languages.en.codes import end_of_digits
from aligner.languages.en.figures import read_figure
from aligner.languages.en.stems import first_runs, small_words
from aligner.languages.en.words import rules_by_word, words_behind_article
from aligner.model.quantity import Quantity
from aligner.numerals.exact import VULGAR
from aligner.numerals.rules import first_reading

_FIGURE = compiled(rf"[\d{''.join(VULGAR)}]")


@cache
def _first_runs() -> frozenset[str]:
    """Return runs of letters, at least one of which is in any text with a word that triggers a rule."""
    return first_runs({*rules_by_word()} - {"a", "an"}) | first_runs(words_behind_article())


@cache
def _starts() -> re.Pattern[str]:
    """Return the pattern of places in a lower-case text where a quantity may begin: digits or trigger words.

    An article counts only before one of a few words.
    """
    by_first: dict[str, list[str]] = {}
    for word in rules_by_word():
        if word not in ("a", "an"):
            by_first.setdefault(word[0], []).append(word[1:])
    words = [
        f"{first}(?:{'|'.join(sorted(map(re.escape, rests), key=lambda rest: (-len(rest), rest)))})"
        for first, rests in sorted(by_first.items())
    ]
    article = rf"an?(?= (?:{'|'.join(sorted(words_behind_article()))})(?![a-z]))"
    return compiled(rf"(?<![a-z])(?:{'|'.join([*words, article])})(?![a-z]|_[a-z])|[\d{''.join(VULGAR)}]")


def readings(text: str) -> Iterator[tuple[str, list[Quantity]]]:
    """Yield the name of each rule that read something and the quantities that it read, left to right.

    The list is empty where a rule decides that the words are no quantity (one another).

    Examples:
        >>> [(rule, [q.value for q in values]) for rule, values in readings("3. Two dozen met one another")]
        [('item number', []), ('numeral in words', [24]), ('numeral in words', [])]
    """
    waking, starts = rules_by_word(), _starts()
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals of other alphabets have two lower-case letters
        lowered = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    if _first_runs().isdisjoint(small_words(lowered)) and not _FIGURE.search(lowered):
        return
    position = 0
    while match := starts.search(lowered, position):
        word, start, position = match[0], match.start(), match.end()
        rules = waking.get(word)
        if rules is None:
            rule, quantities = read_figure(text, start)
            if not quantities:
                position = end_of_digits(text, start)
        elif start and text[start - 1].isalpha():
            continue
        else:
            rule, quantities = first_reading(rules, text, start, position, word)
        if quantities:
            position = max(position, quantities[-1].span.end)
        if rule:
            yield rule, quantities


def read(text: str) -> list[Quantity]:
    """Return the quantities of an English text, left to right, not overlapping."""
    kept: list[Quantity] = []
    for _, quantities in readings(text):
        while quantities and kept and quantities[0].span.start < kept[-1].span.end:
            kept.pop()
        kept += quantities
    return kept
