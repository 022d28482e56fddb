"""Options of `aligner corpus` for training pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aligner.model.errors import SettingsError

if TYPE_CHECKING:
    from aligner.corpus.training import Training

Grave = Literal["error", "warning", "info"]
Repeats = Literal["exact", "near"]


@dataclass(frozen=True)
class TrainingOptions:
    """Options that ask for training pairs, and select them."""

    pairs: Annotated[
        bool,
        typer.Option(
            "--pairs",
            help="Write a row a pair, for training: .tsv, .jsonl, .parquet or .moses, .gz or .zst behind it.",
        ),
    ] = False
    drop: Annotated[
        Grave | None, typer.Option(help="With --pairs: leave out pairs with a mismatch at least this grave.")
    ] = None
    max_length_ratio: Annotated[
        float | None,
        typer.Option(
            min=1, help="With --pairs: leave out pairs with a side so many times as long as expected."
        ),
    ] = None
    dedup: Annotated[
        Repeats | None, typer.Option(help="With --pairs: leave out pairs that repeat an earlier one.")
    ] = None
    split: Annotated[
        str | None,
        typer.Option(
            metavar="A/B/C", help="With --pairs: shares of train, dev and test, by document: 98/1/1."
        ),
    ] = None
    card: Annotated[
        bool, typer.Option("--card", help="With --pairs: write a data card beside them, README.md.")
    ] = False
    licence: Annotated[
        str, typer.Option(metavar="ID", help="With --card: licence of the texts, such as cc-by-4.0.")
    ] = ""

    def training(self, least_confidence: float) -> Training | None:
        """Return these options as one value; None if training pairs are not asked for.

        Raises:
            SettingsError: The options contradict each other, or a value is out of range.
        """
        from aligner.corpus.training import Training
        from aligner.pipelines.training import Filters

        given = {
            "--drop": self.drop,
            "--max-length-ratio": self.max_length_ratio,
            "--dedup": self.dedup,
            "--split": self.split,
            "--card": self.card,
        }
        if not self.pairs:
            if alone := [name for name, value in given.items() if value]:
                raise SettingsError(f"{alone[0]} is about pairs for training; give --pairs too")
            return None
        if self.licence and not self.card:
            raise SettingsError("--licence is written into the data card; give --card too")
        filters = Filters(least_confidence, self.drop, self.max_length_ratio, self.dedup)
        return Training(filters, _shares(self.split), self.card, self.licence)


def _shares(written: str | None) -> tuple[float, ...]:
    if written is None:
        return ()
    try:
        return tuple(float(share) for share in written.split("/"))
    except ValueError:
        raise SettingsError(f"--split {written}: A/B/C was expected, such as 98/1/1") from None
