"""Chooses the reader for a file of pairs: by its suffix, and by its root element if the suffix is `.xml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from aligner.formats.bitexts import catalogues, interchange, memories, objects, sheets, tables
from aligner.formats.bitexts.alignments import unit_of
from aligner.formats.bitexts.elements import nodes
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import AlignerError, FormatError

Reader = Callable[[Path], Iterator[Unit | BadUnit]]


def _alignments(path: Path) -> Iterator[Unit]:
    """The pairs of a file that aligner wrote; its lines have no meaning for an editor."""
    from aligner.formats.files import load_all

    for alignment in load_all(path):
        for number, pair in enumerate(alignment, 1):
            yield unit_of(pair, number, f"pair {number}", alignment.source_language)


def _by_root(path: Path) -> Iterator[Unit | BadUnit]:
    """Read a file that is called `.xml` as TMX or XLIFF."""
    root = next(node.name for _, node in nodes(path, ()))
    yield from (memories if root == "tmx" else interchange).read(path)


XLIFF = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")
READERS: dict[str, Reader] = {
    ".tmx": memories.read,
    **dict.fromkeys(XLIFF, interchange.read),
    ".xml": _by_root,
    ".po": catalogues.read,
    ".pot": catalogues.read,
    ".xlsx": sheets.read,
    ".xlsm": sheets.read,
    ".jsonl": objects.read_lines,
    ".ndjson": objects.read_lines,
    ".json": objects.read_whole,
    ".tsv": tables.read,
    ".csv": tables.read,
    ".tab": tables.read,
    ".html": _alignments,
    ".ces": _alignments,
    ".moses": _alignments,
}
# Formats of ours that hold the numbers of sentences and no texts.
TEXTLESS = (".ladder", ".align")


def xliff_version(path: Path) -> str:
    """The version that an XLIFF file names; empty if it names none or is no XLIFF."""
    try:
        return next(node.attributes.get("version", "") for _, node in nodes(path, ()))
    except (AlignerError, StopIteration):
        return ""


def read_units(path: Path) -> Iterator[Unit | BadUnit]:
    """Read the pairs of a file, in order. A file with an unknown suffix is read as a table.

    Yields:
        Units, and a `BadUnit` for each place that can't be read. If reading can't go on, the last one says
        so.

    Raises:
        InputError: The file can't be read at all.
        FormatError: It has no pair that can be read; the message says why.
        MissingExtraError: A package that reads the format is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in TEXTLESS:
        raise FormatError(f"a {suffix} file holds the numbers of sentences, no texts; give the texts")
    some = False
    bad: list[BadUnit] = []
    try:
        for unit in READERS.get(suffix, tables.read)(path):
            if isinstance(unit, Unit):
                yield from bad
                bad, some = [], True
                yield unit
            else:
                bad.append(unit)
    except (AlignerError, MemoryError) as error:
        if not some or not isinstance(error, FormatError):
            raise
        place, _, reason = str(error).partition(": ")
        bad.append(BadUnit(place, reason) if reason else BadUnit("the rest", place))
    except Exception as error:
        if not some:
            raise FormatError(f"damaged: {type(error).__name__}: {error}") from error
        bad.append(BadUnit("the rest", f"damaged: {type(error).__name__}: {error}"))
    if bad and not some:
        raise FormatError(str(bad[0]))
    yield from bad
