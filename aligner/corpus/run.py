"""A run over a corpus, from the inputs to the output, the summary and the report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from aligner.aligner import Aligner
from aligner.checks import KINDS
from aligner.corpus.files import STDIN, File, digested, find_files
from aligner.corpus.inputs import Entry, entries
from aligner.corpus.journal import Journal, forget
from aligner.corpus.outputs import files_of, output_for
from aligner.corpus.record import AlignEntry, Record
from aligner.corpus.summary import Summary
from aligner.corpus.unpacking import InputChanged
from aligner.formats.jsonl import dumps
from aligner.formats.whole import keep_foreign, whole_files, write_whole
from aligner.lexicon import learn_lexicon
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import AlignerError, InputError
from aligner.model.lexicon import Lexicon
from aligner.model.settings import Settings
from aligner.model.text import Sentence, Span
from aligner.model.version import __version__
from aligner.pairs import direction
from aligner.pipelines.bounds import Bounds, in_memory
from aligner.pipelines.documents import recorded
from aligner.pipelines.pipe import batched
from aligner.pipelines.workers import Workers

T = TypeVar("T")

# Documents that a worker gets at once. Fewer than `pipe` hands out: what is under way is lost with a kill.
BATCH = 8

# Documents that a lexicon is learnt from. What is counted grows with them, to some gigabytes for a million,
# while the words that are worth learning come early.
LEARNT_FROM = 10_000

# The longest that was met is 22 s: one line of two million characters, where 5 MB are the limit.
SECONDS = 600.0
# A process takes .2 GB, and .3 more for a page at the limit of 5 MB.
MEMORY = 4 * 10**9

# Called with the pass (`reading`, `learning` or `aligning`), documents done, bytes consumed and bytes in all.
Progress = Callable[[str, int, int, int], None]


@dataclass(frozen=True)
class Corpus:
    """What a run is asked for.

    Attributes:
        inputs: Files, folders, patterns, `-`; see `aligner.corpus.inputs`.
        output: The file to write; its suffix is one of `aligner.corpus.outputs.OUTPUTS`.
        settings: Of the aligner.
        jobs: Worker processes.
        shard: Which part of how many: of (i, n) every n-th document, from the i-th on, both from 1.
        least_confidence: Pairs below it are left out of the output and of all counts.
        largest: Bytes of a document beyond which it is not read.
        learn: Whether a lexicon is learnt from the corpus in a first pass.
        report: Folder for a report, for the browser, of the worst documents: `index.html`.
        worst: How many.
        restart: Whether what an earlier run had done is thrown away.
        follow_links: Whether symbolic links inside of folders and patterns are read; else each is a failure.
        seconds: Of the processor, after which a document is a failure.
        memory: Bytes that each process may take; what needs more is a failure.
    """

    inputs: tuple[str, ...]
    output: Path
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    shard: tuple[int, int] = (1, 1)
    least_confidence: float = 0.0
    largest: int = 5_000_000
    learn: bool = False
    report: Path | None = None
    worst: int = 20
    restart: bool = False
    follow_links: bool = False
    seconds: float | None = SECONDS
    memory: int | None = MEMORY

    @property
    def bounds(self) -> Bounds:
        """What each process may spend."""
        return Bounds(self.seconds, self.memory)


def run(corpus: Corpus, progress: Progress) -> Summary:
    """Align a corpus and write it; a run that was killed is taken up where it was.

    Returns:
        What came of it.

    Raises:
        InputError: The inputs mean nothing, the output can't be written or would replace a file that
            aligner did not write, or the journal beside it belongs to a run that was asked for something
            else.
        MissingExtraError: A format needs an extra that is not installed.
    """
    with in_memory(corpus.bounds.memory):
        return _run(corpus, progress)


def _run(corpus: Corpus, progress: Progress) -> Summary:
    output = output_for(corpus.output)
    if corpus.learn and STDIN in corpus.inputs:
        raise InputError("standard input can't be read twice, which --learn does; put it into a file")
    # What can be wrong with the outputs is told before the hours of work, not behind them.
    written = _written(corpus)
    keep_foreign(*written)
    if corpus.report:
        _make(corpus.report)
    journals = [_beside(corpus, name) for name in (_ALIGNING, _LEARNING)]
    found = find_files(corpus.inputs, [*written, *journals], follow_links=corpus.follow_links)
    total = sum(file.size for file in found)
    files = digested(found, lambda done: progress("reading", 0, done, total))
    if corpus.restart:
        for path in journals:
            forget(path)
    request = _request(corpus, files)
    settings = corpus.settings
    if corpus.learn:
        settings = replace(settings, lexicon=_learnt(corpus, request, files, progress))
        request["lexicon"] = _digest(settings)
    aligner = Aligner(settings)
    task = AlignEntry(
        aligner, output, corpus.largest, corpus.least_confidence, keep=corpus.report is not None
    )
    with Journal(journals[0], request) as journal:
        _advance(corpus, task, journal, _documents(corpus, files), _told(progress, "aligning", files))
        summary = Summary(corpus.worst if corpus.report else 0, note=journal.damage)
        for record in journal.records():
            summary.count(record)
        output.write(journal.records, corpus.output)
        _write_failures(corpus, journal, summary)
        if corpus.report:
            _write_report(corpus.report, summary.worst_records(journal.records()))
    for path in journals:
        path.unlink(missing_ok=True)
    return summary


_ALIGNING, _LEARNING, _FAILURES = "journal", "learning", "failures.tsv"
_REPORT = "index.html"  # in the folder of the report


def _beside(corpus: Corpus, name: str) -> Path:
    return corpus.output.with_name(f"{corpus.output.name}.{name}")


def _written(corpus: Corpus) -> list[Path]:
    """The files that a run leaves behind."""
    report = [corpus.report / _REPORT] if corpus.report else []
    return [*files_of(corpus.output), _beside(corpus, _FAILURES), *report]


def _documents(corpus: Corpus, files: Iterable[File]) -> Iterator[Entry]:
    """The documents of the shard; that an input changed concerns whoever sees it, and is no document."""
    number, count = corpus.shard
    place = 0
    for entry in entries(files, corpus.largest):
        changed = isinstance(entry.content, InputChanged)
        if changed or place % count == number - 1:
            yield entry
        place += not changed


def _advance(
    corpus: Corpus,
    task: AlignEntry,
    journal: Journal,
    documents: Iterator[Entry],
    told: Callable[[int, int], None],
) -> None:
    """Do what the journal lacks."""
    for before in journal.records():
        entry = next(documents, None)
        if entry is None or before.place != entry.place:
            raise InputError(
                f"{journal.path}: has {before.place} where the inputs now have"
                f" {entry.place if entry else 'nothing'}; if they were changed on purpose, give --restart to"
                " begin anew"
            )
        told(0, entry.consumed)
    sent: list[Entry] = []

    def handed() -> Iterator[Entry]:
        for entry in documents:
            sent.append(entry)
            yield entry

    with Workers(task, corpus.jobs, corpus.bounds) as workers:
        for lines in batched(workers.run(_batches(handed(), corpus.largest)), BATCH):
            done, sent[: len(lines)] = sent[: len(lines)], []
            journal.add(*(_line(task, *pair) for pair in zip(done, lines, strict=True)))
            told(len(lines), done[-1].consumed)


def _batches(documents: Iterable[Entry], largest: int) -> Iterator[list[Entry]]:
    """What is handed out at once: a few documents, fewer where they are large, as all are held in memory."""
    batch: list[Entry] = []
    size = 0
    for entry in documents:
        batch.append(entry)
        size += entry.size
        if len(batch) == BATCH or size > largest:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _line(task: AlignEntry, entry: Entry, result: bytes | Exception) -> bytes:
    return task.failed(entry.place, recorded(result)).line() if isinstance(result, Exception) else result


def _told(progress: Progress, name: str, files: Iterable[File]) -> Callable[[int, int], None]:
    total = sum(file.size for file in files)
    done = 0

    def told(more: int, consumed: int) -> None:
        nonlocal done
        done += more
        progress(name, done, consumed, total)

    return told


@dataclass(frozen=True)
class _PairTexts:
    """What the first pass keeps: the texts of the pairs that a lexicon is learnt from."""

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        pairs = [[pair.source_text, pair.target_text, pair.confidence] for pair in alignment]
        return (dumps([alignment.source_language, alignment.target_language, pairs]),)

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        return ()


def _learnt(corpus: Corpus, request: dict[str, Any], files: list[File], progress: Progress) -> Lexicon:
    """The lexicon of a first pass without checks."""
    aligner = Aligner(replace(corpus.settings, ignore=frozenset(KINDS)))
    task = AlignEntry(aligner, _PairTexts(), corpus.largest)
    with Journal(_beside(corpus, _LEARNING), request) as journal:
        documents = islice(_documents(corpus, files), LEARNT_FROM)
        _advance(corpus, task, journal, documents, _told(progress, "learning", files))
        return learn_lexicon(_stored(record) for record in journal.records() if not record.error)


def _stored(record: Record) -> Alignment:
    source, target, pairs = json.loads(record.parts[0])
    return Alignment(
        source,
        target,
        tuple(
            Pair(_given(left), _given(right), Bead(range(bool(left)), range(bool(right))), confidence)
            for left, right, confidence in pairs
        ),
    )


def _given(text: str) -> tuple[Sentence, ...]:
    return (Sentence(text, Span(0, len(text))),) if text else ()


def _write_failures(corpus: Corpus, journal: Journal, summary: Summary) -> None:
    """A table of what could not be aligned; none if all could."""
    from aligner.formats.cells import tsv_text

    path = _beside(corpus, _FAILURES)
    if not summary.failures:
        path.unlink(missing_ok=True)
        return
    with whole_files(path) as (file,):
        file.write(tsv_text([["document", "place", "reason"]]).encode())
        for record in journal.records():
            if record.error:
                row = tsv_text([[record.name, record.place, record.error]])
                file.write(row.encode("utf-8", "replace"))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{folder}: the folder can't be made: {reason}") from error


def _write_report(folder: Path, records: Iterable[Record]) -> None:
    """The report for the browser of documents whose records hold their alignments."""
    from aligner.report.html import html_report

    page = html_report(Alignment.from_dict(json.loads(record.parts[-1])) for record in records)
    write_whole(folder / _REPORT, page.encode("utf-8", "replace"))


def _request(corpus: Corpus, files: list[File]) -> dict[str, Any]:
    """All that decides what the journal and the output hold, for the head of the journal."""
    inputs = sha256()
    for file in files:
        inputs.update(dumps([file.path, file.size, file.digest]).encode())
    return {
        "version": __version__,
        "inputs": f"{len(files)} files {inputs.hexdigest()[:16]}",
        "settings": _digest(corpus.settings),
        "suffix": corpus.output.suffix.lower(),
        "--shard": list(corpus.shard),
        "--min-confidence": corpus.least_confidence,
        "--largest": corpus.largest,
        "--learn": corpus.learn,
        "--report": corpus.report is not None,
        "--seconds": corpus.seconds,
        "--memory": corpus.memory,
    }


def _digest(settings: Settings) -> str:
    plain = Alignment(*direction(), (), settings=settings).to_dict()["settings"]
    return sha256(dumps(plain).encode()).hexdigest()[:16]
