"""Reports unpaired brackets, and lost brackets whose content is left without brackets or lost as well.

English often needs no brackets where Korean has them: `정태산(47)` is "Jeong Tae-san, 47," or "the
47-year-old", `(현지시간)` is left out, `유럽연합(EU)` is just "the European Union". In correct pairs
(development news, our own articles) 145 brackets have no brackets in English, and none of them needs a
correction. So a lost bracket is reported only if the English is clearly wrong: an age or an acronym follows
the name without brackets, a second amount follows the first, or none of the words in the bracket is
translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding, near
from aligner.checks.marks import brackets_of
from aligner.checks.view import PairView, Passage, quantities_of
from aligner.expressions import compiled
from aligner.model.mismatch import Kind
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.quantities.equality import likeness

ACRONYM = compiled(r"(?<![\w&])[A-Z][A-Z&-]{1,7}(?!\w)")
SMALL_WORDS = frozenset(["a", "an", "the", "of", "in", "on", "for", "and", "to", "at", "by", "de", "la", "&"])
# `Jeong Tae-san 47 said`: a name of two words or more before a bare number.
_NAME_BEFORE = compiled(
    r"[A-Z][\w\N{RIGHT SINGLE QUOTATION MARK}'-]+ (?:[A-Z][\w\N{RIGHT SINGLE QUOTATION MARK}'-]+ ){0,3}?"
    r"[A-Z][\w\N{RIGHT SINGLE QUOTATION MARK}'-]+ $"
)
_AGES = range(1, 120)
# `$10 million about 13.5 billion won`.
ABOUT = compiled(r" (?:about |around |approximately |roughly |some )?")
# `the singer A 52 said`: a single letter instead of a withheld name, before a bare number.
_LETTER_BEFORE = compiled(r"(?<![^\s(])[A-Z]\.? $")
# A telephone number after its symbol.
_MARKED_LITERAL = compiled(r"[☎☏✆📞]\s?[+\d][\d\s().-]+\d")
# Least number of lexicon words in a bracket that is reported as lost. A single word may be a gloss, or its
# translation may be another word.
LEAST_WORDS = 2
# The translation is long enough to contain the bracket if it is longer than the expected length minus `HELD`
# times the bracket. A bracket of less than `LEAST_SHARE` of the sentence is too short for the lengths to
# tell: they vary by 0.2 (see `aligner.pairs.length`).
HELD, LEAST_SHARE = 0.5, 0.1
# Strength where the lengths show that the bracket is lost, and where they show nothing.
SHORTER, SILENT = 0.9, 0.5
_LATIN = compiled(r"[A-Za-z][\w.-]*[A-Za-z0-9]")
# A label in square brackets at the start of a headline, and a gloss: `(=벤저민)`.
_LABEL = compiled(r"\s*[\[\N{FULLWIDTH LEFT SQUARE BRACKET}\N{LEFT BLACK LENTICULAR BRACKET}]")
_GLOSS = compiled(r"[(\N{FULLWIDTH LEFT PARENTHESIS}]\s*[=←→:]")


def broken_brackets(view: PairView) -> Iterator[Finding]:
    """Report unpaired brackets, and lost brackets whose content is left without brackets or lost as well.

    Right:
        `김민서(Kim Min-seo) 시장이 왔다.` / `Mayor Kim Min-seo came.`
        `정태산(47) 씨는 웃었다.` / `Jeong Tae-san, 47, laughed.`
        `시는 3만 달러(약 4천만 원)를 지원하기로 했다.` / `The city decided to provide $30,000.`
        `회의는 27일(현지시간) 열렸다.` / `The meeting was held on the 27th.`
        `이름(선택사항)을 적는다.` / `Write an optional name.`
        `작은 마을(예: 등대 근처)에서 한다.` /
            `It takes place in a small village, such as one by the lighthouse.`
        `[도서관 소식] 여름 강좌 시작` / `Summer courses begin`
    Wrong (bracket):
        `한소라(41) 관장이 안내한다.` / `Director Han So-ra (41 will be the guide.`
        `아시아청년포럼(AYF)이 열렸다.` / `The Asian Youth Forum (AYF opened.`,
            `The Asian Youth Forum AYF opened.`
        `정태산(47) 씨는 웃었다.` / `Jeong Tae-san 47 laughed.`
        `환자가 1,204명(0.08%) 늘었다.` / `Patients rose by 1,204 0.08 percent.`
        `행사장(옛 시청 터)에 모였다.` / `They met at the venue.`
        `경찰은 A(52)씨를 붙잡았다.` / `The police caught A 52.`
        `문의는 지원센터(☎055-000-1234)로 하면 된다.` / `Ask the Support Center ☎055-000-1234.`
        `한소라 관장(왼쪽 두 번째)이 웃고 있다.` / `Director Han So-ra second from left, is smiling.`

    Measured: 9 of 9 unbalanced and 11 of 13 lost brackets found (16 of 26 in our own articles alone); 24 of
    24 reports right.

    Limits: words that lost only their brackets (`the city Mayor Han opened it`) are not reported, since they
    can't be told from correct English; nor is a lost bracket of one word, which may be a gloss.
    """
    source, target = view.source, view.target
    if not view.has_both:
        return
    written, rendered = source.once(brackets_of), target.once(brackets_of)
    if rendered.strays and not written.strays:
        stray = rendered.strays[0]
        yield Finding(
            "bracket",
            target=target.place(stray),
            key="unpaired_bracket",
            fields={"near": near(target.text, stray)},
            strength=0.95,
        )
    if len(rendered.paired) < len(written.paired) and view.is_prose:
        for pair in written.paired:
            bare = _bare(view, pair)
            if bare:
                yield Finding(
                    "bracket",
                    source.place(pair),
                    target.place(bare),
                    key="bare_bracket",
                    fields={"bracket": pair.of(source.text)},
                    strength=0.9,
                )
            elif not rendered.paired and (strength := _is_gone(view, pair)):
                yield Finding(
                    "bracket",
                    source.place(pair),
                    target.whole(),
                    key="lost_bracket",
                    fields={"bracket": pair.of(source.text)},
                    strength=strength,
                )


def _bare(view: PairView, pair: Span) -> Span | None:
    """Return the span in the target of the content of a source bracket, if it is there without brackets."""
    source, target = view.source, view.target
    content = pair.of(source.text)[1:-1]
    return (
        _bare_acronym(source, target, pair)
        or _bare_quantity(view, pair)
        or _bare_literal(content, target.text)
        or (view.languages.asides.bare(content, target.text) if source is view.first else None)
    )


def _bare_literal(content: str, text: str) -> Span | None:
    """Return the span of a telephone number that follows a word in the target without a bracket."""
    literal = _MARKED_LITERAL.search(content)
    start = text.find(literal[0]) if literal else -1
    if literal is None or start < 2 or not text[start - 2].isalnum() or text[start - 1] != " ":
        return None
    return Span(start, start + len(literal[0]))


def _bare_acronym(source: Passage, target: Passage, pair: Span) -> Span | None:
    """Return the span of the acronym of a bracket that follows its full name without a bracket."""
    introduced = ACRONYM.search(pair.of(source.text))
    if introduced is None:
        return None
    for match in ACRONYM.finditer(target.text):
        if match[0] == introduced[0] and _is_short_for_words_before(match[0], target.text[: match.start()]):
            return Span(*match.span())
    return None


def _is_short_for_words_before(acronym: str, before: str) -> bool:
    """Return whether the last words before an acronym have its letters as initials, with no mark between."""
    if not before.endswith(" "):
        return False
    letters = re.sub(r"\W", "", acronym)
    words = re.findall(r"[\w&\N{RIGHT SINGLE QUOTATION MARK}'-]+|[^\w\s]", before[-120:])
    initials = ""
    while words and len(initials) < len(letters):
        word = words.pop()
        if not word[0].isalnum():
            return False
        if word.lower() not in SMALL_WORDS:
            initials = word[0].upper() + initials
    return initials == letters


def _bare_quantity(view: PairView, pair: Span) -> Span | None:
    """Return the span of the number of a bracket that directly follows a name or another number."""
    source, target = view.source, view.target
    if not view.target_language.checking.has_capitals:
        return None
    inside = [q for q in source.once(quantities_of) if pair.start < q.span.start and q.span.end < pair.end]
    if not inside:
        return None
    in_target = target.once(quantities_of)
    for number, quantity in enumerate(in_target):
        if likeness(inside[0], quantity).relation != "equal":
            continue
        before = in_target[number - 1] if number else None
        if before and ABOUT.fullmatch(target.text, before.span.end, quantity.span.start):
            return quantity.span
        if _is_age_behind_name(quantity, pair.of(source.text), target.text):
            return quantity.span
    return None


def _is_age_behind_name(quantity: Quantity, bracket: str, text: str) -> bool:
    """Return whether a number is the age in a source bracket and directly follows a name in `text`."""
    number, before = quantity.surface, text[max(0, quantity.span.start - 60) : quantity.span.start]
    bare = number.isdigit() and int(number) in _AGES and bracket[1:].startswith(number)
    before_is_name = _NAME_BEFORE.search(before) or _LETTER_BEFORE.search(before)
    return bare and before_is_name is not None


def _is_gone(view: PairView, pair: Span) -> float:
    """Return the strength of the evidence that the words of a bracket are not translated; 0 if there is none.

    Other checks report the numbers of a bracket. Only brackets in the first language of the pair are judged,
    since the rule was tried on these only.
    """
    source, target = view.source, view.target
    bracket = pair.of(source.text)
    content = bracket[1:-1]
    if source is not view.first or _GLOSS.match(bracket):
        return 0.0
    if pair.start == 0 and _LABEL.match(bracket) and pair.end < len(source.text):
        return 0.0
    for quantity in source.once(quantities_of):
        if pair.start < quantity.span.start and quantity.span.end < pair.end:
            content = content.replace(quantity.surface, " ")
    if not view.languages.first.script.letters.search(content) or _is_there(content, view):
        return 0.0
    cover = view.languages.cover
    matched, words = Said(content, source.language, cover).found_in(target.once(cover.said))
    return _by_length(view, content) if words >= LEAST_WORDS and matched == 0 else 0.0


def _is_there(content: str, view: PairView) -> bool:
    """Return whether the target has a Latin word of the bracket, or a translation of its whole content."""
    target = view.target.text
    return any(token in target for token in _LATIN.findall(content)) or (
        view.languages.asides.said_in_sentence(content.strip(), target)
    )


def _by_length(view: PairView, content: str) -> float:
    """Return how strongly the lengths suggest that a bracket is lost; 0 if the target is long enough."""
    length = view.languages.length
    expected, real, own = (
        length.first(view.first.text),
        length.second(view.second.text),
        length.first(content),
    )
    if own < LEAST_SHARE * expected:
        return SILENT
    return SHORTER if real <= expected - HELD * own else 0.0


BRACKET = Kind("bracket", "linguistic/punctuation", "warning", "brackets lost or unpaired", found="21 of 22")

BRACKETS = Check(
    broken_brackets,
    kinds=(BRACKET,),
    messages={
        "unpaired_bracket": "The bracket near {near} has no partner.",
        "bare_bracket": "{bracket} stands in brackets, but {target} follows what it belongs to without any.",
        "lost_bracket": "{bracket} is not in the translation.",
    },
)
