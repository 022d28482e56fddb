"""Labels at the head of a line, speakers and stage notes that the English lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem
from aligner.languages.ko.surnames import surnames
from aligner.model.text import Span
from aligner.pairs.ko_en.acronyms import LEAST_LETTERS, sounds_in
from aligner.pairs.ko_en.cover import english_words, translations_of
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.romanised import is_like_given
from aligner.pairs.ko_en.spellings import syllables
from aligner.pairs.markers import ChangedWord
from aligner.tables import read_table

MAY_BE_LABELLED = expression(r"[:(\[【<〈《]")  # a quick search: labels and notes need one of these
OPENING_LABEL = expression(
    r"\s*(?:[\[【<〈《(]\s*(?P<head>[가-힣 ]{1,10}?)\s*[\]】>〉》)]"
    r"|(?P<speaker>[가-힣]{1,6}(?: [가-힣]{2,4})?|[QA])\s?:(?=\s))"
)
NOTE = expression(r"[(\[](?P<note>[가-힣 ]{2,12})[)\]]")
# How an English line with a label or a speaker may begin.
ENGLISH_LABEL = expression(r"\s*(?:[\[(<*\N{EM DASH}-]|[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK} -]{0,40}:)")
ENGLISH_NOTE = expression(r"[(\[*]")
# The same with the words of the label and of the note.
LABEL_WORDS = expression(
    r"\s*(?:[\[<(*]{1,2}(?P<head>[A-Z][\w.' -]{0,30}?)[\]>)*]{1,2}"
    r"|(?P<speaker>[A-Z][\w.' -]{0,30}?)\s?:)(?=\s)"
)
BARE_SPEAKER = expression(r"\s*[A-Z][\w'-]*(?: [A-Z][\w'-]*)?:")
NAME = expression(r"[A-Z][a-z.]*(?:(?:-[A-Za-z]| [A-Z])[a-z.]*)*")
NOTE_WORDS = expression(r"[(\[*]{1,2}(?P<note>[A-Za-z][a-z ]{2,30})[)\]*]{1,2}")
# A note that describes what somebody does while speaking: `한숨을 쉬며`.
_CLAUSE = expression(r"(?:며|면서|서|고|다|음|기|소리|로|채)$")
_PERSON = 2  # syllables of a given name
LIKELY = 0.75


@cache
def _labels(form: str) -> dict[str, tuple[str, ...]]:
    return {
        korean: tuple(row["english"].split("|"))
        for _, row in read_table("ko_en/labels.tsv")
        if row["form"] == form
        for korean in row["korean"].split("|")
    }


def lost_labels(korean: str, english: str) -> Iterator[Span]:
    """Yield labels and speakers at the head, and stage notes, that the English has in no form.

    Examples:
        >>> list(lost_labels("[앵커] 오늘 첫 소식입니다.", "Here is our first story today."))
        [Span(start=0, end=4)]
        >>> list(lost_labels("[앵커] 오늘 첫 소식입니다.", "Anchor: Here is our first story today."))
        []
    """
    for source, target in _lines(korean, english):
        for span in _lost_labels(source.of(korean), target.of(english)):
            yield span.shifted(source.start)


def _lines(korean: str, english: str) -> Iterator[tuple[Span, Span]]:
    """Yield the lines of two texts side by side, as of a dialogue; or the whole texts."""
    if "\n" not in korean or korean.count("\n") != english.count("\n"):
        yield Span(0, len(korean)), Span(0, len(english))
        return
    yield from zip(_spans_of_lines(korean), _spans_of_lines(english), strict=True)


def _spans_of_lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _lost_labels(korean: str, english: str) -> Iterator[Span]:
    lowered = english.lower()
    opening = OPENING_LABEL.match(korean)
    if opening and not ENGLISH_LABEL.match(english):
        label = opening["head"] or opening["speaker"]
        forms = ("head", "speaker") if opening["head"] else ("speaker",)
        words = next((_labels(form)[label] for form in forms if label in _labels(form)), None)
        if words is None and opening["speaker"] and _is_person(label):
            words = ()
        if words is not None and not _says_any(words, lowered) and not sounds_in(label, english):
            start = opening.start() + len(opening[0]) - len(opening[0].lstrip())
            yield Span(start, opening.end())
    for note in NOTE.finditer(korean):
        words = _note_words(note["note"])
        is_speakers = opening and opening["speaker"] and not korean[opening.end() : note.start()].strip()
        is_lost = (
            not _says_any(words, lowered) if words else is_speakers and _is_unsaid(note["note"], english)
        )
        if is_lost and not ENGLISH_NOTE.search(english):
            yield Span(*note.span())


def _is_unsaid(note: str, english: str) -> bool:
    """Whether a clause beside a speaker has no word in the English, of which the speaker is a bare name."""
    speaker = BARE_SPEAKER.match(english)
    known = translations_of(note)
    return bool(_CLAUSE.search(note) and speaker and known and known.isdisjoint(english_words(english)))


def _says_any(words: tuple[str, ...], lowered: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(word)}" + (r"\b" if len(word) < LEAST_LETTERS else ""), lowered)
        for word in words
    )


def _is_person(label: str) -> bool:
    """Whether a label is a surname and a given name, and no word of the lexicon."""
    return len(label) == LEAST_LETTERS and label[0] in surnames() and not news_lexicon().stems(label)


def changed_labels(korean: str, english: str) -> Iterator[ChangedWord]:
    """Yield labels, speakers and stage notes that became another one.

    Examples:
        >>> [change.second for change in changed_labels("엄마: 밥 먹었니?", "Dad: Have you eaten?")]
        [Span(start=0, end=3)]
        >>> list(changed_labels("엄마: 밥 먹었니?", "Mother: Have you eaten?"))
        []
        >>> [change.second for change in changed_labels("고맙습니다. (박수)", "Thank you. (laughter)")]
        [Span(start=12, end=20)]
    """
    for source, target in _lines(korean, english):
        for change in _changed_labels(source.of(korean), target.of(english)):
            first, second = change.first.shifted(source.start), change.second.shifted(target.start)
            yield ChangedWord(first, second, change.strength)


def _changed_labels(korean: str, english: str) -> Iterator[ChangedWord]:
    opening, target = OPENING_LABEL.match(korean), LABEL_WORDS.match(english)
    if opening and target:
        source, other = ("head" if match["head"] else "speaker" for match in (opening, target))
        if _is_other_label(opening[source].strip(), target[other]):
            yield ChangedWord(Span(*opening.span(source)), Span(*target.span(other)), LIKELY)
    notes = list(NOTE.finditer(korean))
    known = [words for note in notes if (words := _note_words(note["note"]))]
    if len(notes) == len(known) == 1 and not _says_any(known[0], english.lower()):
        for note in NOTE_WORDS.finditer(english):
            if any(_says_any(words, note["note"].lower()) for words in _labels("note").values()):
                yield ChangedWord(Span(*notes[0].span("note")), Span(*note.span("note")), LIKELY)
                return


def _is_other_label(korean: str, english: str) -> bool:
    """Whether an English label is the label of somebody or something else."""
    lowered = english.lower()
    own = _labels("speaker").get(korean)
    if own:
        others = _labels("speaker").values()
        return not _says_any(own, lowered) and any(_says_any(words, lowered) for words in others)
    if korean in _labels("head"):
        return False  # the parts of a programme go by many names: `[공지]`, `[Important]`
    is_name = _is_person(korean) or (len(korean) == _PERSON and is_like_given(korean))
    is_word = english_stem(lowered) in news_lexicon().covered
    is_english_name = (
        NAME.fullmatch(english) is not None and not is_word and bool(syllables(re.sub("[^a-z]", "", lowered)))
    )
    return is_name and is_english_name and not sounds_in(korean, english)


def _note_words(note: str) -> tuple[str, ...]:
    """The English words of a stage note, which may be a clause: `한숨을 쉬며`."""
    notes, stripped = _labels("note"), note.strip()
    if stripped in notes or not _CLAUSE.search(stripped):
        return notes.get(stripped, ())
    return next((words for form, words in notes.items() if len(form) > 1 and form in stripped), ())
