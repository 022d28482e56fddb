"""What the report for the browser shows of an alignment: pairs in rows, sentences in pieces, findings."""

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

# What a finding weighs by its severity, times its probability: MQM (Lommel et al. 2014) counts a major
# error as five minor ones; an info of any probability comes behind a warning that is probably right.
WEIGHTS: Mapping[Severity, float] = {"error": 5.0, "warning": 1.0, "info": 0.1}
# From here on the confidence of a pair stands in the background: at most one of 20 such pairs is wrong if
# the ladder is calibrated, and the texts stand side by side to see it.
SURE = 0.95
LEADING = -1  # where the findings of the document stand that come before all pairs


@dataclass(frozen=True)
class FoundMismatch:
    """A mismatch with its place in the page.

    Attributes:
        number: From 1, in the order of the page; `#finding-3` leads to it.
        mismatch: What was found.
        left, right: Numbers of the sentences it speaks of, in the left and in the right column.
        pairs: Numbers of the other pairs it speaks of, those that a link leads to.
    """

    number: int
    mismatch: Mismatch
    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    pairs: tuple[int, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether a baseline can name it; a check of the user's may leave the id out."""
        return ID.fullmatch(self.mismatch.id) is not None

    @property
    def gravity(self) -> float:
        """How much it matters: how grave it is if true, times how probably it is true."""
        return WEIGHTS[self.mismatch.severity] * self.mismatch.confidence

    @cached_property
    def messages(self) -> dict[str, str]:
        """What it says in languages other than that of the checks, by code, where these have words for it."""
        others = (code for code in codes() if code != SPOKEN)
        return {code: text for code in others if (text := message_in(code, self.mismatch))}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence and the findings to which its mark leads, none for plain text.

    `ending` are those whose mark ends here.
    """

    text: str
    severity: Severity | None
    findings: tuple[int, ...]
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence in pieces."""

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
    place: str = ""  # where it stands in the file that was checked, such as `line 7`

    @property
    def content(self) -> tuple[object, ...]:
        """All that is shown of it but its number."""
        return self.left, self.right, self.confidence, self.findings, self.place

    @property
    def matched(self) -> bool:
        """Whether there are sentences on both sides."""
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
        """Whether the pairing is so probable that nobody has to be told how probable."""
        return self.matched and self.confidence >= SURE

    @property
    def joined(self) -> bool:
        """Whether sentences were joined or divided."""
        return self.matched and len(self.left) + len(self.right) > 2

    @property
    def shape(self) -> str:
        """How the ribbon between the two sides is drawn."""
        if not self.matched:
            return "left-only" if self.left else "right-only"
        if len(self.left) == len(self.right):
            return "joined" if self.joined else "even"
        return "widens" if len(self.left) < len(self.right) else "narrows"


def rows_of(
    alignment: Alignment, findings: Mapping[int, list[FoundMismatch]], places: Sequence[str] = ()
) -> Iterator[Row]:
    """The pairs, with marks that lead to the findings.

    Args:
        alignment: Whose pairs are shown.
        findings: What `findings_of` gives for it.
        places: Where each pair stands in its file, if that is known.
    """
    numbers = {id(one.mismatch): one.number for several in findings.values() for one in several}
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
        found = tuple(findings.get(number, ()))
        place = places[number - 1] if places else ""
        yield Row(number, lines(pair, left), lines(pair, right), pair.confidence, found, place)


def findings_of(
    alignment: Alignment, numbers: Mapping[str, Sequence[int]] | None = None
) -> dict[int, list[FoundMismatch]]:
    """The findings by the pair under which they stand, gravest first; under 0 those of the document.

    What says that nothing can be relied on leads, under `LEADING`.

    Two pairs may hold one mismatch (a sentence that moved): it stands under the first of them.

    Args:
        alignment: Whose findings are numbered, from 1 in the order of the page.
        numbers: Of findings that were shown before, by id: these stay, new ones are counted on from the last.
    """
    known = {key: iter(several) for key, several in (numbers or {}).items()}
    free = count(max((n for several in (numbers or {}).values() for n in several), default=0) + 1)
    of_document = alignment.document_mismatches
    held = {n: pair.mismatches for n, pair in enumerate(alignment, 1)} | {
        LEADING: tuple(one for one in of_document if one.kind == UNRELIABLE),
        0: tuple(one for one in of_document if one.kind != UNRELIABLE),
    }
    places = _pairs_by_sentence(alignment)
    found: dict[int, list[FoundMismatch]] = {}
    seen: set[int] = set()
    for place in (LEADING, *range(1, len(alignment) + 1), 0):
        for mismatch in gravest_first(held[place]):
            if id(mismatch) not in seen:
                seen.add(id(mismatch))
                number = next(known.get(mismatch.id, iter(())), 0) or next(free)
                finding = _finding(number, mismatch, place, alignment, places)
                found.setdefault(place, []).append(finding)
    return found


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
    """The number of the pair in which each sentence stands."""
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
            tuple(sorted({numbers[id(mismatch)] for mismatch in several}))
            for several in (stretch.mismatches, stretch.ending)
        )
        yield _Piece(stretch.text, stretch.severity, leading, ending)
