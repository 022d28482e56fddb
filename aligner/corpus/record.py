"""What is kept of one document: a line of the journal, made in a worker.

    {"place": ..., "kinds": {...}, ...} TAB part TAB part ...

First what the summary counts, then the parts that the output is put together from. All are JSON, in which no
tab or line break stands for itself, so a line is a document, and one that was cut off has no line break.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from aligner.corpus.inputs import Entry, document_in
from aligner.corpus.unpacking import InputChanged
from aligner.formats.jsonl import dumps
from aligner.model.document import Failure
from aligner.model.errors import AlignerError
from aligner.pipelines.documents import align_document, recorded

if TYPE_CHECKING:
    from aligner.aligner import Aligner
    from aligner.model.alignment import Alignment


@dataclass(frozen=True, slots=True)
class Record:
    """A document that is done.

    Attributes:
        place: Where it stands in the inputs; no other document has the same.
        name: What it is called: its identifier, else its place.
        error: Why it could not be aligned; empty if it was.
        changed: Whether that is a change of the input during the run.
        pairs: Pairs in the output.
        unsure: Pairs left out as their confidence was too low.
        one_sided: Whether no pair has text on both sides.
        kinds, severities: How many mismatches there are of each.
        parts: What the output is made from, as JSON; see `aligner.corpus.outputs`.
    """

    place: str
    name: str
    error: str = ""
    changed: bool = False
    pairs: int = 0
    unsure: int = 0
    one_sided: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[str, ...] = ()

    def line(self) -> bytes:
        """The record as it stands in the journal."""
        facts = asdict(replace(self, parts=()))
        del facts["parts"]
        return ("\t".join([dumps(facts), *self.parts]) + "\n").encode()

    @staticmethod
    def of_line(line: bytes) -> Record:
        """The record of a whole line."""
        facts, *parts = line.decode().removesuffix("\n").split("\t")
        return Record(**json.loads(facts), parts=tuple(parts))


class _Output(Protocol):
    """What a record needs to know of the file that will be written."""

    def parts(self, alignment: Alignment, place: str) -> tuple[str, ...]:
        """What the file will be made from, JSON each."""

    def failed(self, place: str, error: AlignerError) -> tuple[str, ...]:
        """What the file holds of a document that could not be aligned."""


@dataclass(frozen=True)
class AlignEntry:
    """The task of a worker: from an entry to a line of the journal.

    Attributes:
        aligner: Aligns it.
        output: Says which parts are kept.
        largest: Bytes of a document beyond which it is not read.
        least_confidence: Pairs below it are left out.
        keep: Whether the alignment itself is the last part, for the report.
    """

    aligner: Aligner
    output: _Output
    largest: int
    least_confidence: float = 0.0
    keep: bool = False

    def __call__(self, entry: Entry) -> bytes:
        try:
            document = document_in(entry, self.largest)
        except Exception as error:
            return self.failed(entry.place, recorded(error)).line()
        result = align_document(document, self.aligner)
        if isinstance(result, Failure):
            return self.failed(entry.place, result.error, document.identifier).line()
        try:
            return self._record(entry.place, result).line()
        except Exception as error:  # metadata that JSON can't hold
            return self.failed(entry.place, recorded(error), document.identifier).line()

    def failed(self, place: str, error: AlignerError, name: str = "") -> Record:
        """The record of a document that could not be aligned."""
        reason = " ".join(str(error).split())
        changed = isinstance(error, InputChanged)
        return Record(place, name or place, reason, changed, parts=self.output.failed(place, error))

    def _record(self, place: str, alignment: Alignment) -> Record:
        kept = confident(alignment, self.least_confidence)
        parts = self.output.parts(kept, place)
        return Record(
            place,
            alignment.document,
            pairs=len(kept),
            unsure=len(alignment) - len(kept),
            one_sided=not any(pair.source and pair.target for pair in alignment),
            kinds=dict(sorted(Counter(mismatch.kind for mismatch in kept.mismatches).items())),
            severities=dict(sorted(Counter(mismatch.severity for mismatch in kept.mismatches).items())),
            parts=(*parts, alignment_text(kept)) if self.keep else parts,
        )


def confident(alignment: Alignment, least: float) -> Alignment:
    """The alignment without the pairs of less confidence, and without their mismatches."""
    if all(pair.confidence >= least for pair in alignment):
        return alignment
    pairs = tuple(pair for pair in alignment if pair.confidence >= least)
    held = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return replace(alignment, pairs=pairs, mismatches=held + alignment.document_mismatches)


def alignment_text(alignment: Alignment) -> str:
    """An alignment as a line of JSON; without the learnt lexicon, which would stand in every one."""
    return dumps(replace(alignment, settings=replace(alignment.settings, lexicon=None)).to_dict())
