"""What is worked out of tables, kept beside the compiled modules as Python keeps those, for the next start.

A file that is kept is never stale: its head is the digest of all that its text was made from, and of the
text. Where it is missing, other or broken, the text is made again; where nothing can be written (or Python
was told not to, `PYTHONDONTWRITEBYTECODE`), it is made at every start.
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
    """A text from the file kept for a module, or made anew.

    Args:
        module: The `__file__` of the module whose text it is; it has no other.
        sources: The files that the text depends on, of tables and of modules.
        facts: What else it depends on, such as the version of a package.
        make: What makes the text.
    """
    path = _place(module)
    try:
        wanted = _digest([facts.encode("utf-8"), *(source.read_bytes() for source in sources)])
    except OSError:  # modules without their source
        return make()
    found = _read(path, wanted) if path else None
    if found is None:
        found = make()
        if path and not sys.dont_write_bytecode:
            _write(path, f"{_head(wanted, found)}\n{found}")
    return found


def _head(wanted: str, text: str) -> str:
    return f"{wanted} {_digest([text.encode('utf-8')])}"


def _read(path: Path, wanted: str) -> str | None:
    """The text in a file, if it is whole and made from what is wanted."""
    try:
        head, _, text = path.read_bytes().decode("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return text if head == _head(wanted, text) else None


def _place(module: str) -> Path | None:
    """Where the file is; None where Python keeps nothing."""
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
    """Put the whole file in its place at once, or leave all as it was."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
