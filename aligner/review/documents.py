"""Documents in files: which there are in a folder, how one is read, and where the work on it is kept.

Nothing of the user's is written over: work stands in a file of its own beside the document
(`article.txt.review.json`), whole or not at all.
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
# A file that is dropped in, and one that lies in a folder, is at most so large (bytes). Work on it is larger:
# what was read takes about six times its text as JSON, and every change is kept.
LARGEST, LARGEST_WORK = 20_000_000, 400_000_000
CHANGED = "The file was changed since this work began; what you see is the text as it was read then."


def documents_in(folder: Path) -> Sequence[Path]:
    """Pages and alignments of a folder and of those inside it, by name, without hidden and linked ones."""
    found: list[Path] = []
    for name_of_place, inside, names in os.walk(folder):
        place = Path(name_of_place)
        inside[:] = sorted(
            name for name in inside if not name.startswith(".") and not (place / name).is_symlink()
        )
        found += [
            place / name
            for name in sorted(names)
            if not name.startswith(".")
            and not name.endswith((SUFFIX, ".gold.json"))
            and (place / name).suffix.lower() in PAGES | FORMATS.keys()
            and not (place / name).is_symlink()
        ]
    return found


def work_file(path: Path) -> Path:
    """Where the work on a document is kept; a file of work is its own."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


@dataclass(frozen=True, slots=True)
class Kept:
    """The work on a document as it lies on the disk.

    Attributes:
        work: What was done; nothing yet where there is no file of it.
        source: SHA-256 of the document when it was read, empty if there is none.
        notes: For the editor.
        checked: Whether it was read just now, and checked by the rules of this run.
    """

    work: Work
    source: str = ""
    notes: tuple[str, ...] = ()
    checked: bool = False


def read_work(path: Path, name: str, aligner: Aligner) -> Kept:
    """The work on a document: what was begun, else the document as it is read now.

    Raises:
        AlignerError: Neither the work nor the document can be read.
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
    """Write the work on a document, whole or not at all.

    Args:
        work: What was done.
        path: Of the document.
        read: What `plain` gives for the alignment that was read.
        source: SHA-256 of the document when it was read.

    Raises:
        InputError: It can't be written.
    """
    kept = work_file(path)
    content = f'{dumps(values_of(work, source))[:-1]}, "read": {read}}}'
    write_whole(kept, content.encode(), known=True)


def plain(alignment: Alignment) -> str:
    """An alignment as JSON."""
    return dumps(alignment.to_dict())


def digest(path: Path) -> str:
    """SHA-256 of a file, empty if it can't be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(path: Path, name: str, aligner: Aligner) -> tuple[Alignment, bool]:
    """A document as it is read now, and whether it was checked.

    Its settings are without the accepted findings and the terms of the run: each run says them anew.
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
