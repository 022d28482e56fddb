"""The commands for pairs that are aligned already: `check`, `stress`, and `evaluate` for ladders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.app import app, judge
from aligner.cli.options import (
    FINDINGS_FORMATS,
    REPORT,
    AsFindings,
    AsPlain,
    CheckingOptions,
    Document,
    Output,
    WriteBaseline,
    kind_of,
    sharing,
)
from aligner.cli.streams import accept, keep_apart, naming, progress, read_input, report_stream, shown, write

if TYPE_CHECKING:
    from aligner.evaluate import Scores
    from aligner.model.mismatch import Mismatch
    from aligner.model.settings import Settings

# Pairs checked between two looks at the bar; pairs are independent of each other, so it changes nothing.
_CHECKED_AT_ONCE = 200


@app.command(
    epilog="""Examples:

\b
  aligner check bitext.tsv
  aligner check bitext.tsv --document -o findings.tsv --fail-on warning
  aligner check bitext.tsv --ignore number_added --least-severity warning
  aligner check bitext.tsv --glossary terms.tsv --write-baseline accepted.tsv
  aligner check bitext.tsv --glossary terms.tsv --baseline accepted.tsv
"""
)
@sharing
def check(
    bitext: Annotated[
        str,
        typer.Argument(metavar="BITEXT", help="Source, tab, target in a line; .csv: with a comma."),
    ],
    form: AsFindings = None,
    output: Output = None,
    document: Document = False,
    write_baseline: WriteBaseline = None,
    *,
    checking: CheckingOptions,
) -> None:
    """Find what went wrong in pairs that are aligned already."""
    from aligner.formats.findings import WRITERS
    from aligner.formats.whole import keep_foreign

    keep_apart([bitext], output, write_baseline)
    keep_foreign(*filter(None, [output]))
    kind = form or kind_of(output, FINDINGS_FORMATS)
    pairs = _bitext(bitext)
    settings = checking.settings(accepting=write_baseline is not None)
    found = _found_as_document(pairs, settings) if document else _found(pairs, settings)
    if write_baseline:
        accept(write_baseline, chain.from_iterable(found))
        return
    if kind == REPORT:
        from aligner.report.terminal import console_for, print_findings

        with report_stream(output) as stream:
            print_findings(shown(bitext), pairs, found, console_for(stream))
    else:
        write(WRITERS[kind](shown(bitext), pairs, found), output)
    judge((mismatch.severity for of_pair in found for mismatch in of_pair), checking.fail_on)


@app.command(
    epilog="""Examples:

\b
  aligner stress clean.tsv
  aligner stress article.tsv --document --seed 3 -o errors.jsonl
"""
)
def stress(
    clean: Annotated[
        str,
        typer.Argument(metavar="CLEAN", help="A bitext without slips: source, tab, target in a line."),
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
    from aligner.formats.whole import keep_foreign

    keep_apart([clean], output)
    keep_foreign(*filter(None, [output]))
    pairs = _bitext(clean)
    errors = aligner.stress(pairs, seed, document=document, most=most)
    if output:
        write("".join(dumps(asdict(error)) + "\n" for error in errors), output)
    else:
        write(aligner.measure_recall(pairs, errors).table(), None)


@app.command(
    epilog="""Examples:

\b
  aligner evaluate gold.ladder predicted.align
  aligner evaluate examples/articles/ring_road.gold.json ring_road.json
  aligner evaluate gold.json predicted.json --format json
"""
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="The right alignment: any format, or JSON with pairs of texts."),
    ],
    predicted: Annotated[Path, typer.Argument(metavar="PRED", help="The alignment to measure, likewise.")],
    form: AsPlain = "text",
) -> None:
    """Measure an alignment against a gold one: strict and lax precision, recall and F1."""
    import aligner
    from aligner.formats.files import load_gold
    from aligner.formats.jsonl import dumps

    scores = aligner.evaluate(load_gold(gold), aligner.load(predicted))
    if form == "json":
        kinds = {"-".join(map(str, kind)): asdict(rates) for kind, rates in scores.by_kind.items()}
        typer.echo(dumps(asdict(scores) | {"by_kind": kinds}))
    else:
        typer.echo(_score_table(scores))


def _bitext(name: str) -> list[tuple[str, str]]:
    """The pairs of a table with two columns."""
    from aligner.formats.table import read_bitext

    text = read_input(name)
    with naming(name):
        return read_bitext(text, "," if name.lower().endswith(".csv") else "\t")


def _found(pairs: Sequence[tuple[str, str]], settings: Settings) -> list[list[Mismatch]]:
    """The mismatches of each pair by itself."""
    from aligner import check
    from aligner.pipelines.pipe import batched

    parts = list(batched(pairs, _CHECKED_AT_ONCE))
    return [found for part in progress(parts, "checking") for found in check(part, settings)]


def _found_as_document(pairs: Sequence[tuple[str, str]], settings: Settings) -> list[list[Mismatch]]:
    from aligner import check

    return check(pairs, settings, document=True)


def _score_table(scores: Scores) -> str:
    named = {"strict": scores.strict, "lax": scores.lax}
    if any(0 in kind for kind in scores.by_kind):  # rates of nothing are no result
        named["unmatched"] = scores.null
    named |= {"-".join(map(str, kind)): rates for kind, rates in scores.by_kind.items()}
    lines = [
        f"{name:<10}{rates.precision:>10.4f}{rates.recall:>10.4f}{rates.f1:>10.4f}"
        for name, rates in named.items()
    ]
    return "\n".join([f"{'':<10}{'precision':>10}{'recall':>10}{'F1':>10}", *lines])
