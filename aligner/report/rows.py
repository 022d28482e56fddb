"""Prepares an alignment for the report in the browser: pairs as rows, sentences in pieces, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from aligner.formats.baseline import ID
from aligner.languages import SPOKEN, codes
from aligner.model.alignment import Alignment, Pair
from aligner.model.mismatch import Mismatch, Severity, gravest_first
from aligner.model.text import Role, Sentence
from aligner.report.marks import SideName, Stretch, mismatches_by_sentence, stretches
from aligner.report.messages import message_in
from aligner.report.sides import DOUBTFUL, UNRELIABLE, numbers_of, sentences_of, sides_of

# Weight of a finding by its severity, to be multiplied by its probability. MQM (Lommel et al. 2014) counts a
# major error as five minor ones. With 0.1, an info comes after every warning that is probably right.
WEIGHTS: Mapping[Severity, float] = {"error": 5.0, "warning": 1.0, "info": 0.1}
# Above this confidence a report does not stress the confidence of a pair: if the ladder is calibrated, at
# most one of 20 of these pairs is wrong, and the reader sees both texts.
SURE = 0.95
LEADING = -1  # key of the findings of the document that are shown before all pairs


@dataclass(frozen=True)
class FoundMismatch:
    """A mismatch with its place in the page.

    Attributes:
        number: Number of the finding, from 1, in the order of the page; `#finding-3` is its anchor.
        mismatch: The mismatch itself.
        left, right: Numbers of its sentences, in the left and in the right column.
        pairs: Numbers of the other pairs that contain its sentences; the page links to them.
    """

    number: int
    mismatch: Mismatch
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    pairs: tuple[int, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether it has an id that a baseline can name; alignments from elsewhere may lack it."""
        return ID.fullmatch(self.mismatch.id) is not None

    @property
    def gravity(self) -> float:
        """The weight of its severity times its probability."""
        return WEIGHTS[self.mismatch.severity] * self.mismatch.confidence

    @cached_property
    def messages(self) -> dict[str, str]:
        """Its message in languages other than English, by code; languages without a template are left out."""
        others = (code for code in codes() if code != SPOKEN)
        return {code: text for code in others if (text := message_in(code, self.mismatch))}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence with the numbers of the findings that mark it; none for plain text.

    `ending` are the numbers of the findings whose mark ends here.
    """

    text: str
    severity: Severity | None
    findings: tuple[int, ...]
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence, cut into pieces."""

    role: Role
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as the page shows it, a column for each language."""

    number: int
    left: tuple[_Line, ...]
    right: tuple[_Line, ...]
    confidence: float
    findings: tuple[FoundMismatch, ...]
    place: str = ""  # its place in the file that was checked, such as `line 7`

    @property
    def content(self) -> tuple[object, ...]:
        """All that is shown of it but its number."""
        return self.left, self.right, self.confidence, self.findings, self.place

    @property
    def matched(self) -> bool:
        """Whether both sides have sentences."""
        return bool(self.left and self.right)

    @property
    def beginning(self) -> str:
        """Its first sentence."""
        first = (*self.left, *self.right)[:1]
        return "".join(piece.text for line in first for piece in line.pieces)

    @property
    def doubtful(self) -> bool:
        """Whether the pairing is more likely wrong than right."""
        return self.matched and self.confidence < DOUBTFUL

    @property
    def sure(self) -> bool:
        """Whether the pairing is so probable that its confidence is not stressed, see `SURE`."""
        return self.matched and self.confidence >= SURE

    @property
    def joined(self) -> bool:
        """Whether a side has more than one sentence."""
        return self.matched and len(self.left) + len(self.right) > 2

    @property
    def shape(self) -> str:
        """The name of the shape that is drawn between the two sides."""
        if not self.matched:
            return "left-only" if self.left else "right-only"
        if len(self.left) == len(self.right):
            return "joined" if self.joined else "even"
        return "widens" if len(self.left) < len(self.right) else "narrows"


def rows_of(
    alignment: Alignment, findings: Mapping[int, list[FoundMismatch]], places: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the pairs of an alignment as rows, with marks that link to the findings.

    Args:
        alignment: The alignment.
        findings: The result of `findings_of` for it.
        places: The place of each pair in its file; empty if unknown.
    """
    numbers = {id(finding.mismatch): finding.number for of_pair in findings.values() for finding in of_pair}
    left, right = sides_of(alignment)
    marks = {side: mismatches_by_sentence(alignment.mismatches, side) for side in (left, right)}

    def line(sentence: Sentence, mismatches: Sequence[Mismatch], side: SideName) -> _Line:
        if not mismatches:  # nearly all
            return _Line(sentence.role, (_Piece(sentence.text, None, (), ()),) if sentence.text else ())
        return _Line(sentence.role, tuple(_pieces(stretches(sentence, mismatches, side), numbers)))

    def lines(pair: Pair, side: SideName) -> tuple[_Line, ...]:
        return tuple(
            line(sentence, marks[side].get(place, ()), side)
            for place, sentence in zip(numbers_of(pair, side), sentences_of(pair, side), strict=True)
        )

    for number, pair in enumerate(alignment, 1):
        of_row = tuple(findings.get(number, ()))
        place = places[number - 1] if places else ""
        yield Row(number, lines(pair, left), lines(pair, right), pair.confidence, of_row, place)


def findings_of(
    alignment: Alignment, numbers: Mapping[str, Sequence[int]] | None = None
) -> dict[int, list[FoundMismatch]]:
    """Return the findings by the number of the pair under which they are shown, gravest first.

    Findings of the whole document are under 0, and those that call it unreliable under `LEADING`. If two
    pairs have one mismatch (a sentence that moved), it is shown under the first of them.

    Args:
        alignment: The alignment; its findings are numbered from 1 in the order of the page.
        numbers: Numbers of findings that were shown before, by id. They are kept, and new findings get
            numbers after the highest of them.
    """
    known = {key: iter(used) for key, used in (numbers or {}).items()}
    free = count(max((n for used in (numbers or {}).values() for n in used), default=0) + 1)
    of_document = alignment.document_mismatches
    held = {n: pair.mismatches for n, pair in enumerate(alignment, 1)} | {
        LEADING: tuple(mismatch for mismatch in of_document if mismatch.kind == UNRELIABLE),
        0: tuple(mismatch for mismatch in of_document if mismatch.kind != UNRELIABLE),
    }
    places = _pairs_by_sentence(alignment)
    findings: dict[int, list[FoundMismatch]] = {}
    numbered: set[int] = set()
    for place in (LEADING, *range(1, len(alignment) + 1), 0):
        for mismatch in gravest_first(held[place]):
            if id(mismatch) not in numbered:
                numbered.add(id(mismatch))
                number = next(known.get(mismatch.id, iter(())), 0) or next(free)
                finding = _finding(number, mismatch, place, alignment, places)
                findings.setdefault(place, []).append(finding)
    return findings


def _finding(
    number: int,
    mismatch: Mismatch,
    place: int,
    alignment: Alignment,
    places: Mapping[tuple[SideName, int], int],
) -> FoundMismatch:
    sentences: dict[SideName, tuple[int, ...]] = {
        "source": mismatch.source_sentences,
        "target": mismatch.target_sentences,
    }
    named = [(side, sentence) for side, numbers in sentences.items() for sentence in numbers]
    pairs = {places[sentence] for sentence in named if sentence in places} - {place}
    left, right = (sentences[side] for side in sides_of(alignment))
    return FoundMismatch(number, mismatch, left, right, tuple(sorted(pairs)))


def _pairs_by_sentence(alignment: Alignment) -> dict[tuple[SideName, int], int]:
    """Return the number of the pair of each sentence, by side and number of the sentence."""
    sides = sides_of(alignment)
    return {
        (side, place): number
        for number, pair in enumerate(alignment, 1)
        for side in sides
        for place in numbers_of(pair, side)
    }


def _pieces(cut: Iterable[Stretch], numbers: Mapping[int, int]) -> Iterator[_Piece]:
    for stretch in cut:
        leading, ending = (
            tuple(sorted({numbers[id(mismatch)] for mismatch in mismatches}))
            for mismatches in (stretch.mismatches, stretch.ending)
        )
        yield _Piece(stretch.text, stretch.severity, leading, ending)
