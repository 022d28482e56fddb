"""What every command prints to a terminal: nothing in a text, a name or an error drives it."""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import aligner
from aligner.cli import run
from aligner.review.desk import Desk

pty = pytest.importorskip("pty", reason="of POSIX")

# Clears the screen, sets a title, rings, is C1, turns the direction; the name of a file may hold most of it.
ODD = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\x08"
# A text with more of them is taken for no text.
SOURCE = "누리시에 \x1b[2J3만 명이 왔다. 비가 \u202e 왔다." + " 도서관은 아홉 시에 문을 열었다." * 12
TARGET = (
    "To Nuri City 300,000 people \x9b31m came. It rained." + " The library opened its doors at nine." * 12
)
PAGE = f"{SOURCE}\n\n{TARGET}\n"

Terminal = Callable[..., tuple[int, str]]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Runs the command with a terminal for its output and complaints; exit code and all that was printed."""

    def call(*arguments: str | Path) -> tuple[int, str]:
        ours, its = pty.openpty()
        pieces: list[bytes] = []

        def read() -> None:
            try:
                while piece := os.read(ours, 1 << 16):
                    pieces.append(piece)
            except OSError:  # the other end is closed
                return

        reader = threading.Thread(target=read)
        reader.start()
        with open(its, "w", encoding="utf-8") as stream, monkeypatch.context() as context:  # noqa: PTH123
            context.setattr(sys, "stdout", stream)
            context.setattr(sys, "stderr", stream)
            assert sys.stdout.isatty()
            code = run([str(argument) for argument in arguments])
        reader.join()
        os.close(ours)
        return code, b"".join(pieces).decode("utf-8")

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of every kind that hold it, with it in their names where a file system lets it be."""
    monkeypatch.chdir(tmp_path)
    Path(f"page{ODD}.txt").write_text(PAGE, encoding="utf-8")
    Path("ko.txt").write_text(SOURCE, encoding="utf-8")
    Path("en.txt").write_text(TARGET, encoding="utf-8")
    Path("pairs.tsv").write_text(f"{SOURCE}\t{TARGET}\n누리시\n", encoding="utf-8")
    Path("gold.json").write_text(
        json.dumps({"pairs": [{"source": SOURCE, "target": TARGET}]}), encoding="utf-8"
    )
    Path(f"terms{ODD}.tsv").write_text(f"{ODD}\n", encoding="utf-8")
    aligner.align(SOURCE, TARGET).save("predicted.json")
    Path("review.txt").write_text(PAGE, encoding="utf-8")
    desk = Desk([Path("review.txt")])
    (key,) = desk.paths
    desk.change(key, 0, {"do": "edit", "side": "target", "sentence": 0, "text": TARGET})
    return tmp_path


NAME = f"page{ODD}.txt"
FORMS = ("report", "json", "jsonl", "tsv", "csv", "github", "sarif", "junit", "gitlab")
COMMANDS: dict[str, list[str]] = {
    **{f"page {form}": ["page", NAME, "-f", form] for form in ("report", "json", "tsv", "csv", "tmx", "xlf")},
    **{f"check {form}": ["check", "pairs.tsv", "-f", form] for form in FORMS},
    "page of nothing": ["page", f"gone{ODD}.txt"],
    "two pages": ["page", NAME, "review.txt"],
    "align": ["align", "ko.txt", "en.txt"],
    "align json": ["align", "ko.txt", "en.txt", "-f", "json"],
    "a bad glossary": ["check", "pairs.tsv", "--glossary", f"terms{ODD}.tsv"],
    "a bad baseline": ["check", "pairs.tsv", "--baseline", f"terms{ODD}.tsv"],
    "split": ["split", "ko.txt"],
    "split json": ["split", "ko.txt", "-f", "json"],
    "stress": ["stress", "pairs.tsv", "--seed", "0"],
    "evaluate": ["evaluate", "gold.json", "predicted.json"],
    "evaluate json": ["evaluate", "gold.json", "predicted.json", "-f", "json"],
    "evaluate of nothing": ["evaluate", f"gone{ODD}.json", "predicted.json"],
    "recheck": ["recheck", "review.txt.review.json"],
    "corpus": ["corpus", NAME, f"terms{ODD}.tsv", "-o", f"out{ODD}.jsonl", "--jobs", "1"],
    "doctor": ["doctor"],
    "an unknown command": [f"{ODD}"],
    "an unknown option": ["page", f"--{ODD}"],
}
# What may be there besides text: colours, and what moves a bar of progress (rich). C1 is not among it.
_OWN = re.compile(r"\x1b\[[\d;]*m|\x1b\[\?25[lh]|\x1b\[[12]?[AK]|\r")
_DRIVES = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_nothing_in_a_text_drives_the_terminal(
    arguments: list[str], terminal: Terminal, folder: Path
) -> None:
    code, printed = terminal(*arguments)
    assert code in (0, 1, 2)
    assert printed and "mistake of aligner" not in printed
    assert not _DRIVES.findall(_OWN.sub("", printed))
