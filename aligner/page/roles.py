"""Give a role to every block of a page, once it is known where the bodies are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.languages.manners import LETTERS_PER_SYLLABLE
from aligner.model.text import LanguageCode, Role
from aligner.page.bodies import RELATED, Block, Bodies, Body, vocabulary, word_overlap
from aligner.page.forms import Forms
from aligner.page.headings import Candidate, candidates, choose, text_starts

# A byline or a caption belongs to an article from its headline to this many blocks below its last line.
TRAILING = 2
# Words of the shortest sentence that is a paragraph. Buttons have one or two words and no full stop; articles
# have no paragraph of one word.
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """The role of a block, and the side (`language`) and article that it belongs to.

    A block without a language belongs to no article.
    """

    role: Role
    language: LanguageCode | None = None
    article: int = 0


FURNITURE = Part("furniture")


def assign_roles(blocks: Sequence[Block], bodies: Bodies, titles: Sequence[str], forms: Forms) -> list[Part]:
    """Assign a role to each block; in the order of the blocks."""
    parts = [Part(block.mark) if block.mark else FURNITURE for block in blocks]
    floor = 0
    for article, pair in enumerate(bodies.pairs):
        present = [body for body in pair if body]
        sides = [_side(blocks, body, pair) for body in present]
        headings = _headings(blocks, present, floor, titles, forms)
        for body, side in zip(present, sides, strict=True):
            for number in range(body.first, body.last + 1):
                if number in side:
                    parts[number] = Part("body", body.language, article)
            chosen = headings[body.language]
            for order, number in enumerate(chosen):
                parts[number] = Part("deck" if order else "headline", body.language, article)
            _claim_marked(blocks, parts, body, article, min([body.first, *chosen]))
        floor = max(body.last for body in present) + 1
    return parts


def _side(blocks: Sequence[Block], body: Body, pair: Sequence[Body | None]) -> frozenset[int]:
    """Return the numbers of the blocks from the first to the last prose line of a body that are its text."""
    other = next((b for b in pair if b and b is not body), None)
    interleaved = other is not None and body.first < other.last and other.first < body.last
    inside = [n for n in range(body.first, body.last + 1) if blocks[n].mark is None and blocks[n].language]
    if interleaved:
        inside = [n for n in inside if blocks[n].language == body.language]
    strays = _strays(blocks, inside, body.language) | _unread(blocks, body)
    if strays and other and not interleaved:
        inside_other = [
            n for n in range(other.first, other.last + 1) if blocks[n].mark is None and blocks[n].language
        ]
        # If both articles have equally many short lines without a full stop, these are subheads and their
        # translations.
        if len(_titles_inside(blocks, inside_other)) == len(_titles_inside(blocks, inside)):
            strays = frozenset()
    return frozenset(inside) - strays


def _titles_inside(blocks: Sequence[Block], inside: Sequence[int]) -> list[int]:
    return [n for n in inside if not blocks[n].prose]


def _strays(blocks: Sequence[Block], inside: Sequence[int], language: LanguageCode) -> frozenset[int]:
    """Return short lines inside a body that share no words with the article: buttons and links."""
    article_stems = vocabulary([blocks[n] for n in inside if blocks[n].prose])
    strays = set()
    for number in inside:
        block = blocks[number]
        if block.prose:
            continue
        if _is_short_sentence(blocks, number, language):
            continue
        foreign = block.language != language
        short = block.mass < 25 * LETTERS_PER_SYLLABLE and not block.goes_on
        if foreign or (short and (block.polite or word_overlap(block, article_stems) < 0.3)):
            strays.add(number)
    return frozenset(strays)


def _is_short_sentence(blocks: Sequence[Block], number: int, language: LanguageCode) -> bool:
    """Whether a line is a very short sentence between two paragraphs: `Residents met.`"""
    block = blocks[number]
    if not block.final or block.language != language or len(block.text.split()) < FEWEST_WORDS:
        return False
    around = blocks[max(number - 1, 0) : number + 2]
    return len(around) == 3 and all(
        other.prose and other.language == language for other in around if other is not block
    )


def _unread(blocks: Sequence[Block], body: Body) -> frozenset[int]:
    """Return the blocks between a headline and the first paragraph that are neither: buttons, counters."""
    start = text_starts(blocks, body)
    article_stems = vocabulary(
        [b for b in blocks[body.first : body.last + 1] if b.prose and b.language == body.language]
    )
    unread = set()
    for number in range(body.first + 1, body.last + 1):
        block = blocks[number]
        if block.prose and block.language == body.language:
            break
        if _is_short_sentence(blocks, number, body.language):
            continue
        related = block.mass >= 15 * LETTERS_PER_SYLLABLE and word_overlap(block, article_stems) >= RELATED
        if number < start or not (related or block.goes_on):
            unread.add(number)
    return frozenset(unread)


def _headings(
    blocks: Sequence[Block], present: Sequence[Body], floor: int, titles: Sequence[str], forms: Forms
) -> dict[LanguageCode, list[int]]:
    """Return the block numbers of the headline and the decks of each side, by language."""
    first, second = forms.pair.codes
    lists: dict[LanguageCode, list[Candidate]] = {first: [], second: []}
    for body in present:
        prose = [blocks[n] for n in range(body.first, body.last + 1) if blocks[n].prose]
        article_stems = vocabulary([block for block in prose if block.language == body.language])
        above = [other.last + 1 for other in present if other.last < body.first]
        lists[body.language] = candidates(blocks, body, max([floor, *above]), article_stems, titles, forms)
    return dict(zip((first, second), choose(lists[first], lists[second], forms), strict=True))


def _claim_marked(blocks: Sequence[Block], parts: list[Part], body: Body, article: int, top: int) -> None:
    """Assign the bylines and captions of a body to its article.

    Args:
        top: Number of the block where the article begins, headline included.
    """
    for number in range(top, min(body.last + TRAILING + 1, len(blocks))):
        block = blocks[number]
        if block.mark in ("byline", "caption") and block.language == body.language:
            parts[number] = Part(block.mark, body.language, article)
