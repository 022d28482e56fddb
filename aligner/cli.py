"""The command `aligner`: data on stdout, complaints on stderr, one line each, with the cure.

Exit codes: 0 nothing found at or above `--fail-on`, 1 found, 2 usage or unreadable input, 130 after
Ctrl-C, 141 when the reader of a pipe went away (128 and the number of the signal, as shells do).
A command imports what it needs when it runs; typer is kept from loading rich for help and errors.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from aligner.errors import InputError
from aligner.options import (
    AlignmentFormat,
    AsAlignment,
    AsFindings,
    AsPlain,
    Baseline,
    Document,
    Fail,
    FailOn,
    FindingsFormat,
    Glossary,
    LanguageName,
    Output,
    PlainFormat,
    Report,
    WriteBaseline,
)
from aligner.streams import (
    complain,
    explained,
    keep_apart,
    naming,
    progress,
    read,
    read_text,
    report_stream,
    shown,
    write,
)

if TYPE_CHECKING:
    from aligner.alignment import Alignment
    from aligner.evaluate import Scores
    from aligner.mismatches.mismatch import Mismatch
    from aligner.settings import Settings

FOUND, UNUSABLE, INTERRUPTED, READER_GONE = 1, 2, 130, 141

app = typer.Typer(
    name="aligner",
    help="Pair the sentences of a Korean article with their English translation and tell what went wrong.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command; only its exit code comes back, whatever is wrong with the input."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal in an old code page must not end the report at the first letter it lacks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(list(arguments) or ["--help"], prog_name="aligner", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes stdout once more at its end; that must find a place which takes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except typer.TyperException as error:
        complain(f"{error.format_message().replace('Value error, ', '')} (see aligner --help)")
        return UNUSABLE
    except (
        Exception
    ) as error:  # left to Python, it would end with code 1, which says that something was found
        complain(explained(error))
        return UNUSABLE
    return code if isinstance(code, int) else 0


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from aligner import __version__

        typer.echo(f"aligner {__version__}")
        raise typer.Exit


@app.command(
    epilog="""Examples:

\b
  aligner page article.txt
  aligner page *.html -o pairs.jsonl
  aligner page article.txt --report report.html
  curl -s https://example.org/article | aligner page - --fail-on error
"""
)
def page(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pages, text or HTML; - is stdin.")],
    form: AsAlignment = None,
    output: Output = None,
    report: Report = None,
    fail_on: Fail = FailOn.never,
    glossary: Glossary = None,
    baseline: Baseline = None,
) -> None:
    """Align the two articles of each page and report what went wrong in translation."""
    from aligner import align_page

    if report and len(files) > 1:
        raise InputError(f"--report {report}: holds one article, not {len(files)}; name one file")
    keep_apart(files, output, report)
    settings = _settings(glossary, baseline)
    kind = form or AlignmentFormat(_kind_of(output, AlignmentFormat))
    alignments: list[Alignment] = []
    with report_stream(output if kind is AlignmentFormat.report else None) as stream:
        for name in progress(files, wanted=kind is not AlignmentFormat.report):
            try:
                alignment = replace(align_page(read(name), settings), document=shown(name))
            except Exception as error:  # one page must not keep the others back
                complain(explained(error, name))
                continue
            alignments.append(alignment)
            if kind is AlignmentFormat.report:
                _print_report(alignment, stream, first=len(alignments) == 1)
    if kind is not AlignmentFormat.report and alignments:
        _write_alignments(alignments, kind, output)
    if report and alignments:
        write(alignments[0].to_html(), report)
    if len(alignments) < len(files):
        raise typer.Exit(UNUSABLE)
    _judge((mismatch for alignment in alignments for mismatch in alignment.mismatches), fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner align original.txt translation.txt
  aligner align ko.txt en.txt -o pairs.tmx
  aligner align ko.txt en.txt --report report.html
"""
)
def align(
    source: Annotated[str, typer.Argument(metavar="KO", help="The original; - is stdin.")],
    target: Annotated[str, typer.Argument(metavar="EN", help="Its translation; - is stdin.")],
    form: AsAlignment = None,
    output: Output = None,
    report: Report = None,
    fail_on: Fail = FailOn.never,
    glossary: Glossary = None,
    baseline: Baseline = None,
) -> None:
    """Align two texts that are translations of each other; every line is a paragraph."""
    import aligner

    if source == target == "-":
        raise InputError("only one of the two texts can come from standard input")
    keep_apart([source, target], output, report)
    kind = form or AlignmentFormat(_kind_of(output, AlignmentFormat))
    settings = _settings(glossary, baseline)
    name = f"{shown(source)}, {shown(target)}"
    alignment = replace(aligner.align(read_text(source), read_text(target), settings), document=name)
    if kind is AlignmentFormat.report:
        with report_stream(output) as stream:
            _print_report(alignment, stream)
    else:
        _write_alignments([alignment], kind, output)
    if report:
        write(alignment.to_html(), report)
    _judge(alignment.mismatches, fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner check bitext.tsv
  aligner check bitext.tsv --document -o findings.tsv --fail-on warning
  aligner check bitext.tsv --glossary terms.tsv --write-baseline accepted.tsv
  aligner check bitext.tsv --glossary terms.tsv --baseline accepted.tsv
"""
)
def check(
    bitext: Annotated[
        str, typer.Argument(metavar="BITEXT", help="Korean, tab, English in a line; .csv: with a comma.")
    ],
    form: AsFindings = None,
    output: Output = None,
    fail_on: Fail = FailOn.never,
    document: Document = False,
    glossary: Glossary = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
) -> None:
    """Find what went wrong in pairs that are aligned already."""
    import aligner
    from aligner.formats.findings import WRITERS

    keep_apart([bitext], output, write_baseline)
    kind = form or FindingsFormat(_kind_of(output, FindingsFormat))
    pairs = _bitext(bitext)
    settings = _settings(glossary, None if write_baseline else baseline)
    found = aligner.check(pairs, settings, document=document)
    if write_baseline:
        count = aligner.write_baseline(write_baseline, chain.from_iterable(found))
        complain(f"{write_baseline}: {count} {'mismatch' if count == 1 else 'mismatches'} accepted")
        return
    if kind is FindingsFormat.report:
        from aligner.report.terminal import console_for, print_findings

        with report_stream(output) as stream:
            print_findings(shown(bitext), pairs, found, console_for(stream))
    else:
        write(WRITERS[kind](shown(bitext), pairs, found), output)
    _judge((mismatch for of_pair in found for mismatch in of_pair), fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner split article.txt
  aligner split article.txt --format json
"""
)
def split(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text, every line a paragraph; - is stdin.")],
    language: Annotated[LanguageName | None, typer.Option(help="Else found from the script.")] = None,
    form: AsPlain = PlainFormat.text,
    output: Output = None,
) -> None:
    """Split a text into sentences, one a line; a line break inside a sentence becomes a blank."""
    import aligner
    from aligner.formats.jsonl import dumps
    from aligner.report.visible import one_line

    keep_apart([file], output)
    sentences = aligner.split_sentences(read_text(file), language.value if language else None)
    if form is PlainFormat.json:
        write(dumps([asdict(sentence) for sentence in sentences]) + "\n", output)
    else:
        write("".join(f"{one_line(sentence.text)}\n" for sentence in sentences), output)


@app.command(
    epilog="""Examples:

\b
  aligner evaluate gold.ladder predicted.align
  aligner evaluate gold.json predicted.json --format json
"""
)
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The right alignment, a file of any format.")],
    predicted: Annotated[Path, typer.Argument(metavar="PRED", help="The alignment to measure, likewise.")],
    form: AsPlain = PlainFormat.text,
) -> None:
    """Measure an alignment against a gold one: strict and lax precision, recall and F1."""
    import aligner
    from aligner.formats.jsonl import dumps

    scores = aligner.evaluate(aligner.load(gold), aligner.load(predicted))
    if form is PlainFormat.json:
        kinds = {"-".join(map(str, kind)): asdict(rates) for kind, rates in scores.by_kind.items()}
        typer.echo(dumps(asdict(scores) | {"by_kind": kinds}))
    else:
        typer.echo(_score_table(scores))


@app.command(
    epilog="""Examples:

\b
  aligner stress clean.tsv
  aligner stress article.tsv --document --seed 3 -o errors.jsonl
"""
)
def stress(
    clean: Annotated[
        str, typer.Argument(metavar="CLEAN", help="A bitext without slips: Korean, tab, English in a line.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the errors, an object of JSON a line.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number, other errors.")] = 0,
    most: Annotated[int, typer.Option(min=1, help="Errors of each kind.")] = 20,
    document: Document = False,
) -> None:
    """Put synthetic errors into clean pairs; write them, or tell how many of them are found."""
    import aligner
    from aligner.formats.jsonl import dumps

    keep_apart([clean], output)
    pairs = _bitext(clean)
    errors = aligner.stress(pairs, seed, document=document, most=most)
    if output:
        write("".join(dumps(asdict(error)) + "\n" for error in errors), output)
    else:
        write(aligner.measure_recall(pairs, errors).table(), None)


@app.command()
def doctor() -> None:
    """Tell what is installed, what works, and how to get the rest; paste it into a bug report."""
    from aligner.installation import description

    typer.echo(description())


def _bitext(name: str) -> list[tuple[str, str]]:
    """The pairs of a table with two columns."""
    from aligner.formats.table import read_bitext

    text = read_text(name)
    with naming(name):
        return read_bitext(text, "," if name.lower().endswith(".csv") else "\t")


def _settings(glossary: Path | None, baseline: Path | None) -> Settings:
    """The settings that the files of the user make."""
    from aligner import Settings, read_baseline, read_glossary

    return Settings(
        glossary=read_glossary(glossary) if glossary else (),
        accepted=read_baseline(baseline) if baseline else frozenset(),
    )


def _kind_of(output: Path | None, kinds: type[StrEnum]) -> str:
    """The format that the suffix of the output file names; the report goes to .txt and stdout."""
    suffix = output.suffix.lower().removeprefix(".") if output else "txt"
    known = [kind.value for kind in kinds if kind.value != "report"]
    if suffix == "txt" or suffix in known:
        return "report" if suffix == "txt" else suffix
    suffixes = ", ".join(f".{name}" for name in ("txt", *known))
    raise InputError(f"{output}: no format has this suffix; take {suffixes} or give --format")


def _print_report(alignment: Alignment, stream: TextIO, first: bool = True) -> None:
    from aligner.report.terminal import console_for, print_report

    console = console_for(stream)
    if not first:
        console.print(f"\n{'-' * console.width}\n")
    print_report(alignment, console)


def _write_alignments(alignments: Sequence[Alignment], kind: AlignmentFormat, output: Path | None) -> None:
    from aligner.formats import FORMATS, TEXT_FORMATS

    suffix = f".{kind}"
    if len(alignments) > 1 and not FORMATS[suffix].many:
        raise InputError(
            f"--format {kind} holds one document, not {len(alignments)}; take json, jsonl or tsv"
        )
    if output is not None:
        FORMATS[suffix].save(alignments, output)
    elif suffix in TEXT_FORMATS:
        form = TEXT_FORMATS[suffix]
        write(form.write(alignments), None, form.encoding)
    else:
        raise InputError(f"--format {kind} makes several files; name them with -o name.{kind}")


def _judge(mismatches: Iterable[Mismatch], fail_on: FailOn) -> None:
    """Leave with 1 if a mismatch is as grave as the user fears."""
    from aligner.mismatches.mismatch import SEVERITIES

    if fail_on is not FailOn.never:
        least = SEVERITIES.index(fail_on.value)
        if any(SEVERITIES.index(mismatch.severity) >= least for mismatch in mismatches):
            raise typer.Exit(FOUND)


def _score_table(scores: Scores) -> str:
    named = {"strict": scores.strict, "lax": scores.lax, "unmatched": scores.null}
    named |= {"-".join(map(str, kind)): rates for kind, rates in scores.by_kind.items()}
    lines = [
        f"{name:<10}{rates.precision:>10.4f}{rates.recall:>10.4f}{rates.f1:>10.4f}"
        for name, rates in named.items()
    ]
    return "\n".join([f"{'':<10}{'precision':>10}{'recall':>10}{'F1':>10}", *lines])
