"""The same documents aligned in one of several ways; prints the digest of each copy of the results.

python ways.py plain|threads|asyncio|fork|spawn|pipe
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import multiprocessing
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import aligner

PAGES = [
    "비가 왔다고 솔내시가 14일 밝혔다. 시민 3만 명이 왔다.\n한소라 관장은 “좋았다”고 했다.\n\n"
    "It rained, Solnae City said on the 14th. 300,000 citizens came.\nDirector Han So-ra said it was good.",
    "1달러는 1,300원이다. 눈은 오지 않았다.\n\nA dollar is 1,300 won. It snowed.",
]
COPIES = 4


def digest(_: object = None) -> str:
    found = [aligner.align_page(page).to_dict() for page in PAGES]
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def plain() -> list[str]:
    return [digest()]


def threads() -> list[str]:
    """All at once, when nothing has been loaded."""
    begin = threading.Barrier(COPIES)

    def work(_: int) -> str:
        begin.wait()
        return digest()

    with ThreadPoolExecutor(COPIES) as pool:
        return list(pool.map(work, range(COPIES)))


def in_tasks() -> list[str]:
    async def work() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(digest) for _ in range(COPIES)))

    return asyncio.run(work())


def processes(method: str) -> list[str]:
    """Made while another thread of this process is at work, which has to import all that it needs."""
    done = threading.Event()

    def busy() -> None:
        while not done.is_set():
            digest()

    thread = threading.Thread(target=busy)
    thread.start()
    try:
        time.sleep(0.2)  # in the middle of the imports, which take a second
        with multiprocessing.get_context(method).Pool(2) as pool:
            return pool.map_async(digest, range(COPIES)).get(120)
    finally:
        done.set()
        thread.join()


def pipe() -> list[str]:
    found = [result.to_dict() for result in aligner.pipe(PAGES, n_process=2, batch_size=1)]
    assert found == [aligner.align_page(page).to_dict() for page in PAGES]
    return [digest()]


WAYS = {
    "plain": plain,
    "threads": threads,
    "asyncio": in_tasks,
    "fork": lambda: processes("fork"),
    "spawn": lambda: processes("spawn"),
    "pipe": pipe,
}

if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in WAYS[sys.argv[1]]()))
