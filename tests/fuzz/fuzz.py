"""Try mutated files on every reader for as long as is wanted, and tell which broke a law.

    python tests/fuzz/fuzz.py --inputs 20000 --jobs 2           own loop, all targets, numbers from 0 on
    python tests/fuzz/fuzz.py --seconds 600 --only load.tmx     one target
    python tests/fuzz/fuzz.py --seconds 600 --atheris           guided by coverage, if atheris is installed

A find is kept under `found/` where it runs, with a line on stdout that says which law it broke. Once it is
mended it goes to `seeds/` as `TARGET-NAME.SUFFIX`, where `test_fuzz.py` reads it for good.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from random import Random

from mutations import mutated
from targets import Broken, Target, targets

FOUND = Path("found")
MEMORY = 3 << 30  # bytes of address space; a file of 20 kB has no claim to more


def main() -> None:
    options = _options()
    FOUND.mkdir(exist_ok=True)
    if options.atheris:
        _guided(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        wanted = options.only.split(",")
        names = [name for name in targets(Path(folder)) if any(part in name for part in wanted)]
    share = options.inputs // len(names) + 1 if options.inputs else sys.maxsize
    seconds = options.seconds / len(names) * options.jobs if options.seconds else float("inf")
    jobs = [(name, options.first, share, seconds) for name in names]
    total: Counter[str] = Counter()
    with ThreadPoolExecutor(options.jobs) as threads:
        for done in as_completed(threads.submit(_in_process, job) for job in jobs):
            name, counts, slowest = done.result()
            total += counts
            told = ", ".join(f"{counts[what]} {what}" for what in ("read", "refused", "broken"))
            print(f"{name}: {counts.total()} inputs ({told}), slowest {slowest:.2f} s", flush=True)
    print(f"{total.total()} inputs, {total['broken']} broken")
    sys.exit(total["broken"] > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=0, help="so many over all targets")
    parser.add_argument("--seconds", type=float, default=0, help="so long over all targets")
    parser.add_argument("--first", type=int, default=0, help="number of the first input of each target")
    parser.add_argument("--only", default="", help="targets whose name holds one of these, with commas")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--atheris", action="store_true", help="guided by coverage")
    options = parser.parse_args()
    if not (options.inputs or options.seconds):
        parser.error("give --inputs or --seconds")
    return options


def inputs(target: Target, first: int) -> Iterator[bytes]:
    """Mutated seeds without end; each follows from its number alone."""
    number = first
    while True:
        random = Random(number)
        yield mutated(random.choice(target.seeds), target.suffix, random)
        number += 1


Job = tuple[str, int, int, float]
Result = tuple[str, Counter[str], float]


def _in_process(job: Job) -> Result:
    """A target in a process of its own; a file that ends the process breaks a law as well."""
    name, context = job[0], get_context("spawn")
    results: SimpleQueue[Result] = context.SimpleQueue()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        process = context.Process(target=_tried, args=(job, folder, results))
        process.start()
        process.join()
        if process.exitcode == 0:
            return results.get()
        for path in Path(folder).glob("mutated.*"):
            kept = FOUND / f"{name.replace(' ', '_')}-end_of_the_process{path.suffix}"
            kept.write_bytes(path.read_bytes())
            print(f"BROKEN {kept}: the process ended with code {process.exitcode}", flush=True)
    return name, Counter(broken=1), 0.0


def _tried(job: Job, place: str, results: SimpleQueue[Result]) -> None:
    name, first, share, seconds = job
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    counts: Counter[str] = Counter()
    slowest, end = 0.0, time.monotonic() + seconds
    target = targets(Path(place))[name]
    path = Path(place) / f"mutated{target.suffix}"
    for _, content in zip(range(share), inputs(target, first), strict=False):
        path.write_bytes(content)
        began = time.process_time()
        counts[_outcome(name, target, path, content)] += 1
        slowest = max(slowest, time.process_time() - began)
        if time.monotonic() > end:
            break
    results.put((name, counts, slowest))


def _outcome(name: str, target: Target, path: Path, content: bytes) -> str:
    """What came of a file; one that breaks a law is kept."""
    try:
        return target.try_file(path)
    except Broken as law:
        digest = hashlib.sha256(content).hexdigest()[:8]
        told = FOUND / f"{name.replace(' ', '_')}.txt"
        known = told.read_text().splitlines() if told.exists() else []
        if (line := " ".join(re.sub(r"\d+", "0", str(law)).split())) in known or len(known) > 20:
            return "broken"
        told.write_text("\n".join([*known, line]))
        kept = FOUND / f"{name.replace(' ', '_')}-{digest}{target.suffix}"
        kept.write_bytes(content)
        print(f"BROKEN {kept}: {law}", flush=True)
        return "broken"


def _guided(options: argparse.Namespace) -> None:
    """By coverage, with our mutations for the steps; atheris ends the process at the end of its time."""
    import atheris

    with atheris.instrument_imports(include=["aligner.formats", "aligner.corpus", "aligner.tables"]):
        import importlib

        for name in [name for name in sys.modules if name.startswith(("aligner.formats", "aligner.corpus"))]:
            importlib.reload(sys.modules[name])
    folder = Path(tempfile.mkdtemp())
    name, target = next((name, each) for name, each in targets(folder).items() if options.only in name)
    path = folder / f"mutated{target.suffix}"
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds):
        (corpus / str(number)).write_bytes(seed)

    def one_input(content: bytes) -> None:
        path.write_bytes(content)
        _outcome(name, target, path, content)

    def step(content: bytes, largest: int, seed: int) -> bytes:
        return mutated(content, target.suffix, Random(seed))[:largest]

    arguments = [sys.argv[0], str(corpus), "-max_len=20000", f"-max_total_time={round(options.seconds)}"]
    atheris.Setup([*arguments, "-print_final_stats=1"], one_input, custom_mutator=step)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
