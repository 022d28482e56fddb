"""The notice that tells readers an article below or above is a translation: a small grammar.

Pages word it in many ways, so no literal string is looked for. A sentence is taken apart into the parts a
notice is made of (`ko_en/notice_words.tsv`): it *points* at a *text*, says that it was *translated*,
*by* whom, into which *tongue*, how much of it, and warns or promises. Quotes, brackets, spaces and the
translator's name do not matter. Articles about translation use the same words, therefore

- a *strong* sentence points at the text of this page and says that it was translated,
- a *weak* one has only some of the parts and counts beside a strong one, or where the languages meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from aligner.model.errors import TableError
from aligner.model.text import Language, Span
from aligner.page.lines import SYLLABLE
from aligner.page.prose import fold
from aligner.tables import read_table

TABLE = "ko_en/notice_words.tsv"
PARTS = frozenset({"pointer", "text", "translate", "by", "tongue", "whole", "caveat", "effort"})
NOT_OF_LABELS = frozenset({"pointer", "effort"})

# Longer than any notice seen (the longest sentence: 121 characters); a long sentence is the article's.
LONGEST_SENTENCE = 260

# Where the forms below are less sure: a label, a warning with nothing else in it, a notice without a pointer.
LONGEST_LABEL = 60
SHORT = 60
LONGEST_BORDER = 120

# Endings of English stems and small words that a label may have besides.
FILLERS = re.compile(
    r"\b(?:ions?|ed|ors?|by|the|of|in|to|from|with|a|and)\b|(?:으?로|의|된|본|문|판|용|한|을|를|은|는|임|입니다)\b"
)
SENTENCE_END = re.compile(r"[.!?…][\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)\]】》〉>*]*\s*|\n")
HINT = re.compile(r"번역|옮[긴겼]|translat", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language puts the parts together.

    Attributes:
        begins: Pattern before each word of the table.
        deixis: Pattern of a pointer that means a text, with the patterns of the parts to be filled in.
        manner: What a notice ends like.
        telling: Parts that an article about translation will hardly use.
        border: How many points make a notice of a sentence where the languages meet.
    """

    begins: str
    deixis: str
    manner: re.Pattern[str]
    telling: frozenset[str]
    border: int


GRAMMARS: dict[Language, Grammar] = {
    "ko": Grammar(
        begins="",
        # 아래(는 위) 기사, 이 글, 아래 영문은, or at the head of the sentence: 다음은 … 기사입니다
        deixis=r"{pointer}[가-힣]{{0,4}}?(?:{text}|{tongue})"
        r"|^(?:영문)?(?:아래|다음|이하).{{0,60}}?(?:{text}|{tongue})",
        # Polite (-습니다) or clipped (번역함); articles are written in plain style (-했다).
        manner=re.compile(
            r"(?:니다|니까|세요|시오|바람|어요|아요|에요|예요|음|[함됨임]|전문|번역|번역[문본])[.!?]?\W*$"
        ),
        telling=frozenset(("by", "caveat", "effort", "tongue")),
        border=2,
    ),
    "en": Grammar(
        begins=r"\b",
        # this article, the following is the full English text, the text below
        deixis=r"{pointer}\w*(?: \w+){{0,6}}? ?{text}|{text}\w*(?: \w+)? {pointer}",
        manner=re.compile(""),
        # An article may well say "with translations in English and German".
        telling=frozenset(("by", "caveat", "effort")),
        border=3,
    ),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a sentence has of a notice.

    Attributes:
        strong: It is one, wherever it stands.
        border: It is one where the languages meet.
        weak: It is one beside a strong one.
    """

    strong: bool
    border: bool
    weak: bool


NOTHING = Wording(strong=False, border=False, weak=False)


@cache
def _forms(language: Language) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for place, row in read_table(TABLE):
        if row["part"] not in PARTS or row["language"] not in GRAMMARS or not row["surface"]:
            raise TableError(f"{place}: a row needs a language (ko, en), a part ({', '.join(sorted(PARTS))})")
        if row["language"] == language:
            forms.setdefault(row["part"], []).append(row["surface"])
    return {part: tuple(surfaces) for part, surfaces in forms.items()}


def may_be_notice(text: str) -> bool:
    """Whether a text holds a word that a notice can't do without; most lines of a page hold none."""
    folded = text.casefold()
    return any(stem in folded for stem in _telling_stems())


@cache
def _telling_stems() -> tuple[str, ...]:
    # The first two syllables are enough, and find 다를 수 for 다를수, which is compared without spaces. Each
    # is looked for by itself, which is six times as fast as one expression of all.
    stems = {
        surface.casefold() if surface.isascii() else surface[:2]
        for language in GRAMMARS
        for part in ("translate", "tongue", "caveat", "effort", "by")
        for surface in _forms(language).get(part, ())
    }
    return tuple(sorted(stem for stem in stems if not any(other in stem for other in stems - {stem})))


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """One pattern for each part and for all of a label; a Korean pointer must stand close before the text."""
    grammar, forms = GRAMMARS[language], dict(_forms(language))
    forms["label"] = tuple(form for part, of in forms.items() if part not in NOT_OF_LABELS for form in of)
    choices = {
        part: grammar.begins + "(?:" + "|".join(sorted(map(re.escape, surfaces), key=len, reverse=True)) + ")"
        for part, surfaces in forms.items()
    }
    choices["deixis"] = grammar.deixis.format_map(choices)
    return {part: re.compile(pattern) for part, pattern in choices.items()}


def read_wording(sentence: str, language: Language) -> Wording:
    """What one sentence has of a translation notice.

    Examples:
        >>> read_wording("아래는 위 기사를 '구글 번역'으로 옮긴 [영문 전문]입니다.", "ko").strong
        True
        >>> read_wording("This story was machine-translated from Korean.", "en").strong
        True
        >>> read_wording("The novel was translated into English by a Korean poet.", "en").strong
        False
    """
    if len(sentence) > LONGEST_SENTENCE:
        return NOTHING
    grammar, patterns = GRAMMARS[language], _patterns(language)
    text = fold(sentence, language)
    parts = frozenset(part for part in PARTS if patterns[part].search(text))
    translated = "translate" in parts
    details = len(parts & {"by", "tongue", "whole", "caveat"})
    deixis = patterns["deixis"].search(text) is not None
    manner = grammar.manner.search(sentence) is not None
    telling = deixis or bool(parts & grammar.telling)
    points = translated + deixis + details + ("effort" in parts) + (parts >= {"text", "tongue"})
    # "It may contain errors." says nothing else; a long sentence about errors must name the translation.
    warning = bool(parts & {"caveat", "effort"})
    warning = warning and (len(text) <= SHORT or bool(parts & {"translate", "by", "tongue"}))
    label = bool(parts) and _only_notice_words(sentence)
    strong = (translated and deixis and details + manner >= 2) or (label and translated)
    border = label or (manner and translated and telling and points >= grammar.border)
    border = strong or (border and len(sentence) <= LONGEST_BORDER)
    weak = border or (manner and (warning or (points >= 2 and telling)))
    return Wording(strong, border, weak)


def _only_notice_words(sentence: str) -> bool:
    """Whether nothing else is said, in either language: `영문 기사 전문`, `원문 (Korean original)`."""
    if len(sentence) > LONGEST_LABEL:
        return False
    named = False
    rest = fold(sentence, "en")
    for language in GRAMMARS:
        patterns = _patterns(language)
        named = named or any(patterns[part].search(rest) for part in ("tongue", "translate"))
        rest = patterns["label"].sub(
            "", rest
        )  # the longest form first: 번역기 is not 번역 and something else
    return named and not FILLERS.sub("", rest).strip()


def split_sentences(text: str) -> list[Span]:
    """A plain cut at sentence ends, good enough for notices; every character belongs to one."""
    spans: list[Span] = []
    start = 0
    for found in SENTENCE_END.finditer(text):
        spans.append(Span(start, found.end()))
        start = found.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def cut_notice(text: str, *, at_border: bool = False) -> list[Span]:
    """Cut a line where a notice begins or ends inside it; most lines come back whole.

    Sentences beside a strong one that have notice words themselves go with it.

    Args:
        at_border: Whether the text is one language of a line that holds both, so that it begins or ends where
            the languages meet.
    """
    if not at_border and not HINT.search(text):
        return [Span(0, len(text))]
    language: Language = "ko" if SYLLABLE.search(text) else "en"
    sentences = split_sentences(text)
    wordings = [read_wording(span.of(text), language) for span in sentences]
    strong = [wording.strong for wording in wordings]
    if at_border:
        strong[0], strong[-1] = wordings[0].border, wordings[-1].border
    inside = spread(strong, [wording.weak for wording in wordings])
    spans: list[Span] = []
    for number, span in enumerate(sentences):
        if number and inside[number] == inside[number - 1]:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def spread(strong: list[bool], weak: list[bool]) -> list[bool]:
    """Strong ones, and the weak ones that touch them through weak ones."""
    inside = list(strong)
    for order in (range(1, len(inside)), range(len(inside) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            inside[number] = inside[number] or (weak[number] and inside[number + step])
    return inside
