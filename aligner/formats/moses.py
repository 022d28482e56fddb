"""A Moses pair: `name.ko` and `name.en`, a pair of sentences a line, the format of training data.

What lines can't say (which sentences a side holds, the confidence) goes into a third file, `name.moses`,
which trainers don't look at. Without it, as in the pairs of others, each line is one sentence. Line
breaks inside a side become blanks, halves of surrogate pairs U+FFFD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from aligner.formats.rows import read_sentences, written_spans
from aligner.formats.schema import plain_text, text_of
from aligner.formats.visible import one_line
from aligner.formats.whole import read_text, whole_files
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.text import Language, Sentence, Span

_SURROGATE = re.compile("[\ud800-\udfff]")
_SUFFIXES = (".ko", ".en")


class MosesPair:
    """The format of the suffix `.moses`: one document in three files."""

    many = False

    def save(self, documents: Sequence[Alignment], path: Path) -> None:
        """Write what belongs to neither side, by which both are known again, then the sides."""
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
        """All three files."""
        return [path, *(path.with_suffix(suffix) for suffix in _SUFFIXES)]

    def load(self, path: Path) -> list[Alignment]:
        """Read both sides, and the third file if it is there."""
        korean, english = (_read(path.with_suffix(suffix)) for suffix in _SUFFIXES)
        if len(korean) != len(english):
            raise FormatError(f"{len(korean)} lines of Korean, but {len(english)} of English")
        if not path.exists():
            return [Alignment("ko", "en", tuple(_given(korean, english)), document=path.stem)]
        try:
            head, *records = map(json.loads, _read(path))
            forward = head["direction"][0] == "ko"
            sides = (korean, english) if forward else (english, korean)
            pairs = tuple(_pair(*row) for row in zip(records, *sides, strict=True))
            document = text_of(head["document"])
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise FormatError(f"does not fit the lines beside it: {error}") from error
        languages: tuple[Language, Language] = ("ko", "en") if forward else ("en", "ko")
        return [Alignment(*languages, pairs, document=document)]


def line(text: str) -> str:
    """A side as it stands in its file."""
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


def _given(korean: Sequence[str], english: Sequence[str]) -> Iterator[Pair]:
    source = target = range(0)
    for texts in zip(korean, english, strict=True):
        left, right = ((Sentence(text, Span(0, len(text))),) if text.strip() else () for text in texts)
        source = range(source.stop, source.stop + len(left))
        target = range(target.stop, target.stop + len(right))
        yield Pair(left, right, Bead(source, target))
