"""Which documents lie on the desk, and where the work on each is kept: beside it, written at every change.

Nothing of the user's is written over: work stands in a file of its own (`article.txt.review.json`), and what
is dropped into the browser gets a name that no file has.
"""

from __future__ import annotations

import os
import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path
from threading import RLock
from typing import Any

from aligner.aligner import Aligner
from aligner.formats import FORMATS, load_all
from aligner.formats.jsonl import dumps, parsed
from aligner.formats.law import reading
from aligner.formats.ours import is_ours
from aligner.formats.whole import content_of, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import AlignerError, FormatError, InputError
from aligner.model.mismatch import Mismatch
from aligner.model.settings import Settings
from aligner.report.headings import title_of
from aligner.review.nearby import SHORT, checked_nearby
from aligner.review.work import Change, Work, name_of

PAGES = frozenset({".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".md"})
SUFFIX = ".review.json"
# So many documents stay in memory once they were opened.
MOST_OPEN = 32
# A file that is dropped in, and one that lies in a folder, is at most so large (bytes).
LARGEST = 20_000_000
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Outdated(AlignerError):
    """A change was made to a state that is no longer the newest: somebody else changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it stands.

    Attributes:
        work: What was read and what was done.
        alignment: What stands, checked; dismissed kinds are left out, accepted findings are not.
        notes: What the reader should know, such as that the file was changed since.
        version: Grows whenever something else is to be shown.
        pending: Whether only the neighbourhood of the last change was checked so far.
        read: What was read, as the work file has it; made once.
    """

    work: Work
    alignment: Alignment
    notes: tuple[str, ...] = ()
    version: int = 0
    pending: bool = False
    read: str = ""

    @property
    def reported(self) -> Alignment:
        """The document without what was accepted."""
        accepted, alignment = self.work.state.accepted, self.alignment

        def left(mismatches: Iterable[Mismatch]) -> tuple[Mismatch, ...]:
            return tuple(mismatch for mismatch in mismatches if name_of(mismatch) not in accepted)

        return replace(
            alignment,
            pairs=tuple(replace(pair, mismatches=left(pair.mismatches)) for pair in alignment),
            mismatches=left(alignment.mismatches),
            settings=replace(alignment.settings, accepted=alignment.settings.accepted | accepted.keys()),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of documents says of one; all zero until it was read.

    Attributes:
        title: The headline; empty if there is none.
        state: `waiting`, `read`, or `failed`, then `reason` says why.
        severities: Findings that are not accepted, by severity.
    """

    key: str
    name: str
    state: str = "waiting"
    reason: str = ""
    pairs: int = 0
    unmatched: int = 0
    severities: Mapping[str, int] = field(default_factory=dict)
    accepted: int = 0
    changes: int = 0
    title: str = ""

    @property
    def gravity(self) -> tuple[int, int, int, str]:
        """Worst first."""
        return (
            -self.severities.get("error", 0),
            -self.severities.get("warning", 0),
            -self.unmatched,
            self.name,
        )


class Desk:
    """Documents and the work on them.

    Args:
        paths: Files, and folders whose pages and alignments are taken with all folders inside; links in them
            are not followed. None is a desk that is empty until something is dropped in.
        settings: Of the aligner that reads and checks.

    Raises:
        InputError: A path leads nowhere.
    """

    def __init__(self, paths: Iterable[Path], settings: Settings | None = None) -> None:
        given = [Path(path) for path in paths]
        for path in given:
            if not path.exists():
                raise InputError(f"{path}: there is no such file or folder")
        self.settings = settings or Settings()
        folders = [path if path.is_dir() else path.parent for path in given]
        self.root = folders[0] if folders else Path.cwd()
        self._lock = RLock()
        self._opened: OrderedDict[str, Opened] = OrderedDict()
        self._summaries: dict[str, Summary] = {}
        self.paths: dict[str, Path] = {}
        for path in given:
            for file in documents_in(path) if path.is_dir() else (path,):
                self._put(file)

    def _put(self, path: Path) -> str:
        key = sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.paths[key] = path
        self._summaries.setdefault(key, Summary(key, self.name_of(path)))
        return key

    def name_of(self, path: Path) -> str:
        """How a document is called: by its place below the folder of the desk."""
        try:
            return str(path.absolute().relative_to(self.root.absolute()))
        except ValueError:
            return path.name

    def path(self, key: str) -> Path:
        """Where a document lies.

        Raises:
            InputError: No document of the desk has this key.
        """
        if key not in self.paths:
            raise InputError("there is no such document on this desk")
        return self.paths[key]

    def summaries(self) -> list[Summary]:
        """All documents, the worst first."""
        with self._lock:
            return sorted(self._summaries.values(), key=lambda summary: summary.gravity)

    def survey(self) -> None:
        """Read what was not read yet, one document after the other, so that the list can tell of all."""
        for key in tuple(self.paths):
            if self._summaries[key].state == "waiting":
                try:
                    self.open(key)
                except Exception as error:  # one document must not keep the others back
                    reason = str(error) if isinstance(error, AlignerError) else repr(error)
                    with self._lock:
                        self._summaries[key] = replace(self._summaries[key], state="failed", reason=reason)

    def open(self, key: str) -> Opened:
        """The document as it stands.

        Raises:
            AlignerError: It can't be read; the message says why.
        """
        path = self.path(key)
        with self._lock:
            if key in self._opened:
                self._opened.move_to_end(key)
                return self._opened[key]
        work, notes = read_work(path, self.name_of(path), self.settings)
        alignment = _checker(work).recheck(work.alignment()) if work.done else work.read
        return self._keep(key, Opened(work, alignment, notes))

    def change(self, key: str, revision: int, change: Change) -> Opened:
        """Make a change and write it down.

        Args:
            key: Of the document.
            revision: On which the editor looks.
            change: As of `Work.changed`; of a finding that is accepted the id and the reason are enough.

        Raises:
            Outdated: Another window changed it meanwhile.
            InputError: The change does not fit, or can't be written down.
        """
        with self._lock:  # one change after the other
            opened = self.open(key)
            if revision != opened.work.revision:
                raise Outdated("another window changed this document meanwhile; here is how it stands now")
            work = opened.work.changed(_complete(change, opened.alignment))
            read = opened.read or _plain(work.read)
            write_work(work, self.path(key), read)
            made = replace(_after(opened, work), version=opened.version + 1, read=read)
            return self._keep(key, made)

    def settled(self, key: str) -> Opened:
        """The document with all of it checked, once that is done.

        Raises:
            AlignerError: It can't be read.
        """
        while True:
            opened = self.open(key)
            if not opened.pending:
                return opened
            alignment = _checker(opened.work).recheck(opened.alignment)
            with self._lock:
                if self.open(key).version == opened.version:  # else somebody went on meanwhile
                    settled = replace(opened, alignment=alignment, pending=False, version=opened.version + 1)
                    return self._keep(key, settled)

    def add(self, name: str, content: bytes) -> str:
        """Put a new document on the desk, under a name that no file has yet.

        Raises:
            InputError: It is too large, or can't be written.
        """
        if len(content) > LARGEST:
            raise InputError(f"{name}: {len(content)} bytes; at most {LARGEST} are taken")
        plain = _UNSAFE.sub("-", Path(name.replace("\\", "/")).name).strip(". ")[:120] or "page.txt"
        wanted = Path(plain)
        if wanted.suffix.lower() not in PAGES | FORMATS.keys():
            wanted = Path(f"{plain}.txt")
        with self._lock:
            path, number = self.root / wanted, 1
            while path.exists() or work_file(path).exists():
                number += 1
                path = self.root / f"{wanted.stem}-{number}{wanted.suffix}"
            write_whole(path, content)
            return self._put(path)

    def add_texts(self, name: str, source: str, target: str) -> str:
        """Put two texts on the desk: they are aligned, and the alignment is the document.

        Raises:
            InputError: One of them is empty, or they can't be written.
        """
        if not source.strip() or not target.strip():
            raise InputError("source, target: two texts are needed, the original and its translation")
        alignment = replace(Aligner(self.settings).align(source, target), document=name)
        return self.add(f"{Path(name).stem or 'texts'}.json", _plain(alignment).encode())

    def find(self, sought: str) -> list[tuple[str, int, str]]:
        """Pairs that hold a text, in documents that were opened: key, number from 1, text of each."""
        wanted = sought.casefold()
        with self._lock:
            opened = list(self._opened.items())
        return [
            (key, number, text[:300])
            for key, one in opened
            for number, pair in enumerate(one.alignment, 1)
            if wanted in (text := f"{pair.source_text} | {pair.target_text}").casefold()
        ]

    def _keep(self, key: str, opened: Opened) -> Opened:
        state = opened.work.state
        left = Counter(m.severity for m in opened.alignment.mismatches if name_of(m) not in state.accepted)
        summary = Summary(
            key,
            self.name_of(self.paths[key]),
            state="read",
            pairs=sum(bool(pair.source and pair.target) for pair in opened.alignment),
            unmatched=sum(not (pair.source and pair.target) for pair in opened.alignment),
            severities={str(severity): count for severity, count in left.items()},
            accepted=len(state.accepted),
            changes=opened.work.done,
            title=title_of(opened.alignment)[0],
        )
        with self._lock:
            self._summaries[key] = summary
            self._opened[key] = opened
            self._opened.move_to_end(key)
            while len(self._opened) > MOST_OPEN:
                self._opened.popitem(last=False)
        return opened


def _checker(work: Work) -> Aligner:
    """What checks a document: under the settings it was read with, without the kinds that were dismissed."""
    settings = work.read.settings
    return Aligner(replace(settings, ignore=settings.ignore | work.state.dismissed))


def _after(before: Opened, work: Work) -> Opened:
    """A document after a change, checked as far as that is quick."""
    state, old = work.state, before.work.state
    if state.looked_at == old.looked_at:  # what was accepted meanwhile needs no new look
        return replace(before, work=work)
    made, checker = work.alignment(), _checker(work)
    if len(made) <= SHORT:
        return replace(before, work=work, alignment=checker.recheck(made), pending=False)
    return replace(before, work=work, alignment=checked_nearby(before.alignment, made, checker), pending=True)


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


def read_work(path: Path, name: str, settings: Settings) -> tuple[Work, tuple[str, ...]]:
    """The work on a document: what was begun, else the document as it is read now.

    Returns:
        The work, and notes for the editor.

    Raises:
        AlignerError: Neither the work nor the document can be read.
    """
    kept = work_file(path)
    if not kept.exists():
        return Work(_read(path, name, settings)), ()
    try:
        content = content_of(kept)
    except OSError as error:
        raise InputError(f"{kept}: {(error.strerror or str(error)).lower()}") from error
    try:
        with reading(kept):
            # Version 0.1 wrote halves of surrogate pairs as they are.
            values = parsed(content.decode("utf-8", "surrogatepass"))
            work = _work_of(values)
    except (FormatError, InputError) as error:
        reason = str(error).removeprefix(f"{kept}: ")
        raise FormatError(
            f"{kept}: is no work that aligner kept ({reason}); move it away to begin anew"
        ) from error
    changed = kept != path and path.exists() and _digest(path) != values.get("input")
    note = "The file was changed since this work began; what you see is the text as it was read then."
    return work, (note,) if changed else ()


def _work_of(values: Any) -> Work:
    """The work in a file; raises whatever is wrong with it."""
    work = Work(
        Alignment.from_dict(values["read"]),
        tuple(values["changes"]),
        int(values["done"]),
        int(values["revision"]),
    )
    if not 0 <= work.done <= len(work.changes):
        raise FormatError(f"{work.done} of {len(work.changes)} changes are done")
    for change in work.changes:
        if not isinstance(change, Mapping):
            raise FormatError(f"a change is {type(change).__name__}, no object")
    _ = work.state  # every change that stands has to fit
    dumps(work.changes)  # and all have to be what can be written again
    return work


def write_work(work: Work, path: Path, read: str = "") -> None:
    """Write the work on a document, whole or not at all.

    Args:
        work: What was done.
        path: Of the document.
        read: What `_plain` gives for the alignment that was read, where it is there already.

    Raises:
        InputError: It can't be written.
    """
    from aligner.model.version import __version__

    kept = work_file(path)
    values: dict[str, Any] = {
        "review": 1,
        "aligner": __version__,
        "input": _digest(path) if kept != path else "",
        "done": work.done,
        "revision": work.revision,
        "changes": [dict(change) for change in work.changes],
    }
    content = f'{dumps(values)[:-1]}, "read": {read or _plain(work.read)}}}'
    write_whole(kept, content.encode(), known=True)


def _plain(alignment: Alignment) -> str:
    return dumps(alignment.to_dict())


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(path: Path, name: str, settings: Settings) -> Alignment:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(f"{path}: {size} bytes; at most {LARGEST} are taken")
        if is_ours(path) or (path.suffix.lower() in FORMATS and path.suffix.lower() not in PAGES):
            documents = load_all(path)
            if len(documents) != 1:
                raise InputError(f"{path}: holds {len(documents)} documents; give each a file of its own")
            alignment = documents[0]
            checked = alignment if alignment.mismatches else Aligner(alignment.settings).recheck(alignment)
        else:
            checked = Aligner(settings).align_page(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    return replace(checked, document=checked.document or name)


def _complete(change: Change, alignment: Alignment) -> Change:
    """What the list of accepted findings has to say of one, taken from the document itself."""
    if not isinstance(change, Mapping) or change.get("do") != "accept":
        return change
    for pair in (*alignment, None):
        mismatches = pair.mismatches if pair else alignment.document_mismatches
        for mismatch in mismatches:
            if mismatch.id and change.get("id") in (mismatch.id, mismatch.context):
                return {
                    "do": "accept",
                    "id": name_of(mismatch),
                    "kind": mismatch.kind,
                    "message": mismatch.message[:500],
                    "reason": change.get("reason", ""),
                    "date": date.today().isoformat(),
                    "source": pair.source_text[:20_000] if pair else "",
                    "target": pair.target_text[:20_000] if pair else "",
                }
    raise InputError(f"id: no finding of this document is called {change.get('id')!r}")
