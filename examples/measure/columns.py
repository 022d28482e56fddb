"""What columns cost beside plain calls, and what Spark needs to start, on this machine.

    OPENBLAS_NUM_THREADS=1 python examples/measure/columns.py [--documents 500] [--spark]

Documents are pages with an article and its translation, put together anew from the sentences of our own
articles; none is met twice. Rates of one core are by processor time, which others on the machine hardly
change. Spark works in processes of its own, so there it is the time on the wall.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

import aligner
from aligner.pipelines.arrow import align_table

ARTICLES = Path(__file__).parent.parent / "articles"
PAIRS = 16  # a page of some 4 kB


def pages(count: int) -> list[str]:
    """As many pages, the same in every run."""
    pool = [
        (pair.source_text, pair.target_text)
        for path in sorted(ARTICLES.glob("*.txt"))
        for pair in aligner.align_page(path.read_bytes())
        if pair.source and pair.target
    ]
    chance = random.Random(0)
    made = []
    for _ in range(count):
        source, target = zip(*chance.sample(pool, PAIRS), strict=True)
        notice = "아래는 위 기사를 번역기로 옮긴 영문 전문입니다."
        made.append("\n\n".join([*source, notice, *target]))
    return made


@contextmanager
def measured(what: str, documents: int, clock: str = "processor") -> Iterator[None]:
    """Prints how long something took."""
    now = time.process_time if clock == "processor" else time.perf_counter
    begun = now()
    yield
    taken = now() - begun
    print(f"{what:34} {taken:7.2f} s of {clock:9} {documents / taken:7.1f} documents/s")


def measure_spark(table: pa.Table) -> None:
    from pyspark.sql import SparkSession

    from aligner.pipelines.spark import align

    os.environ["PYSPARK_PYTHON"] = sys.executable
    begun = time.perf_counter()
    builder = SparkSession.builder.master("local[2]").config("spark.ui.showConsoleProgress", False)
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    print(f"{'Spark: start of a session':34} {time.perf_counter() - begun:7.2f} s of wall")
    frame = session.createDataFrame(table).repartition(8)
    for run in ("first job", "second job"):
        with measured(f"Spark, local[2]: {run}", len(table), "wall"):
            align(frame).select("pairs").write.format("noop").mode("overwrite").save()
    session.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--spark", action="store_true")
    arguments = parser.parse_args()
    count = arguments.documents
    made = pages(100 + 2 * count)
    table = pa.table({"page": made[-count:]})
    print(f"{count} documents of {sum(map(len, made)) // len(made)} characters")
    for page in made[:100]:
        aligner.align_page(page)  # tables are loaded and caches warm, as they are in the long run
    with measured("align_page, one by one", count):
        for page in made[100 : 100 + count]:
            aligner.align_page(page)
    with measured("align_table", count):
        aligned = align_table(table)
    print(f"{aligned.nbytes / table.nbytes:.1f} times the bytes of the pages")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:.0f} MB of memory at most, pages and results included")
    if arguments.spark:
        measure_spark(table)


if __name__ == "__main__":
    main()
