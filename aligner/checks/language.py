"""Reports texts that are no translations: another script or language, transcriptions, chat of a program.

No words are compared across languages. The letters and function words of a text show its language, and
programs talk about their task in fixed phrases. The other side is used only to see whether it contains the
suspicious text too.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.marks import brackets_of, quotations_of
from aligner.checks.view import PairView, Passage
from aligner.expressions import compiled
from aligner.languages import Language
from aligner.marks.literals import KEPT, read_literals
from aligner.model.mismatch import Kind
from aligner.model.text import Span

LETTER = compiled(r"[^\W_]")
# If more than this share of the letters is in another script, the whole text counts as another language.
MOST = 0.5
LEAST_WORDS = 2  # least words of a source whose target must have letters
SURE, LIKELY = 0.95, 0.8
WORD = compiled(r"[^\W\d_]+")
# A sentence in Latin letters with an end mark, and without characters of program code.
SENTENCE = compiled(r"^[^{}<>=_/\\|`;]*[a-z][.!?][\"')]*$")
LEAST_SENTENCE = 5  # words
# Words of a source in the language of the target: where both are equal, and where they are not.
LEAST_COPY, LEAST_OTHER = 5, 3
# Letters of another script that make a source without any of its own letters a sentence; half of them with a
# full stop.
LEAST_FOREIGN = 8
FULL_STOP = compiled(r"[.\u3002!?]\W*$")
SENTENCE_END = compiled(r"(?<=[.!?])[\"')]*\s+")
# Kinds that checks of words report for a target in another language.
WORDS_OF_A_PAIR = ("name", "number_missing", "clause_dropped", "clause_added", "negation", "marker")


def wrong_language(view: PairView) -> Iterator[Finding]:
    """Report a target that is in another language or script, is a transcription, or is about translating.

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

        `비가 왔다.` / `It rained. [TODO: check this term]`
        `The bridge was closed in the morning.` / `In the morning the bridge was closed.`
        `공장을 짓는다.` / `Perusahaan membangun pabrik baru.`

    Limits: words of the source language in the target are `untranslated`. A sentence of two words in
    another language with these letters is not noticed.
    """
    if not view.has_both or not view.is_prose:
        return
    yield from _first(view)


def _first(view: PairView) -> Iterator[Finding]:
    """Yield the findings of the first rule that has any; rules for the whole target come first."""
    language, text = view.target_language, view.target.text
    foreign = not text.isascii() and language.checking.foreign_letters.search(text)
    in_letters = not foreign and language.script.letters.search(text)
    of_source = view.source_language.script.letters.search(view.source.text) is None
    for rule in (
        *(() if in_letters else OF_LETTERS),
        *((_source_in_other_language,) if of_source else ()),
        *(() if view.source.text.isascii() else (_script_in_source,)),
        _other_language,
        _spelt,
        _unknown,
        _chat,
    ):
        findings = list(rule(view))
        if findings:
            yield from findings
            return


def _says_nothing(view: PairView) -> Iterator[Finding]:
    """Report a target without letters whose source has words."""
    if LETTER.search(view.target.text):
        return
    words = [word for word in view.source.text.split() if LETTER.search(word)]
    if len(words) >= LEAST_WORDS:
        yield Finding("language", view.source.whole(), view.target.whole(), key="nothing", strength=SURE)


def _no_letters(view: PairView) -> Iterator[Finding]:
    """Report a target without any letter of its language, such as a copy of the source."""
    text = view.target.text
    if view.target_language.script.letters.search(text):
        return
    foreign = view.target_language.checking.foreign_letters.search(text) is not None
    sentence = len(WORD.findall(text)) >= LEAST_SENTENCE and SENTENCE.search(text) is not None
    if sentence or foreign:
        if _quotes(view.source.text, text) and not view.is_copy:
            return
        if view.is_copy and not _is_in(view.source_language, text):
            return
        yield Finding("language", view.source.whole(), view.target.whole(), key="language", strength=SURE)


def _other_script(view: PairView) -> Iterator[Finding]:
    """Report runs of letters in another script that are neither in the source nor in brackets."""
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


# Rules that can be skipped for a text with letters of its language and none of another script.
OF_LETTERS = (_says_nothing, _no_letters, _other_script)


def _source_in_other_language(view: PairView) -> Iterator[Finding]:
    """Report a source, which has no letter of its language, if it is a sentence in another one."""
    text, others = view.source.text, view.target_language.script.letters
    if not others.search(view.target.text):
        return
    letters = sum(map(len, WORD.findall(text)))
    foreign = letters - sum(map(len, others.findall(text)))
    words = len(WORD.findall(text))
    least = LEAST_COPY if view.is_copy else LEAST_OTHER
    is_sentence = SENTENCE.search(text) is not None and (
        (words >= least and _is_in(view.target_language, text, LEAST_WORDS if view.is_copy else 1))
        or (words >= LEAST_SENTENCE and not _quotes(view.target.text, text))
    )
    least = LEAST_FOREIGN // 2 if FULL_STOP.search(text) else LEAST_FOREIGN
    if is_sentence or (letters >= least and foreign > MOST * letters):
        yield Finding("language", view.source.whole(), key="source", strength=SURE)


def _is_in(language: Language, text: str, least: int = LEAST_WORDS) -> bool:
    """Return whether a text has enough function words of a language to be a sentence, not code or a name."""
    small = language.words.function_words()
    return sum(word in small for word in WORD.findall(text.lower())) >= least


def _script_in_source(view: PairView) -> Iterator[Finding]:
    """Report runs of letters in another script in the source, neither quoted nor in the target."""
    source = view.source
    pattern = view.source_language.checking.foreign_letters
    if pattern.search(source.text) is None:
        return
    glossed = _inside(source) | {
        place for span in source.once(quotations_of).paired for place in range(*span)
    }
    for match in pattern.finditer(source.text):
        if match.start() not in glossed and match[0] not in view.target.text:
            place = source.place(Span(*match.span()))
            yield Finding("language", place, key="source_script", severity="warning", strength=LIKELY)
            return


def _inside(passage: Passage) -> frozenset[int]:
    """Return the positions inside brackets."""
    return frozenset(position for pair in passage.once(brackets_of).paired for position in range(*pair))


def _outside(passage: Passage) -> str:
    """Return a text with the brackets and their content replaced by blanks."""
    inside = _inside(passage)
    return (
        "".join(" " if place in inside else sign for place, sign in enumerate(passage.text))
        if inside
        else passage.text
    )


def _other_language(view: PairView) -> Iterator[Finding]:
    """Report a target with a sentence in another language that the source does not contain."""
    is_foreign = view.target_language.checking.is_foreign
    for text in view.target.once(_sentences):
        if is_foreign(text) and not _quotes(view.source.text, text):
            yield Finding("language", view.source.whole(), view.target.whole(), key="language", strength=SURE)
            return


def _sentences(passage: Passage) -> tuple[str, ...]:
    """Return the sentences of a passage without addresses and placeholders."""
    text = passage.text
    if "@" in text or "/" in text:
        text = _without_tokens(text)
    return tuple(SENTENCE_END.split(text))


def _without_tokens(text: str) -> str:
    """Return a text without addresses and placeholders, whose parts must not be taken for words."""
    for token in reversed(read_literals(text)):
        if token.form in KEPT:
            text = f"{text[: token.span.start]} {text[token.span.end :]}"
    return text


def _quotes(source: str, target: str) -> bool:
    """Return whether more than half of the words of the target are in the source."""
    words = WORD.findall(target.lower())
    in_source = set(WORD.findall(source.lower()))
    return sum(word in in_source for word in words) * 2 > len(words)


def _spelt(view: PairView) -> Iterator[Finding]:
    """Report a target, or a sentence of it, that is a transcription of the source."""
    if view.source is not view.first:
        return
    texts = [(view.source.text, view.target.text)]
    targets = view.target.once(_sentences)
    if len(targets) > 1 and len(sources := view.source.once(_sentences)) == len(targets):
        texts += zip(sources, targets, strict=True)
    if any(view.languages.markers.spelt(source, target) for source, target in texts):
        yield Finding("language", view.source.whole(), view.target.whole(), key="spelt", strength=SURE)


def _unknown(view: PairView) -> Iterator[Finding]:
    """Report a target with a sentence of words that are not in the lexicon and look foreign."""
    if view.target is not view.second:
        return
    is_unknown = view.target_language.checking.is_unknown
    for text in view.target.once(_sentences):
        if is_unknown(text, view.languages.lexicon) and not _quotes(view.source.text, text):
            yield Finding("language", view.source.whole(), view.target.whole(), key="language", strength=SURE)
            return


def _chat(view: PairView) -> Iterator[Finding]:
    """Report phrases of a program about its task, unless the other side is about that topic."""
    languages = {view.source: view.source_language, view.target: view.target_language}
    for passage, other in ((view.target, view.source), (view.source, view.target)):
        for chat, match in languages[passage].checking.chats().said_in(passage.text):
            topics = languages[other].checking.chats().rows
            if any(topic.about.search(other.text) for topic in topics if topic.topic == chat.topic):
                continue
            place = passage.place(Span(*match.span()))
            if passage is view.target:
                yield Finding("language", view.source.whole(), place, key="chat", strength=SURE)
            else:
                yield Finding("language", place, key="source_chat", severity="warning", strength=SURE)
            return


LANGUAGE = Kind(
    "language",
    "accuracy/untranslated",
    "error",
    "one side, or part of it, is in another language or no translation",
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
        "source": "{source} is not in the language of the other sources.",
        "source_script": "{source} is in the letters of another language.",
        "source_chat": "{source} is no text but speaks of translating.",
        "script": "{target} is in the letters of another language.",
        "spelt": "{target} only spells how the source sounds.",
        "chat": "{target} is no translation but speaks of translating.",
    },
)
