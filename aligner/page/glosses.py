"""Find the rows of a page that explain words: a gloss is no text, even if it has a counterpart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.expressions import compiled
from aligner.languages.manners import LETTERS_PER_SYLLABLE, STOPPED
from aligner.model.text import Role
from aligner.page.forms import Forms
from aligner.page.lines import Piece
from aligner.page.turns import ARROW, Stretch

# Lines with more syllables than this hold a name in other letters, not a word with its meaning.
LONGEST_GLOSS = 45
# Lowest and highest share of letters of the second language in a gloss with a word that begins in lower case.
GLOSS = (0.2, 0.93)
# Lowest share if all its words begin with capitals, and if it ends with several of them, as titles do.
GLOSS_OF_NAMES = 0.35
GLOSS_OF_TITLES = 0.25
_TITLED = compiled(r"(?:\s[A-Z][A-Za-z]+){2,}\W*$")
HEADED = compiled(r"^[<\[【〈《「(].*[>\]】〉》」)]$")


@dataclass(frozen=True, slots=True)
class Row:
    """A piece, the stretch it was made of, and the role that its form or its neighbours give it.

    The role is None while it is open.
    """

    piece: Piece
    stretch: Stretch
    role: Role | None = None


def without_glosses(rows: Sequence[Row], forms: Forms) -> list[Row]:
    """Mark as asides all words with their meaning, and all lines below the heading of a vocabulary."""
    kept: list[Row] = []
    inside: str | None = None  # how the heading of the vocabulary around this row is set
    in_gloss = False
    for row in rows:
        piece = row.piece
        if forms.vocabulary.match(piece.text) is not None and not piece.final:
            inside = _manner(row)
        elif inside is not None and _ends_vocabulary(row, inside):
            inside = None
        gloss = is_gloss(piece, row.stretch, forms)
        goes_on = in_gloss and row.stretch.label == "/" and not piece.final
        in_gloss = gloss or goes_on
        if row.role is None and (inside is not None or in_gloss):
            row = replace(row, role="aside")
        kept.append(row)
    return kept


def _manner(row: Row) -> str:
    """Tell how a heading is set: its opening bracket, `1` for a number, an empty string if it is plain."""
    opening = (row.stretch.label + row.piece.text)[:1]
    if opening.isdigit():
        return "1"
    return opening if HEADED.match(row.piece.text) else ""


def _ends_vocabulary(row: Row, manner: str) -> bool:
    """Whether a line ends a vocabulary: it is the next heading, or a sentence below a plain heading."""
    if manner == "":
        return _manner(row) != "" or (row.stretch.blank_before and row.piece.final and not row.stretch.label)
    return not row.piece.final and (_manner(row) == "1") == (manner == "1") and _manner(row) != ""


def is_gloss(piece: Piece, stretch: Stretch, forms: Forms) -> bool:
    """Whether a line holds a word or a phrase with its meaning, in both languages, and is no sentence.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.page.candidates import make_pieces
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> lines = ("put off 미루다", "GEWL은 매립에 반대", "- night ferry", "The ferry runs at night.")
        >>> [is_gloss(*make_pieces(line, forms)[0], forms) for line in lines]
        [True, False, True, False]
    """
    text = piece.text
    if (
        STOPPED.search(text[-12:])
        or piece.mass > LONGEST_GLOSS * LETTERS_PER_SYLLABLE
        or piece.language is None
    ):
        return False
    first, second = forms.counts(text)
    small = any(word[0].islower() for word in text.split() if forms.both[1].sign.match(word))
    if first and second:
        share = second / (second + first * forms.both[0].says)
        spelled = sum(char.islower() for char in text if forms.both[1].sign.match(char)) >= 4
        titled = share >= GLOSS_OF_TITLES and _TITLED.search(text) is not None
        return (small and GLOSS[0] <= share <= GLOSS[1]) or (share >= GLOSS_OF_NAMES and spelled) or titled
    dashed = bool(stretch.label) and not stretch.label[-1].isdigit() and not ARROW.match(stretch.label)
    starts_small = forms.both[1].starts_inside(text) if second else False
    return (dashed and not first and starts_small and len(text.split()) <= 8) or (" = " in text and not first)
