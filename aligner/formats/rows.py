"""Converts an alignment into rows, for data frames, TSV and CSV files."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from typing import Any

from aligner.model.alignment import Alignment, Pair
from aligner.model.mismatch import Mismatch, worst_severity
from aligner.model.text import Sentence, Span

# Columns of `pair_rows`. Part of the interface: names are kept, new ones are added at the end.
PAIR_COLUMNS = (
    "document", "pair", "direction", "bead", "source", "target", "confidence", "severity", "kinds",
    "length_ratio", "source_start", "source_stop", "target_start", "target_stop",
)  # fmt: skip

# By which a table of alignments is known.
OWN_COLUMNS = ("source", "target", "source_spans", "target_spans")

# Columns of `mismatch_rows`, likewise.
MISMATCH_COLUMNS = (
    "document", "pair", "kind", "severity", "category", "confidence", "message",
    "source_surface", "target_surface", "source_value", "target_value",
    "source_sentences", "target_sentences",
    "source_start", "source_end", "target_start", "target_end", "id",
)  # fmt: skip


def pair_rows(alignment: Alignment) -> Iterator[dict[str, Any]]:
    """One row for each pair: pairs count from 1 as in the report, sentences from 0 as in the bead."""
    direction = f"{alignment.source_language}-{alignment.target_language}"
    for number, pair in enumerate(alignment, 1):
        yield {
            "document": alignment.document,
            "pair": number,
            "direction": direction,
            "bead": "-".join(map(str, pair.bead.kind)),
            "source": pair.source_text,
            "target": pair.target_text,
            "confidence": pair.confidence,
            "severity": worst_severity(pair.mismatches) or "",
            "kinds": " ".join(dict.fromkeys(mismatch.kind for mismatch in pair.mismatches)),
            "length_ratio": pair.evidence.length_ratio,
            "source_start": pair.bead.source.start,
            "source_stop": pair.bead.source.stop,
            "target_start": pair.bead.target.start,
            "target_stop": pair.bead.target.stop,
        }


def mismatch_rows(alignment: Alignment) -> Iterator[dict[str, Any]]:
    """One row for each mismatch; `pair` is None for those of the document as a whole."""
    for number, pair in enumerate(alignment, 1):
        for mismatch in pair.mismatches:
            yield mismatch_row(mismatch, alignment.document, number)
    for mismatch in alignment.document_mismatches:
        yield mismatch_row(mismatch, alignment.document, None)


def mismatch_row(mismatch: Mismatch, document: str, pair: int | None) -> dict[str, Any]:
    """The row of one mismatch."""
    source_start, source_end = mismatch.source_span or (None, None)
    target_start, target_end = mismatch.target_span or (None, None)
    own = {name: getattr(mismatch, name) for name in MISMATCH_COLUMNS if hasattr(mismatch, name)}
    places = {
        "source_start": source_start,
        "source_end": source_end,
        "target_start": target_start,
        "target_end": target_end,
    }
    row = {"document": document, "pair": pair, **own, **places}
    return {column: row[column] for column in MISMATCH_COLUMNS}


def written_spans(pair: Pair) -> dict[str, str]:
    """`source_spans` and `target_spans`, which say how the text of a row is divided into sentences."""
    return {
        "source_spans": " ".join(f"{sentence.span.start}:{sentence.span.end}" for sentence in pair.source),
        "target_spans": " ".join(f"{sentence.span.start}:{sentence.span.end}" for sentence in pair.target),
    }


def written(value: object) -> str:
    """A value as text: empty for None, hexadecimal for a number too long for Python to write."""
    if value is None:
        return ""
    try:
        return str(value)
    except ValueError:  # more than 4,300 digits, see `sys.set_int_max_str_digits`
        match value:
            case int():
                return hex(value)
            case Fraction():
                return f"{hex(value.numerator)}/{hex(value.denominator)}"
        raise


def read_sentences(text: str, spans: str) -> tuple[Sentence, ...]:
    """Make the sentences of one side from its text and from what `written_spans` wrote.

    If a single sentence was edited since, its span counts in its own text, since its place is lost.

    Raises:
        ValueError: Several sentences were edited, so that their borders are lost, or `spans` are no spans.
    """
    places = [_span(item) for item in spans.split()]
    lengths = [place.end - place.start for place in places]
    if sum(lengths) + max(len(places) - 1, 0) == len(text) and min(lengths, default=0) >= 0:
        starts = accumulate((length + 1 for length in lengths), initial=0)
        return tuple(
            Sentence(text[start : start + length], place)
            for start, length, place in zip(starts, lengths, places, strict=False)
        )
    if len(places) == 1:
        return (Sentence(text, Span(0, len(text))),)
    raise ValueError(f"the spans {spans!r} do not fit the text {text[:30]!r}; was it edited?")


def _span(cell: str) -> Span:
    start, end = cell.split(":")
    return Span(int(start), int(end))
