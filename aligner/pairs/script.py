"""Detection of the language of a text from its script.

The languages of a pair are told apart by the letters that only one of them has. A text with letters of both
(names, quotations) is in the language with the greater sum of letters, where each letter has the weight of
its script.
"""

from __future__ import annotations

from aligner.characters import folded_text
from aligner.languages import language
from aligner.model.text import LanguageCode
from aligner.pairs import codes, pair_of, pairs
from aligner.pairs.pair import LanguagePair

# Characters read from the beginning of a text; the rest of a book would not change the answer.
_SAMPLE = 20_000


def letters_in(text: str, code: LanguageCode) -> int:
    """Count the letters of a language's script in the beginning of a text."""
    return sum(map(len, language(code).script.letters.findall(text[:_SAMPLE])))


def _beginning(text: str) -> str:
    """Return the beginning of a text, with character references and decomposed letters resolved."""
    return folded_text(text[:_SAMPLE])


def language_of(text: str) -> LanguageCode:
    """Return the language of a text; for a text without letters, the one whose letters weigh least.

    Examples:
        >>> language_of("KBS와 MBC가 보도했다."), language_of("The word 정 is short."), language_of("12")
        ('ko', 'en', 'en')
    """
    text = _beginning(text)
    best: tuple[float, float] | None = None
    found = ""
    for code in codes():
        telling = language(code).script.telling
        letters = letters_in(text, code)
        weight = (letters * telling, telling if letters else -telling)
        if best is None or weight > best:
            best, found = weight, code
    return found


def pair_for(*texts: str, including: LanguageCode | None = None) -> LanguagePair:
    """Return the pair with the most letters in the texts; the first known pair if there are no letters.

    Args:
        including: A language that the pair must have.
    """
    fitting = _fitting(including)
    if len(fitting) > 1:
        fitting.sort(key=lambda each: -sum(letters_in(text, code) for text in texts for code in each))
    return pair_of(*fitting[0])


def _fitting(including: LanguageCode | None) -> list[tuple[LanguageCode, LanguageCode]]:
    return [each for each in pairs() if including is None or including in each]


def _only_pair(including: LanguageCode | None) -> LanguagePair | None:
    """Return the pair that has a language, if there is only one; then the texts need not be read for it."""
    fitting = _fitting(including)
    return pair_of(*fitting[0]) if len(fitting) == 1 else None


def languages_of(
    source: str, target: str, original: LanguageCode | None = None
) -> tuple[LanguageCode, LanguageCode]:
    """Return the languages of a source and its translation.

    The side with the larger share of first-language letters is in the first language, the other side in the
    second, even if it was left untranslated. If neither side has letters, the source is in the first
    language.

    Args:
        original: Language of the source, if it is known.

    Examples:
        >>> languages_of("Rain fell.", "비가 왔다."), languages_of("", "Rain fell."), languages_of("12", "12")
        (('en', 'ko'), ('ko', 'en'), ('ko', 'en'))
    """
    target = _beginning(target)
    only = _only_pair(original)
    pair = only or pair_for(_beginning(source), target, including=original)
    if original is not None:
        return original, pair.other(original)
    first, second = pair.codes
    right = _share(target, pair)
    if right == 0:  # as nearly always: then the source need not be counted
        return first, second
    left = _share(_beginning(source), pair)
    if left is None and right is None:
        return first, second
    if left is None:
        left = 1 - (right or 0.0)
    if right is None:
        right = 1 - left
    return (first, second) if left >= right else (second, first)


def _share(text: str, pair: LanguagePair) -> float | None:
    """Share of first-language letters among the letters of both languages, 0 to 1; None without letters."""
    text = text[:_SAMPLE]
    has_first, has_second = pair.first.script.letters.search(text), pair.second.script.letters.search(text)
    if not (has_first and has_second):  # most texts have letters of one language only
        return 1.0 if has_first else 0.0 if has_second else None
    one, other = map(letters_in, (text, text), pair.codes)
    return one / (one + other)
