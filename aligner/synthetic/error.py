"""Makes synthetic errors, with their gold, from clean pairs.

Nobody has a list of all errors in their own translations. But anybody with clean pairs can put errors in and
see which are found. The error in a pair does not depend on the other pairs: random choices depend only on the
seed, the kind of the error, and the number of its pair. One seed always gives one set of errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from aligner.model.errors import SettingsError
from aligner.model.text import Span
from aligner.pairs.script import languages_of
from aligner.synthetic import slips
from aligner.synthetic.slips import Sides, Slipping

NUMBERS = ("number", "magnitude", "number_missing", "number_added", "moved")
# For every kind of error, the function that makes it (None for errors of whole sentences), and the kinds of
# mismatches that count as finding it.
KINDS: dict[str, tuple[Slipping | None, tuple[str, ...]]] = {
    "number_changed": (slips.changed_number, (*NUMBERS, "unit", "date", "bound")),
    "magnitude": (slips.magnitude, NUMBERS),
    "number_dropped": (slips.dropped_number, (*NUMBERS, "unit", "clause_dropped")),
    "number_added": (slips.added_number, (*NUMBERS, "clause_added")),
    "date": (slips.changed_date, ("date", *NUMBERS)),
    "unit": (slips.changed_unit, ("unit", *NUMBERS)),
    "name": (slips.changed_name, ("name", "name_variant")),
    "clause_dropped": (slips.dropped_clause, ("clause_dropped", "sentence_dropped", "number_missing")),
    "negation": (slips.flipped_negation, ("negation",)),
    "opposite": (slips.opposite, ("opposite", "date")),
    "name_missing": (slips.left_out_name, ("name_missing", "name", "clause_dropped")),
    "percent_points": (slips.percent_points, ("percent_points", "unit")),
    "marker": (slips.changed_marker, ("marker",)),
    "markup": (slips.left_markup, ("markup",)),
    "language": (slips.other_language, ("language", "untranslated")),
    "punctuation": (slips.changed_end, ("punctuation",)),
    "untranslated": (slips.untranslated, ("untranslated",)),
    "quotation_lost": (slips.lost_quotation, ("quotation",)),
    "quotation_unbalanced": (slips.unbalanced_quotation, ("quotation",)),
    "bracket_lost": (slips.lost_bracket, ("bracket",)),
    "bracket_unbalanced": (slips.unbalanced_bracket, ("bracket",)),
    "sentence_dropped": (None, ("sentence_dropped", "clause_dropped")),
    "sentence_added": (None, ("sentence_added", "clause_added")),
    "sentence_duplicated": (None, ("duplicate", "sentence_added", "clause_added")),
    "sentences_swapped": (None, ("moved",)),
    "rows_shifted": (None, ("shifted",)),
}
# Number of rows whose translations are rotated by one row, and least number at the end of a document. All of
# them but one are shifted by one row.
TURNED, LEAST_TURNED = 6, 4
MOST = 20  # errors of each kind, by default
LEAST_SENTENCE = 20  # characters of a sentence that is dropped, doubled or moved; headings are shorter


@dataclass(frozen=True, slots=True)
class SyntheticError:
    """One error that was put into a pair or a document; everything else is unchanged.

    Attributes:
        kind: One of `aligner.synthetic.KINDS`.
        pair: Number of the damaged pair among the clean ones, from 0.
        source, target: Sentences of the pair or of the whole document; the error is in the target.
        before: The characters that were changed or lost; empty if something was added.
        after: The characters that replace them; empty if something was lost.
        sentence: Number of the sentence of `target` that has, or had, the error.
        span: Where `after` is in that sentence.
        found_by: Kinds of mismatches that name this error.
        document: True if the sentences are a document to be aligned, False if they are a pair to be checked.
        rows: True if they are the rows of a bitext, to be checked together.

    Examples:
        >>> (error,) = stress([("비가 오지 않았다.", "It did not rain.")], kinds=["negation"])
        >>> error.kind, error.target, error.found_by
        ('negation', ('It did rain.',), ('negation',))
    """

    kind: str
    pair: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    before: str
    after: str
    sentence: int
    span: Span
    found_by: tuple[str, ...]
    document: bool = False
    rows: bool = False


def stress(
    pairs: Iterable[tuple[str, str]],
    seed: int = 0,
    *,
    document: bool = False,
    kinds: Iterable[str] = tuple(KINDS),
    most: int = MOST,
) -> list[SyntheticError]:
    """Put synthetic errors into clean pairs, one error at a time.

    Args:
        pairs: Source and translation of each pair.
        seed: Seed of the random choices; another seed gives other errors.
        document: Whether the pairs are one article in order. Only then are whole sentences dropped, added,
            duplicated and swapped, and rows shifted.
        kinds: Which errors to make, of `aligner.synthetic.KINDS`.
        most: How many errors of each kind at most, in pairs drawn at random.

    Returns:
        The errors in order of `kinds`, then of pairs. There are fewer than `most` of a kind if few pairs have
        a place for it, and none if there are no pairs.

    Raises:
        SettingsError: There is no such kind.

    Examples:
        >>> (error,) = stress([("3만 명이 왔다.", "It drew 30,000 people.")], kinds=["magnitude"])
        >>> error.before, error.after, error.found_by[1]
        ('30,000', '300,000', 'magnitude')
    """
    clean = list(pairs)
    wanted = list(kinds)
    unknown = [kind for kind in wanted if kind not in KINDS]
    if unknown:
        raise SettingsError(f"no synthetic error is called {unknown[0]!r}; there are {', '.join(KINDS)}")
    return [error for kind in wanted for error in _of_kind(kind, clean, seed, document, most)]


def _of_kind(
    kind: str, pairs: Sequence[tuple[str, str]], seed: int, document: bool, most: int
) -> list[SyntheticError]:
    """Return the errors of one kind, in order of their pairs."""
    order = list(range(len(pairs)))
    Random(f"{seed} {kind}").shuffle(order)
    if kind == "rows_shifted":
        tried = (_of_rows(pairs, number) for number in order) if document else iter(())
    elif KINDS[kind][0] is None:
        tried = (_of_sentence(kind, pairs, number, seed) for number in order) if document else iter(())
    else:
        tried = (_of_pair(kind, pairs[number], number, seed) for number in order)
    errors: list[SyntheticError] = []
    for error in tried:
        if len(errors) == most:
            break
        if error:
            errors.append(error)
    return sorted(errors, key=lambda error: error.pair)


def _of_pair(kind: str, pair: tuple[str, str], number: int, seed: int) -> SyntheticError | None:
    """Return an error inside one pair; None if the pair has no place for it."""
    source, target = pair
    slipping, found_by = KINDS[kind]
    if slipping is None or not source.strip() or not target.strip():
        return None
    sides = Sides.of(*languages_of(source, target))
    slip = slipping(source, target, sides, Random(f"{seed} {kind} {number}"))
    if slip is None or slip.text == target:
        return None
    after = slip.span.of(slip.text)
    return SyntheticError(kind, number, (source,), (slip.text,), slip.before, after, 0, slip.span, found_by)


def _of_sentence(
    kind: str, pairs: Sequence[tuple[str, str]], number: int, seed: int
) -> SyntheticError | None:
    """Return an error of whole sentences of a document; None if there is no place for it."""
    source = [text for text, _ in pairs]
    target = [translation for _, translation in pairs]
    if any(min(len(source[n]), len(target[n])) < LEAST_SENTENCE for n in _touched(kind, number, pairs)):
        return None
    before, after, place = target[number], "", number
    match kind:
        case "sentence_dropped":
            del target[number]
            place = min(number, len(target) - 1)
        case "sentence_added":
            sides = Sides.of(*languages_of(" ".join(source), " ".join(target)))
            others = list(slips.exchanges(sides.target, "sentence"))
            if not others:
                return None
            before, after, place = "", Random(f"{seed} {number}").choice(others), number + 1
            target.insert(place, after)
        case "sentence_duplicated":
            before, after, place = "", target[number], number + 1
            target.insert(place, after)
        case _:
            if number + 1 == len(target):
                return None
            target[number], target[number + 1] = target[number + 1], target[number]
            after = target[number]
    return SyntheticError(
        kind,
        number,
        tuple(_filled(source)),
        tuple(_filled(target)),
        before,
        after,
        place,
        Span(0, len(after)),
        KINDS[kind][1],
        document=True,
    )


def _of_rows(pairs: Sequence[tuple[str, str]], number: int) -> SyntheticError | None:
    """Return an error in which some rows have the translation of the next row; None if rows are too few."""
    end = min(len(pairs), number + TURNED)
    if end - number < LEAST_TURNED or not all(map(all, pairs)):
        return None
    source, target = map(list, zip(*pairs, strict=True))
    before = target[number]
    target[number:end] = [*target[number + 1 : end], before]
    return SyntheticError(
        "rows_shifted",
        number,
        tuple(source),
        tuple(target),
        before,
        target[number],
        number,
        Span(0, len(target[number])),
        KINDS["rows_shifted"][1],
        rows=True,
    )


def _touched(kind: str, number: int, pairs: Sequence[tuple[str, str]]) -> range:
    return range(number, min(len(pairs), number + 1 + (kind == "sentences_swapped")))


def _filled(sentences: Sequence[str]) -> Iterator[str]:
    return (sentence for sentence in sentences if sentence.strip())
