"""A run over a corpus, from the inputs to the output, the summary and the report."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from aligner.aligner import Aligner
from aligner.checks import KINDS
from aligner.corpus import card
from aligner.corpus.forms import form_of
from aligner.corpus.inputs import STDIN, Entry, File, InputChanged, digested, entries, find_files
from aligner.corpus.journal import Journal, discard, forget, part_files
from aligner.corpus.outputs import CorpusOutput, output_for
from aligner.corpus.record import AlignEntry, Record
from aligner.corpus.skipped import skipped
from aligner.corpus.summary import Summary
from aligner.corpus.training import PairRows, Training
from aligner.formats.jsonl import dumps
from aligner.formats.whole import keep_foreign, whole_files, write_whole
from aligner.lexicon import learn_lexicon
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import InputError, SettingsError
from aligner.model.lexicon import Lexicon
from aligner.model.settings import Settings
from aligner.model.text import Sentence, Span
from aligner.model.version import __version__
from aligner.pairs import direction
from aligner.pipelines.documents import recorded
from aligner.pipelines.pipe import batched
from aligner.pipelines.workers import Workers

_log = logging.getLogger("aligner")

# Documents that a worker gets at once. Fewer than `pipe` hands out: what is under way is lost with a kill.
BATCH = 8

# Documents that a lexicon is learnt from. What is counted grows with them, to some gigabytes for a million,
# while the words that are worth learning come early.
LEARNT_FROM = 10_000

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
        least_confidence: Pairs below it are left out of the output and of all counts; of pairs for training
            the filters say it instead.
        largest: Bytes of a document beyond which it is not read.
        learn: Whether a lexicon is learnt from the corpus in a first pass.
        report: Folder for a report, for the browser, of the worst documents: `index.html`.
        worst: How many.
        restart: Whether what an earlier run had done is thrown away.
        slim: Whether evidence and page are left out of JSON lines.
        write_lexicon: File for the words learnt, if any.
        training: Asks for a row a pair, as training data; None for documents.
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
    slim: bool = False
    write_lexicon: Path | None = None
    training: Training | None = None


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
    output = output_of(corpus)
    if corpus.write_lexicon and not corpus.learn:
        raise SettingsError("--write-lexicon keeps what --learn learns; give --learn too")
    if corpus.learn and corpus.settings.lexicon:
        raise SettingsError("--learn takes the place of --lexicon; give one of them")
    if corpus.learn and STDIN in corpus.inputs:
        raise InputError("standard input can't be read twice, which --learn does; put it into a file")
    # What can be wrong with the outputs is told before the hours of work, not behind them.
    written = written_by(corpus)
    keep_foreign(*written)
    if corpus.report:
        _make(corpus.report)
    journals = [_beside(corpus, name) for name in (_ALIGNING, _LEARNING)]
    apart = [*written, *journals, *(part for path in journals for part in part_files(path))]
    found = find_files(corpus.inputs, apart=apart)
    total = sum(file.size for file in found)
    files = digested(found, lambda done: progress("reading", 0, done, total))
    _log.info("corpus: %d files, %d bytes", len(files), total)
    if corpus.restart:
        for path in journals:
            forget(path)
    request = _request(corpus, files)
    settings = corpus.settings
    if corpus.learn:
        lexicon = _learnt(corpus, request, files, progress)
        if corpus.write_lexicon:
            lexicon.save(corpus.write_lexicon)
        settings = replace(settings, lexicon=lexicon)
        request["lexicon"] = _digest(settings)
    summary = _aligned(corpus, Aligner(settings), output, request, files, progress)
    summary.skipped = skipped(corpus.inputs, found, apart)
    passed = ([place, "nothing in its name says that it is text"] for place in summary.skipped)
    _write_table(_beside(corpus, _SKIPPED), ["place", "reason"], passed)
    for path in journals:
        discard(path)
    return summary


def _aligned(
    corpus: Corpus,
    aligner: Aligner,
    output: CorpusOutput,
    request: dict[str, Any],
    files: list[File],
    progress: Progress,
) -> Summary:
    """Align all documents and write what comes of them; the journal is left."""
    task = AlignEntry(
        aligner, output, corpus.largest, corpus.least_confidence, keep=corpus.report is not None
    )
    streams = output.streams + (corpus.report is not None)
    with Journal(_beside(corpus, _ALIGNING), request, streams) as journal:
        if journal.done:
            _log.info("corpus: going on after %d documents", journal.done)
        _advance(corpus, task, journal, _documents(corpus, files), _told(progress, "aligning", files))
        summary = Summary(corpus.worst if corpus.report else 0)
        for record in journal.records():
            summary.count(record)
        failures = ([one.name, one.place, one.error] for one in journal.records() if one.error)
        _write_table(_beside(corpus, _FAILURES), ["document", "place", "reason"], failures)
        if corpus.report:
            _write_report(corpus.report, journal.parts[-1], summary.worst_records(journal.records()))
        journal.seal()
        summary.written = output.write(journal.parts[: output.streams], corpus.output)
        if corpus.training and corpus.training.card:
            _write_card(corpus, corpus.training, summary)
    return summary


def output_of(corpus: Corpus) -> CorpusOutput:
    """The kind of file that is asked for.

    Raises:
        InputError: No kind has the suffix.
        SettingsError: It can't be slim.
        MissingExtraError: Something is not installed that is needed to write it.
    """
    if corpus.training:
        form_of(corpus.output)
        return PairRows(corpus.training)
    return output_for(corpus.output, slim=corpus.slim)


_ALIGNING, _LEARNING = "journal", "learning"
_FAILURES, _SKIPPED = "failures.tsv", "skipped.tsv"
_REPORT = "index.html"  # in the folder of the report


def _beside(corpus: Corpus, name: str) -> Path:
    return corpus.output.with_name(f"{corpus.output.name}.{name}")


def written_by(corpus: Corpus) -> list[Path]:
    """The files that a run leaves behind."""
    report = [corpus.report / _REPORT] if corpus.report else []
    beside = [_card(corpus)] if corpus.training and corpus.training.card else []
    tables = [_beside(corpus, name) for name in (_FAILURES, _SKIPPED)]
    words = [corpus.write_lexicon] if corpus.write_lexicon else []
    return [*output_of(corpus).files(corpus.output), *tables, *report, *beside, *words]


def _card(corpus: Corpus) -> Path:
    return corpus.output.with_name(card.NAME)


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

    with Workers(task, corpus.jobs) as workers:
        for results in batched(workers.run(batched(handed(), BATCH)), BATCH):
            done, sent[: len(results)] = sent[: len(results)], []
            journal.add(*(_record(task, *pair) for pair in zip(done, results, strict=True)))
            told(len(results), done[-1].consumed)


def _record(task: AlignEntry, entry: Entry, result: Record | Exception) -> Record:
    return task.failed(entry.place, recorded(result)) if isinstance(result, Exception) else result


def _told(progress: Progress, name: str, files: Iterable[File]) -> Callable[[int, int], None]:
    total = sum(file.size for file in files)
    done = 0

    def told(more: int, consumed: int) -> None:
        nonlocal done
        done += more
        progress(name, done, consumed, total)

    return told


@dataclass(frozen=True)
class _PairTexts(CorpusOutput):
    """What the first pass keeps: the texts of the pairs that a lexicon is learnt from."""

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        pairs = [[pair.source_text, pair.target_text, pair.confidence] for pair in alignment]
        line = dumps([alignment.source_language, alignment.target_language, pairs])
        return (line.encode() + b"\n",)


def _learnt(corpus: Corpus, request: dict[str, Any], files: list[File], progress: Progress) -> Lexicon:
    """The lexicon of a first pass without checks."""
    aligner = Aligner(replace(corpus.settings, ignore=frozenset(KINDS)))
    task = AlignEntry(aligner, _PairTexts(), corpus.largest)
    with Journal(_beside(corpus, _LEARNING), request, _PairTexts.streams) as journal:
        documents = islice(_documents(corpus, files), LEARNT_FROM)
        _advance(corpus, task, journal, documents, _told(progress, "learning", files))
        with journal.parts[0].open("rb") as lines:
            lexicon = learn_lexicon(map(_stored, lines))
    _log.info("%d words learnt", len(lexicon.translations))
    return lexicon


def _stored(line: bytes) -> Alignment:
    source, target, pairs = json.loads(line)
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


def _write_table(path: Path, header: list[str], rows: Iterator[list[str]]) -> None:
    """A table of documents or files that are not in the output; none if there are no rows."""
    from aligner.formats.table import tsv_text

    first = next(rows, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    with whole_files(path) as (file,):
        for row in chain([header, first], rows):
            file.write(tsv_text([row]).encode("utf-8", "replace"))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{folder}: the folder can't be made: {reason}") from error


def _write_report(folder: Path, kept: Path, records: Iterable[Record]) -> None:
    """The report for the browser of documents whose alignments stand in the file of the last part."""
    from aligner.report.html import html_report

    with kept.open("rb") as file:
        page = html_report(_kept(file, record) for record in records)
    write_whole(folder / _REPORT, page.encode("utf-8", "replace"))


def _kept(file: BinaryIO, record: Record) -> Alignment:
    start, end = record.spans[-1]
    file.seek(start)
    return Alignment.from_dict(json.loads(file.read(end - start)))


def _write_card(corpus: Corpus, training: Training, summary: Summary) -> None:
    """The data card; `keep_foreign` has seen to it that no other file of its name is there."""
    counts = {**summary.lost, **summary.written}
    documents = summary.documents - summary.failed
    text = card.card_text(corpus.output, training, summary.pairs, documents, counts)
    write_whole(_card(corpus), text.encode("utf-8", "replace"))


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
        "--slim": corpus.slim,
        "--pairs": corpus.training is not None,
        # What is done at the end, with all rows, may be another the next time.
        "--min-confidence, --drop or --max-length-ratio": _of_documents(corpus.training),
    }


def _of_documents(training: Training | None) -> list[object]:
    if training is None:
        return []
    filters = training.filters
    return [filters.least_confidence, filters.drop, filters.most_length_ratio]


def _digest(settings: Settings) -> str:
    plain = Alignment(*direction(), (), settings=settings).to_dict()["settings"]
    return sha256(dumps(plain).encode()).hexdigest()[:16]
