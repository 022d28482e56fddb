"""Cache texts that are computed from tables, in files beside the compiled modules, for the next start.

A cached file is never out of date: its first line has the digest of everything that its text was made from,
and of the text itself. If the file is missing, outdated or broken, the text is made again. If nothing can be
written (or Python must not write, `PYTHONDONTWRITEBYTECODE`), the text is made at every start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path


def kept(module: str, sources: Iterable[Traversable], facts: str, make: Callable[[], str]) -> str:
    """Read the cached text of a module, or make it and write it to the cache.

    Args:
        module: The `__file__` of the module; a module has one cached text.
        sources: The files that the text depends on: tables and modules.
        facts: Everything else that it depends on, such as the version of a package.
        make: Makes the text.
    """
    path = _place(module)
    try:
        wanted = _digest([facts.encode("utf-8"), *(source.read_bytes() for source in sources)])
    except OSError:  # modules without their source
        return make()
    text = _read(path, wanted) if path else None
    if text is None:
        text = make()
        if path and not sys.dont_write_bytecode:
            _write(path, f"{_head(wanted, text)}\n{text}")
    return text


def _head(wanted: str, text: str) -> str:
    return f"{wanted} {_digest([text.encode('utf-8')])}"


def _read(path: Path, wanted: str) -> str | None:
    """Read the text in a file; None if it is missing, broken or made from other sources."""
    try:
        head, _, text = path.read_bytes().decode("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if head == _head(wanted, text) else None


def _place(module: str) -> Path | None:
    """Return the path of the cached file; None if Python writes no compiled modules."""
    try:
        return Path(cache_from_source(module)).with_name(f"{Path(module).stem}.kept")
    except NotImplementedError:
        return None


def _digest(parts: Iterable[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    """Write the whole file in one step; if that fails, nothing is changed."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
