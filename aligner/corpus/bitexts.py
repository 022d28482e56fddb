"""Reads files of aligned pairs as documents of a corpus: TSV, CSV, TMX, XLIFF.

Their rows are checked, not aligned again. A large file becomes many documents of some hundred rows each, so
that several workers can share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aligner.formats.bitexts.elements import CHUNK, encoding_of
from aligner.formats.files import TEXT_FORMATS
from aligner.formats.law import lawful
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.mismatch import Mismatch
from aligner.model.text import LanguageCode, Sentence, Span
from aligner.page.decode import decode
from aligner.pipelines.pipe import batched

if TYPE_CHECKING:
    from aligner.aligner import Aligner

# Only files with the second set of suffixes are read from a folder: a table in a folder is often something
# else.
TABLES = frozenset({".tsv", ".csv"})
MEMORIES = frozenset({".tmx", ".xlf", ".xliff"})
SUFFIXES = TABLES | MEMORIES

_ROWS = 200  # rows of a document; ten thousand rows are some seconds of work


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a bitext, in order.

    Attributes:
        source_language, target_language: Of all rows.
        pairs: Source and target text of each row; one of them may be empty.
        document: The document that the file assigns the rows to; empty if it names none.
    """

    source_language: LanguageCode
    target_language: LanguageCode
    pairs: tuple[tuple[str, str], ...]
    document: str = ""


def rows_of(content: bytes, suffix: str) -> Iterator[tuple[int, Rows]]:
    """Read the rows of a file, some hundred at a time, each time with the number of the first row, from 1.

    Args:
        content: Content of the whole file, unpacked.
        suffix: One of `SUFFIXES`.

    Raises:
        InputError: The file is no text.
        FormatError: The content is not what the suffix says.
    """
    text = _text_of(content, suffix)
    number = 1
    for alignment in lawful(lambda: TEXT_FORMATS[suffix].read(text)):
        for pairs in batched(alignment.pairs, _ROWS):
            languages = alignment.source_language, alignment.target_language
            texts = tuple((pair.source_text, pair.target_text) for pair in pairs)
            yield number, Rows(*languages, texts, alignment.document)
            number += len(pairs)


def _text_of(content: bytes, suffix: str) -> str:
    """Decode a file: a table in any encoding that pages are read in, XML in the encoding that it declares."""
    if suffix in TABLES:
        return decode(content)[0]
    encoding = encoding_of(content[:CHUNK])
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise FormatError(f"not {encoding}, as the file declares: {error}") from error


def checked_rows(rows: Rows, place: str, aligner: Aligner) -> Alignment:
    """Make an alignment of rows and check each row by itself.

    Raises:
        FormatError: The file names another source language than the settings.
    """
    wanted = aligner.settings.source_language
    if wanted is not None and wanted != rows.source_language:
        raise FormatError(f"the source is {rows.source_language}, not {wanted}")
    mismatches_of_rows = aligner.check(rows.pairs)
    pairs, bead = [], Bead(range(0), range(0))
    for (source, target), mismatches in zip(rows.pairs, mismatches_of_rows, strict=True):
        start = bead.source.stop, bead.target.stop
        bead = Bead(range(bool(source)), range(bool(target))).shifted(*start)
        held = tuple(_shifted(mismatch, *start) for mismatch in mismatches)
        pairs.append(Pair(_given(source), _given(target), bead, mismatches=held))
    return Alignment(
        rows.source_language,
        rows.target_language,
        tuple(pairs),
        tuple(mismatch for pair in pairs for mismatch in pair.mismatches),
        settings=aligner.settings,
        document=place,
        metadata={"document": rows.document} if rows.document else {},
    )


def _given(text: str) -> tuple[Sentence, ...]:
    return (Sentence(text, Span(0, len(text))),) if text else ()


def _shifted(mismatch: Mismatch, source: int, target: int) -> Mismatch:
    """Move a mismatch of a single row, whose sentences have number 0, to the number of the row."""
    return replace(
        mismatch,
        source_sentences=tuple(number + source for number in mismatch.source_sentences),
        target_sentences=tuple(number + target for number in mismatch.target_sentences),
    )
