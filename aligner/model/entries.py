"""The entry points by which installed packages add checks and faces.

`importlib.metadata` takes a twentieth of a second to import and as long to read what packages offer, and
hardly any machine has a package that offers something to us. So its files are first searched for our names.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_FOLDERS = (".dist-info", ".egg-info")  # what a package says about itself
_OWN_FOLDER = "egg-info"  # the same in an egg, a folder of the path that holds one package


def entries(*groups: str) -> list[EntryPoint]:
    """Return the entry points of groups, in this order, those of each group in order of their names."""
    if not _may_exist(groups):
        return []
    from importlib.metadata import entry_points

    return [
        entry for group in groups for entry in sorted(entry_points(group=group), key=lambda each: each.name)
    ]


def _may_exist(groups: Iterable[str]) -> bool:
    """Whether an installed package names a group; true as well if packages are not only in folders."""
    finders = (finder for finder in sys.meta_path if hasattr(finder, "find_distributions"))
    if any(finder is not PathFinder for finder in finders):
        return True
    named = [group.encode("utf-8") for group in groups]
    for folder in dict.fromkeys(sys.path):
        if Path(folder).is_file():  # an archive
            return True
        for file in _files(folder or "."):
            content = _content(file)
            if any(name in content for name in named):
                return True
    return False


def _files(folder: str) -> Iterator[str]:
    is_egg = folder.lower().endswith(".egg")
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208
            low = name.lower()
            if low.endswith(_FOLDERS) or (is_egg and low == _OWN_FOLDER):
                yield f"{folder}/{name}/entry_points.txt"


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:  # most packages have no such file
        return b""
