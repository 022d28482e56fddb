"""A corpus becomes one file, whatever happens on the way."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner.cli import run as command
from aligner.corpus import run as running
from aligner.corpus.journal import Journal
from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.corpus.summary import Summary
from aligner.formats import load_all
from aligner.formats.whole import whole_files
from aligner.model.errors import InputError
from aligner.pipelines.workers import Workers

NOTICE = "아래는 구글 번역이 번역한 영문 기사의 전문입니다."
YESTERDAY = '{"schema": 1, "aligner": "0.1.0", "pairs": "of yesterday"}\n'  # begins as a file of ours
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def page(number: int) -> str:
    """A page of ours; every third has a slip."""
    wrong = 0 if number % 3 else 1
    return (
        f"누리시 {number}번 버스 증편\n\n누리시는 {number}번 버스를 {number + 20}대 늘린다고 밝혔다.\n"
        f"시민 {number + 3}만 명이 이용한다.\n\n{NOTICE}\n\nNuri City adds bus No. {number}\n\n"
        f"Nuri City announced that it will add {number + 20} buses to No. {number}.\n"
        f"{(number + 3) * 10 ** (4 + wrong):,} citizens use it.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve pages as files, eight as lines of JSON."""
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(page(number), encoding="utf-8")
    rows = [{"page": page(number), "id": f"row {number}", "desk": "city"} for number in range(12, 20)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def quietly(corpus: Corpus) -> Summary:
    return run(corpus, lambda name, done, consumed, total: None)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.mark.usefixtures("no_processes")
def test_lines_hold_every_document_in_order(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    summary = quietly(Corpus((str(folder),), output))
    alignments = load_all(output)
    names = [f"{folder}/{number:02}.txt" for number in range(12)] + [f"row {n}" for n in range(12, 20)]
    assert [alignment.document for alignment in alignments] == names
    assert alignments[-1].metadata == {"id": "row 19", "desk": "city"}
    assert alignments[0].pairs == aligner.align_page(page(0)).pairs
    assert (summary.documents, summary.failed, summary.pairs) == (20, 0, sum(map(len, alignments)))
    assert summary.kinds["magnitude"] == 7
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl"]


@pytest.mark.usefixtures("no_processes")
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".tmx", ".moses"])
def test_any_number_of_processes_writes_the_same_bytes(
    folder: Path, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    written = []
    for workers, jobs in ((running.Workers, 1), (Workers, 2)):
        monkeypatch.setattr(running, "Workers", workers)
        place = tmp_path / str(jobs)
        place.mkdir()
        quietly(Corpus((str(folder),), place / f"out{suffix}", jobs=jobs))
        written.append(files(place))
    assert written[0] == written[1]
    assert all(written[0].values())


@pytest.mark.usefixtures("no_processes")
def test_a_translation_memory_reads_back(folder: Path, tmp_path: Path) -> None:
    quietly(Corpus((str(folder),), tmp_path / "out.tmx"))
    quietly(Corpus((str(folder),), tmp_path / "out.jsonl"))
    memory = [[pair.bead for pair in one] for one in load_all(tmp_path / "out.tmx")]
    assert memory == [[pair.bead for pair in one] for one in load_all(tmp_path / "out.jsonl")]


@pytest.mark.usefixtures("no_processes")
def test_moses_files_have_the_same_number_of_lines(folder: Path, tmp_path: Path) -> None:
    summary = quietly(Corpus((str(folder),), tmp_path / "out.moses"))
    sides = [
        (tmp_path / f"out.{side}").read_text(encoding="utf-8").splitlines() for side in ("ko", "en", "ids")
    ]
    assert [len(side) for side in sides] == [summary.pairs] * 3
    assert sides[2][0].split("\t")[2:4] == ["0", "0"]


@pytest.mark.usefixtures("no_processes")
def test_parquet_has_a_row_a_document_and_the_errors(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    (folder / "photo.txt").write_bytes(b"\x89PNG")
    quietly(Corpus((str(folder),), tmp_path / "out.parquet"))
    table = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert len(table) == 21
    assert [row["document"] for row in table if row["error"]] == [f"{folder}/photo.txt"]
    assert json.loads(table[-1]["metadata"]) == {"id": "row 19", "desk": "city"}


@pytest.mark.usefixtures("no_processes")
def test_shards_together_are_the_whole(folder: Path, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        quietly(Corpus((str(folder),), tmp_path / f"{number}.jsonl", shard=(number, 3)))
    quietly(Corpus((str(folder),), tmp_path / "all.jsonl"))
    shards = [(tmp_path / f"{number}.jsonl").read_text().splitlines() for number in (1, 2, 3)]
    whole = (tmp_path / "all.jsonl").read_text().splitlines()
    assert [shards[number % 3][number // 3] for number in range(20)] == whole


@pytest.mark.usefixtures("no_processes")
def test_unsure_pairs_are_left_out_and_counted(folder: Path, tmp_path: Path) -> None:
    whole = quietly(Corpus((str(folder),), tmp_path / "whole.jsonl"))
    summary = quietly(Corpus((str(folder),), tmp_path / "out.jsonl", least_confidence=1.0))
    assert summary.pairs + summary.unsure == whole.pairs
    assert summary.unsure > 0
    kept = [pair for alignment in load_all(tmp_path / "out.jsonl") for pair in alignment]
    assert all(pair.confidence == 1 for pair in kept)


@pytest.mark.usefixtures("no_processes")
def test_a_lexicon_is_learnt_in_a_first_pass(folder: Path, tmp_path: Path) -> None:
    """The second pass is given what the alignments of the first teach."""
    quietly(Corpus((str(folder),), tmp_path / "plain.jsonl"))
    seen = set()
    run(
        Corpus((str(folder),), tmp_path / "out.jsonl", learn=True),
        lambda name, done, consumed, total: seen.add(name),
    )
    lexicon = aligner.learn_lexicon(load_all(tmp_path / "plain.jsonl"))
    expected = aligner.align_page(page(1), lexicon=lexicon)
    assert seen == {"reading", "learning", "aligning"}
    assert load_all(tmp_path / "out.jsonl")[1].pairs == expected.pairs
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl", "plain.jsonl"]


def test_a_report_that_cannot_be_made_is_told_before_the_work(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match=r"taken.*can't be made"):
        quietly(Corpus((str(folder),), tmp_path / "out.jsonl", report=tmp_path / "taken"))
    assert not (tmp_path / "out.jsonl.journal").exists()


@pytest.mark.usefixtures("no_processes")
def test_the_report_of_a_former_run_is_no_input(folder: Path, tmp_path: Path) -> None:
    corpus = Corpus((str(folder),), tmp_path / "out.jsonl", report=folder / "worst")
    first = quietly(corpus)
    assert quietly(corpus) == first


@pytest.mark.usefixtures("no_processes")
def test_the_worst_documents_are_shown(folder: Path, tmp_path: Path) -> None:
    quietly(Corpus((str(folder),), tmp_path / "out.moses", report=tmp_path / "worst", worst=3))
    html = (tmp_path / "worst" / "index.html").read_text(encoding="utf-8")
    assert [f"{name}.txt" in html for name in ("00", "03", "06")] == [True] * 3
    assert str(folder) not in html  # nobody else need know where they were
    assert f"{folder}/01.txt" not in html


BAD = {
    "empty.txt": b"",
    "photo.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "binary.txt": bytes(range(256)) * 40,
    "large.txt": ("비가 왔다. " * 200_000).encode(),
    "no.jsonl": b"{]\n" + b'{"page": 3}\n',
    "torn.txt.gz": b"\x1f\x8b\x08\x00",
}
ODD = {
    "laughs.xhtml": b'<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><html><body><p>&lol9;</p></body></html>",
    "line.txt": ("누리시는 버스를 늘린다. " * 2_000 + "Nuri City adds buses. " * 2_000).encode(),
    "nuls.txt": page(1).replace(" ", "\0").encode(),
    "nested.html": b"<div>" * 20_000 + "비가 왔다.".encode() + b"</div>" * 20_000,
}


def test_bad_documents_among_good_ones_are_recorded(folder: Path, tmp_path: Path) -> None:
    """Whatever a file holds, the good ones come out as if it were not there, and it has its reason."""
    for name, content in {**BAD, **ODD}.items():
        (folder / name).write_bytes(content)
    locked = folder / "locked.txt"
    locked.symlink_to(folder / "nowhere")
    summary = quietly(Corpus((str(folder),), tmp_path / "out.jsonl", jobs=2, largest=1_000_000))
    good = {alignment.document: alignment for alignment in load_all(tmp_path / "out.jsonl")}
    assert [good[f"{folder}/{n:02}.txt"].pairs for n in (0, 11)] == [
        aligner.align_page(page(number)).pairs for number in (0, 11)
    ]
    table = (tmp_path / "out.jsonl.failures.tsv").read_text(encoding="utf-8").splitlines()
    places = {row.split("\t")[1] for row in table[1:]}
    expected = {f"{folder}/{name}" for name in BAD if name != "no.jsonl"}
    assert expected | {f"{folder}/no.jsonl:1", f"{folder}/no.jsonl:2", str(locked)} <= places
    assert summary.documents == 20 + len(BAD) + len(ODD) + len(("the second line", "the link"))
    assert summary.failed == len(places) and all(row.split("\t")[2] for row in table)


def test_a_document_that_kills_its_worker_is_recorded(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fatal_task.py").write_text(
        textwrap.dedent("""
            import os, signal
            from aligner.corpus.record import AlignEntry

            class Fatal(AlignEntry):
                def __call__(self, entry):
                    if entry.place.endswith("05.txt"):
                        os.kill(os.getpid(), signal.SIGKILL)
                    return super().__call__(entry)
        """)
    )
    monkeypatch.syspath_prepend(tmp_path)
    import fatal_task  # type: ignore[import-not-found]

    monkeypatch.setattr(running, "AlignEntry", fatal_task.Fatal)
    summary = quietly(Corpus((str(folder),), tmp_path / "out.jsonl", jobs=2))
    (reason,) = summary.failures
    assert (summary.documents, summary.failures[reason]) == (20, (1, f"{folder}/05.txt"))
    assert "SIGKILL" in reason


@pytest.mark.usefixtures("no_processes")
def test_a_run_goes_on_from_any_moment(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal cut off at ten random bytes, as a kill leaves it; what is whole is not done again."""
    corpus = Corpus((str(folder),), tmp_path / "out.jsonl")
    journal = tmp_path / "out.jsonl.journal"
    part = tmp_path / "out.jsonl.journal.0"
    kept: list[bytes] = []
    with monkeypatch.context() as context:
        context.setattr(Journal, "seal", lambda _: kept.append(journal.read_bytes()))
        quietly(corpus)
    whole, expected = kept[0], corpus.output.read_bytes()
    chance = random.Random(8)
    for cut in [*(chance.randrange(len(whole)) for _ in range(9)), len(whole)]:
        corpus.output.unlink()
        journal.write_bytes(whole[:cut])
        part.write_bytes(expected)  # parts are written before the line
        fresh: list[int] = []
        summary = run(corpus, lambda name, done, consumed, total, fresh=fresh: fresh.append(done))
        assert corpus.output.read_bytes() == expected
        left = max(0, 20 - 8 * max(whole[:cut].count(b"\n") - 1, 0))
        assert max(fresh) == left
        assert summary.note == (
            f"going on after {20 - left} documents of an earlier run" if left < 20 else ""
        )
        assert not journal.exists()


@posix
def test_a_killed_run_goes_on(folder: Path, tmp_path: Path) -> None:
    """Really killed, workers and all, three times on the way."""
    quietly(Corpus((str(folder),), tmp_path / "whole.jsonl"))
    output, journal = tmp_path / "out.jsonl", tmp_path / "out.jsonl.journal"
    arguments = [sys.executable, "-m", "aligner", "corpus", str(folder), "-o", str(output), "--jobs", "2"]
    for lines in (1, 2, 3):
        with subprocess.Popen(arguments, stderr=subprocess.DEVNULL) as running_command:
            end = time.monotonic() + 60
            while time.monotonic() < end and running_command.poll() is None:
                if journal.exists() and journal.read_bytes().count(b"\n") >= lines:
                    break
                time.sleep(0.005)
            running_command.kill()
    subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL)
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert not journal.exists()


def _interrupted(corpus: Corpus, after: int) -> None:
    def stop(name: str, done: int, consumed: int, total: int) -> None:
        if done >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(corpus, stop)


@pytest.mark.usefixtures("no_processes")
def test_a_journal_of_another_request_is_refused(folder: Path, tmp_path: Path) -> None:
    corpus = Corpus((str(folder),), tmp_path / "out.jsonl")
    _interrupted(corpus, 4)
    with pytest.raises(InputError, match=r"other --min-confidence; .*--restart"):
        quietly(replace(corpus, least_confidence=0.5))
    (folder / "00.txt").write_text(page(99), encoding="utf-8")
    with pytest.raises(InputError, match="other inputs"):
        quietly(corpus)
    assert quietly(replace(corpus, restart=True)).documents == 20


@pytest.mark.usefixtures("no_processes")
def test_two_runs_do_not_write_one_file(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    corpus = Corpus((str(folder),), tmp_path / "out.jsonl")

    def again(name: str, done: int, consumed: int, total: int) -> None:
        if name == "reading":  # before the journal is opened
            return
        with pytest.raises(InputError, match="another run is writing it"):
            quietly(corpus)

    assert run(corpus, again).documents == 20


def test_standard_input_can_be_learnt_from_in_no_second_pass(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--learn"):
        quietly(Corpus(("-",), tmp_path / "out.jsonl", learn=True))


LIMITED = """
import resource, sys
from aligner.cli import run
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
sys.exit(run(sys.argv[1:]))
"""


@posix
def test_a_disk_that_is_full_leaves_the_good_file(folder: Path, tmp_path: Path) -> None:
    """And what was done: with room, the same command goes on."""
    output = tmp_path / "out.jsonl"
    output.write_text(YESTERDAY)
    arguments = ["corpus", str(folder), "-o", str(output)]
    done = subprocess.run([sys.executable, "-c", LIMITED, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert "can't be written: file too large; what is done is kept" in done.stderr
    assert output.read_text() == YESTERDAY
    assert command(arguments) == 0
    assert len(load_all(output)) == 20


def test_a_journal_that_is_none_is_not_touched(folder: Path, tmp_path: Path) -> None:
    journal = tmp_path / "out.jsonl.journal"
    journal.write_text("a diary\n")
    with pytest.raises(InputError, match="not a journal of ours"):
        quietly(Corpus((str(folder),), tmp_path / "out.jsonl"))
    assert journal.read_text() == "a diary\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told_before_any_work(folder: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(InputError, match="can't be written: permission denied"):
        quietly(Corpus((str(folder),), locked / "out.jsonl"))


@pytest.mark.usefixtures("no_processes")
def test_a_disk_that_fills_up_at_the_end_leaves_the_good_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing of what was done is lost: the next run only writes."""
    corpus = Corpus((str(folder),), tmp_path / "out.jsonl")
    corpus.output.write_text(YESTERDAY)

    def full(self: object, parts: object, path: Path) -> None:
        with whole_files(path) as (file,):
            file.write(b"half of it")
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr("aligner.corpus.outputs.Lines.write", full)
        with pytest.raises(InputError, match="no space left"):
            quietly(corpus)
    assert corpus.output.read_text() == YESTERDAY
    left = ["in", "out.jsonl", "out.jsonl.journal", "out.jsonl.journal.0"]
    assert sorted(path.name for path in tmp_path.iterdir()) == left
    fresh: list[int] = []
    run(corpus, lambda name, done, consumed, total: fresh.append(done))
    assert max(fresh) == 0 and len(load_all(corpus.output)) == 20
