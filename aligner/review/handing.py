"""What is handed on: a document as it stands, in the forms that others read."""

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
    """A form that a format of the library writes."""

    def content(opened: Opened) -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"document{suffix}"
            save(opened.reported, path)
            return path.read_bytes()

    return content


def translation_of(alignment: Alignment) -> str:
    """The corrected text of the translation: a paragraph a line, its sentences with a blank between."""
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
    """The accepted findings, as `--baseline` reads them."""
    lines = (
        entry_of(key, one.kind, one.message, day=one.date, reason=one.reason)
        for key, one in opened.work.state.accepted.items()
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
# Suffixes of forms that no format of the library has.
_OURS_ALONE = frozenset({".xlsx", ".baseline"})


def form_of(path: Path) -> str | None:
    """The form that a file asks for by the whole end of its name (`.translation.txt`), or by its suffix.

    A suffix counts if no format of the library has it; None if the name asks for no form of the desk.
    """
    whole = [form for form in FORMS if path.name.endswith(f".{form}") or path.name == form]
    alone = [form for form in FORMS if Path(form).suffix == path.suffix and path.suffix in _OURS_ALONE]
    return next(iter((*whole, *alone)), None)
