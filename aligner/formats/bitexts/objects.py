"""Reads JSON and JSON lines of any program: an object for each pair, with the names of table columns.

It knows `{"source": ..., "target": ...}`, languages or headers instead (`ko`, `원문`), and translation data,
`{"translation": {"ko": ..., "en": ...}}`. Files that aligner wrote are alignments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.formats.bitexts.alignments import unit_of
from aligner.formats.bitexts.columns import by_head
from aligner.formats.bitexts.elements import utf8, whole
from aligner.formats.jsonl import parsed
from aligner.formats.law import limits, too_large
from aligner.model.alignment import Alignment
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import AlignerError, FormatError

NAMES = ("id", "key", "name")  # keys under which objects say what they are called


def read_lines(path: Path) -> Iterator[Unit | BadUnit]:
    """Read one pair from each line, or one document of ours."""
    for number, line in enumerate(_lines(path), 1):
        yield from _line(line, number)


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, one in memory at a time."""
    begun = bytearray()
    for chunk in utf8(path):
        first, *others = chunk.split(b"\n")
        begun += first
        if len(begun) > limits().size:
            raise too_large()
        for line in others:
            yield bytes(begun)
            begun = bytearray(line)
    yield bytes(begun)


def _line(line: bytes, number: int) -> Iterator[Unit | BadUnit]:
    if not line.strip():
        return
    place = f"line {number}"
    try:
        value = parsed(line.decode("utf-8-sig"))
        yield from units_of(value, number, place)
    except (FormatError, UnicodeDecodeError) as error:
        yield BadUnit(place, str(error))


def read_whole(path: Path) -> Iterator[Unit | BadUnit]:
    """Read the objects of a list, those under `pairs`, or documents of ours."""
    try:
        value = parsed(whole(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(f"not UTF-8 (byte {error.start}); save it as UTF-8") from error
    if isinstance(value, dict) and "schema" not in value and isinstance(value.get("pairs"), list):
        value = value["pairs"]
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"object {number}"
        try:
            yield from units_of(item, number, place)
        except FormatError as error:
            yield BadUnit(place, str(error))


def is_of_others(path: Path) -> bool:
    """Whether the first object of a file is a pair of another program and no document of ours."""
    try:
        head = next(utf8(path)).decode("utf-8-sig", "replace").lstrip().removeprefix("[").lstrip()
        first, _ = json.JSONDecoder().raw_decode(head)
    except (AlignerError, ValueError, RecursionError):
        return False
    if not isinstance(first, dict) or "schema" in first:
        return False
    return isinstance(first.get("translation"), dict) or by_head(list(first)) is not None


def units_of(value: Any, line: int, place: str) -> Iterator[Unit]:
    """The pair that an object is, or the pairs of a document of ours.

    Raises:
        FormatError: It is neither.
    """
    if isinstance(value, dict) and "schema" in value:
        alignment = Alignment.from_dict(value)
        for number, pair in enumerate(alignment, 1):
            yield unit_of(pair, line, f"{place}, pair {number}", alignment.source_language)
        return
    if not isinstance(value, dict):
        raise FormatError(f"{_short(value)} is no object with a source and a target")
    inner = value.get("translation")
    held = inner if isinstance(inner, dict) else value
    keys = list(held)
    places = by_head(keys)
    if places is None:
        raise FormatError(f"none of the keys {', '.join(map(repr, keys[:8]))} is a source and one a target")
    texts = [held[keys[side]] for side in places]
    texts = ["" if text is None else text for text in texts]
    if not all(isinstance(text, str) for text in texts):
        raise FormatError(f"{_short(texts)} are no two texts")
    name = next((str(value[key]) for key in NAMES if isinstance(value.get(key), str | int)), "")
    yield Unit(texts[0], texts[1], line, place, name)


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:60]
