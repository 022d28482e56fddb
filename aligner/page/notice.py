"""Recognise the notice which tells readers that an article is a translation, with a small grammar.

Pages word the notice in many ways, so no literal string is searched. A sentence is divided into the parts of
a notice (a table of the language pair): it *points* at a *text*, says that it was *translated*, *by* whom,
into which *tongue*, how much of it, and warns or promises. Quotes, brackets, spaces and the translator's name
do not matter. Articles about translation use these words too, therefore

- a *strong* sentence points at the text of this page and says that it was translated;
- a *weak* sentence has only some of the parts, and counts only beside a strong sentence;
- a *border* sentence counts only where the languages of the page meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from aligner.expressions import expression
from aligner.languages import language as record_of
from aligner.languages.manners import NoticeGrammar
from aligner.model.errors import TableError
from aligner.model.text import LanguageCode, Span
from aligner.page.forms import Forms, fold_line
from aligner.pairs import LanguagePair
from aligner.tables import read_table

PARTS = frozenset({"pointer", "text", "translate", "by", "tongue", "whole", "caveat", "effort", "make"})
NOT_OF_LABELS = frozenset({"pointer", "effort"})

# Longer than any sentence of a notice seen (121 characters); a longer sentence belongs to the article.
LONGEST_SENTENCE = 260

# The most characters of less sure forms: a label, a warning with nothing else in it, a notice without a
# pointer.
LONGEST_LABEL = 60
_SHORT = 60
LONGEST_BORDER = 120

_SENTENCE_END = expression(r"[.!?…][\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)\]】》〉>*]*\s*|\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """How surely a sentence is worded as a notice; each attribute includes the ones before it.

    Attributes:
        strong: It is a notice wherever it is on the page.
        border: It is a notice where the languages meet.
        weak: It is a notice beside a strong sentence.
    """

    strong: bool
    border: bool
    weak: bool


NOTHING = Wording(strong=False, border=False, weak=False)


def _grammars(pair: LanguagePair) -> dict[LanguageCode, NoticeGrammar]:
    """Return the notice grammar of each language of the pair that has one."""
    both = (pair.first, pair.second)
    return {record.code: record.page.notice for record in both if record.page.notice is not None}


@cache
def _words(pair: LanguagePair, language: LanguageCode) -> dict[str, tuple[str, ...]]:
    """Return the notice words of a language by the part of a notice that they express."""
    words: dict[str, list[str]] = {}
    for place, row in read_table(pair.page.notice) if pair.page.notice else ():
        if row["part"] not in PARTS or row["language"] not in pair.codes or not row["surface"]:
            known = f"({', '.join(pair.codes)}), a part ({', '.join(sorted(PARTS))})"
            raise TableError(f"{place}: a row needs a language {known}")
        if row["language"] == language:
            words.setdefault(row["part"], []).append(row["surface"])
    return {part: tuple(surfaces) for part, surfaces in words.items()}


def telling_stems(texts: Iterable[str], pair: LanguagePair) -> tuple[str, ...]:
    """Return the stems of notice words that occur in any of the texts.

    Only the parts of a notice are searched of which every notice has at least one.
    """
    folded = "\n".join(texts).casefold()
    return tuple(stem for stem in _telling_stems(pair) if stem in folded)


def may_be_notice(text: str, stems: Sequence[str]) -> bool:
    """Whether a line holds one of the words of which every notice has at least one; most lines hold none.

    Args:
        text: A line.
        stems: As `telling_stems` returns them for the page.
    """
    return bool(stems) and any(map(text.casefold().__contains__, stems))


@cache
def _telling_stems(pair: LanguagePair) -> tuple[str, ...]:
    # The first two syllables are enough; they also find 다를 수 for the table's 다를수, since spaces follow
    # later. Searching for each stem separately is six times as fast as one regular expression of all
    # stems.
    stems = {
        surface.casefold() if surface.isascii() else surface[:2]
        for language in _grammars(pair)
        for part in ("translate", "tongue", "caveat", "effort", "by")
        for surface in _words(pair, language).get(part, ())
    }
    return tuple(sorted(stem for stem in stems if not any(other in stem for other in stems - {stem})))


@cache
def _patterns(pair: LanguagePair, language: LanguageCode) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each part, for the words of a label, and for a pointer close to its text."""
    grammar, words = _grammars(pair)[language], dict.fromkeys(PARTS, ()) | _words(pair, language)
    words["label"] = tuple(word for part, of in words.items() if part not in NOT_OF_LABELS for word in of)
    edge = record_of(language).edge
    choices = {
        part: f"{edge}(?:{'|'.join(sorted(map(re.escape, surfaces), key=len, reverse=True)) or '(?!)'})"
        for part, surfaces in words.items()
    }
    choices["deixis"] = grammar.deixis.format_map(choices)
    return {part: expression(pattern) for part, pattern in choices.items()}


def read_wording(sentence: str, language: LanguageCode, forms: Forms) -> Wording:
    """Rate how surely one sentence is worded as a translation notice.

    Returns:
        `NOTHING` for a sentence longer than any notice, or in a language without a notice grammar.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> read_wording("아래는 위 기사를 '구글 번역'으로 옮긴 [영문 전문]입니다.", "ko", forms).strong
        True
        >>> read_wording("This story was machine-translated from Korean.", "en", forms).strong
        True
        >>> read_wording("The novel was translated into English by a Korean poet.", "en", forms).strong
        False
    """
    grammar = forms.manners(language).notice
    if len(sentence) > LONGEST_SENTENCE or grammar is None:
        return NOTHING
    patterns = _patterns(forms.pair, language)
    text = fold_line(sentence, spaced=forms.manners(language).spaced)
    parts = frozenset(part for part in PARTS if patterns[part].search(text))
    deixis = patterns["deixis"].search(text) is not None
    clues = _Clues(
        parts=parts,
        deixis=deixis,
        manner=grammar.manner.search(sentence) is not None,
        telling=deixis or bool(parts & grammar.telling),
        label=bool(parts) and _only_notice_words(sentence, forms),
        short=len(text) <= _SHORT,
        brief=len(sentence) <= LONGEST_BORDER,
    )
    strong = clues.is_strong
    border = strong or (clues.is_border(grammar.border) and clues.brief)
    return Wording(strong, border, weak=border or clues.is_weak)


@dataclass(frozen=True, slots=True)
class _Clues:
    """The signs of a notice that a sentence has.

    Attributes:
        parts: The parts of a notice that occur in it.
        deixis: It points at a text close to it.
        manner: Its style is that of notices.
        telling: It has a part that hardly occurs outside of notices.
        label: It consists of notice words only.
        short: It is too short to say anything else.
        brief: It is no longer than notices are where the languages meet.
    """

    parts: frozenset[str]
    deixis: bool
    manner: bool
    telling: bool
    label: bool
    short: bool
    brief: bool

    @property
    def translated(self) -> bool:
        return "translate" in self.parts

    @property
    def details(self) -> int:
        return len(self.parts & {"by", "tongue", "whole", "caveat"})

    @property
    def points(self) -> int:
        """Number of notice signs in the sentence."""
        others = ("effort" in self.parts) + (self.parts >= {"text", "tongue"})
        return self.translated + self.deixis + self.details + others

    @property
    def names_a_maker(self) -> bool:
        """Whether it names the program that made the text: `This text was prepared by an AI program`."""
        text_here = self.deixis or ("tongue" in self.parts and self.short)
        return self.parts >= {"make", "by"} and self.brief and text_here

    @property
    def is_strong(self) -> bool:
        if self.names_a_maker and self.manner:
            return True
        points_out = self.deixis and self.details + self.manner >= 2
        return self.translated and (points_out or self.label)

    def is_border(self, least: int) -> bool:
        """Whether it may be a notice where the languages meet; it needs at least `least` points."""
        return self.label or (self.manner and self.translated and self.telling and self.points >= least)

    @property
    def is_warning(self) -> bool:
        """Whether it warns of errors (`It may contain errors.`) and, if long, also names the translation."""
        names_it = self.short or bool(self.parts & {"translate", "by", "tongue"})
        return bool(self.parts & {"caveat", "effort"}) and names_it

    @property
    def is_weak(self) -> bool:
        return self.manner and (self.is_warning or (self.points >= 2 and self.telling))


def _only_notice_words(sentence: str, forms: Forms) -> bool:
    """Whether a sentence consists of notice words, in either language: `원문 (Korean original)`."""
    if len(sentence) > LONGEST_LABEL:
        return False
    named = False
    rest = fold_line(sentence, spaced=True)
    for language in _grammars(forms.pair):
        patterns = _patterns(forms.pair, language)
        named = named or any(patterns[part].search(rest) for part in ("tongue", "translate"))
        # The longest form is matched first, so 번역기 is not read as 번역 and a rest.
        rest = patterns["label"].sub("", rest)
    return named and not forms.notice_fillers.sub("", rest).strip()


def cut_at_stops(text: str) -> list[Span]:
    """Cut a text at stops and line breaks, which is exact enough for notices; the spans cover the text."""
    spans: list[Span] = []
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        spans.append(Span(start, stop.end()))
        start = stop.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def cut_notice(text: str, forms: Forms, *, at_border: bool = False) -> list[Span]:
    """Cut a line where a notice begins or ends inside it; most lines are returned whole.

    Weak sentences beside a strong sentence are part of its notice.

    Args:
        at_border: Whether the text is the part in one language of a line in both languages, so that it begins
            or ends where the languages meet.
    """
    if not at_border and not forms.notice_hint.search(text):
        return [Span(0, len(text))]
    language = forms.language_of_line(text)
    sentences = cut_at_stops(text)
    wordings = [read_wording(span.of(text), language, forms) for span in sentences]
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
    """Mark the strong sentences, and the weak ones that are connected to a strong one by weak ones."""
    inside = list(strong)
    for order in (range(1, len(inside)), range(len(inside) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for number in order:
            inside[number] = inside[number] or (weak[number] and inside[number + step])
    return inside
