"""The command `aligner`: data on stdout, complaints on stderr, one line each, with the cure.

Exit codes: 0 nothing found at or above `--fail-on`, 1 found, 2 usage or unreadable input, 130 after
Ctrl-C, 141 when the reader of a pipe went away (128 and the number of the signal, as shells do).
A command imports what it needs when it runs; typer is kept from loading rich for help and errors.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from aligner.errors import AlignerError, InputError

if TYPE_CHECKING:
    from aligner.alignment import Alignment
    from aligner.evaluate import Scores
    from aligner.mismatches.mismatch import Mismatch

FOUND, UNUSABLE, INTERRUPTED, READER_GONE = 1, 2, 130, 141

app = typer.Typer(
    name="aligner",
    help="Pair the sentences of a Korean article with their English translation and tell what went wrong.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AlignmentFormat(StrEnum):
    """What alignments can be written as: the report, or a format of `aligner.formats`."""

    report = "report"
    json = "json"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    tmx = "tmx"
    xlf = "xlf"
    ces = "ces"
    moses = "moses"
    ladder = "ladder"
    align = "align"


class FindingsFormat(StrEnum):
    """What the findings of `check` can be written as."""

    report = "report"
    json = "json"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"


class PlainFormat(StrEnum):
    """Text for the eye, or data."""

    text = "text"
    json = "json"


class FailOn(StrEnum):
    """The least severity that makes the exit code 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class LanguageName(StrEnum):
    """The languages that the library knows."""

    ko = "ko"
    en = "en"


Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; its suffix names the format.")
]
Fail = Annotated[FailOn, typer.Option(help="Exit with 1 if a mismatch is at least this grave.")]
AsAlignment = Annotated[
    AlignmentFormat | None,
    typer.Option("--format", "-f", help="What to write; else the suffix of -o says, else report."),
]
AsFindings = Annotated[
    FindingsFormat | None,
    typer.Option("--format", "-f", help="What to write; else the suffix of -o says, else report."),
]
AsPlain = Annotated[PlainFormat, typer.Option("--format", "-f", help="What to write.")]


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
    except AlignerError as error:
        complain(str(error))
        return UNUSABLE
    except typer.TyperException as error:
        complain(f"{error.format_message().replace('Value error, ', '')} (see aligner --help)")
        return UNUSABLE
    except Exception as error:  # a mistake of ours; code 1 would say that something was found
        if os.environ.get("ALIGNER_DEBUG"):
            raise
        complain(f"mistake of aligner itself: {error!r}; please report it (ALIGNER_DEBUG=1 tells the place)")
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
  curl -s https://example.org/article | aligner page - --fail-on error
"""
)
def page(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pages, text or HTML; - is stdin.")],
    form: AsAlignment = None,
    output: Output = None,
    fail_on: Fail = FailOn.never,
) -> None:
    """Align the two articles of each page and report what went wrong in translation."""
    from aligner import align_page

    kind = form or AlignmentFormat(_kind_of(output, AlignmentFormat))
    alignments: list[Alignment] = []
    with _report_stream(output if kind is AlignmentFormat.report else None) as stream:
        for name in files:
            try:
                with _naming(name):
                    alignment = replace(align_page(_read(name)), document=_shown(name))
            except AlignerError as error:
                complain(str(error))
                continue
            alignments.append(alignment)
            if kind is AlignmentFormat.report:
                _print_report(alignment, stream, first=len(alignments) == 1)
    if kind is not AlignmentFormat.report and alignments:
        _write_alignments(alignments, kind, output)
    if len(alignments) < len(files):
        raise typer.Exit(UNUSABLE)
    _judge((mismatch for alignment in alignments for mismatch in alignment.mismatches), fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner align original.txt translation.txt
  aligner align ko.txt en.txt -o pairs.tmx
"""
)
def align(
    source: Annotated[str, typer.Argument(metavar="KO", help="The original; - is stdin.")],
    target: Annotated[str, typer.Argument(metavar="EN", help="Its translation; - is stdin.")],
    form: AsAlignment = None,
    output: Output = None,
    fail_on: Fail = FailOn.never,
) -> None:
    """Align two texts that are translations of each other; every line is a paragraph."""
    import aligner

    if source == target == "-":
        raise InputError("only one of the two texts can come from standard input")
    kind = form or AlignmentFormat(_kind_of(output, AlignmentFormat))
    name = f"{_shown(source)}, {_shown(target)}"
    alignment = replace(aligner.align(_read_text(source), _read_text(target)), document=name)
    if kind is AlignmentFormat.report:
        with _report_stream(output) as stream:
            _print_report(alignment, stream)
    else:
        _write_alignments([alignment], kind, output)
    _judge(alignment.mismatches, fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner check bitext.tsv
  aligner check bitext.tsv --document -o findings.tsv --fail-on warning
"""
)
def check(
    bitext: Annotated[
        str, typer.Argument(metavar="BITEXT", help="Korean, tab, English in a line; .csv: with a comma.")
    ],
    form: AsFindings = None,
    output: Output = None,
    fail_on: Fail = FailOn.never,
    document: Annotated[bool, typer.Option("--document", help="The rows are one article, in order.")] = False,
) -> None:
    """Find what went wrong in pairs that are aligned already."""
    import aligner
    from aligner.formats.findings import WRITERS
    from aligner.formats.table import read_bitext

    kind = form or FindingsFormat(_kind_of(output, FindingsFormat))
    with _naming(bitext):
        pairs = read_bitext(_read_text(bitext), "," if bitext.lower().endswith(".csv") else "\t")
    found = aligner.check(pairs, document=document)
    if kind is FindingsFormat.report:
        from aligner.report.terminal import console_for, print_findings

        with _report_stream(output) as stream:
            print_findings(_shown(bitext), pairs, found, console_for(stream))
    else:
        _write(WRITERS[kind](_shown(bitext), pairs, found), output)
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

    sentences = aligner.split_sentences(_read_text(file), language.value if language else None)
    if form is PlainFormat.json:
        _write(dumps([asdict(sentence) for sentence in sentences]) + "\n", output)
    else:
        _write("".join(f"{one_line(sentence.text)}\n" for sentence in sentences), output)


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


def complain(message: str) -> None:
    """One line on stderr."""
    from aligner.report.visible import visible

    typer.echo(f"aligner: {visible(message)}", err=True)


def _read(name: str) -> bytes:
    """The bytes of a file or of standard input, which must not be empty."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except IsADirectoryError as error:
        raise InputError("a directory; name the files in it") from error
    except FileNotFoundError as error:
        raise InputError("no such file; is the path right?") from error
    except (OSError, ValueError) as error:  # no permission; a NUL in the name
        raise InputError(f"can't be read: {getattr(error, 'strerror', None) or error}") from error
    if not content.strip():
        raise InputError("empty; there is no text to work on")
    return content


def _read_text(name: str) -> str:
    from aligner.page.decode import decode

    with _naming(name):
        text, _ = decode(_read(name))
    return text


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Put the name of the input before what is said to be wrong with it."""
    try:
        yield
    except AlignerError as error:
        if str(error).startswith(f"{_shown(name)}: "):
            raise
        raise type(error)(f"{_shown(name)}: {error}") from error


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _kind_of(output: Path | None, kinds: type[StrEnum]) -> str:
    """The format that the suffix of the output file names; the report goes to .txt and stdout."""
    suffix = output.suffix.lower().removeprefix(".") if output else "txt"
    known = [kind.value for kind in kinds if kind.value != "report"]
    if suffix == "txt" or suffix in known:
        return "report" if suffix == "txt" else suffix
    suffixes = ", ".join(f".{name}" for name in ("txt", *known))
    raise InputError(f"{output}: no format has this suffix; take {suffixes} or give --format")


@contextmanager
def _report_stream(output: Path | None) -> Iterator[TextIO]:
    """Where a report is printed: stdout at once, or a file when all is there."""
    if output is None:
        yield sys.stdout
        return
    text = io.StringIO()
    yield text
    _write(text.getvalue(), output)


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
        _write(form.write(alignments), None, form.encoding)
    else:
        raise InputError(f"--format {kind} makes several files; name them with -o name.{kind}")


def _write(text: str, output: Path | None, encoding: str = "utf-8") -> None:
    """Data in full, as UTF-8 whatever the terminal speaks."""
    content = text.encode(encoding, errors="backslashreplace")
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        from aligner.formats.whole import write_whole

        write_whole(output, content)


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
