"""Finds the files of a corpus from names of files, folders and patterns, and takes their digests.

A run reads the content that the files had when it began. Their digests are taken at that time, and every file
is digested again while it is read, see `aligner.corpus.unpacking`.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path

from aligner.corpus.bitexts import MEMORIES
from aligner.formats.packed import format_suffix
from aligner.model.errors import InputError

STDIN = "-"

# Suffixes that a folder is searched for, each also with `.gz` or `.zst` behind it. A file that is named, or
# matches a pattern, is read with any suffix: `.json` and tables, which in a folder are often something else,
# and all others as pages.
HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = HTML | {".txt"}
LINES = frozenset({".jsonl", ".ndjson"})
SEARCHED = PAGES | LINES | MEMORIES | {".parquet"}

# This hash reads 650 MB a second, BLAKE2 360; pages are aligned at 0.2 MB a second (34 of 5 kB, see the
# README).
DIGEST = hashlib.sha256


_LINK = "a symbolic link in a folder; give --follow-links to read what such links lead to"


@dataclass(frozen=True, slots=True)
class File:
    """An input file; the path of standard input is `STDIN`.

    Attributes:
        path: Where it is.
        size: In bytes.
        digest: Digest of its content when the run began; empty if it was not taken or the file can't be read.
        problem: Why the file is not read, for instance because it is a link; empty if it is read.
    """

    path: str
    size: int = 0
    digest: str = ""
    problem: str = ""

    @property
    def suffix(self) -> str:
        """Return the suffix before that of compression: `.jsonl` for `pages.jsonl.gz`."""
        return format_suffix(Path(self.path))


def find_files(names: Sequence[str], apart: Iterable[Path] = (), *, follow_links: bool = False) -> list[File]:
    """Find the files that the names of files, folders and patterns mean, each file once.

    Args:
        names: In the order in which they are to be read. A folder is searched with all its subfolders, except
            hidden files. In a pattern `**` matches any folders; `-` is standard input. A link that is named
            itself is followed.
        apart: Files that folders and patterns do not include, such as the output of an earlier run.
        follow_links: Whether symbolic links in folders are followed. A folder that others can write to may
            have links to any file that we can read.

    Returns:
        The files; those of a folder or pattern are sorted by path. Links that are not followed and folders
        that can't be read are included, with their problem.

    Raises:
        InputError: A name or pattern matches nothing, or names a file of `apart`.
    """
    files: dict[str, File] = {}
    left_out = {_identity(path.stat()) for path in apart if path.exists()}
    for name in names:
        if name == STDIN:
            files.setdefault(name, File(name))
            continue
        for file in _named(name, follow_links):
            if file.problem or _identity(Path(file.path).stat()) not in left_out:
                files.setdefault(file.path, file)
            elif Path(file.path) == Path(name):
                raise InputError(f"{name}: is the input too and would be written over; name another file")
    if not files:
        raise InputError(f"{', '.join(names)}: nothing but the output is there; name the documents")
    return list(files.values())


def _identity(facts: os.stat_result) -> tuple[int, int]:
    """Return the identity of a file, which is equal for all paths to it, such as links."""
    return facts.st_dev, facts.st_ino


def digested(files: Iterable[File], on_progress: Callable[[int], None]) -> list[File]:
    """Add to the files the digests of their present content.

    Args:
        files: What `find_files` returned.
        on_progress: Is called with the number of bytes read so far.
    """
    known: list[File] = []
    done = 0
    for file in files:
        known.append(file if file.problem else replace(file, digest=digest_of(file.path)))
        done += file.size
        on_progress(done)
    return known


def digest_of(path: str) -> str:
    """Return the digest of a file; empty if it can't be read twice, as with standard input and pipes."""
    if not Path(path).is_file():
        return ""
    try:
        with Path(path).open("rb", buffering=0) as file:
            return hashlib.file_digest(file, DIGEST).hexdigest()
    except OSError:  # the reader of the input reports the error
        return ""


def _named(name: str, follow_links: bool) -> list[File]:
    """Return the files that one name means, sorted by path if it is a folder or a pattern."""
    path = Path(name)
    try:
        if path.is_dir():
            files = [file for file in walk(path, follow_links) if _wanted(file, path)]
            if not files:
                known = ", ".join(sorted(SEARCHED))
                raise InputError(f"{name}: no file in this folder ends in one of {known}")
        elif path.exists():
            return [File(str(path), path.stat().st_size)]
        else:
            files = list(_matches(path, follow_links))
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"{name}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    if not files:
        raise InputError(f"{name}: no such file, and no pattern that fits any; is the path right?")
    return sorted(files, key=lambda file: Path(file.path).parts)


def walk(folder: Path, follow_links: bool) -> Iterator[File]:
    """List a folder with all its subfolders. Each folder is visited once, so circles of links come to an end.

    A link that is not followed and a folder that can't be read are listed as files with a problem.
    """
    visited = set()
    unread: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unread.append, followlinks=follow_links):
        identity = _identity(Path(parent).stat())
        if identity in visited:
            folders.clear()
            continue
        visited.add(identity)
        folders.sort()  # so that each machine takes the same of two ways to a folder
        for path in (Path(parent, name) for name in (*names, *folders)):
            if path.is_symlink() and not follow_links:
                yield File(str(path), problem=_LINK)
            elif path.is_file():
                yield File(str(path), path.stat().st_size)
    for error in unread:
        yield File(str(error.filename), problem=f"the folder can't be read: {error.strerror}")


def _matches(pattern: Path, follow_links: bool) -> Iterator[File]:
    """Yield the files that a pattern matches, below the folders that it spells out."""
    fixed = list(takewhile(lambda part: not glob.has_magic(part), pattern.parts))
    wanted = pattern.parts[len(fixed) :]
    root = Path(*fixed)
    if not wanted or not root.is_dir():
        return
    for file in walk(root, follow_links):
        parts = Path(file.path).relative_to(root).parts
        if _fits(parts, wanted) or (file.problem and _may_fit(file, parts, wanted)):
            yield file


def _may_fit(file: File, parts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether a folder that can't be searched may have files that match the pattern."""
    begins = any(_fits(parts, wanted[:end]) for end in range(1, len(wanted))) or "**" in wanted
    return begins and not is_hidden(parts) and Path(file.path).is_dir()


def _fits(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Return whether a path matches a pattern part by part; as in a shell, hidden names need a dot."""
    reached = {0}  # numbers of pattern parts that may have matched so far
    for part in parts:
        steps = set()
        for done in reached:
            for number, any_folders in _next(wanted, done):
                if any_folders:
                    steps |= {number} if not part.startswith(".") else set()
                elif fnmatchcase(part, wanted[number]) and part.startswith(".") <= wanted[number].startswith(
                    "."
                ):
                    steps.add(number + 1)
        reached = steps
    return any(set(wanted[done:]) <= {"**"} for done in reached)


def _next(wanted: Sequence[str], done: int) -> Iterator[tuple[int, bool]]:
    """Yield the parts of a pattern that can match the next part of a path, each with True if it is `**`."""
    while done < len(wanted) and wanted[done] == "**":
        yield done, True
        done += 1
    if done < len(wanted):
        yield done, False


def _wanted(file: File, folder: Path) -> bool:
    """Return whether a file of a folder is read; also for folders that can't be searched, to report them."""
    hidden = is_hidden(Path(file.path).relative_to(folder).parts)
    return not hidden and (file.suffix in SEARCHED or (bool(file.problem) and Path(file.path).is_dir()))


def is_hidden(parts: Sequence[str]) -> bool:
    """Return whether a path has a part that begins with a dot."""
    return any(part.startswith(".") for part in parts)
