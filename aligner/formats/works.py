"""The work of editors in files: `name.review.json`."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from aligner.corrections import Work, is_work, work_of
from aligner.formats.files import works_in
from aligner.formats.jsonl import parsed
from aligner.formats.law import check, reading
from aligner.formats.whole import read_text
from aligner.model.errors import FormatError


def load_work(path: str | PathLike[str]) -> Work:
    """The work in a file, with every change.

    Raises:
        InputError: The file can't be read.
        FormatError: It holds no work of an editor.
    """
    with reading(path):
        values = parsed(read_text(path))
        if not is_work(values):
            raise FormatError("is no work of an editor, as `aligner review` keeps it (name.review.json)")
        work = work_of(values)
        check(work.read)
        return work


def load_works(path: str | PathLike[str]) -> list[Work]:
    """The work in a file, or all work in a folder; raises as `load_work` does."""
    return [load_work(file) for file in (works_in(path) if Path(path).is_dir() else [path])]
