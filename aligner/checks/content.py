"""Sentences without a counterpart, words left in the source language, words said twice, split and merge.

What can be read off a bead alone. Parts of sentences that vanish are in `aligner.checks.clauses`, what
needs the whole document in `aligner.checks.documents`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.kinds import MERGE, REPEATED_WORD, SENTENCE_ADDED, SENTENCE_DROPPED, SPLIT, UNTRANSLATED
from aligner.checks.marks import brackets_of
from aligner.checks.view import PairView, passage
from aligner.languages.en.stems import function_words
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


def unpaired_sentences(view: PairView) -> Iterator[Finding]:
    """Sentences that stand alone on their side of the ladder, each on its own.

    Right:
        `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`
    Wrong (sentence_dropped):
        `비가 왔다.` / `It rained.` then `주민들은 길을 쓸었다.` / ``
    Wrong (sentence_added):
        `비가 왔다.` / `It rained.` then `` / `Residents swept the streets.`

    Measured, with the swallowed ones: 38 of 38 dropped and 38 of 38 added sentences found; 79 of 79 reports
    right.

    Limits: as good as the alignment. Captions, notices and page furniture are no sentences of an article.
    """
    if view.has_both:
        return
    for number in view.source.numbers:
        place = passage(view.source.side, range(number, number + 1), is_source=True).whole()
        yield Finding("sentence_dropped", source=place, strength=0.85)
    for number in view.target.numbers:
        place = passage(view.target.side, range(number, number + 1), is_source=False).whole()
        yield Finding("sentence_added", target=place, strength=0.85)


def untranslated_words(view: PairView) -> Iterator[Finding]:
    """Words of the source language in the target, outside brackets.

    Right:
        `새만금 방조제가 열렸다.` / `The Saemangeum seawall (새만금) opened.`
        `The company showed the Galaxy Book Pro.` / `회사는 Galaxy Book Pro를 선보였다.`
    Wrong (untranslated):
        `공무원들은 계획을 확인했다.` / `The officials 확인했다 the plan.`
        `The city decided on the new budget.` / `시는 the new budget for the year 늘리기로 했다.`

    Measured: 43 of 43 found; 44 of 44 reports right.

    Limits: a Korean word in Latin letters (`the daedong festival`) is a name to it.
    """
    target = view.target
    if not view.has_both:
        return
    inside = {position for pair in target.once(brackets_of).paired for position in range(*pair)}
    runs = HANGUL_RUN if target.language == "en" else LATIN_RUN
    for match in runs.finditer(target.text):
        span = Span(*match.span())
        if span.start in inside:
            continue
        if target.language == "ko" and not _piece_of_sentence(match.group()):
            continue
        yield Finding("untranslated", target=target.place(span), strength=0.95)


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


def repeated_words(view: PairView) -> Iterator[Finding]:
    """An English word coordinated with itself, or standing twice.

    Korean says one thing with two near-synonyms (`꼼꼼하고 세밀한`) where machine translation has one English
    word for both.

    Right:
        `수는 점점 더 늘었다.` / `The number grew more and more.`
        `그는 거듭 말했다.` / `He said it again and again.`
        `그는 그것이 전부라고 했다.` / `He said that that was all.`
    Wrong (repeated_word):
        `꼼꼼하고 세밀한 사람이다.` / `She is careful and careful.`
        `그는 문을 열었다.` / `He opened the the door.`

    Measured: always info; all three slips of our own articles found, nothing told of 276 clean pairs.

    Limits: into English only; numbers and names may stand twice, and so may words with a comma between.
    """
    target = view.target
    if target.language != "en" or not view.source.numbers:
        return
    for pattern in (COORDINATED, TWICE):
        for match in pattern.finditer(target.text):
            if match[1] not in _said_twice():
                yield Finding("repeated_word", target=target.place(Span(*match.span())), strength=0.9)


def uneven_beads(view: PairView) -> Iterator[Finding]:
    """Beads that are not one sentence to one sentence: for the reader to know, not to mend.

    Right:
        `비가 왔다.` / `It rained.` then `바람도 불었다.` / `The wind blew.`
    Wrong (split): `비가 왔지만 행사는 열렸다.` / `It rained. | The event took place all the same.`
    Wrong (merge): `비가 왔다. | 바람도 불었다.` / `It rained, and the wind blew.`

    Limits: always info; whether one of the sentences says something of its own is asked in `clauses`.
    """
    source, target = view.source, view.target
    left, right = view.bead.kind
    counts = {"sources": left, "targets": right}
    if left == 1 and right > 1:
        yield Finding("split", source.whole(), target.whole(), fields=counts)
    elif right == 1 and left > 1:
        yield Finding("merge", source.whole(), target.whole(), fields=counts)
    elif left > 1 and right > 1:
        yield Finding("merge", source.whole(), target.whole(), key="entangled", fields=counts)


UNPAIRED = Check(
    unpaired_sentences,
    kinds=(SENTENCE_DROPPED, SENTENCE_ADDED),
    messages={
        "sentence_dropped": "{source} is not translated.",
        "sentence_added": "{target} translates no sentence of the source.",
    },
)
UNTRANSLATED_WORDS = Check(
    untranslated_words, kinds=(UNTRANSLATED,), messages={"untranslated": "{target} is left untranslated."}
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
        "entangled": "{sources} sentences became {targets} that can't be told apart.",
    },
)
