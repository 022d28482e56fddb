"""Move lines that interrupt a sentence: running heads, page numbers, the name of a paper between two columns.

    The owner has baked bread in the

    [Morning Herald]

    same place for 30 years.

A sentence is one stretch of the text, so the line is moved before the paragraph that it interrupts, and a
note says so. Only a line that can't be text itself is moved, and only where the sentence plainly goes on.
"""

from __future__ import annotations

from collections import Counter

from aligner.expressions import compiled
from aligner.model.text import Span
from aligner.page.forms import Forms
from aligner.page.lines import make_piece
from aligner.page.marks import FurnitureWords, has_furniture_words

LONGEST = 60  # characters
# At most this many lines interrupt a sentence in one place.
MOST = 2
# A line with at least this many words before a break is part of a sentence, not a title.
FEWEST_WORDS = 3
_BRACKETED = compiled(r"\s*(?:\[[^\[\]]+\]|【[^【】]+】|<[^<>]+>|-?\s*\d{1,4}\s*-?)\s*$")


def without_insertions(text: str, forms: Forms, words: FurnitureWords) -> tuple[str, tuple[str, ...]]:
    """Move the lines that interrupt sentences before their paragraphs; also note how many were moved.

    Args:
        text: The whole page.
        words: Furniture tables, by which some of these lines are recognised.

    Returns:
        The text, unchanged if no line was moved, and the notes: none or one.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> page = "She has baked bread in the\\n\\n[Herald]\\n\\nsame place."
        >>> without_insertions(page, forms, FurnitureWords())[0]
        '[Herald]\\n\\nShe has baked bread in the\\nsame place.'
    """
    lines = text.split("\n")
    counts = Counter(_folded(line) for line in lines if len(line) <= LONGEST)
    insertions = [_is_insertion(line, counts, forms, words) for line in lines]
    if not any(insertions):
        return text, ()
    kept: list[str] = []
    marked: list[bool] = []  # for each kept line, whether it may be an insertion
    moved = 0
    for line, inserted in zip(lines, insertions, strict=True):
        start = None if inserted else _interrupted(kept, marked, line, forms)
        if start is not None:
            inside = [other for other in kept[start:] if other.strip()]
            del kept[start:], marked[start:]
            above = _paragraph(kept, forms)
            kept[above:above] = [*inside, ""]
            marked[above:above] = [False] * (len(inside) + 1)
            moved += len(inside)
        kept.append(line)
        marked.append(inserted)
    if not moved:
        return text, ()
    count = "1 line that stood" if moved == 1 else f"{moved} lines that stood"
    return "\n".join(kept), (f"{count} inside a sentence moved before it",)


def _folded(line: str) -> str:
    """Remove the page number of a running head."""
    return line.strip().strip("0123456789 -")


def _is_insertion(line: str, counts: Counter[str], forms: Forms, words: FurnitureWords) -> bool:
    """Whether a line may interrupt a sentence without being part of it."""
    stripped = line.strip()
    if not stripped or len(stripped) > LONGEST or forms.is_final(stripped):
        return False
    if _BRACKETED.match(stripped) or counts[_folded(line)] > MOST:
        return True
    if not any(map(str.isdigit, stripped)):
        return False
    language = forms.prevailing(forms.counts(stripped))
    piece = make_piece(stripped, Span(0, len(stripped)), forms)
    return language is not None and has_furniture_words(piece, language, words, forms)


def _interrupted(kept: list[str], marked: list[bool], line: str, forms: Forms) -> int | None:
    """Return where in `kept` an insertion begins, if `line` continues the sentence above the insertion.

    None if `kept` does not end with an insertion, or if the sentence does not plainly go on after it.
    """
    number, inside = len(kept) - 1, 0
    while number >= 0 and inside <= MOST and (marked[number] or not kept[number].strip()):
        inside += marked[number]
        number -= 1
    if number < 0 or not inside or inside > MOST:
        return None
    stripped, above = line.strip(), kept[number].strip()
    language = forms.prevailing(forms.counts(stripped))
    if language is None or not stripped:
        return None
    if forms.prevailing(forms.counts(above)) != language or forms.is_final(above):
        return None
    manners = forms.manners(language)
    plain = manners.starts_inside(stripped) or manners.ends_inside(above)
    runs = len(above.split()) >= FEWEST_WORDS or (number > 0 and kept[number - 1].strip() != "")
    return number + 1 if plain and runs else None


def _paragraph(kept: list[str], forms: Forms) -> int:
    """Return where the last paragraph of `kept` begins: its lines have one language and no blank line."""
    language = forms.prevailing(forms.counts(kept[-1]))
    start = len(kept) - 1
    while start and kept[start - 1].strip():
        before = kept[start - 1]
        if forms.prevailing(forms.counts(before)) != language or forms.is_final(before.strip()):
            break
        start -= 1
    return start
