"""Which reader a file of pairs gets: by its suffix, and by its root where a suffix says XML alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from aligner.formats.bitexts import catalogues, interchange, memories, objects, sheets, tables
from aligner.formats.bitexts.codes import without_codes
from aligner.formats.bitexts.elements import nodes
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import AlignerError, FormatError
from aligner.model.text import Sentence, Span
from aligner.pairs.script import languages_of

Reader = Callable[[Path], Iterator[Unit | BadUnit]]


def _alignments(path: Path) -> Iterator[Unit]:
    """The pairs of a file of ours, whose lines mean nothing to an editor."""
    from aligner.formats.files import load_all

    for alignment in load_all(path):
        for number, pair in enumerate(alignment, 1):
            yield memories.unit_of(pair, number, f"pair {number}", alignment.source_language)


def _by_root(path: Path) -> Iterator[Unit | BadUnit]:
    """A memory or an interchange file that is called `.xml`."""
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


def read_alignment(path: Path) -> Alignment:
    """The pairs of a file of another program as one alignment, a sentence for each side that has text.

    Raises:
        FormatError: A place in it can't be read.
    """
    pairs: list[Pair] = []
    done = Bead(range(0), range(0))
    texts: tuple[list[str], list[str]] = ([], [])
    source_language = None
    for unit in read_units(path):
        if isinstance(unit, BadUnit):
            raise FormatError(str(unit))
        source_language = source_language or unit.source_language
        text = without_codes(unit.source, unit.source_codes), without_codes(unit.target, unit.target_codes)
        for of_side, one in zip(texts, text, strict=True):
            of_side.append(one)
        left, right = ((Sentence(side, Span(0, len(side))),) if side else () for side in text)
        starts = done.source.stop, done.target.stop
        done = Bead(range(starts[0], starts[0] + len(left)), range(starts[1], starts[1] + len(right)))
        pairs.append(Pair(left, right, done))
    source, target = map(" ".join, texts)
    return Alignment(*languages_of(source, target, source_language), pairs=tuple(pairs))


def xliff_version(path: Path) -> str:
    """The version that an XLIFF file names; empty if it names none or is none."""
    try:
        return next(node.attributes.get("version", "") for _, node in nodes(path, ()))
    except (AlignerError, StopIteration):
        return ""


def read_units(path: Path) -> Iterator[Unit | BadUnit]:
    """The pairs of a file, in its order; a file of any other suffix is a table.

    Yields:
        What could be read, and a `BadUnit` for what could not; the end of a file that can't be read on is
        one.

    Raises:
        InputError: The file can't be read at all.
        FormatError: It has no pair that could be read, and why.
        MissingExtraError: A library that reads the format is not installed.
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
