"""Makes the pictures of the README and of `5_review.ipynb`: a report, the desk, and a day of an editor at it.

    python examples/pictures.py

Needs Chromium and chromedriver in the path, a font with Hangul (`aligner doctor` tells whether they are
there), and the extras `browser`, `plot`, `review` and `test`: a test goes through that day, with pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

import aligner
from aligner.installation import BROWSERS

EXAMPLES = Path(__file__).parent
ARTICLE = EXAMPLES / "articles/harbour_festival.txt"
DAY = "tests/browser/test_story_in_browser.py::test_nothing_is_lost_from_the_drop_to_the_hand_on"
OF_THE_DESK = "3_rewrite"  # the picture of the day that stands for the desk in the README
WIDTH, HEIGHT = 1280, 1300
COLOURS = 160  # a page of text needs few; the file shrinks to half


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        picture_report(folder / "report.png", folder)
        environment = {**os.environ, "ALIGNER_PICTURES": str(folder / "day")}
        command = [sys.executable, "-m", "pytest", "-q", DAY]
        subprocess.run(command, cwd=EXAMPLES.parent, env=environment, check=True)
        (EXAMPLES / "review").mkdir(exist_ok=True)
        for picture in sorted((folder / "day").glob("*.png")):
            keep(picture, EXAMPLES / "review" / picture.name)
        keep(folder / "day" / f"{OF_THE_DESK}.png", EXAMPLES / "desk.png")
        keep(folder / "report.png", EXAMPLES / "report.png")


def picture_report(place: Path, folder: Path) -> None:
    """A report as the browser shows it."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is installed")
    report = folder / "report.html"
    replace(aligner.align_page(ARTICLE.read_bytes()), document=ARTICLE.name).save(report)
    flags = [
        "--headless=new",
        "--no-sandbox",  # it can't be had by root, as whom containers run
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder}/profile",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={place}",
    ]
    subprocess.run([browser, *flags, report.as_uri()], check=True, stderr=subprocess.DEVNULL, timeout=120)


def keep(picture: Path, place: Path) -> None:
    """Write a picture with few colours."""
    Image.open(picture).convert("RGB").quantize(COLOURS).save(place, optimize=True)
    print(f"{place.relative_to(EXAMPLES)}: {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
