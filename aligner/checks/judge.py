"""From checks to mismatches: all checks on all beads, one finding for one cause, ids that last.

Four steps. Every check looks at its bead (or at the document) and says what it sees. Sentences that changed
places are looked at again, each with its real counterpart. Findings that are the same slip seen twice are
reduced to the one that names the cause: a number that the source lost characters of is not also a wrong
number, a number missing here and added in the next pair has moved. What is left gets its category, severity,
document coordinates and id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from aligner.checks.check import Check, Scope
from aligner.checks.confidence import LOUD, calibrated
from aligner.checks.finding import Finding, Place
from aligner.checks.identity import Names, said
from aligner.checks.manner import is_free
from aligner.checks.marks import quotations_of
from aligner.checks.registry import CHECKS
from aligner.checks.view import DocumentView, PairView, document_view, passage
from aligner.marks.enclosing import read_quotations
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.lexicon import Term
from aligner.model.mismatch import Mismatch
from aligner.model.quantity import Value
from aligner.model.text import Span

# The kind that answers another one in the bead behind it: the number has moved.
_ANSWERS = {"number_missing": "number_added", "number_added": "number_missing"}
STRETCH = 500  # characters; nearly all sentences are one


@dataclass(frozen=True, slots=True)
class _Seen:
    """A finding, the check that it is of, and the bead it belongs to; None: it reaches beyond one bead."""

    finding: Finding
    check: Check
    bead: int | None


def find_mismatches(
    article: Article,
    beads: Sequence[Bead],
    *,
    document: bool = True,
    checks: Sequence[Check] = CHECKS,
    terms: tuple[Term, ...] = (),
    rates: Mapping[str, float] | None = None,
    reading: float = 1.0,
    asides: tuple[str, ...] = (),
) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
    """Find what went wrong in every bead, and in the document as a whole.

    Args:
        article: Sentences and quantities of both sides.
        beads: The ladder, in order.
        document: False if the beads are independent rows: then nothing is looked up in neighbours, and of the
            checks that look at all beads only those of rows are run.
        checks: The checks to run.
        terms: The glossary of the user.
        rates: Errors in 100 pairs by kind, if they are not the usual ones.
        reading: Probability that the page was read well; 1 without a page.
        asides: Stretches of the page without counterpart.

    Returns:
        For each bead its mismatches, in the order of the text; then the mismatches of no single bead.

    Examples:
        >>> from aligner.model.text import Sentence, Span
        >>> from aligner.sides import read_side
        >>> source = read_side([Sentence("3만 명이 왔다.", Span(0, 9))], "ko")
        >>> target = read_side([Sentence("300,000 people came.", Span(0, 20))], "en")
        >>> of_beads, of_document = find_mismatches(Article(source, target), [Bead(range(1), range(1))])
        >>> [[found.kind for found in of_bead] for of_bead in of_beads], of_document
        ([['magnitude']], ())
    """
    view = document_view(article, beads, is_document=document, terms=terms, reading=reading, asides=asides)
    of_pairs, of_all = _by_scope(checks, document=document)
    home = _homes(beads)
    across = [(finding, check) for check in of_all for finding in check.run(view)]
    moved = [finding for finding, _ in across if finding.kind == "moved"]
    gone = {home[place] for finding in moved for place in _sentences(finding)}
    seen: list[_Seen] = []
    for number, pair in enumerate(view.pairs):
        if number not in gone:
            seen += [_Seen(finding, check, number) for finding, check in _in_pair(pair, of_pairs)]
        if not document:
            pair.forget()
    if document:
        seen = _settled_with_neighbours(seen, view)
    for bead in _true_beads(moved):
        across += _in_pair(view.pair(bead), of_pairs)
    seen += [_Seen(finding, check, _home(finding, home)) for finding, check in across]
    return _judged(_one_a_cause(seen, _explanations(tuple(checks))), view, rates)


def _by_scope(checks: Sequence[Check], *, document: bool) -> tuple[list[Check], list[Check]]:
    """The checks that look at one pair after the other, and those that look at all pairs at once."""
    of_all = [check for check in checks if (Scope.DOCUMENT if document else Scope.ROWS) in check.scope]
    of_pairs = [check for check in checks if Scope.PAIR in check.scope and check not in of_all]
    # One that looks at documents comes last there too, so what stands in one place keeps its order.
    return sorted(of_pairs, key=lambda check: Scope.DOCUMENT in check.scope), of_all


def _in_pair(pair: PairView, checks: Sequence[Check]) -> list[tuple[Finding, Check]]:
    """What the checks find in a pair; where both sides are the same characters most have nothing to say."""
    chosen = [check for check in checks if check.of_copies] if pair.is_copy else checks
    found: list[tuple[Finding, Check]] = []
    for check in chosen:
        findings = check.run(pair)
        if findings:
            found += [(finding, check) for finding in findings]
    return found


def _judged(
    seen: Iterable[_Seen], view: DocumentView, rates: Mapping[str, float] | None
) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
    """The mismatches of each bead in the order of the text, and those of no single bead.

    What comes again in a document gets another id; rows know nothing of each other, and a mismatch of one
    counts the sentences of its row alone.
    """
    of_document: list[Mismatch] = []
    of_bead: list[list[Mismatch]] = [[] for _ in view.pairs]
    names: dict[int | None, Names] = defaultdict(Names)
    for one in sorted(seen, key=lambda one: _order(one.finding)):
        mismatch = _mismatch(one, view, names[None if view.is_document else one.bead], rates)
        (of_document if one.bead is None else of_bead[one.bead]).append(mismatch)
    return [tuple(mismatches) for mismatches in of_bead], tuple(of_document)


@lru_cache(maxsize=8)  # choices of checks
def _explanations(checks: tuple[Check, ...]) -> dict[str, frozenset[str]]:
    """Which kinds a finding of each kind explains away where the two touch each other's place."""
    explained: dict[str, set[str]] = defaultdict(set)
    for check in checks:
        for kind in check.kinds:
            for cause in kind.explained_by:
                explained[cause].add(kind.name)
            explained[kind.name].update(kind.explains)
    return {cause: frozenset(kinds) for cause, kinds in explained.items()}


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
    """In the order of the source; what has no place there by its place in the target, or first."""
    source, target = finding.source, finding.target
    if not source and not target:
        return ()
    first = (source.sentence, *source.span) if source else (float("inf"),) * 3
    second = (target.sentence, *target.span) if target else (float("inf"),) * 3
    return (*first, *second)


def _settled_with_neighbours(seen: list[_Seen], view: DocumentView) -> list[_Seen]:
    """Numbers and quotation marks that are missing in one bead because they stand in the next."""
    of_number: dict[tuple[int, str, Value | None], list[_Seen]] = defaultdict(list)
    for one in seen:
        if one.bead is not None and one.finding.kind in _ANSWERS:
            of_number[one.bead, one.finding.kind, _number_of(one.finding)].append(one)
    continued = {
        bead: _is_continued(bead, view)
        for bead in {one.bead for one in seen if one.finding.kind == "quotation"}
        if bead is not None
    }
    settled: list[_Seen] = []
    gone: set[int] = set()
    for one in seen:
        if one.bead is None or id(one) in gone:
            continue
        if one.finding.kind == "quotation" and continued[one.bead]:
            gone.add(id(one))
        answer = _ANSWERS.get(one.finding.kind, "")
        for other in of_number.get((one.bead + 1, answer, _number_of(one.finding)), ()):
            moved = None if id(other) in gone else _moved_number(one.finding, other.finding)
            if moved:
                gone |= {id(one), id(other)}
                settled.append(_Seen(moved, one.check, None))
                break
    return [one for one in seen if id(one) not in gone] + settled


def _number_of(finding: Finding) -> Value | None:
    """The number that is missing or added."""
    return finding.source_value if finding.kind == "number_missing" else finding.target_value


def _is_continued(number: int, view: DocumentView) -> bool:
    """Whether the marks without a partner in a bead find theirs in the bead before or after it.

    A quotation of several paragraphs opens anew in each and closes in the last; that is no slip either.
    """
    pairs = view.pairs
    own = pairs[number].target
    strays = own.once(quotations_of).strays
    if not strays:
        return False
    for first, last in ((number - 1, number), (number, number + 1)):
        if first < 0 or last >= len(pairs):
            continue
        both = range(pairs[first].bead.target.start, pairs[last].bead.target.stop)
        joined = read_quotations(passage(own.side, both, is_source=False).text).strays
        if not joined or (last > number and len(joined) < len(strays)):
            return True
    after = pairs[number + 1].target.text if number + 1 < len(pairs) else ""
    return strays[-1].start <= len(own.text) // 2 and after.lstrip()[:1] in ("“", '"')


def _moved_number(one: Finding, other: Finding) -> Finding | None:
    """What the two say together: a number missing here, and the same one added there."""
    missing, added = (one, other) if one.kind == "number_missing" else (other, one)
    if missing.source is None or added.target is None:
        return None
    return Finding(
        "moved",
        missing.source,
        added.target,
        missing.source_value,
        added.target_value,
        key="moved_number",
        severity="info",
        strength=0.8,
    )


def _one_a_cause(seen: list[_Seen], explanations: dict[str, frozenset[str]]) -> Iterator[_Seen]:
    """Findings that no other one explains."""
    explained: dict[tuple[str, int, int], list[tuple[Span, frozenset[str], _Seen]]] = defaultdict(list)
    for one in seen:
        kinds = explanations.get(one.finding.kind)
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
    view: DocumentView,
    names: Names,
    rates: Mapping[str, float] | None,
) -> Mismatch:
    finding, kind = one.finding, one.check.kind(one.finding)
    article = view.article
    pair = None if one.bead is None else view.pairs[one.bead]
    bead = pair.bead if pair else None
    first = None if view.is_document else bead
    source_numbers = _numbers(finding.source, bead.source if bead else None)
    target_numbers = _numbers(finding.target, bead.target if bead else None)
    sentences = said(article.source, source_numbers), said(article.target, target_numbers)
    context = names.context(finding.kind, finding.source, finding.target, sentences)
    source_span, source = _as_given(article.source, finding.source)
    target_span, target = _as_given(article.target, finding.target)
    if (source, target) != (finding.source, finding.target):
        finding = replace(finding, source=source, target=target)
    confidence = calibrated(
        finding.kind,
        finding.strength,
        view.languages,
        free=pair is not None and is_free(pair, view),
        rates=rates,
    )
    return Mismatch(
        kind=finding.kind,
        category=kind.category,
        severity="info" if confidence < LOUD else finding.severity or kind.severity,
        message=one.check.message(finding),
        source_sentences=source_numbers if first is None else _counted_from(first.source, source_numbers),
        target_sentences=target_numbers if first is None else _counted_from(first.target, target_numbers),
        source_span=source_span,
        target_span=target_span,
        source_surface=source.surface if source else None,
        target_surface=target.surface if target else None,
        source_value=finding.source_value,
        target_value=finding.target_value,
        confidence=confidence,
        id=names.identity(finding.kind, source, target),
        context=context,
        key=finding.key or finding.kind,
        fields=finding.fields,
    )


def _counted_from(sentences: range, numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(number - sentences.start for number in numbers)


def _numbers(place: Place | None, numbers: range | None) -> tuple[int, ...]:
    if numbers is not None:
        return tuple(numbers)
    return (place.sentence,) if place else ()


def _as_given(side: Side, place: Place | None) -> tuple[Span | None, Place | None]:
    """Where a place stands in the document, and the place with its characters as given."""
    if place is None:
        return None, None
    span, surface = side.place(place.sentence, place.span)
    return span, place if surface == place.surface else replace(place, surface=surface)
