"""A corpus whose inputs, folder or disk do not stay as they were: nothing is lost without a word."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest

from aligner import Aligner, Alignment, Settings
from aligner.cli import run as command
from aligner.corpus import record
from aligner.corpus import run as running
from aligner.corpus.files import digested, find_files
from aligner.corpus.inputs import entries
from aligner.corpus.journal import Journal
from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.corpus.summary import Summary
from aligner.corpus.unpacking import InputChanged, read_file
from aligner.formats import load_all
from aligner.model.document import Document, Failure
from aligner.model.errors import AlignerError, InputError
from aligner.pipelines.documents import align_document

Change = Callable[[Path], object]


pytestmark = pytest.mark.usefixtures("no_processes")  # whose start takes a second


@pytest.fixture(scope="module")
def aligned() -> dict[tuple[str, Settings], Alignment | Failure]:
    """What was aligned already, by the document and the settings."""
    return {}


@pytest.fixture(autouse=True)
def _no_document_twice(
    aligned: dict[tuple[str, Settings], Alignment | Failure], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not about alignment, which writes nothing: hundreds of runs meet the same documents."""

    def align(document: Document, aligner: Aligner) -> Alignment | Failure:
        key = repr(document), aligner.settings
        if key not in aligned:
            aligned[key] = align_document(document, aligner)
        return aligned[key]

    monkeypatch.setattr(record, "align_document", align)


def rows(amount: int, unit: str = "명") -> bytes:
    line = '{{"source": ["{n}{unit} 왔다."], "target": ["{n} came."], "id": "row {n}"}}\n'
    return "".join(line.format(n=n, unit=unit) for n in range(1000, 1000 + amount)).encode()


def quietly(corpus: Corpus) -> Summary:
    return run(corpus, lambda name, done, consumed, total: None)


def changing(corpus: Corpus, change: Callable[[], object], after: int = 8) -> Summary:
    """Runs it, with a change after so many documents."""
    changes = iter([change])

    def told(name: str, done: int, consumed: int, total: int) -> None:
        if name == "aligning" and done >= after:
            next(changes, lambda: None)()

    return run(corpus, told)


def in_place(path: Path) -> None:
    """Other text in the same file, with size and times kept."""
    facts = path.stat()
    content = path.read_bytes().replace(b"came", b"went")
    with path.open("r+b") as file:
        file.write(content)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert path.stat().st_size == facts.st_size and path.stat().st_mtime_ns == facts.st_mtime_ns


CHANGES: dict[str, Change] = {
    "emptied": lambda path: path.write_bytes(b""),
    "shortened": lambda path: os.truncate(path, path.stat().st_size * 2 // 3),
    "longer": lambda path: path.open("ab").write(rows(1)),
    "in place": in_place,
}


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_file_that_changes_while_it_is_read_is_told(
    name: str,
    change: Change,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By a failure, its place in the table of failures, the exit code and a line on stderr."""
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    content = rows(800)
    path.write_bytes(gzip.compress(content, 0) if name.endswith(".gz") else content)
    (tmp_path / "in" / "y.jsonl").write_bytes(rows(5))
    output = tmp_path / "out.jsonl"
    asked = monkeypatch.setattr(
        running, "run", lambda corpus, progress: changing(corpus, lambda: change(path))
    )
    assert asked is None
    assert command(["corpus", str(tmp_path / "in"), "-o", str(output), "--jobs", "1"]) == 2
    assert (
        "the inputs changed during the run, in one place; run the same command again"
        in capfd.readouterr().err
    )
    failures = (tmp_path / "out.jsonl.failures.tsv").read_text(encoding="utf-8").splitlines()
    assert any(f"{path}:" in row and "changed after the run had begun" in row for row in failures)
    names = [alignment.document for alignment in load_all(output)]
    assert names[-5:] == [f"row {n}" for n in range(1000, 1005)]  # the other file does not suffer
    assert not (tmp_path / "out.jsonl.journal").exists()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_file_is_compared_with_what_it_was(change: Change, tmp_path: Path) -> None:
    """Pages, objects, rows of Parquet."""
    (tmp_path / "x.txt").write_bytes(rows(9))
    (tmp_path / "x.json").write_bytes(b"[" + rows(9).replace(b"\n", b",")[:-1] + b"]")
    paths = [tmp_path / "x.txt", tmp_path / "x.json"]
    try:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.table({"page": ["It came."] * 9}), tmp_path / "x.parquet", compression="none")
        paths.append(tmp_path / "x.parquet")
    except ImportError:
        pass
    for path in paths:
        files = digested(find_files([str(path)]), lambda done: None)
        change(path)
        if path.suffix == ".txt":
            with pytest.raises(InputChanged):
                read_file(files[0], 10**6)
        else:
            assert isinstance(list(entries(files, 10**6))[-1].content, InputChanged)


def test_a_page_that_is_gone_is_told(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text("비가 왔다.\n\nIt rained.\n", encoding="utf-8")
    gone = tmp_path / "17.txt"
    summary = changing(Corpus((str(tmp_path),), tmp_path / "out.jsonl"), gone.unlink)
    assert (summary.documents, summary.failed, summary.changed) == (20, 1, 1)


def test_every_shard_tells_of_the_change_that_it_meets(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    for number in (1, 2, 3):
        path.write_bytes(rows(800))
        corpus = Corpus((str(path),), tmp_path / "out.tmx", shard=(number, 3))
        assert changing(corpus, lambda: in_place(path)).changed == 1


def test_a_file_that_was_only_touched_is_the_same(tmp_path: Path) -> None:
    """Also to a run that was interrupted."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(rows(40))
    corpus = Corpus((str(path),), tmp_path / "out.jsonl")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changing(corpus, stop, after=16)
    os.utime(path, ns=(1, 1))
    assert changing(corpus, lambda: os.utime(path, ns=(2, 2))).changed == 0
    assert len(load_all(corpus.output)) == 40


def test_a_change_between_two_runs_is_refused_though_size_and_time_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(rows(40))
    corpus = Corpus((str(path),), tmp_path / "out.jsonl")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        changing(corpus, stop, after=16)
    in_place(path)
    with pytest.raises(InputError, match=r"other inputs.*--restart"):
        quietly(corpus)
    assert quietly(replace(corpus, restart=True)).failed == 0


def test_a_folder_that_vanishes_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(rows(400))
    folder = tmp_path / "results"
    folder.mkdir()
    seen = []

    def told(name: str, done: int, consumed: int, total: int) -> None:
        seen.append(done)
        if done == 16:
            shutil.rmtree(folder)

    with pytest.raises(InputError, match=r"results: gone while it was written to"):
        run(Corpus((str(tmp_path / "x.jsonl"),), folder / "out.jsonl"), told)
    assert max(seen) == 16


def test_a_folder_that_is_moved_or_a_journal_that_is_gone_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(rows(40))
    folder = tmp_path / "results"
    folder.mkdir()
    corpus = Corpus((str(tmp_path / "x.jsonl"),), folder / "out.jsonl")
    with pytest.raises(InputError, match=r"journal: gone while"):
        changing(corpus, (folder / "out.jsonl.journal").unlink)
    with pytest.raises(InputError, match=r"journal\.0: its journal is gone"):
        quietly(corpus)
    (folder / "out.jsonl.journal.0").unlink()
    with pytest.raises(InputError, match=r"results: gone while"):
        changing(corpus, lambda: folder.rename(tmp_path / "moved"))


def _journal(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """What the journal and its first part file hold at the end of a run."""
    kept: list[bytes] = []
    path = corpus.output.with_name(f"{corpus.output.name}.journal")
    files = (path, path.with_name(f"{path.name}.0"))
    with monkeypatch.context() as context:
        context.setattr(Journal, "seal", lambda _: kept.extend(file.read_bytes() for file in files))
        quietly(corpus)
    return kept[0], kept[1]


def test_what_follows_a_damaged_line_of_the_journal_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that are no text, zeros as after a loss of power, one letter, a lost line break, a line twice."""
    (tmp_path / "x.jsonl").write_bytes(rows(20))
    corpus = Corpus((str(tmp_path / "x.jsonl"),), tmp_path / "out.jsonl")
    whole, content = _journal(corpus, monkeypatch)
    expected = corpus.output.read_bytes()
    assert content == expected
    part = tmp_path / "out.jsonl.journal.0"
    lines = whole.splitlines(keepends=True)
    assert len(lines) == 1 + 3  # the request, then 8, 8 and 4 documents
    for number in (1, 2, 3):
        line = lines[number]
        for damaged in (
            b"\xff" + line[1:],
            line[:30] + b"\xff\xfe" + line[32:],
            bytes(len(line)),
            line[:40] + line[40:].swapcase(),
            line[:-1],
            b"\n",
            line + line,
        ):
            journal = b"".join([*lines[:number], damaged, *lines[number + 1 :]])
            (tmp_path / "out.jsonl.journal").write_bytes(journal)
            part.write_bytes(content)
            corpus.output.unlink(missing_ok=True)
            done: list[int] = []
            summary = run(corpus, lambda name, more, consumed, total, done=done: done.append(more))
            twice = damaged == line + line  # the second finds no part that belongs to it
            assert max(done) == max(0, 20 - 8 * (number - (not twice)))
            torn = number == 3 and not damaged.endswith(b"\n")  # as a kill leaves it
            damage = f"the output of line {number + 2}" if twice else f"line {number + 1}"
            assert (f": {damage} was damaged" in summary.note) == (not torn)
            assert corpus.output.read_bytes() == expected


def test_what_follows_a_damaged_part_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter, zeros, a part file that is cut off, has more than the journal knows, or is gone."""
    (tmp_path / "x.jsonl").write_bytes(rows(20))
    corpus = Corpus((str(tmp_path / "x.jsonl"),), tmp_path / "out.jsonl")
    whole, content = _journal(corpus, monkeypatch)
    journal, part = tmp_path / "out.jsonl.journal", tmp_path / "out.jsonl.journal.0"
    ends = [0, *(place + 1 for place, byte in enumerate(content) if byte == ord("\n"))]
    middle = ends[10] + 100
    for damaged, left in (
        (content[:middle] + b"#" + content[middle + 1 :], 12),
        (content[: ends[5]] + bytes(len(content) - ends[5]), 20),
        (content[:middle], 12),
        (content + b"half a line", 0),
        (None, 20),
    ):
        journal.write_bytes(whole)
        part.unlink(missing_ok=True)
        if damaged is not None:
            part.write_bytes(damaged)
        corpus.output.unlink()
        done: list[int] = []
        summary = run(corpus, lambda name, more, consumed, total, done=done: done.append(more))
        assert max(done) == left
        line = 1 + 1 + (20 - left) // 8  # behind the request
        assert (f"the output of line {line} was damaged" in summary.note) == bool(left)
        assert corpus.output.read_bytes() == content


@pytest.mark.parametrize("content", ["a diary", "a diary\n", '{"page": "a corpus"}\n', "[]\n"])
@pytest.mark.parametrize("name", ["out.jsonl.journal", "out.jsonl.learning"])
def test_a_file_that_is_only_called_a_journal_is_not_thrown_away(
    name: str, content: str, tmp_path: Path
) -> None:
    (tmp_path / "x.jsonl").write_bytes(rows(3))
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match="not a journal of ours"):
        quietly(Corpus((str(tmp_path / "x.jsonl"),), tmp_path / "out.jsonl", restart=True, learn=True))
    if name.endswith("journal"):
        with pytest.raises(InputError, match="not a journal of ours"):
            quietly(Corpus((str(tmp_path / "x.jsonl"),), tmp_path / "out.jsonl"))
    assert (tmp_path / name).read_text() == content


def test_an_input_is_not_taken_for_the_output(tmp_path: Path) -> None:
    """Neither in the folder, nor by its own name; the output of the last run is, in the folder."""
    there, other = tmp_path / "there.jsonl", tmp_path / "other.jsonl"
    there.write_bytes(rows(3))
    other.write_bytes(rows(4))
    for output in (there, tmp_path / "nodir" / ".." / "there.jsonl"):
        for inputs in (tmp_path, there):
            with pytest.raises(InputError, match=r"there\.jsonl: is there already"):
                quietly(Corpus((str(inputs),), output))
            assert there.read_bytes() == rows(3)
    assert quietly(Corpus((str(tmp_path),), tmp_path / "new.jsonl")).documents == 7
    assert quietly(Corpus((str(tmp_path),), tmp_path / "new.jsonl")).documents == 7
    (tmp_path / "hard.jsonl").hardlink_to(tmp_path / "new.jsonl")
    for name in ("new.jsonl", "hard.jsonl"):
        with pytest.raises(InputError, match="is the input too"):
            quietly(Corpus((str(tmp_path / name),), tmp_path / "new.jsonl"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(".part")}


@pytest.mark.parametrize(
    ("suffix", "failing"),
    [
        *product([".jsonl", ".tmx", ".moses"], ["once", "full", "power"]),
        (".parquet", "power"),  # which writes a hundred times
    ],
)
def test_a_disk_that_fails_at_any_moment_leaves_the_old_or_the_new_files(
    suffix: str, failing: str, disk: Callable[..., Any], tmp_path: Path
) -> None:
    """And the next run goes on to what an undisturbed one writes."""
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    old_rows, new_rows = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old_rows.write_bytes(rows(3) + b"no JSON\n")
    new_rows.write_bytes(b"not JSON\n" + rows(9, "원"))

    def undisturbed(folder: Path, path: Path) -> None:
        quietly(Corpus((str(path),), folder / f"out{suffix}"))

    (tmp_path / "calm").mkdir()
    undisturbed(tmp_path / "calm", old_rows)
    old = contents(tmp_path / "calm")
    undisturbed(tmp_path / "calm", new_rows)
    new = contents(tmp_path / "calm")
    assert old.keys() == new.keys() and all(old[name] != new[name] for name in old)
    for moment in count(1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        for name, content in old.items():
            (folder / name).write_bytes(content)
        told = False
        with disk(moment, failing).mounted() as mounted:
            try:
                undisturbed(folder, new_rows)
            except (AlignerError, OSError):
                told = True
        now = contents(folder)
        assert {name for name in now if not name.startswith(f"out{suffix}.journal")} == old.keys()
        assert all(now[name] in (old[name], new[name]) for name in old), moment
        assert told or now == new
        undisturbed(folder, new_rows)
        assert contents(folder) == new
        if not mounted.failed:
            break
    assert not told
    assert moment > 10
