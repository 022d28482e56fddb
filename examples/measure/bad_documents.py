"""A collection with bad documents of 25 sorts, aligned by a run that is killed again and again.

    python examples/measure/bad_documents.py [--documents 10000] [--kills 10]

One in fifty documents is bad: damaged, cut off, no text, hostile. An undisturbed run and one that is killed
at random moments have to give the same bytes, with every document in the output or among the failures.
What the processes hold at the most is sampled meanwhile.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SECONDS, MEMORY, LARGEST = 2, 1.5, 1  # a document's, gigabytes of a process, megabytes of a document
FILES = 10  # of lines of JSON

TEXT = "비가 왔다.\n\nIt rained.\n"


def line(number: int) -> str:
    row = {
        "source": [f"{number}명이 왔다.", "비가 왔다."],
        "target": [f"{number} people came.", "It rained."],
        "id": f"row {number}",
    }
    return json.dumps(row, ensure_ascii=False)


# Each sort is one document: a line among good ones, or a file of its own.
LINES: dict[str, bytes] = {
    "no JSON": b"rain",
    "cut off": line(1).encode()[:40],
    "a list": b"[1, 2]",
    "no text": b'{"id": 3}',
    "one side": '{"source": "비가 왔다."}'.encode(),
    "page and sides": b'{"page": "a", "source": "b", "target": "c"}',
    "a number for a page": b'{"page": 12}',
    "no UTF-8": b'{"page": "\xff\xfe"}',
    "brackets without end": b"[" * 100_000,
    "metadata without end": b'{"page": "a", "x": ' + b"[" * 700 + b"]" * 700 + b"}",
    "thousands of digits": b'{"page": "a", "x": ' + b"9" * 6000 + b"}",
    "too long": json.dumps({"page": "a" * 1_200_000}).encode(),
    "metadata too long": json.dumps({"page": TEXT, "x": ["a"] * 600_000}).encode(),
    "endless for a processor": json.dumps({"source": "1만 2명 " * 60_000, "target": "3 " * 100_000}).encode(),
}


def _file(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda path: (path.with_name(path.name + name).write_bytes(content), None)[1]


def _link(to: str) -> Callable[[Path], None]:
    return lambda path: path.with_name(f"{path.name}.txt").symlink_to(to)


PLACES: dict[str, Callable[[Path], None]] = {
    "PDF": _file(".txt", b"%PDF-1.7\n" + TEXT.encode()),
    "picture": _file(".html", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "empty": _file(".txt", b""),
    "gzip cut off": _file(".txt.gz", gzip.compress(TEXT.encode() * 100, mtime=0)[:40]),
    "no gzip": _file(".jsonl.gz", TEXT.encode()),
    "gzip of blank lines": _file(".jsonl.gz", gzip.compress(b"\n" * 20_000_000, 1, mtime=0)),
    "gzip of lists": _file(".html.gz", gzip.compress(b"a" * 30_000_000, 1, mtime=0)),
    "no Parquet": _file(".parquet", b"PAR1" + bytes(50)),
    "Parquet cut off": _file(".parquet", b"PAR1" + bytes(50) + b"\xff\xff\xff\x7fPAR1"),
    "link to a file": _link("/etc/hostname"),
    "link to nothing": _link("/nowhere/x.txt"),
}


def collection(folder: Path, documents: int) -> tuple[int, int]:
    """Write the documents; how many are good and how many bad."""
    of_each = max(documents // 50 // (len(LINES) + len(PLACES)), 1)
    bad = of_each * (len(LINES) + len(PLACES))
    rows = [line(number).encode() for number in range(documents - bad)]
    for content in LINES.values():
        rows += [content] * of_each
    random.Random(19).shuffle(rows)
    for number in range(FILES):
        (folder / f"rows{number}.jsonl").write_bytes(b"\n".join(rows[number::FILES]) + b"\n")
    for sort, write in enumerate(PLACES.values()):
        for number in range(of_each):
            write(folder / f"bad{sort:02}_{number:02}")
    return documents - bad, bad


def begun(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    options = ["--seconds", str(SECONDS), "--memory", str(MEMORY), "--largest", str(LARGEST), "--jobs", "2"]
    arguments = [sys.executable, "-m", "aligner", "corpus", str(folder), "-o", str(output), *options]
    with output.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(arguments, stderr=log, stdout=log)


def held(process: int) -> int:
    """Megabytes of a process that are in memory; 0 if it has ended."""
    try:
        text = Path(f"/proc/{process}/statm").read_text()
    except OSError:
        return 0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def workers(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def undisturbed(folder: Path, output: Path) -> str:
    """Run to the end; what the parent and its workers held, at the most, by tenths of the time."""
    process = begun(folder, output)
    samples: list[tuple[int, int]] = []
    while process.poll() is None:
        samples.append((held(process.pid), max(map(held, workers(process.pid)), default=0)))
        time.sleep(0.2)
    assert process.returncode == 0, output.with_suffix(".log").read_text()
    tenth = max(len(samples) // 10, 1)
    parts = [samples[start : start + tenth] for start in range(0, len(samples), tenth)]
    shown = (", ".join(str(max(part, key=lambda one: one[side])[side]) for part in parts) for side in (0, 1))
    return "MB by tenths of the time: parent {}; largest worker {}".format(*shown)


def killed(folder: Path, output: Path, kills: int, seconds: float) -> int:
    """Run and kill, then run to the end; how often a run was killed before it was done."""
    chosen = random.Random(7)
    done = 0
    for _ in range(kills):
        process = begun(folder, output)
        try:
            process.wait(chosen.uniform(1.5, 1.5 + 2 * seconds / kills))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            done += 1
    assert begun(folder, output).wait() == 0, output.with_suffix(".log").read_text()
    return done


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp())
    folder, calm, wild = place / "in", place / "calm", place / "wild"
    for each in (folder, calm, wild):
        each.mkdir()
    good, bad = collection(folder, options.documents)
    start = time.monotonic()
    memory = undisturbed(folder, calm / "out.jsonl")
    seconds = time.monotonic() - start
    lines = (calm / "out.jsonl").read_bytes().count(b"\n")
    failures = (calm / "out.jsonl.failures.tsv").read_bytes().count(b"\n") - 1
    print(f"{good} good and {bad} bad documents: {lines} lines, {failures} failures, {seconds:.0f} s")
    print(memory)
    assert (lines, failures) == (good, bad)
    done = killed(folder, wild / "out.jsonl", options.kills, seconds)
    names = {path.name for path in calm.iterdir()} - {"out.log"}
    same = all((calm / name).read_bytes() == (wild / name).read_bytes() for name in names)
    print(f"killed {done} times: {'the same bytes' if same else 'OTHER BYTES'} in {', '.join(sorted(names))}")
    assert same and {path.name for path in wild.iterdir()} - {"out.log"} == names
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
