"""Holds the documents of the desk: opens, changes, lists and searches them. Changes are made one by one.

A document that is dropped into the browser gets a new file name.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import RLock

from aligner.aligner import Aligner
from aligner.checks.choice import is_accepted, known_kinds
from aligner.corrections.work import Change
from aligner.formats import FORMATS
from aligner.formats.whole import write_whole
from aligner.model.errors import AlignerError, InputError
from aligner.model.settings import Settings
from aligner.report.headings import title_of
from aligner.review.documents import (
    LARGEST,
    PAGES,
    documents_in,
    plain,
    read_work,
    work_file,
    write_work,
)
from aligner.review.opened import Opened, after, opened, settled, told_whole

# Number of opened documents that are kept in memory.
MOST_OPEN = 32
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Outdated(AlignerError):
    """A change refers to an old state of the document, because another window has changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A document in the list of documents; its numbers are 0 until it was read.

    Attributes:
        key: Key of the document in addresses.
        name: See `Desk.name_of`.
        state: `waiting`, `read` or `failed`.
        reason: Why reading failed; else empty.
        pairs: Number of pairs with sentences on both sides.
        unmatched: Number of pairs with an empty side.
        severities: Number of findings that are not accepted, by severity.
        accepted: Number of accepted findings.
        changes: Number of changes that are in force.
        title: The headline; empty if there is none.
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
        """Sort key: documents with most errors first, then most warnings, then most unmatched pairs."""
        return (
            -self.severities.get("error", 0),
            -self.severities.get("warning", 0),
            -self.unmatched,
            self.name,
        )


class Desk:
    """The documents and the work on them; its methods may be called from several threads.

    Args:
        paths: Files and folders. Of a folder, all pages and alignments are taken, also in folders inside it;
            links are not followed. Without paths the desk is empty until a document is added.
        settings: Settings of the aligner that reads and checks.
        aligner_for: Returns the aligner for a file, where a project has its own rules; otherwise an aligner
            with `settings` is used.
        leaves_out: Returns whether a file of a folder is to be left out.

    Raises:
        InputError: A path does not exist.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        settings: Settings | None = None,
        *,
        aligner_for: Callable[[str], Aligner] | None = None,
        leaves_out: Callable[[str], bool] = lambda name: False,
    ) -> None:
        given = [Path(path) for path in paths]
        for path in given:
            if not path.exists():
                raise InputError(f"{path}: there is no such file or folder")
        self._usual = Aligner(settings)
        self._aligner_for = aligner_for or (lambda file: self._usual)
        folders = [path if path.is_dir() else path.parent for path in given]
        self.root = folders[0] if folders else Path.cwd()
        self._lock = RLock()
        self._opened: OrderedDict[str, Opened] = OrderedDict()
        self._summaries: dict[str, Summary] = {}
        self._texts: dict[str, tuple[str, ...]] = {}  # texts of the pairs of each document that was read
        self._pending: set[str] = set()  # documents that are checked only in part so far
        self._versions = count(1)
        self.paths: dict[str, Path] = {}
        for path in given:
            inside = documents_in(path) if path.is_dir() else (path,)
            for file in inside:
                if not (path.is_dir() and leaves_out(str(file))):
                    self._put(file)

    def _put(self, path: Path) -> str:
        key = sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.paths[key] = path
        self._summaries.setdefault(key, Summary(key, self.name_of(path)))
        return key

    def name_of(self, path: Path) -> str:
        """Return the name of a document: its path relative to the folder of the desk, or its file name."""
        try:
            return str(path.absolute().relative_to(self.root.absolute()))
        except ValueError:
            return path.name

    def path(self, key: str) -> Path:
        """Return the path of a document.

        Raises:
            InputError: No document of the desk has this key.
        """
        if key not in self.paths:
            raise InputError("there is no such document on this desk")
        return self.paths[key]

    def summaries(self) -> list[Summary]:
        """Return the summaries of all documents, worst first."""
        with self._lock:
            return sorted(self._summaries.values(), key=lambda summary: summary.gravity)

    def survey(self) -> None:
        """Read all documents that were not read yet, one after the other, to complete the list.

        First each document is opened, which checks a long one in part; then the long ones are checked fully.
        """
        waiting = [key for key in tuple(self.paths) if self._summaries[key].state == "waiting"]
        for look in (self.open, self.settled):
            for key in waiting:
                try:
                    if self._summaries[key].state == "waiting" or key in self._pending:
                        look(key)
                except Exception as error:  # one bad document must not stop the others
                    reason = str(error) if isinstance(error, AlignerError) else repr(error)
                    with self._lock:
                        self._summaries[key] = replace(self._summaries[key], state="failed", reason=reason)

    def open(self, key: str) -> Opened:
        """Return a document in its present state; a long one may be checked only in part.

        Raises:
            AlignerError: It can't be read; the message says why.
        """
        path = self.path(key)
        with self._lock:
            if key in self._opened:
                self._opened.move_to_end(key)
                return self._opened[key]
        aligner = self.aligner_of(key)
        made = opened(read_work(path, self.name_of(path), aligner), aligner)
        with self._lock:  # another window may have opened and changed it meanwhile
            return self._opened.get(key) or self._keep(key, made)

    def aligner_of(self, key: str) -> Aligner:
        """Return the aligner that reads and checks a document, with the project's rules for its file."""
        return self._aligner_for(str(self.path(key)))

    def prepare(self, key: str) -> None:
        """Make the JSON of the document now, so that the first change need not wait for it."""
        document = self.open(key)
        if not document.read:
            read = plain(document.work.read)
            with self._lock:
                if key in self._opened and not self._opened[key].read:
                    self._opened[key] = replace(self._opened[key], read=read)

    def change(self, key: str, revision: int, change: Change) -> Opened:
        """Make a change, write it to the work file, and return the document after it.

        Args:
            key: Key of the document.
            revision: The revision that the editor sees.
            change: A change as for `Work.changed`. To accept a finding, its id and the reason are enough.

        Raises:
            Outdated: Another window has changed the document meanwhile.
            InputError: The change does not fit the document, or can't be written.
        """
        with self._lock:  # changes are made one at a time
            before, aligner = self.open(key), self.aligner_of(key)
            if revision != before.work.revision:
                raise Outdated("another window changed this document meanwhile; here is how it stands now")
            _require_kind(change, aligner)
            work = before.work.changed(told_whole(change, before.alignment))
            made = after(before, work, aligner)
            made = replace(made, read=made.read or plain(work.read))
            write_work(work, self.path(key), made.read, made.source)
            return self._keep(key, made)

    def settled(self, key: str) -> Opened:
        """Check the whole document and return it.

        Raises:
            AlignerError: It can't be read.
        """
        while True:
            before = self.open(key)
            if not before.pending:
                return before
            made = settled(before, self.aligner_of(key))
            with self._lock:
                if self.open(key).version == before.version:  # else it was changed meanwhile
                    return self._keep(key, made)

    def add(self, name: str, content: bytes) -> str:
        """Write a new document into the folder of the desk, under an unused name, and return its key.

        Raises:
            InputError: It is too large, or can't be written.
        """
        if len(content) > LARGEST:
            raise InputError(f"{name}: {len(content)} bytes; at most {LARGEST} are taken")
        safe_name = _UNSAFE.sub("-", Path(name.replace("\\", "/")).name).strip(". ")[:120] or "page.txt"
        wanted = Path(safe_name)
        if wanted.suffix.lower() not in PAGES | FORMATS.keys():
            wanted = Path(f"{safe_name}.txt")
        with self._lock:
            path, number = self.root / wanted, 1
            while path.exists() or work_file(path).exists():
                number += 1
                path = self.root / f"{wanted.stem}-{number}{wanted.suffix}"
            write_whole(path, content)
            return self._put(path)

    def add_texts(self, name: str, source: str, target: str) -> str:
        """Align two texts, add the alignment as a document, and return its key.

        Raises:
            InputError: One of the texts is empty, or the alignment can't be written.
        """
        if not source.strip() or not target.strip():
            raise InputError("source, target: two texts are needed, the original and its translation")
        alignment = replace(self._usual.align(source, target), document=name)
        return self.add(f"{Path(name).stem or 'texts'}.json", plain(alignment).encode())

    def find(self, sought: str) -> list[tuple[str, int, str]]:
        """Return the pairs that contain a text, in all documents read so far.

        Returns:
            For each pair the key of its document, its number from 1, and the beginning of its texts. Case is
            ignored.
        """
        wanted = sought.casefold()
        with self._lock:
            texts = list(self._texts.items())
        return [
            (key, number, text[:300])
            for key, pairs in texts
            for number, text in enumerate(pairs, 1)
            if wanted in text.casefold()
        ]

    def _keep(self, key: str, document: Opened) -> Opened:
        """Store the present state of a document under a new version, and return it with that version."""
        accepted = document.work.state.accepted
        left = Counter(
            mismatch.severity
            for mismatch in document.alignment.mismatches
            if not is_accepted(mismatch, accepted.keys())
        )
        summary = Summary(
            key,
            self.name_of(self.paths[key]),
            state="read",
            pairs=sum(bool(pair.source and pair.target) for pair in document.alignment),
            unmatched=sum(not (pair.source and pair.target) for pair in document.alignment),
            severities={str(severity): number for severity, number in left.items()},
            accepted=len(accepted),
            changes=document.work.done,
            title=title_of(document.alignment)[0],
        )
        with self._lock:
            document = replace(document, version=next(self._versions))
            (self._pending.add if document.pending else self._pending.discard)(key)
            self._summaries[key] = summary
            self._texts[key] = tuple(
                f"{pair.source_text} | {pair.target_text}" for pair in document.alignment
            )
            self._opened[key] = document
            self._opened.move_to_end(key)
            while len(self._opened) > MOST_OPEN:
                self._opened.popitem(last=False)
        return document


def _require_kind(change: Change, aligner: Aligner) -> None:
    """Raise an error if a change dismisses an unknown kind.

    Raises:
        InputError: No check finds this kind.
    """
    if isinstance(change, Mapping) and change.get("do") == "dismiss":
        known = known_kinds(aligner.checks or ())
        if change.get("kind") not in known:
            raise InputError(f"kind: {change.get('kind')!r} is no kind; there are {', '.join(known)}")
