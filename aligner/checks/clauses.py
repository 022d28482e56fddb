"""Part of a sentence that the translation dropped or added: too short or too long, and words missing too.

Length alone flags four of 100 correct news pairs to find four of five dropped clauses. What tells a
terse translation from a shortened one is whether the words that the longer side holds are in the
shorter one. Two logistic curves over the log ratio of the lengths and the share of covered words that are
found, one for each side that is too short; both are fitted, see `aligner.pairs.clauses`.

Clauses too short for that are found by their numbers: where a number is missing and so are the words of the
clause around it, it is the clause that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp, log

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.quantities import compared
from aligner.checks.swallowed import swallowed_by_bead
from aligner.checks.view import DocumentView, PairView, Passage
from aligner.model.mismatch import Kind
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.quantities.compare import Comparison

# How much must be missing, in the measure of lengths: short sentences vary most (`네.`, `Yes, it is.`).
LEAST_MISSING = 40
LEAST_CLAUSE = 15  # likewise, for a clause that is missing with its number
FEW_BEADS = 5  # up to here a document does not tell how terse its translator is
# A number that only the long side has speaks for a missing part: one correct pair in thirty has such a
# number, one cut pair in four (same data); their log ratio, at most twice.
PER_NUMBER, MOST_NUMBERS = 2.0, 2
# The share of found words before any is looked up, and how many words that belief is worth: mean of the
# same pairs, and the Laplace-like prior that was used in the fit.
USUAL_COVER, PRIOR_WORDS = 0.6, 2
# For a clause to be missing along with its number: least known words in it, most that may be found, and
# how much of its length must be missing from the sentence. So many numbers of a sentence are looked at.
CLAUSE_WORDS, CLAUSE_FOUND, CLAUSE_LENGTH = 3, 0.25, 0.5
MOST_CLAUSES = 5
# Three dots inside a sentence stand for what was left out on purpose, mostly of a quotation.
ELLIPSIS = re.compile(
    r"\w[\"\N{RIGHT DOUBLE QUOTATION MARK}]? ?(?:\.{3}|…) ?[\"\N{LEFT DOUBLE QUOTATION MARK}]?\w"
)
# Long enough to be no common word that both languages write alike by chance.
BRACKETED = re.compile(r"\([^()]{6,}\)")
TOKEN = re.compile(r"[^\s,;:()\[\]<>|\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]{6,}")
ASCII_TOKEN = re.compile("[!-~][!-~]{5}")  # such a token in a text in the letters of ASCII holds this


def shortened_translation(view: PairView, shift: float = 0.0) -> Iterator[Finding]:
    """Part of the sentence on one side only: `clause_dropped` if the source has it, else `clause_added`.

    Args:
        view: Judged if both sides hold something.
        shift: How terse this translator is, see `aligner.pairs.length.Length.log_ratio`; 0 if unknown.

    Measured: 37 of 42 found, counting those of which only the number is told; 46 of 52 reports right, and the
    other six pairs, of news freely translated, do hold more on one side.

    Limits: a clause without numbers of less than a third of the sentence or of some five words is not
    noticed, nor is one whose place is taken by other words.
    """
    if not view.has_both or _is_telegraphic(view):
        return
    expected, real = view.once(_lengths)
    is_second_short = real < expected * exp(shift)
    short, long = (view.second, view.first) if is_second_short else (view.first, view.second)
    dropped = long.is_source
    found = _missing_part(view, log(real / expected) - shift, abs(real - expected))
    if found is None:
        return
    missing, strength = found
    part, rest = long.place(missing) if missing else long.whole(), short.whole()
    yield Finding(
        "clause_dropped" if dropped else "clause_added",
        part if dropped else rest,
        rest if dropped else part,
        strength=strength,
    )


def _missing_part(view: PairView, ratio: float, gap: float) -> tuple[Span | None, float] | None:
    """Where the long side holds what the short one lacks, and how sure that is; None if nothing is.

    Args:
        ratio: Log ratio of the real length of the second side to the expected one, the translator's own off.
        gap: How much of it is between the two.
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
    # Even with no word found the curve stays below its threshold: spares the look-up for most beads.
    if curve.score(ratio, 0.0) + of_numbers < curve.least:
        return None
    score = curve.score(ratio, _cover(view, numbers, long))
    if score < curve.least:
        score += of_numbers
    if score >= curve.least and gap >= LEAST_MISSING:
        missing = _said(view, long).missing_stretch(_said(view, short))
        return missing, round(1 / (1 + exp(-score)), 3)
    clauses = (_missing_clause(view, long, number, gap) for number in lone[:MOST_CLAUSES])
    clause = next(filter(None, clauses), None)
    return (clause, 0.8) if clause else None


def _leaves_out(text: str) -> bool:
    """Whether three dots stand inside a text."""
    return ("..." in text or "…" in text) and ELLIPSIS.search(text) is not None


def _lengths(view: PairView) -> tuple[float, float]:
    """Expected and real length of the second side; a gloss says nothing that it must repeat.

    Long tokens that both sides have letter by letter (paths, commands, names) are as long there as here, and
    so is a bracket that both have.
    """
    languages = view.languages
    first, copied = view.first.text, 0
    for bracket in set(BRACKETED.findall(view.second.text)):
        if bracket in first:
            first, copied = first.replace(bracket, "", 1), copied + len(bracket)
    first = languages.cover.without_glosses(first)
    english = view.second.text
    may_share = not english.isascii() or ASCII_TOKEN.search(first)
    tokens = set(TOKEN.findall(english)) if may_share else set[str]()
    # Most texts share none, and then none needs to be put in order.
    for token in sorted(tokens, key=len, reverse=True) if any(map(first.__contains__, tokens)) else ():
        if token in first:
            first, copied = first.replace(token, "", 1), copied + len(token)
    return languages.length.first(first) + copied, languages.length.second(view.second.text)


def _said(view: PairView, passage: Passage) -> Said:
    """A passage with its words, looked up once."""
    return passage.once(view.languages.cover.said)


def _cover(view: PairView, numbers: Comparison, long: Passage) -> float:
    """Share of the known words of the longer side that the other one has, equal numbers left out."""
    short = view.second if long is view.first else view.first
    text = long.text
    for pair in numbers.equal:
        start, end = pair[not long.is_source].span
        text = text[:start] + " " * (end - start) + text[end:]
    found, words = Said(text, long.language, view.languages.cover).found_in(_said(view, short))
    shared = view.languages.clauses.per_shared_number * len(numbers.equal) if short is view.first else 0
    return (found + shared + USUAL_COVER * PRIOR_WORDS) / (words + shared + PRIOR_WORDS)


def _missing_clause(view: PairView, long: Passage, number: Span, missing: float) -> Span | None:
    """The clause around a number without counterpart, if its words have none either.

    Args:
        long: The side that the number is of.
        number: Where it stands in `long`.
        missing: How much more one side has, in the measure of lengths.
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
    found = [is_there for _, is_there in clause.marked_words(_said(view, short))]
    if len(found) < CLAUSE_WORDS or sum(found) > CLAUSE_FOUND * len(found):
        return None
    return Span(start, start + len(text.rstrip(" ,;")))


def _is_telegraphic(view: PairView) -> bool:
    """Whether it is a headline or the like, where one language leaves out what the other must say."""
    return any(view.source.side.sentences[number].role != "body" for number in view.source.numbers)


def shortened_translations(view: PairView | DocumentView) -> Iterator[Finding]:
    """The same for all pairs; the translator of a document may be terse or wordy throughout.

    Right:
        `그는 맡은 일에 끝까지 최선을 다하겠다고 말했다.` / `He will give it his all, he said.`
    Wrong (clause_dropped):
        `시는 등대 길을 넓히고, 주차장 두 곳을 새로 만들며, 밤에도 걸을 수 있게 조명을 설치한다고 밝혔다.` /
            `The city said it would widen the lighthouse road.`
        `시장은 주민과 만나 도로 확장과 주차장 건설을 약속했다.` / `The mayor met residents.`
        `학교는 문을 닫았고, 교사 40명은 다른 도시로 떠났다.` / `The school closed its doors.`
    Wrong (clause_added):
        `시는 등대 길을 넓힌다.` / `The city will widen the lighthouse road, build two parking lots and
            install lights so that people can walk at night.`
        `학교는 문을 닫았다.` / `The school closed its doors, and 40 teachers left for another city.`

    How terse is told by the other beads, so that a bead does not excuse itself. Of a pair by itself nothing
    is known.
    """
    if isinstance(view, PairView):
        yield from shortened_translation(view)
        return
    swallowed = view.once(swallowed_by_bead)  # that is the whole story of those
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
