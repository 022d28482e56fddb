"""Compresses with gzip and zstd, by the suffix behind that of the format: `pairs.tsv.gz`, `pairs.jsonl.zst`.

The compressed bytes are the same in every run: gzip writes neither name nor time of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from aligner.model.errors import MissingExtraError

SUFFIXES = (".gz", ".zst")

# Of gzip: from 6 on a file gets hardly smaller, but takes much longer (its manual).
_LEVEL = 6


def packing_of(path: Path) -> str:
    """The suffix that says how a file is compressed; empty if it is not."""
    suffix = path.suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def format_suffix(path: Path) -> str:
    """The suffix of the content of a file, compressed or not: `.tsv` for `pairs.tsv.gz`."""
    return (Path(path.stem) if packing_of(path) else path).suffix.lower()


@contextmanager
def packed(file: BinaryIO, packing: str) -> Iterator[IO[bytes]]:
    """A stream that compresses into a file, or the file itself.

    Raises:
        MissingExtraError: No package that writes zstd is installed.
    """
    if packing == ".gz":
        import gzip

        with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as stream:
            yield cast("IO[bytes]", stream)
    elif packing == ".zst":
        with zstd_module().ZstdFile(file, "wb") as stream:
            yield stream
    else:
        yield file


def zstd_module() -> Any:
    """The module of Python 3.14, or its backport.

    We did not take the older package `zstandard`: most of its readers stop after the first frame of a file
    (python-zstandard#196), and big dumps are written in many frames.

    Raises:
        MissingExtraError: Neither is installed.
    """
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(name)
        except ImportError:
            continue
    raise MissingExtraError.of("zstd needs", "backports.zstd", "zstd")


@contextmanager
def unpacked(file: BinaryIO, packing: str) -> Iterator[IO[bytes]]:
    """A stream of the decompressed content, or the stream itself.

    Raises:
        MissingExtraError: No package that reads zstd is installed.
    """
    if packing == ".gz":
        import gzip

        with gzip.GzipFile(fileobj=file) as stream:
            yield cast("IO[bytes]", stream)
    elif packing == ".zst":
        with zstd_module().ZstdFile(file) as stream:
            yield stream
    else:
        yield file


def unpacked_head(path: Path, size: int) -> bytes:
    """The beginning of the content of a compressed file; empty if it can't be decompressed."""
    try:
        with path.open("rb") as file, unpacked(file, packing_of(path)) as stream:
            return stream.read(size)
    except Exception:  # damaged, or nothing is installed that reads it: nobody knows whose it is
        return b""
