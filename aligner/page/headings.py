"""Which lines above a body are its headline and deck.

Above the original stand sections, buttons, dates and somewhere among them the headline; above the
translation, below the notice, stands hardly anything else. Both zones are read together: a line is likelier a
heading if it shares words with its article, has the length of a headline, stands in the page's `<title>`,
and if the other zone has a line that may be its translation (length, numbers, Latin words). The choice is a
small dynamic programme over both zones, so headings keep their order and pair off.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.languages.manners import LETTERS_PER_SYLLABLE
from aligner.page.bodies import Block, Body, kinship
from aligner.page.forms import Forms, fold_line

# Candidates looked at above a body; menus of hundreds of entries end here.
_FARTHEST = 40
HEADLINE_SPREAD = 0.45  # of the logarithm of the ratio of two headlines

# Log odds: a line below the headline is a deck; a sentence above the byline is a headline.
DECK = 1.5
_SHORTEST = 8  # syllables; section names and buttons are shorter, headlines hardly ever
PARTED = 3.0
NEIGHBOUR = 0.5
_UNPAIRED = 2.0
_ALONE = 0.5

_TOKEN = re.compile(r"\d+|[A-Z][A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading: its block number and how likely its form makes it (log odds)."""

    number: int
    block: Block
    odds: float

    @property
    def is_long(self) -> bool:
        """Longer than section names and buttons are."""
        return self.block.mass >= _SHORTEST * LETTERS_PER_SYLLABLE


def candidates(
    blocks: Sequence[Block],
    body: Body,
    floor: int,
    company: Counter[str],
    titles: Sequence[str],
    forms: Forms,
) -> list[Candidate]:
    """Unmarked lines of the body's language between block `floor` and its text, in order."""
    found: list[Candidate] = []
    for number in range(text_starts(blocks, body) - 1, floor - 1, -1):
        block = blocks[number]
        if block.language != body.language or block.mark is not None:
            continue
        odds = PARTED if block.prose else _odds(block, len(found), company, titles, forms)
        found.append(Candidate(number, block, odds))
        if len(found) == _FARTHEST:
            break
    return _with_decks(found[::-1])


def text_starts(blocks: Sequence[Block], body: Body) -> int:
    """Where the text of a body begins: below the byline, date or caption that parts off its first prose line.

    Such a first line is a headline in a full sentence.
    """
    parted: int | None = None
    for number in range(body.first + 1, body.last + 1):
        block = blocks[number]
        if parted is None and block.mark in ("byline", "dateline", "caption"):
            parted = number
        if block.prose and block.language == body.language:
            return body.first if parted is None else parted
    return body.first


def _with_decks(found: list[Candidate]) -> list[Candidate]:
    """Raise the odds of what stands right below the likeliest headline: nothing but a deck does."""
    if not found:
        return found
    top = max(range(len(found)), key=lambda position: found[position].odds)
    for position in range(top + 1, len(found)):
        one, before = found[position], found[position - 1]
        if one.number - before.number > 2:
            break
        if one.is_long and not found[top].block.text.endswith("."):
            found[position] = replace(one, odds=one.odds + DECK)
    return found


def _odds(block: Block, between: int, company: Counter[str], titles: Sequence[str], forms: Forms) -> float:
    """Log odds that a line is a heading, by its form, company and distance.

    The weights are set by hand, on `examples/articles` and the development pages.
    """
    size = block.mass / LETTERS_PER_SYLLABLE  # in syllables, for both languages
    odds = -1.0 if size >= _SHORTEST else -3.0
    if size < 5 or size > 75:
        odds -= 2.0
    odds += 4.0 * kinship(block, company)
    words = block.manners.headline_words if block.manners else None
    if words is not None and len(block.text.split()) >= words:
        odds += 1.0
    if forms.headline_sign.search(block.text):
        odds += 0.7
    if block.polite or forms.menu_sign.search(block.text):
        odds -= 2.0
    if any(manners.menu.search(block.text) for manners in forms.both if manners.menu):
        odds -= 1.5
    if any(_same_title(block, title) for title in titles):
        odds += 4.0
    return odds - 0.15 * between


def _same_title(block: Block, title: str) -> bool:
    spaced = block.manners is not None and block.manners.spaced
    folded = fold_line(block.text, spaced=spaced)
    return len(folded) >= 6 and folded in fold_line(title, spaced=spaced)


def mirror(first: Block, second: Block, forms: Forms) -> float:
    """Log odds that two headings are translations of each other."""
    one, other = forms.both
    signs = (second.mass / other.says + 1) / (first.mass / one.says + 1)
    ratio = math.log(signs / forms.pair.page.headline_ratio) / HEADLINE_SPREAD
    shared = set(_TOKEN.findall(first.text)) & set(_TOKEN.findall(second.text))
    return 1.0 - min(ratio * ratio / 2, 4.0) + 1.5 * min(len(shared), 3)


def choose(
    first: Sequence[Candidate], second: Sequence[Candidate], forms: Forms
) -> tuple[list[int], list[int]]:
    """Block numbers of the headings in both languages."""
    paired = first and second
    chosen = _pair_off(first, second, forms) if paired else (_likeliest(first), _likeliest(second))
    return _with_neighbours(first, chosen[0]), _with_neighbours(second, chosen[1])


def _likeliest(found: Sequence[Candidate]) -> list[int]:
    """The one likely headline where the other side has no line to compare with, if there is one."""
    best = max(found, key=lambda candidate: candidate.odds, default=None)
    return [best.number] if best and best.odds >= _ALONE else []


def _pair_off(
    first: Sequence[Candidate], second: Sequence[Candidate], forms: Forms
) -> tuple[list[int], list[int]]:
    """The choice with the highest sum of log odds.

    A pair adds the odds of both lines and what speaks for their being translations; a line without a
    counterpart needs much by itself, as the other side has headings to offer.
    """
    rows, columns = len(first), len(second)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[str]] = [[""] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            options: list[tuple[float, str]] = [] if row or column else [(0.0, "")]
            if row:
                above = best[row - 1][column]
                options += [(above, "skip first"), (above + first[row - 1].odds - _UNPAIRED, "first")]
            if column:
                left = best[row][column - 1]
                options += [(left, "skip second"), (left + second[column - 1].odds - _UNPAIRED, "second")]
            if row and column:
                one, other = first[row - 1], second[column - 1]
                odds = one.odds + other.odds + mirror(one.block, other.block, forms)
                options.append((best[row - 1][column - 1] + odds, "pair"))
            best[row][column], step[row][column] = max(options, key=lambda option: option[0])
    chosen: tuple[list[int], list[int]] = ([], [])
    row, column = rows, columns
    while row or column:
        move = step[row][column]
        if move in ("first", "pair"):
            chosen[0].append(first[row - 1].number)
        if move in ("second", "pair"):
            chosen[1].append(second[column - 1].number)
        row -= move in ("first", "pair", "skip first")
        column -= move in ("second", "pair", "skip second")
    return chosen


def _with_neighbours(found: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """A likely heading right beside a chosen one belongs to it, though the other side has none for it."""
    numbers = set(chosen)
    for one, other in itertools.pairwise(found):
        if other.number - one.number == 1 and (one.number in numbers) != (other.number in numbers):
            numbers |= {c.number for c in (one, other) if c.odds >= NEIGHBOUR and c.is_long}
    return sorted(numbers)
