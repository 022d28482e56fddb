"""Makes the small HTML table that a notebook shows for an alignment; all text is escaped.

Notebooks may be light or dark and do not say which. So text keeps the colour of the notebook, the labels of
severities have their own background, and marked text is underlined.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import islice

from aligner.formats.visible import visible
from aligner.languages import Language
from aligner.model.alignment import Alignment, Pair
from aligner.model.mismatch import Mismatch, Severity, gravest_first
from aligner.report.html import html_report
from aligner.report.marks import SideName, mismatches_by_sentence, stretches
from aligner.report.sides import DOUBTFUL, columns_of, numbers_of, sentences_of, sides_of

# Rows shown; a notebook keeps its output in the file, and a long article would swell it.
_ROWS = 50

# White text on these colours has a contrast above 4.5; the colours on white and on black have one above 3.
_COLOURS: dict[Severity, str] = {"error": "#c7362b", "warning": "#96690a", "info": "#2f76b5"}
_CELL = "text-align:left;vertical-align:top"
_TEXT = f"{_CELL};max-width:34em;white-space:normal;word-break:keep-all;overflow-wrap:anywhere"
_LABEL = "color:#fff;border-radius:3px;padding:0 .4em;font-size:.85em"


def html_table(alignment: Alignment) -> str:
    """Return a table of the first pairs, with a link that saves the whole report or says how to get it."""
    languages = columns_of(alignment)
    sides = sides_of(alignment)
    marks = {side: mismatches_by_sentence(alignment.mismatches, side) for side in sides}
    rows = [
        f'<tr><td style="{_CELL};white-space:nowrap">{_number(number, pair, sides)}</td>'
        f"{_texts(pair, languages, sides, marks)}"
        f'<td style="{_TEXT}">{"<br>".join(map(_finding, gravest_first(pair.mismatches)))}</td></tr>'
        for number, pair in enumerate(islice(alignment, _ROWS), 1)
    ]
    if len(alignment) > _ROWS:
        rows.append(f'<tr><td colspan="4">and {len(alignment) - _ROWS} more pairs</td></tr>')
    rows.extend(
        f'<tr><td></td><td colspan="3" style="{_CELL}">{_finding(mismatch)}</td></tr>'
        for mismatch in gravest_first(alignment.document_mismatches)
    )
    titles = ("", *(escape(language.name) for language in languages), "mismatches")
    head = "".join(f'<th scope="col" style="{_CELL}">{title}</th>' for title in titles)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f"{table}<p>{_link(alignment)}</p>"


def _link(alignment: Alignment) -> str:
    """Return a link that contains the report for the browser; for a long article, how to save the report."""
    if len(alignment) > _ROWS:
        return 'The whole report: <code>alignment.save("report.html")</code>'
    content = b64encode(html_report([alignment]).encode("utf-8")).decode("ascii")
    return f'<a download="report.html" href="data:text/html;base64,{content}">Save the whole report</a>'


def _number(number: int, pair: Pair, sides: tuple[SideName, SideName]) -> str:
    left, right = (len(sentences_of(pair, side)) for side in sides)
    kind = "" if left == right == 1 else f"<br><small>{left}\N{EN DASH}{right}</small>"
    doubtful = pair.source and pair.target and pair.confidence < DOUBTFUL
    return f"{number}{kind}{f'<br><small>{pair.confidence:.2f}?</small>' if doubtful else ''}"


def _texts(
    pair: Pair,
    languages: tuple[Language, Language],
    sides: tuple[SideName, SideName],
    marks: dict[SideName, dict[int, list[Mismatch]]],
) -> str:
    both = zip(sides, languages, strict=True)
    return "".join(_side(pair, side, language.code, marks[side]) for side, language in both)


def _side(pair: Pair, side: SideName, language: str, mismatches: dict[int, list[Mismatch]]) -> str:
    sentences = []
    for number, sentence in zip(numbers_of(pair, side), sentences_of(pair, side), strict=True):
        pieces = []
        for stretch in stretches(sentence, mismatches.get(number, ()), side):
            shown = escape(visible(stretch.text))
            if stretch.severity:
                title = escape(visible("; ".join(mismatch.message for mismatch in stretch.mismatches)))
                line = f"font-weight:bold;text-decoration:underline 2px {_COLOURS[stretch.severity]}"
                shown = f'<span style="{line}" title="{title}">{shown}</span>'
            pieces.append(shown)
        sentences.append("".join(pieces))
    text = "<br>".join(sentences) or "<i>\N{EN DASH}</i>"
    return f'<td lang="{language}" style="{_TEXT}">{text}</td>'


def _finding(mismatch: Mismatch) -> str:
    return (
        f'<span style="background:{_COLOURS[mismatch.severity]};{_LABEL}">{mismatch.severity}</span> '
        f"{escape(visible(mismatch.kind))}: {escape(visible(mismatch.message))}"
    )
