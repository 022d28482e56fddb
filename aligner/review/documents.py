"""Finds the documents of a folder, reads them, and reads and writes their work files.

No file of the user is overwritten. The work on a document is kept in a file beside it
(`article.txt.review.json`), which is written whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path

from aligner.aligner import Aligner
from aligner.corrections import SUFFIX, Work, values_of, work_of
from aligner.formats import FORMATS, load_all
from aligner.formats.jsonl import dumps, parsed
from aligner.formats.law import reading
from aligner.formats.ours import is_ours
from aligner.formats.whole import content_of, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError, InputError

PAGES = frozenset({".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".md"})
# Largest document and largest work file, in bytes. The work is larger: the JSON of a document takes about six
# times its text, and every change is kept.
LARGEST, LARGEST_WORK = 20_000_000, 400_000_000
CHANGED = "The file was changed since this work began; what you see is the text as it was read then."


def documents_in(folder: Path) -> Sequence[Path]:
    """Return the pages and alignments in a folder and the folders inside it, in order of their names.

    Hidden files, links, work files and gold alignments are left out.
    """
    documents: list[Path] = []
    for name_of_place, inside, names in os.walk(folder):
        place = Path(name_of_place)
        inside[:] = sorted(
            name for name in inside if not name.startswith(".") and not (place / name).is_symlink()
        )
        documents += [
            place / name
            for name in sorted(names)
            if not name.startswith(".")
            and not name.endswith((SUFFIX, ".gold.json"))
            and (place / name).suffix.lower() in PAGES | FORMATS.keys()
            and not (place / name).is_symlink()
        ]
    return documents


def work_file(path: Path) -> Path:
    """Return the path of the work file of a document; for a work file, the path itself."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


@dataclass(frozen=True, slots=True)
class Kept:
    """The work on a document as it was read from the disk.

    Attributes:
        work: The document and its changes; no changes if there is no work file.
        source: SHA-256 of the document when it was first read; empty if unknown.
        notes: Notes for the editor.
        checked: Whether the document was read just now, and so is already checked with the rules of this run.
    """

    work: Work
    source: str = ""
    notes: tuple[str, ...] = ()
    checked: bool = False


def read_work(path: Path, name: str, aligner: Aligner) -> Kept:
    """Return the work from the work file of a document, or else new work on the document as it is now.

    Args:
        path: Path of the document.
        name: Its name, for reports.
        aligner: Reads a page.

    Raises:
        AlignerError: The work file can't be read, or there is none and the document can't be read.
    """
    kept = work_file(path)
    if not kept.exists():
        source = digest(path)
        alignment, checked = _read(path, name, aligner)
        return Kept(Work(alignment), source, checked=checked)
    try:
        if kept.stat().st_size > LARGEST_WORK:
            raise InputError(f"{kept}: larger than {LARGEST_WORK} bytes")
        content = content_of(kept)
    except OSError as error:
        raise InputError(f"{kept}: {(error.strerror or str(error)).lower()}") from error
    try:
        with reading(kept):
            # Version 0.1 wrote halves of surrogate pairs as they are.
            values = parsed(content.decode("utf-8", "surrogatepass"))
            work = work_of(values)
    except (FormatError, InputError) as error:
        reason = str(error).removeprefix(f"{kept}: ").removeprefix("is no work that aligner kept: ")
        raise FormatError(
            f"{kept}: is no work that aligner kept ({reason}); move it away to begin anew"
        ) from error
    source = str(values.get("input", ""))
    changed = kept != path and path.exists() and digest(path) != source
    return Kept(work, source, (CHANGED,) if changed else ())


def write_work(work: Work, path: Path, read: str, source: str) -> None:
    """Write the work file of a document, whole or not at all.

    Args:
        work: The work.
        path: Path of the document.
        read: The alignment `work.read` as JSON, see `plain`.
        source: SHA-256 of the document when it was first read.

    Raises:
        InputError: The file can't be written.
    """
    kept = work_file(path)
    content = f'{dumps(values_of(work, source))[:-1]}, "read": {read}}}'
    write_whole(kept, content.encode(), known=True)


def plain(alignment: Alignment) -> str:
    """Return an alignment as JSON."""
    return dumps(alignment.to_dict())


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty if it can't be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(path: Path, name: str, aligner: Aligner) -> tuple[Alignment, bool]:
    """Return a document, and whether it was checked while it was read.

    Accepted findings and terms are removed from its settings, because each run sets them again.
    """
    foreign = False
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}: {size} bytes; at most {LARGEST} are taken")
        if is_ours(path) or (path.suffix.lower() in FORMATS and path.suffix.lower() not in PAGES):
            documents = load_all(path)
            if len(documents) != 1:
                raise InputError(f"{path}: holds {len(documents)} documents; give each a file of its own")
            alignment, foreign = documents[0], True
        else:
            read = aligner.align_page(path.read_bytes())
            settings = replace(read.settings, accepted=frozenset(), glossary=())
            alignment = replace(read, settings=settings)
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    return replace(alignment, document=alignment.document or name), not foreign
