"""Whether a Korean and an English word are in the same place of their sentences, by the words around them.

`유가가 7% 급락하면서` and `Oil prices soared 7 percent`: the word before 급락 means `oil price`, and both
have the number 7 beside them. So the two words speak of the same thing, even if they do not translate each
other.
"""

from __future__ import annotations

from itertools import chain

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.cover import Said

_WORD = expression(r"[A-Za-z]+")
_NUMBER = expression(r"\d[\d,.]*\d|\d")
# Words and characters around a word within which its subject, object or number is expected. Chosen by
# reading; windows of these sizes link no opposite words in 14,519 right pairs of development data.
_WORDS_BEFORE, _WORDS_AFTER = 3, 3
_NEAR_BEFORE = 2  # covered words: an adverb may stand between subject and verb (방문자가 크게 늘었다)
_SUBJECT_PARTICLES = "은는이가"
_CHARACTERS_BEFORE = 24
_CHARACTERS_KOREAN, _CHARACTERS_ENGLISH = 14, 28


def are_linked(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Return whether the words have a number in common, or neighbours that translate each other.

    Args:
        first: The Korean text.
        of_korean: The Korean word.
        second: The English text.
        of_english: The English word.
    """
    return _share_number(first.text, of_korean, second.text, of_english) or _share_neighbour(
        first, of_korean, second, of_english
    )


def have_one_subject(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Return whether a subject or topic before the Korean word means a word right before the English one."""
    subjects = [
        meaning
        for span, meanings in first.cover.located(first.text, "ko")
        for meaning in meanings
        if span.end <= of_korean.start and span.of(first.text)[-1] in _SUBJECT_PARTICLES
    ]
    before = _WORD.findall(second.text, max(0, of_english.start - _CHARACTERS_BEFORE), of_english.start)
    stems = set(map(english_stem, before))
    return any(not meaning.isdisjoint(stems) for meaning in subjects)


def around(english: str, word: Span) -> Span:
    """Return the stretch of an English text within which the neighbours of a word are looked up."""
    before = [match.start() for match in _WORD.finditer(english, 0, word.start)]
    after = [match.end() for match in _WORD.finditer(english, word.end)]
    start = before[-_WORDS_BEFORE] if len(before) >= _WORDS_BEFORE else 0
    end = after[_WORDS_AFTER - 1] if len(after) >= _WORDS_AFTER else len(english)
    return Span(start, end)


def _share_number(korean: str, of_korean: Span, english: str, of_english: Span) -> bool:
    beside = set(_numbers(korean, of_korean, _CHARACTERS_KOREAN))
    return bool(beside) and not beside.isdisjoint(_numbers(english, of_english, _CHARACTERS_ENGLISH))


def _numbers(text: str, word: Span, characters: int) -> list[str]:
    start, end = max(0, word.start - characters), min(len(text), word.end + characters)
    return [match[0] for match in _NUMBER.finditer(text) if match.start() < end and match.end() > start]


def _share_neighbour(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    words = [(span, meanings) for span, meanings in first.cover.located(first.text, "ko") if meanings]
    before = [meanings for span, meanings in words if span.end <= of_korean.start]
    after = [meanings for span, meanings in words if span.start >= of_korean.end]
    wanted = frozenset[str]().union(*chain.from_iterable((*before[-_NEAR_BEFORE:], *after[:1])))
    if not wanted:
        return False
    window = around(second.text, of_english)
    own = set(map(english_stem, _WORD.findall(of_english.of(second.text))))
    said = {
        english_stem(word)
        for word in _WORD.findall(window.of(second.text))
        if word.lower() not in function_words()
    }
    return not wanted.isdisjoint(said - own)
