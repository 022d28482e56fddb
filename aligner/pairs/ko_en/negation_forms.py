"""Forms that negate in a Korean or English passage, and forms that only look like a negation.

`ko/negation.tsv` and `en/negation.tsv` hold the forms, each with its sort (the head of each table explains
the sorts). This module compiles them to patterns and finds them in a passage, or in a stretch of it;
`negation` decides by them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, first_runs, small_words
from aligner.languages.ko.names import titles
from aligner.model.text import LanguageCode, Span, without_spans
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.remembered import remembered
from aligner.tables import read_table

# Words that stand beside a negation (거의 오지 않다), so that `hardly` translates both.
_BESIDE_NEGATION = expression(
    "거의|전혀|결코|절대|아직|밖에|별로|좀처럼|도저히|아무|더는|더이상|여간|오히려|만이"
)
_WORD = expression(r"[^\W\d_]+")
_GAP = r"\b[^,.;:?!\"“”]{1,60}?\b"  # words of one clause between `not` and `until`
_PREFIXED = expression(r"(?<![가-힣])[미비불무부몰반][가-힣]{2,}")
_SURE_PREFIXES = "미비무"  # 불 is also fire (불태우다), 부 and 몰 have many meanings
_LONGEST_PREFIXED_ALONE = 2  # syllables; 비용 and 미국 have no prefix
# `unbalanced` negates `balance`: letters by which two stems are compared, and the fewest of a stem.
_LETTERS_COMPARED, _SHARED_LETTERS = 5, 4
_NEGATIVE_PREFIX = expression("(?:un|in|im|ir|il|non|dis|mis|anti)-?")
# `wasn't it?` expects a yes; `couldn't agree more` agrees; `the red one, not the blue` only says which one;
# `no one who doesn't` is everyone. In `before leaving` nobody has left yet; `how could she` means that she
# couldn't.
_CANCELLED_ENGLISH = (
    r", (?:is|was|are|were|do|does|did|has|have|had|ca|could|wo|would|should)n.t"
    r" (?:it|he|she|they|you|we|i|there|that)\b"
    r"|c(?<!\wc)(?:a|ould)(?:n.t|not| not) \w+ (?:\w+ )?"
    r"(?:more|better|happier|prouder|easier|clearer|\w+ier)\b"
    r"|, not (?=(?:the|an?|just|its|their|his|her|your|my|our|this|that|in|on|at|for|from|by|with)\b)"
    r"|n(?<!\wn)o(?: one|body) [^,.;:?!\"“”]{1,40}?(?:n.t|not)\b"
)
_HIDDEN_ENGLISH = (
    r"b(?<!\wb)efore (?:\w+ly )?\w+ing\b|(?:w(?<!\ww)h(?:o|at)|h(?<!\wh)ow) (?:can|could|would)\b"
)
# What may follow a title, so that 안 전해졌다 and 안 이사했다 keep their negation.
_AFTER_TITLE = r"(?:님|측)?(?:[은는이가의을를도와과]|에게|께서|[^가-힣]|$)"
# 1승밖에 거두지 못했다 is `only one win`.
_CANCELLED_KOREAN = r"밖에 [가-힣 ]{1,12}?지 ?(?:못|않)"
# Sorts of the tables whose forms deny the word beside them.
_DENYING = ("plain", "prohibition")
_NEGATIVE_FORMS = (*_DENYING, "cancelled")
_SORTS = ("plain", "prohibition", "loose", "cancelled", "lookalike", "hidden", "perhaps")
LONGEST_VERB = 16  # letters of a Korean verb with the word before it


class Passage(NamedTuple):
    """A text, its language, and its lower-case form for the patterns; made by `read_passage`."""

    text: str
    language: LanguageCode
    lowered: str


def read_passage(text: str, language: LanguageCode) -> Passage:
    """Return a passage whose lower-case form has every letter at its offset in the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two characters
        lowered = "".join(letter.lower()[0] for letter in text)
    return Passage(text, language, lowered)


class _Sort(NamedTuple):
    """The forms of a sort, compiled.

    Attributes:
        pattern: Matches one of the forms in lower-case text, the longest first.
        signs: Matches letters of which every form has one; a faster search that rules out most texts.
        words: Runs of letters of which every form has one, for a faster test; empty if a form has none.
    """

    pattern: re.Pattern[str]
    signs: re.Pattern[str]
    words: frozenset[str] = frozenset()

    def may_stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of lower-case text may have one of the forms; False is certain."""
        if self.words and self.words.isdisjoint(small_words(text)):
            return False
        return self.signs.search(text, start, end) is not None


@cache
def _patterns(language: LanguageCode) -> dict[str, _Sort]:
    """Return the compiled forms of each sort that a language has.

    They are for lower-case text, since a pattern that ignores case takes five times as long.
    """
    forms: dict[str, list[str]] = {sort: [] for sort in _SORTS}
    for _, row in read_table(f"{language}/negation.tsv"):
        forms[row["sort"]].append(row["form"])
    if language == "ko":
        written = {sort: (_korean_pattern(rows), _letters_of_all(rows)) for sort, rows in forms.items()}
        written["cancelled"] = f"{written['cancelled'][0]}|{_CANCELLED_KOREAN}", written["cancelled"][1]
    else:
        written = {sort: (_english_pattern(rows), "") for sort, rows in forms.items()}
        for sort, more in (("cancelled", _CANCELLED_ENGLISH), ("hidden", _HIDDEN_ENGLISH)):
            written[sort] = f"{written[sort][0]}|{more}", ""
    words = {"plain": _first_runs(forms["plain"])} if language == "en" else {}
    return {
        sort: _Sort(expression(pattern), expression(signs), words.get(sort, frozenset()))
        for sort, (pattern, signs) in written.items()
        if pattern
    }


def _first_runs(forms: Sequence[str]) -> frozenset[str]:
    """Return the first run of letters of each form (the last of `n't`); empty if a form is part of a word."""
    if any(form.strip("-") != form for form in forms):
        return frozenset()
    return first_runs(form.removeprefix("n'") for form in forms)


def _letters_of_all(forms: Sequence[str]) -> str:
    """Return a small class of letters of which every form has one; letters of most forms are taken first."""
    letters = ""
    rest = [set(form) - set(" -") for form in forms]
    while rest:
        counts = Counter(letter for form in rest for letter in sorted(form))
        letters += max(sorted(counts), key=lambda letter: counts[letter])
        rest = [form for form in rest if letters[-1] not in form]
    return f"[{re.escape(letters)}]" if letters else ""


def _korean_pattern(forms: Sequence[str]) -> str:
    return "|".join(map(_korean_form, _by_length(forms)))


def _korean_form(form: str) -> str:
    """Return the pattern of a form: its letters, then its border, since a search looks for a first letter."""
    if form == "안":
        # 안 의원은, 안 전 대표가: a surname before a title.
        titled = rf"(?: 전)? (?:{'|'.join(_by_length([*titles(), '씨']))}){_AFTER_TITLE}"
        return rf"안(?<![가-힣]안)(?=\s)(?!{titled})"
    return rf"{form[:-1]}(?<![가-힣]{form[:-1]})" if form.endswith("-") else re.escape(form)


def _english_pattern(forms: Sequence[str]) -> str:
    """Return a pattern of words, words with others between (` ... `), prefixes (`un-`), suffixes and `n't`.

    Words and prefixes are grouped by their first two letters, with the word border behind these, because a
    search looks for a first letter.
    """
    joined = [form for form in forms if form.startswith("n't")]
    endings = [form[1:] for form in forms if form.startswith("-")]
    by_letters: dict[str, dict[str, list[str]]] = {}
    for form in _by_length(forms):
        if form not in joined and not form.startswith("-"):
            by_letters.setdefault(form[0], {}).setdefault(form[1], []).append(form)
    written = [
        f"{first}(?:"
        + "|".join(rf"{second}(?<!\w{first}{second})(?:{_rests(same)})" for second, same in by_second.items())
        + ")"
        for first, by_second in sorted(by_letters.items())
    ]
    written += [rf"{form[0]}(?<=\w{form[0]}){form[1:]}\b" for form in endings]
    return "|".join([*written, *(rf"{_apostrophes(form)}\b" for form in _by_length(joined))])


def _rests(forms: Sequence[str]) -> str:
    """Return the rests of words behind their first two letters, the longest first, then those of prefixes."""
    words = [_apostrophes(form)[2:] for form in forms if not form.endswith("-")]
    beginnings = [_apostrophes(form)[2:-1] for form in forms if form.endswith("-")]
    return "|".join([rf"(?:{'|'.join(words)})\b"] * bool(words) + beginnings)


def _by_length(forms: Sequence[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)


def _apostrophes(form: str) -> str:
    return form.replace(
        "n't", "n['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}`]t"
    ).replace(" ... ", _GAP)


def _spans(passage: Passage, *sorts: str, where: Span | None = None) -> list[Span]:
    """Return the spans of forms of these sorts in a passage, or in a stretch of it."""
    text, patterns = passage.lowered, _patterns(passage.language)
    start, end = where or (0, len(text))
    found = []
    for sort in sorts:
        known = patterns.get(sort)
        if known and known.may_stand_in(text, start, end):
            found += [Span(*match.span()) for match in known.pattern.finditer(text, start, end)]
    return found


def _holds(passage: Passage, sorts: Iterable[str], start: int, end: int) -> bool:
    """Whether a stretch of a passage has a form of these sorts."""
    patterns = _patterns(passage.language)
    for sort in sorts:
        known = patterns.get(sort)
        if (
            known
            and known.may_stand_in(passage.lowered, start, end)
            and known.pattern.search(passage.lowered, start, end)
        ):
            return True
    return False


def negations(passage: Passage) -> list[Span]:
    """Return the plain negations of a passage that no phrase around them cancels."""
    found = _spans(passage, *_DENYING)
    if not found:
        return []
    cancelled = _spans(passage, "cancelled", "lookalike")
    return [span for span in found if not any(map(span.overlaps, cancelled))]


def is_cancelled(passage: Passage, word: Span) -> bool:
    """Whether a word is part of a phrase that negates nothing: 불가능한 일은 아니다."""
    return any(map(word.overlaps, _spans(passage, "cancelled", "lookalike")))


def says_no(passage: Passage, where: Span | None = None) -> bool:
    """Whether anything in the passage, or in a stretch of it, can express a negation."""
    start, end = where or (0, len(passage.text))
    if _holds(passage, ("cancelled", "hidden"), start, end):
        return True
    denying = _spans(passage, *_DENYING, where=where)
    lookalikes = _spans(passage, "lookalike", where=where) if denying else ()
    return any(not any(known.start <= span.start < known.end for known in lookalikes) for span in denying)


def says_no_alone(passage: Passage, other: Passage) -> bool:
    """Whether a passage says no in a word that no word of the other passage with such a meaning translates.

    `cancellation` beside 취소 is no translation of another Korean negation.
    """
    if not says_no(passage):
        return False
    answers = [word.of(other.text) for word in _words_that_say_no(other)]
    answered = [
        word
        for word in _words_that_say_no(passage)
        if any(_translate_each_other(word.of(passage.text), answer) for answer in answers)
    ]
    return not answered or says_no(read_passage(without_spans(passage.text, answered), passage.language))


def _words_that_say_no(passage: Passage) -> list[Span]:
    """Return words that say no by themselves, without those of negations and adverbs beside one."""
    denying = _spans(passage, *_DENYING)
    words = (Span(*match.span()) for match in _WORD.finditer(passage.text))
    return [
        word
        for word in words
        if _holds(passage, ("hidden",), *word)
        and not any(map(word.overlaps, denying))
        and not _BESIDE_NEGATION.match(passage.text, word.start)
    ]


def _translate_each_other(one: str, other: str) -> bool:
    korean, english = (other, one) if one.isascii() else (one, other)
    return english_stem(english) in translations_of(korean)


def has_negative_meaning(word: str) -> bool:
    """Whether an English word has a negative meaning without a negation: `withdraw`, `refuse`."""
    return _holds(read_passage(word, "en"), ("hidden",), 0, len(word))


def negative_forms(passage: Passage, where: Span) -> list[Span]:
    """Return the forms of negation in a stretch, even those that negate nothing in meaning."""
    return _spans(passage, *_NEGATIVE_FORMS, where=where)


def may_say_no(korean: Passage) -> bool:
    """Find words that English often renders with `not`, and words with a negative prefix (미설정, 불합격)."""
    if _patterns("ko")["perhaps"].pattern.search(korean.text):
        return True
    return any(map(_may_be_prefixed, _PREFIXED.findall(korean.text)))


def _may_be_prefixed(word: str) -> bool:
    """Whether the lexicon lacks the whole word, or translates it by an English word with a negation."""
    stems = news_lexicon().stems(word)
    if not stems or stems[0][0] != 0 or stems[0][1] < 2:
        return True
    return any(map(_patterns("en")["hidden"].pattern.search, translations_of(word)))


def forbids(korean: Passage, negation: Span) -> bool:
    """Whether the negation is a prohibition (-지 마세요), which English can hardly say without one."""
    return _patterns("ko")["prohibition"].pattern.match(korean.text, negation.start) is not None


def is_loose(korean: Passage, negation: Span) -> bool:
    """Whether English often uses the opposite word instead of the negation: 좋지 않다, `bad`."""
    loose = _patterns("ko")["loose"].pattern.finditer(korean.text, max(0, negation.start - LONGEST_VERB))
    return any(match.start() <= negation.start < match.end() for match in loose)


def prefixed(korean: str) -> Iterator[tuple[Span, str]]:
    """Yield words with a negative prefix, each with the rest: 미설정, 설정; 불균형, 균형.

    The lexicon either lacks the whole word, or translates it by a negated translation of the rest.
    """
    for match in _PREFIXED.finditer(korean):
        rest = _negated_rest(match[0])
        if rest:
            yield Span(*match.span()), rest


@remembered
def _negated_rest(word: str) -> str:
    """Return the stem that the first syllable of a word negates; empty if it negates none."""
    for start, end in news_lexicon().stems(word)[:1]:
        if start == 1 and end > _LONGEST_PREFIXED_ALONE and word[0] in _SURE_PREFIXES:
            return word[1:end]
        if start == 0 and end > _LONGEST_PREFIXED_ALONE and _negates(word[:end], word[1:end]):
            return word[1:end]
    return ""


def _negates(whole: str, rest: str) -> bool:
    """Whether a translation of a word is a negated translation of its rest: unbalanced, balance."""
    plain = [stem for stem in translations_of(rest) if len(stem) >= _SHARED_LETTERS]
    bare = [_NEGATIVE_PREFIX.sub("", stem) for stem in translations_of(whole) if _NEGATIVE_PREFIX.match(stem)]
    return any(stem[:_LETTERS_COMPARED] == other[:_LETTERS_COMPARED] for stem in plain for other in bare)
