"""Runs over a corpus, from the inputs to the output, the summary and the report."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from aligner.aligner import Aligner
from aligner.checks import KINDS
from aligner.corpus import card
from aligner.corpus.files import STDIN, File, digested, find_files
from aligner.corpus.inputs import Entry, entries
from aligner.corpus.journal import Journal, discard, forget, part_files
from aligner.corpus.outputs import CorpusOutput
from aligner.corpus.record import AlignEntry, Record
from aligner.corpus.request import (
    ALIGNING,
    FAILURES,
    LEARNING,
    REPORT,
    SKIPPED,
    Corpus,
    beside,
    card_beside,
    digest_of_settings,
    output_of,
    request_of,
    written_by,
)
from aligner.corpus.skipped import skipped
from aligner.corpus.summary import Summary
from aligner.corpus.training import Training
from aligner.corpus.unpacking import InputChanged
from aligner.formats.jsonl import dumps
from aligner.formats.whole import keep_foreign, make_folders, whole_files, write_whole
from aligner.lexicon import learn_lexicon
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import InputError, SettingsError
from aligner.model.lexicon import Lexicon
from aligner.model.text import Sentence, Span
from aligner.pipelines.bounds import in_memory
from aligner.pipelines.documents import recorded
from aligner.pipelines.pipe import batched
from aligner.pipelines.workers import Workers

_log = logging.getLogger("aligner")

# Documents that a worker gets at once. Fewer than in `pipe`, since documents under way are lost with a kill.
BATCH = 8

# Documents that a lexicon is learnt from. The memory for counts grows with them, to some gigabytes for a
# million, while the words that are worth learning come early.
LEARNT_FROM = 10_000

# Called with the pass (`reading`, `learning` or `aligning`), documents done, bytes consumed and bytes in all.
Progress = Callable[[str, int, int, int], None]


def run(corpus: Corpus, progress: Progress) -> Summary:
    """Align a corpus and write it. A run that was killed is continued where it stopped.

    Returns:
        The counts of the run.

    Raises:
        InputError: The inputs match nothing; the output can't be written or would replace a file that aligner
            did not write; or the journal beside it belongs to a run that was asked for something else.
        MissingExtraError: A format needs an extra that is not installed.
    """
    with in_memory(corpus.bounds.memory):
        return _run(corpus, progress)


def _run(corpus: Corpus, progress: Progress) -> Summary:
    output = output_of(corpus)
    if corpus.write_lexicon and not corpus.learn:
        raise SettingsError("--write-lexicon keeps what --learn learns; give --learn too")
    if corpus.learn and corpus.settings.lexicon:
        raise SettingsError("--learn takes the place of --lexicon; give one of them")
    if corpus.learn and STDIN in corpus.inputs:
        raise InputError("standard input can't be read twice, which --learn does; put it into a file")
    # Errors about the outputs are reported before hours of work, not after them.
    written = written_by(corpus)
    keep_foreign(*written)
    make_folders(*written)
    journals = [beside(corpus, name) for name in (ALIGNING, LEARNING)]
    apart = [*written, *journals, *(part for path in journals for part in part_files(path))]
    named_files = find_files(corpus.inputs, apart, follow_links=corpus.follow_links)
    total = sum(file.size for file in named_files)
    files = digested(named_files, lambda done: progress("reading", 0, done, total))
    _log.info("corpus: %d files, %d bytes", len(files), total)
    if corpus.restart:
        for path in journals:
            forget(path)
    request = request_of(corpus, files)
    settings = corpus.settings
    if corpus.learn:
        lexicon = _learnt(corpus, request, files, progress)
        if corpus.write_lexicon:
            lexicon.save(corpus.write_lexicon)
        settings = replace(settings, lexicon=lexicon)
        request["lexicon"] = digest_of_settings(settings)
    summary = _aligned(corpus, Aligner(settings), output, request, files, progress)
    summary.skipped = skipped(corpus.inputs, named_files, apart, follow_links=corpus.follow_links)
    passed = ([place, "nothing in its name says that it is text"] for place in summary.skipped)
    _write_table(beside(corpus, SKIPPED), ["place", "reason"], passed)
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
    """Align all documents and write the output; the journal is left in place."""
    task = AlignEntry(
        aligner, output, corpus.largest, corpus.least_confidence, keep=corpus.report is not None
    )
    streams = output.streams + (corpus.report is not None)
    with Journal(beside(corpus, ALIGNING), request, streams) as journal:
        before = f"going on after {journal.done:,} documents of an earlier run" if journal.done else ""
        if before:
            _log.info("corpus: %s", before)
        _advance(corpus, task, journal, _documents(corpus, files), _counting(progress, "aligning", files))
        summary = Summary(
            corpus.worst if corpus.report else 0, note="; ".join(filter(None, (before, journal.damage)))
        )
        for record in journal.records():
            summary.count(record)
        failures = ([failed.name, failed.place, failed.error] for failed in journal.records() if failed.error)
        _write_table(beside(corpus, FAILURES), ["document", "place", "reason"], failures)
        if corpus.report:
            _write_report(corpus.report, journal.parts[-1], summary.worst_records(journal.records()))
        journal.seal()
        summary.written = output.write(journal.parts[: output.streams], corpus.output)
        if corpus.training and corpus.training.card:
            _write_card(corpus, corpus.training, summary)
    return summary


def _documents(corpus: Corpus, files: Iterable[File]) -> Iterator[Entry]:
    """Yield the documents of the shard. A changed input is reported in every shard and is no document."""
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
    on_progress: Callable[[int, int], None],
) -> None:
    """Align the documents that the journal does not have yet."""
    for before in journal.records():
        entry = next(documents, None)
        if entry is None or before.place != entry.place:
            raise InputError(
                f"{journal.path}: has {before.place} where the inputs now have"
                f" {entry.place if entry else 'nothing'}; if they were changed on purpose, give --restart to"
                " begin anew"
            )
        on_progress(0, entry.consumed)
    sent: list[Entry] = []

    def handed() -> Iterator[Entry]:
        for entry in documents:
            sent.append(entry)
            yield entry

    with Workers(task, corpus.jobs, corpus.bounds) as workers:
        for results in batched(workers.run(_batches(handed(), corpus.largest)), BATCH):
            done, sent[: len(results)] = sent[: len(results)], []
            journal.add(*(_record(task, *pair) for pair in zip(done, results, strict=True)))
            on_progress(len(results), done[-1].consumed)


def _batches(documents: Iterable[Entry], largest: int) -> Iterator[list[Entry]]:
    """Group entries for the workers: a few documents, fewer if they are large, as all are held in memory."""
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


def _record(task: AlignEntry, entry: Entry, result: Record | Exception) -> Record:
    return task.failed(entry.place, recorded(result)) if isinstance(result, Exception) else result


def _counting(progress: Progress, name: str, files: Iterable[File]) -> Callable[[int, int], None]:
    total = sum(file.size for file in files)
    done = 0

    def on_progress(more: int, consumed: int) -> None:
        nonlocal done
        done += more
        progress(name, done, consumed, total)

    return on_progress


@dataclass(frozen=True)
class _PairTexts(CorpusOutput):
    """The output of the first pass: the texts of the pairs from which a lexicon is learnt."""

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        pairs = [[pair.source_text, pair.target_text, pair.confidence] for pair in alignment]
        line = dumps([alignment.source_language, alignment.target_language, pairs])
        return (line.encode() + b"\n",)


def _learnt(corpus: Corpus, request: dict[str, Any], files: list[File], progress: Progress) -> Lexicon:
    """Learn a lexicon in a first pass, which runs no checks."""
    aligner = Aligner(replace(corpus.settings, ignore=frozenset(KINDS)))
    task = AlignEntry(aligner, _PairTexts(), corpus.largest)
    with Journal(beside(corpus, LEARNING), request, _PairTexts.streams) as journal:
        documents = islice(_documents(corpus, files), LEARNT_FROM)
        _advance(corpus, task, journal, documents, _counting(progress, "learning", files))
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
    """Write a table of documents or files that are not in the output; no file if there are no rows."""
    from aligner.formats.cells import tsv_text

    first = next(rows, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    with whole_files(path) as (file,):
        for row in chain([header, first], rows):
            file.write(tsv_text([row]).encode("utf-8", "replace"))


def _write_report(folder: Path, kept: Path, records: Iterable[Record]) -> None:
    """Write the report for the browser from the alignments in the file of the last part."""
    from aligner.report.html import html_report

    with kept.open("rb") as file:
        page = html_report(_kept(file, record) for record in records)
    write_whole(folder / REPORT, page.encode("utf-8", "replace"))


def _kept(file: BinaryIO, record: Record) -> Alignment:
    start, end = record.spans[-1]
    file.seek(start)
    return Alignment.from_dict(json.loads(file.read(end - start)))


def _write_card(corpus: Corpus, training: Training, summary: Summary) -> None:
    """Write the data card; `keep_foreign` has made sure that no other file has its name."""
    counts = {**summary.lost, **summary.written}
    documents = summary.documents - summary.failed
    text = card.card_text(corpus.output, training, summary.pairs, documents, counts)
    write_whole(card_beside(corpus), text.encode("utf-8", "replace"))
