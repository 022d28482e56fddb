"""Checks that compare sentences of a document: moved, translated twice, translated in two ways.

The rungs of a ladder never cross, so two sentences that changed places become two wrong beads, one 2-2 bead,
or sentences without a counterpart. Here the words that the lexicon finds on both sides are counted for the
given order and for the crossed order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding, Place
from aligner.checks.view import DocumentView, PairView
from aligner.expressions import compiled
from aligner.model.bead import Bead
from aligner.model.mismatch import Kind
from aligner.model.text import Sentence

# How many more words the crossed order must have than the given order. Of 858 pairs of neighbours in trusted
# development news, none has even one word more in the crossed order; of swapped neighbours 97 of 100 pass.
CROSSED_LEAD = 4
# Least number of matching words of two lone sentences that belong together, and least share of their known
# words. Of unrelated sentences, two or more places apart in these news, 15 in 10,000 pass; of correct pairs
# three in four.
REUNITED_WORDS, REUNITED_SHARE = 4, 0.35
NEIGHBOURS = 2  # beads before and after a lone sentence that may contain its source
# A lone sentence is compared with so many others at most, the nearest ones; this keeps the check linear.
REACH = 20
# A sentence is a repetition if another one has this share of its sequences of `SEQUENCE` words. Sentences of
# fewer than `LEAST_WORDS` words may be refrains.
SEQUENCE, LEAST_WORDS, SAME_SHARE = 4, 5, 0.8

# Strengths for a repeated heading and for a repeated sentence.
HEADING, SENTENCE = 0.5, 0.95
LEAST_SHARED = 3  # letters in which two source words must begin alike to count as one word
# Share of the known words of a source that may occur by chance in the translation of another sentence.
OWN_SHARE = 0.25

_WORD = compiled(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*")
_ASCII_WORD = compiled("[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")  # equals `_WORD` on ASCII text, but is faster


def _shared(source: int, target: int, view: DocumentView) -> tuple[int, float]:
    """Return how many words of two sentences match across languages, and their share of the known words."""
    said = view.languages.cover.said
    source_words = view.sentence(source, is_source=True).once(said)
    target_words = view.sentence(target, is_source=False).once(said)
    counts = source_words.found_in(target_words), target_words.found_in(source_words)
    matched, known = zip(*counts, strict=True)
    return sum(matched), sum(matched) / (sum(known) + 2)


def _places(view: DocumentView, source: int, target: int) -> tuple[Place, Place]:
    """Return the places of a whole source sentence and of a whole target sentence."""
    return view.sentence(source, is_source=True).whole(), view.sentence(target, is_source=False).whole()


def crossed_sentences(view: DocumentView) -> Iterator[Finding]:
    """Report sentences that changed places: two neighbours, or two lone sentences that belong together.

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

    Limits: needs words that the lexicon knows, so short sentences of rare words are missed. A sentence that
    moved past a bead of several sentences is found only if the ladder left it alone.
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
    """Yield the sentence numbers of one to three neighbouring beads that have two sentences on each side."""
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
    """Yield the numbers of two texts, the later one first, that have nearly the same words.

    Each text is compared with the best matching earlier text, the first if several match equally well.

    Args:
        texts: The words of each text, in order.
    """
    holders: dict[tuple[str, ...], list[int]] = {}
    sizes: list[int] = []
    for number, words in enumerate(texts):
        sequences = _sequences(words) if len(words) >= LEAST_WORDS else set()
        sizes.append(len(sequences))
        # A sequence that many sentences share is a formula. Only the first sentences with it are looked at,
        # which keeps this linear.
        shared = Counter(chain.from_iterable(holders[known][:REACH] for known in holders.keys() & sequences))
        for earlier in sorted(shared, key=lambda earlier: (-shared[earlier], earlier)) if shared else ():
            if shared[earlier] >= SAME_SHARE * max(len(sequences), sizes[earlier]):
                yield number, earlier
                break
        for sequence in sequences:
            holders.setdefault(sequence, []).append(number)


def _said_twice(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield `_repetitions` of sentences, and pairs of short sentences that are equal word for word."""
    texts = [_words(sentence.text) for sentence in sentences]
    yield from _repetitions(texts)
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        if 0 < len(words) < LEAST_WORDS:
            holder = holders[tuple(words)]
            yield from ((number, earlier) for earlier in holder[:REACH])
            holder.append(number)


def repeated_sentences(view: DocumentView) -> Iterator[Finding]:
    """Report a target sentence that occurs twice though the source says it once.

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

    Limits: sentences of fewer than five words must be equal word for word. A repetition in other words is
    found only if it is a lone sentence near the first translation.
    """
    source_of = {number: bead.source for bead in view.beads for number in bead.target}
    twice = set(_said_twice(view.article.source.sentences))
    reported: set[int] = set()
    for later, earlier in _said_twice(view.article.target.sentences):
        sources = source_of.get(later, range(0)), source_of.get(earlier, range(0))
        if any(
            (max(of_later, of_earlier), min(of_later, of_earlier)) in twice
            for of_later in sources[0]
            for of_earlier in sources[1]
        ):
            continue
        again = later if sources[1] else earlier  # the sentence without a source is the superfluous one
        own = source_of.get(again, range(0))
        of_one_bead = sources[0] == sources[1]
        if again in reported or (
            not of_one_bead and (_says_so_itself(own, again, view) or _share_a_word(*sources, view))
        ):
            continue
        reported.add(again)
        target = view.sentence(again, is_source=False)
        # Headings of a few words may be alike though their sources differ.
        short = own and not of_one_bead and len(_words(target.text)) < LEAST_WORDS
        yield Finding("duplicate", target=target.whole(), strength=HEADING if short else SENTENCE)
    for number in _said_again(view):
        if number not in reported:
            place = view.sentence(number, is_source=False).whole()
            yield Finding("duplicate", target=place, key="said_again", strength=SENTENCE)


def _says_so_itself(sources: range, target: int, view: DocumentView) -> bool:
    """Return whether the sources of a repeated target sentence may really mean what it says.

    They mean something else if the lexicon knows some of their words and finds few of these in the target
    sentence, or none if the target is short. Without known words the result is true.
    """
    if not sources:
        return False
    said = view.languages.cover.said
    target_words = view.sentence(target, is_source=False).once(said)
    counts = [view.sentence(number, is_source=True).once(said).found_in(target_words) for number in sources]
    matched, known = (sum(side) for side in zip(*counts, strict=True))
    most = OWN_SHARE * known if len(_words(target_words.text)) >= LEAST_WORDS else 0
    return bool(known == 0 or matched > most)


def _share_a_word(later: range, earlier: range, view: DocumentView) -> bool:
    """Return whether two source ranges share the beginning of a long word: 설명서를, 설명서에서."""
    sentences = view.article.source.sentences
    later_words, earlier_words = (
        {word for n in numbers for word in _words(sentences[n].text)} for numbers in (later, earlier)
    )
    return any(_begin_alike(word, another) for word in later_words for another in earlier_words)


def _begin_alike(word: str, another: str) -> bool:
    least = LEAST_SHARED if word != another else LEAST_SHARED + 1
    return len(word) >= least and another.startswith(word[:least])


def _said_again(view: DocumentView) -> Iterator[int]:
    """Yield lone target sentences that repeat in other words what a neighbouring bead translates."""
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
    """Report a source sentence that occurs twice and is translated in two ways.

    Right:
        `입장료는 없다.` / `Admission is free.` then `입장료는 없다.` / `Admission is free.`
    Wrong (inconsistent):
        `입장료는 없다.` / `Admission is free.` then `입장료는 없다.` / `There is no entrance.`

    Measured: always info; two of the three cases in our own articles found. The third is a term, not a
    sentence.

    Limits: only source sentences with exactly the same words; spaces and punctuation may differ.
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
