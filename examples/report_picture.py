"""Makes the picture of a report that the README shows.

    python examples/report_picture.py examples/report.png

Needs a Chromium or Chrome in the path, a font with Hangul (`aligner doctor` tells whether they are there) and
Pillow, which comes with the extra `plot`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image

import aligner
from aligner.installation import BROWSERS

ARTICLE = Path(__file__).parent / "articles/harbour_festival.txt"
WIDTH, HEIGHT = 1160, 1345
COLOURS = 128  # a page of text needs few; the file shrinks to half


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit(f"none of {', '.join(BROWSERS)} is installed")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        replace(aligner.align_page(ARTICLE.read_bytes()), document=ARTICLE.name).save(report)
        flags = [
            "--headless=new",
            "--no-sandbox",  # it can't be had by root, as whom containers run
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={Path(sys.argv[1]).resolve()}",
        ]
        subprocess.run([browser, *flags, report.as_uri()], check=True, stderr=subprocess.DEVNULL, timeout=120)
    Image.open(sys.argv[1]).convert("RGB").quantize(COLOURS).save(sys.argv[1], optimize=True)


if __name__ == "__main__":
    main()
