"""The options that several commands share, and the values they can have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class AlignmentFormat(StrEnum):
    """What alignments can be written as: the report, or a format of `aligner.formats`."""

    report = "report"
    json = "json"
    jsonl = "jsonl"
    tsv = "tsv"
    csv = "csv"
    tmx = "tmx"
    xlf = "xlf"
    xliff = "xliff"
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
Report = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write a report for the browser too: one HTML file for one article."),
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
Glossary = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Your terms: source, tab, target or targets with | between."),
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Accepted mismatches, which are not reported.")
]
WriteBaseline = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Accept all that is found: write it there and report nothing."),
]
AsPlain = Annotated[PlainFormat, typer.Option("--format", "-f", help="What to write.")]
Document = Annotated[bool, typer.Option("--document", help="The rows are one article, in order.")]
