"""Cut the lines of a page generously: by language, at bars, at slashes, and after labels.

The rules of `lines` cut a line only where it plainly holds two texts. Lessons, blogs and tables are looser:
they put a sentence and its translation into one line, glued or with a slash between, into the cells of a row,
or after a dash, an arrow or the name of a speaker. Each stretch that is cut here is only a *candidate* for
text; it is text if it has a counterpart.
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
# The name of a speaker (`Emily: `, `Q. `, `진행자 : `, `(순차통역) `), if the page has it more than once.
SPEAKER = expression(
    r"\s*(?:[^\W\d][\w.]{0,11}(?: [\w.]{1,11})?\s?[:\uff1a]\s+|[^\W\d]\.\s+"
    r"|[^\W\d]{1,3}\)\s+|[(\[【][^()\[\]【】]{2,10}[)\]】]\s+)"
)
ENOUGH_LABELS = 2
ENOUGH_DASHES = 3
# If at least this many lines plainly hold both languages, fragments of the other language are searched in
# all.
ENOUGH_MIXED = 3

BAR = expression(r"\s*[|│]\s*|\t+")
_BAR_SIGN = expression(r"[|│\t]")
# The first cell of a row is a number or a code if it has at most this many characters.
LONGEST_CODE = 4
# The explanation of a word after the end of a sentence: `*burden: 부담`.
STARRED = expression(rf"[.!?…][{CLOSERS}]*\s+(?=\*\s?[^\W\d_][^*:=.!?]{{0,40}}[:=]\s?\w)")
GAP = expression(r"(?<=\S)\s{2,}(?=\S)")
_SLASH = rf"(?:(?<=[.!?…{CLOSERS}])\s*/\s*|\s/\s|(?<=\w)/\s)"
_STOP = rf"[.!?…]+[{CLOSERS}]*\s*"
# If one language has less than this share of the text of the other in a line, it is a name or a quotation.
_BALANCE = 0.55
# Two words are searched in this many characters before a place.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line that may be text, with its label.

    Attributes:
        span: All its characters, labels and separators included.
        start: Where its text begins, after the labels.
        line: Number of its line, from 0, blank lines not counted.
        blank_before: Whether there is a blank line before its line.
        label: The label before its text, without space.
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
    """Cut a text into stretches, in order; they cover every line that is not blank."""
    lines = list(split_lines(text))
    raw = [line.of(text) for line in lines]
    labels = _labels(raw)
    rows = [_cells(line, forms) if line.strip() else [] for line in raw]
    turned = [
        [_turns(cell.of(line), forms, anywhere=False) for cell in cells]
        for line, cells in zip(raw, rows, strict=True)
    ]
    mixed = sum(any(len(turns) > 1 for turns in of_row) for of_row in turned) >= ENOUGH_MIXED
    result: list[Stretch] = []
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
                result.append(Stretch(place, start, number, blank, label, len(turns) > 1, len(cells)))
                blank = False
        end = span.end
    return result


def _before_glosses(line: str, turn: Span) -> list[Span]:
    """Cut a turn before explanations of words that follow its last sentence: `… 말했다. *burden: 부담`."""
    borders = [star.end() for star in STARRED.finditer(line, turn.start, turn.end)]
    edges = [turn.start, *borders, turn.end]
    return [Span(start, end) for start, end in itertools.pairwise(edges)]


def _labels(lines: Sequence[str]) -> frozenset[str]:
    """Return the speakers that are named more than once, and the dash if several lines begin with one."""
    counts: Counter[str] = Counter()
    for line in lines:
        if DASHED.match(line) or line.lstrip().startswith("-"):
            counts["-"] += 1
        speaker = SPEAKER.match(line)
        if speaker:
            counts[speaker.group().strip()] += 1
    enough = {label for label, count in counts.items() if count >= ENOUGH_LABELS and label != "-"}
    return frozenset(enough | ({"-"} if counts["-"] >= ENOUGH_DASHES else set()))


def _unlabelled(text: str, span: Span, labels: frozenset[str]) -> tuple[int, str]:
    """Return where the text of a stretch begins, and the label before it; labels alone are text."""
    start = span.start
    while True:
        label = LABEL.match(text, start, span.end)
        if label is None and "-" in labels:
            label = DASHED.match(text, start, span.end)
        if label is None:
            speaker = SPEAKER.match(text, start, span.end)
            label = speaker if speaker and speaker.group().strip() in labels else None
        if label is None or label.end() >= span.end or label.end() == start:
            break
        start = label.end()
    while start < span.end and text[start].isspace():
        start += 1
    return start, text[span.start : start].strip()


def _cells(line: str, forms: Forms) -> list[Span]:
    """Cut a row into cells if they hold a text and its translation; a menu or a row of words stays whole."""
    whole = [Span(0, len(line))]
    if not _BAR_SIGN.search(line.strip()):
        gaps = list(GAP.finditer(line))
        if len(gaps) == 1 and len(set(_languages(line, gaps[0].end(), forms)) - {None}) == 2:
            return [Span(0, gaps[0].end()), Span(gaps[0].end(), len(line))]
        return whole
    borders = [0, *itertools.chain.from_iterable(bar.span() for bar in BAR.finditer(line)), len(line)]
    cells = [Span(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]
    written = [cell for cell in cells if any(forms.counts(cell.of(line)))]
    if len(written) > 2 and len(written[0].of(line).strip()) <= LONGEST_CODE:
        written = written[1:]
    if len(written) == 1 or (len(written) == 2 and _are_two_texts(line, written, forms)):
        return _covering(written, len(line))
    return whole


def _languages(line: str, border: int, forms: Forms) -> tuple[LanguageCode | None, LanguageCode | None]:
    """Return the languages before and after a place; None for a part that holds both or none."""
    sides = [forms.counts(part) for part in (line[:border], line[border:])]
    before, after = (forms.prevailing(counts) if not all(counts) else None for counts in sides)
    return before, after


def _are_two_texts(line: str, cells: Sequence[Span], forms: Forms) -> bool:
    """Whether two cells are a text and its translation, rather than a word and its meaning."""
    texts = [cell.of(line).strip() for cell in cells]
    first, second = (forms.prevailing(forms.counts(text)) for text in texts)
    if first == second:
        return False
    return all(forms.is_final(text) or len(text.split()) >= 4 for text in texts)


def _covering(spans: Sequence[Span], length: int) -> list[Span]:
    """Extend the spans over the characters between them, so that they cover the line."""
    starts = [0, *(span.start for span in spans[1:])]
    return [Span(start, end) for start, end in zip(starts, [*starts[1:], length], strict=True)]


def _turns(line: str, forms: Forms, *, anywhere: bool) -> list[Span]:
    """Cut a line where the language changes: at the end of a sentence, at a slash, or between glued words.

    Args:
        anywhere: Whether the page is known to change language within its lines. Then a fragment of a wrapped
            sentence at the edge of a line is enough for a cut.
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
    """Return the places where one text may end and another begin, in order."""
    border, glue, words, attached = _patterns(forms)
    places = {end.end() for end in border.finditer(line)}
    # `… Are Back조부모를 위한 …`: the languages are glued after at least two words, and the characters after
    # them are no particle attached to these words.
    places.update(
        joint.end()
        for joint in glue.finditer(line)
        if words.search(line, max(joint.end() - _NEAR, 0), joint.end())
        and not attached.match(line, joint.end())
    )
    return sorted(place for place in places if 0 < place < len(line))


@cache
def _patterns(forms: Forms) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile four patterns for `_borders`.

    They match the end of a text, a place where languages are glued, two words of the second language before
    it, and a particle of the first language after it.
    """
    first, second = (manners.sign.pattern for manners in forms.both)
    slash = rf"{_SLASH}|(?<={first})\s*/\s*(?={second})|(?<={second})\s*/\s*(?={first})"
    attached = "|".join(manners.attached for manners in forms.both if manners.attached) or "(?!)"
    return (
        expression(rf"{_STOP}(?:/\s*)?|{slash}"),
        expression(rf"(?<={second})(?={first})"),
        expression(rf"{second}[\s,'\u2019.-]+{second}+$"),
        expression(rf"(?:{attached})(?!{first})"),
    )


def _merged(line: str, pieces: Sequence[Span], forms: Forms) -> list[Span]:
    """Join neighbours of one language; a part with hardly a letter is joined to the part before it."""
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
