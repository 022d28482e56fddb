"""Prints the report for the terminal: pairs side by side, mismatches under their pair.

The first language of the pair is on the left, whichever is the source. The surface forms of mismatches are in
braces on both sides, and coloured if the terminal has colours, so a report in a pipe loses nothing. Braces
are used because news texts use all other brackets. Rich measures and wraps text (a Hangul syllable takes two
columns). The columns are composed here and not by tables of rich, which leave padding at line ends. The bars
are ASCII, because terminals in a Korean locale draw `│` two columns wide.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import IO

from rich.console import Console
from rich.text import Text

from aligner.checks.finding import quoted
from aligner.checks.kinds import labels
from aligner.formats.visible import visible
from aligner.languages import SPOKEN
from aligner.model.alignment import Alignment, Pair
from aligner.model.bitext import CheckedFile, Unit
from aligner.model.mismatch import SEVERITIES, Mismatch, Severity, gravest_first
from aligner.model.text import Role, Sentence
from aligner.report.bitexts import alignment_of
from aligner.report.marks import SideName, mismatches_by_sentence, stretches
from aligner.report.messages import message_now, notes_in
from aligner.report.sides import (
    DOUBTFUL,
    UNRELIABLE,
    columns_of,
    lines_aside,
    notes_of,
    numbers_of,
    sentences_of,
    sides_of,
    stretches_of,
)
from aligner.report.spoken import said, speaking

# Width in columns of a report that goes into a file or a pipe, if COLUMNS is not set.
PIPE_WIDTH = 100
# Least width at which the two sides are shown side by side; below, they are shown one under the other.
SIDE_BY_SIDE = 64
WIDEST = 180  # wider lines are hard to read

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}

_GUTTER = 6
_BAR = " | "


class _PlainConsole(Console):
    """A console that raises an error for a broken pipe, which the command handles; rich would exit with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(stream: IO[str]) -> Console:
    """Return a console that adds no styles and changes no text; in a pipe its width does not vary."""
    columns = os.environ.get("COLUMNS", "")
    width = None if stream.isatty() else int(columns) if columns.isdigit() and int(columns) else PIPE_WIDTH
    return _PlainConsole(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_report(alignment: Alignment, console: Console) -> None:
    """Write the report of one alignment, summary line first."""
    for line in report_lines(alignment, console):
        console.print(line)


def print_findings(file: CheckedFile, console: Console) -> None:
    """Write a summary line, then the pairs of a file that have mismatches, each with its place."""
    marred = file.marred
    line = (
        Text()
        .append(f"{visible(file.name)}: ", "bold")
        .append(said(f"{len(marred)} of {_count(file.count, 'pair')} marred") + "; ")
        .append_text(severity_counts(file.mismatches))
    )
    if file.skipped:
        states = ", ".join(said(f"{count} {state}") for state, count in file.skipped)
        line.append(said(f"; not checked: {states}"))
    console.print(line)
    for checked in marred:
        row = alignment_of([checked])
        layout = _Layout.of(row, console)
        console.print()
        for line in layout.pair(checked.number, row[0]):
            console.print(line)
        console.print(Text().append(f"{' ' * _GUTTER}{visible(place_of(checked.unit))}", "dim"))


def place_of(unit: Unit) -> str:
    """Return the place of a unit in its file, with its name if it has one."""
    place = said(unit.place)
    return f"{place} ({unit.name})" if unit.name else place


def report_lines(alignment: Alignment, console: Console) -> Iterator[Text]:
    """Yield the lines of the report, none wider than the console or `WIDEST`."""
    layout = _Layout.of(alignment, console)
    yield from layout.wrapped(summary(alignment))
    for note in notes_of(alignment):
        spoken = notes_in(note).get(speaking(), note)
        yield from layout.wrapped(Text().append(said(f"note: {visible(spoken)}"), "dim"))
    if missing := missing_side(alignment):
        yield from (Text(), *layout.wrapped(Text(missing)))
    across = alignment.document_mismatches
    unreliable = [mismatch for mismatch in across if mismatch.kind == UNRELIABLE]
    if unreliable:
        across = tuple(mismatch for mismatch in across if mismatch.kind != UNRELIABLE)
        yield from (Text(), *layout.findings(unreliable))
    for stretch in () if missing else stretches_of(alignment):
        yield Text()
        yield from layout.pair(*stretch[0]) if len(stretch) == 1 else layout.folded(stretch)
    if across:
        yield from (Text(), Text().append(said("Across the document"), "bold"))
        yield from layout.findings(across)
    if alignment.page and not (missing and not alignment.pairs):
        yield from (Text(), *layout.wrapped(Text().append(left_aside(alignment), "dim")))


def summary(alignment: Alignment) -> Text:
    """Return the summary line: numbers of pairs, of sentences, and of mismatches of each severity."""
    first, second = sides_of(alignment)
    names = dict(zip((first, second), (language.name for language in columns_of(alignment)), strict=True))
    sides = {
        side: [sentence for pair in alignment for sentence in sentences_of(pair, side)]
        for side in (first, second)
    }
    unmatched = {
        side: sum(len(sentences_of(pair, side)) for pair in alignment if not (pair.source and pair.target))
        for side in sides
    }
    pairs = sum(1 for pair in alignment if pair.source and pair.target)
    line = Text().append(f"{visible(alignment.document)}: " if alignment.document else "", "bold")
    line.append(
        said(
            f"{_count(pairs, 'pair')} of {len(sides[first])} {names[first]}"
            f" and {_count(len(sides[second]), f'{names[second]} sentence')}"
        )
    )
    for side, name in names.items():
        if unmatched[side]:
            line.append(said(f", {unmatched[side]} {name} unmatched"))
    line.append("; ")
    line.append_text(severity_counts(alignment.mismatches))
    return line


def missing_side(alignment: Alignment) -> str:
    """Return a sentence that says which side has no text; empty if both sides have sentences."""
    names = (language.name for language in columns_of(alignment))
    counts = {
        name: sum(len(sentences_of(pair, side)) for pair in alignment)
        for name, side in zip(names, sides_of(alignment), strict=True)
    }
    present = [f"{count} {name}" for name, count in counts.items() if count]
    if len(present) == len(counts):
        return ""
    absent = " or ".join(name for name, count in counts.items() if not count)
    alone = f": {present[0]} sentences stand alone" if present else ""
    return said(f"No {absent} text, so nothing is paired{alone}.")


def severity_counts(mismatches: Iterable[Mismatch]) -> Text:
    """Return the number of mismatches of each severity, gravest first, such as `2 errors, 1 warning`."""
    counts = Counter(mismatch.severity for mismatch in mismatches)
    words = [
        Text(
            said(f"{counts[severity]} info" if severity == "info" else _count(counts[severity], severity)),
            STYLES[severity],
        )
        for severity in reversed(SEVERITIES)
        if counts[severity]
    ]
    return Text(", ").join(words) if words else Text(said("no mismatches"))


def left_aside(alignment: Alignment) -> str:
    """Return a sentence that says how many lines of the page belong to no pair, by their roles."""
    aside: Counter[Role] = Counter(line.role for line in lines_aside(alignment))
    if not aside:
        return said("Every line of the page belongs to the articles.")
    roles = ", ".join(said(f"{count} {role}") for role, count in aside.most_common())
    return said(f"{_count(aside.total(), 'line')} of the page left aside ({roles}).")


@dataclass(frozen=True)
class _Layout:
    """Lays out one report: its width, its sides and the mismatches to mark."""

    console: Console
    width: int
    left: SideName
    right: SideName
    marks: dict[SideName, dict[int, list[Mismatch]]]
    across: frozenset[int]  # id() of the mismatches of the document as a whole

    @classmethod
    def of(cls, alignment: Alignment, console: Console) -> _Layout:
        left, right = sides_of(alignment)
        return cls(
            console=console,
            width=min(console.width, WIDEST),
            left=left,
            right=right,
            marks={side: mismatches_by_sentence(alignment.mismatches, side) for side in (left, right)},
            across=frozenset(id(mismatch) for mismatch in alignment.document_mismatches),
        )

    def wrapped(self, text: Text, head: Text | None = None) -> Iterator[Text]:
        """Yield a text in lines of the width of the report, indented by the width of the head before it."""
        indent = head.cell_len if head else 0
        for number, line in enumerate(text.wrap(self.console, max(self.width - indent, 1)) or [Text()]):
            whole = (head.copy() if head and not number else Text(" " * indent)).append_text(line)
            whole.rstrip()
            yield whole

    def pair(self, number: int, pair: Pair) -> Iterator[Text]:
        """Yield the lines of a pair: both sides, its mismatches, then notes on doubts and other findings."""
        kind = "" if pair.bead.kind == (1, 1) else "-".join(map(str, pair.bead.kind))
        gutter = [Text().append(f"{number:>4}  ", "bold"), Text().append(f"{kind:>4}  ", "dim")]
        sides = [self.side(pair, self.left), self.side(pair, self.right)]
        rows = self.beside(*sides) if self.width >= SIDE_BY_SIDE else self.below(*sides)
        for head, row in zip_longest(gutter if kind else gutter[:1], rows):
            line = (head or Text(" " * _GUTTER)).copy()
            line.append_text(row or Text())
            line.rstrip()
            yield line
        yield from self.findings(pair.mismatches)
        if pair.confidence < DOUBTFUL and pair.source and pair.target:
            doubt = Text().append(said(f"doubtful pairing, confidence {pair.confidence:.2f}"), "dim")
            yield from self.wrapped(doubt, Text(" " * _GUTTER))
        for kind, severity in self.kinds_across(pair).items():
            yield from self.wrapped(
                Text().append(said(f"{label_of(kind)}, see the end"), "dim"), self.severity(severity)
            )

    def folded(self, stretch: Sequence[tuple[int, Pair]]) -> Iterator[Text]:
        """Yield one line for successive lone sentences, which shows the first and the last of them."""
        texts = [pair.source_text or pair.target_text for _, pair in stretch]
        head = Text().append(f"{stretch[0][0]:>4}  ", "bold")
        first, last = (quoted(visible(text)) for text in (texts[0], texts[-1]))
        yield from self.wrapped(
            Text().append(
                said(f"{len(stretch)} in a row without counterpart: {first} to {last}"), "dim italic"
            ),
            head,
        )

    def kinds_across(self, pair: Pair) -> dict[str, Severity]:
        """Return kind and severity of the document's own mismatches that name a sentence of the pair."""
        sides: tuple[tuple[SideName, range], ...] = (
            ("source", pair.bead.source),
            ("target", pair.bead.target),
        )
        named = (
            mismatch
            for side, numbers in sides
            for number in numbers
            for mismatch in self.marks[side].get(number, ())
        )
        return {mismatch.kind: mismatch.severity for mismatch in named if id(mismatch) in self.across}

    def beside(self, left: Text, right: Text) -> Iterator[Text]:
        """Yield the two sides in two columns of equal width."""
        column = (self.width - _GUTTER - len(_BAR)) // 2
        lines = zip_longest(left.wrap(self.console, column), right.wrap(self.console, column))
        for left_line, right_line in lines:
            line = (left_line or Text()).copy()
            line.pad_right(column - line.cell_len)
            yield line.append(_BAR, "dim").append_text(right_line or Text())

    def below(self, left: Text, right: Text) -> Iterator[Text]:
        """Yield the lines of the left side, then those of the right side."""
        column = max(self.width - _GUTTER, 1)
        yield from left.wrap(self.console, column)
        yield from right.wrap(self.console, column)

    def side(self, pair: Pair, side: SideName) -> Text:
        """Return the sentences of one side with their marks, each on a new line."""
        sentences = sentences_of(pair, side)
        if not sentences:
            return Text().append(said("(no counterpart)"), "dim italic")
        numbers = numbers_of(pair, side)
        style = "bold" if sentences[0].role == "headline" else ""
        marked = (
            self.sentence(sentence, self.marks[side].get(number, ()), side)
            for number, sentence in zip(numbers, sentences, strict=False)
        )
        text = Text("\n").join(marked)
        text.stylize(style)
        return text

    def sentence(self, sentence: Sentence, mismatches: Sequence[Mismatch], side: SideName) -> Text:
        """Return the text of a sentence, with braces around the surface forms of mismatches."""
        text = Text()
        for stretch in stretches(sentence, mismatches, side):
            shown = visible(stretch.text)
            if stretch.severity is None:
                text.append(shown)
            else:
                text.append("{" + shown + "}", STYLES[stretch.severity])
        return text

    def findings(self, mismatches: Sequence[Mismatch]) -> Iterator[Text]:
        """Yield the lines of mismatches, gravest first."""
        for mismatch in gravest_first(mismatches):
            message = message_now(mismatch)
            kind = label_of(mismatch.kind)
            finding = Text().append(f"{visible(kind)}: ", "bold").append(visible(message))
            yield from self.wrapped(finding, self.severity(mismatch.severity))

    def severity(self, severity: Severity) -> Text:
        """Return the word with which a finding begins, indented like the left side."""
        word = Text(said(severity))
        word.pad_right(max(0, 9 - word.cell_len))
        return Text(" " * _GUTTER).append(word.plain, STYLES[severity])


def label_of(kind: str) -> str:
    """Return the name of a kind in the language that is used now; in English it is its identifier."""
    return kind if speaking() == SPOKEN else labels(speaking()).get(kind, kind)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
