"""One side says not, the other does not.

Negation is spread over many forms: 안, 못, -지 않다, 없다, 아니다 and Sino-Korean prefixes (불참, 무관)
against not, never, un-, fail to, without. Counting them disagrees on one correct pair in seventeen
(development news). So a pair is judged only where nothing else can carry the negation: one side has a
plain one, the other has none at all, neither plain nor hidden in a word (`refused`, 반대). What negates
and what does not are two tables, `ko/negation.tsv` and `en/negation.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import log
from typing import NamedTuple

from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import LanguageCode, Span
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.length import english_length, korean_length
from aligner.pairs.negation import Negated
from aligner.tables import read_table

# A Korean negation counts only in a predicate that ends a clause (`열리지 않았지만`, `없다고 밝혔다`): in
# attributes and adverbs (`변하지 않는`, `예외 없이`) translators are free.
_CLAUSE_END = re.compile(
    r"[가-힣]{0,4}(?:기로|으나|지만|으니|으며|는데|다|고|음|다며|다고|습니다)"
    r"(?:[,.!”\"\N{RIGHT SINGLE QUOTATION MARK}' ]|$)"
)
_SHORT = ("안", "못")  # they stand before the verb; all other Korean negations behind it
# Log ratio of the lengths beyond which one side holds more than the other, perhaps with a `not` of its own
# (`The company did not respond to calls`): English longer, Korean longer.
_LONGEST = 0.30
_SHORTEST = -0.45
# How far behind a negation its verb may stand: `will not be held`, `did not, he said, agree` is too far.
_FARTHEST = 24
_NOTHING = r"(?!)"
GAP = r"\b[^,.;:?!\"“”]{1,60}?\b"  # words of the same clause between `not` and `until`
_WORD = re.compile(r"[A-Za-z-]+")
# Borders behind which a negation says nothing of a word. English: `could not find and arrest` shares its
# `not`, so `and` counts only before a subject; `that` is none (`denied that he approved`). Korean: endings.
BORDER = {
    "en": re.compile(
        r"[;:.!?—“”\"]|, (?:and|but|while|which|who|although|as)\b"
        r"| (?:but|while|although|though|because|whereas) "
        r"| and (?=(?:he|she|it|they|we|the|an?|[A-Z]\w*)\b)"
    ),
    "ko": re.compile(r"[.!?“”\"]|(?:지만|는데|으나|면서|으며|하고|했고|였고|이고|하며|이며)(?=[ ,])"),
}
RELATIVE = re.compile(r" (?:that|which|who|whom|whose|where|when|if) ")
# Verbs that stand in most reports: that they are there says nothing of the one that is negated.
COMMON = (
    "say",
    "said",
    "tell",
    "announce",
    "report",
    "make",
    "take",
    "have",
    "do",
    "get",
    "go",
    "come",
    "be",
)
# The word before a Korean negation: `승인할 수는 없다`, `열리지 않았다`.
NEGATED = re.compile(r"(?P<verb>[가-힣]+) ?(?P<can>수[는가도]? )?$")
LONGEST_VERB = 16
KOREAN_WORD = re.compile(r"[가-힣]+")


class _Text(NamedTuple):
    """A text with its language."""

    text: str
    language: LanguageCode


@cache
def _patterns(language: LanguageCode) -> dict[str, re.Pattern[str]]:
    """For each sort the pattern of its forms, the longest first."""
    forms: dict[str, list[str]] = {"plain": [], "cancelled": [], "hidden": [], "perhaps": []}
    for _, row in read_table(f"{language}/negation.tsv"):
        forms[row["sort"]].append(row["form"])
    write = _korean_pattern if language == "ko" else _english_pattern
    return {sort: re.compile(write(rows) or _NOTHING, re.IGNORECASE) for sort, rows in forms.items()}


def _korean_pattern(forms: Sequence[str]) -> str:
    written = (
        rf"(?<![가-힣]){form}(?=\s)" if form == "안" else re.escape(form) for form in _by_length(forms)
    )
    return "|".join(written)


def _english_pattern(forms: Sequence[str]) -> str:
    """Words as they are or with others between (` ... `), beginnings (`un-`), endings (`-less`), `n't`.

    Each sort stands in one group behind its border: a border before each form costs ten times as much.
    """
    beginnings = [form[:-1] for form in forms if form.endswith("-")]
    endings = [form[1:] for form in forms if form.startswith("-")]
    joined = [form for form in forms if form.startswith("n't")]
    words = [form for form in forms if form not in joined and form.strip("-") == form]
    groups = ((r"\b", words, r"\b"), (r"\b", beginnings, r"\w"), (r"\w", endings, r"\b"), ("", joined, r"\b"))
    return "|".join(
        f"{before}(?:{'|'.join(map(_apostrophes, _by_length(group)))}){after}"
        for before, group, after in groups
        if group
    )


def _by_length(forms: Sequence[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)


def _apostrophes(form: str) -> str:
    return form.replace(
        "n't", "n['\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}`]t"
    ).replace(" ... ", GAP)


def _negations(passage: _Text) -> list[Span]:
    """Plain negations that no phrase around them cancels."""
    patterns = _patterns(passage.language)
    found = [Span(*match.span()) for match in patterns["plain"].finditer(passage.text)]
    if not found:
        return []
    cancelled = {
        position
        for match in patterns["cancelled"].finditer(passage.text)
        for position in range(*match.span())
    }
    return [span for span in found if cancelled.isdisjoint(range(*span))]


def _says_no(passage: _Text, where: Span | None = None) -> bool:
    """Whether anything in the passage, or in a stretch of it, can carry a negation."""
    start, end = where or Span(0, len(passage.text))
    patterns = _patterns(passage.language)
    return any(patterns[sort].search(passage.text, start, end) for sort in ("plain", "cancelled", "hidden"))


def negated(first: str, second: str) -> Negated | None:
    """A clause that is negated on one side only.

    Where the English is long, or the Korean has a word like 까지 (`not until`), the word behind the negation
    must translate one of the Korean. Where the other side says no as well, or may, the negated verb itself is
    looked up: it must stand there in a clause without any negation.

    Right:
        `행사는 열리지 않았다.` / `The event was cancelled.`
        `그는 회의에 불참했다.` / `He did not attend the meeting.`
        `전시는 8일까지 열리지 않는다.` / `The exhibition does not open until the 8th.`
    Wrong (negation):
        `시장은 안건에 동의했다.` / `The mayor did not agree to the agenda.`
        `회의는 열리지 않았다.` / `The meeting was held.`
        `특별전을 8일까지 개최한다.` / `It will not hold the exhibition by the 8th.`
        `법안을 승인할 수 없지만 대화는 끝내지 않겠다.` / `They can approve it but will not end the talks.`

    Measured: 29 of 42 found; 35 of 36 reports right, the wrong one a free translation (`ready to leave` for
    `제안을 받아들이지 않았다`).

    Limits: adverbs and attributes (`예외 없이`) are not judged. The negated word must be in the lexicon where
    a second negation stands in the sentence.
    """
    korean, english = _Text(first, "ko"), _Text(second, "en")
    ratio = log(english_length(english.text) / korean_length(korean.text))
    in_korean, in_english = _negations(korean), _negations(english)
    if len(in_english) > len(in_korean):
        found = in_english
        # Long English may have a `not` of its own; not so if what it negates is in the Korean.
        if _says_no(korean) or ratio > _LONGEST or _patterns("ko")["perhaps"].search(korean.text):
            found = [span for span in found if _is_said_plainly(_after(english, span), english, korean)]
        if found:
            return Negated(False, _with_word(english.text, found[0]))
    elif len(in_korean) > len(in_english) and ratio >= _SHORTEST:
        found = [span for span in in_korean if _ends_a_clause(korean.text, span)]
        if _says_no(english):
            found = [span for span in found if _is_said_plainly(_before(korean, span), korean, english)]
        if found:
            return Negated(True, _with_word(korean.text, found[-1]))
    return None


def _stands_before(korean: str, negation: Span) -> bool:
    """Whether the negation stands before its verb: 비가 안 왔다, not 오지 않았다."""
    return negation.of(korean) in _SHORT and korean.startswith(" ", negation.end)


def _ends_a_clause(korean: str, negation: Span) -> bool:
    """Whether the negated predicate is the last of its clause."""
    return _CLAUSE_END.match(korean, negation.end + _stands_before(korean, negation)) is not None


def _after(english: _Text, negation: Span) -> frozenset[str]:
    """Stem of the first content word behind an English negation."""
    for match in _WORD.finditer(english.text, negation.end, negation.end + _FARTHEST):
        if match[0].lower() not in function_words():
            return frozenset({english_stem(match[0])})
    return frozenset()


def _before(korean: _Text, negation: Span) -> frozenset[str]:
    """English stems of the verb that a Korean negation negates: of 않, 못 and `수 없`.

    없 alone says that there is none of something, which is no word to look for.
    """
    verb = NEGATED.search(korean.text, max(0, negation.start - LONGEST_VERB), negation.start)
    if verb is None or (korean.text.startswith("없", negation.start) and not verb["can"]):
        return frozenset()
    return translations_of(verb["verb"])


def _is_said_plainly(stems: frozenset[str], negated: _Text, other: _Text) -> bool:
    """Whether the other side has the word too, each time in a clause where nothing can carry a negation."""
    stems -= {english_stem(word) for word in COMMON}
    if not stems:
        return False
    if other.language == "en":
        places = [m for m in _WORD.finditer(other.text) if english_stem(m[0]) in stems]
    else:
        places = [m for m in KOREAN_WORD.finditer(other.text) if not stems.isdisjoint(translations_of(m[0]))]
    return bool(places) and not any(_says_no(other, _clause(other, place)) for place in places)


def _clause(passage: _Text, word: re.Match[str]) -> Span:
    """The clause around a word, with the border behind it: a Korean negation may be part of it.

    An English relative clause behind the word has its own negation: `approve projects that were not heard`.
    """
    language = passage.language
    before = [match.end() for match in BORDER[language].finditer(passage.text, 0, word.start())]
    after = BORDER[language].search(passage.text, word.end())
    end = after.end() if after else len(passage.text)
    relative = RELATIVE.search(passage.text, word.end(), end) if language == "en" else None
    return Span(before[-1] if before else 0, relative.start() if relative else end)


def _with_word(text: str, span: Span) -> Span:
    """The negation with its word and the one before: `did not`, `열리지 않았다`, `비가 안 왔다`."""
    end = span.end + _stands_before(text, span)
    while end < len(text) and text[end].isalpha():
        end += 1
    start = text.rfind(" ", 0, max(0, span.start - 1)) + 1
    return Span(max(start, span.start - 20), end)
