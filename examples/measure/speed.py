"""How fast the library is, and whether it was faster before: each figure once for every tree, in turns.

    python examples/measure/speed.py [--against REF] [--runs 5] [--scale] [--instructions]

The work is that of our own texts: the articles and pages of `examples/`, the sentences and pairs that this
tree finds in them. Every run is a process of its own, outside both trees, on one thread, and what counts is
processor time: the best of the runs, because others on the machine can only slow a run down. REF is any
commit; it is unpacked into a temporary folder, and the runs of the two trees take turns.

* `pages`: `align_page`, pages a second;
* `rows`: `check`, pairs a second;
* `checked`, `plain`: `align` of lists of sentences with and without checks, sentences of both sides a second;
* `start`: seconds from nothing to the report of `aligner page` on a page of 3 kB, of the processor and by the
  clock, with compiled modules in place;
* `memory`: MB at most of the process that did all this.

Peers without a model follow, in sentences a second (`methods.py` tells what they are). With `--scale` the
documents are also one text, many times in a row: its time and memory should grow as its length does, and
100,000 sentences take some minutes. With `--instructions` valgrind counts the instructions of a few pages,
which no noise changes; it takes minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
TREE = HERE.parents[2]
ARTICLES = sorted((TREE / "examples/articles").glob("*.txt"))
OTHERS = sorted((TREE / "examples/pages").glob("*.txt"))
START_PAGE = TREE / "examples/articles/harbour_festival.txt"
# Sentences a side of the one text of `--scale`.
SCALES = (2_000, 20_000, 100_000)
# Pages that valgrind is given: it runs fifty times slower.
COUNTED = 4

Work = dict[str, Any]


def work() -> Work:
    """What is measured: pages, documents as two lists of sentences, rows."""
    import aligner

    pages = [path.read_text(encoding="utf-8") for path in (*ARTICLES, *OTHERS)]
    documents, rows = [], []
    for page in pages:
        pairs = list(aligner.align_page(page))
        sides = [[one.text for pair in pairs for one in getattr(pair, side)] for side in ("source", "target")]
        documents.append({"ko": sides[0], "en": sides[1]})
        rows += [(pair.source_text, pair.target_text) for pair in pairs if pair.source and pair.target]
    return {"pages": pages, "documents": documents, "rows": rows}


def rate(count: int, run: Callable[[], object]) -> float:
    """How many a second of processor time."""
    start = time.process_time()
    run()
    return count / (time.process_time() - start)


def child(path: Path) -> None:
    """Do the work of a file with the `aligner` that is found first, and print the figures."""
    import aligner

    given: Work = json.loads(path.read_text(encoding="utf-8"))
    pages, documents, rows = given["pages"], given["documents"], [tuple(row) for row in given["rows"]]
    plain = aligner.Aligner(checks=())
    for page in pages:  # tables are read, and expressions compiled, at the first use
        aligner.align_page(page)
    sentences = sum(len(row["ko"]) + len(row["en"]) for row in documents)
    figures = {
        "pages": rate(len(pages), lambda: [aligner.align_page(page) for page in pages]),
        "rows": rate(len(rows), lambda: aligner.check(rows)),
        "checked": rate(sentences, lambda: [aligner.align(row["ko"], row["en"]) for row in documents]),
        "plain": rate(sentences, lambda: [plain.align(row["ko"], row["en"]) for row in documents]),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


def scale(path: Path, sentences: int) -> None:
    """Align all documents in a row, again and again, as one text, and print seconds and memory."""
    import aligner

    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    plain = aligner.Aligner(checks=())
    plain.align(documents[0]["ko"], documents[0]["en"])
    text: dict[str, list[str]] = {"ko": [], "en": []}
    for row in cycle(documents):  # whole documents: cut off by number, the sides would end in different ones
        for side, of in text.items():
            of += row[side]
        if len(text["ko"]) >= sentences:
            break
    start = time.process_time()
    plain.align(text["ko"], text["en"])
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": peak}))


def few(path: Path, count: int) -> None:
    """Align a few pages and nothing else, for the count of instructions."""
    import aligner

    pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
    for page in [pages[0], *pages[:count]]:
        aligner.align_page(page)


class Runs:
    """Runs processes with one tree or another, in a folder that belongs to neither."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def environment(self, tree: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        # One core is one thread, and compiled modules stay out of the trees.
        return kept | {
            "PYTHONPATH": str(tree),
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }

    def told(self, tree: Path, *command: str) -> dict[str, float]:
        """What a process of this program says."""
        done = subprocess.run(
            [sys.executable, str(HERE), *command], **self._way(tree), stdout=subprocess.PIPE, check=True
        )
        figures: dict[str, float] = json.loads(done.stdout)
        return figures

    def start(self, tree: Path) -> dict[str, float]:
        """Seconds of one run of the command on one page: of the processor, by the clock."""
        before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "aligner", "page", str(START_PAGE)]
        subprocess.run(command, **self._way(tree), stdout=subprocess.DEVNULL, check=True)
        clock, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"start": spent, "start, clock": clock}

    def instructions(self, tree: Path, work_file: Path) -> float:
        """Instructions of one page, in millions: those of a few pages without those of the start."""
        counts = []
        for pages in (0, COUNTED):
            counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
            told = subprocess.run(
                [*counter, sys.executable, str(HERE), "few", str(work_file), str(pages)],
                **self._way(tree),
                capture_output=True,
                text=True,
                check=True,
            ).stderr
            found = re.search(r"Collected : (\d+)", told)
            if found is None:
                raise SystemExit(f"valgrind gave no count: {told[-300:]}")
            counts.append(int(found[1]))
        return (counts[1] - counts[0]) / COUNTED / 1e6

    def _way(self, tree: Path) -> dict[str, Any]:
        return {"env": self.environment(tree), "cwd": self.folder}


def unpacked(reference: str, folder: Path) -> Path:
    """A commit of this repository in a folder of its own."""
    tree = folder / "before"
    command = ["git", "-C", str(TREE), "archive", reference]
    packed = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(tree, filter="data")
    return tree


def better(name: str) -> Callable[..., float]:
    """Which of several figures counts: the most a second, the fewest seconds and MB."""
    return min if name.startswith(("start", "memory")) else max


def measured(trees: list[Path], runs: Runs, work_file: Path, times: int) -> list[dict[str, float]]:
    """The best figures of each tree, their runs in turns."""
    best: list[dict[str, float]] = [{} for _ in trees]
    for number in range(times + 1):
        for tree, figures in zip(trees, best, strict=True):
            found = runs.told(tree, "child", str(work_file)) if number else {}
            found |= runs.start(tree)
            if number:  # the first start compiles
                for name, value in found.items():
                    figures[name] = better(name)(value, figures.get(name, value))
    return best


def show(best: list[dict[str, float]]) -> None:
    """A line for each figure: before, now, how many times better."""
    print(f"{'':14}" + ("before       now  times better" if len(best) > 1 else "   now"))
    for name in best[-1]:
        values = [figures[name] for figures in best]
        cells = "".join(f"{value:10.2f}" if value < 10 else f"{value:10.0f}" for value in values)
        gain = values[-1] / values[0] if better(name) is max else values[0] / values[-1]
        print(f"{name:12}{cells}" + (f"{gain:14.2f}" if len(values) > 1 else ""), flush=True)


def show_peers(given: Work) -> None:
    """Sentences a second of other ways to align, in this process."""
    import methods

    for name, method in methods.METHODS.items():
        print(f"{name:24}{methods.measured(given['documents'], method)[1]:8.0f} sentences/s", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        return child(Path(sys.argv[2]))
    if sys.argv[1:2] in (["scale"], ["few"]):
        return globals()[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--against", metavar="REF", help="a commit to be measured in turns with this tree")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scale", action="store_true", help="long texts too")
    parser.add_argument("--instructions", action="store_true", help="count them, with valgrind")
    options = parser.parse_args()
    if options.instructions and not shutil.which("valgrind"):
        parser.error("valgrind is not there")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs, work_file, given = Runs(folder), folder / "work.json", work()
        work_file.write_text(json.dumps(given), encoding="utf-8")
        trees = [unpacked(options.against, folder), TREE] if options.against else [TREE]
        show(measured(trees, runs, work_file, options.runs))
        if options.instructions:
            counts = [runs.instructions(tree, work_file) for tree in trees]
            print("million instructions a page: " + ", ".join(f"{count:.0f}" for count in counts))
        for sentences in SCALES if options.scale else ():
            for tree in trees:
                told = runs.told(tree, "scale", str(work_file), str(sentences))
                print(f"{sentences} x {sentences}: {told['seconds']:.1f} s, {told['memory']:.0f} MB")
    show_peers(given)


if __name__ == "__main__":
    main()
