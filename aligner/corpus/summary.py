"""Counts what a run over a corpus has done. It reads the journal, so an interruption changes nothing."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.checks import KINDS
from aligner.corpus.record import Record
from aligner.model.mismatch import SEVERITIES
from aligner.pipelines.training import REPEATS, STEPS

if TYPE_CHECKING:
    from rich.console import Console

# Reasons of failures shown; the file beside the output has each document.
_REASONS = 8
# Skipped files shown; the file beside the output has each of them.
_FILES = 3


@dataclass
class Summary:
    """The counts of a run, which grow with every record.

    Attributes:
        worst_wanted: How many of the worst documents to remember.
        note: Another message for the user about the run; may be empty.
        documents: All documents.
        failures: For each reason how many documents failed, and the place of the first.
        changed: How many inputs changed during the run.
        pairs, unsure: Pairs in the output, and pairs left out because of their confidence.
        one_sided: Documents without any pair that has both sides.
        one_sided_at: The place of the first of them.
        marred: Documents with a mismatch.
        kinds, severities: Mismatches of each kind and of each severity.
        lost: Pairs that each filter of training data has left out.
        written: Pairs in each part of the training data, and repeated pairs that were left out.
        skipped: Files in the folders that were not read because of their names.
        worst: Ranks of the worst documents, see `worst_records`.
    """

    worst_wanted: int = 0
    note: str = ""
    documents: int = 0
    failures: dict[str, tuple[int, str]] = field(default_factory=dict)
    changed: int = 0
    pairs: int = 0
    unsure: int = 0
    one_sided: int = 0
    one_sided_at: str = ""
    marred: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    worst: list[tuple[int, int, int]] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    written: Mapping[str, int] = field(default_factory=dict)
    skipped: Sequence[str] = ()

    @property
    def failed(self) -> int:
        """How many documents could not be aligned."""
        return sum(count for count, _ in self.failures.values())

    def count(self, record: Record) -> None:
        """Add one document."""
        self.documents += 1
        if record.error:
            before, place = self.failures.get(record.error, (0, record.place))
            self.failures[record.error] = before + 1, place
            self.changed += record.changed
            return
        self.pairs += record.pairs
        self.unsure += record.unsure
        if record.one_sided:
            self.one_sided += 1
            self.one_sided_at = self.one_sided_at or record.place
        self.marred += bool(record.kinds)
        self.kinds.update(record.kinds)
        self.severities.update(record.severities)
        self.lost.update(record.lost)
        grave = record.severities.get("error", 0), record.severities.get("warning", 0)
        if any(grave):
            heapq.heappush(self.worst, (*grave, -self.documents))
        if len(self.worst) > self.worst_wanted:
            heapq.heappop(self.worst)

    def worst_records(self, records: Iterable[Record]) -> list[Record]:
        """Return the records with most errors, then most warnings, the worst first and equal ones in order.

        Args:
            records: The records that were counted, in a second pass.
        """
        ranks = {-number: rank for rank, (_, _, number) in enumerate(sorted(self.worst, reverse=True))}
        worst = {ranks[number]: record for number, record in enumerate(records, 1) if number in ranks}
        return [worst[rank] for rank in sorted(worst)]

    def print(self, console: Console, written: str) -> None:
        """Print the table: documents, failures by reason, pairs, mismatches by kind."""
        from rich.table import Table

        from aligner.formats.visible import visible

        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(justify="right", style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for number, meaning in self._rows():
            table.add_row(f"{number:,}" if number is not None else "", visible(meaning))
        if self.note:
            console.print(visible(self.note), markup=False, highlight=False)
        console.print(f"{visible(written)}:", markup=False, highlight=False)
        console.print(table, markup=False)

    def _rows(self) -> Iterator[tuple[int | None, str]]:
        if self.skipped:
            shown = ", ".join(self.skipped[:_FILES])
            yield len(self.skipped), f"files passed over: {shown}{', ...' * (len(self.skipped) > _FILES)}"
        yield self.documents, "documents"
        if self.failures:
            yield self.failed, "of them could not be aligned"
            ranked = sorted(self.failures.items(), key=lambda item: (-item[1][0], item[0]))
            for reason, (count, place) in ranked[:_REASONS]:
                yield count, f"  {reason} ({place}{', ...' if count > 1 else ''})"
            if len(ranked) > _REASONS:
                rest = sum(count for _, (count, _) in ranked[_REASONS:])
                yield rest, f"  {len(ranked) - _REASONS} other reasons"
        if self.one_sided:
            more = ", ..." if self.one_sided > 1 else ""
            meaning = "without a pair that has both sides, as one article is missing"
            yield self.one_sided, f"{meaning} ({self.one_sided_at}{more})"
        yield self.pairs, "pairs"
        if self.unsure:
            yield self.unsure, "pairs left out, as their confidence is lower"
        for step, meaning in (STEPS | REPEATS).items():
            if count := self.lost[step] + self.written.get(step, 0):
                yield count, f"  left out, {meaning}"
        for part, count in self.written.items():
            if part not in REPEATS:
                yield count, f"  written{f' for {part}' if part else ''}"
        yield self.kinds.total(), f"mismatches in {self.marred:,} documents"
        for severity in reversed(SEVERITIES):
            if self.severities[severity]:
                yield self.severities[severity], f"  of severity {severity}"
        for kind, count in sorted(self.kinds.items(), key=lambda item: (-item[1], item[0])):
            meaning = KINDS[kind].meaning if kind in KINDS else "found by a check of your own"
            yield count, f"  {kind}: {meaning}"
