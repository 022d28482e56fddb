"""Finds clauses that the translation dropped or added, by the lengths and the words of the two sides.

A threshold on length alone that finds four of five dropped clauses also flags four of 100 correct news pairs.
A terse translation still contains the words of the longer side, a shortened one does not. So the decision is
a logistic curve over two features: the log ratio of the lengths, and the share of the known words of the
longer side that are found on the shorter one. There is one curve for each side that may be too short; both
are fitted, see `aligner.pairs.clauses`.

Shorter clauses are found by their numbers: if a number is missing and the words of the clause around it are
missing too, the clause is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp, log

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.quantities import compared
from aligner.checks.swallowed import swallowed_by_bead
from aligner.checks.view import DocumentView, PairView, Passage
from aligner.expressions import compiled
from aligner.model.mismatch import Kind
from aligner.model.text import Span
from aligner.pairs import LanguagePair
from aligner.pairs.cover import Said
from aligner.quantities.compare import Comparison

# Least difference of the lengths, in the length measure of the pair. Short sentences vary most in length
# (`네.`, `Yes, it is.`).
LEAST_MISSING = 40
LEAST_CLAUSE = 15  # least difference for a clause that is missing with its number
FEW_BEADS = 5  # a document of so few beads does not show how terse its translator is
# Evidence, in nats, of a number that only the long side has, and how many of these numbers count at most. One
# in thirty correct pairs has such a number, and one in four pairs with a dropped clause: the log of the
# ratio.
PER_NUMBER, MOST_NUMBERS = 2.0, 2
# Prior of the share of found words, and the number of words that the prior counts for: the mean of the pairs
# that the curves were fitted on, and the smoothing used in that fit.
USUAL_COVER, PRIOR_WORDS = 0.6, 2
# Conditions for a clause that is missing with its number: least number of known words in it, highest share of
# them that may be found, and share of its length that must be missing from the sentence.
CLAUSE_WORDS, CLAUSE_FOUND, CLAUSE_LENGTH = 3, 0.25, 0.5
MOST_CLAUSES = 5  # numbers of a sentence whose clauses are looked at
# Three dots inside a sentence mark something left out on purpose, mostly in a quotation.
ELLIPSIS = compiled(
    r"\w[\"\N{RIGHT DOUBLE QUOTATION MARK}]? ?(?:\.{3}|…) ?[\"\N{LEFT DOUBLE QUOTATION MARK}]?\w"
)
# Brackets and tokens of six characters and more: shorter ones may be alike in both languages by chance.
BRACKETED = compiled(r"\([^()]{6,}\)")
TOKEN = compiled(r"[^\s,;:()\[\]<>|\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]{6,}")
ASCII_TOKEN = compiled("[!-~][!-~]{5}")  # every `TOKEN` of a text in ASCII contains a match of this


def shortened_translation(view: PairView, shift: float = 0.0) -> Iterator[Finding]:
    """Report part of a sentence that only the source (`clause_dropped`) or the target has (`clause_added`).

    Args:
        view: A pair; one with an empty side yields nothing.
        shift: How terse this translator is, see `aligner.pairs.length.Length.log_ratio`; 0 if unknown.

    Measured: 37 of 42 found, including those where only the missing number was reported; 46 of 52 reports
    right. The other six pairs, freely translated news, do have more on one side.

    Limits: a clause without numbers is not noticed if it has less than a third of the sentence or fewer than
    some five words, or if other words take its place.
    """
    if not view.has_both or _is_telegraphic(view):
        return
    expected, real = view.once(_lengths)
    is_second_short = real < expected * exp(shift)
    short, long = (view.second, view.first) if is_second_short else (view.first, view.second)
    dropped = long.is_source
    missing_part = _missing_part(view, log(real / expected) - shift, abs(real - expected))
    if missing_part is None:
        return
    missing, strength = missing_part
    part, rest = long.place(missing) if missing else long.whole(), short.whole()
    yield Finding(
        "clause_dropped" if dropped else "clause_added",
        part if dropped else rest,
        rest if dropped else part,
        strength=strength,
    )


def _missing_part(view: PairView, ratio: float, gap: float) -> tuple[Span | None, float] | None:
    """Return the span of the part that only the long side has, and its strength; None if nothing is missing.

    The span is None if the part can't be located.

    Args:
        view: A pair with two sides.
        ratio: Log of the real length of the second side over its expected length, minus the translator's
            shift.
        gap: Absolute difference of these two lengths, in the length measure of the pair.
    """
    if gap < LEAST_CLAUSE:
        return None
    long, short = (view.first, view.second) if ratio < 0 else (view.second, view.first)
    if _leaves_out(short.text) and not _leaves_out(long.text):
        return None
    fitted = view.languages.clauses
    curve = fitted.second_short if ratio < 0 else fitted.first_short
    numbers = view.once(compared)
    lone = [
        (difference.source or difference.target)[0].span
        for difference in numbers.differing
        if difference.kind == ("number_missing" if long.is_source else "number_added")
        and difference.severity != "info"
    ]
    of_numbers = PER_NUMBER * min(MOST_NUMBERS, len(lone))
    # Below the threshold even if no word were found: this spares the look-up of words in most beads.
    if curve.score(ratio, 0.0) + of_numbers < curve.least:
        return None
    score = curve.score(ratio, _cover(view, numbers, long, long.text))
    if score < curve.least:
        score += of_numbers
    if score >= curve.least and gap >= LEAST_MISSING and not _is_only_abbreviated(view, numbers, ratio):
        missing = _said(view, long).missing_stretch(_said(view, short))
        return missing, round(1 / (1 + exp(-score)), 3)
    clauses = (_missing_clause(view, long, number, gap) for number in lone[:MOST_CLAUSES])
    clause = next(filter(None, clauses), None)
    return (clause, 0.8) if clause else None


def _is_only_abbreviated(view: PairView, numbers: Comparison, ratio: float) -> bool:
    """Return whether the second text is longer only because it spells out what the first abbreviates.

    The texts are compared without these words, which is done for a suspicious pair only.
    """
    fitted = view.languages.clauses
    abbreviated = fitted.abbreviated(view.first.text, view.second.text)
    if ratio < 0 or not abbreviated:
        return False
    first, second = (
        _without(text, spans)
        for text, spans in zip(
            (view.first.text, view.second.text), zip(*abbreviated, strict=True), strict=True
        )
    )
    whole_expected, whole_real = view.once(_lengths)
    expected, real = _lengths_of(" ".join(first.split()), " ".join(second.split()), view.languages)
    shift = log(whole_real / whole_expected) - ratio
    if real - expected < LEAST_MISSING or not expected:
        return True
    score = fitted.first_short.score(log(real / expected) - shift, _cover(view, numbers, view.second, second))
    return score < fitted.first_short.least


def _without(text: str, spans: Iterable[Span]) -> str:
    """Return a text with blanks in place of some spans, so that all other spans stay right."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _leaves_out(text: str) -> bool:
    """Return whether a text has three dots between two words."""
    return ("..." in text or "…" in text) and ELLIPSIS.search(text) is not None


def _lengths(view: PairView) -> tuple[float, float]:
    """Return the expected and the real length of the second side.

    Glosses of the first side are not counted, since the second side need not repeat them. Long tokens (paths,
    commands, names) and brackets that both sides have letter by letter count with their own length.
    """
    return _lengths_of(view.first.text, view.second.text, view.languages)


def _lengths_of(first: str, second: str, languages: LanguagePair) -> tuple[float, float]:
    copied = 0
    for bracket in set(BRACKETED.findall(second)) if "(" in second else ():
        if bracket in first:
            first, copied = first.replace(bracket, "", 1), copied + len(bracket)
    first = languages.cover.without_glosses(first)
    may_share = not second.isascii() or ASCII_TOKEN.search(first)
    tokens = set(TOKEN.findall(second)) if may_share else set[str]()
    # Most texts share no token; then the sorting is spared.
    for token in sorted(tokens, key=len, reverse=True) if any(map(first.__contains__, tokens)) else ():
        if token in first:
            first, copied = first.replace(token, "", 1), copied + len(token)
    return languages.length.first(first) + copied, languages.length.second(second)


def _said(view: PairView, passage: Passage) -> Said:
    """Return a passage with its words, which are looked up once."""
    return passage.once(view.languages.cover.said)


def _cover(view: PairView, numbers: Comparison, long: Passage, text: str) -> float:
    """Return the share of the known words of the longer side that the other has, without equal numbers.

    Args:
        view: A pair with two sides.
        numbers: The numbers of both sides.
        long: The longer side.
        text: Its text, perhaps with blanks in place of words that are not counted.
    """
    short = view.second if long is view.first else view.first
    text = _without(text, (pair[not long.is_source].span for pair in numbers.equal))
    matched, words = Said(text, long.language, view.languages.cover).found_in(_said(view, short))
    shared = view.languages.clauses.per_shared_number * len(numbers.equal) if short is view.first else 0
    return (matched + shared + USUAL_COVER * PRIOR_WORDS) / (words + shared + PRIOR_WORDS)


def _missing_clause(view: PairView, long: Passage, number: Span, missing: float) -> Span | None:
    """Return the clause around a number without counterpart, if its words have no counterpart either.

    Args:
        view: A pair with two sides.
        long: The side with the number.
        number: The span of the number in `long`.
        missing: How much longer `long` is than expected, in the length measure of the pair.
    """
    is_first = long is view.first
    short = view.second if is_first else view.first
    borders_of = (view.languages.first if is_first else view.languages.second).checking.clause_border
    borders = [match.end() for match in borders_of.finditer(long.text)]
    start = max((border for border in borders if border <= number.start), default=0)
    end = min((border for border in borders if border > number.start), default=len(long.text))
    text = long.text[start:end]
    length = (view.languages.length.first if is_first else view.languages.length.second)(text)
    if missing < CLAUSE_LENGTH * length:
        return None
    clause = Said(text, long.language, view.languages.cover)
    is_found = [is_there for _, is_there in clause.marked_words(_said(view, short))]
    if len(is_found) < CLAUSE_WORDS or sum(is_found) > CLAUSE_FOUND * len(is_found):
        return None
    return Span(start, start + len(text.rstrip(" ,;")))


def _is_telegraphic(view: PairView) -> bool:
    """Return whether the source has a headline, caption or the like, where one language leaves more out."""
    return any(view.source.side.sentences[number].role != "body" for number in view.source.numbers)


def shortened_translations(view: PairView | DocumentView) -> Iterator[Finding]:
    """Report clauses that only one side has, in all pairs of a document or in a single pair.

    Right:
        `그는 맡은 일에 끝까지 최선을 다하겠다고 말했다.` / `He will give it his all, he said.`
        `WHO와 IMF가 만났다.` / `The World Health Organization and the International Monetary Fund met.`
    Wrong (clause_dropped):
        `시는 등대 길을 넓히고, 주차장 두 곳을 새로 만들며, 밤에도 걸을 수 있게 조명을 설치한다고 밝혔다.` /
            `The city said it would widen the lighthouse road.`
        `시장은 주민과 만나 도로 확장과 주차장 건설을 약속했다.` / `The mayor met residents.`
        `학교는 문을 닫았고, 교사 40명은 다른 도시로 떠났다.` / `The school closed its doors.`
    Wrong (clause_added):
        `시는 등대 길을 넓힌다.` / `The city will widen the lighthouse road, build two parking lots and
            install lights so that people can walk at night.`
        `학교는 문을 닫았다.` / `The school closed its doors, and 40 teachers left for another city.`

    The translator of a document may be terse or wordy throughout. How terse is computed from the other beads,
    so that a shortened bead does not excuse itself. For a single pair it is unknown.
    """
    if isinstance(view, PairView):
        yield from shortened_translation(view)
        return
    swallowed = view.once(swallowed_by_bead)  # reported as dropped or added sentences
    length = view.languages.length
    both = [pair for number, pair in enumerate(view.pairs) if pair.has_both and number not in swallowed]
    lengths = [pair.once(_lengths) for pair in both]
    all_expected, all_real = (sum(side) for side in zip(*lengths, strict=True)) if lengths else (0.0, 0.0)
    for pair, (expected, real) in zip(both, lengths, strict=True):
        shift = (
            length.log_ratio([all_expected - expected], [all_real - real]) if len(both) > FEW_BEADS else 0.0
        )
        yield from shortened_translation(pair, shift)


CLAUSE_DROPPED = Kind(
    "clause_dropped",
    "accuracy/omission",
    "warning",
    "part of a source sentence has no translation",
    explained_by=("untranslated", "moved", "sentence_dropped"),
    found="37 of 42",
)
CLAUSE_ADDED = Kind(
    "clause_added",
    "accuracy/addition",
    "warning",
    "part of a target sentence translates nothing",
    explained_by=("untranslated", "duplicate", "moved", "sentence_added"),
)

CLAUSES = Check(
    shortened_translations,
    kinds=(CLAUSE_DROPPED, CLAUSE_ADDED),
    messages={
        "clause_dropped": "The translation {target} says less; nothing there answers {source}.",
        "clause_added": "The source {source} says less; nothing there answers {target}.",
    },
    scope=Scope.DOCUMENT | Scope.PAIR,
)
