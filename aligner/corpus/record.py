"""What is kept of one document, made in a worker: what the summary counts, and parts of the output.

The counts are a line of the journal, in JSON; what has its usual value is left out, so that the journal stays
small beside the output. The parts are bytes that the journal adds to a file each, see
`aligner.corpus.journal`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Protocol

from aligner.corpus.bitexts import Rows, checked_rows
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
        lost: Pairs that the filters of training data left out, by step; see `aligner.pipelines.training`.
        parts: What the output is made from, a part a file of the journal; see `aligner.corpus.outputs`.
            Empty in a record that was read back.
        spans: Where the parts stand in those files, start and end; empty in a record that is new.
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
    lost: Mapping[str, int] = field(default_factory=dict)
    parts: tuple[bytes, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def facts(self) -> dict[str, Any]:
        """What is counted, without what has its usual value, and without the parts."""
        known = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in _CONTENT}
        if self.name == self.place:
            del known["name"]
        return {name: value for name, value in known.items() if value}

    @staticmethod
    def of_facts(facts: Mapping[str, Any], spans: tuple[tuple[int, int], ...]) -> Record:
        """The record that has these facts."""
        return Record(**{"name": facts["place"], **facts}, spans=spans)


_CONTENT = frozenset({"parts", "spans"})


class _Output(Protocol):
    """What a record needs to know of the file that will be written."""

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """What the file will be made from."""

    def failed(self, place: str, error: AlignerError) -> tuple[bytes, ...]:
        """What the file holds of a document that could not be aligned."""

    def lost(self, alignment: Alignment) -> Mapping[str, int]:
        """Pairs that the file does not hold, by reason."""


@dataclass(frozen=True)
class AlignEntry:
    """The task of a worker: from an entry to its record.

    Attributes:
        aligner: Aligns it.
        output: Says which parts are kept.
        largest: Bytes of a document beyond which it is not read.
        least_confidence: Pairs below it are left out.
        keep: Whether the alignment is the last part if something grave was found in it, for the report.
    """

    aligner: Aligner
    output: _Output
    largest: int
    least_confidence: float = 0.0
    keep: bool = False

    def __call__(self, entry: Entry) -> Record:
        name = ""
        try:
            result = self._aligned(entry)
            if isinstance(result, Failure):
                name = result.document.identifier
                raise result.error
            name = result.document
            return self._record(entry.place, result)
        except Exception as error:  # metadata that JSON can't hold, too
            return self.failed(entry.place, recorded(error), name)

    def _aligned(self, entry: Entry) -> Alignment | Failure:
        if isinstance(entry.content, Rows):
            return checked_rows(entry.content, entry.place, self.aligner)
        return align_document(document_in(entry, self.largest), self.aligner)

    def failed(self, place: str, error: AlignerError, name: str = "") -> Record:
        """The record of a document that could not be aligned."""
        reason = " ".join(str(error).split())
        changed = isinstance(error, InputChanged)
        return Record(place, name or place, reason, changed, parts=self.output.failed(place, error))

    def _record(self, place: str, alignment: Alignment) -> Record:
        kept = confident(alignment, self.least_confidence)
        severities = Counter(mismatch.severity for mismatch in kept.mismatches)
        parts = self.output.parts(kept, place)
        if self.keep and (severities["error"] or severities["warning"]):
            parts = (*parts, alignment_text(kept).encode() + b"\n")
        return Record(
            place,
            alignment.document,
            pairs=len(kept),
            unsure=len(alignment) - len(kept),
            one_sided=not any(pair.source and pair.target for pair in alignment),
            kinds=dict(sorted(Counter(mismatch.kind for mismatch in kept.mismatches).items())),
            severities=dict(sorted(severities.items())),
            lost=self.output.lost(kept),
            parts=parts,
        )


def confident(alignment: Alignment, least: float) -> Alignment:
    """The alignment without the pairs of less confidence, and without their mismatches."""
    if all(pair.confidence >= least for pair in alignment):
        return alignment
    pairs = tuple(pair for pair in alignment if pair.confidence >= least)
    held = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return replace(alignment, pairs=pairs, mismatches=held + alignment.document_mismatches)


def alignment_text(alignment: Alignment, *, slim: bool = False) -> str:
    """An alignment as a line of JSON; without the learnt lexicon, which would stand in every one.

    Args:
        alignment: Any.
        slim: Whether the evidence and the page are left out, which take most of the room.
    """
    plain = replace(alignment, settings=replace(alignment.settings, lexicon=None))
    if not slim:
        return dumps(plain.to_dict())
    values = replace(plain, page=None).to_dict()
    for pair in values["pairs"]:
        del pair["evidence"]
    return dumps(values)
