"""The small table that a notebook shows of an alignment; everything from the text is escaped."""

from __future__ import annotations

from html import escape
from itertools import islice

from aligner.alignment import Alignment, Pair
from aligner.mismatches.mismatch import Mismatch, Severity
from aligner.report.marks import SideName, mismatches_by_sentence, stretches
from aligner.report.sides import numbers_of, sentences_of
from aligner.report.visible import visible

# Rows shown; a notebook keeps its output in the file, and a long article would swell it.
ROWS = 50

# Readable on the light and the dark ground of notebooks alike.
_COLOURS: dict[Severity, str] = {"error": "#d33", "warning": "#b80", "info": "#48a"}
_CELL = "text-align:left;vertical-align:top"


def html_table(alignment: Alignment) -> str:
    """An HTML table of the pairs: number, source, target, mismatches."""
    sources = mismatches_by_sentence(alignment.mismatches, "source")
    targets = mismatches_by_sentence(alignment.mismatches, "target")
    rows = [
        f"<tr><td>{number}</td>"
        f"{_side(pair, 'source', alignment.source_language, sources)}"
        f"{_side(pair, 'target', alignment.target_language, targets)}"
        f'<td style="{_CELL}">{"<br>".join(map(_finding, pair.mismatches))}</td></tr>'
        for number, pair in enumerate(islice(alignment, ROWS), 1)
    ]
    if len(alignment) > ROWS:
        rows.append(f'<tr><td colspan="4">and {len(alignment) - ROWS} more pairs</td></tr>')
    rows.extend(
        f'<tr><td></td><td colspan="3" style="{_CELL}">{_finding(mismatch)}</td></tr>'
        for mismatch in alignment.document_mismatches
    )
    head = "".join(
        f'<th style="{_CELL}">{title}</th>'
        for title in ("", alignment.source_language, alignment.target_language, "mismatches")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _side(pair: Pair, side: SideName, language: str, mismatches: dict[int, list[Mismatch]]) -> str:
    pieces = []
    for number, sentence in zip(numbers_of(pair, side), sentences_of(pair, side), strict=True):
        for stretch in stretches(sentence, mismatches.get(number, ()), side):
            shown = escape(visible(stretch.text))
            if stretch.severity:
                title = escape(visible("; ".join(mismatch.message for mismatch in stretch.mismatches)))
                colour = _COLOURS[stretch.severity]
                shown = f'<b style="color:{colour};text-decoration:underline" title="{title}">{shown}</b>'
            pieces.append(shown)
        pieces.append(" ")
    return f'<td lang="{language}" style="{_CELL}">{"".join(pieces).rstrip()}</td>'


def _finding(mismatch: Mismatch) -> str:
    colour = _COLOURS[mismatch.severity]
    return (
        f'<b style="color:{colour}">{mismatch.severity}</b> {escape(mismatch.kind)}: '
        f"{escape(visible(mismatch.message))}"
    )
