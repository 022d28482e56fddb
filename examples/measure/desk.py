"""How long the editor's desk keeps its editor waiting, and in how much memory (extra `review`).

    python examples/measure/desk.py [--documents 500] [--changes 200]

A desk runs as a program of its own, as `aligner review` starts it, and is asked as a browser asks it. The
text is that of our own articles, over and over. Every figure is the time from a request until its whole
answer is there, and the time that the processor spent on it (others may be at work meanwhile; it is told on
Linux alone): of changes the median and the worst, of everything else that of the one request. `after N
changes` asks again when so many changes of the document are kept, as whoever works on one for days has them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

import aligner

# Seconds on the clock and of the processor.
Spent = tuple[float, float]
ARTICLES = Path(__file__).parent.parent / "articles"


def pairs() -> Iterator[tuple[str, str]]:
    """The gold pairs of our articles, without end."""
    read = [json.loads(path.read_text("utf-8"))["pairs"] for path in sorted(ARTICLES.glob("*.gold.json"))]
    yield from cycle((pair["source"], pair["target"]) for of_page in read for pair in of_page)


class Served:
    """A desk on a folder."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "aligner", "review", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        found = re.search(r"(http://[^/]+)/\?token=(\S+)", self.process.stderr.readline())
        assert found
        self.address, self.token = found.groups()

    def spent(self) -> float:
        """Seconds that its threads had the processor; 0 where the system does not say."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.glob("*")) / 1e9

    def ask(self, path: str, values: object = None) -> tuple[Spent, bytes]:
        """Seconds until the answer was there, and the answer."""
        body = None if values is None else json.dumps(values).encode()
        request = Request(self.address + path, body, {"Authorization": f"Bearer {self.token}"})
        begun, spent = time.perf_counter(), self.spent()
        with urlopen(request, timeout=600) as answer:
            content = answer.read()
        return (time.perf_counter() - begun, self.spent() - spent), content

    def documents(self) -> list[Any]:
        return list(json.loads(self.ask("/documents")[1])["documents"])

    def surveyed(self) -> Spent:
        """Seconds until every document was read."""
        begun = time.perf_counter()
        while any(one["state"] == "waiting" for one in self.documents()):
            time.sleep(0.2)
        return time.perf_counter() - begun, self.spent()

    def end(self) -> float:
        """Megabytes that it took at most."""
        self.process.terminate()
        _, _, used = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        return used.ru_maxrss / 1024


class Editor:
    """Who changes one document."""

    def __init__(self, served: Served, key: str) -> None:
        self.served, self.key, self.revision = served, key, 0
        self.version = json.loads(served.ask(f"/documents/{key}/settled")[1])["version"]

    def change(self, **change: object) -> Spent:
        """Seconds until the change was answered."""
        values = {"revision": self.revision, "version": self.version, "change": change}
        seconds, content = self.served.ask(f"/documents/{self.key}/changes", values)
        answer = json.loads(content)
        self.revision, self.version = answer["state"]["revision"], answer["version"]
        return seconds

    def edits(self, count: int, sentences: int) -> list[Spent]:
        return [
            self.change(do="edit", side="target", sentence=n * 7 % sentences, text=f"Some {n} boats came in.")
            for n in range(count)
        ]

    def joins(self, count: int) -> list[Spent]:
        """Two pairs are made one, and that is undone."""
        beads = [[[1, 3], [1, 3]]]
        return [
            seconds
            for _ in range(count)
            for seconds in (self.change(do="beads", first=1, count=2, beads=beads), self.change(do="undo"))
        ]


def told(name: str, requests: list[Spent]) -> None:
    waited, spent = ([part * 1000 for part in side] for side in zip(*requests, strict=True))
    worst = f", worst {max(waited):.0f} and {max(spent):.0f}" if len(requests) > 1 else ""
    print(f"  {name:<32}{median(waited):>8.0f} ms, processor {median(spent):.0f}{worst}", flush=True)


def one_document(place: Path, count: int, changes: int) -> None:
    korean, english = (list(side) for side in zip(*islice(pairs(), count), strict=True))
    place.mkdir()
    (place / "text.json").write_text(json.dumps(aligner.align(korean, english).to_dict()), encoding="utf-8")
    served = Served(place)
    (document,) = served.documents()
    print(f"one document of {count} pairs")
    told("open, not read before", [served.ask(f"/documents/{document['key']}")[0]])
    told("open again", [served.ask(f"/documents/{document['key']}")[0]])
    editor = Editor(served, document["key"])
    told("edit a sentence", editor.edits(20, len(english)))
    told("join, undo", editor.joins(10))
    editor.edits(changes, len(english))
    told(f"edit, after {editor.revision} changes", editor.edits(20, len(english)))
    told("all checked again", [served.ask(f"/documents/{document['key']}/settled")[0]])
    print(f"  {'memory at most':<32}{served.end():>8.0f} MB")
    begun = Served(place)
    told("open in another run", [begun.ask(f"/documents/{document['key']}")[0]])
    begun.end()


def folder(place: Path, count: int) -> None:
    place.mkdir()
    articles = [path.read_bytes() for path in sorted(ARTICLES.glob("*.txt"))]
    for number, article in enumerate(islice(cycle(articles), count)):
        (place / f"article-{number}.txt").write_bytes(article)
    served = Served(place)
    print(f"{count} documents in a folder")
    told("list, nothing read yet", [served.ask("/documents")[0]])
    told("until all are read", [served.surveyed()])
    told("list, all read", [served.ask("/documents")[0] for _ in range(5)])
    told("search in all", [served.ask("/search?q=market")[0]])
    print(f"  {'memory at most':<32}{served.end():>8.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--changes", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for count in (40, 2000):
            one_document(Path(place) / str(count), count, arguments.changes)
        folder(Path(place) / "folder", arguments.documents)


if __name__ == "__main__":
    main()
