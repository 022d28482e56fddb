"""A browser without a window, for tests of the report; they skip where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aligner.alignment import Alignment

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


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium driven by selenium."""
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed: aligner[browser]"
    )
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
def opened(driver: Any, tmp_path: Path) -> Callable[..., Any]:
    """Opens the report of an alignment in a window of some width, with nothing accepted before."""

    def open_report(alignment: Alignment, width: int = 1280, hash: str = "") -> Any:
        place = tmp_path / "report.html"
        place.write_text(alignment.to_html(), encoding="utf-8")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
        )
        driver.get("about:blank")  # else a page that differs in its hash only is not loaded anew
        driver.get(place.as_uri() + hash)
        return driver

    return open_report
