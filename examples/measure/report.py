"""How many pages a second become reports, and in how much memory.

    python examples/measure/report.py [--pages 200]

The pages are our own articles, each in as many versions as it takes: every version has one more seeded
error of `aligner.stress` in its English text. A row is one process from start to end on one core, the reading
of tables included: the command with its report for the terminal, with JSON lines, and a loop that
saves a report for the browser of every page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import aligner

ARTICLES = Path(__file__).parent.parent / "articles"

LOOP = """
import sys
from pathlib import Path
import aligner
for name in sys.argv[2:]:
    path = Path(name)
    aligner.align_page(path.read_bytes()).save(Path(sys.argv[1]) / f"{path.name}.html")
"""


def versions() -> Iterator[tuple[str, str]]:
    """Name and text of pages without end, no two alike."""
    articles = [
        (path.with_name(f"{path.name.partition('.')[0]}.gold.json"), path)
        for path in sorted(ARTICLES.glob("*.txt"))
    ]
    read = [(json.loads(gold.read_text("utf-8"))["pairs"], path) for gold, path in articles]
    for version in count():
        for pairs, path in read:
            page = path.read_text("utf-8")
            errors = aligner.stress(
                [(pair["source"], pair["target"]) for pair in pairs], seed=version, most=1
            )
            # A page may break its lines where the pair has blanks; then another error is taken.
            fits = [one for one in errors if one.before and page.count(one.before) == 1]
            if fits:
                error = fits[version % len(fits)]
                page = page.replace(error.before, error.after)
            yield f"{path.stem}-{version}.txt", page


def measured(title: str, command: list[str], pages: int, results: Path) -> str:
    """The row of one process."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "NO_COLOR": "1"}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    seconds = used.ru_utime + used.ru_stime  # of the processor: others may be at work meanwhile
    if status:
        raise SystemExit(f"{title}: ended with {os.waitstatus_to_exitcode(status)}")
    written = sum(path.stat().st_size for path in results.iterdir())
    return (
        f"{title:24}{pages / seconds:8.1f} pages/s{used.ru_maxrss / 1024:8.0f} MB peak"
        f"{written / 1e6:8.1f} MB written"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        files = []
        for name, text in islice(versions(), options.pages):
            (place / name).write_text(text, encoding="utf-8")
            files.append(str(place / name))
        for title, suffix in (("report for the terminal", "txt"), ("JSON lines", "jsonl")):
            results = place / suffix
            results.mkdir()
            page = [sys.executable, "-m", "aligner", "page", *files, "-o", str(results / f"out.{suffix}")]
            print(measured(title, page, len(files), results), flush=True)
        results = place / "html"
        results.mkdir()
        loop = [sys.executable, "-c", LOOP, str(results), *files]
        print(measured("report for the browser", loop, len(files), results))


if __name__ == "__main__":
    main()
