"""A browser without a window, for tests of the report; they skip where there is none."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.model.alignment import Alignment
from aligner.report.html import html_report

HARBOUR = Path(__file__).parents[2] / "examples" / "articles" / "harbour_festival.txt"

# Nothing of the machine is touched and nothing is fetched: the page needs no network.
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # it can't be had by root, as whom containers run
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Reader:
    """Who reads a report: looks at what is displayed, clicks, types, and finds what was saved.

    Attributes:
        driver: The browser of selenium.
        folder: Where it saves files.
    """

    driver: Any
    folder: Path

    def find(self, selector: str) -> list[Any]:
        """The elements that are displayed."""
        found = self.driver.find_elements("css selector", selector)
        return [element for element in found if element.is_displayed()]

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def ids(self, selector: str) -> list[str]:
        return [element.get_attribute("id") for element in self.find(selector)]

    def click(self, *selectors: str) -> None:
        for selector in selectors:
            self.one(selector).click()

    def choose(self, selector: str, value: str) -> None:
        self.one(f'{selector} option[value="{value}"]').click()

    def press(self, keys: str) -> str:
        """Type on whatever has the focus; the id of what has it afterwards.

        An element is not asked for before: it may be drawn anew between the question and the key.
        """
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        return self.focus

    @property
    def focus(self) -> str:
        return str(self.run("return document.activeElement?.id ?? ''"))

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def refresh(self) -> None:
        self.driver.refresh()

    def complaints(self) -> list[str]:
        """What the browser found wrong with the page since it was last asked."""
        entries = [entry["message"] for entry in self.driver.get_log("browser")]
        return [message for message in entries if "report.html" in message or "127.0.0.1" in message]

    def until(self, condition: Callable[[], bool]) -> bool:
        """Whether it comes true within a few seconds; it may be asked of what is drawn anew at the moment."""
        from selenium.common.exceptions import StaleElementReferenceException

        end = time.monotonic() + 5
        while time.monotonic() < end:
            with suppress(StaleElementReferenceException):
                if condition():
                    return True
            time.sleep(0.02)
        return condition()

    def picture(self, name: str) -> None:
        """Save what is seen as PNG, in the folder that `ALIGNER_PICTURES` names or beside what is saved."""
        folder = Path(os.environ.get("ALIGNER_PICTURES") or self.folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": False})
        (folder / f"{name}.png").write_bytes(base64.b64decode(shot))

    def saved(self, name: str) -> Path:
        """The file that the page has saved under this name; it is empty until the browser has written it."""
        place = self.folder / name
        is_saved = self.until(lambda: place.exists() and place.stat().st_size > 0)
        assert is_saved, [path.name for path in self.folder.iterdir()]
        return place


class Served:
    """A desk that runs as a program of its own, as an editor starts it.

    Attributes:
        folder: Of the documents.
        address: What it printed, with the token.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "aligner", "review", str(self.folder), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr
        line = self.process.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        self.address = found[0]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True)
class Editor(Reader):
    """A reader who corrects documents on a desk."""

    def visit(self, served: Served, document: str = "harbour.txt") -> None:
        """Open the list, and the document from it."""
        script = (
            "return [...document.querySelectorAll('#list tbody tr')]"
            ".find((row) => row.textContent.includes(arguments[0]))?.querySelector('a').href"
        )
        self.driver.get(served.address)
        assert self.until(lambda: self.run(script, document) is not None)
        self.driver.get(self.run(script, document))
        assert self.until(lambda: self.rows > 0)

    def kinds(self) -> list[str]:
        """Kinds of the findings that are shown, read at once: rows may change any moment."""
        script = "return [...document.querySelectorAll('.finding')].filter((one) => one.checkVisibility())"
        return list(self.run(f"{script}.map((one) => one.dataset.kind)"))

    @property
    def rows(self) -> int:
        """How many pairs are shown."""
        script = (
            "return [...document.querySelectorAll('.pair')].filter((one) => one.checkVisibility()).length"
        )
        return int(self.run(script))

    def open_row(self, number: int) -> None:
        row = self.find(".pair")[number - 1]
        self.run("arguments[0].scrollIntoView({ block: 'center' })", row)
        row.find_element("css selector", ".edit").click()

    def idle(self) -> bool:
        """Whether the desk has answered."""
        return self.until(lambda: not self.run("return document.body.hasAttribute('aria-busy')"))

    def begin_rewriting(self, number: int, old: str, new: str) -> None:
        """Write the translation of a pair anew, and leave the field open."""
        self.open_row(number)
        self.click('[data-rewrite="right"]')
        assert self.until(lambda: self.find("form.rewrite textarea") != [])
        field = self.one("form.rewrite textarea")
        text = field.get_attribute("value")
        assert old in text
        field.clear()
        field.send_keys(text.replace(old, new))

    def rewrite(self, number: int, old: str, new: str) -> None:
        self.begin_rewriting(number, old, new)
        self.click('form.rewrite button[type="submit"]')
        assert self.idle()

    def forget(self) -> None:
        """As a browser that is closed and opened again, on another day."""
        self.run("localStorage.clear()")
        self.driver.delete_all_cookies()
        self.driver.get("about:blank")


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium driven by selenium."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs the extra `browser`")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    service = shutil.which("chromedriver")
    if not browser or not service:
        pytest.skip("no browser: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    yield made
    made.quit()


@pytest.fixture
def opened(driver: Any, tmp_path: Path) -> Iterator[Callable[..., Reader]]:
    """Opens the report of alignments in a window of some width; nothing is kept for the next test."""

    def open_report(
        *alignments: Alignment, width: int = 1280, hash: str = "", scheme: str = "light"
    ) -> Reader:
        place = tmp_path / "report.html"
        place.write_text(html_report(alignments), encoding="utf-8")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        colours = {"name": "prefers-color-scheme", "value": scheme}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [colours]})
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
        )
        driver.get("about:blank")  # else a page that differs in its hash only is not loaded anew
        driver.get_log("browser")  # what the browser said of an earlier page is none of this one's
        driver.get(place.as_uri() + hash)
        return Reader(driver, tmp_path)

    yield open_report
    driver.execute_script("localStorage.clear()")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A desk with one document on it."""
    pytest.importorskip("starlette", reason="needs the extra `review`")
    pytest.importorskip("uvicorn", reason="needs the extra `review`")
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "harbour.txt").write_bytes(HARBOUR.read_bytes())
    desk = Served(folder)
    yield desk
    desk.process.kill()
    desk.process.wait()


@pytest.fixture
def at_desk(opened: Callable[..., Reader], harbour: Alignment, served: Served) -> Editor:
    """An editor on the page of the document."""
    reader = opened(harbour)
    editor = Editor(reader.driver, reader.folder)
    editor.visit(served)
    return editor


@pytest.fixture(scope="session")
def harbour() -> Alignment:
    """An article of ours, with whatever is found in it."""
    return replace(aligner.align_page(HARBOUR.read_bytes()), document="harbour_festival.txt")
