"""The record that a worker returns for one document: counts for the summary, and parts of the output.

The counts become a line of the journal, in JSON; default values are left out, so that the journal stays small
beside the output. The parts are bytes that the journal adds to a file each, see `aligner.corpus.journal`.
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
        place: Where it is in the inputs; no two documents have the same place.
        name: Its identifier, or else its place.
        error: Why it could not be aligned; empty if it was aligned.
        changed: Whether the error is that the input changed during the run.
        pairs: How many pairs are in the output.
        unsure: How many pairs were left out because their confidence was too low.
        one_sided: Whether no pair has text on both sides.
        kinds, severities: How many mismatches there are of each kind and of each severity.
        lost: How many pairs the filters of training data left out, by step; see `aligner.pipelines.training`.
        parts: What the output is made from, one part for each file of the journal; see
            `aligner.corpus.outputs`. Empty in a record that was read from the journal.
        spans: Start and end of the parts in those files; empty in a new record.
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
        """Return the counts without default values and without the parts."""
        known = {fact.name: getattr(self, fact.name) for fact in fields(self) if fact.name not in _CONTENT}
        if self.name == self.place:
            del known["name"]
        return {name: value for name, value in known.items() if value}

    @staticmethod
    def of_facts(facts: Mapping[str, Any], spans: tuple[tuple[int, int], ...]) -> Record:
        """Make the record again from what `facts` returned."""
        return Record(**{"name": facts["place"], **facts}, spans=spans)


_CONTENT = frozenset({"parts", "spans"})


class _Output(Protocol):
    """The methods of an output that a record needs, see `aligner.corpus.outputs.CorpusOutput`."""

    def parts(self, alignment: Alignment, place: str) -> tuple[bytes, ...]:
        """Return the parts of an aligned document, from which the file will be made."""

    def failed(self, place: str, error: AlignerError) -> tuple[bytes, ...]:
        """Return the parts of a document that could not be aligned."""

    def lost(self, alignment: Alignment) -> Mapping[str, int]:
        """Return how many pairs of a document the file leaves out, by reason."""


@dataclass(frozen=True)
class AlignEntry:
    """The task of a worker: turn an entry into its record.

    Attributes:
        aligner: Aligns the document.
        output: Makes the parts.
        largest: A document with more bytes is not read.
        least_confidence: Pairs with less confidence are left out.
        keep: Whether the alignment becomes the last part if it has a warning or an error, for the report.
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
        """Return the record of a document that could not be aligned."""
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
    """Leave out the pairs below a confidence, with their mismatches."""
    if all(pair.confidence >= least for pair in alignment):
        return alignment
    pairs = tuple(pair for pair in alignment if pair.confidence >= least)
    held = tuple(mismatch for pair in pairs for mismatch in pair.mismatches)
    return replace(alignment, pairs=pairs, mismatches=held + alignment.document_mismatches)


def alignment_text(alignment: Alignment, *, slim: bool = False) -> str:
    """Write an alignment as a line of JSON, without the learnt lexicon, which every line would repeat.

    Args:
        alignment: Any.
        slim: Whether evidence and page are left out, which take most of the space.
    """
    plain = replace(alignment, settings=replace(alignment.settings, lexicon=None))
    if not slim:
        return dumps(plain.to_dict())
    values = replace(plain, page=None).to_dict()
    for pair in values["pairs"]:
        del pair["evidence"]
    return dumps(values)
