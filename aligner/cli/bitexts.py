"""The commands that measure: `stress` for checks, on clean pairs, and `evaluate` for alignments."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.app import app
from aligner.cli.options import AsPlain, Document
from aligner.cli.streams import complain, naming, prepare_outputs, read_input, require_file, write
from aligner.model.errors import FormatError, InputError

if TYPE_CHECKING:
    from aligner.evaluate import Scores
    from aligner.model.alignment import Alignment


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

    prepare_outputs([clean], output)
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
  aligner evaluate monday/     # what was read against what editors made of it
"""
)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD", help="The right alignment: any format, or JSON with pairs of texts."),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PRED]",
            help="The alignment to measure, likewise. Left out, GOLD is work of editors, or a folder of it,"
            " and what was read at first is measured.",
        ),
    ] = None,
    form: AsPlain = "text",
) -> None:
    """Measure an alignment against a gold one: strict and lax precision, recall and F1."""
    import aligner
    from aligner.formats.files import load_gold
    from aligner.formats.jsonl import dumps

    if predicted is None:
        from aligner.corrections import beads_of_works
        from aligner.formats.works import load_works

        if gold.is_file() and gold.suffix.lower() != ".json":
            raise InputError(f"{gold}: is no work of an editor; name the alignment to measure behind it")
        scores = aligner.evaluate(*beads_of_works(load_works(gold)))
    else:
        wanted, found = load_gold(gold), aligner.load(predicted)
        if isinstance(wanted, aligner.Alignment):
            _doubt_other_texts((gold, wanted), (predicted, found))
        scores = aligner.evaluate(wanted, found)
    if form == "json":
        kinds = {"-".join(map(str, kind)): asdict(rates) for kind, rates in scores.by_kind.items()}
        typer.echo(dumps(asdict(scores) | {"by_kind": kinds}))
    else:
        typer.echo(_score_table(scores))


def _bitext(name: str) -> list[tuple[str, str]]:
    """Return the pairs of a file.

    Raises:
        FormatError: A pair can't be read.
    """
    from aligner.formats.bitexts.reading import read_units
    from aligner.formats.bitexts.tables import read_table
    from aligner.model.bitext import BadUnit

    pairs = []
    with naming(name):
        for unit in read_table(read_input(name)) if name == "-" else read_units(require_file(name)):
            if isinstance(unit, BadUnit):
                raise FormatError(str(unit))
            pairs.append((unit.source, unit.target))
    return pairs


def _doubt_other_texts(*alignments: tuple[Path, Alignment]) -> None:
    """Warn if alignments of different numbers of sentences are compared: few beads can agree then."""
    counts = [
        (sum(len(pair.source) for pair in pairs), sum(len(pair.target) for pair in pairs))
        for _, pairs in alignments
    ]
    if len(set(counts)) > 1:
        said = "; ".join(
            f"{name} has {source} and {target} sentences"
            for (name, _), (source, target) in zip(alignments, counts, strict=True)
        )
        complain(f"{said}: were both made from the same sentences? (aligner align --lines sentences)")


def _score_table(scores: Scores) -> str:
    named = {"strict": scores.strict, "lax": scores.lax}
    if any(0 in kind for kind in scores.by_kind):  # without unmatched sentences there is no rate to show
        named["unmatched"] = scores.null
    named |= {"-".join(map(str, kind)): rates for kind, rates in scores.by_kind.items()}
    lines = [
        f"{name:<10}{rates.precision:>10.4f}{rates.recall:>10.4f}{rates.f1:>10.4f}"
        for name, rates in named.items()
    ]
    return "\n".join([f"{'':<10}{'precision':>10}{'recall':>10}{'F1':>10}", *lines])
