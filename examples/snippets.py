"""Run what a Markdown file shows, as its reader would: each block in turn, in one fresh folder.

    python examples/snippets.py README.md examples/guides/*.md          which blocks fail or print other lines
    python examples/snippets.py --write README.md examples/guides/*.md  puts what they print into the files

Blocks of `python` and of `console` (bash) run, but for those that install something. A block of `text` right
behind one is what it prints on standard output; a line `...` in it stands for any number of lines, and such a
block is not rewritten. Comments before a block say what is not seen on the page:

    <!-- needs: selectolax, java -->    modules, or programs, without which the block is left out
    <!-- serves -->                     runs until it is told to stop; the address that it names has to answer
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.request import HTTPCookieProcessor, build_opener

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(
    r"(?P<notes>(?:^<!-- .*? -->\n)*)^```(?P<language>python|console)\n(?P<code>.*?)^```\n"
    r"(?P<shown>\n^```text\n(?P<printed>.*?)^```\n)?",
    re.DOTALL | re.MULTILINE,
)
NOTE = re.compile(r"<!-- (needs: (?P<names>.*)|(?P<serves>serves)) -->")
SET_UP = re.compile(r"^(?:.* && )?\S*pip install", re.MULTILINE)
ADDRESS = re.compile(r"http://\S+")
ANY_LINES = "..."
COLUMNS = 100  # of the terminal, for reports
PATIENCE = 600  # seconds that a block may take on a busy machine


class Block(NamedTuple):
    """A block that can run.

    Attributes:
        language: `python` or `console`.
        code: What stands in it.
        needs: Modules and programs that it can't do without.
        serves: Whether it runs until it is told to stop.
        printed: What the page says that it prints; None if it says nothing.
    """

    language: str
    code: str
    needs: tuple[str, ...]
    serves: bool
    printed: str | None

    def missing(self) -> str:
        """Why it can't run here; empty if it can."""
        if SET_UP.search(self.code):
            return "it sets up an environment"
        absent = [name for name in self.needs if not (find_spec(name) or shutil.which(name))]
        return f"needs {', '.join(absent)}" if absent else ""


def blocks(text: str) -> list[Block]:
    """The blocks of a page that run, in order."""
    return [_block(match) for match in BLOCK.finditer(text)]


def _block(match: re.Match[str]) -> Block:
    names: list[str] = []
    serves = False
    for note in NOTE.finditer(match["notes"]):
        names += re.split(r",\s*", note["names"]) if note["names"] else []
        serves = serves or bool(note["serves"])
    if match["language"] == "python":
        names += _imported(match["code"])
    return Block(match["language"], match["code"], tuple(dict.fromkeys(names)), serves, match["printed"])


def _imported(code: str) -> Iterator[str]:
    """The packages that a piece of Python imports."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).split(".")[0]


class Place:
    """A fresh folder in which blocks run one after the other, and a home with the programs that they call."""

    def __init__(self, home: Path) -> None:
        self.folder, self.home = home / "folder", home
        self.folder.mkdir()
        for name, start in (("aligner", "-m aligner"), ("python", "")):
            program = home / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {start} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.environment = os.environ | {
            "PATH": f"{home}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(paths),
            "PYSPARK_PYTHON": sys.executable,
            "PYTHONUTF8": "1",
            "HF_HOME": str(home),
            "HF_HUB_OFFLINE": "1",
            "BROWSER": "true",  # a program that opens nothing
            "COLUMNS": str(COLUMNS),
            "NO_COLOR": "1",
        }

    def run(self, block: Block) -> tuple[str, str]:
        """What a block prints, and what is wrong: it failed, or wrote over a file of another block."""
        before = {path: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
        if block.language == "python":
            script = self.home / "snippet.py"
            script.write_text(block.code, encoding="utf-8")
            program = [sys.executable, str(script)]
        else:
            program = ["bash", "-euo", "pipefail", "-c", block.code]
        printed, complaint = self._served(program) if block.serves else self._ended(program)
        changed = [path.name for path, content in before.items() if not _is_kept(path, content)]
        if changed:
            complaint += f"it wrote over {changed}"
        return printed, complaint

    def _ended(self, program: list[str]) -> tuple[str, str]:
        done = subprocess.run(
            program,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        ended = f"it ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout, ended if done.returncode else ""

    def _served(self, program: list[str]) -> tuple[str, str]:
        """Start it, ask the address that it names, and end it as Ctrl-C does."""
        # In a group of its own, so that the signal meets the shell and what it has started.
        started = subprocess.Popen(
            program,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            process_group=0,
        )
        said, answered = "", False
        assert started.stdout
        try:
            for line in started.stdout:
                said += line
                if address := ADDRESS.search(line):
                    with build_opener(HTTPCookieProcessor()).open(address[0], timeout=PATIENCE) as answer:
                        answered = answer.status == 200
                    break
        finally:
            os.killpg(started.pid, signal.SIGINT)
            said += started.communicate(timeout=PATIENCE)[0]
        return "", "" if answered else f"nothing answered: {said}"


def _is_kept(path: Path, content: bytes) -> bool:
    """Whether a file is as it was, or only went on."""
    return path.is_file() and path.read_bytes().startswith(content)


def agrees(printed: str, shown: str) -> bool:
    """Whether a text is what a page shows, where `...` stands for any number of lines."""
    lines = (
        r"(?:.*\n)*?" if line == ANY_LINES else re.escape(line.rstrip()) + r" *\n"
        for line in shown.splitlines()
    )
    return re.fullmatch("".join(lines), printed) is not None


def complaints(text: str, home: Path) -> list[str]:
    """What is wrong with each block of a page, run in turn; empty where all is well or it can't run here."""
    place = Place(home)
    return [_complaint(block, place) for block in blocks(text)]


def _complaint(block: Block, place: Place) -> str:
    if block.missing():
        return ""
    printed, complaint = place.run(block)
    if not complaint and block.printed is not None and not agrees(printed, block.printed):
        return f"it prints this, and the page shows something else:\n{printed}"
    return complaint


def rewritten(text: str, home: Path) -> str:
    """A page with what its blocks print today."""
    place = Place(home)

    def anew(match: re.Match[str]) -> str:
        block = _block(match)
        if block.missing():
            return match[0]
        printed, complaint = place.run(block)
        if complaint:
            raise SystemExit(f"{block.code}\n{complaint}")
        if block.printed is None or ANY_LINES in block.printed.splitlines():
            return match[0]
        lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
        return f"{match[0].removesuffix(match['shown'])}\n```text\n{lines}```\n"

    return BLOCK.sub(anew, text)


def main() -> int:
    """Run the files that are named; how many blocks failed."""
    write = sys.argv[1] == "--write"
    failed = 0
    for name in sys.argv[1 + write :]:
        text = Path(name).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as home:
            if write:
                Path(name).write_text(rewritten(text, Path(home)), encoding="utf-8")
                continue
            for block, complaint in zip(blocks(text), complaints(text, Path(home)), strict=True):
                reason = f"left out: {block.missing()}" if block.missing() else complaint or "runs"
                failed += bool(complaint)
                print(f"{name}: {block.code.splitlines()[0]}\n    {reason}")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
