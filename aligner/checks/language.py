"""A target that is no translation: in another script or language, spelt out, or talk about translating.

Nothing here compares words. A text says by itself in which letters and which small words it is written, and
what a program says about its task stands in closed phrases; the source is asked only whether it holds the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.marks import brackets_of
from aligner.checks.view import PairView, Passage
from aligner.marks.literals import KEPT, read_literals
from aligner.model.mismatch import Kind
from aligner.model.text import Span

LETTER = re.compile(r"[^\W_]")
# Share of the letters of a text in another script from which all of it is taken to be in another language.
MOST = 0.5
LEAST_WORDS = 2  # of a source whose translation must say something
SURE, LIKELY = 0.95, 0.8
WORD = re.compile(r"[^\W\d_]+")
# A sentence: words, the last with a full stop; nothing of program text.
SENTENCE = re.compile(r"^[^{}<>=_/\\|`;]*[a-z][.!?][\"')]*$")
LEAST_SENTENCE = 5
# What checks that compare words say of a text in another language.
WORDS_OF_A_PAIR = ("name", "number_missing", "clause_dropped", "clause_added", "negation", "marker")


def wrong_language(view: PairView) -> Iterator[Finding]:
    """A target that is in another language, or says something about translating.

    Right:
        `그는 이탈리아 노래 'Volare'를 불렀다.` / `He sang the Italian song "Volare."`
        `우리는 crème brûlée를 먹었다.` / `We ate crème brûlée.`
        `우리는 광주(光州)로 갔다.` / `We went to Gwangju (光州).`
        `김치찌개를 먹었다.` / `We ate kimchi-jjigae.`
        `그는 "번역은 여기 있다"고 말했다.` / `He said, "Here is the translation."`
    Wrong (language):
        `내일은 쉽니다.` / `明日は休みます。`
        `우리는 광주(光州)로 갔다.` / `We went to 光州.`
        `길이 막혔다.` / `La route était bloquée toute la journée.`
        `문이 잠겨 있다.` / `Muni jamgyeo itda.`, `I'm sorry, but I can't help with that request.`,
            `Sure! Here's the English translation: The door is locked.`, `...`

    Limits: words of the source language in the target are `untranslated`; a sentence of three words in
    another language of the same letters passes.
    """
    if not view.has_both or not view.is_prose:
        return
    yield from _first(view)


def _first(view: PairView) -> Iterator[Finding]:
    """What the first rule sees that sees anything: the whole target, then a part of it."""
    language, text = view.target_language, view.target.text
    foreign = not text.isascii() and language.checking.foreign_letters.search(text)
    in_letters = not foreign and language.script.letters.search(text)
    for rule in (*(() if in_letters else OF_LETTERS), _other_language, _spelt, _chat):
        found = list(rule(view))
        if found:
            yield from found
            return


def _says_nothing(view: PairView) -> Iterator[Finding]:
    if LETTER.search(view.target.text):
        return
    words = [word for word in view.source.text.split() if LETTER.search(word)]
    if len(words) >= LEAST_WORDS:
        yield Finding("language", view.source.whole(), view.target.whole(), key="nothing", strength=SURE)


def _no_letters(view: PairView) -> Iterator[Finding]:
    """A sentence without any letter in which the language is written, such as the source once more."""
    text = view.target.text
    if view.target_language.script.letters.search(text):
        return
    foreign = view.target_language.checking.foreign_letters.search(text) is not None
    sentence = len(WORD.findall(text)) >= LEAST_SENTENCE and SENTENCE.search(text) is not None
    if sentence or foreign:
        if _quotes(view.source.text, text) and not view.is_copy:
            return
        if view.is_copy and not _is_source(view):
            return
        yield Finding("language", view.source.whole(), view.target.whole(), key="language", strength=SURE)


def _is_source(view: PairView) -> bool:
    """Whether a text left as it was is a sentence of the source language, no code and no name."""
    small = view.source_language.words.function_words()
    return sum(word in small for word in WORD.findall(view.source.text)) >= LEAST_WORDS


def _other_script(view: PairView) -> Iterator[Finding]:
    """Runs in another script that the source does not have, nor the brackets of a gloss."""
    target = view.target
    runs = [
        Span(*match.span()) for match in view.target_language.checking.foreign_letters.finditer(target.text)
    ]
    if not runs:
        return
    letters = len(LETTER.findall(target.text))
    glossed = _inside(target)
    in_source = _outside(view.source)
    strange = [run for run in runs if run.of(target.text) not in in_source and run.start not in glossed]
    if not strange:
        return
    if sum(run.end - run.start for run in strange) > MOST * letters:
        yield Finding("language", view.source.whole(), target.whole(), key="language", strength=SURE)
    else:
        first = strange[0]
        yield Finding(
            "language", target=target.place(first), key="script", severity="warning", strength=LIKELY
        )


# Rules that see nothing in a text that has letters of its language and none of another script.
OF_LETTERS = (_says_nothing, _no_letters, _other_script)


def _inside(passage: Passage) -> frozenset[int]:
    """Positions inside brackets."""
    return frozenset(position for pair in passage.once(brackets_of).paired for position in range(*pair))


def _outside(passage: Passage) -> str:
    """A text with what stands in brackets blanked."""
    inside = _inside(passage)
    return (
        "".join(" " if place in inside else sign for place, sign in enumerate(passage.text))
        if inside
        else passage.text
    )


def _other_language(view: PairView) -> Iterator[Finding]:
    """A sentence in another language that the source does not quote."""
    target = view.target
    for number in target.numbers:
        text = target.side.sentences[number].text
        if "@" in text or "/" in text:
            text = _without_tokens(text)
        if view.target_language.checking.is_foreign(text) and not _quotes(view.source.text, text):
            yield Finding("language", view.source.whole(), target.whole(), key="language", strength=SURE)
            return


def _without_tokens(text: str) -> str:
    """A text without addresses and placeholders, whose parts are no words."""
    for token in reversed(read_literals(text)):
        if token.form in KEPT:
            text = f"{text[: token.span.start]} {text[token.span.end :]}"
    return text


def _quotes(source: str, target: str) -> bool:
    """Whether half of the words of the target stand in the source."""
    words = WORD.findall(target.lower())
    there = set(WORD.findall(source.lower()))
    return sum(word in there for word in words) * 2 > len(words)


def _spelt(view: PairView) -> Iterator[Finding]:
    if view.source is view.first and view.languages.markers.spelt(view.source.text, view.target.text):
        yield Finding("language", view.source.whole(), view.target.whole(), key="spelt", strength=SURE)


def _chat(view: PairView) -> Iterator[Finding]:
    """What a program says about translating, where the source is not about that."""
    for chat, found in view.target_language.checking.chats().said_in(view.target.text):
        topics = view.source_language.checking.chats().rows
        if not any(topic.about.search(view.source.text) for topic in topics if topic.topic == chat.topic):
            place = view.target.place(Span(*found.span()))
            yield Finding("language", view.source.whole(), place, key="chat", strength=SURE)
            return


LANGUAGE = Kind(
    "language",
    "accuracy/untranslated",
    "error",
    "the target, or part of it, is in another language or no translation",
    explained_by=("untranslated", "sentence_dropped", "sentence_added", "moved"),
    explains=(*WORDS_OF_A_PAIR, "punctuation"),
    found="23 of 23",
)

LANGUAGES = Check(
    wrong_language,
    kinds=(LANGUAGE,),
    of_copies=True,
    messages={
        "nothing": "{target} says nothing of {source}.",
        "language": "{target} is in another language.",
        "script": "{target} is in the letters of another language.",
        "spelt": "{target} only spells how the source sounds.",
        "chat": "{target} is no translation but speaks of translating.",
    },
)
