"""Lines of a page cut generously: by language, by bars, by slashes, and without labels in front.

The rules of `lines` cut a line only where it plainly holds two texts. Lessons, blogs and tables are looser:
they put both languages of a sentence into one line, glued or with a slash, into the cells of a row, or behind
a dash, an arrow or the name of a speaker. What is cut here is a *candidate* for text; whether it is text its
counterpart decides.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aligner.expressions import expression
from aligner.model.text import LanguageCode, Span
from aligner.page.forms import Forms
from aligner.page.lines import _CLOSERS as CLOSERS
from aligner.page.lines import cut_languages, split_lines

# Dashes, arrows, bullets and numbers before the text of a line; a dash before a digit may be a minus.
LABEL = expression(
    r"\s*(?:[-\u2013—=~]{1,3}>+|[→⇒➔↳]+|[•●○■□◆◇·※*]+(?=\s|\w)|[-\u2013—](?!\d)|/(?=\s)"
    r"|#{1,6}(?=\s)|>+(?=\s)|(?:\w{1,4}\s*)?[|│]|Subject:(?=\s)|[\[(]\d{1,2}(?::\d{2}){1,2}[\])]|\[[A-Z]{3,}\]|\(\d{1,2}\)(?=\s)|\d{1,2}[.)](?=\s)|(?:I{2,3}|IV|VI{1,3}|IX|XI{1,2})[.)](?=\s)|[①-⑳])\s*"
)
DASHED = expression(r"\s*[-\u2013—](?=\d)")
ARROW = expression(r"\s*(?:[-\u2013—=~]{1,3}>+|[→⇒➔↳]+)")
# `Emily: `, `Q. `, `진행자 : `, `(순차통역) `: who speaks, if the page says so more than once.
SPEAKER = expression(
    r"\s*(?:[^\W\d][\w.]{0,11}(?: [\w.]{1,11})?\s?[:\uff1a]\s+|[^\W\d]\.\s+"
    r"|[^\W\d]{1,3}\)\s+|[(\[【][^()\[\]【】]{2,10}[)\]】]\s+)"
)
ENOUGH_LABELS = 2
ENOUGH_DASHES = 3
# So many lines that plainly hold both languages, and scraps of either are looked for in all.
ENOUGH_MIXED = 3

BAR = expression(r"\s*[|│]\s*|\t+")
# The first cell of a row may be its number or its code.
LONGEST_CODE = 4
# `*burden: 부담` behind the end of a sentence.
STARRED = expression(rf"[.!?…][{CLOSERS}]*\s+(?=\*\s?[^\W\d_][^*:=.!?]{{0,40}}[:=]\s?\w)")
GAP = expression(r"(?<=\S)\s{2,}(?=\S)")
_SLASH = rf"(?:(?<=[.!?…{CLOSERS}])\s*/\s*|\s/\s|(?<=\w)/\s)"
_STOP = rf"[.!?…]+[{CLOSERS}]*\s*"
# A text this much longer or shorter than its neighbour in the other language is a name or a quotation.
_BALANCE = 0.55
# Characters before a place where two words are looked for.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A candidate as it stands in the text.

    Attributes:
        span: All its characters, labels and separators included.
        start: Where its text begins, behind labels.
        line: Number of its line, from 0, blank lines not counted.
        blank_before: Whether a blank line stands before its line.
        label: The label in front, without space.
        inline: Whether it shares its line with the other language.
        cells: How many cells of a table its line has.
    """

    span: Span
    start: int
    line: int
    blank_before: bool
    label: str
    inline: bool = False
    cells: int = 1


def stretches(text: str, forms: Forms) -> list[Stretch]:
    """All candidates of a text in order; they cover every line that is not blank."""
    lines = list(split_lines(text))
    raw = [line.of(text) for line in lines]
    labels = _labels(raw)
    rows = [_cells(line, forms) if line.strip() else [] for line in raw]
    turned = [
        [_turns(cell.of(line), forms, anywhere=False) for cell in cells]
        for line, cells in zip(raw, rows, strict=True)
    ]
    mixed = sum(any(len(turns) > 1 for turns in of_row) for of_row in turned) >= ENOUGH_MIXED
    found: list[Stretch] = []
    number, blank, end = -1, False, 0
    for span, cells, of_row in zip(lines, rows, turned, strict=True):
        if not cells:
            blank = True
            continue
        number += 1
        blank = blank or text.count("\n", end, span.start) > 1
        for cell, turns in zip(cells, of_row, strict=True):
            if mixed and len(turns) == 1:
                turns = _turns(cell.shifted(span.start).of(text), forms, anywhere=True)
            line = cell.shifted(span.start).of(text)
            turns = [part for turn in turns for part in _before_glosses(line, turn)]
            for turn in turns:
                place = turn.shifted(cell.start + span.start)
                start, label = _unlabelled(text, place, labels)
                found.append(Stretch(place, start, number, blank, label, len(turns) > 1, len(cells)))
                blank = False
        end = span.end
    return found


def _before_glosses(line: str, turn: Span) -> list[Span]:
    """A turn, and the explanations of words behind its last sentence: `… 말했다. *burden: 부담`."""
    borders = [found.end() for found in STARRED.finditer(line, turn.start, turn.end)]
    edges = [turn.start, *borders, turn.end]
    return [Span(start, end) for start, end in itertools.pairwise(edges)]


def _labels(lines: Sequence[str]) -> frozenset[str]:
    """Speakers named more than once, and the dash if many lines begin with one."""
    counts: Counter[str] = Counter()
    for line in lines:
        if DASHED.match(line) or line.lstrip().startswith("-"):
            counts["-"] += 1
        found = SPEAKER.match(line)
        if found:
            counts[found.group().strip()] += 1
    enough = {label for label, count in counts.items() if count >= ENOUGH_LABELS and label != "-"}
    return frozenset(enough | ({"-"} if counts["-"] >= ENOUGH_DASHES else set()))


def _unlabelled(text: str, span: Span, labels: frozenset[str]) -> tuple[int, str]:
    """Where the text of a stretch begins, and the label before it; all of it if nothing else is there."""
    start = span.start
    while True:
        found = LABEL.match(text, start, span.end)
        if found is None and "-" in labels:
            found = DASHED.match(text, start, span.end)
        if found is None:
            speaker = SPEAKER.match(text, start, span.end)
            found = speaker if speaker and speaker.group().strip() in labels else None
        if found is None or found.end() >= span.end or found.end() == start:
            break
        start = found.end()
    while start < span.end and text[start].isspace():
        start += 1
    return start, text[span.start : start].strip()


def _cells(line: str, forms: Forms) -> list[Span]:
    """The cells of a row that hold texts of their own; a menu or a row of words stays whole."""
    whole = [Span(0, len(line))]
    if not BAR.search(line.strip()) and "|" not in line:
        gaps = list(GAP.finditer(line))
        if len(gaps) == 1 and len(set(_languages(line, gaps[0].end(), forms)) - {None}) == 2:
            return [Span(0, gaps[0].end()), Span(gaps[0].end(), len(line))]
        return whole
    borders = [0, *itertools.chain.from_iterable(found.span() for found in BAR.finditer(line)), len(line)]
    cells = [Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]
    written = [cell for cell in cells if any(forms.counts(cell.of(line)))]
    if len(written) > 2 and len(written[0].of(line).strip()) <= LONGEST_CODE:
        written = written[1:]
    if len(written) == 1 or (len(written) == 2 and _are_two_texts(line, written, forms)):
        return _covering(written, len(line))
    return whole


def _languages(line: str, border: int, forms: Forms) -> tuple[LanguageCode | None, LanguageCode | None]:
    """The languages before and behind a place, if both sides are of one alone."""
    sides = [forms.counts(part) for part in (line[:border], line[border:])]
    one, other = (forms.prevailing(counts) if not all(counts) else None for counts in sides)
    return one, other


def _are_two_texts(line: str, cells: Sequence[Span], forms: Forms) -> bool:
    """Whether two cells are a text and its translation, not a word and its meaning."""
    texts = [cell.of(line).strip() for cell in cells]
    first, second = (forms.prevailing(forms.counts(text)) for text in texts)
    if first == second:
        return False
    return all(forms.is_final(text) or len(text.split()) >= 4 for text in texts)


def _covering(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans with what stands between them, so that they cover the line."""
    starts = [0, *(span.start for span in spans[1:])]
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], length], strict=True)]


def _turns(line: str, forms: Forms, *, anywhere: bool) -> list[Span]:
    """Cut a line where the language changes at the end of a sentence, at a slash, or glued.

    Args:
        anywhere: Whether the page is known to change language within its lines, so that a scrap of a wrapped
            sentence at the edge of a line is enough.
    """
    whole = [Span(0, len(line))]
    first, second = forms.counts(line)
    if not first or second < (2 if anywhere else 4):
        return whole
    plain = cut_languages(line, forms)
    if len(plain) > 1:
        return plain if not _borders(line, forms) else _turned(line, forms)
    if not anywhere and not _BALANCE <= (second + 1) / (first * forms.both[0].says + 1) <= 1 / _BALANCE:
        return whole
    return _turned(line, forms)


def _turned(line: str, forms: Forms) -> list[Span]:
    borders = _borders(line, forms)
    pieces = [Span(start, end) for start, end in itertools.pairwise([0, *borders, len(line)])]
    return _merged(line, pieces, forms)


def _borders(line: str, forms: Forms) -> list[int]:
    """Places where one text may end and another begin, in order."""
    border, glue, words, attached = _patterns(forms)
    places = {found.end() for found in border.finditer(line)}
    # `… Are Back조부모를 위한 …`: glued to two words and more, and what follows is no particle of theirs.
    places.update(
        found.end()
        for found in glue.finditer(line)
        if words.search(line, max(found.end() - _NEAR, 0), found.end())
        and not attached.match(line, found.end())
    )
    return sorted(place for place in places if 0 < place < len(line))


@cache
def _patterns(forms: Forms) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The end of a text, a place where languages are glued, two words before it, what words have attached."""
    one, other = (manners.sign.pattern for manners in forms.both)
    slash = rf"{_SLASH}|(?<={one})\s*/\s*(?={other})|(?<={other})\s*/\s*(?={one})"
    attached = "|".join(manners.attached for manners in forms.both if manners.attached) or "(?!)"
    return (
        expression(rf"{_STOP}(?:/\s*)?|{slash}"),
        expression(rf"(?<={other})(?={one})"),
        expression(rf"{other}[\s,'\u2019.-]+{other}+$"),
        expression(rf"(?:{attached})(?!{one})"),
    )


def _merged(line: str, pieces: Sequence[Span], forms: Forms) -> list[Span]:
    """Neighbours of one language together; what has hardly a letter goes to the piece before it."""
    merged: list[tuple[Span, LanguageCode | None]] = []
    for piece in pieces:
        counts = forms.counts(piece.of(line))
        language = forms.prevailing(counts)
        if merged and (language is None or language == merged[-1][1] or merged[-1][1] is None):
            before, known = merged[-1]
            merged[-1] = (Span(before.start, piece.end), known or language)
        else:
            merged.append((piece, language))
    return [span for span, _ in merged]
