"""Many clients at once: memory stays bounded, and no change that was answered is lost, killed or not."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from aligner.review.desk import Desk

pytest.importorskip("starlette", reason="needs the extra `review`")
pytest.importorskip("uvicorn", reason="needs the extra `review`")

CLIENTS, REQUESTS = 20, 50
PAGE = (
    "비가 왔다. 3만 명이 모였다. 시장은 웃었다.\n\nIt rained. 300,000 people gathered. The mayor laughed.\n"
)


class Served:
    """A desk that runs as a program of its own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "aligner", "review", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        found = re.search(r"http://([^/]+)/\?token=(\S+)", self.process.stderr.readline())
        assert found
        self.host, self.token = found.groups()

    def megabytes(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            pytest.skip("memory of another process is told on Linux alone")
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text())
        return int(found[1]) / 1024 if found else 0.0


class Client:
    """Asks over one connection, as a browser does."""

    def __init__(self, served: Served) -> None:
        self.connection = HTTPConnection(served.host, timeout=120)
        self.headers = {"Authorization": f"Bearer {served.token}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, values: object = None) -> tuple[int, bytes]:
        self.connection.request(
            method, path, None if values is None else json.dumps(values), headers=self.headers
        )
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def write(client: Client, key: str, text: str) -> None:
    """Rewrite a sentence, again if another client was first."""
    revision = 0
    while True:
        change = {"do": "edit", "side": "target", "sentence": 0, "text": text}
        status, content = client.ask(
            "POST", f"/documents/{key}/changes", {"revision": revision, "change": change}
        )
        assert status in (200, 409), content
        if status == 200:
            return
        revision = json.loads(content)["state"]["revision"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        (tmp_path / f"page-{number}.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    desk = Served(folder)
    yield desk
    desk.process.kill()
    desk.process.wait()
    assert desk.process.stderr
    desk.process.stderr.close()


def kept_texts(folder: Path) -> set[str]:
    """Every sentence that somebody has written, of all documents, as the work files say."""
    works = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.review.json")]
    assert all(one["done"] == len(one["changes"]) for one in works)
    return {change["text"] for one in works for change in one["changes"]}


def test_no_write_of_many_clients_is_lost(folder: Path, served: Served) -> None:
    keys = list(Desk([folder]).paths)

    def work(number: int) -> list[str]:
        client, written = Client(served), []
        for request in range(REQUESTS):
            key = keys[(number + request) % len(keys)]
            if request % 5 == 0:
                written.append(f"It rained {number} times and {request}.")
                write(client, key, written[-1])
                continue
            places = (f"/documents/{key}", "/documents", "/search?q=rain", f"/documents/{key}/settled")
            status, content = client.ask("GET", places[request % 5 - 1])
            assert status == 200, content
        return written

    with ThreadPoolExecutor(CLIENTS) as pool:
        work(0)  # everything is loaded once
        before = served.megabytes()
        written = {text for of_client in pool.map(work, range(1, CLIENTS + 1)) for text in of_client}
    assert len(written) == CLIENTS * REQUESTS // 5
    assert written <= kept_texts(folder)
    assert served.megabytes() < before + 50, "some 6 MB were measured"


def test_a_killed_server_loses_nothing_that_was_answered(folder: Path, served: Served) -> None:
    (key, *_) = Desk([folder]).paths
    answered: list[str] = []
    enough = Event()

    def work(number: int) -> None:
        client = Client(served)
        try:
            for request in range(1000):
                text = f"It rained {number} times and {request}."
                write(client, key, text)
                answered.append(text)
                if len(answered) > 40:
                    enough.set()
        except (OSError, HTTPException):  # the server is gone
            return

    with ThreadPoolExecutor(4) as pool:
        for number in range(4):
            pool.submit(work, number)
        assert enough.wait(120)
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
    assert set(answered) <= kept_texts(folder)
    again = Desk([folder])
    opened = again.open(key)
    assert opened.work.done >= len(answered)
    assert opened.alignment[0].target_text.startswith("It rained ")


def test_who_is_too_many_is_told_and_the_desk_goes_on(served: Served) -> None:
    """Connections that say nothing do not keep an editor out."""
    idle = [Client(served) for _ in range(40)]
    for one in idle:
        one.connection.connect()
    begun = time.monotonic()
    assert Client(served).ask("GET", "/documents")[0] == 200
    assert time.monotonic() - begun < 30
    for one in idle:
        one.connection.close()


def test_two_windows_at_once_lose_nothing(folder: Path) -> None:
    """Threads in one process, as requests of two windows are: one wins, the other is told."""
    from aligner.review.desk import Outdated

    desk = Desk([folder / "page-0.txt"])
    (key,) = desk.paths
    told: list[Any] = []

    def window(number: int) -> None:
        for step in range(20):
            change = {"do": "edit", "side": "target", "sentence": 0, "text": f"It rained {number}, {step}."}
            try:
                desk.change(key, desk.open(key).work.revision, change)
            except Outdated:
                told.append((number, step))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(window, range(4)))
    work = desk.open(key).work
    assert work.done + len(told) == 80
    assert work.revision == work.done
