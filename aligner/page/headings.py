"""Find the headline and the deck of an article among the lines above its body.

Above the original there are sections, buttons, dates and, somewhere among them, the headline; above the
translation, below the notice, there is hardly anything else. Both zones are read together: a line is likelier
a heading if it shares words with its article, has the length of a headline, is part of the page's `<title>`,
and if the other zone has a line that may be its translation (length, numbers, Latin words). The choice is a
small dynamic programme over both zones, so headings keep their order and are paired.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.expressions import compiled
from aligner.languages.manners import LETTERS_PER_SYLLABLE
from aligner.page.bodies import Block, Body, word_overlap
from aligner.page.forms import Forms, fold_line

# At most this many candidates are examined above a body; it cuts off menus of hundreds of entries.
_FARTHEST = 40
HEADLINE_SPREAD = 0.45  # standard deviation of ln(length ratio of two headlines)
_SHORTEST = 8  # syllables; section names and buttons are shorter, headlines hardly ever

# Log odds.
DECK = 1.5  # added to a line right below the headline: it is a deck
PARTED = 3.0  # of a sentence above the byline: it is a headline
NEIGHBOUR = 0.5  # a line next to a chosen heading needs at least this
_UNPAIRED = 2.0  # taken from a heading without a counterpart on the other side
_ALONE = 0.5  # the least for a headline where the other side has no candidates

_TOKEN = compiled(r"\d+|[A-Z][A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading: its block, the block's number, and the log odds that it is one."""

    number: int
    block: Block
    odds: float

    @property
    def is_long(self) -> bool:
        """Whether it is longer than section names and buttons are."""
        return self.block.mass >= _SHORTEST * LETTERS_PER_SYLLABLE


def candidates(
    blocks: Sequence[Block],
    body: Body,
    floor: int,
    article_stems: Counter[str],
    titles: Sequence[str],
    forms: Forms,
) -> list[Candidate]:
    """Collect the unmarked lines in the body's language from block `floor` to the body's text, in order.

    Args:
        article_stems: Stems of the article, as `vocabulary` counts them.
        titles: Titles of the page from its mark-up.
    """
    nearest_first: list[Candidate] = []
    for number in range(text_starts(blocks, body) - 1, floor - 1, -1):
        block = blocks[number]
        if block.language != body.language or block.mark is not None:
            continue
        odds = PARTED if block.prose else _odds(block, len(nearest_first), article_stems, titles, forms)
        nearest_first.append(Candidate(number, block, odds))
        if len(nearest_first) == _FARTHEST:
            break
    return _with_decks(nearest_first[::-1])


def text_starts(blocks: Sequence[Block], body: Body) -> int:
    """Return the number of the block where the text of a body begins.

    If a byline, date or caption follows the first prose line, that line is a headline in a full sentence, and
    the text begins below it.
    """
    parted: int | None = None
    for number in range(body.first + 1, body.last + 1):
        block = blocks[number]
        if parted is None and block.mark in ("byline", "dateline", "caption"):
            parted = number
        if block.prose and block.language == body.language:
            return body.first if parted is None else parted
    return body.first


def _with_decks(lines: list[Candidate]) -> list[Candidate]:
    """Raise the odds of the lines right below the likeliest headline: only a deck is placed there."""
    if not lines:
        return lines
    top = max(range(len(lines)), key=lambda position: lines[position].odds)
    for position in range(top + 1, len(lines)):
        line, before = lines[position], lines[position - 1]
        if line.number - before.number > 2:
            break
        if line.is_long and not lines[top].block.text.endswith("."):
            lines[position] = replace(line, odds=line.odds + DECK)
    return lines


def _odds(
    block: Block, between: int, article_stems: Counter[str], titles: Sequence[str], forms: Forms
) -> float:
    """Log odds that a line is a heading, by its form, the words it shares with the article, and its distance.

    The weights are set by hand, on `examples/articles` and the development pages.

    Args:
        between: Number of candidates between the line and the body.
    """
    size = block.mass / LETTERS_PER_SYLLABLE  # in syllables, for both languages
    odds = -1.0 if size >= _SHORTEST else -3.0
    if size < 5 or size > 75:
        odds -= 2.0
    odds += 4.0 * word_overlap(block, article_stems)
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
    first_manners, second_manners = forms.both
    signs = (second.mass / second_manners.says + 1) / (first.mass / first_manners.says + 1)
    ratio = math.log(signs / forms.pair.page.headline_ratio) / HEADLINE_SPREAD
    shared = set(_TOKEN.findall(first.text)) & set(_TOKEN.findall(second.text))
    return 1.0 - min(ratio * ratio / 2, 4.0) + 1.5 * min(len(shared), 3)


def choose(
    first: Sequence[Candidate], second: Sequence[Candidate], forms: Forms
) -> tuple[list[int], list[int]]:
    """Choose the headings in both languages; returns their block numbers, in order."""
    paired = first and second
    chosen = _pair_off(first, second, forms) if paired else (_likeliest(first), _likeliest(second))
    return _with_neighbours(first, chosen[0]), _with_neighbours(second, chosen[1])


def _likeliest(lines: Sequence[Candidate]) -> list[int]:
    """Choose one headline where the other side has no line to compare with; empty if none is likely."""
    best = max(lines, key=lambda candidate: candidate.odds, default=None)
    return [best.number] if best and best.odds >= _ALONE else []


def _pair_off(
    first: Sequence[Candidate], second: Sequence[Candidate], forms: Forms
) -> tuple[list[int], list[int]]:
    """Choose the headings with the highest sum of log odds.

    A pair adds the odds of both lines, and the odds that they are translations of each other. A line without
    a counterpart needs high odds of its own, because the other side does have candidates.
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
                of_first, of_second = first[row - 1], second[column - 1]
                odds = of_first.odds + of_second.odds + mirror(of_first.block, of_second.block, forms)
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


def _with_neighbours(lines: Sequence[Candidate], chosen: list[int]) -> list[int]:
    """Add each likely heading right beside a chosen one, even if the other side has no counterpart for it."""
    numbers = set(chosen)
    for upper, lower in itertools.pairwise(lines):
        if lower.number - upper.number == 1 and (upper.number in numbers) != (lower.number in numbers):
            numbers |= {c.number for c in (upper, lower) if c.odds >= NEIGHBOUR and c.is_long}
    return sorted(numbers)
