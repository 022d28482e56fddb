"""Clauses that are negated on one side only.

Negation has many forms: 안, 못, -지 않다, -지 마세요, 없다, 아니다 and Sino-Korean prefixes
(불참, 미설정) against not, never, un-, fail to, without. Their counts differ in one correct pair in seventeen
(development news). So a pair of sentences is judged only if one side has more plain negations than the other.
For each of these, two questions are asked: may anything on the other side express it (`refused`, 반대), and
does the other side have the negated word without a negation? The first makes an error doubtful, the second
removes the doubt. Two tables list what negates and what does not (`negation_forms`); `negated_words` finds
the negated word and how the other side has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import log

from aligner.expressions import expression
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import COVER, english_words, translations_of
from aligner.pairs.ko_en.length import english_length, korean_length
from aligner.pairs.ko_en.negated_words import (
    Heard,
    heard,
    must_not,
    negated_by_english,
    negated_by_korean,
    stands_before,
)
from aligner.pairs.ko_en.negation_forms import (
    Passage,
    forbids,
    is_cancelled,
    is_loose,
    may_say_no,
    negations,
    prefixed,
    read_passage,
    says_no_alone,
)
from aligner.pairs.ko_en.without import with_for_without
from aligner.pairs.negation import Negated

# A Korean negation counts only in a predicate that ends a clause (`열리지 않았지만`, `없다고 밝혔다`),
# because attributes and adverbs (`변하지 않는`, `예외 없이`) are translated freely. Familiar endings (안
# 갔어) count only at the end of a sentence; within a sentence they join two predicates.
_CLAUSE_END = expression(
    r"[가-힣]{0,4}(?:고 있[가-힣]{0,3})?"
    r"(?:기로|으나|지만|으니|으며|는데|다며|[다라냐자]고|[다요죠지네음함임됨라자오])"
    r"(?:[,.!?:;~…)”\"\N{RIGHT SINGLE QUOTATION MARK}' ]|$)"
    r"|[가-힣]{0,4}[어아해야여와워져래걸군]\s*(?:[.!~…”\"]|$)"
    r"|(?<=불가)(?:능)?\s*(?:[,.!)]|$)"
)
# Log ratio of the lengths beyond which one side has extra text, perhaps with a `not` of its own
# (`The company did not respond to calls`): English longer, Korean longer.
_LONGEST = 0.30
_SHORTEST = -0.45
# A single clause has no second one for a `not` of its own, even if its words are long.
_LONGEST_CLAUSE = 0.50
_SECOND_CLAUSE = expression(
    r"[,;:()“”\"\N{EM DASH}\N{EN DASH}] ?\w"
    r"|\b(?:and|but|or|which|who|whom|whose|that|because|when|if|while|after|before|since|although"
    r"|though|where|how|what|so|than)\b",
    re.IGNORECASE,
)
# Longer passages are translated too freely: another of their sentences may say what one negates (folk tales).
_MOST_SENTENCES = 2
_NEXT_SENTENCE = expression(r"[.!?…][”\"\N{RIGHT SINGLE QUOTATION MARK}')\]]*\s+(?=\S)")
_LATIN = expression(r"[A-Za-z][\w'.-]*(?: [A-Za-z][\w'.-]*)+")
_ORDER = expression(r"^[^A-Za-z]*(?:Please )?(?:Do not|Don.t|Never)$", re.IGNORECASE)
# Words that negate a noun: `non-members`, `tax-free`, `without a license`.
_EXEMPT = expression(
    r"\b(?:no|non|without|free|nor|neither|none|lack\w*|exempt\w*|other than|except|outside|anti"
    r"|un\w+|in[a-z]{5,}|im\w+|il\w+|ir\w+|dis\w+|mis\w+)\b|less\b",
    re.IGNORECASE,
)
# Korean says `not before` and `not without` where English says what is needed or what comes first (`takes
# effect after a restart`).
_NOT_WITHOUT = expression(
    r"없이|없으면|않으면|아니면|(?:않[은는]|없는|못한) [^.!?]*(?:수[는가도]? 없|못|안 [되돼])"
)
_NEEDED = expression(r"\b(?:needs?|requires?|required|must|ha(?:ve|s) to|only|with)\b", re.IGNORECASE)
_NOT_BEFORE = expression(r"까지|전에")
_AFTERWARDS = expression(r"\b(?:only|after|once)\b", re.IGNORECASE)
# 아직 답하지 않고 있다 beside `has already answered`.
_NOT_YET, _ALREADY = expression(r"(?<![가-힣])아직"), expression(r"\balready\b", re.IGNORECASE)
# 음수일 수 없다 beside `can be negative`, 닿지 못하다 beside `could reach`.
_CAN_NOT = expression(r" 수[가는도]? ?(?=없)|지[는도]? ?(?=못)|(?=불가)")
_CAN = expression(r"\b(?:can|could|may|might|able|(?:is|are|was|were) \w{3,}[ai]ble)\b", re.IGNORECASE)
# 피해는 없었다 beside `there were casualties`.
_EXISTS = expression(
    r"\bthere (?:is|are|was|were|has been|have been)\b(?! no)|^(?:some(?:one|body|thing)|some people)\b",
    re.IGNORECASE,
)
# 차가 없다 beside `have a car`.
_HAVE = expression(r"\b(?:have|has|had|own|owns|owned) (?!been\b|to\b|not\b|\w+ed\b)", re.IGNORECASE)
_MISSING = expression(r"(?P<noun>[가-힣]+)[이가은는도] ?$")
# A yes-no question has one meaning with and without a negation: 아무도 없나요?
_KOREAN_QUESTION_END = expression(r"[가-힣 ]{0,8}\?")
_ENGLISH_QUESTION = expression(r"(?:^|[.!?,] |[“\"])\W*(?:\w+|ca|wo)$", re.IGNORECASE)
_QUESTION_WORD = expression(r"왜|무엇|무슨|뭐|뭘|어디|누가|누구|언제|어떻게|어째서|어찌")


def negated(first: str, second: str) -> Negated | None:
    """Find a clause that is negated on one side only.

    If the English is long, an order, or the Korean has a word like 까지 (`not until`), the word behind the
    negation must translate a Korean word. A negated Korean word that the English lacks counts only if it is
    forbidden, if English says `can`, or if the Korean accounts for all English words: `is closed` may
    stand for 다닐 수 없다. If the other side has, or may have, a negation too, the negated verb itself is
    looked up: it must be in a clause without any negation there.

    Right:
        `행사는 열리지 않았다.` / `The event was cancelled.`
        `그는 회의에 불참했다.` / `He did not attend the meeting.`
        `전시는 8일까지 열리지 않는다.` / `The exhibition does not open until the 8th.`
        `안에 아무도 없나요?` / `Is anybody in there?`
        `이 방법으로 여는 것은 불가능하다.` / `It can't be opened in this way.`
        `그들은 떠나지 않고 기다렸다.` / `They waited before leaving.`
    Wrong (negation):
        `시장은 안건에 동의했다.` / `The mayor did not agree to the agenda.`
        `회의는 열리지 않았다.` / `The meeting was held.`
        `특별전을 8일까지 개최한다.` / `It will not hold the exhibition by the 8th.`
        `법안을 승인할 수 없지만 대화는 끝내지 않겠다.` / `They can approve it but will not end the talks.`
        `그 칸은 비워 둘 수 없다.` / `The field can be left empty.`
        `그 열쇠는 내가 안 가져갔어.` / `I took the key.`

    Measured: 17 of 20 negations that were lost or added in development news are found, and 2 of 14,519
    right pairs of development news, lessons and documentation are reported.

    Limits: adverbs and attributes (`변하지 않는`) are not judged, apart from 없이 and `without`. If the
    sentence has a second negation, the negated word must be in the lexicon.
    """
    if max(sentences(first), sentences(second)) > _MOST_SENTENCES:
        return None
    korean, english = map(read_passage, _without_copies(first, second), ("ko", "en"))
    if found := with_for_without(korean, english):
        return found
    in_korean, in_english = negations(korean), negations(english)
    if len(in_english) == len(in_korean):
        return _lost_prefix(korean, english) if not in_english else None
    ratio = log(english_length(second) / korean_length(first))
    if len(in_english) > len(in_korean):
        return _only_in_english(in_english, english, korean, ratio)
    return _only_in_korean(in_korean, korean, english, ratio)


def _only_in_english(
    found: Sequence[Span], english: Passage, korean: Passage, ratio: float
) -> Negated | None:
    # Long English may have a `not` of its own, but not if the Korean has the word that it negates.
    may_be_said = says_no_alone(korean, english) or may_say_no(korean)
    longest = _LONGEST_CLAUSE if _is_one_clause(korean.text, english.text) else _LONGEST
    free = ratio > longest or sentences(english.text) > 1
    both_ask = "?" in english.text and "?" in korean.text
    for span in found:
        if both_ask and _ENGLISH_QUESTION.search(english.text, 0, span.start):
            continue
        # An order is easily turned round: 데려가 줘, `don't leave me behind`.
        doubtful = may_be_said or free or _ORDER.search(english.text, 0, span.end)
        where = _sentence_beside(english.text, span, korean.text)
        how = heard(negated_by_english(english, span), korean, where)
        if how is Heard.PLAINLY or (how is Heard.NOT and not doubtful):
            return Negated(False, _with_word(english.text, span))
    return None


def _only_in_korean(found: Sequence[Span], korean: Passage, english: Passage, ratio: float) -> Negated | None:
    if _says_what_is_needed(korean.text, english.text):
        return None
    may_be_said = says_no_alone(english, korean) or _says_what_comes_first(korean.text, english.text)
    free = ratio < _SHORTEST or sentences(korean.text) > 1
    both_ask = "?" in english.text and "?" in korean.text and not _QUESTION_WORD.search(korean.text)
    for span in reversed(found):
        if both_ask and _KOREAN_QUESTION_END.match(korean.text, span.end):
            continue
        where = _sentence_beside(korean.text, span, english.text)
        how = heard(negated_by_korean(korean, span), english, where)
        forbidden = forbids(korean, span) or must_not(korean.text, span) is not None
        closes = forbidden or (_ends_a_clause(korean.text, span) and not is_loose(korean, span))
        doubtful = may_be_said or (free and not forbidden)
        if how is Heard.PLAINLY:
            return Negated(True, _with_word(korean.text, span))
        can_not = _is_unable(korean.text, span) and _CAN.search(english.text)
        exists = korean.text.startswith("없", span.start) and _says_that_it_exists(korean, span, english)
        already = _NOT_YET.search(korean.text) and _ALREADY.search(english.text)
        sure = forbidden or can_not or exists or already or _says_nothing_else(korean.text, english.text)
        if closes and how is Heard.NOT and not doubtful and sure:
            return Negated(True, _with_word(korean.text, span))
    return None


def _is_one_clause(korean: str, english: str) -> bool:
    """Whether neither text can have a second clause with a negation of its own."""
    return not _SECOND_CLAUSE.search(english) and not re.search(r"[,;:“”\"]", korean)


def _is_unable(korean: str, negation: Span) -> bool:
    """Whether the negation says that something cannot be done: 갈 수 없다, 가지 못하다, 못 가다."""
    if negation.of(korean) == "못" and stands_before(korean, negation):
        return True
    return _CAN_NOT.search(korean, max(0, negation.start - 4), negation.end) is not None


def _says_that_it_exists(korean: Passage, negation: Span, english: Passage) -> bool:
    """Whether the English says `there are` or `have` of what does not exist in the Korean (차가 없다)."""
    if _EXISTS.search(english.text):
        return True
    noun = _MISSING.search(korean.text, 0, negation.start)
    stems = translations_of(noun["noun"]) if noun else frozenset()
    return (
        _HAVE.search(english.text) is not None
        and bool(noun)
        and (not stems or not stems.isdisjoint(english_words(english.text)))
    )


def _says_nothing_else(korean: str, english: str) -> bool:
    """Whether the Korean accounts for every English word that the lexicon covers.

    A word without a Korean counterpart may be the opposite of the negated word: 다닐 수 없다, `is closed`.
    """
    said, rendered = (Said(text, language, COVER) for text, language in ((korean, "ko"), (english, "en")))
    return all(has_counterpart for _, has_counterpart in rendered.marked_words(said))


def _lost_prefix(korean: Passage, english: Passage) -> Negated | None:
    """Find a Korean word with a negative prefix whose rest is in an English text without negations.

    The rest must not be elsewhere in the Korean (정규직과 비정규직), nor the whole word in the English.
    """
    for span, rest in prefixed(korean.text):
        if _EXEMPT.search(english.text):
            return None
        if korean.text.count(rest) > 1 or is_cancelled(korean, span):
            continue
        if _is_translated(span.of(korean.text), english):
            continue
        if not translations_of(rest).isdisjoint(english_words(english.text)):
            return Negated(True, span)
    return None


def _is_translated(word: str, english: Passage) -> bool:
    """Whether the English has a translation of the whole Korean word that its rest does not have."""
    own = translations_of(word) - translations_of(word[1:])
    return not own.isdisjoint(english_words(english.text))


def _says_what_is_needed(korean: str, english: str) -> bool:
    """Whether English may state the condition of a Korean double negation: 서류 없이 등록할 수 없다."""
    return _NOT_WITHOUT.search(korean) is not None and _NEEDED.search(english) is not None


def _says_what_comes_first(korean: str, english: str) -> bool:
    """Whether Korean `not before` a moment may be English `after` that moment."""
    return _NOT_BEFORE.search(korean) is not None and _AFTERWARDS.search(english) is not None


@lru_cache(maxsize=256)
def sentences(text: str) -> int:
    """Count the sentences of a text; at least 1. Cached, because several rules ask in turn."""
    return len(_NEXT_SENTENCE.findall(text)) + 1


def sentence_spans(text: str) -> list[Span]:
    """Return the spans of the sentences of a text, each with the blanks behind it."""
    ends = [match.end() for match in _NEXT_SENTENCE.finditer(text)]
    return list(map(Span, [0, *ends], [*ends, len(text)]))


def _sentence_beside(text: str, span: Span, other: str) -> Span:
    """Return the other text's sentence with the number of the span's sentence; all if the counts differ."""
    ends = [match.end() for match in _NEXT_SENTENCE.finditer(text)]
    borders = [0, *(match.end() for match in _NEXT_SENTENCE.finditer(other)), len(other)]
    if len(ends) != len(borders) - 2:
        return Span(0, len(other))
    number = sum(end <= span.start for end in ends)
    return Span(borders[number], borders[number + 1])


def _without_copies(korean: str, english: str) -> tuple[str, str]:
    """Return both texts with blanks for Latin phrases that both have letter by letter: “Not found”."""
    for phrase in _LATIN.findall(korean):
        if phrase in english:
            blank = " " * len(phrase)
            korean, english = korean.replace(phrase, blank), english.replace(phrase, blank)
    return korean, english


def _ends_a_clause(korean: str, negation: Span) -> bool:
    """Whether the negated predicate is the last of its clause."""
    return _CLAUSE_END.match(korean, negation.end + stands_before(korean, negation)) is not None


def _with_word(text: str, span: Span) -> Span:
    """Return the span of a negation and the word before: `did not`, `열리지 않았다`, `비가 안 왔다`."""
    end = span.end + stands_before(text, span)
    while end < len(text) and text[end].isalpha():
        end += 1
    start = text.rfind(" ", 0, max(0, span.start - 1)) + 1
    return Span(max(start, span.start - 20), end)
