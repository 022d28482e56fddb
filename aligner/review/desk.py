"""Which documents lie on the desk, what is known of each, and changes to them, one after the other.

What is dropped into the browser gets a name that no file has.
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

# So many documents stay in memory once they were opened.
MOST_OPEN = 32
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class Outdated(AlignerError):
    """A change was made to a state that is no longer the newest: somebody else changed it meanwhile."""


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
        aligner_for: Gives the aligner of a file, where a project has rules of its own; else one of the
            settings.
        leaves_out: Says which files of a folder are not wanted.

    Raises:
        InputError: A path leads nowhere.
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
        self._texts: dict[str, tuple[str, ...]] = {}  # of the pairs of all documents that were read
        self._pending: set[str] = set()  # documents of which only a part was checked so far
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
        """Read what was not read yet, one document after the other, so that the list can tell of all.

        What takes long to check comes after all others were read.
        """
        waiting = [key for key in tuple(self.paths) if self._summaries[key].state == "waiting"]
        for look in (self.open, self.settled):
            for key in waiting:
                try:
                    if self._summaries[key].state == "waiting" or key in self._pending:
                        look(key)
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
        aligner = self.aligner_of(key)
        made = opened(read_work(path, self.name_of(path), aligner), aligner)
        with self._lock:  # another window may have opened and changed it meanwhile
            return self._opened.get(key) or self._keep(key, made)

    def aligner_of(self, key: str) -> Aligner:
        """What reads and checks a document: by the rules of the project for its file."""
        return self._aligner_for(str(self.path(key)))

    def prepare(self, key: str) -> None:
        """Do what the first change would have to wait for."""
        one = self.open(key)
        if not one.read:
            read = plain(one.work.read)
            with self._lock:
                if key in self._opened and not self._opened[key].read:
                    self._opened[key] = replace(self._opened[key], read=read)

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
        """The document with all of it checked, once that is done.

        Raises:
            AlignerError: It can't be read.
        """
        while True:
            before = self.open(key)
            if not before.pending:
                return before
            made = settled(before, self.aligner_of(key))
            with self._lock:
                if self.open(key).version == before.version:  # else somebody went on meanwhile
                    return self._keep(key, made)

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
        alignment = replace(self._usual.align(source, target), document=name)
        return self.add(f"{Path(name).stem or 'texts'}.json", plain(alignment).encode())

    def find(self, sought: str) -> list[tuple[str, int, str]]:
        """Pairs that hold a text, in all documents that were read: key, number from 1, text of each."""
        wanted = sought.casefold()
        with self._lock:
            texts = list(self._texts.items())
        return [
            (key, number, text[:300])
            for key, pairs in texts
            for number, text in enumerate(pairs, 1)
            if wanted in text.casefold()
        ]

    def _keep(self, key: str, one: Opened) -> Opened:
        accepted = one.work.state.accepted
        left = Counter(m.severity for m in one.alignment.mismatches if not is_accepted(m, accepted.keys()))
        summary = Summary(
            key,
            self.name_of(self.paths[key]),
            state="read",
            pairs=sum(bool(pair.source and pair.target) for pair in one.alignment),
            unmatched=sum(not (pair.source and pair.target) for pair in one.alignment),
            severities={str(severity): number for severity, number in left.items()},
            accepted=len(accepted),
            changes=one.work.done,
            title=title_of(one.alignment)[0],
        )
        with self._lock:
            one = replace(one, version=next(self._versions))
            (self._pending.add if one.pending else self._pending.discard)(key)
            self._summaries[key] = summary
            self._texts[key] = tuple(f"{pair.source_text} | {pair.target_text}" for pair in one.alignment)
            self._opened[key] = one
            self._opened.move_to_end(key)
            while len(self._opened) > MOST_OPEN:
                self._opened.popitem(last=False)
        return one


def _require_kind(change: Change, aligner: Aligner) -> None:
    """See to it that a kind to be dismissed is one that is looked for.

    Raises:
        InputError: No check finds it.
    """
    if isinstance(change, Mapping) and change.get("do") == "dismiss":
        known = known_kinds(aligner.checks or ())
        if change.get("kind") not in known:
            raise InputError(f"kind: {change.get('kind')!r} is no kind; there are {', '.join(known)}")
