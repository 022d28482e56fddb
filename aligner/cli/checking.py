"""The command `check`: finds what is wrong in files of aligned pairs."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.app import UNUSABLE, app, judge
from aligner.cli.options import (
    FINDINGS_FORMATS,
    REPORT,
    AcceptingOptions,
    AsFindings,
    CheckingOptions,
    Chosen,
    Document,
    Output,
    Report,
    kind_of,
    sharing,
)
from aligner.cli.streams import complain, explained, prepare_outputs, read_input, report_stream, shown, write
from aligner.model.errors import InputError, SettingsError

if TYPE_CHECKING:
    from aligner.model.bitext import BadUnit, CheckedFile, Unit

# Suffixes of the files that are checked in a folder; other files are checked only if they are named.
SEARCHED = frozenset(
    [".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po", ".xlsx", ".jsonl", ".tsv", ".csv"]
)
# Suffixes that mean a format with another name.
_SUFFIXES = {".xml": "junit"}


@dataclass(frozen=True)
class _Output:
    """Where findings are written: data or a report into one file, or notes into copies of the inputs."""

    kind: str
    path: Path | None
    back: dict[str, Path]  # for each input, the copy with notes


@app.command(
    epilog="""Examples:

\b
  aligner check bitext.tsv
  aligner check memory.tmx 'locales/**/*.po' --fail-on error
  aligner check menu.xlsx -o reviewed.xlsx --report report.html
  aligner check job.sdlxliff --format github
  aligner check bitext.tsv --document -o findings.tsv --fail-on warning
  aligner check bitext.tsv --glossary terms.tsv --write-baseline accepted.tsv --reason "as in print"
  aligner check bitext.tsv --baseline accepted.tsv --prune-baseline
"""
)
@sharing
def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Pairs: TMX, XLIFF, SDLXLIFF, MQXLIFF, PO, XLSX, JSON lines, TSV, CSV; folders, patterns;"
            " - is a table on stdin.",
        ),
    ],
    form: AsFindings = None,
    output: Output = None,
    report: Report = None,
    document: Document = False,
    skip: Annotated[
        list[str],
        typer.Option(
            metavar="STATE",
            help="State of units not to be checked: untranslated, locked, approved; else the first two.",
        ),
    ] = [],  # noqa: B006  typer makes a new one for each run
    prune_baseline: Annotated[
        bool,
        typer.Option(
            "--prune-baseline",
            help="Name the entries of the baseline that accept nothing in these files, take them out.",
        ),
    ] = False,
    *,
    accepting: AcceptingOptions,
    checking: CheckingOptions,
) -> None:
    """Find what went wrong in pairs that are aligned already.

    Where the output file has the format of the input, it is the input with the findings as notes; what
    --format names goes to standard output then.
    """
    from aligner.formats.findings import WHOLE
    from aligner.formats.whole import keep_foreign

    chosen = checking.chosen(accepting=accepting.write_baseline is not None)
    names = [name for name in _files_meant(files) if not chosen.config.leaves_out(name)]
    wanted = _output(names, form, output)
    prepare_outputs(names, wanted.path, report, accepting.write_baseline, *wanted.back.values())
    keep_foreign(*filter(None, [wanted.path, report, *wanted.back.values()]))
    checked, failed = _checked(
        names,
        chosen,
        document=document or chosen.config.document,
        skip=_states(skip, chosen),
        keep_clean=wanted.kind in WHOLE,
    )
    if accepting.write_baseline:
        accepting.accept(chain.from_iterable(file.mismatches for file in checked))
    else:
        checked = _without_accepted(checked, chosen, prune=prune_baseline)
        _write(checked, wanted)
        if report:
            write(_report(checked, chosen), report)
    if failed or any(file.bad for file in checked):
        raise typer.Exit(UNUSABLE)
    if not accepting.write_baseline:
        mismatches = chain.from_iterable(file.mismatches for file in checked)
        judge((mismatch.severity for mismatch in mismatches), chosen.fail_on)


def _states(given: Sequence[str], chosen: Chosen) -> Sequence[str]:
    """Return the states of units that are not checked: from the options, the project, or the default.

    Raises:
        SettingsError: There is no such state.
    """
    from aligner.cli.config import STATES, unknown
    from aligner.formats.bitexts.checked import SKIPPED

    for state in given:
        if state not in STATES:
            raise SettingsError(f"--skip: {unknown('state', state, STATES)}")
    return given or (SKIPPED if chosen.config.skip is None else chosen.config.skip)


def _files_meant(names: Sequence[str]) -> list[str]:
    """Return the files that are named, are in named folders, or match patterns; each once."""
    return list(dict.fromkeys(chain.from_iterable(map(_meant, names))))


def _meant(name: str) -> Iterator[str]:
    """Yield the files that one argument means.

    Raises:
        InputError: A folder or a pattern has no files.
    """
    path = Path(name)
    if name != "-" and path.is_dir():
        inside = sorted(
            (file for file in path.rglob("*") if _is_searched(file.relative_to(path)) and file.is_file()),
            key=lambda file: file.parts,
        )
        if not inside:
            known = ", ".join(sorted(SEARCHED))
            raise InputError(f"{name}: no file in this folder ends in one of {known}")
        yield from map(str, inside)
    elif glob.has_magic(name) and not path.exists():
        files = sorted(file for file in glob.glob(name, recursive=True) if Path(file).is_file())  # noqa: PTH207
        if not files:
            raise InputError(f"{name}: no such file, and no pattern that fits any; is the path right?")
        yield from files
    else:
        yield name


def _is_searched(path: Path) -> bool:
    """Return whether a file in a folder is checked; hidden files and lock files of spreadsheets are not."""
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return not hidden and path.suffix.lower() in SEARCHED


def _output(names: Sequence[str], form: str | None, output: Path | None) -> _Output:
    """Return what is written where: a report, data, or copies of the inputs with notes.

    Raises:
        InputError: The output file does not fit the inputs, or its format is unknown.
    """
    from aligner.formats.bitexts.written import WRITERS

    suffix = output.suffix.lower() if output else ""
    if output is None or (form and suffix not in WRITERS and not output.is_dir()):
        return _Output(form or REPORT, output, {})
    if output.is_dir():
        for name in names:
            if Path(name).suffix.lower() not in WRITERS:
                raise InputError(f"{name}: notes can be put into {', '.join(WRITERS)}; take --format for it")
        return _Output(form or REPORT, None, {name: output / Path(name).name for name in names})
    if not suffix:
        raise InputError(f"{output}: no such folder; make it first, and copies with notes go there")
    if suffix not in WRITERS or suffix in _SUFFIXES:
        return _Output(_SUFFIXES.get(suffix) or kind_of(output, FINDINGS_FORMATS), output, {})
    if len(names) != 1 or Path(names[0]).suffix.lower() != suffix:
        raise InputError(
            f"{output}: would be the input with notes, so name one input, which ends in {suffix};"
            " for several, name a folder that is there"
        )
    return _Output(form or REPORT, None, {names[0]: output})


def _checked(
    names: Sequence[str],
    chosen: Chosen,
    *,
    document: bool,
    skip: Sequence[str],
    keep_clean: bool,
) -> tuple[list[CheckedFile], bool]:
    """Return the checked files, and whether a file could not be read; errors go to stderr."""
    from aligner.formats.bitexts.checked import checked

    done: list[CheckedFile] = []
    with _bar() as advance:
        for name in names:
            # Accepted mismatches are removed later, to see which entries of the baseline are still needed.
            aligner = replace(chosen, settings=replace(chosen.settings, accepted=frozenset())).aligner_for(
                name
            )
            try:
                done.append(
                    checked(
                        shown(name),
                        _units(name),
                        aligner,
                        document=document,
                        skip=skip,
                        keep_clean=keep_clean,
                        on_progress=advance,
                    )
                )
            except SettingsError:
                raise
            except Exception as error:  # one bad file must not stop the others
                complain(explained(error, name))
                continue
            for bad in done[-1].bad:
                complain(f"{shown(name)}: {bad}")
    return done, len(done) < len(names)


def _units(name: str) -> Iterator[Unit | BadUnit]:
    if name == "-":
        from aligner.formats.bitexts.tables import read_table

        yield from read_table(read_input(name))
        return
    from aligner.cli.streams import require_file
    from aligner.formats.bitexts.reading import read_units

    require_file(name)
    yield from read_units(Path(name))


@contextmanager
def _bar() -> Iterator[Callable[[int], None]]:
    """Show how many pairs were checked, on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("checking, {task.completed:,.0f} pairs"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda count: bar.advance(task, count)


def _without_accepted(checked: Sequence[CheckedFile], chosen: Chosen, *, prune: bool) -> list[CheckedFile]:
    """Return the files without accepted mismatches.

    Args:
        checked: The files with all mismatches.
        chosen: The choices of the run, with the baseline.
        prune: Whether to remove entries that accept nothing from the baseline file, and name them on stderr.

    Raises:
        InputError: Entries are to be removed, but there is no baseline.
    """
    from aligner.checks.choice import is_accepted
    from aligner.formats.baseline import prune_baseline

    accepted = chosen.settings.accepted
    if prune and chosen.baseline is None:
        raise InputError("--prune-baseline: there is no baseline; name it with --baseline")
    met: set[str] = set()
    left: list[CheckedFile] = []
    for file in checked:
        units = []
        for unit in file:
            met.update(
                name
                for mismatch in unit.mismatches
                for name in (mismatch.id, mismatch.context)
                if name in accepted
            )
            wanted = tuple(mismatch for mismatch in unit.mismatches if not is_accepted(mismatch, accepted))
            units.append(replace(unit, mismatches=wanted))
        left.append(replace(file, units=tuple(units)))
    if prune and chosen.baseline is not None:
        gone = prune_baseline(chosen.baseline, met)
        for line in gone:
            complain(f"{chosen.baseline}: taken out, as it accepts nothing: {line}")
    return left


def _write(checked: Sequence[CheckedFile], wanted: _Output) -> None:
    """Write the findings as data or for the terminal, and into copies of the inputs."""
    if wanted.kind == REPORT:
        from aligner.report.terminal import console_for, print_findings

        with report_stream(wanted.path) as stream:
            console = console_for(stream)
            for number, file in enumerate(checked):
                if number:
                    console.print()
                print_findings(file, console)
    else:
        from aligner.formats.findings import WRITERS

        write(WRITERS[wanted.kind](checked), wanted.path)
    if wanted.back:
        _write_back({file.name: file for file in checked}, wanted.back)


def _report(checked: Sequence[CheckedFile], chosen: Chosen) -> str:
    """Return the report for the browser, with the pairs that have mismatches.

    A baseline that is saved from the report includes the mismatches that are accepted already.
    """
    from aligner import Settings
    from aligner.report.bitexts import alignment_of
    from aligner.report.html import html_report
    from aligner.report.terminal import place_of

    settings = Settings(accepted=chosen.settings.accepted)
    alignments = [replace(alignment_of(file.marred, file.name), settings=settings) for file in checked]
    places = [[place_of(unit.unit) for unit in file.marred] for file in checked]
    return html_report(alignments, places)


def _write_back(checked: dict[str, CheckedFile], back: dict[str, Path]) -> None:
    """Write a copy of each input that could be read, with notes in the language of the command."""
    from aligner.formats.bitexts.written import annotated
    from aligner.formats.whole import write_whole

    for name, path in back.items():
        if name in checked:
            write_whole(path, annotated(Path(name), _for_readers(checked[name])))


def _for_readers(file: CheckedFile) -> CheckedFile:
    from aligner.report.messages import message_now

    return replace(
        file,
        units=tuple(
            replace(unit, mismatches=tuple(replace(one, message=message_now(one)) for one in unit.mismatches))
            for unit in file.units
        ),
    )
