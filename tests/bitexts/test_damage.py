"""Files that were cut off, overwritten or made to do harm: what can be read, or an error that says where."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import aligner
from aligner.formats.bitexts.reading import READERS, read_units
from aligner.model.bitext import BadUnit, Unit

Make = Callable[[str], Path]

EVERY = [
    "table.tsv", "semicolons.csv", "memory.tmx", "wide.tmx", "one.xlf", "euc.xliff", "two.xlf",
    "studio.sdlxliff", "memoq.mqxliff", "catalogue.po", "sheet.xlsx", "rows.jsonl", "ours.jsonl",
]  # fmt: skip
JUNK = (b"", b"\0", b"<", b'"', b"\xff", b"&a;", b"{", b"]]>", b"\n\n", "\ufeff".encode())


def outcome(path: Path) -> list[Unit | BadUnit] | str:
    """What is read, or what the error says."""
    try:
        return list(read_units(path))
    except aligner.AlignerError as error:
        assert str(error) and "\n" not in str(error).strip()
        return str(error)


@pytest.mark.parametrize("name", EVERY)
def test_damage_gives_units_or_an_error_of_ours(name: str, made: Make) -> None:
    """A stretch is replaced by something that formats are made of; the same stretches in every run."""
    path = made(name)
    content, chance = path.read_bytes(), random.Random(name)
    for _ in range(60):
        start = chance.randrange(len(content))
        stop = chance.choice((start, start + 1, start + 20, len(content)))
        path.write_bytes(content[:start] + chance.choice(JUNK) + content[stop:])
        read = outcome(path)
        assert isinstance(read, str) or all(isinstance(unit, Unit | BadUnit) for unit in read)


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize(
    "content", [b"\0" * 40, b"PK\x03\x04junk", b"<" * 5000, b"[" * 50_000, b'{"a":1}\n' * 3]
)
def test_what_is_no_such_file_is_told(suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    read = outcome(path)
    assert isinstance(read, str) or all(isinstance(unit, Unit) for unit in read)


@pytest.mark.parametrize("unit", ["trans-unit", "x"])
def test_elements_without_end_are_refused(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "a.xlf"
    inside = "<g>" * 5000 + "</g>" * 5000
    path.write_text(
        f'<xliff version="1.2"><file source-language="ko" target-language="en"><{unit}>'
        f"<source>{inside}</source></{unit}></file></xliff>",
        encoding="utf-8",
    )
    read = outcome(path)
    assert read == [] if unit == "x" else "nested" in str(read)


def test_a_program_for_translators_is_read_with_prefixes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><x:file source-language="ko"'
        ' target-language="en"><x:body><x:trans-unit id="1"><x:source>3만 명</x:source>'
        "<x:target>300,000 people</x:target></x:trans-unit></x:body></x:file></x:xliff>",
        encoding="utf-8",
    )
    from aligner.formats.bitexts.written import annotated

    written = annotated(path, aligner.check_file(path)).decode()
    assert '</x:target><x:note from="aligner"' in written and written.count("</x:note>") == 1
