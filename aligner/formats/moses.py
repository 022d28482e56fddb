"""A Moses pair: two files with a language for a suffix, one pair of sentences in each line, for training.

What lines can't say (which sentences a side has, the confidence) is in a third file, `name.moses`, which
training programs ignore. Without it, as in Moses pairs of others, each line is one sentence. Line breaks
inside a side become blanks, halves of surrogate pairs U+FFFD.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from aligner.expressions import compiled
from aligner.formats.rows import read_sentences, written_spans
from aligner.formats.schema import plain_text, text_of
from aligner.formats.visible import one_line
from aligner.formats.whole import read_text, whole_files
from aligner.languages import language
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.text import Sentence, Span
from aligner.pairs import direction, pairs

_SURROGATE = compiled("[\ud800-\udfff]")


class MosesPair:
    """The format of the suffix `.moses`: one document in three files."""

    many = False

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write the third file, which identifies the other two, then the two sides."""
        (alignment,) = documents
        head = {
            "direction": [alignment.source_language, alignment.target_language],
            "document": plain_text(alignment.document),
        }
        contents = {
            path: map(json.dumps, [head, *map(_record, alignment)]),
            path.with_suffix(f".{alignment.source_language}"): (pair.source_text for pair in alignment),
            path.with_suffix(f".{alignment.target_language}"): (pair.target_text for pair in alignment),
        }
        with whole_files(*contents) as files:
            for file, lines in zip(files, contents.values(), strict=True):
                file.write(_content(lines))

    def files(self, path: Path) -> list[Path]:
        """The third file, and the sides in every language, since the languages are not known yet."""
        return [path, *(path.with_suffix(f".{code}") for code in dict.fromkeys(chain.from_iterable(pairs())))]

    def load(self, path: Path) -> list[Alignment]:
        """Read both sides, and the third file if it is there."""
        if not path.exists():
            languages = next((pair for pair in pairs() if _are_there(path, pair)), direction())
            return [Alignment(*languages, tuple(_given(*_sides(path, languages))), document=path.stem)]
        try:
            head, *records = map(json.loads, _read(path))
            languages = direction(*head["direction"])
            document = text_of(head["document"])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise _misfit(error) from error
        sides = _sides(path, languages)
        try:
            members = tuple(_pair(*row) for row in zip(records, *sides, strict=True))
        except ValueError as error:
            raise _misfit(error) from error
        return [Alignment(*languages, members, document=document)]


def _misfit(error: Exception) -> FormatError:
    return FormatError(f"does not fit the lines beside it: {error}")


def _are_there(path: Path, languages: tuple[str, str]) -> bool:
    return all(path.with_suffix(f".{code}").exists() for code in languages)


def _sides(path: Path, languages: tuple[str, str]) -> list[list[str]]:
    """The lines of both files, which must be equally many."""
    sides = [_read(path.with_suffix(f".{code}")) for code in languages]
    if len(sides[0]) != len(sides[1]):
        first, second = (language(code).name for code in languages)
        raise FormatError(f"{len(sides[0])} lines of {first}, but {len(sides[1])} of {second}")
    return sides


def line(text: str) -> str:
    """A side as a line of its file."""
    return _SURROGATE.sub("\ufffd", one_line(text))


def _content(lines: Iterable[str]) -> bytes:
    content = "".join(f"{line(text)}\n" for text in lines)
    # Readers take one byte order mark off, so a text that begins with one needs another before it.
    return content.encode("utf-8-sig" if content.startswith("\ufeff") else "utf-8")


def _read(path: Path) -> list[str]:
    *lines, rest = read_text(path).split("\n")
    return [text.removesuffix("\r") for text in (*lines, *([rest] if rest else []))]


def _record(pair: Pair) -> dict[str, object]:
    source, target = pair.bead.source, pair.bead.target
    numbers = [[source.start, source.stop], [target.start, target.stop]]
    return {"numbers": numbers, "confidence": pair.confidence, **written_spans(pair)}


def _pair(record: object, source: str, target: str) -> Pair:
    match record:
        case {
            "numbers": [[int(start), int(stop)], [int(opposite), int(end)]],
            "confidence": int() | float() as confidence,
            "source_spans": str(source_spans),
            "target_spans": str(target_spans),
        }:
            return Pair(
                read_sentences(source, source_spans),
                read_sentences(target, target_spans),
                Bead(range(start, stop), range(opposite, end)),
                confidence,
            )
    raise ValueError(f"{json.dumps(record)[:60]} is no record of a pair")


def _given(sources: Sequence[str], targets: Sequence[str]) -> Iterator[Pair]:
    source = target = range(0)
    for texts in zip(sources, targets, strict=True):
        left, right = ((Sentence(text, Span(0, len(text))),) if text.strip() else () for text in texts)
        source = range(source.stop, source.stop + len(left))
        target = range(target.stop, target.stop + len(right))
        yield Pair(left, right, Bead(source, target))
