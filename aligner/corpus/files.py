"""The files that a corpus is made of: what names of files, folders and patterns mean, and their digests.

A run is about the bytes that stood in the files when it began: their digests are taken then, and whatever is
read later is digested again on the way, see `aligner.corpus.unpacking`.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.model.errors import InputError

STDIN = "-"

# Suffixes that a folder is searched for, each also with `.gz` or `.zst` behind it. Whatever is named, or fits
# a pattern, is taken too: `.json`, which in a folder is often something else, and as a page all others.
HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = HTML | {".txt"}
LINES = frozenset({".jsonl", ".ndjson"})
SEARCHED = PAGES | LINES | {".parquet"}
COMPRESSED = frozenset({".gz", ".zst"})

# Reads 650 MB a second where pages are aligned at 0.2 (34 of 5 kB, see the README), BLAKE2 360.
DIGEST = hashlib.sha256


@dataclass(frozen=True, slots=True)
class File:
    """A file of the inputs; `STDIN` is its path for standard input.

    Attributes:
        path: Where it is.
        size: In bytes.
        digest: Of its content when the run began; empty if nobody looked or it could not be read.
    """

    path: str
    size: int = 0
    digest: str = ""

    @property
    def suffix(self) -> str:
        """What it holds, compressed or not: `.jsonl` of `pages.jsonl.gz`."""
        path = Path(self.path)
        return Path(path.stem if path.suffix.lower() in COMPRESSED else path.name).suffix.lower()


def find_files(names: Sequence[str], apart: Iterable[Path] = ()) -> list[File]:
    """The files that names of files, folders and patterns mean, each once.

    Args:
        names: In the order in which they shall be read. A folder is searched to its depths, hidden files
            aside; in a pattern `**` stands for any folders; `-` is standard input.
        apart: Files that a folder or a pattern does not mean, such as the output of a run before.

    Returns:
        The files, those of a folder or pattern sorted by their paths.

    Raises:
        InputError: A name or pattern means nothing, or one of `apart` is named.
    """
    found: dict[str, File] = {}
    left_out = {_identity(path.stat()) for path in apart if path.exists()}
    for name in names:
        if name == STDIN:
            found.setdefault(name, File(name))
            continue
        for path in _paths(name):
            facts = path.stat()
            if _identity(facts) not in left_out:
                found.setdefault(str(path), File(str(path), facts.st_size))
            elif path == Path(name):
                raise InputError(f"{name}: is the input too and would be written over; name another file")
    if not found:
        raise InputError(f"{', '.join(names)}: nothing but the output is there; name the documents")
    return list(found.values())


def _identity(facts: os.stat_result) -> tuple[int, int]:
    """What a file is, by whatever links, cases and detours it is named."""
    return facts.st_dev, facts.st_ino


def digested(files: Iterable[File], told: Callable[[int], None]) -> list[File]:
    """The files with the digests of what stands in them now.

    Args:
        files: As `find_files` gives them.
        told: Called with the bytes read so far.
    """
    known: list[File] = []
    done = 0
    for file in files:
        known.append(replace(file, digest=digest_of(file.path)))
        done += file.size
        told(done)
    return known


def digest_of(path: str) -> str:
    """The digest of a file; empty if it can't be read, or a second time, as standard input and pipes."""
    if not Path(path).is_file():
        return ""
    try:
        with Path(path).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, DIGEST).hexdigest()
    except OSError:  # whoever reads it as an input finds that out once more
        return ""


def _paths(name: str) -> list[Path]:
    path = Path(name)
    try:
        if path.is_dir():
            files = [file for file in path.rglob("*") if _wanted(file.relative_to(path)) and file.is_file()]
            if not files:
                known = ", ".join(sorted(SEARCHED))
                raise InputError(f"{name}: no file in this folder ends in one of {known}")
            return sorted(files, key=lambda file: file.parts)
        if path.exists():
            return [path]
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"{name}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    found = map(Path, glob.glob(name, recursive=True))  # noqa: PTH207  a `Path` has no absolute patterns
    matches = sorted((match for match in found if match.is_file()), key=lambda file: file.parts)
    if not matches:
        raise InputError(f"{name}: no such file, and no pattern that fits any; is the path right?")
    return matches


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and File(str(path)).suffix in SEARCHED
