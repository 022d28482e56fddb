"""Exports a document in its present state, in the formats that others read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from aligner.formats import save
from aligner.formats.baseline import HEADER, entry_of
from aligner.formats.jsonl import dumps
from aligner.formats.workbook import workbook_of
from aligner.model.alignment import Alignment
from aligner.review.opened import Opened


def _saved(suffix: str) -> Callable[[Opened], bytes]:
    """Return a function that exports a document in a format of the library, chosen by suffix."""

    def content(opened: Opened) -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"document{suffix}"
            save(opened.reported, path)
            return path.read_bytes()

    return content


def translation_of(alignment: Alignment) -> str:
    """Return the corrected translation: one line for each paragraph, with blanks between sentences."""
    lines: list[str] = []
    last: int | None = None
    for pair in alignment:
        for sentence in pair.target:
            text = " ".join(sentence.text.split())
            if sentence.paragraph == last and lines:
                lines[-1] += f" {text}"
            else:
                lines.append(text)
            last = sentence.paragraph
    return "".join(f"{line}\n" for line in lines)


def _baseline(opened: Opened) -> bytes:
    """Return the accepted findings as a baseline file, for the option `--baseline`."""
    lines = (
        entry_of(key, finding.kind, finding.message, day=finding.date, reason=finding.reason)
        for key, finding in opened.work.state.accepted.items()
    )
    return (HEADER + "".join(f"{line}\n" for line in lines)).encode("utf-8", "backslashreplace")


def _json(opened: Opened) -> bytes:
    return dumps(opened.reported.to_dict()).encode()


FORMS: Mapping[str, tuple[str, Callable[[Opened], bytes]]] = {
    "report.html": ("text/html; charset=utf-8", _saved(".html")),
    "alignment.json": ("application/json", _json),
    "pairs.tsv": ("text/tab-separated-values; charset=utf-8", _saved(".tsv")),
    "memory.tmx": ("application/xml", _saved(".tmx")),
    "bitext.xlf": ("application/xml", _saved(".xlf")),
    "pairs.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda opened: workbook_of(opened.reported),
    ),
    "translation.txt": (
        "text/plain; charset=utf-8",
        lambda opened: translation_of(opened.alignment).encode("utf-8", "backslashreplace"),
    ),
    "accepted.baseline": ("text/tab-separated-values; charset=utf-8", _baseline),
}
# Suffixes that only the desk exports, and no format of the library.
_OURS_ALONE = frozenset({".xlsx", ".baseline"})


def form_of(path: Path) -> str | None:
    """Return the form of `FORMS` in which a file is to be written, by its name; None if it names none.

    A name may end with the whole form (`.translation.txt`). The suffix alone is enough if no format of the
    library has it.
    """
    whole = [form for form in FORMS if path.name.endswith(f".{form}") or path.name == form]
    alone = [form for form in FORMS if Path(form).suffix == path.suffix and path.suffix in _OURS_ALONE]
    return next(iter((*whole, *alone)), None)
