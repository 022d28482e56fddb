"""The map of the library shows what its program prints, and has a line for every room."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import aligner

ROOT = Path(__file__).parent.parent
ROOMS = Path(aligner.__file__).parent
MAP = (ROOMS / "README.md").read_text(encoding="utf-8")


def test_the_stages_are_shown_as_they_are_printed() -> None:
    """Stage by stage, the values under the heading are all that the program prints of it."""
    program = [sys.executable, "-X", "utf8", str(ROOT / "examples" / "map.py")]
    done = subprocess.run(program, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    printed = dict(part.split("\n", 1) for part in done.stdout.strip().split("\n\n"))
    shown = re.findall(r"\*\*(\w+)\*\*:[^`]*?```text\n(.*?)\n```", MAP, flags=re.DOTALL)
    assert shown == [(head.split(":")[0], values) for head, values in printed.items()]


def test_every_room_has_its_line() -> None:
    table = MAP.split("## The rooms")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE))
    assert named == {path.relative_to(ROOMS).parts[0].removesuffix(".py") for path in ROOMS.rglob("*.py")}
