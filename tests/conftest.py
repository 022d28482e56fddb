"""What several tests need: the command in this process, alignments made by hand, a disk that fails."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from hypothesis import settings

from aligner.cli import run
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence
from aligner.model.errors import MissingExtraError
from aligner.model.mismatch import Mismatch, Severity
from aligner.model.page import Line, Page, Paragraph
from aligner.model.text import LanguageCode, Role, Sentence, Span

# What a shell runs in the background ignores Ctrl-C, and so do its children; tests send it to theirs.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The first call of a property loads tables, on a busy machine slower than hypothesis thinks right.
# In CI the texts are the same in every run of a commit, so that a failure means the commit; elsewhere new.
SAME_TEXTS = "ALIGNER_SAME_TEXTS" in os.environ
settings.register_profile(
    "patient", deadline=None, max_examples=50 if SAME_TEXTS else 100, derandomize=SAME_TEXTS
)
settings.register_profile("quick", deadline=None, max_examples=20, derandomize=SAME_TEXTS)


def pytest_configure(config: pytest.Config) -> None:
    """Try laws on fewer texts where only what is quick is wanted; dear laws try a share of that number."""
    settings.load_profile("quick" if "not slow" in config.option.markexpr else "patient")


# What takes more than a moment, by the beginning of the name: tests that start processes or run notebooks,
# laws that are tried on hundreds of texts, how long megabytes take. `pytest` leaves them out.
SLOW = (
    "tests/bitexts/test_desk.py::test_the_example",
    "tests/corpus/",
    "tests/test_contributing.py::test_the_steps",
    "tests/formats/test_ours.py",
    "tests/pipelines/",
    "tests/properties/test_align.py",
    "tests/properties/test_mismatch_laws.py::test_long_runs",
    "tests/properties/test_quantities.py",
    "tests/properties/test_round_trips.py",
    "tests/properties/test_sentences.py::test_time_is_linear",
    "tests/same_bits/",
    "tests/sentences/test_load_alone.py",
    "tests/test_cli.py::test_a_full_disk",
    "tests/test_cli.py::test_a_reader_that_goes_away",
    "tests/test_cli.py::test_ascii_terminal",
    "tests/test_cli.py::test_interrupt",
    "tests/test_cli.py::test_module_runs_as_the_command",
    "tests/test_cli.py::test_output_may_be_standard_output",
    "tests/test_cli.py::test_standard_streams_may_be_closed",
    "tests/test_cli_sharing.py",
    "tests/test_interface.py::test_checking_lists_needs_no_splitter",
    "tests/test_keywords.py::test_a_misspelt",
    "tests/test_map.py::test_the_stages_are_shown_as_they_are_printed",
    "tests/test_notebooks.py",
    "tests/test_readme.py::test_every_snippet_runs_in_one_fresh_folder",
    "tests/test_snippets.py::test_a_server_has_to_answer",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """What needs an extra that is not installed is skipped with the reason that users get to read."""
    try:
        return (yield)
    except MissingExtraError as missing:
        try:
            version(missing.name or "aligner")
        except PackageNotFoundError:
            pytest.skip(str(missing))
        raise


# Source and target sentences of each pair, as on a page of our own about a library on wheels.
PAIRS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("달빛시 '이동도서관' 3대 추가 운행",), ("Moonlight City adds 3 'mobile libraries'",)),
    (
        ("달빛시는 오는 5일부터 이동도서관 3대를 더 운행한다고 밝혔다.",),
        ("Moonlight City announced that it will run 30 more mobile libraries.", "It starts on the 5th."),
    ),
    (("사업비는 12억 원이다.",), ("The project costs 120 million won.",)),
    (('한소라 관장은 "골목까지 책이 간다"고 말했다.',), ()),
    (("이용은 무료다.",), ("Use is free, said Director Han So-ra.",)),
)


def make_alignment(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
    mismatches: Sequence[tuple[int | None, str, Severity, str | None, str | None]] = (),
    document: str = "",
) -> Alignment:
    """An alignment of a page that holds the source sentences, a notice and the target sentences.

    Args:
        pairs: Source and target sentences of each pair.
        mismatches: Pair number (None for the whole document), kind, severity, surface forms.
        document: Name of the page.
    """
    counts: list[Bead] = []
    source_done = target_done = 0
    for source, target in pairs:
        source_stop, target_stop = source_done + len(source), target_done + len(target)
        counts.append(Bead(range(source_done, source_stop), range(target_done, target_stop)))
        source_done, target_done = source_stop, target_stop
    lines: list[Line] = []
    sources = _lines([text for source, _ in pairs for text in source], "ko", lines)
    _lines(["아래는 번역 전문입니다.", "많이 본 뉴스"], None, lines)
    targets = _lines([text for _, target in pairs for text in target], "en", lines)
    made = [(number, _mismatch(number, *rest, counts, sources, targets)) for number, *rest in mismatches]
    whole = tuple(
        Pair(
            source=tuple(sources[number] for number in bead.source),
            target=tuple(targets[number] for number in bead.target),
            bead=bead,
            confidence=0.97 if number else 0.31,
            evidence=Evidence(2.9, (("length", 0.8), ("quantities", 2.1)), 1.9),
            mismatches=tuple(mismatch for place, mismatch in made if place == number),
        )
        for number, bead in enumerate(counts)
    )
    held = [mismatch for pair in whole for mismatch in pair.mismatches]
    across = [mismatch for place, mismatch in made if place is None]
    return Alignment("ko", "en", whole, (*held, *across), _page(lines), splitter="rules", document=document)


def _lines(texts: Sequence[str], language: LanguageCode | None, lines: list[Line]) -> list[Sentence]:
    sentences = []
    for number, text in enumerate(texts):
        start = lines[-1].span.end + 1 if lines else 0
        role: Role = "furniture" if language is None else "body" if number else "headline"
        span = Span(start, start + len(text))
        lines.append(Line(text, span, role, language))
        sentences.append(Sentence(text, span, number, role))
    return sentences


def _page(lines: Sequence[Line]) -> Page:
    paragraphs = tuple(
        Paragraph(line.text, line.span, line.role, line.language)
        for line in lines
        if line.language is not None
    )
    return Page("\n".join(line.text for line in lines), tuple(lines), paragraphs, "ko_first", 0.9)


def _mismatch(
    number: int | None,
    kind: str,
    severity: Severity,
    source: str | None,
    target: str | None,
    beads: Sequence[Bead],
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
) -> Mismatch:
    bead = beads[number] if number is not None else Bead(range(len(sources)), range(len(targets)))
    source_place = _find(source, bead.source, sources)
    target_place = _find(target, bead.target, targets)
    return Mismatch(
        kind=kind,
        category="accuracy",
        severity=severity,
        message=f"{source!r} became {target!r}",
        source_sentences=source_place[0],
        target_sentences=target_place[0],
        source_span=source_place[1],
        target_span=target_place[1],
        source_surface=source,
        target_surface=target,
        id=f"{kind}-{number}",
    )


def _find(
    surface: str | None, numbers: range, sentences: Sequence[Sentence]
) -> tuple[tuple[int, ...], Span | None]:
    for number in numbers:
        if surface is not None and surface in sentences[number].text:
            start = sentences[number].span.start + sentences[number].text.index(surface)
            return (number,), Span(start, start + len(surface))
    return (), None


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command in this process; exit code, stdout, stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def alignment_of() -> Callable[..., Alignment]:
    """`make_alignment`, for tests that bring their own sentences."""
    return make_alignment


@pytest.fixture
def library() -> Alignment:
    """Five pairs with a wrong number, a magnitude slip, a dropped sentence and a name in two spellings."""
    mismatches: list[tuple[int | None, str, Severity, str | None, str | None]] = [
        (1, "split", "info", None, None),
        (1, "number", "error", "3대", "30"),
        (2, "magnitude", "error", "12억 원", "120 million won"),
        (3, "sentence_dropped", "error", PAIRS[3][0][0], None),
        (None, "name_variant", "warning", "한소라", "Han So-ra"),
    ]
    return make_alignment(PAIRS, mismatches, "library.txt")


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """`aligner.corpus` works in this process: for tests that are not about its workers."""

    @contextmanager
    def workers(task: Callable[[Any], Any], jobs: int, bounds: object) -> Iterator[Any]:
        def in_order(batches: Iterable[Sequence[Any]]) -> Iterator[Any]:
            return (task(item) for batch in batches for item in batch)

        yield SimpleNamespace(run=in_order)

    monkeypatch.setattr("aligner.corpus.run.Workers", workers)


Failing = Literal["once", "full", "power"]


class Disk:
    """A file system that fails at the n-th write, flush, move, removal or close, as SQLite's tests have it.

    Args:
        moment: Which of them fails, from 1. A write that fails has written a half.
        failing: `once` only then; `full` every write, flush and move from then on, while files can be closed
            and removed; `power` everything from then on, and what was written but not flushed to the disk
            (`os.fsync`) is gone, even where the file was moved already.
    """

    def __init__(self, moment: int, failing: Failing) -> None:
        self.moment, self.failing = moment, failing
        self.count = 0
        self.files: list[DiskFile] = []

    @property
    def failed(self) -> bool:
        """Whether the moment has come."""
        return self.count >= self.moment

    def act(self, what: str) -> None:
        """Count one more thing that is done to the disk, and fail if it is time."""
        self.count += 1
        later = self.failing == "power" or (self.failing == "full" and what in ("write", "flush", "move"))
        if self.count == self.moment or (later and self.failed):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        """In place of the real one."""
        really_open, really_sync = Path.open, os.fsync
        really_move, really_remove = os.replace, os.unlink

        def opened(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
            if "w" not in mode and "a" not in mode:
                return really_open(path, mode, *arguments, **named)
            file = DiskFile(self, really_open(path, mode, *arguments, **named))
            self.files.append(file)
            return file

        def synced(number: int) -> None:
            self.act("flush")
            really_sync(number)
            for file in self.files:
                if not file.closed and file.fileno() == number:
                    file.safe = os.fstat(number).st_size

        def moved(*arguments: Any, **named: Any) -> None:
            self.act("move")
            really_move(*arguments, **named)

        def removed(*arguments: Any, **named: Any) -> None:
            self.act("remove")
            really_remove(*arguments, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "open", opened)
            patch.setattr(os, "fsync", synced)
            patch.setattr(os, "replace", moved)
            patch.setattr(os, "unlink", removed)
            try:
                yield self
            finally:
                for file in self.files:
                    file.end()


class DiskFile:
    """A file that is open for writing on a `Disk`; it stays open to us, so that its content can get lost."""

    def __init__(self, disk: Disk, real: Any) -> None:
        self.disk, self.real = disk, real
        self.own = os.dup(real.fileno())
        self.safe = os.fstat(self.own).st_size

    def __enter__(self) -> DiskFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.real)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def write(self, content: bytes) -> int:
        try:
            self.disk.act("write")
        except OSError:
            self.real.write(content[: len(content) // 2])
            raise
        return int(self.real.write(content))

    def flush(self) -> None:
        self.disk.act("flush")
        self.real.flush()

    def truncate(self, size: int) -> None:
        self.disk.act("write")
        self.real.truncate(size)

    def close(self) -> None:
        if not self.real.closed:
            self.real.close()
            self.disk.act("close")

    def end(self) -> None:
        """Let go of the file; of what is on a disk without power only what was flushed is left."""
        self.real.close()
        if self.disk.failed and self.disk.failing == "power":
            os.ftruncate(self.own, min(self.safe, os.fstat(self.own).st_size))
        os.close(self.own)


@pytest.fixture
def disk() -> Callable[[int, Failing], Disk]:
    """Makes a disk that fails at a moment."""
    return Disk
