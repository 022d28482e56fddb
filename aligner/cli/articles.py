"""The commands that align articles: `page` and `align`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from aligner.cli.app import UNUSABLE, app, judge
from aligner.cli.options import (
    ALIGNMENT_FORMATS,
    REPORT,
    SENTENCES,
    AcceptingOptions,
    AlignmentFormat,
    AsAlignment,
    AsGivenLines,
    CheckingOptions,
    Output,
    Report,
    kind_of,
    sharing,
)
from aligner.cli.streams import (
    complain,
    explained,
    prepare_outputs,
    progress,
    read,
    read_input,
    report_stream,
    shown,
    write,
)
from aligner.model.errors import InputError
from aligner.model.page import MARKDOWN

if TYPE_CHECKING:
    from aligner.aligner import Aligner
    from aligner.corrections import Work
    from aligner.model.alignment import Alignment
    from aligner.model.page import Page


PAGES = frozenset([".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", *MARKDOWN])


@app.command(
    epilog="""Examples:

\b
  aligner page article.txt
  aligner page *.html -o pairs.jsonl
  aligner page monday/*.html --report monday.html --ignore split --ignore merge
  aligner page article.txt --write-baseline accepted.tsv
  aligner page article.txt --locked article.txt.review.json
  curl -s https://example.org/article | aligner page - --fail-on error
"""
)
@sharing
def page(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Pages: text, HTML, Markdown; - is stdin.")
    ],
    form: AsAlignment = None,
    output: Output = None,
    report: Report = None,
    locked: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Work of a desk (name.review.json): the pairs set there are kept."),
    ] = None,
    *,
    accepting: AcceptingOptions,
    checking: CheckingOptions,
) -> None:
    """Align the two articles of each page and report what went wrong in translation."""
    kind = form or kind_of(output, ALIGNMENT_FORMATS)
    baseline = accepting.write_baseline
    _keep_safe([*files, *map(str, filter(None, [locked]))], kind, output, report, baseline)
    chosen = checking.chosen(accepting=baseline is not None)
    aligner = chosen.aligner()
    work = _locked_by(locked, files)
    reported = kind == REPORT and not baseline
    alignments: list[Alignment] = []
    with report_stream(output if reported else None) as stream:
        for name in files if reported and output is None else progress(files, "aligning"):
            try:
                alignment = replace(_aligned(aligner, page_in(name), work), document=shown(name))
            except Exception as error:  # one bad page must not stop the others
                complain(explained(error, name))
                continue
            alignments.append(alignment)
            if reported:
                _print_report(alignment, stream, first=len(alignments) == 1)
    if alignments:
        _finish(alignments, kind, output, report, accepting)
    if len(alignments) < len(files):
        raise typer.Exit(UNUSABLE)
    if not baseline:
        mismatches = chain.from_iterable(alignment.mismatches for alignment in alignments)
        judge((mismatch.severity for mismatch in mismatches), chosen.fail_on)


def _locked_by(file: Path | None, pages: Sequence[str]) -> Work | None:
    """Return the work of the file of `--locked`, whose pairs are to be kept; None without the option.

    Raises:
        InputError: There is more than one page.
    """
    if file is None:
        return None
    if len(pages) != 1:
        raise InputError("--locked: is the work on one page; name that page alone")
    from aligner.formats.works import load_work

    return load_work(file)


def _aligned(aligner: Aligner, page: bytes | Page, work: Work | None) -> Alignment:
    """Return the alignment of a page, with the pairs that an editor has set in `work`."""
    alignment = aligner.align_page(page)
    if work is None:
        return alignment
    from aligner.corrections import beads_to_lock

    beads, lost = beads_to_lock(work, alignment)
    if lost:
        complain(f"--locked: {lost} of {lost + len(beads)} pairs are not kept: their sentences are gone")
    return aligner.align_page(page, locked=beads) if beads else alignment


@app.command(
    epilog="""Examples:

\b
  aligner align original.txt translation.txt
  aligner align original.txt translation.txt -o pairs.tmx
  aligner align original.txt translation.txt --report report.html
  aligner align guide.ko.md guide.en.md
  aligner align ko.txt en.txt --lines sentences -o out.ladder
"""
)
@sharing
def align(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The original; - is stdin.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Its translation; - is stdin.")],
    lines: AsGivenLines = "auto",
    form: AsAlignment = None,
    output: Output = None,
    report: Report = None,
    *,
    accepting: AcceptingOptions,
    checking: CheckingOptions,
) -> None:
    """Align two texts that are translations of each other, or two pages (HTML, MHTML, Markdown).

    A text may be hard-wrapped or have a paragraph a line.
    """
    if source == target == "-":
        raise InputError("only one of the two texts can come from standard input")
    kind = form or kind_of(output, ALIGNMENT_FORMATS)
    baseline = accepting.write_baseline
    _keep_safe([source, target], kind, output, report, baseline)
    chosen = checking.chosen(accepting=baseline is not None)
    aligner = chosen.aligner(lines="auto" if lines == SENTENCES else lines)
    name = f"{shown(source)}, {shown(target)}"
    if lines == SENTENCES:
        alignment = aligner.align(_lines_in(source), _lines_in(target))
    elif PAGES & {Path(file).suffix.lower() for file in (source, target)}:
        alignment = aligner.align_pages(page_in(source), page_in(target))
    else:
        alignment = aligner.align(read_input(source), read_input(target))
    alignment = replace(alignment, document=name)
    _show(alignment, kind, output, report, accepting)
    if not baseline:
        judge((mismatch.severity for mismatch in alignment.mismatches), chosen.fail_on)


def _lines_in(name: str) -> list[str]:
    """The lines of a text, empty ones too: rungs of hunalign count them."""
    return [line.removesuffix("\r") for line in read_input(name).removesuffix("\n").split("\n")]


def show(
    inputs: Sequence[str],
    alignment: Alignment,
    kind: AlignmentFormat,
    output: Path | None,
    report: Path | None,
) -> None:
    """Write one existing alignment in the format that was asked for."""
    _keep_safe(inputs, kind, output, report, None)
    _show(alignment, kind, output, report, AcceptingOptions())


def _show(
    alignment: Alignment,
    kind: AlignmentFormat,
    output: Path | None,
    report: Path | None,
    accepting: AcceptingOptions,
) -> None:
    if kind == REPORT and not accepting.write_baseline:
        with report_stream(output) as stream:
            _print_report(alignment, stream)
    _finish([alignment], kind, output, report, accepting)


def page_in(file: str) -> bytes | Page:
    """Read the page in a file. Markdown can only be known by the suffix, so such a page is read here."""
    content = read(file)
    if Path(file).suffix.lower() not in MARKDOWN:
        return content
    from aligner.page import read_page

    return read_page(content, form="markdown")


def _keep_safe(
    inputs: Sequence[str],
    kind: AlignmentFormat,
    output: Path | None,
    report: Path | None,
    baseline: Path | None,
) -> None:
    """Check, before the work begins, that no file of the user would be overwritten."""
    from aligner import formats
    from aligner.formats.whole import keep_foreign

    outputs = [] if output is None else [output]
    if output is not None and kind == "moses" and output.suffix != ".moses":
        raise InputError(f"{output}: a Moses pair is named by its third file, name.moses")
    if output is not None and kind != REPORT:
        outputs = formats.FORMATS[f".{kind}"].files(output)
    prepare_outputs(inputs, *outputs, report, baseline)
    keep_foreign(*outputs, *([report] if report else []))


def _finish(
    alignments: Sequence[Alignment],
    kind: AlignmentFormat,
    output: Path | None,
    report: Path | None,
    accepting: AcceptingOptions,
) -> None:
    """Write all output except the report on the terminal."""
    if accepting.write_baseline:
        accepting.accept(chain.from_iterable(alignment.mismatches for alignment in alignments))
    elif kind != REPORT:
        _write_alignments(alignments, kind, output)
    if report:
        write_report(alignments, report)


def write_report(alignments: Iterable[Alignment], path: Path) -> None:
    """Write one report for the browser with all articles."""
    from aligner.report.html import html_report

    write(html_report(alignments), path)


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
