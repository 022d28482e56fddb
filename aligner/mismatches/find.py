"""From checks to mismatches: all checks on all beads, one finding for one cause, ids that last.

Four steps. Every check looks at its bead (or at the document) and says what it sees. Sentences that changed
places are looked at again, each with its real counterpart. Findings that are the same slip seen twice are
reduced to the one that names the cause: a number that the source lost characters of is not also a wrong
number, a number missing here and added in the next pair has moved. What is left gets its category, severity,
document coordinates and id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from aligner.mismatches.aliases import two_place_names
from aligner.mismatches.brackets import broken_brackets
from aligner.mismatches.clauses import shortened_translation, shortened_translations
from aligner.mismatches.confidence import calibrated
from aligner.mismatches.content import repeated_words, uneven_beads, unpaired_sentences, untranslated_words
from aligner.mismatches.damage import lost_characters
from aligner.mismatches.documents import crossed_sentences, repeated_sentences, two_translations
from aligner.mismatches.finding import Check, DocumentCheck, Finding, Place, passage
from aligner.mismatches.marks import broken_quotations, read_quotations
from aligner.mismatches.names import changed_glossed_name, changed_half
from aligner.mismatches.negation import flipped_negation
from aligner.mismatches.persons import changed_foreigner, changed_person
from aligner.mismatches.pronouns import changing_gender, drifting_subjects
from aligner.mismatches.quantities import unequal_quantities
from aligner.mismatches.swallowed import swallowed_sentences
from aligner.mismatches.terms import two_terms
from aligner.mismatches.toponyms import changed_bare_place, changed_place, changed_small_place
from aligner.mismatches.variants import name_variants
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.mismatch import KINDS, OWN_KIND, Mismatch
from aligner.model.text import Span

CHECKS: tuple[Check, ...] = (
    lost_characters,
    unequal_quantities,
    unpaired_sentences,
    untranslated_words,
    broken_quotations,
    broken_brackets,
    changed_place,
    changed_small_place,
    changed_bare_place,
    changed_half,
    changed_foreigner,
    changed_glossed_name,
    changed_person,
    flipped_negation,
    repeated_words,
    uneven_beads,
)
# Where nothing is known but the row; for a document the check of the same name in the plural knows better.
ROW_CHECKS: tuple[Check, ...] = (shortened_translation,)
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    repeated_sentences,
    crossed_sentences,
    swallowed_sentences,
    shortened_translations,
    name_variants,
    two_place_names,
    two_translations,
    two_terms,
    drifting_subjects,
    changing_gender,
)

# Which kinds a finding explains away where the two touch each other's place: one cause, one mismatch.
NUMBERS = frozenset({"number", "magnitude", "number_missing", "number_added", "unit", "date", "bound"})
EXPLAINS = {
    "source_damage": NUMBERS | {"quotation"},
    "magnitude": NUMBERS - {"magnitude"},
    "date": frozenset({"number", "number_missing", "number_added"}),
    "number": frozenset({"number_missing", "number_added"}),
    "unit": frozenset({"number_missing", "number_added"}),
    "untranslated": frozenset({"name", "clause_dropped", "clause_added"}),
    "name_variant": frozenset({"name"}),
    "duplicate": frozenset({"sentence_added", "clause_added", "moved", "split"}),
    "moved": frozenset(
        {"sentence_dropped", "sentence_added", "clause_dropped", "clause_added", "split", "merge"}
    ),
    "sentence_dropped": frozenset({"clause_dropped", "number_missing", "merge", "name"}),
    "sentence_added": frozenset({"clause_added", "number_added", "split", "name"}),
    "bracket": frozenset({"number_missing"}),
    "clause_dropped": frozenset({"number_missing"}),
    "clause_added": frozenset({"number_added"}),
}


STRETCH = 500  # characters; nearly all sentences are one


@dataclass(frozen=True, slots=True)
class _Seen:
    """A finding and the bead it belongs to; None: it reaches beyond one bead."""

    finding: Finding
    bead: int | None


def find_mismatches(
    article: Article,
    beads: Sequence[Bead],
    *,
    document: bool = True,
    checks: Sequence[Check] = CHECKS,
    document_checks: Sequence[DocumentCheck] = DOCUMENT_CHECKS,
    row_checks: Sequence[Check] = ROW_CHECKS,
) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
    """What went wrong in every bead, and in the document as a whole.

    Args:
        article: Sentences and quantities of both sides.
        beads: The ladder, in order.
        document: False if the beads are rows that have nothing to do with each other: then nothing is
            looked up in neighbours and no check of the document runs.
        checks, document_checks, row_checks: To add one of your own, or to leave one out; the second run only
            on documents, the third only on rows.

    Returns:
        For each bead its mismatches, in the order of the text; then those that belong to no single bead.
    """
    of_all = [found for check in document_checks for found in check(beads, article)] if document else []
    home = _homes(beads)
    moved = [finding for finding in of_all if finding.kind == "moved"]
    gone, true = {home[place] for finding in moved for place in _sentences(finding)}, _true_beads(moved)
    seen = [
        _Seen(finding, number)
        for number, bead in enumerate(beads)
        if number not in gone
        for check in (checks if document else (*checks, *row_checks))
        for finding in check(bead, article)
    ]
    if document:
        seen = _settled_with_neighbours(seen, beads, article)
    of_all += [finding for bead in true for check in checks for finding in check(bead, article)]
    seen += [_Seen(finding, _home(finding, home)) for finding in of_all]
    seen = sorted(_one_a_cause(seen), key=lambda one: _order(one.finding))
    occurrences: Counter[tuple[str, str | None, str | None]] = Counter()
    of_bead: list[list[Mismatch]] = [[] for _ in beads]
    of_document: list[Mismatch] = []
    for one in seen:
        mismatch = _mismatch(one, beads, article, occurrences)
        (of_document if one.bead is None else of_bead[one.bead]).append(mismatch)
    return [tuple(mismatches) for mismatches in of_bead], tuple(of_document)


def _true_beads(moved: Sequence[Finding]) -> Iterator[Bead]:
    """Sentences that changed places with their real counterparts: what the other checks have to look at.

    Right and wrong numbers of two sentences that crossed say nothing about the beads that they came out of.
    """
    for finding in moved:
        sentences = list(_sentences(finding))
        for (_, source), (_, target) in zip(sentences[::2], sentences[1::2], strict=True):
            yield Bead(range(source, source + 1), range(target, target + 1))


def _sentences(finding: Finding) -> Iterator[tuple[str, int]]:
    """Side and number of each sentence of a finding: source, target, source, target."""
    for side, place in (*_places(finding), *finding.beside):
        yield side, place.sentence


def _homes(beads: Sequence[Bead]) -> dict[tuple[str, int], int]:
    """The bead of every sentence."""
    homes = {("source", number): index for index, bead in enumerate(beads) for number in bead.source}
    return homes | {("target", number): index for index, bead in enumerate(beads) for number in bead.target}


def _home(finding: Finding, homes: dict[tuple[str, int], int]) -> int | None:
    found = {homes.get((side, place.sentence)) for side, place in _places(finding)}
    return found.pop() if len(found) == 1 else None


def _places(finding: Finding) -> Iterator[tuple[str, Place]]:
    if finding.source:
        yield "source", finding.source
    if finding.target:
        yield "target", finding.target


def _order(finding: Finding) -> tuple[float, ...]:
    """In the order of the source; what has no place there by its place in the target."""
    source, target = finding.source, finding.target
    first = (source.sentence, *source.span) if source else (float("inf"),) * 3
    second = (target.sentence, *target.span) if target else (float("inf"),) * 3
    return (*first, *second)


def _settled_with_neighbours(seen: list[_Seen], beads: Sequence[Bead], article: Article) -> list[_Seen]:
    """Numbers and quotation marks that are missing in one bead because they stand in the next."""
    by_bead: dict[int, list[_Seen]] = defaultdict(list)
    for one in seen:
        if one.bead is not None:
            by_bead[one.bead].append(one)
    settled: list[_Seen] = []
    gone: set[int] = set()
    for one in seen:
        if one.bead is None or id(one) in gone:
            continue
        if one.finding.kind == "quotation" and _is_continued(one.bead, beads, article):
            gone.add(id(one))
        for other in by_bead.get(one.bead + 1, ()):
            moved = None if id(other) in gone else _moved_number(one.finding, other.finding)
            if moved:
                gone |= {id(one), id(other)}
                settled.append(_Seen(moved, None))
                break
    return [one for one in seen if id(one) not in gone] + settled


def _is_continued(number: int, beads: Sequence[Bead], article: Article) -> bool:
    """Whether the marks without a partner in a bead find theirs in the bead before or after it.

    A quotation of several paragraphs opens anew in each and closes in the last; that is no slip either.
    """
    own = passage(article.target, beads[number].target).text
    strays = read_quotations(own).strays
    if not strays:
        return False
    for first, last in ((number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(beads):
            continue
        both = range(beads[first].target.start, beads[last].target.stop)
        joined = read_quotations(passage(article.target, both).text).strays
        if not joined or (last > number and len(joined) < len(strays)):
            return True
    after = passage(article.target, beads[number + 1].target).text if number + 1 < len(beads) else ""
    return strays[-1].start <= len(own) // 2 and after.lstrip()[:1] in ("“", '"')


def _moved_number(one: Finding, other: Finding) -> Finding | None:
    missing, added = (one, other) if one.kind == "number_missing" else (other, one)
    if (missing.kind, added.kind) != ("number_missing", "number_added"):
        return None
    if missing.source_value != added.target_value or missing.source is None or added.target is None:
        return None
    return Finding(
        "moved",
        f"“{missing.source.surface}” is rendered in the neighbouring sentence, as “{added.target.surface}”.",
        missing.source,
        added.target,
        missing.source_value,
        added.target_value,
        severity="info",
        confidence=0.8,
    )


def _one_a_cause(seen: list[_Seen]) -> Iterator[_Seen]:
    """Findings that no other one explains."""
    explained: dict[tuple[str, int, int], list[tuple[Span, frozenset[str], _Seen]]] = defaultdict(list)
    for one in seen:
        kinds = EXPLAINS.get(one.finding.kind)
        for side, place in (*_places(one.finding), *one.finding.beside) if kinds else ():
            for part in _parts(place):
                explained[side, place.sentence, part].append((place.span, kinds or frozenset(), one))
    for one in seen:
        if not any(
            other is not one and one.finding.kind in kinds and span.overlaps(place.span)
            for side, place in _places(one.finding)
            for part in _parts(place)
            for span, kinds, other in explained.get((side, place.sentence, part), ())
        ):
            yield one


def _parts(place: Place) -> range:
    """The stretches of a sentence that a place touches: in a long list only near findings are compared."""
    return range(place.span.start // STRETCH, place.span.end // STRETCH + 1)


def _mismatch(
    one: _Seen,
    beads: Sequence[Bead],
    article: Article,
    occurrences: Counter[tuple[str, str | None, str | None]],
) -> Mismatch:
    finding, kind = one.finding, KINDS.get(one.finding.kind, OWN_KIND)
    source_surface = finding.source.surface if finding.source else None
    target_surface = finding.target.surface if finding.target else None
    key = (finding.kind, source_surface, target_surface)
    occurrences[key] += 1
    bead = None if one.bead is None else beads[one.bead]
    return Mismatch(
        kind=finding.kind,
        category=kind.category,
        severity=finding.severity or kind.severity,
        message=finding.message,
        source_sentences=_numbers(finding.source, bead.source if bead else None),
        target_sentences=_numbers(finding.target, bead.target if bead else None),
        source_span=_document_span(article.source, finding.source),
        target_span=_document_span(article.target, finding.target),
        source_surface=source_surface,
        target_surface=target_surface,
        source_value=finding.source_value,
        target_value=finding.target_value,
        confidence=calibrated(finding.kind, finding.confidence),
        id=_identity(*key, occurrences[key]),
    )


def _numbers(place: Place | None, numbers: range | None) -> tuple[int, ...]:
    if numbers is not None:
        return tuple(numbers)
    return (place.sentence,) if place else ()


def _document_span(side: Side, place: Place | None) -> Span | None:
    return side.span(place.sentence, place.span) if place else None


def _identity(kind: str, source: str | None, target: str | None, occurrence: int) -> str:
    """Twelve hexadecimal digits that stay the same as long as the same slip is there."""
    text = "\x1f".join((kind, source or "", target or "", str(occurrence)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
