"""Checks of a single bead: sentences without counterpart, untranslated and repeated words, split and merge.

Missing parts of sentences are found in `aligner.checks.clauses`. Checks that need the whole document are in
`aligner.checks.documents`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import exp

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding
from aligner.checks.marks import brackets_of
from aligner.checks.view import DocumentView, PairView, passage
from aligner.expressions import compiled
from aligner.model.mismatch import Kind, Severity
from aligner.model.text import Span, is_blank

# Strength for a sentence without counterpart, and for one that a neighbouring bead may contain.
LONE, HELD = 0.85, 0.6
# A neighbour may contain the sentence if its other side is too long by this share of the sentence at least.
SURPLUS = 0.5
# If the lexicon knows at least so many words of the sentence, the neighbour must have this share of them.
# Nine in ten correct pairs of freely told tales have more; with .2, two of 15 seeded omissions in news were
# missed.
KNOWN_WORDS, SAID = 3, 0.35
REACH = 3  # beads before and after the sentence in which a neighbour is looked for
# A number, with at most one word before it or two letters after it: `Lesson 4.`, `Day 3`, `(2)`.
_LABEL = compiled(r"\W*(?:[^\W\d_]{1,10}\s?)?\d{1,3}(?:\s?[^\W\d_]{1,2})?\W*")


def unpaired_sentences(view: PairView | DocumentView) -> Iterator[Finding]:
    """Report each sentence that the ladder leaves without a counterpart.

    Right:
        `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`
    Wrong (sentence_dropped):
        `이용은 무료다.` / ``
        `비가 왔다.` / `It rained.` then `주민들은 길을 쓸었다.` / ``
    Wrong (sentence_added):
        `` / `Use is free.`
        `비가 왔다.` / `It rained.` then `` / `Residents swept the streets.`

    In a document, neighbouring beads are looked at first. If the other side of a neighbour is long enough to
    contain the sentence as well, or is a lone sentence of similar length, the translation is probably there,
    and the evidence is weak.

    Measured, including `aligner.checks.swallowed`: 38 of 38 dropped and 38 of 38 added sentences found; 79 of
    79 reports right.

    Limits: depends on the alignment. Captions, notices and page furniture are not sentences of an article.
    """
    if isinstance(view, PairView):
        yield from _alone(view, LONE)
        return
    shift = _terseness([pair for pair in view.pairs if pair.has_both])
    for number, pair in enumerate(view.pairs):
        if not pair.has_both:
            held = any(_answers(near, pair, shift) for near in _neighbours(number, view.pairs))
            yield from _alone(pair, HELD if held else LONE)


def _alone(view: PairView, strength: float) -> Iterator[Finding]:
    """Report every sentence of a pair of which one side is empty."""
    if view.has_both:
        return
    for number in view.source.numbers:
        if is_blank(view.source.side.sentences[number].text):
            continue  # an empty item of a list
        place = passage(view.source.side, range(number, number + 1), is_source=True).whole()
        yield Finding("sentence_dropped", source=place, strength=strength, severity=_severity(place.surface))
    for number in view.target.numbers:
        if is_blank(view.target.side.sentences[number].text):
            continue
        place = passage(view.target.side, range(number, number + 1), is_source=False).whole()
        yield Finding("sentence_added", target=place, strength=strength, severity=_severity(place.surface))


def _severity(sentence: str) -> Severity | None:
    """Return info for a mere label and number (`Lesson 4.`), which nobody misses; else None."""
    return "info" if _LABEL.fullmatch(sentence) else None


def _neighbours(number: int, pairs: Sequence[PairView]) -> Iterator[PairView]:
    """Yield the beads before and after a bead, up to the first with two sides in each direction."""
    for way in (range(number - 1, -1, -1), range(number + 1, len(pairs))):
        for near in way[:REACH]:
            yield pairs[near]
            if pairs[near].has_both:
                break


def _terseness(pairs: Sequence[PairView]) -> float:
    """Return how much longer than expected the second side of a document is, as a log ratio; 0 if empty."""
    if not pairs:
        return 0.0
    length = pairs[0].languages.length
    return length.log_ratio(
        [length.first(pair.first.text) for pair in pairs], [length.second(pair.second.text) for pair in pairs]
    )


def _answers(near: PairView, lone: PairView, shift: float) -> bool:
    """Return whether a bead may contain the translation of a lone sentence, by its lengths and words.

    Args:
        near: The bead.
        lone: The pair with the lone sentence.
        shift: How terse the translator is, see `_terseness`.
    """
    length = near.languages.length
    first = length.first(near.first.text) * exp(shift) if near.first.numbers else 0.0
    second = length.second(near.second.text) if near.second.numbers else 0.0
    if lone.first.numbers:
        own, spare = length.first(lone.first.text) * exp(shift), second - first
    else:
        own, spare = length.second(lone.second.text), first - second
    long_enough = SURPLUS * own <= spare and (near.has_both or spare <= own / SURPLUS)
    return long_enough and _may_say(near, lone)


def _may_say(near: PairView, lone: PairView) -> bool:
    """Return whether a bead has enough of the known words of a lone sentence; true if few are known."""
    said = near.languages.cover.said
    own, other = (lone.first, near.second) if lone.first.numbers else (lone.second, near.first)
    matched, known = own.once(said).found_in(other.once(said))
    return known < KNOWN_WORDS or matched >= SAID * known


def untranslated_words(view: PairView) -> Iterator[Finding]:
    """Report words of the source language in the target, outside brackets.

    Right:
        `새만금 방조제가 열렸다.` / `The Saemangeum seawall (새만금) opened.`
        `The company showed the Galaxy Book Pro.` / `회사는 Galaxy Book Pro를 선보였다.`
    Wrong (untranslated):
        `도서관 이용은 무료다.` / `Use of the library is 무료.`
        `공무원들은 계획을 확인했다.` / `The officials 확인했다 the plan.`
        `The city decided on the new budget.` / `시는 the new budget for the year 늘리기로 했다.`

    Measured: 43 of 43 found; 44 of 44 reports right.

    Limits: a Korean word in Latin letters (`the daedong festival`) is taken for a name.
    """
    target = view.target
    if not view.has_both or _is_glossed_copy(view):
        return
    outer = _outermost(target.once(brackets_of).paired)
    starts = [span.start for span in outer]
    for span in view.source_language.checking.left_over(target.text):
        before = bisect_right(starts, span.start) - 1
        if before < 0 or span.start >= outer[before].end:
            yield Finding("untranslated", target=target.place(span), strength=0.95)


def _outermost(brackets: Iterable[Span]) -> list[Span]:
    """Return the brackets that are not inside other brackets, left to right."""
    outer: list[Span] = []
    for span in sorted(brackets):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer


def _is_glossed_copy(view: PairView) -> bool:
    """Return whether both sides are identical and contain the translation as well, such as `홈 / Home`."""
    if not view.is_copy:
        return False
    of_source, of_target = (
        sum(map(len, language.script.letters.findall(view.target.text)))
        for language in (view.source_language, view.target_language)
    )
    return of_target >= of_source


def repeated_words(view: PairView) -> Iterator[Finding]:
    """Report an English word that is coordinated with itself or written twice.

    Korean often pairs two near-synonyms (`꼼꼼하고 세밀한`), which machine translation renders with one
    English word.

    Right:
        `수는 점점 더 늘었다.` / `The number grew more and more.`
        `그는 거듭 말했다.` / `He said it again and again.`
        `그는 그것이 전부라고 했다.` / `He said that that was all.`
    Wrong (repeated_word):
        `꼼꼼하고 세심한 심사였다.` / `It was a meticulous and meticulous review.`
        `꼼꼼하고 세밀한 사람이다.` / `She is careful and careful.`
        `그는 문을 열었다.` / `He opened the the door.`

    Measured: always info; all three errors in our own articles found, no report in 276 correct pairs.

    Limits: into English only. Repeated numbers and names, and words with a comma between, are not reported.
    """
    if not view.source.numbers:
        return
    for span in view.target_language.checking.said_twice(view.target.text):
        yield Finding("repeated_word", target=view.target.place(span), strength=0.9)


def uneven_beads(view: PairView) -> Iterator[Finding]:
    """Report beads of more than one sentence on a side, as information; they are no errors.

    Right:
        `비가 왔다.` / `It rained.` then `바람도 불었다.` / `The wind blew.`
    Wrong (split): `비가 왔지만 행사는 열렸다.` / `It rained. | The event took place all the same.`
    Wrong (merge): `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`

    Limits: always info; `aligner.checks.clauses` looks for sentences in such beads that have no counterpart.
    """
    source, target = view.source, view.target
    left, right = view.bead.kind
    counts = {"sources": left, "targets": right}
    if left == 1 and right > 1:
        yield Finding("split", source.whole(), target.whole(), fields=counts)
    elif right == 1 and left > 1:
        yield Finding("merge", source.whole(), target.whole(), fields=counts)
    elif left > 1 and right > 1:
        yield Finding("merge", source.whole(), target.whole(), key=ENTANGLED, fields=counts)


# Said of several sentences on both sides, unless somebody put them together.
ENTANGLED = "entangled"
SENTENCE_DROPPED = Kind(
    "sentence_dropped",
    "accuracy/omission",
    "error",
    "a source sentence has no translation",
    explained_by=("moved",),
    found="38 of 38",
)
SENTENCE_ADDED = Kind(
    "sentence_added",
    "accuracy/addition",
    "error",
    "a target sentence translates nothing",
    explained_by=("duplicate", "moved"),
    found="38 of 38",
)
UNTRANSLATED = Kind(
    "untranslated",
    "accuracy/untranslated",
    "error",
    "words of the source language left in the target",
    found="43 of 43",
)
REPEATED_WORD = Kind(
    "repeated_word", "linguistic/style", "info", "a word is coordinated with itself or stands twice"
)
SPLIT = Kind(
    "split",
    "none",
    "info",
    "one source sentence became several",
    explained_by=("duplicate", "moved", "sentence_added"),
)
MERGE = Kind(
    "merge", "none", "info", "several source sentences became one", explained_by=("moved", "sentence_dropped")
)

UNPAIRED = Check(
    unpaired_sentences,
    kinds=(SENTENCE_DROPPED, SENTENCE_ADDED),
    messages={
        "sentence_dropped": "{source} is not translated.",
        "sentence_added": "{target} translates no sentence of the source.",
    },
    scope=Scope.DOCUMENT | Scope.PAIR,
)
UNTRANSLATED_WORDS = Check(
    untranslated_words,
    kinds=(UNTRANSLATED,),
    messages={"untranslated": "{target} is left untranslated."},
    of_copies=True,
)
REPEATED_WORDS = Check(
    repeated_words, kinds=(REPEATED_WORD,), messages={"repeated_word": "{target} says the same word twice."}
)
UNEVEN = Check(
    uneven_beads,
    kinds=(SPLIT, MERGE),
    messages={
        "split": "One sentence became {targets}.",
        "merge": "{sources} sentences became one.",
        ENTANGLED: "{sources} sentences became {targets} that can't be told apart.",
    },
)
