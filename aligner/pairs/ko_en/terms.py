"""One Korean term with two translations: 창업지원관, first Startup Support Hall, then Founding Aid Center.

Only names of institutions and projects are judged, which English writes with capitals. Everyday words are
varied on purpose, and a translator who writes `the center` the second time is right. A term is a Korean word
made of at least two stems of the lexicon that occurs in at least two beads. Its rendering in a bead is the
run of capitalised words that shares most words with the translations of its stems. Two renderings count as
one if one has half of the other's words, so a place in front (`the Gunsan Startup Support Hall`) or a short
form is not another term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.stems import without_particle
from aligner.model.text import Span
from aligner.pairs.drift import Drift, Spot, Texts
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.strangers import WHOLE_WORD, is_running_text

# `Startup Support Hall`, `Center for Win-Win Cooperation`; a single word is a name, not a term.
_WORD = r"[A-Z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*[a-z](?![A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-])"
_RUN = expression(rf"\b(?!The ){_WORD}(?: (?:(?:of|for|and|the|on) ){{0,2}}{_WORD})+")
PART = expression(r"[A-Za-z]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][A-Za-z]+)*")
LEAST_SYLLABLES, LEAST_STEMS = 4, 2
# Share of the shorter rendering's words from which two renderings count as one.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Rendering:
    """The translation of a term in one bead."""

    form: str
    words: frozenset[str]
    korean: Spot
    english: Spot


def term_drifts(texts: Sequence[Texts]) -> Iterator[Drift]:
    """Yield a term that is translated differently from its usual translation.

    Right:
        `창업지원관이 문을 열었다.` / `The Startup Support Hall opened.`
            then `창업지원관은 크다.` / `The hall is large.`, `The city's Startup Support Hall is large.`
    Wrong (inconsistent):
        `창업지원관이 문을 열었다.` / `The Startup Support Hall opened.`
            then `창업지원관은 크다.` / `The Founding Aid Center is large.`

    Measured: 1 of the 2 that our articles hold; none in 19 clean documents of flags-dev, 35 of Park's news
    and 9 clean articles.
    Limits: only names that English writes with capitals, and words that the lexicon knows; renderings that
    share half of their words (`Startup Support Center`) pass.
    """
    seen: dict[str, list[Rendering]] = defaultdict(list)
    for number, (korean, english, _, is_prose, _) in enumerate(texts):
        if is_prose:
            for term, rendering in _renderings(number, korean, english):
                seen[term].append(rendering)
    for term, renderings in seen.items():
        # On a tie, the first rendering of the document.
        usual = max(renderings, key=lambda one: sum(_are_one(one, other) for other in renderings))
        for other in renderings:
            if not _are_one(usual, other):
                fields = {"term": term, "other": usual.form, "here": other.form}
                yield Drift(other.korean, other.english, fields, 0.7)


def _are_one(one: Rendering, other: Rendering) -> bool:
    return len(one.words & other.words) >= SAME * min(len(one.words), len(other.words))


def _renderings(number: int, korean: str, english: str) -> Iterator[tuple[str, Rendering]]:
    """Yield the terms of a bead, each with the run of which half translates this term and no other."""
    terms = _terms(korean)
    runs = list(_RUN.finditer(english)) if terms and is_running_text(english) else []
    meanings = {term: _meanings(term) for term in terms} if runs else {}
    words_of = [_words(run[0]) for run in runs]
    for term, meaning in meanings.items():
        for run, words in zip(runs, words_of, strict=True):
            shared = len(words & meaning)
            others = (len(words & other) for name, other in meanings.items() if name != term)
            if shared < SAME * len(words) or any(other >= shared for other in others):
                continue
            spots = Spot(number, terms[term]), Spot(number, Span(*run.span()))
            yield term, Rendering(run[0], words, *spots)
            break


def _terms(text: str) -> dict[str, Span]:
    """Return words of at least two stems, without their particles, with the first span of each."""
    found: dict[str, Span] = {}
    for match in WHOLE_WORD.finditer(text):
        word = without_particle(match[0])
        if len(word) >= LEAST_SYLLABLES and len(news_lexicon().stems(word)) >= LEAST_STEMS:
            found.setdefault(word, Span(match.start(), match.start() + len(word)))
    return found


def _meanings(term: str) -> frozenset[str]:
    """Return English stems that translate a stem of the term."""
    lexicon = news_lexicon()
    return frozenset().union(*(lexicon.translations[term[a:b]] for a, b in lexicon.stems(term)))


def _words(run: str) -> frozenset[str]:
    return frozenset(english_stem(word) for word in PART.findall(run) if word.lower() not in function_words())
