"""What only shows across sentences: moved, translated twice, translated in two ways.

The ladder never crosses itself, so two sentences that changed places come out of it as a pair of wrong
beads, as one bead of two and two, or as sentences without a counterpart. Here the words that the
lexicon finds on both sides are counted for the order as it is and for the crossed order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import Prefix

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding, Place
from aligner.checks.view import DocumentView, PairView
from aligner.model.bead import Bead
from aligner.model.mismatch import Kind
from aligner.model.text import Sentence

# Words found that the crossed order must have more than the straight one. Of 858 pairs of neighbours in
# trusted development news none has a single word more the wrong way round; swapped, 97 of 100 pass this.
CROSSED_LEAD = 4
# Two sentences that were left alone belong together: words found, and their share of all covered words. Of
# sentences two or more places apart in the same news, 15 in 10,000 pass; of true pairs, three in four.
REUNITED_WORDS, REUNITED_SHARE = 4, 0.35
NEIGHBOURS = 2  # beads before and after in which a sentence may be said again
# Sentences left alone are compared with so many others at most, the nearest ones: keeps the check linear.
REACH = 20
# A sentence is said twice if this share of its word sequences of four is in another one; shorter than
# five words it may be a refrain.
SEQUENCE, LEAST_WORDS, SAME_SHARE = 4, 5, 0.8

# Strength of a heading that comes again, and of a sentence.
HEADING, SENTENCE = 0.5, 0.95
LEAST_SHARED = 3  # letters of a word without its ending, by which two sources speak of the same thing
# Share of the known words of a source that may stand by chance in a sentence that translates another one.
OWN_SHARE = 0.25

_WORD = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*")
_ASCII_WORD = re.compile("[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")  # the same in ASCII, found faster


def _shared(source: int, target: int, view: DocumentView) -> tuple[int, float]:
    """Words that two sentences share across languages, and their share of all covered ones."""
    said = view.languages.cover.said
    here = view.sentence(source, is_source=True).once(said)
    there = view.sentence(target, is_source=False).once(said)
    found, known = zip(here.found_in(there), there.found_in(here), strict=True)
    return sum(found), sum(found) / (sum(known) + 2)


def _places(view: DocumentView, source: int, target: int) -> tuple[Place, Place]:
    return view.sentence(source, is_source=True).whole(), view.sentence(target, is_source=False).whole()


def crossed_sentences(view: DocumentView) -> Iterator[Finding]:
    """Sentences that changed places: two neighbours, or one that stands alone here and its match elsewhere.

    Right:
        `시장은 예산을 설명했다.` / `The mayor explained the budget.`
            then `학생들은 도서관에서 책을 읽었다.` / `Students read books in the library.`
            then `어민들은 새벽에 항구를 떠났다.` / `The fishermen left the harbour at dawn.`
    Wrong (moved):
        `시장은 예산을 설명했다.` / `The mayor explained the budget.`
            then `학생들은 도서관에서 책을 읽었다.` / `The fishermen left the harbour at dawn.`
            then `어민들은 새벽에 항구를 떠났다.` / `Students read books in the library.`
        `시장은 예산을 설명했다.` / ``
            then `학생들은 도서관에서 책을 읽었다.` / `Students read books in the library.`
            then `어민들은 새벽에 항구를 떠났다.` / `The fishermen left the harbour at dawn.`
            then `` / `The mayor explained the budget.`

    Measured: 38 of 38 swapped neighbours found; 38 of 38 reports right.

    Limits: found by the lexicon, so short sentences of rare words pass unseen; a sentence that moved over a
    border of beads with several sentences is found only if it was left alone.
    """
    beads = view.beads
    done: set[tuple[int, int]] = set()
    for window in _windows_of_two(beads):
        (first, second), (left, right) = window
        crossed = _shared(first, right, view)[0] + _shared(second, left, view)[0]
        straight = _shared(first, left, view)[0] + _shared(second, right, view)[0]
        if crossed - straight >= CROSSED_LEAD and (first, right) not in done:
            done |= {(first, right), (second, left)}
            yield Finding(
                "moved",
                *_places(view, first, right),
                key="crossed",
                strength=0.9,
                beside=tuple(zip(("source", "target"), _places(view, second, left), strict=True)),
            )
    lone_sources = [
        n for bead in beads if not bead.target for n in bead.source if all(n != s for s, _ in done)
    ]
    lone_targets = [
        n for bead in beads if not bead.source for n in bead.target if all(n != t for _, t in done)
    ]
    for source_number in lone_sources:
        near = sorted(lone_targets, key=lambda n: abs(n - source_number))[:REACH]
        scored = [(*_shared(source_number, n, view)[::-1], n) for n in near]
        share, words, best = max(scored, default=(0.0, 0, -1))
        if words >= REUNITED_WORDS and share >= REUNITED_SHARE:
            lone_targets.remove(best)
            yield Finding("moved", *_places(view, source_number, best), strength=0.8)


def _windows_of_two(beads: Sequence[Bead]) -> Iterator[tuple[range, range]]:
    """Neighbouring beads that together hold two source and two target sentences."""
    for start in range(len(beads)):
        for size in (1, 2, 3):
            window = beads[start : start + size]
            if len(window) < size:
                break
            source = range(window[0].source.start, window[-1].source.stop)
            target = range(window[0].target.start, window[-1].target.stop)
            if len(source) == 2 and len(target) == 2:
                yield source, target


def _words(text: str) -> list[str]:
    return list(map(str.lower, (_ASCII_WORD if text.isascii() else _WORD).findall(text)))


def _sequences(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(SEQUENCE)), strict=False))


def _repetitions(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Later and earlier number of texts that say the same in nearly the same words, the first of equals.

    Args:
        texts: The words of each.
    """
    holders: dict[tuple[str, ...], list[int]] = {}
    sizes: list[int] = []
    for number, words in enumerate(texts):
        sequences = _sequences(words) if len(words) >= LEAST_WORDS else set()
        sizes.append(len(sequences))
        # A sequence that many sentences share is a formula; looking at its first holders keeps this linear.
        shared = Counter(chain.from_iterable(holders[known][:REACH] for known in holders.keys() & sequences))
        for earlier in sorted(shared, key=lambda earlier: (-shared[earlier], earlier)) if shared else ():
            if shared[earlier] >= SAME_SHARE * max(len(sequences), sizes[earlier]):
                yield number, earlier
                break
        for sequence in sequences:
            holders.setdefault(sequence, []).append(number)


def _said_twice(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """The repetitions, and of texts too short for one those that are the same word for word."""
    texts = [_words(sentence.text) for sentence in sentences]
    yield from _repetitions(texts)
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        if 0 < len(words) < LEAST_WORDS:
            holder = holders[tuple(words)]
            yield from ((number, earlier) for earlier in holder[:REACH])
            holder.append(number)


def repeated_sentences(view: DocumentView) -> Iterator[Finding]:
    """A target sentence that comes twice though the source says it once.

    Right:
        `달빛은 길을 안다!` / `The moonlight knows the way home!`
            then `축제가 끝났다.` / `The festival ended.`
            then `달빛은 길을 안다!` / `The moonlight knows the way home!`
    Wrong (duplicate):
        `시장은 예산을 설명했다.` / `The mayor explained the budget.`
            then `학생들은 도서관에서 책을 읽었다.` / `The mayor explained the budget.`
        `시장은 예산을 설명했다.` / `The mayor explained the budget.`
            then `` / `The mayor explained the budget.`

    Measured: 38 of 38 found; 69 of 69 reports right.

    Limits: sentences of fewer than five words; a repetition in other words must stand near and alone.
    """
    source_of = {number: bead.source for bead in view.beads for number in bead.target}
    twice = set(_said_twice(view.article.source.sentences))
    reported: set[int] = set()
    for later, earlier in _said_twice(view.article.target.sentences):
        sources = source_of.get(later, range(0)), source_of.get(earlier, range(0))
        if any((max(one, other), min(one, other)) in twice for one in sources[0] for other in sources[1]):
            continue
        again = later if sources[1] else earlier  # the one without a source is the one too many
        own = source_of.get(again, range(0))
        of_one_bead = sources[0] == sources[1]
        if again in reported or (
            not of_one_bead and (_says_so_itself(own, again, view) or _share_a_word(*sources, view))
        ):
            continue
        reported.add(again)
        target = view.sentence(again, is_source=False)
        # Headings of a few words are called alike though their sources are not.
        short = own and not of_one_bead and len(_words(target.text)) < LEAST_WORDS
        yield Finding("duplicate", target=target.whole(), strength=HEADING if short else SENTENCE)
    for number in _said_again(view):
        if number not in reported:
            place = view.sentence(number, is_source=False).whole()
            yield Finding("duplicate", target=place, key="said_again", strength=SENTENCE)


def _says_so_itself(sources: range, target: int, view: DocumentView) -> bool:
    """Whether the sources of a repeated sentence may say it too, in words of their own.

    They say something else if the lexicon knows words of theirs and finds few of them in the sentence; a
    sentence of few words must hold none of them, and one whose words are unknown is given the doubt.
    """
    if not sources:
        return False
    said = view.languages.cover.said
    there = view.sentence(target, is_source=False).once(said)
    counts = [view.sentence(number, is_source=True).once(said).found_in(there) for number in sources]
    found, known = (sum(side) for side in zip(*counts, strict=True))
    most = OWN_SHARE * known if len(_words(there.text)) >= LEAST_WORDS else 0
    return bool(known == 0 or found > most)


def _share_a_word(later: range, earlier: range, view: DocumentView) -> bool:
    """Whether a long word begins alike in both sources: 설명서를, 설명서에서."""
    sentences = view.article.source.sentences
    one, other = (
        {word for n in numbers for word in _words(sentences[n].text)} for numbers in (later, earlier)
    )
    return any(
        bool(Prefix.similarity(word, another) >= (LEAST_SHARED if word != another else LEAST_SHARED + 1))
        for word in one
        for another in other
    )


def _said_again(view: DocumentView) -> Iterator[int]:
    """Target sentences left alone that say in other words what a neighbouring bead has translated."""
    beads = view.beads
    for number, bead in enumerate(beads):
        if bead.source:
            continue
        around = beads[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 1]
        sources = [source for other in around if other.target for source in other.source]
        for target in bead.target:
            shared = [_shared(source, target, view) for source in sources]
            if any(words >= REUNITED_WORDS and share >= REUNITED_SHARE for words, share in shared):
                yield target


def two_translations(view: DocumentView) -> Iterator[Finding]:
    """One source sentence that comes twice and is translated in two ways.

    Right:
        `입장료는 없다.` / `Admission is free.` then `입장료는 없다.` / `Admission is free.`
    Wrong (inconsistent):
        `입장료는 없다.` / `Admission is free.` then `입장료는 없다.` / `There is no entrance.`

    Measured: always info; two of the three of our own articles, the third being a term and no sentence.

    Limits: only sentences that are the same to the letter, spaces and marks aside.
    """
    first: dict[tuple[str, ...], tuple[PairView, list[str]]] = {}
    for pair in view.pairs:
        if not pair.has_both:
            continue
        written, rendered = tuple(_words(pair.source.text)), _words(pair.target.text)
        if len(written) < 2:
            continue
        earlier, known = first.setdefault(written, (pair, rendered))
        if earlier is not pair and known != rendered:
            yield Finding(
                "inconsistent",
                pair.source.whole(),
                pair.target.whole(),
                key="two_translations",
                fields={"other": earlier.target.text, "here": pair.target.text},
                strength=0.9,
            )


DUPLICATE = Kind(
    "duplicate", "accuracy/addition", "warning", "a sentence is translated twice", found="37 of 38"
)
MOVED = Kind(
    "moved",
    "organizational",
    "warning",
    "stands in another place than in the source",
    explained_by=("duplicate",),
    found="38 of 38",
)
INCONSISTENT = Kind(
    "inconsistent", "terminology/inconsistent", "info", "same source sentence, different translations"
)

REPEATED = Check(
    repeated_sentences,
    kinds=(DUPLICATE,),
    messages={
        "duplicate": "{target} stands in the translation twice.",
        "said_again": "{target} says again what was translated before.",
    },
    scope=Scope.DOCUMENT,
)
CROSSED = Check(
    crossed_sentences,
    kinds=(MOVED,),
    messages={
        "crossed": "{source} is translated after the sentence that follows it: {target}.",
        "moved": "{source} is translated in another place: {target}.",
    },
    scope=Scope.DOCUMENT,
)
TWO_TRANSLATIONS = Check(
    two_translations,
    kinds=(INCONSISTENT,),
    messages={"two_translations": "The same sentence is {other} before, and {here} here."},
    scope=Scope.DOCUMENT,
)
