"""Find where the articles of a page are, by structure, not by words.

An article consists of prose (lines that end as sentences do); menus, buttons and lists hardly have any. The
languages of the prose, in order, give the layout: a long run of one language is an article or its
translation; a change of language after every paragraph makes an interleaved page. An article then reaches
from its first to its last prose line; the lines between them belong to it unless their form says otherwise.

Prose that is no part of an article is recognised by three signs: its style (some languages write news in
plain style, but buttons and legal notes in polite style: -했다, -하세요), its words (none of them occurs in
the article) and its place (below the rights line, or in a small run of its own).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from aligner.languages.manners import LETTERS_PER_SYLLABLE, PageManners
from aligner.model.text import LanguageCode, Role
from aligner.page.forms import Forms
from aligner.page.lines import Piece
from aligner.page.marks import EMAIL, RIGHTS

# A line is about the subject of the article if the article has at least this share of the line's words.
RELATED = 0.6

# If more than this share of the text is polite sentences (in a language that marks them), the article itself
# is polite: a press release, a letter.
POLITE_SHARE = 0.3

# Interleaved pages change language after each paragraph, so their runs have fewer than 1.8 paragraphs on
# average. Whole articles, one after the other, have runs of many paragraphs.
INTERLEAVED_RUN = 1.8
# If the largest run of a language holds more than this share of its prose, the page is not interleaved. Two
# interleaved paragraphs of unequal length reach 0.6.
DOMINANT = 0.7
# A run of prose below this share of the largest run of its language is a teaser or a legal note, no article.
SMALL_RUN = 0.12
# Largest share of a run that may be cut off as teasers.
TEASERS = 0.3
# A translation says about as much as its original. This is the standard deviation of ln(mass / mass); 0.5 is
# a factor of 1.6.
RATIO_SPREAD = 0.5


@dataclass(frozen=True)
class Block:
    """A line, or wrapped lines joined, that may become a paragraph.

    Attributes:
        pieces: Numbers of its pieces.
        text: Its lines, joined by a space.
        language: The language of its first piece.
        mass: Amount of text, in Latin letters.
        final: Whether it ends as a sentence does.
        manners: The page manners of its language; None without a language.
        mark: The role that its form gives away; None if the form leaves it open.
        prose: Whether it reads like the text of an article.
    """

    pieces: range
    text: str
    language: LanguageCode | None
    mass: float
    final: bool
    manners: PageManners | None
    mark: Role | None
    prose: bool = False

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does, or is far too long for a title or a button."""
        return self.manners is not None and self.manners.is_sentence(self.text, self.mass, self.final)

    @cached_property
    def polite(self) -> bool:
        is_polite = self.manners.is_polite if self.manners else None
        return is_polite is not None and is_polite(self.text)

    @cached_property
    def goes_on(self) -> bool:
        """Whether it is running text although it does not end as a sentence does."""
        return self.manners is not None and self.manners.goes_on(self.text)

    @cached_property
    def stems(self) -> list[str]:
        """Stems of its words, for comparison with other blocks."""
        return self.manners.stems(self.text) if self.manners else []


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one article in one language, as block numbers; `first` and `last` are both included."""

    language: LanguageCode
    first: int
    last: int
    mass: float


@dataclass(frozen=True, slots=True)
class Bodies:
    """All article texts of a page.

    Attributes:
        pairs: Article texts in the first and the second language; None for a language without a text.
        layout: As `Page.layout`.
        skipped: Article texts without a counterpart, which are left out.
    """

    pairs: tuple[tuple[Body | None, Body | None], ...]
    layout: str
    skipped: tuple[Body, ...] = ()


def make_blocks(
    pieces: Sequence[Piece], marks: Sequence[Role | None], ranges: Sequence[range], forms: Forms
) -> list[Block]:
    """Make the blocks of a page and find out which of them are prose.

    Args:
        marks: For each piece, the role that its form gives away.
        ranges: Numbers of the pieces of each block.
    """
    blocks = [_block(pieces, numbers, marks[numbers[0]], forms) for numbers in ranges]
    sentences = [block for block in blocks if _may_be_prose(block) or _may_be_about(block)]
    polite = _is_polite(sentences)
    article_stems = vocabulary([block for block in sentences if polite or not block.polite])
    blocks = [_unmarked(block, article_stems) for block in blocks]
    result = [replace(b, prose=True) if _is_prose(b, article_stems, polite=polite) else b for b in blocks]
    return result if any(block.prose for block in result) else list(map(_as_prose, result))


def _as_prose(block: Block) -> Block:
    """Take an unmarked line for prose: on a page of titles, or without full stops, it may be the article."""
    return replace(block, prose=True) if block.mark is None and block.language else block


def _may_be_prose(block: Block) -> bool:
    return block.mark is None and block.is_sentence


def _is_polite(sentences: Sequence[Block]) -> bool:
    """Whether the article itself is written politely; False if its language does not mark politeness."""
    marking = [block for block in sentences if block.manners and block.manners.is_polite]
    return sum(b.mass for b in marking if b.polite) > POLITE_SHARE * sum(b.mass for b in marking)


def _unmarked(block: Block, article_stems: Counter[str]) -> Block:
    """Remove the mark of a block if the article is about the subject for which the block was marked."""
    related = _may_be_about(block) and word_overlap(block, article_stems) >= RELATED
    return replace(block, mark=None) if related else block


def _is_prose(block: Block, article_stems: Counter[str], *, polite: bool) -> bool:
    """Whether a block reads like the text of an article.

    A polite line beside an article in plain style must share words with the article.
    """
    if not _may_be_prose(block):
        return False
    if polite or not block.polite:
        return True
    enough = RELATED / 2 if block.mass >= 40 * LETTERS_PER_SYLLABLE else RELATED
    return word_overlap(block, article_stems) >= enough and not EMAIL.search(block.text)


def _block(pieces: Sequence[Piece], numbers: range, mark: Role | None, forms: Forms) -> Block:
    first, last = pieces[numbers[0]], pieces[numbers[-1]]
    joined = len(numbers) > 1
    text = " ".join(pieces[n].text for n in numbers) if joined else first.text
    return Block(
        pieces=numbers,
        text=text,
        language=first.language,
        mass=sum(pieces[n].mass for n in numbers),
        final=forms.is_final(text) if joined else last.final,
        manners=forms.manners(first.language) if first.language else None,
        mark=mark,
    )


def _may_be_about(block: Block) -> bool:
    """Whether a block is marked as furniture for its words, yet is a long sentence in plain style.

    The article may be about the subject of these words: copyright, say.
    """
    if block.mark != "furniture" or block.polite or RIGHTS.search(block.text):
        return False
    return block.is_sentence and block.mass >= 20 * LETTERS_PER_SYLLABLE


def vocabulary(blocks: Sequence[Block]) -> Counter[str]:
    """Count for each stem in how many of the blocks it occurs."""
    return Counter(chain.from_iterable(set(block.stems) for block in blocks))


def word_overlap(block: Block, article_stems: Counter[str]) -> float:
    """Share of the words of a block that other blocks have as well, 0 to 1; 0 if it has no words.

    Args:
        article_stems: As `vocabulary` counts them. If the block itself was counted (as plain sentences are),
            it is left out of the count.
    """
    stems = block.stems
    own = 1 if block.prose or (block.is_sentence and not block.polite) else 0
    return sum(article_stems[stem] > own for stem in stems) / len(stems) if stems else 0.0


def find_bodies(blocks: Sequence[Block], codes: tuple[LanguageCode, LanguageCode]) -> Bodies:
    """Pair the runs of prose in both languages.

    Args:
        codes: The first and the second language of the pair.

    Returns:
        No pairs and the layout `empty` if no block is prose.
    """
    prose = [number for number, block in enumerate(blocks) if block.prose]
    runs = _runs(blocks, prose)
    if not runs:
        return Bodies((), "empty")
    if len(runs) >= 3 and len(prose) < INTERLEAVED_RUN * len(runs) and not _dominated(runs, codes):
        return _interleaved(blocks, prose, codes)
    runs = _trim_runs(blocks, _without_small(blocks, runs))
    pairs, skipped = _pair_runs(runs, codes[0])
    first, second = pairs[0]
    if first is None or second is None:
        layout = f"{codes[0] if second is None else codes[1]}_only"
    else:
        layout = f"{codes[0] if first.first < second.first else codes[1]}_first"
    return Bodies(tuple(pairs), layout, tuple(skipped))


def _dominated(runs: Sequence[Body], codes: tuple[LanguageCode, LanguageCode]) -> bool:
    """Whether each language has one run that holds most of its text: two articles, and some small runs."""
    for language in codes:
        masses = [run.mass for run in runs if run.language == language]
        if not masses or max(masses) < DOMINANT * sum(masses):
            return False
    return True


def _interleaved(
    blocks: Sequence[Block], prose: Sequence[int], codes: tuple[LanguageCode, LanguageCode]
) -> Bodies:
    by_language: dict[LanguageCode, list[int]] = {code: [] for code in codes}
    for number in prose:
        language = blocks[number].language
        if language:
            by_language[language].append(number)
    bodies = [
        Body(language, numbers[0], numbers[-1], sum(blocks[n].mass for n in numbers))
        for language, numbers in by_language.items()
    ]
    return Bodies(((bodies[0], bodies[1]),), "interleaved")


def _runs(blocks: Sequence[Block], prose: Sequence[int]) -> list[Body]:
    """Join neighbouring prose blocks of one language to runs."""
    runs: list[Body] = []
    for number in prose:
        language, mass = blocks[number].language, blocks[number].mass
        if language is None:
            continue
        if runs and runs[-1].language == language:
            runs[-1] = Body(language, runs[-1].first, number, runs[-1].mass + mass)
        else:
            runs.append(Body(language, number, number, mass))
    return runs


def _without_small(blocks: Sequence[Block], runs: list[Body]) -> list[Body]:
    """Drop runs that are tiny beside the main one of their language, and join what they separated."""
    largest: dict[LanguageCode, float] = {}
    for run in runs:
        largest[run.language] = max(run.mass, largest.get(run.language, 0.0))
    kept: list[Body] = []
    for run in runs:
        if run.mass < SMALL_RUN * largest[run.language]:
            continue
        if kept and kept[-1].language == run.language:
            kept[-1] = Body(run.language, kept[-1].first, run.last, kept[-1].mass + run.mass)
        else:
            kept.append(run)
    return kept


def _trim_runs(blocks: Sequence[Block], runs: list[Body]) -> list[Body]:
    """Cut off prose that follows an article after a gap of furniture: teasers of other articles."""
    return [_extend(blocks, _trim(blocks, run)) for run in runs]


def _extend(blocks: Sequence[Block], run: Body) -> Body:
    """Add the block after a run if it is a last paragraph that lost its full stop."""
    number = run.last + 1
    if number >= len(blocks):
        return run
    block = blocks[number]
    if block.language != run.language or block.mark is not None or not block.goes_on:
        return run
    return replace(run, last=number, mass=run.mass + block.mass)


def _trim(blocks: Sequence[Block], run: Body) -> Body:
    numbers = [
        n for n in range(run.first, run.last + 1) if blocks[n].prose and blocks[n].language == run.language
    ]
    after = 0.0
    for position in range(len(numbers) - 1, 0, -1):
        gap = [blocks[n] for n in range(numbers[position - 1] + 1, numbers[position])]
        after += blocks[numbers[position]].mass
        if after > TEASERS * run.mass:
            break
        furniture = sum(block.mark == "furniture" and block.language is not None for block in gap)
        if furniture >= 2 or (furniture and len(gap) >= 3):
            return Body(run.language, run.first, numbers[position - 1], run.mass - after)
    return run


def _pair_runs(
    runs: Sequence[Body], code: LanguageCode
) -> tuple[list[tuple[Body | None, Body | None]], list[Body]]:
    """Pair neighbouring runs of different languages so that the lengths of the sides agree best.

    This is a dynamic programme over the runs. The cost of a pair grows with the difference of the masses, the
    cost of an unpaired run with its share of the page.

    Returns:
        The pairs, with the run in the language `code` first, and the runs without a counterpart, in order.
    """
    total = sum(run.mass for run in runs) or 1.0
    best: list[tuple[float, int]] = [(0.0, 0)]  # lowest cost so far, and how many runs the last step took
    for number, run in enumerate(runs, 1):
        alone = best[number - 1][0] + 1.0 + 4.0 * run.mass / total
        choice = (alone, 1)
        if number > 1 and runs[number - 2].language != run.language:
            ratio = math.log((run.mass + 1) / (runs[number - 2].mass + 1)) / RATIO_SPREAD
            paired = best[number - 2][0] + min(ratio * ratio / 2, 4.0)
            choice = min(choice, (paired, 2))
        best.append(choice)
    pairs: list[tuple[Body | None, Body | None]] = []
    skipped: list[Body] = []
    number = len(runs)
    while number:
        step = best[number][1]
        if step == 2:
            earlier, later = runs[number - 2], runs[number - 1]
            pairs.append((earlier, later) if earlier.language == code else (later, earlier))
        else:
            skipped.append(runs[number - 1])
        number -= step
    if not pairs:
        main = max(skipped, key=lambda run: run.mass)
        skipped.remove(main)
        pairs.append((main, None) if main.language == code else (None, main))
    return pairs[::-1], skipped[::-1]
