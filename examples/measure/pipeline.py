"""Speed, memory and faults of `aligner.pipe` and `aligner corpus`, on pages of our own.

    python examples/measure/pipeline.py speed [--pages 2000] [--repeat 3]
    python examples/measure/pipeline.py memory [--pages 20000]
    python examples/measure/pipeline.py profile [--pages 300]
    python examples/measure/pipeline.py faults [--pages 1000] [--kills 10]

The pages are made of the pairs of `examples/articles`, some of them with an error of `aligner.stress`, in
any order, until a page has 5 kB. No two are alike, and a page is the same on every machine.

`speed` sets two processes against one; each round measures both, so that what else the machine does meets
both. `memory` samples the workers while pages stream through. `profile` asks every 2 ms which function of
ours is at work. `faults` kills a corpus at random moments and compares what comes out in the end.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import aligner
from aligner.corpus.run import BATCH

ROOT = Path(__file__).parent.parent
NOTICE = "아래는 위 기사를 구글 번역이 번역한 영문 기사의 전문입니다."
SIZE = 5_000  # bytes of a page
SLIPS = 0.2  # of the pairs have an error


def pool() -> tuple[list[tuple[str, str]], list[list[tuple[str, str]]]]:
    """The pairs of all articles, and for each its versions with an error."""
    paths = sorted((ROOT / "articles").glob("*.txt"))
    alignments = [aligner.align_page(path.read_bytes()) for path in paths]
    pairs = [
        (pair.source_text, pair.target_text)
        for alignment in alignments
        for pair in alignment
        if pair.source and pair.target
    ]
    versions: list[list[tuple[str, str]]] = [[] for _ in pairs]
    for error in aligner.stress(pairs, seed=8, most=200):
        versions[error.pair].append((" ".join(error.source), " ".join(error.target)))
    return pairs, versions


def pages(count: int) -> Iterator[str]:
    """So many pages of 5 kB."""
    pairs, versions = pool()
    for number in range(count):
        chance = random.Random(number)
        korean, english, size = [], [], 0
        while size < SIZE:
            choice = chance.randrange(len(pairs))
            slipped = versions[choice]
            pair = chance.choice(slipped) if slipped and chance.random() < SLIPS else pairs[choice]
            korean.append(pair[0])
            english.append(pair[1])
            size += len(pair[0].encode()) + len(pair[1])
        yield "\n\n".join([*korean, NOTICE, *english])


def speed(count: int, repeat: int) -> None:
    made = list(pages(count))
    print(f"{count} pages of {sum(len(page.encode()) for page in made) / count:,.0f} bytes")
    for _ in aligner.pipe(made[:20]):  # what loads at first use is no work of a page
        pass
    for _ in range(repeat):
        rates, costs = [], []
        for n_process in (1, 2):
            start, here, workers = time.perf_counter(), time.process_time(), children_time()
            results = aligner.pipe(made, n_process=n_process)
            next(results)
            first = time.perf_counter() - start
            done = 1 + sum(1 for _ in results)
            rates.append(done / (time.perf_counter() - start))
            here, workers = time.process_time() - here, children_time() - workers
            costs.append(here + workers)
            print(
                f"n_process={n_process}: {rates[-1]:.1f} pages/s, first result after {first:.2f} s; processor"
                f" time a page {1000 * here / count:.1f} ms here, {1000 * workers / count:.1f} in workers"
            )
        print(f"two processes are {rates[1] / rates[0]:.2f} times one at a load of {os.getloadavg()[0]:.1f};")
        print(f"by processor time they could be {2 * costs[0] / costs[1]:.2f} times on two free cores")
    start = time.perf_counter()
    next(aligner.pipe(made, n_process=2, batch_size=1))
    print(f"start of a pool: {time.perf_counter() - start:.2f} s to the first page")


def children_time() -> float:
    """Seconds of processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for path in tasks for child in path.read_text().split()]


def resident(process: int) -> float:
    """Megabytes; 0 if the process is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line[:6] == "VmRSS:"), 0.0)


def memory(count: int) -> None:
    print("pages      here   workers (MB)")
    for number, _ in enumerate(aligner.pipe(pages(count), n_process=2), 1):
        if number % max(count // 10, 1) == 0 or number == 100:
            workers = "  ".join(f"{resident(child):.0f}" for child in children(os.getpid()))
            print(f"{number:6,}  {resident(os.getpid()):7.0f}   {workers}", flush=True)


def profile(count: int) -> None:
    """Samples by the innermost function of ours, and by its folder."""
    made = list(pages(count))
    for page in made[:20]:
        aligner.align_page(page)
    functions: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    home = str(Path(aligner.__file__).parent)

    def sample(_: int, frame: FrameType | None) -> None:
        while frame is not None and not frame.f_code.co_filename.startswith(home):
            frame = frame.f_back
        if frame is not None:
            module = frame.f_code.co_filename.removeprefix(home).removesuffix(".py").strip("/")
            functions[f"{module}.{frame.f_code.co_qualname}"] += 1
            parts[module.partition("/")[0]] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, 0.002, 0.002)
    start = time.process_time()
    for page in made:
        aligner.align_page(page)
    seconds = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    total = parts.total()
    print(f"{1000 * seconds / count:.1f} ms of processor time a page, {count / seconds:.1f} pages/s")
    for name, hits in (*parts.most_common(12), ("", 0), *functions.most_common(40)):
        print(f"{hits / total:7.1%}  {1000 * seconds / count * hits / total:6.2f} ms  {name}" if name else "")


BAD = {
    "empty.txt": b"",
    "photo.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "binary.txt": bytes(range(256)) * 1_000,
    "large.txt": "비가 왔다. It rained. ".encode() * 2_000_000,
    "bomb.txt.gz": gzip.compress(b" " * 100_000_000),
    "torn.html.gz": gzip.compress(b"<p>x</p>" * 1_000)[:-20],
    "laughs.xhtml": b'<!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><html><body><p>&lol9;</p></body></html>",
    "line.txt": (
        "시는 14일 3만 명이 왔다고 밝혔다. " * 90_000 + "It rained on 30,000 people. " * 180_000
    ).encode(),
    "nuls.txt": "시는\0 14일\0 비가 왔다고 밝혔다.\n\nIt\0 rained\0 on the 14th.".encode(),
    "rows.jsonl": b'{"page": 3}\n{]\n{"page": "\xff"}\n' + b"[" * 100_000 + b"\n",
}


def faults(count: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number, page in enumerate(pages(count)):
            (folder / "in" / f"{number:05}.txt").write_text(page, encoding="utf-8")
        whole = folder / "whole.jsonl"
        start = time.perf_counter()
        command(folder / "in", whole).wait()
        seconds = time.perf_counter() - start
        print(f"{count} good documents in {seconds:.1f} s")
        killed(folder, whole, kills, seconds)
        for bad, content in BAD.items():
            (folder / "in" / bad).write_bytes(content)
        mixed = folder / "mixed.jsonl"
        start = time.perf_counter()
        command(folder / "in", mixed).wait()
        good = [line for line in mixed.open("rb") if b"/in/0" in line]
        same = good == list(whole.open("rb"))
        print(
            f"with {len(BAD)} bad files: {time.perf_counter() - start:.1f} s; the good ones the same: {same}"
        )
        print((folder / "mixed.jsonl.failures.tsv").read_text(encoding="utf-8"))


def command(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    arguments = ["corpus", str(folder), "-o", str(output), "--jobs", "2"]
    return subprocess.Popen([sys.executable, "-m", "aligner", *arguments], stderr=subprocess.DEVNULL)


def killed(folder: Path, whole: Path, kills: int, seconds: float) -> None:
    """SIGKILL at random moments until it is through; every other time only a worker is killed."""
    chance, output = random.Random(8), folder / "killed.jsonl"
    journal = folder / "killed.jsonl.journal"
    done = []
    for number in range(kills):
        running = command(folder / "in", output)
        before = done[-1] if done else 0
        while running.poll() is None and lines_of(journal) <= before:
            time.sleep(0.01)
        time.sleep(chance.random() * seconds / kills)
        if number % 2:
            for child in children(running.pid)[:1]:
                os.kill(child, signal.SIGKILL)
            time.sleep(chance.random())
        running.kill()
        running.wait()
        done.append(lines_of(journal))
    command(folder / "in", output).wait()
    print(f"documents done at each of {kills} kills: {[number * BATCH for number in done]}")
    print(f"output identical: {output.read_bytes() == whole.read_bytes()}")


def lines_of(journal: Path) -> int:
    """Lines of documents that a journal holds, each of `aligner.corpus.run.BATCH`."""
    return journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["speed", "memory", "profile", "faults"])
    parser.add_argument("--pages", type=int)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    count = given.pages or {"speed": 2_000, "memory": 20_000, "profile": 300, "faults": 1_000}[given.what]
    if given.what == "speed":
        speed(count, given.repeat)
    elif given.what == "faults":
        faults(count, given.kills)
    else:
        {"memory": memory, "profile": profile}[given.what](count)


if __name__ == "__main__":
    main()
