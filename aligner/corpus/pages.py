"""Pages for the browser of the worst documents of a corpus, and a list that leads to them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from aligner.alignment import Alignment
from aligner.corpus.record import Record
from aligner.errors import InputError
from aligner.formats.whole import write_whole
from aligner.report.visible import visible

_UNSAFE = re.compile(r"[^\w.-]+")

_INDEX = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>aligner: documents to look at first</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }}
td, th {{ padding: .2rem 1rem .2rem 0; text-align: left; }}
td:not(:first-child) {{ text-align: right; }}
</style>
<h1>Documents to look at first</h1>
<table>
<tr><th>document<th>errors<th>warnings<th>pairs
{rows}</table>
</html>
"""


def write_pages(records: Sequence[Record], folder: Path) -> None:
    """A page for each record, whose last part is its alignment, and `index.html`.

    Raises:
        InputError: The folder can't be made or written to.
    """
    from markupsafe import escape

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{folder}: the folder can't be made: {reason}") from error
    rows = []
    for rank, record in enumerate(records, 1):
        alignment = Alignment.from_dict(json.loads(record.parts[-1]))
        name = f"{rank:03}-{_UNSAFE.sub('_', record.name)[-80:]}.html"
        write_whole(folder / name, alignment.to_html().encode("utf-8", "replace"))
        counts = (record.severities.get("error", 0), record.severities.get("warning", 0), record.pairs)
        cells = "".join(f"<td>{count}" for count in counts)
        rows.append(f'<tr><td><a href="{escape(name)}">{escape(visible(record.name))}</a>{cells}\n')
    write_whole(folder / "index.html", _INDEX.format(rows="".join(rows)).encode("utf-8", "replace"))
