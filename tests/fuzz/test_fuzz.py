"""Readers are tried on mutated files, and on each that broke a law once. `fuzz.py` tries millions."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import mutations
import others
import pytest
import targets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aligner
from aligner.formats import FORMATS, save
from aligner.formats.ours import is_ours

NAMES = [
    *(f"load{suffix}" for suffix in FORMATS),
    *(f"corpus{suffix}{packed}" for suffix in (".jsonl", ".json", ".html", ".txt") for packed in ("", ".gz")),
    *("corpus.parquet", "bitext.tsv", "bitext.csv", "glossary", "baseline", "baseline over", "gold"),
    *("journal", "whose", "config", "glossary.tbx", "glossary.xlsx", "lexicon", "review"),
    *(f"bitext {name}" for name in others.BITEXTS),
]
NEEDS = {".parquet": "pyarrow", ".xlsx": "openpyxl", ".po": "polib"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return dict(targets.targets(tmp_path_factory.mktemp("seeds")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated")


def target_of(name: str, known: dict[str, Any]) -> Any:
    if needed := NEEDS.get(Path(name).suffix):
        pytest.importorskip(needed)
    return known[name]


def test_every_target_is_tried(known: dict[str, Any]) -> None:
    assert known.keys() <= {*NAMES}
    assert all(Path(name).suffix in NEEDS for name in {*NAMES} - known.keys())


@pytest.mark.parametrize("name", NAMES)
@settings(
    max_examples=settings.default.max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(number=st.integers(0, 2**40))
def test_a_mutated_file_is_read_or_refused(
    name: str, number: int, known: dict[str, Any], folder: Path
) -> None:
    """No exception but ours, the file named, what is read holds together, two seconds at most."""
    target = target_of(name, known)
    random = Random(number)
    path = folder / f"mutated{target.suffix}"
    path.write_bytes(mutations.mutated(random.choice(target.seeds), target.suffix, random))
    assert target.try_file(path) in ("read", "refused")


KEPT = sorted(path.name for path in targets.SEEDS.iterdir())


@pytest.mark.parametrize("kept", KEPT)
def test_what_broke_a_law_once_is_read_or_refused(kept: str, known: dict[str, Any], folder: Path) -> None:
    name = kept.partition("-")[0].replace("_", " ")
    target = target_of(name, known)
    path = folder / f"kept{target.suffix}"
    path.write_bytes((targets.SEEDS / kept).read_bytes())
    assert target.try_file(path) in ("read", "refused")


def broken(name: str, read: Callable[[Path], object], known: dict[str, Any], folder: Path) -> str:
    """What is said of a reader that does this, on a file of the target."""
    target = targets.Target(known[name].suffix, read, known[name].seeds)
    path = folder / f"a{target.suffix}"
    path.write_bytes(target.seeds[0])
    with pytest.raises(targets.Broken) as law:
        target.try_file(path)
    return str(law.value)


def test_a_reader_that_breaks_a_law_is_found(
    known: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The targets themselves: another exception, an error without the name of the file, too much time."""
    monkeypatch.setattr(targets, "LONGEST", 0.1)

    def nameless(path: Path) -> None:
        raise aligner.InputError("something is wrong")

    def slow(path: Path) -> None:
        end = process_time() + targets.LONGEST
        while process_time() <= end + 0.1:
            pass

    assert broken("gold", lambda path: 1 / 0, known, folder).startswith("ZeroDivisionError")
    assert "does not name" in broken("gold", nameless, known, folder)
    assert broken("gold", slow, known, folder).startswith("took")


@pytest.mark.parametrize("suffix", [".json", ".tmx", ".tsv", ".ladder", ".html"])
def test_mutations_are_of_the_format(suffix: str, known: dict[str, Any]) -> None:
    """Many of them are still read: what lies behind the first line of a reader is tried."""
    target = known[f"load{suffix}"]
    random = Random(7)
    made = {mutations.mutated(target.seeds[0], suffix, random) for _ in range(60)}
    assert len(made) > 40


def test_a_long_line_of_digits_is_known_to_be_no_report(tmp_path: Path) -> None:
    """32 kB took 12 s: every run of digits was tried from each of them."""
    path = tmp_path / "x.html"
    path.write_bytes(b"1" * 60_000)
    began = process_time()
    assert not is_ours(path)
    assert process_time() - began < 1


def test_a_negative_zero_does_not_hide_whose_file_it_is(tmp_path: Path) -> None:
    alignment = aligner.align(["비가 왔다."], ["It rained."])
    pairs = tuple(replace(pair, confidence=-0.0) for pair in alignment)
    save(replace(alignment, pairs=pairs), tmp_path / "x.ladder")
    assert is_ours(tmp_path / "x.ladder")
    save(alignment, tmp_path / "x.ladder")


def test_a_page_of_objects_without_end_is_refused(known: dict[str, Any], folder: Path) -> None:
    """60 kB that were 60 s and gigabytes: each of the objects was a document."""
    path = folder / "mutated.json.gz"
    path.write_bytes(gzip.compress(b"[" + b"{}," * 2_000_000 + b"{}]"))
    assert known["corpus.json.gz"].try_file(path) == "read"
    path = folder / "mutated.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 30_000_000, 1))
    assert known["corpus.jsonl.gz"].try_file(path) == "read"
