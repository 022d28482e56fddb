"""One side says not, the other does not.

Negation is spread over many forms: 안, 못, -지 않다, -지 마세요, 없다, 아니다 and Sino-Korean prefixes
(불참, 미설정) against not, never, un-, fail to, without. Counting them disagrees on one correct pair in
seventeen (development news). So a pair of sentences is judged where one side has more plain negations than
the other, and each of these is asked two things: whether anything on the other side may carry it (`refused`,
반대), and whether the word that it negates stands on the other side unnegated. The first makes a doubt, the
second removes it. What negates and what does not are two tables, `ko/negation.tsv` and `en/negation.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache
from math import log
from typing import NamedTuple

from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import LanguageCode, Span
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.length import english_length, korean_length
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.negation import Negated
from aligner.tables import read_table

# A Korean negation counts only in a predicate that ends a clause (`열리지 않았지만`, `없다고 밝혔다`): in
# attributes and adverbs (`변하지 않는`, `예외 없이`) translators are free.
_CLAUSE_END = re.compile(
    r"[가-힣]{0,4}(?:기로|으나|지만|으니|으며|는데|다며|[다라냐자]고|[다요죠지네음함임됨라자오])"
    r"(?:[,.!?:;~…)”\"\N{RIGHT SINGLE QUOTATION MARK}' ]|$)"
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


# Passages of more sentences are told too freely: what one of them negates another may say (folk tales).
_MOST_SENTENCES = 2
_NEXT_SENTENCE = re.compile(r"[.!?…][”\"\N{RIGHT SINGLE QUOTATION MARK}')\]]*\s+(?=\S)")
_LATIN = re.compile(r"[A-Za-z][\w'.-]*(?: [A-Za-z][\w'.-]*)+")
_PREFIXED = re.compile(r"(?<![가-힣])[미비불무부몰][가-힣]{2,}")
_SURE_PREFIXES = "미비무"  # 불 is also fire (불태우다), 부 and 몰 are many things
# `wasn't it?` asks for a yes; `couldn't agree more` says so.
_CANCELLED_ENGLISH = (
    r", (?:is|was|are|were|do|does|did|has|have|had|ca|could|wo|would|should)n.t"
    r" (?:it|he|she|they|you|we|i|there|that)\b"
    r"|\b(?:ca|could)(?:n.t|not| not) \w+ (?:\w+ )?(?:more|better|happier|prouder|easier|clearer|\w+ier)\b"
)


_ORDER = re.compile(r"^[^A-Za-z]*(?:Please )?(?:Do not|Don.t|Never)$", re.IGNORECASE)


class Heard(Enum):
    """How one side says a word that the other side negates."""

    PLAINLY = "said, and nothing there can negate it"
    NEGATED = "said beside something that may negate it"
    NOT = "not said, or its translation isn't known"


class _Text(NamedTuple):
    """A text with its language, and as the patterns look at it: in small letters."""

    text: str
    language: LanguageCode
    lowered: str


def _read(text: str, language: LanguageCode) -> _Text:
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two characters
        lowered = "".join(letter.lower()[0] for letter in text)
    return _Text(text, language, lowered)


# Sorts of the tables that deny what they stand beside.
_DENYING = ("plain", "prohibition")
_NEGATIVE_FORMS = (*_DENYING, "cancelled")
_SORTS = ("plain", "prohibition", "loose", "cancelled", "lookalike", "hidden", "perhaps")


@cache
def _patterns(language: LanguageCode) -> dict[str, re.Pattern[str]]:
    """For each sort the pattern of its forms, the longest first, for a text in small letters.

    A pattern that heeds no case takes five times as long.
    """
    forms: dict[str, list[str]] = {sort: [] for sort in _SORTS}
    for _, row in read_table(f"{language}/negation.tsv"):
        forms[row["sort"]].append(row["form"])
    write = _korean_pattern if language == "ko" else _english_pattern
    written = {sort: write(rows) or _NOTHING for sort, rows in forms.items()}
    if language == "en":
        written["cancelled"] += f"|{_CANCELLED_ENGLISH}"
    return {sort: re.compile(pattern) for sort, pattern in written.items()}


def _korean_pattern(forms: Sequence[str]) -> str:
    return "|".join(map(_korean_form, _by_length(forms)))


def _korean_form(form: str) -> str:
    """The form; its letters stand before its border, for a search looks for the first letter."""
    if form == "안":
        return r"안(?<![가-힣]안)(?=\s)"
    return rf"{form[:-1]}(?<![가-힣]{form[:-1]})" if form.endswith("-") else re.escape(form)


def _english_pattern(forms: Sequence[str]) -> str:
    """Words as they are or with others between (` ... `), beginnings (`un-`), endings (`-less`), `n't`.

    Each sort stands in one group behind its border: a border before each form costs ten times as much.
    """
    beginnings = [form[:-1] for form in forms if form.endswith("-")]
    endings = [form[1:] for form in forms if form.startswith("-")]
    joined = [form for form in forms if form.startswith("n't")]
    words = [form for form in forms if form not in joined and form.strip("-") == form]
    groups = ((r"\b", words, r"\b"), (r"\b", beginnings, ""), (r"\w", endings, r"\b"), ("", joined, r"\b"))
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


def _spans(passage: _Text, *sorts: str, where: Span | None = None) -> list[Span]:
    """Where forms of these sorts stand in a passage, or in a stretch of it."""
    patterns, stretch = _patterns(passage.language), where or Span(0, len(passage.text))
    return [
        Span(*match.span()) for sort in sorts for match in patterns[sort].finditer(passage.lowered, *stretch)
    ]


def _negations(passage: _Text) -> list[Span]:
    """Plain negations that no phrase around them cancels."""
    found = _spans(passage, *_DENYING)
    if not found:
        return []
    cancelled = {position for span in _spans(passage, "cancelled", "lookalike") for position in range(*span)}
    return [span for span in found if cancelled.isdisjoint(range(*span))]


def _says_no(passage: _Text, where: Span | None = None) -> bool:
    """Whether anything in the passage, or in a stretch of it, can carry a negation."""
    start, end = where or Span(0, len(passage.text))
    patterns = _patterns(passage.language)
    if any(patterns[sort].search(passage.lowered, start, end) for sort in ("cancelled", "hidden")):
        return True
    lookalikes = _spans(passage, "lookalike", where=where)
    return any(
        not any(known.start <= span.start < known.end for known in lookalikes)
        for span in _spans(passage, *_DENYING, where=where)
    )


def denies(text: str, language: LanguageCode, word: Span) -> bool:
    """Whether the clause around a word holds a negation in form, even one that is none in meaning."""
    passage = _read(text, language)
    clause = _clause(passage, word)
    return any(_patterns(language)[sort].search(passage.lowered, *clause) for sort in _NEGATIVE_FORMS)


def _may_say_no(korean: _Text) -> bool:
    """Words that English often renders with `not`, and words with a negative prefix (미설정, 불합격)."""
    if _patterns("ko")["perhaps"].search(korean.text):
        return True
    return any(map(_may_be_prefixed, _PREFIXED.findall(korean.text)))


def _may_be_prefixed(word: str) -> bool:
    """Whether the lexicon does not know the word as a whole, or by an English word that says no."""
    stems = news_lexicon().stems(word)
    if not stems or stems[0][0] != 0 or stems[0][1] < 2:
        return True
    return any(map(_patterns("en")["hidden"].search, translations_of(word)))


def _forbids(korean: _Text, negation: Span) -> bool:
    """Whether the negation is a prohibition (-지 마세요), which English can hardly say without one."""
    return _patterns("ko")["prohibition"].match(korean.text, negation.start) is not None


def _is_loose(korean: _Text, negation: Span) -> bool:
    """Whether English often says the opposite word instead of the negation: 좋지 않다, `bad`."""
    loose = _patterns("ko")["loose"].finditer(korean.text, max(0, negation.start - LONGEST_VERB))
    return any(match.start() <= negation.start < match.end() for match in loose)


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
    if max(sentences(first), sentences(second)) > _MOST_SENTENCES:
        return None
    korean, english = map(_read, _without_copies(first, second), ("ko", "en"))
    in_korean, in_english = _negations(korean), _negations(english)
    if len(in_english) == len(in_korean):
        return _lost_prefix(korean, english) if not in_english else None
    ratio = log(english_length(second) / korean_length(first))
    if len(in_english) > len(in_korean):
        return _only_in_english(in_english, english, korean, ratio)
    return _only_in_korean(in_korean, korean, english, ratio)


def _only_in_english(found: Sequence[Span], english: _Text, korean: _Text, ratio: float) -> Negated | None:
    # Long English may have a `not` of its own; not so if what it negates is in the Korean.
    says_no = _says_no(korean) or _may_say_no(korean)
    free = ratio > _LONGEST or sentences(english.text) > 1
    for span in found:
        doubtful = says_no or (free and not _ORDER.search(english.text, 0, span.end))
        heard = _heard(_after(english, span), korean)
        if heard is Heard.PLAINLY or (heard is not Heard.NEGATED and not doubtful):
            return Negated(False, _with_word(english.text, span))
    return None


def _only_in_korean(found: Sequence[Span], korean: _Text, english: _Text, ratio: float) -> Negated | None:
    says_no = _says_no(english)
    free = ratio < _SHORTEST or sentences(korean.text) > 1
    for span in reversed(found):
        heard = _heard(_before(korean, span), english)
        forbids = _forbids(korean, span)
        closes = forbids or (_ends_a_clause(korean.text, span) and not _is_loose(korean, span))
        doubtful = says_no or (free and not forbids)
        if heard is Heard.PLAINLY or (closes and heard is not Heard.NEGATED and not doubtful):
            return Negated(True, _with_word(korean.text, span))
    return None


def _lost_prefix(korean: _Text, english: _Text) -> Negated | None:
    """A word with a negative prefix whose rest the English says, in a sentence without any negation."""
    for span, rest in _prefixed(korean.text):
        if _says_no(english):
            return None
        if _heard(translations_of(rest), english) is Heard.PLAINLY:
            return Negated(True, span)
    return None


def _prefixed(korean: str) -> Iterator[tuple[Span, str]]:
    """Words such as 미설정: a negative prefix before a word of the lexicon, unknown to it as a whole."""
    for match in _PREFIXED.finditer(korean):
        stems = news_lexicon().stems(match[0]) if match[0][0] in _SURE_PREFIXES else ()
        if stems and stems[0][0] == 1 and stems[0][1] > 2:
            yield Span(*match.span()), match[0][1 : stems[0][1]]


def sentences(text: str) -> int:
    return len(_NEXT_SENTENCE.findall(text)) + 1


def _without_copies(korean: str, english: str) -> tuple[str, str]:
    """Both texts with blanks for the Latin phrases that the Korean quotes letter by letter: “Not found”."""
    for phrase in _LATIN.findall(korean):
        if phrase in english:
            blank = " " * len(phrase)
            korean, english = korean.replace(phrase, blank), english.replace(phrase, blank)
    return korean, english


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
    return translations_of(verb["verb"]) | _basic_translations(verb["verb"])


@cache
def _basic_predicates() -> dict[str, frozenset[str]]:
    """Stem of an everyday verb or adjective to the stems of its translations."""
    return {
        row["stem"]: frozenset(map(english_stem, row["english"].split()))
        for _, row in read_table("ko_en/basic_predicates.tsv")
    }


def _basic_translations(verb: str) -> frozenset[str]:
    """Of the longest stem that the verb begins with."""
    rows = _basic_predicates()
    for end in range(len(verb), 0, -1):
        if verb[:end] in rows:
            return rows[verb[:end]]
    return frozenset()


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(map(english_stem, COMMON))


def _heard(stems: frozenset[str], other: _Text) -> Heard:
    """How the other side says a negated word: always in clauses where nothing else can negate it?"""
    stems -= _common_stems()
    if other.language == "en":
        places = [
            m
            for m in _WORD.finditer(other.text)
            if not stems.isdisjoint(map(english_stem, (m[0], *m[0].split("-")) if "-" in m[0] else (m[0],)))
        ]
    else:
        places = [m for m in KOREAN_WORD.finditer(other.text) if not stems.isdisjoint(translations_of(m[0]))]
    if not places:
        return Heard.NOT
    for place in places:
        clause = _clause(other, Span(*place.span()))
        before, after = Span(clause.start, place.start()), Span(place.end(), clause.end)
        if other.language == "ko":  # a negation may be part of the word: 오지않는다, 미입력
            after = Span(place.start(), clause.end)
            if any(_prefixed(place[0])):
                return Heard.NEGATED
        if _says_no(other, before) or _says_no(other, after):
            return Heard.NEGATED
    return Heard.PLAINLY


def _clause(passage: _Text, word: Span) -> Span:
    """The clause around a word, with the border behind it: a Korean negation may be part of it.

    An English relative clause behind the word has its own negation: `approve projects that were not heard`.
    """
    language = passage.language
    before = [match.end() for match in BORDER[language].finditer(passage.text, 0, word.start)]
    after = BORDER[language].search(passage.text, word.end)
    end = after.end() if after else len(passage.text)
    relative = RELATIVE.search(passage.text, word.end, end) if language == "en" else None
    return Span(before[-1] if before else 0, relative.start() if relative else end)


def _with_word(text: str, span: Span) -> Span:
    """The negation with its word and the one before: `did not`, `열리지 않았다`, `비가 안 왔다`."""
    end = span.end + _stands_before(text, span)
    while end < len(text) and text[end].isalpha():
        end += 1
    start = text.rfind(" ", 0, max(0, span.start - 1)) + 1
    return Span(max(start, span.start - 20), end)
