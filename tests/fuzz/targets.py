"""What the mutated files are tried on: each reader of a file, with the law that it has to keep.

A target takes a file and returns what came of it, `read` or `refused`. It raises `Broken` where a law is: an
exception that is no `AlignerError`, an error that does not name the file, an alignment that does not hold
together, or more time than `LONGEST`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import others
from mutations import LARGEST

import aligner
from aligner.corpus.files import find_files
from aligner.corpus.inputs import document_in, entries
from aligner.corpus.journal import Journal
from aligner.formats import FORMATS, load_all, save
from aligner.formats.files import load_gold
from aligner.formats.ours import is_ours
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import AlignerError, SettingsError
from aligner.pipelines.documents import recorded

# Formats that tell documents apart by their names.
NAMED = frozenset({".tsv", ".csv", ".tmx"})
LONGEST = 2.0  # seconds of CPU for a file of 20 kB

SEEDS = Path(__file__).with_name("seeds")

SOURCE = (
    "솔내시는 14일 시민 3만 명이 항구 축제를 찾았다고 밝혔다. 비는 오지 않았다.\n"
    "“좋았다”고 한소라 관장은 말했다."
)
TARGET = (
    "Solnae City said on the 14th that 300,000 citizens visited the harbor festival.\n"
    "It did not rain. Director Han So-ra said it was good."
)
PAGE = (
    f"<!doctype html><html><head><title>축제</title></head><body><h1>축제 폐막</h1><p>{SOURCE}</p>"
    f"<table><tr><td>입장료</td><td>3천원</td></tr></table><p>{TARGET}</p></body></html>"
)


class Broken(AssertionError):
    """A law is broken; the message says which."""


@dataclass(frozen=True)
class Target:
    """A reader of files.

    Attributes:
        suffix: Of the files, which says how they are mutated.
        read: Reads a file and uses what it holds.
        seeds: Files that are right, by which mutation begins.
        named: Whether an error has to name the file.
    """

    suffix: str
    read: Callable[[Path], object]
    seeds: tuple[bytes, ...]
    named: bool = True

    def try_file(self, path: Path) -> str:
        """`read`, or `refused` with a documented error.

        Raises:
            Broken: A law is.
        """
        began = process_time()
        try:
            self.read(path)
            result = "read"
        except AlignerError as error:
            if self.named and path.name not in str(error):
                raise Broken(f"the error does not name the file: {error}") from error
            if "mistake of aligner" in str(error):
                raise Broken(str(error)) from error
            result = "refused"
        except Exception as error:
            raise Broken(f"{type(error).__name__}: {str(error)[:200]}") from error
        if (took := process_time() - began) > LONGEST:
            raise Broken(f"took {took:.1f} s")
        return result


def _require(holds: bool, law: str) -> None:
    if not holds:
        raise Broken(law)


def require_whole(alignment: Alignment) -> None:
    """What all later code takes for granted."""
    done = [0, 0]
    for pair in alignment:
        for side, (numbers, sentences) in enumerate(
            ((pair.bead.source, pair.source), (pair.bead.target, pair.target))
        ):
            _require(len(numbers) == len(sentences), "a bead does not fit its sentences")
            _require(not sentences or numbers.start >= done[side], "a sentence stands in two pairs")
            done[side] = max(done[side], numbers.stop)
            for sentence in sentences:
                _require(isinstance(sentence.text, str), "a text is none")
                _require(0 <= sentence.span.start <= sentence.span.end, "a span is none")
        _require(0 <= pair.confidence <= 1, "a confidence is no probability")
        _require(all(isinstance(each.message, str) for each in pair.mismatches), "a message is no text")
    _require(isinstance(alignment.document, str), "the name of a document is no text")


def _fits_a_ladder(alignment: Alignment) -> bool:
    """Whether rungs can tell it: no sentence is left out, and no bead is without any."""
    beads = [Bead(range(0), range(0)), *(pair.bead for pair in alignment)]
    return all(
        one.source.stop == other.source.start and one.target.stop == other.target.start and any(other.kind)
        for one, other in pairwise(beads)
    )


def _load(path: Path) -> None:
    """Read, held against the law, then written in one of the formats, and read back the same."""
    documents = load_all(path)
    told_apart = len({alignment.document for alignment in documents})
    _require(told_apart == len(documents) or path.suffix not in NAMED, "documents of one name")
    for alignment in documents:
        require_whole(alignment)
        beads = [pair.bead for pair in alignment]
        aligner.evaluate(beads, beads)
        if beads and max(beads[-1].source.stop, beads[-1].target.stop) > LARGEST:
            return  # sentences of a number alone, up to a million: to write them out takes its time
        again = Alignment.from_dict(alignment.to_dict())
        _require(repr(again) == repr(alignment), "its own dict is another alignment")  # nan is not nan
    size = path.stat().st_size
    if documents and documents[0].pairs and sum(map(len, documents)) < 200:  # a table without rows is none
        alignment = documents[0]
        suffix = [*FORMATS][size % len(FORMATS)]
        if suffix == ".ladder" and not _fits_a_ladder(alignment):
            suffix = ".align"
        place = path.with_name(f"written{suffix}")
        for left in FORMATS[suffix].files(place):
            left.unlink(missing_ok=True)
        save(alignment, place)
        _require(is_ours(place), f"a file that we wrote is not known again, {suffix}")
        (saved,) = load_all(place)
        same = [pair.bead for pair in saved] == [pair.bead for pair in alignment]
        _require(same, f"other beads in {suffix}")
        if size % 8 == 0 and sum(len(pair.source_text) + len(pair.target_text) for pair in alignment) < 2000:
            with suppress(SettingsError):  # kinds to ignore that are none
                alignment.check()


def _moses(path: Path) -> None:
    for code, text in (("ko", SOURCE), ("en", TARGET)):
        path.with_suffix(f".{code}").write_text(text.replace(". ", ".\n"), encoding="utf-8")
    _load(path)


def _corpus(path: Path) -> None:
    """Each entry is a document or a documented failure, whatever the others are."""
    for entry in entries(find_files([str(path)]), 1_000_000):
        try:
            document_in(entry, 1_000_000)
        except Exception as error:
            if "mistake of aligner" in str(recorded(error)):
                raise


_REQUEST: Mapping[str, Any] = {"version": "1", "inputs": "3 files"}


def _journal(path: Path) -> None:
    with Journal(path, _REQUEST, 1) as journal:
        _require(sum(1 for _ in journal.records()) == journal.done, "records are not as many as are done")


def _saved(documents: list[Alignment], suffix: str, folder: Path) -> bytes:
    return _seeds(lambda path: save(documents, path), f"a{suffix}", folder)


def _seeds(write: Callable[[Path], object], name: str, folder: Path) -> bytes:
    path = folder / name
    write(path)
    return path.read_bytes()


def _record_lines() -> bytes:
    from zlib import crc32

    head = json.dumps(_REQUEST).encode() + b"\n"
    body = b'{"place": "a:1", "name": "a", "pairs": 2, "kinds": {"number": 1}}\t"part"\n'
    return head + b"%08x\t" % crc32(body) + body


def targets(folder: Path) -> dict[str, Target]:
    """All targets by name, with seeds made now; those that are kept in `seeds` join them.

    Args:
        folder: Where files can be written.
    """
    one = aligner.align(SOURCE, TARGET)
    many = [one, aligner.align(["비가 왔다.", "눈"], ["It rained."], beads=one.settings.beads)]
    found: dict[str, Target] = {}
    for suffix, form in FORMATS.items():
        given = [[one], many] if form.many else [[one]]
        if suffix in NAMED:
            given = [[one], [one, replace(many[1], document="b")]]
        seeds = tuple(_saved(these, suffix, folder) for these in given)
        found[f"load{suffix}"] = Target(suffix, _moses if suffix == ".moses" else _load, seeds)
    rows = [{"page": PAGE, "id": 1}, {"source": SOURCE, "target": TARGET, "tags": ["a", 2.5]}, {"page": ""}]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    whole = json.dumps(rows, ensure_ascii=False).encode()
    inputs = {".jsonl": lines, ".json": whole, ".html": PAGE.encode(), ".txt": SOURCE.encode()}
    for suffix, content in inputs.items():
        found[f"corpus{suffix}"] = Target(suffix, _corpus, (content,), named=False)
        packed = gzip.compress(content)
        found[f"corpus{suffix}.gz"] = Target(f"{suffix}.gz", _corpus, (packed,), named=False)
    with suppress(ImportError):
        found["corpus.parquet"] = Target(".parquet", _corpus, (_parquet(folder),), named=False)
    pairs = f"{SOURCE.splitlines()[0]}\t{TARGET.splitlines()[0]}\n비가 왔다.\tIt rained.\n".encode()
    glossary = "source\ttarget\n솔내시\tSolnae|Solnae City\n# note\n항구\tharbor\n".encode()
    accepted = one.mismatches
    baseline = _seeds(lambda path: aligner.write_baseline(path, accepted), "accepted.tsv", folder)
    gold = '{"pairs": [{"source": "비가 왔다.", "target": "It rained."}, {"source": ""}]}'.encode()
    head = one.to_html().encode("utf-8", "replace")
    found |= {
        "bitext.tsv": Target(".tsv", others.bitext, (pairs,)),
        "bitext.csv": Target(".csv", others.bitext, (pairs.replace(b"\t", b","),)),
        "glossary": Target(".tsv", aligner.read_glossary, (glossary,)),
        "baseline": Target(".tsv", aligner.read_baseline, (baseline,)),
        "baseline over": Target(".tsv", lambda path: aligner.write_baseline(path, accepted), (baseline,)),
        "gold": Target(".json", load_gold, (gold,)),
        "journal": Target(".jsonl", _journal, (_record_lines(),)),
        "whose": Target(".html", is_ours, (head[:3000], pairs, lines), named=False),
    }
    found |= {name: Target(*parts) for name, parts in others.made(folder, one).items()}
    return {name: _with_kept(name, target) for name, target in found.items()}


def _with_kept(name: str, target: Target) -> Target:
    """With the files that broke a law once for seeds, but those that take a second each."""
    paths = sorted(SEEDS.glob(f"{name.replace(' ', '_')}-*"))
    kept = tuple(path.read_bytes() for path in paths if "-heavy_" not in path.name)
    return Target(target.suffix, target.read, (*target.seeds, *kept), target.named)


def _parquet(folder: Path) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({"page": [PAGE, "", "a"], "id": [1, 2, None], "tags": [["a"], None, []]})
    return _seeds(lambda path: parquet.write_table(table, path), "a.parquet", folder)
