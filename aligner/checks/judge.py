"""The judge runs all checks on all beads and turns their findings into mismatches, one for each cause.

It takes four steps. Every check looks at each bead (or at the document) and yields findings. Sentences that
changed places are checked again, each with its real counterpart. Of several findings with one cause, only the
finding that names the cause is kept: a number of which the source lost characters is not also a wrong number,
and a number missing in one pair and added in the next has moved. The findings that are left get their
category, severity, document coordinates and id, which is the same in every run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from aligner.checks.check import Check, Scope
from aligner.checks.confidence import LOUD, calibrated
from aligner.checks.finding import Finding, Place
from aligner.checks.identity import Names, said
from aligner.checks.manner import is_free
from aligner.checks.marks import quotations_of
from aligner.checks.registry import CHECKS
from aligner.checks.view import DocumentView, PairView, document_view, passage
from aligner.collector import breathe
from aligner.marks.enclosing import read_quotations
from aligner.model.article import Article, Side
from aligner.model.bead import Bead
from aligner.model.lexicon import Term
from aligner.model.mismatch import Mismatch
from aligner.model.quantity import Value
from aligner.model.text import Span

# Kinds that together mean that a number has moved, if they occur in neighbouring beads with one value.
_ANSWERS = {"number_missing": "number_added", "number_added": "number_missing"}
_TOGETHER = 64  # pairs, see `_in_pairs`; what is kept of texts for several checks suffices for these
STRETCH = 500  # characters; longer sentences are divided into stretches, see `_parts`


@dataclass(frozen=True, slots=True)
class _Located:
    """A finding with its check and the number of its bead; None if its places are not in one bead."""

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
        document: False if the beads are independent rows: then neighbours are not looked at, and of the
            checks that look at all beads only those with `Scope.ROWS` are run.
        checks: The checks to run.
        terms: The glossary of the user.
        rates: Errors in 100 pairs by kind; kinds that are left out have their usual rates.
        reading: Probability that the page was read correctly; 1 without a page.
        asides: Stretches of the page without counterpart.

    Returns:
        The mismatches of each bead, in the order of the text; then those that belong to no single bead.

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
    of_pairs, of_all = _by_scope(tuple(checks), document=document)
    across = [(finding, check) for check in of_all for finding in check.run(view)]
    home = _homes(beads) if across else {}
    moved = [finding for finding, _ in across if finding.kind == "moved"]
    gone = {home[place] for finding in moved for place in _sentences(finding)}
    located: list[_Located] = []
    for start in range(0, len(view.pairs), _TOGETHER):
        numbers = range(start, min(start + _TOGETHER, len(view.pairs)))
        asked = [number for number in numbers if number not in gone]
        in_pairs = _in_pairs([view.pairs[number] for number in asked], of_pairs)
        for number, with_check in zip(asked, in_pairs, strict=True):
            located += [_Located(finding, check, number) for finding, check in with_check]
        if not document:
            for number in numbers:
                view.pairs[number].forget()
        breathe()
    if document:
        located = _settled_with_neighbours(located, view)
    if moved:
        across += chain.from_iterable(_in_pairs([view.pair(bead) for bead in _true_beads(moved)], of_pairs))
    located += [_Located(finding, check, _home(finding, home)) for finding, check in across]
    return _judged(_one_a_cause(located, _explanations(tuple(checks))), view, rates)


@lru_cache(maxsize=16)  # different tuples of checks
def _by_scope(checks: tuple[Check, ...], *, document: bool) -> tuple[list[Check], list[Check]]:
    """Return the checks that look at one pair at a time, and the checks that look at all pairs at once."""
    of_all = [check for check in checks if (Scope.DOCUMENT if document else Scope.ROWS) in check.scope]
    of_pairs = [check for check in checks if Scope.PAIR in check.scope and check not in of_all]
    # Checks that also look at documents come last, as they do in a document, so that findings at one place
    # have the same order in documents and in rows.
    return sorted(of_pairs, key=lambda check: Scope.DOCUMENT in check.scope), of_all


def _in_pairs(pairs: Sequence[PairView], checks: Sequence[Check]) -> list[list[tuple[Finding, Check]]]:
    """Return the findings in each pair with their checks; checks that skip copies are left out for a copy.

    A check looks at all pairs before the next check does. This takes a quarter less time than pair after
    pair, because the code and tables of one check stay in the caches of the processor.
    """
    of_pairs: list[list[tuple[Finding, Check]]] = [[] for _ in pairs]
    asked = [(pair, of_pair) for pair, of_pair in zip(pairs, of_pairs, strict=True) if not pair.is_copy]
    without_copies = [pair for pair, _ in asked], [of_pair for _, of_pair in asked]
    for check in checks:
        views, found = (pairs, of_pairs) if check.of_copies else without_copies
        for of_pair, findings in zip(found, check.run_each(views), strict=True):
            if findings:
                of_pair += [(finding, check) for finding in findings]
    return of_pairs


def _judged(
    findings: Iterable[_Located], view: DocumentView, rates: Mapping[str, float] | None
) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
    """Return the mismatches of each bead in the order of the text, and those that belong to no single bead.

    Ids are unique in a document: a repeated mismatch gets another id. Rows are independent of each other, so
    ids are unique within each row only, and sentence numbers count from the first sentence of the row.
    """
    of_document: list[Mismatch] = []
    of_bead: list[list[Mismatch]] = [[] for _ in view.pairs]
    names: dict[int | None, Names] = defaultdict(Names)
    for located in sorted(findings, key=lambda located: _order(located.finding)):
        mismatch = _mismatch(located, view, names[None if view.is_document else located.bead], rates)
        (of_document if located.bead is None else of_bead[located.bead]).append(mismatch)
    return [tuple(mismatches) for mismatches in of_bead], tuple(of_document)


@lru_cache(maxsize=8)  # different tuples of checks
def _explanations(checks: tuple[Check, ...]) -> dict[str, frozenset[str]]:
    """Return the kinds that a finding of each kind suppresses where the places of the two overlap."""
    explained: dict[str, set[str]] = defaultdict(set)
    for check in checks:
        for kind in check.kinds:
            for cause in kind.explained_by:
                explained[cause].add(kind.name)
            explained[kind.name].update(kind.explains)
    return {cause: frozenset(kinds) for cause, kinds in explained.items()}


def _true_beads(moved: Sequence[Finding]) -> Iterator[Bead]:
    """Yield a bead for each moved sentence and its real counterpart, for the other checks to look at.

    In the ladder these sentences are paired wrongly, so findings in those beads would mean nothing.
    """
    for finding in moved:
        sentences = list(_sentences(finding))
        for (_, source), (_, target) in zip(sentences[::2], sentences[1::2], strict=True):
            yield Bead(range(source, source + 1), range(target, target + 1))


def _sentences(finding: Finding) -> Iterator[tuple[str, int]]:
    """Yield side and number of each sentence of a finding: source, target, source, target and so on."""
    for side, place in (*_places(finding), *finding.beside):
        yield side, place.sentence


def _homes(beads: Sequence[Bead]) -> dict[tuple[str, int], int]:
    """Return the number of the bead of every sentence, by side and number of the sentence."""
    homes = {("source", number): index for index, bead in enumerate(beads) for number in bead.source}
    return homes | {("target", number): index for index, bead in enumerate(beads) for number in bead.target}


def _home(finding: Finding, homes: dict[tuple[str, int], int]) -> int | None:
    """Return the number of the bead of a finding; None if it has no place or its places are in two beads."""
    beads = {homes.get((side, place.sentence)) for side, place in _places(finding)}
    return beads.pop() if len(beads) == 1 else None


def _places(finding: Finding) -> Iterator[tuple[str, Place]]:
    if finding.source:
        yield "source", finding.source
    if finding.target:
        yield "target", finding.target


def _order(finding: Finding) -> tuple[float, ...]:
    """Return the sort key of a finding: by source place, then by target place.

    Findings without any place come first; those without a source place come after all that have one.
    """
    source, target = finding.source, finding.target
    if not source and not target:
        return ()
    first = (source.sentence, *source.span) if source else (float("inf"),) * 3
    second = (target.sentence, *target.span) if target else (float("inf"),) * 3
    return (*first, *second)


def _settled_with_neighbours(findings: list[_Located], view: DocumentView) -> list[_Located]:
    """Settle findings about numbers and quotation marks whose counterpart is in a neighbouring bead.

    Numbers become one finding `moved`. Quotation marks are in order, so their findings are dropped.
    """
    of_number: dict[tuple[int, str, Value | None], list[_Located]] = defaultdict(list)
    for located in findings:
        if located.bead is not None and located.finding.kind in _ANSWERS:
            of_number[located.bead, located.finding.kind, _number_of(located.finding)].append(located)
    continued = {
        bead: _is_continued(bead, view)
        for bead in {located.bead for located in findings if located.finding.kind == "quotation"}
        if bead is not None
    }
    settled: list[_Located] = []
    gone: set[int] = set()
    for located in findings:
        if located.bead is None or id(located) in gone:
            continue
        if located.finding.kind == "quotation" and continued[located.bead]:
            gone.add(id(located))
        answer = _ANSWERS.get(located.finding.kind, "")
        for other in of_number.get((located.bead + 1, answer, _number_of(located.finding)), ()):
            moved = None if id(other) in gone else _moved_number(located.finding, other.finding)
            if moved:
                gone |= {id(located), id(other)}
                settled.append(_Located(moved, located.check, None))
                break
    return [located for located in findings if id(located) not in gone] + settled


def _number_of(finding: Finding) -> Value | None:
    """Return the value of the number that is missing or added."""
    return finding.source_value if finding.kind == "number_missing" else finding.target_value


def _is_continued(number: int, view: DocumentView) -> bool:
    """Return whether unpaired quotation marks of a bead have their partners in the bead before or after it.

    A quotation of several paragraphs opens again in each of them and closes in the last only. That is correct
    too.
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


def _moved_number(earlier: Finding, later: Finding) -> Finding | None:
    """Return the finding `moved` for a number missing in one bead and added in its neighbour."""
    missing, added = (earlier, later) if earlier.kind == "number_missing" else (later, earlier)
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


def _one_a_cause(findings: list[_Located], explanations: dict[str, frozenset[str]]) -> Iterator[_Located]:
    """Yield the findings that are explained by no other finding."""
    explained: dict[tuple[str, int, int], list[tuple[Span, frozenset[str], _Located]]] = defaultdict(list)
    for located in findings:
        kinds = explanations.get(located.finding.kind)
        for side, place in (*_places(located.finding), *located.finding.beside) if kinds else ():
            for part in _parts(place):
                explained[side, place.sentence, part].append((place.span, kinds or frozenset(), located))
    for located in findings:
        if not any(
            other is not located and located.finding.kind in kinds and span.overlaps(place.span)
            for side, place in _places(located.finding)
            for part in _parts(place)
            for span, kinds, other in explained.get((side, place.sentence, part), ())
        ):
            yield located


def _parts(place: Place) -> range:
    """Return the numbers of the stretches that a place touches.

    Only findings in one stretch are compared, which keeps a very long list fast.
    """
    return range(place.span.start // STRETCH, place.span.end // STRETCH + 1)


def _mismatch(
    located: _Located,
    view: DocumentView,
    names: Names,
    rates: Mapping[str, float] | None,
) -> Mismatch:
    """Return the mismatch for a finding, with category, severity, document coordinates and id."""
    finding, kind = located.finding, located.check.kind(located.finding)
    article = view.article
    pair = None if located.bead is None else view.pairs[located.bead]
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
        message=located.check.message(finding),
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
    """Return sentence numbers counted from the first of `sentences`."""
    return tuple(number - sentences.start for number in numbers)


def _numbers(place: Place | None, numbers: range | None) -> tuple[int, ...]:
    """Return the sentence numbers of a bead, or of a place if there is no bead."""
    if numbers is not None:
        return tuple(numbers)
    return (place.sentence,) if place else ()


def _as_given(side: Side, place: Place | None) -> tuple[Span | None, Place | None]:
    """Return the span of a place in the document, and the place with its characters as given there."""
    if place is None:
        return None, None
    span, surface = side.place(place.sentence, place.span)
    return span, place if surface == place.surface else replace(place, surface=surface)
