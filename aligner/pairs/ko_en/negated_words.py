"""The word that a negation negates, and how the other side has it: plain, also negated, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

from aligner.expressions import compiled, expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.predicates import without_past
from aligner.model.text import LanguageCode, Span
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.everyday import everyday_translations
from aligner.pairs.ko_en.negation_forms import (
    LONGEST_VERB,
    Passage,
    has_negative_meaning,
    negations,
    negative_forms,
    prefixed,
    read_passage,
    says_no,
)
from aligner.remembered import remembered

# Characters between a negation and its verb: `will not be held` is near enough, `did not, he said, agree` is
# not. The object of a verb with little meaning (`will not have a dialogue`) may be as far behind that verb.
_FARTHEST = 24
_LIGHT = frozenset(("make", "take", "have", "get", "do", "give"))
_WORD = expression(r"[A-Za-z-]+")
_BREAK = expression(r"[,.;:!?]")
# Borders that a negation does not reach across. English: `could not find and arrest` shares its `not`, so
# `and` is a border only before a subject; `that` is none (`denied that he approved`). Korean: endings.
_BORDER = {
    "en": expression(
        r"[;:.!?—“”\"]"
        r"|, (?:and|but|while|which|who|although|as|the|it|they|we|you|he|she|I|please)\b"
        r"| (?:but|while|although|though|because|whereas) "
        r"| and (?=(?:he|she|it|they|we|the|an?|[A-Z]\w*)\b)"
    ),
    "ko": expression(
        r"[.!?“”\"]|(?:지만|는데|으나|면서|으며|하고|했고|였고|이고|하며|이며|다면|라면|려면)(?=[ ,])"
    ),
}
_LONGEST_ENDING = 2  # syllables of the Korean endings
# The negated predicate is the last of its Korean clause, so that for `denies` endings of reason, condition
# and addition are borders too: 너무 뜨거워서 먹을 수가 없다 does not deny 뜨겁다, but 오르면 안 된다 denies
# 오르다. Left out: 에서 and 로서 (in, as), and nouns such as 화면.
_FINER_BORDER = {
    "en": _BORDER["en"],
    "ko": expression(
        _BORDER["ko"].pattern + r"|(?:[가-힣](?<![에로])서|니까|므로|는지|느라"
        r"|[가-힣](?<![화표반측장국수방직평정전후양])면|다가|거나"
        r"|[가-힣]자|데다)(?=[ ,])(?! (?:안|못) )"
    ),
}
# Adverbs that contain a negation but negate nothing.
_CERTAIN = {
    "en": compiled(
        r"\b(?:undoubtedly|unquestionably|undeniably|unfortunately|doubtless|nonetheless|nevertheless"
        r"|no doubt|without (?:a |any )?doubt|regardless of)\b",
        re.IGNORECASE,
    ),
    "ko": compiled(
        r"(?:의심할 여지|두말할 필요|변함|틀림|어김|끊임|상관|관계|빠짐|하염|꾸밈|거리낌|예외) ?없(?:이|는)"
    ),
}
# Words that begin a clause or phrase whose own negation does not apply to the word before it.
_OWN_NEGATION = expression(
    r" (?:(?:that|which|who|whom|whose|where|when|if) |(?:without|instead of|rather than) (?=\w+ing\b))"
)
# A participle between an article or number and its noun is an attribute and states no event.
_ATTRIBUTE = expression(r"(?:\b(?:the|an?|some|all|many|its|their|his|her|our|my|your)|\d) $", re.IGNORECASE)
_NOUN_BEHIND = expression(r" [a-z]")
_NOT_YET = expression(r"\bbefore (?:\w+ly )?$", re.IGNORECASE)  # `before leaving`
# Verbs that occur in most reports, so that finding them is no evidence about the negated one. In a sentence
# of few words (`He told everyone.`) only the verbs with almost no meaning are left out.
_EMPTY = ("make", "have", "do", "get", "be")
_COMMON = (*_EMPTY, "say", "said", "tell", "announce", "report", "take", "go", "come")
_FEW_WORDS = 8
_VERY_FEW_WORDS = 4  # `Mom, go!` has a comma but no second clause
# Words that deny a statement in another clause of the sentence.
_DENIES_ELSEWHERE = expression(
    r"\b(?:to the contrary|otherwise|or else|or face|not the case|the opposite"
    r"|(?:a|is|are|was|were) (?:lie|lies|myth|false|untrue))\b"
)
# The word before a Korean negation: `승인할 수는 없다`, `열리지 않았다`, `여는 것은 불가하다`,
# `늦은 적이 없다`.
_NEGATED = expression(
    r"(?P<verb>[가-힣]+)(?: (?:것[은이도]|건|게))? ?(?P<can>수[는가도]? |(?<= )적[은이도]? ?)?$"
)
# 먹으면 안 된다, 늦어서는 안 된다: the negated word comes before 안, which has the verb 되다 behind it.
_MUST_NOT = expression(r"(?P<verb>[가-힣]+?)(?:으?면|서는?) $")
_NEGATIVE_VERB = expression("[없않못]|아니")
_MUST = expression(" [되된될됩돼됐]")
# An auxiliary verb of aspect: the negated verb comes before it (비워 둘 수 없다).
_AUXILIARY = expression(
    r"(?P<verb>[가-힣]+[가-힣고]) (?:둘|두지|놓을|놓지|버릴|버리지|주지|줄|볼|보지|있지|낼|내지)$"
)
# A verb that means little without its object: 거짓말을 하지 않았다.
_WITH_OBJECT = expression(
    r"(?P<noun>[가-힣]+)(?P<verb>[을를이가은는도] (?:하지[는도]?|할|되지[는도]?|될|내지|낼|나지|날))$"
)
# 참석할 필요가 없다, 사퇴할 생각은 없다: the noun before 없다 stands for a verb.
_WISHES = {
    "필요": ("need", "necessary", "require", "have"),
    "생각": ("intend", "intention", "plan", "think", "will"),
    "계획": ("plan", "intend", "intention"),
    "의사": ("intend", "intention", "will", "want"),
    "의향": ("intend", "intention", "will", "want"),
    "뜻": ("intend", "intention", "will", "mean"),
    "의도": ("intend", "intention", "mean"),
}
_WISH = expression(rf"(?P<noun>{'|'.join(_WISHES)})[이가은는도]?$")
_SHORT = ("안", "못")  # these come before the verb; all other Korean negations follow it
_NEXT_KOREAN = expression(r" (?P<verb>[가-힣]+)")
_KOREAN_WORD = expression(r"[가-힣]+")


class Heard(Enum):
    """How one side has a word that the other side negates."""

    PLAINLY = "said, and nothing there can negate it"
    NEGATED = "said beside something that may negate it"
    NOT = "not said, or its translation isn't known"


def denies(text: str, language: LanguageCode, word: Span) -> bool:
    """Whether the clause around a word holds a negation in form, even one that is none in meaning.

    A negation within the word itself (`useless`) or that begins with it (`failed to`) does not count, nor do
    adverbs of certainty (`unquestionably`, 의심할 여지 없이). If the word ends its clause, nothing behind it
    counts.
    """
    passage = read_passage(_CERTAIN[language].sub(lambda match: " " * len(match[0]), text), language)
    border = _FINER_BORDER[language]
    clause = _clause(passage, word, border)
    ending = border.search(text, max(0, word.end - _LONGEST_ENDING))
    if language == "ko" and ending and ending.start() < word.end <= ending.end():
        clause = Span(clause.start, ending.end())
    return any(
        form.start != word.start and not (word.start <= form.start and form.end <= word.end)
        for form in negative_forms(passage, clause)
    )


def stands_before(korean: str, negation: Span) -> bool:
    """Whether a Korean negation comes before its verb: yes in 비가 안 왔다, no in 오지 않았다."""
    return negation.of(korean) in _SHORT and korean.startswith(" ", negation.end)


def must_not(korean: str, negation: Span) -> re.Match[str] | None:
    """Return the match of the verb in 먹으면 안 된다 (must not eat); None if the negation is no prohibition.

    없으면 안 된다 is none: it says what is needed.
    """
    if negation.of(korean) != "안" or not _MUST.match(korean, negation.end):
        return None
    condition = _MUST_NOT.search(korean, max(0, negation.start - LONGEST_VERB), negation.start)
    return condition if condition and not _NEGATIVE_VERB.search(condition["verb"]) else None


def negated_by_english(english: Passage, negation: Span) -> frozenset[str]:
    """Return the stems of the first content word behind an English negation, and of its hyphenated parts.

    In `have a dialogue` this is the object, because the verb has little meaning. Empty if no word is near
    enough.
    """
    stop = _BREAK.search(english.text, negation.end)
    end = stop.start() if stop else len(english.text)
    farthest = min(end, negation.end + _FARTHEST)
    for match in _WORD.finditer(english.text, negation.end, end):
        if match.start() >= farthest:
            break
        if match[0].lower() in function_words() and match[0].lower() not in _LIGHT:
            continue
        if english_stem(match[0]) in _LIGHT:
            farthest = match.end() + _FARTHEST
            continue
        return _stems_of_word(match[0])
    return frozenset()


def negated_by_korean(korean: Passage, negation: Span) -> frozenset[str]:
    """Return English stems of the verb that a Korean negation (않, 못, `수 없`, 안, 불가) negates.

    Empty for 없 alone: it says that something does not exist, so there is no verb to look up; 필요가 없다 is
    `need not`.
    """
    if condition := must_not(korean.text, negation):
        return _translations(condition["verb"], 0) | translations_of(condition["verb"])
    if stands_before(korean.text, negation):
        behind = _NEXT_KOREAN.match(korean.text, negation.end)
        return _translations(without_past(behind["verb"]), 0) if behind else frozenset()
    start = max(0, negation.start - LONGEST_VERB)
    verb = _NEGATED.search(korean.text, start, negation.start)
    if verb is None:
        return frozenset()
    if korean.text.startswith("없", negation.start) and not verb["can"]:
        return _translations_of_wish(verb["verb"])
    end = verb.end("verb")
    found = _translations(korean.text[start:end], verb.start("verb") - start)
    if helped := _AUXILIARY.search(korean.text, start, end):
        return found | _translations(helped["verb"], 0)
    if empty := _WITH_OBJECT.search(korean.text, start, end):
        return found | _translations(empty["noun"], 0)
    return found


def _translations_of_wish(noun: str) -> frozenset[str]:
    """Return the stems that translate 필요가, 생각은 ... before 없다; none of other nouns."""
    wish = _WISH.fullmatch(noun)
    return frozenset(map(english_stem, _WISHES[wish["noun"]])) if wish else frozenset()


def _translations(words: str, verb: int) -> frozenset[str]:
    """Return the stems that translate the verb that begins at offset `verb` of `words`."""
    return translations_of(words[verb:]) | everyday_translations(words, verb)


def heard(stems: frozenset[str], other: Passage, where: Span) -> Heard:
    """Return whether a stretch of the other side has a negated word, and whether it may be negated there."""
    in_english = other.language == "en"
    words = len(other.text.split())
    few = in_english and (words <= _VERY_FEW_WORDS or (words <= _FEW_WORDS and "," not in other.text))
    stems -= _stems_of(_EMPTY if few else _COMMON)
    said = (_said_in_english if in_english else _said_in_korean)(stems, other.text)
    places = [place for place in said if where.overlaps(place)]
    for place in places:
        clause = _clause(other, place, _BORDER[other.language])
        before, after = Span(clause.start, place.start), Span(place.end, clause.end)
        if _negates_itself(other, place, stems) or says_no(other, before) or says_no(other, after):
            return Heard.NEGATED
        # A form may begin before the word and end in it: 회원만 입장, `last seen`.
        if says_no(other, Span(clause.start, place.end)) and not says_no(other, place):
            return Heard.NEGATED
    if places and in_english and _DENIES_ELSEWHERE.search(other.lowered):
        return Heard.NEGATED
    return Heard.PLAINLY if places else Heard.NOT


@cache
def _stems_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(english_stem, words))


def _negates_itself(passage: Passage, place: Span, stems: frozenset[str]) -> bool:
    """Whether a negation is part of the word: 오지않는다, 미입력, 모르다, non-declared, (before) leaving.

    A Korean word that may imply a negation (닫다: not open) does not if it is the everyday word for a stem,
    or if the negated English word has that meaning, too: 철회하다, `not withdraw`.
    """
    word = place.of(passage.text)
    if passage.language == "ko":
        itself = read_passage(word, "ko")
        is_everyday = not stems.isdisjoint(everyday_meanings(word)) or any(map(has_negative_meaning, stems))
        return bool(negations(itself)) or any(prefixed(word)) or (says_no(itself) and not is_everyday)
    if "-" in word and says_no(passage, place):
        return True
    return word.endswith("ing") and _NOT_YET.search(passage.text, 0, place.start) is not None


def everyday_meanings(word: str) -> frozenset[str]:
    """Return everyday translations of a word; only a word in the past tense is certainly a verb."""
    bare = without_past(word)
    return everyday_translations(bare, 0, least=1 if bare != word else 2)


@remembered
def _stems_of_word(word: str) -> frozenset[str]:
    """Return the stems of an English word and of its hyphenated parts."""
    return frozenset(map(english_stem, (word, *word.split("-"))))


def _said_in_english(stems: frozenset[str], text: str) -> Iterator[Span]:
    for match in _WORD.finditer(text):
        if stems.isdisjoint(_stems_of_word(match[0])):
            continue
        is_attribute = match[0].endswith("ed") and _NOUN_BEHIND.match(text, match.end())
        if not (is_attribute and _ATTRIBUTE.search(text, 0, match.start())):
            yield Span(*match.span())


def _said_in_korean(stems: frozenset[str], text: str) -> Iterator[Span]:
    for match in _KOREAN_WORD.finditer(text):
        if not stems.isdisjoint(translations_of(match[0]) | everyday_meanings(match[0])):
            yield Span(*match.span())


def _clause(passage: Passage, word: Span, border: re.Pattern[str]) -> Span:
    """Return the clause around a word, with its closing border, since a Korean negation may be in that.

    The clause ends before an English relative clause or phrase behind the word, which has a negation of its
    own: `approve projects that were not heard`, `eat without washing`.
    """
    before = [match.end() for match in border.finditer(passage.text, 0, word.start)]
    after = border.search(passage.text, word.end)
    end = after.end() if after else len(passage.text)
    own = _OWN_NEGATION.search(passage.text, word.end, end) if passage.language == "en" else None
    return Span(before[-1] if before else 0, own.start() if own else end)
