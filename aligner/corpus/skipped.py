"""Lists the files in the folders of a corpus that are not read because of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from aligner.corpus.files import STDIN, File, is_hidden, walk


def skipped(
    names: Sequence[str], taken: Iterable[File], apart: Iterable[Path], *, follow_links: bool = False
) -> list[str]:
    """List the files in the folders that are not read, in order.

    Args:
        names: The inputs as they were given.
        taken: The files that are read.
        apart: Files of aligner that are not to be listed, such as the output of an earlier run.
        follow_links: Whether symbolic links in the folders are followed, as for `find_files`.

    Returns:
        Their paths, without hidden files and folders.
    """
    known = {file.path for file in taken}
    left_out = {path.resolve() for path in apart}
    passed_over = []
    for folder in (Path(name) for name in names if name != STDIN):
        if not folder.is_dir():
            continue
        paths = (Path(file.path) for file in walk(folder, follow_links))
        for path in sorted(paths, key=lambda path: path.parts):
            if is_hidden(path.relative_to(folder).parts) or not path.is_file():
                continue
            if str(path) not in known and path.resolve() not in left_out:
                passed_over.append(str(path))
    return passed_over
