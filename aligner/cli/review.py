"""The commands of the editor's desk: `review` opens it in the browser, `recheck` checks a work file again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.app import app, judge
from aligner.cli.articles import show, write_report
from aligner.cli.options import (
    ALIGNMENT_FORMATS,
    REPORT,
    AsAlignment,
    CheckingOptions,
    Output,
    Report,
    kind_of,
    sharing,
)
from aligner.cli.streams import complain, prepare_outputs
from aligner.model.errors import InputError


@app.command(
    epilog="""Examples:

\b
  aligner review article.html
  aligner review monday/
  aligner review            # an empty desk: drop pages into the browser
"""
)
@partial(sharing, without={"fail_on"})  # it ends when its editor says so, whatever is left
def review(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE|FOLDER...]", help="Pages, alignments, folders of them."),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="On which to serve; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    *,
    checking: CheckingOptions,
) -> None:
    """Correct and accept in the browser, checked again at once, without network and for this machine only.

    What you do is kept beside each document (name.review.json) at every step. Ctrl-C ends it.
    """
    from aligner.review.desk import Desk
    from aligner.review.serve import serve

    chosen = checking.chosen()
    desk = Desk(
        paths or (), chosen.settings, aligner_for=chosen.aligner_for, leaves_out=chosen.config.leaves_out
    )
    serve(
        desk,
        port,
        browse=browser,
        said=lambda address: complain(f"the desk is at {address}"),
    )


@app.command(
    epilog="""Examples:

\b
  aligner recheck article.html.review.json
  aligner recheck article.html.review.json -o article.tmx     # or .html .json .xlf .tsv .xlsx
  aligner recheck article.html.review.json -o article.translation.txt
  aligner recheck article.html.review.json -o accepted.baseline
"""
)
@sharing
def recheck(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Work of a desk: name.review.json.")],
    form: AsAlignment = None,
    output: Output = None,
    report: Report = None,
    *,
    checking: CheckingOptions,
) -> None:
    """Say what is found in a document as its editor left it; what was accepted is not reported."""
    from aligner.formats.whole import write_whole
    from aligner.review.desk import Desk
    from aligner.review.handing import FORMS, form_of

    if file.is_dir():
        raise InputError(f"{file}: a directory; name the files in it")
    handed = form_of(output) if output and not form else None
    kind = form or (REPORT if handed else kind_of(output, ALIGNMENT_FORMATS))
    chosen = checking.chosen()
    desk = Desk([file], chosen.settings, aligner_for=chosen.aligner_for)
    (key,) = desk.paths
    opened = desk.settled(key)
    alignment = opened.reported
    if handed and output:
        prepare_outputs([str(file)], output, report)
        write_whole(output, FORMS[handed][1](opened))
        if report:
            write_report([alignment], report)
    else:
        show([str(file)], alignment, kind, output, report)
    judge((mismatch.severity for mismatch in alignment.mismatches), chosen.fail_on)
