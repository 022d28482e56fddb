"""Run the notebooks and store them with what their cells give, so that a stranger sees it at once.

    python examples/notebooks.py
    python examples/notebooks.py 1_quickstart 5_review

`tests/test_notebooks.py` runs them again and says where a stored output is not what a run gives.
"""

from __future__ import annotations

import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from PIL import Image

EXAMPLES = Path(__file__).parent
COLOURS = 64  # a diagram needs few; the file shrinks to a third
# The report in its link would make the table ten times as long; the stored notebook does without the link.
_LINK = re.compile(r'<a download="[^"]*" href="data:[^"]*">[^<]*</a>')
LEFT_OUT = "Left out: "  # what a cell says that needs what is not installed here


def run(path: Path) -> Any:
    """The notebook after a run from a clean kernel."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    return notebook


def stored(notebook: Any) -> Any:
    """The notebook as it is kept: no times, no warnings of this machine, small pictures."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = list(_joined(_stored(one) for one in cell.outputs if one.get("name") != "stderr"))
    notebook.metadata.language_info = {"name": "python"}
    return notebook


def shown(cell: Any) -> list[str]:
    """What a cell shows, to be compared: texts to the letter, of pictures only that they are there."""
    parts = []
    for output in stored(nbformat.from_dict({"cells": [cell], "metadata": {}})).cells[0].outputs:
        data = {"text/plain": output.get("text", ""), **output.get("data", {})}
        pictures = sorted(kind for kind in data if kind.startswith("image/"))
        texts = [] if pictures else [data[kind] for kind in sorted(data) if data[kind]]
        parts += [*pictures, *(" ".join(text.split()) for text in texts)]
    return parts


def _joined(outputs: Iterable[Any]) -> Iterator[Any]:
    """What is printed comes in pieces, as it was ready; here it is one."""
    last = None
    for output in outputs:
        if last and last.output_type == output.output_type == "stream":
            last.text += output.text
            continue
        last = output
        yield output


def _stored(output: Any) -> Any:
    data = output.get("data", {})
    if "text/html" in data:
        data["text/html"] = _LINK.sub("", data["text/html"])
    if "image/png" in data:
        data["image/png"] = _small(data["image/png"])
    return output


def _small(picture: str) -> str:
    """The same PNG with fewer colours."""
    made = BytesIO()
    Image.open(BytesIO(b64decode(picture))).convert("RGB").quantize(COLOURS).save(made, "PNG", optimize=True)
    return b64encode(made.getvalue()).decode("ascii")


def main() -> None:
    names = sys.argv[1:] or sorted(path.stem for path in EXAMPLES.glob("*.ipynb"))
    for name in names:
        path = EXAMPLES / f"{name}.ipynb"
        nbformat.write(stored(run(path)), path)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
