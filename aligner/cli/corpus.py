"""The command for collections: `corpus`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.app import UNUSABLE, app, judge
from aligner.cli.options import CheckingOptions, sharing
from aligner.cli.streams import complain, prepare_outputs
from aligner.cli.training import TrainingOptions
from aligner.model.errors import SettingsError

if TYPE_CHECKING:
    from aligner.corpus.request import Corpus
    from aligner.corpus.run import Progress
    from aligner.model.mismatch import Severity
    from aligner.model.settings import Settings

# Seconds between two lines of progress if stderr is no terminal, as in the log of a batch job.
_SECONDS = 60


@dataclass(frozen=True)
class ReadingOptions:
    """Options for reading the inputs, and limits of a document."""

    largest: Annotated[
        float, typer.Option(min=0.001, metavar="MB", help="Documents that are larger are passed over.")
    ] = 5
    seconds: Annotated[
        float, typer.Option(min=0.1, help="A document that takes longer on a processor is passed over.")
    ] = 600
    memory: Annotated[
        float,
        typer.Option(min=1, metavar="GB", help="What each process may take; what needs more is passed over."),
    ] = 4
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Read symbolic links in folders, wherever they lead.")
    ] = False


@dataclass(frozen=True)
class RunOptions:
    """Options of the run: number of processes, part of the inputs, and whether to start again."""

    jobs: Annotated[int, typer.Option(help="Worker processes; -1 is one for each core.")] = -1
    shard: Annotated[str, typer.Option(metavar="I/N", help="Only every n-th document, from the i-th on.")] = (
        "1/1"
    )
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what an earlier, killed run has done.")
    ] = False


@dataclass(frozen=True)
class WordOptions:
    """Options for words that the ladder uses in addition to its own lexicon."""

    learn: Annotated[
        bool, typer.Option("--learn", help="Align twice, with the words learnt from the first pass.")
    ] = False
    lexicon: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Words of your own, as `Lexicon.save` or --write-lexicon wrote."),
    ] = None
    write_lexicon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --learn: keep the words that were learnt.")
    ] = None


@dataclass(frozen=True)
class OutputOptions:
    """Options for the output: filters, size, and reports."""

    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out pairs that are less likely to be right.")
    ] = 0.0
    slim: Annotated[
        bool, typer.Option("--slim", help="Leave evidence and page out of .jsonl, most of its size.")
    ] = False
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for a report, for the browser, of the worst documents."),
    ] = None
    worst: Annotated[int, typer.Option(min=1, help="How many documents --report shows.")] = 20


@app.command(
    epilog="""Examples:

\b
  aligner corpus articles/ -o pairs.jsonl
  aligner corpus 'crawl/**/*.html.gz' more.jsonl.zst -o pairs.parquet --jobs 8
  aligner corpus pages.parquet -o memory.tmx --min-confidence 0.9 --learn
  aligner corpus pages.jsonl -o part3.moses --shard 3/16
  aligner corpus crawl/ -o set/pairs.jsonl.gz --pairs --drop error --dedup near --split 98/1/1 --card
  zcat dump.jsonl.gz | aligner corpus - -o pairs.jsonl --report worst/

\b
A document is a file of text or HTML, a line of JSON or a row of Parquet with page, or
with source and target; id names it, all other keys come back as metadata. Pairs that are
aligned already are read from .tsv, .csv, .tmx and .xlf, and checked.
Killed or interrupted, the same command goes on from where it was.
"""
)
@sharing
def corpus(
    inputs: Annotated[
        list[str], typer.Argument(metavar="IN...", help="Folders, files, 'patterns'; - is stdin.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write: .jsonl, .parquet, .tmx or .moses.")
    ],
    *,
    run: RunOptions,
    words: WordOptions,
    writing: OutputOptions,
    reading: ReadingOptions,
    training: TrainingOptions,
    checking: CheckingOptions,
) -> None:
    """Align a whole collection into one file; a table at the end tells what came of it."""
    from aligner.corpus.request import Corpus, written_by
    from aligner.pipelines.pipe import process_count

    chosen = checking.chosen()
    pairs = training.training(writing.min_confidence)
    wanted = Corpus(
        inputs=tuple(inputs),
        output=output,
        # Worker processes do not run the checks of the project.
        settings=_with_words(chosen.library_settings(), words.lexicon),
        jobs=process_count(run.jobs),
        shard=_shard(run.shard),
        restart=run.restart,
        learn=words.learn,
        write_lexicon=words.write_lexicon,
        least_confidence=0.0 if pairs else writing.min_confidence,
        slim=writing.slim,
        report=writing.report,
        worst=writing.worst,
        training=pairs,
        largest=round(reading.largest * 1e6),
        follow_links=reading.follow_links,
        seconds=reading.seconds,
        memory=round(reading.memory * 1e9),
    )
    prepare_outputs(inputs, *written_by(wanted))
    judge(_severities(wanted), chosen.fail_on)


def _severities(wanted: Corpus) -> Iterable[Severity]:
    """Run the corpus, print the summary, and return the severities that were found.

    Raises:
        typer.Exit: The inputs changed meanwhile, or no document could be aligned.
    """
    from rich.console import Console

    from aligner.corpus.run import run
    from aligner.model.mismatch import SEVERITIES

    try:
        with _bar() as progress:
            summary = run(wanted, progress)
    except KeyboardInterrupt:
        complain("interrupted; the same command goes on from here")
        raise
    summary.print(Console(stderr=True, highlight=False), str(wanted.output))
    if summary.changed:
        places = "one place" if summary.changed == 1 else f"{summary.changed} places"
        complain(f"the inputs changed during the run, in {places}; run the same command again")
        raise typer.Exit(UNUSABLE)
    if summary.failed == summary.documents:
        complain("no document could be aligned")
        raise typer.Exit(UNUSABLE)
    return [severity for severity in SEVERITIES if summary.severities[severity]]


def _shard(written: str) -> tuple[int, int]:
    number, slash, count = written.partition("/")
    if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
        return int(number), int(count)
    raise SettingsError(f"--shard {written}: I/N was expected, such as 3/16, with I from 1 to N")


def _with_words(settings: Settings, path: Path | None) -> Settings:
    """Add the lexicon of a file to the settings, if there is one."""
    if path is None:
        return settings
    from aligner.model.lexicon import Lexicon

    return replace(settings, lexicon=Lexicon.load(path))


@contextmanager
def _bar() -> Iterator[Progress]:
    """Show documents, rate and time left on stderr: a bar on a terminal, else a line a minute."""
    if not sys.stderr.isatty():
        yield _by_the_minute()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[done]:,} documents, {task.fields[rate]:.0f} a second,"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _bar_mover(bar.add_task, bar.update)


def _by_the_minute() -> Progress:
    """Return a function that reports the progress once a minute."""
    start = last = time.monotonic()

    def report(name: str, done: int, consumed: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS:
            last = now
            share = f", {consumed / total:.0%} of the input" if total else ""
            complain(f"{name}: {done:,} documents{share}, {(now - start) / 60:.0f} min")

    return report


def _bar_mover(add: Callable[..., int], update: Callable[..., None]) -> Progress:
    """Return a function that moves the progress bar; each pass over the documents has a bar of its own."""
    bars: dict[str, tuple[int, float]] = {}

    def report(name: str, done: int, consumed: int, total: int) -> None:
        if name not in bars:
            bars[name] = add(name, total=total or None, done=0, rate=0.0), time.monotonic()
        bar, start = bars[name]
        rate = done / max(time.monotonic() - start, 0.001)
        update(bar, completed=consumed, done=done, rate=rate)

    return report
