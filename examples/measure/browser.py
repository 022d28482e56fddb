"""How long the report keeps its reader waiting, in Chromium without a window (extra `browser`).

    python examples/measure/browser.py [--pairs 2000] [--documents 200]

The text is that of our own articles, over and over, with whatever is found in it. Every figure is the median
of five runs: from the call of the page until it answers, and from a click until all that is seen is laid out
again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from selenium import webdriver

import aligner
from aligner.report.html import html_report

ARTICLES = Path(__file__).parent.parent / "articles"
RUNS = 5
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)

CLICKS = {
    "filter by severity": "document.querySelector('[value=warning]').click()",
    "filter by severity, back": "document.querySelector('[value=warning]').click()",
    "unmatched only": "const s = document.querySelector('#show'); s.value = 'unmatched';"
    " s.dispatchEvent(new Event('change', { bubbles: true }))",
    "all again": "const s = document.querySelector('#show'); s.value = 'all';"
    " s.dispatchEvent(new Event('change', { bubbles: true }))",
    "accept a finding": "document.querySelector('.accept').click()",
    "open the bar of a pair": "document.querySelectorAll('.pair .edit')[9].click()",
    "join it with the next": "document.querySelector('[data-edit=joinNext]').click()",
    "undo": "document.querySelector('[data-edit=undo]').click()",
    "other language": "document.querySelector('#language').click()",
}


def pairs() -> Iterator[tuple[str, str]]:
    """The gold pairs of our articles, without end."""
    read = [json.loads(path.read_text("utf-8"))["pairs"] for path in sorted(ARTICLES.glob("*.gold.json"))]
    yield from cycle((pair["source"], pair["target"]) for of_page in read for pair in of_page)


def long_report(count: int) -> str:
    korean, english = zip(*islice(pairs(), count), strict=True)
    return html_report([aligner.align(korean, english)])


def broad_report(count: int) -> str:
    pages = [
        replace(aligner.align_page(path.read_bytes()), document=path.name)
        for path in sorted(ARTICLES.glob("*.txt"))
    ]
    return html_report(islice(cycle(pages), count))


def waiting(driver: Any, address: str) -> dict[str, float]:
    """Milliseconds for each thing a reader does, in one visit."""
    driver.get("about:blank")
    driver.get(address)
    timing = "const t = performance.getEntriesByType('navigation')[0]; return t.domContentLoadedEventEnd"
    spent = {"until it answers": float(driver.execute_script(timing))}
    for name, click in CLICKS.items():
        script = f"const begun = performance.now(); {click}; document.body.offsetHeight;"
        spent[name] = float(driver.execute_script(f"{script} return performance.now() - begun"))
    script = "const [done, begun] = [arguments[0], performance.now()]; location.hash = '#page-2';"
    laid_out = "document.body.offsetHeight; done(performance.now() - begun)"
    script += f"addEventListener('hashchange', () => {{ {laid_out}; }})"
    if driver.execute_script("return document.querySelector('.index') !== null"):
        spent["open another document"] = float(driver.execute_async_script(script))
    driver.execute_script("localStorage.clear()")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=200)
    arguments = parser.parse_args()
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    reports = {
        f"one document of {arguments.pairs} pairs": long_report(arguments.pairs),
        f"{arguments.documents} documents": broad_report(arguments.documents),
    }
    with tempfile.TemporaryDirectory() as folder:
        for title, report in reports.items():
            place = Path(folder) / "report.html"
            place.write_text(report, encoding="utf-8")
            visits = [waiting(driver, place.as_uri()) for _ in range(RUNS)]
            print(f"{title}, {place.stat().st_size / 1e6:.1f} MB")
            for name in visits[0]:
                print(f"  {name:<26}{median(visit[name] for visit in visits):>8.0f} ms")
    driver.quit()


if __name__ == "__main__":
    main()
