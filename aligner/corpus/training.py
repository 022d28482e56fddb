"""Makes training pairs from a corpus: `aligner corpus --pairs`.

A worker drops the pairs that the filters exclude within its document, see `aligner.pipelines.training`; the
others become rows in a part file of the journal. When all rows are there, repeated pairs are dropped,
documents are assigned to train, dev and test, and the rows are written in the format of the suffix. So every
file is the same with any number of processes, whether the run was interrupted or not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from aligner.corpus.forms import files_of, rows_into
from aligner.corpus.outputs import CorpusOutput, require_direction
from aligner.formats.jsonl import dumps
from aligner.formats.whole import whole_files
from aligner.model.alignment import Alignment
from aligner.model.errors import SettingsError
from aligner.pipelines.training import REPEATS, Candidate, Filters, candidates, kept

# The parts that the documents of a collection are assigned to.
PARTS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Training:
    """The options for training pairs.

    Attributes:
        filters: Which pairs are left out.
        shares: Shares of train, dev and test among the documents; empty puts all pairs into one file.
        card: Whether a data card, `README.md`, is written beside the pairs.
        licence: What the card says about the licence of the texts, by the name that hubs use: `cc-by-4.0`.

    Raises:
        SettingsError: The shares are not three numbers from 0 on, or all are 0.
    """

    filters: Filters = field(default_factory=Filters)
    shares: tuple[float, ...] = ()
    card: bool = False
    licence: str = ""

    def __post_init__(self) -> None:
        given = self.shares
        if given and not (len(given) == len(PARTS) and min(given) >= 0 and 0 < sum(given) < float("inf")):
            raise SettingsError(f"shares={given!r}: three numbers were expected, such as (98, 1, 1)")

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the parts that have a share; one empty name if there are no parts."""
        return tuple(part for part, share in zip(PARTS, self.shares, strict=False) if share) or ("",)

    def part_of(self, document: str) -> str:
        """Return the part that a document belongs to, which depends on the name of the document alone.

        Examples:
            >>> Training(shares=(98, 1, 1)).part_of("articles/0001.txt")
            'train'
        """
        if not self.shares:
            return ""
        digest = blake2b(document.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place = int.from_bytes(digest, "big") / 2**64 * sum(self.shares)
        for part, share in zip(PARTS, self.shares, strict=True):
            place -= share
            if share and place < 0:
                return part
        return self.parts[-1]


@dataclass(frozen=True)
class PairRows(CorpusOutput):
    """The output of training pairs; it is made from rows of JSON."""

    training: Training

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """Return the rows of the pairs that the filters keep."""
        require_direction(alignment, place)
        left, _ = kept(candidates(alignment), self.training.filters)
        return ("".join(dumps(_row(pair, alignment.document)) + "\n" for pair in left).encode(),)

    def lost(self, alignment: Alignment) -> Mapping[str, int]:
        """Return how many pairs the filters drop, by step."""
        return kept(candidates(alignment), self.training.filters)[1]

    def files(self, path: Path) -> list[Path]:
        """Return the files of all parts."""
        return [file for part in self.training.parts for file in files_of(path, part)]

    def write(self, parts: Sequence[Path], path: Path) -> Mapping[str, int]:
        """Write all files; none gets its name before all are written.

        Returns:
            How many pairs are in each part, and how many each step of `REPEATS` has dropped.
        """
        from aligner.corpus.repeats import repeated

        counts: Counter[str] = Counter(dict.fromkeys(self.training.parts, 0))
        steps = list(REPEATS)
        dropped = repeated(parts[0], self.training.filters.dedup)
        with whole_files(*self.files(path)) as files, ExitStack() as stack, parts[0].open("rb") as rows:
            files_of_part = len(files) // len(self.training.parts)
            adds = {
                part: stack.enter_context(
                    rows_into(files[number * files_of_part : (number + 1) * files_of_part], path)
                )
                for number, part in enumerate(self.training.parts)
            }
            for number, line in enumerate(rows):
                if dropped[number]:
                    counts[steps[dropped[number] - 1]] += 1
                    continue
                row = json.loads(line)
                part = self.training.part_of(row[2])
                adds[part](row)
                counts[part] += 1
        return counts


def _row(pair: Candidate, document: str) -> list[object]:
    """Convert a row for `aligner.corpus.forms`."""
    sentences = (" ".join(map(str, numbers)) for numbers in pair.sentences)
    return [pair.first, pair.second, document, pair.number, pair.confidence, pair.kinds, *sentences]
