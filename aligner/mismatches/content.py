"""Sentences without a counterpart, words left in the source language, words said twice, split and merge.

What can be read off a bead alone. Parts of sentences that vanish are in `aligner.mismatches.clauses`, what
needs the whole document in `aligner.mismatches.documents`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.languages.en.stems import function_words
from aligner.mismatches.finding import Finding, passage, passages, quoted
from aligner.mismatches.marks import read_brackets
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.text import Span
from aligner.tables import read_table

HANGUL_RUN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+(?:[ \t][가-힣ㄱ-ㅎㅏ-ㅣ]+)*")
LATIN_RUN = re.compile(
    r"[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*"
    r"(?:[ \t,]{1,2}[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*)+"
)
# A Korean text may hold an English title or slogan (`Made in Gunsan`); a run that is a piece of a
# sentence has several words in lower case, some of them function words.
LEAST_LOWER_CASE, LEAST_FUNCTION_WORDS = 4, 2
COORDINATED = re.compile(r"\b([a-z]++(?:-[a-z]++)?+) and \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")
TWICE = re.compile(r"\b([a-z]++) \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")


def unpaired_sentences(bead: Bead, article: Article) -> Iterator[Finding]:
    """Sentences that stand alone on their side of the ladder, each on its own.

    Right: `비가 왔다. 바람도 불었다.` / `It rained, and the wind blew.`, two sentences in one bead.
    Wrong: `비가 왔다. 주민들은 길을 쓸었다.` / `It rained.` (`sentence_dropped` if the second stands alone).

    Measured, with the swallowed ones: 38 of 38 dropped and 38 of 38 added sentences found; 79 of 79 reports
    right.

    Limits: as good as the alignment. Captions, notices and page furniture are no sentences of an article.
    """
    if bead.source and bead.target:
        return
    for number in bead.source:
        place = passage(article.source, range(number, number + 1)).whole()
        yield Finding(
            "sentence_dropped", f"{quoted(place.surface)} is not translated.", source=place, confidence=0.85
        )
    for number in bead.target:
        place = passage(article.target, range(number, number + 1)).whole()
        yield Finding(
            "sentence_added",
            f"{quoted(place.surface)} translates no sentence of the source.",
            target=place,
            confidence=0.85,
        )


def untranslated_words(bead: Bead, article: Article) -> Iterator[Finding]:
    """Words of the source language in the target, outside brackets.

    Right: `the Saemangeum seawall (새만금)`: the original name in brackets.
    Wrong: `officials 확인했다 the plan`.
    Into Korean: a piece of an English sentence; names, brands and titles in Latin letters are usual.

    Measured: 43 of 43 found; 44 of 44 reports right.

    Limits: a Korean word in Latin letters (`the daedong festival`) is a name to it.
    """
    source, target = passages(bead, article)
    if not (bead.source and bead.target) or source.language == target.language:
        return
    inside = {position for pair in read_brackets(target.text).paired for position in range(*pair)}
    runs = HANGUL_RUN if target.language == "en" else LATIN_RUN
    for match in runs.finditer(target.text):
        span = Span(*match.span())
        if span.start in inside:
            continue
        if target.language == "ko" and not _piece_of_sentence(match.group()):
            continue
        place = target.place(span)
        yield Finding(
            "untranslated", f"{quoted(place.surface)} is left untranslated.", target=place, confidence=0.95
        )


def _piece_of_sentence(run: str) -> bool:
    lower_case = [
        word for word in re.findall(r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]+", run) if word.islower()
    ]
    known = sum(word in function_words() for word in lower_case)
    return len(lower_case) >= LEAST_LOWER_CASE and known >= LEAST_FUNCTION_WORDS


@cache
def _said_twice() -> frozenset[str]:
    """Words that English does say twice."""
    return frozenset(row["word"] for _, row in read_table("en/said_twice.tsv"))


def repeated_words(bead: Bead, article: Article) -> Iterator[Finding]:
    """An English word coordinated with itself, or standing twice.

    Korean says one thing with two near-synonyms (`꼼꼼하고 세밀한`) where machine translation has one English
    word for both.

    Right: `more and more`, `again and again`, `that that`. Wrong: `careful and careful`, `the the`.

    Measured: always info; all three slips of our own articles found, nothing told of 276 clean pairs.

    Limits: into English only; numbers and names may stand twice, and so may words with a comma between.
    """
    target = passage(article.target, bead.target)
    if target.language != "en" or not bead.source:
        return
    for pattern in (COORDINATED, TWICE):
        for match in pattern.finditer(target.text):
            if match[1] not in _said_twice():
                place = target.place(Span(*match.span()))
                yield Finding(
                    "repeated_word",
                    f"{quoted(place.surface)} says the same word twice.",
                    target=place,
                    confidence=0.9,
                )


def uneven_beads(bead: Bead, article: Article) -> Iterator[Finding]:
    """Beads that are not one sentence to one sentence: for the reader to know, not to mend.

    `비가 왔지만 행사는 열렸다.` / `It rained. The event took place all the same.` is a `split`.

    Limits: always info; whether one of the sentences says something of its own is asked in `clauses`.
    """
    source, target = passages(bead, article)
    left, right = bead.kind
    if left == 1 and right > 1:
        yield Finding("split", f"One sentence became {right}.", source.whole(), target.whole())
    elif right == 1 and left > 1:
        yield Finding("merge", f"{left} sentences became one.", source.whole(), target.whole())
    elif left > 1 and right > 1:
        yield Finding(
            "merge",
            f"{left} sentences became {right} that can't be told apart.",
            source.whole(),
            target.whole(),
        )
