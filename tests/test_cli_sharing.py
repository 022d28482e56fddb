"""Options that several commands share, completion, and the command for a corpus."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner import load, read_baseline
from aligner.cli.options import CheckingOptions

KOREAN = "누리시에 3만 명이 왔다. 비가 왔다."
ENGLISH = "To Nuri City 300,000 people came. It rained. It rained."
PAGE = f"{KOREAN}\n아래는 구글 번역이 번역한 영문 기사의 전문입니다.\n{ENGLISH}\n"

Command = Callable[..., tuple[int, str, str]]
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def inputs(tmp_path: Path) -> dict[str, list[str]]:
    """What each command is given: a page, two texts, a bitext, a folder."""
    texts = {"page.txt": PAGE, "ko.txt": KOREAN, "en.txt": ENGLISH}
    bitext = "누리시에 3만 명이 왔다.\tTo Nuri City 300,000 people came.\n"
    for name, text in {**texts, "bitext.tsv": bitext, "in/page.txt": PAGE}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {
        "page": [str(tmp_path / "page.txt")],
        "align": [str(tmp_path / "ko.txt"), str(tmp_path / "en.txt")],
        "check": [str(tmp_path / "bitext.tsv")],
        "corpus": [str(tmp_path / "in"), "-o", str(tmp_path / "out.jsonl"), "--jobs", "1"],
    }


def kinds(name: str, out: str, folder: Path) -> list[str]:
    """Kinds of mismatches in what a command wrote as JSON."""
    text = (folder / "out.jsonl").read_text(encoding="utf-8") if name == "corpus" else out
    document = json.loads(text)
    rows = document if isinstance(document, list) else document["pairs"]
    return [found["kind"] for row in rows for found in row["mismatches"]]


COMMANDS = pytest.mark.parametrize("name", ["page", "align", "check", "corpus"])


@COMMANDS
def test_every_command_takes_the_same_options(
    command: Command, inputs: dict[str, list[str]], tmp_path: Path, name: str
) -> None:
    """Kinds are ignored, light ones left out, the original's language is given, the exit code is judged."""
    form = [] if name == "corpus" else ["--format", "json"]
    code, out, _ = command(name, *inputs[name], *form, "--fail-on", "error")
    assert code == 1 and "magnitude" in kinds(name, out, tmp_path)
    options = ["--ignore", "magnitude", "--ignore", "number", "--least-severity", "error"]
    _, out, _ = command(name, *inputs[name], *form, *options, "--source-language", "ko")
    found = kinds(name, out, tmp_path)
    assert not {"magnitude", "merge", "split", "duplicate"} & set(found)


@COMMANDS
def test_help_shows_examples_and_every_shared_option(command: Command, name: str) -> None:
    code, out, _ = command(name, "--help")
    assert code == 0 and f"aligner {name} " in out
    for option in CheckingOptions.__dataclass_fields__:
        assert f"--{option.replace('_', '-')}" in out


def test_a_kind_that_is_none_is_told(command: Command, inputs: dict[str, list[str]]) -> None:
    code, out, err = command("check", *inputs["check"], "--ignore", "numbr")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--ignore numbr: no such kind; there are unreliable, number, " in err


@pytest.mark.parametrize("name", ["page", "align", "check"])
def test_a_baseline_is_written_and_kept_to(
    command: Command, inputs: dict[str, list[str]], tmp_path: Path, name: str
) -> None:
    baseline = tmp_path / "accepted.tsv"
    code, out, err = command(name, *inputs[name], "--write-baseline", baseline, "--fail-on", "info")
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert len(read_baseline(baseline)) >= 1
    again = tmp_path / "again.tsv"
    command(name, *inputs[name], "--baseline", baseline, "--write-baseline", again)
    assert again.read_text() == baseline.read_text()
    assert command(name, *inputs[name], "--baseline", baseline, "--fail-on", "info")[0] == 0


def test_several_pages_are_one_report(command: Command, inputs: dict[str, list[str]], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("300,000", "30,000"), encoding="utf-8")
    report = tmp_path / "report.html"
    assert command("page", *inputs["page"], other, "--report", report)[0] == 0
    html = report.read_text(encoding="utf-8")
    assert Path(inputs["page"][0]).name in html and other.name in html


def test_the_shell_completes_options_and_kinds() -> None:
    words = {"aligner check --ig": "--ignore", "aligner check --ignore magn": "magnitude"}
    for written, expected in words.items():
        asked = {"_ALIGNER_COMPLETE": "complete_bash", "COMP_WORDS": written}
        asked["COMP_CWORD"] = str(len(written.split()) - 1)
        done = subprocess.run([sys.executable, "-m", "aligner"], env=os.environ | asked, capture_output=True)
        assert expected in done.stdout.decode().split(), done.stderr


def test_a_corpus_is_summed_up_on_stderr(
    command: Command, inputs: dict[str, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "in" / "photo.txt").write_bytes(b"\x89PNG")
    code, out, err = command("corpus", *inputs["corpus"])
    assert (code, out) == (0, "")
    lines = [" ".join(line.split()) for line in err.splitlines()]
    assert {"2 documents", "1 of them could not be aligned", "2 pairs"} <= set(lines)
    assert "\x1b" not in err and "photo.txt" in err
    assert len(load(tmp_path / "out.jsonl")) == 2


def test_a_corpus_without_a_good_document_is_unusable(
    command: Command, inputs: dict[str, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "in" / "page.txt").write_bytes(b"\x89PNG")
    code, _, err = command("corpus", *inputs["corpus"])
    assert code == 2 and err.endswith("aligner: no document could be aligned\n")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--shard", "4/3"], "--shard 4/3: I/N was expected"),
        (["--shard", "x"], "--shard x: I/N was expected"),
        (["--jobs", "0"], "a positive number was expected"),
        (["--min-confidence", "2"], "--min-confidence"),
        (["-o", "out.pdf"], "out.pdf: a corpus can't be written as '.pdf'"),
    ],
)
def test_wrong_usage_of_a_corpus_is_one_line(
    command: Command, inputs: dict[str, list[str]], options: list[str], complaint: str
) -> None:
    code, out, err = command("corpus", *inputs["corpus"], *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert complaint in err


def test_the_desk_takes_no_option_that_does_nothing_there(command: Command, tmp_path: Path) -> None:
    code, out, err = command("review", tmp_path, "--fail-on", "error", "--no-browser")
    assert (code, out) == (2, "")
    assert "--fail-on" in err
    assert "--ignore" in command("review", "--help")[1]
    assert "--fail-on" in command("recheck", "--help")[1]


@pytest.mark.parametrize("name", ["page", "align", "check", "corpus"])
def test_folders_of_outputs_are_made(
    command: Command, inputs: dict[str, list[str]], name: str, tmp_path: Path
) -> None:
    output, report = tmp_path / "new" / "set" / "pairs.jsonl", tmp_path / "reports" / "page.html"
    code, _, err = command(name, *inputs[name], "-o", output, "--report", report)
    assert code == 0, err
    assert output.is_file() and report.exists()


def test_a_folder_that_can_not_be_made_is_named(
    command: Command, inputs: dict[str, list[str]], tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    for name in ("page", "corpus"):
        code, out, err = command(name, *inputs[name], "-o", page / "set" / "pairs.jsonl")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert f"{page / 'set'}: the folder can't be made: " in err
    assert page.read_text(encoding="utf-8") == PAGE


@posix
def test_an_interrupted_corpus_goes_on(tmp_path: Path) -> None:
    """As a terminal does it: Ctrl-C goes to the whole group, workers included."""
    folder, output = tmp_path / "in", tmp_path / "out.jsonl"
    folder.mkdir()
    for number in range(80):
        (folder / f"{number:02}.txt").write_text(PAGE, encoding="utf-8")
    arguments = [sys.executable, "-m", "aligner", "corpus", str(folder), "-o", str(output), "--jobs", "1"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, process_group=0) as running:
        journal = tmp_path / "out.jsonl.journal"
        while running.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        assert running.stderr is not None
        assert running.stderr.read() == "aligner: interrupted; the same command goes on from here\n"
        assert running.wait(20) == 130
    assert not output.exists()
    subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL)
    assert len(output.read_text(encoding="utf-8").splitlines()) == 80
