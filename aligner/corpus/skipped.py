"""Files in the folders of a corpus that are passed over: nothing in their names says that they are text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aligner.corpus.inputs import STDIN, File


def skipped(names: Sequence[str], taken: Iterable[File], apart: Iterable[Path]) -> list[str]:
    """The files that folders hold besides those that are read, in order.

    Args:
        names: Of the inputs, as they were given.
        taken: The files that are read.
        apart: Files of aligner, which nobody looks for: the output of a run before.

    Returns:
        Their paths; hidden files and folders are not among them.
    """
    known = {file.path for file in taken}
    left_out = {path.resolve() for path in apart}
    found = []
    for name in names:
        folder = Path(name)
        if name == STDIN or not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*"), key=lambda file: file.parts):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.is_file() and str(path) not in known and path.resolve() not in left_out:
                found.append(str(path))
    return found
