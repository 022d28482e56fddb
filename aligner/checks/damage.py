"""Reports places where the source text lost characters.

Pages lose characters on their way: hanja in brackets (`양(兩) 도시` arrives as `양() 도시`), a first word
(`, 양봉 ...`), the `며` between two quotations. The translator had the complete text, so the translation is
right and the page is wrong. These findings are `info`, since the translation needs no change. Numbers that
lost characters are found when numbers are compared, see `aligner.checks.quantities`.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.marks import brackets_of, quotations_of
from aligner.checks.view import PairView, Passage
from aligner.expressions import compiled
from aligner.model.mismatch import Kind
from aligner.model.text import Span

# A mark that the translation has too (`:style`, `start with :`) is part of what the sentence is about.
NAMED_MARK = compiled(r"(?:^|[\s\"'(“\N{LEFT SINGLE QUOTATION MARK}`])[,:;](?=\w|\s|$)")
FIRST_MARK = compiled(r"\s*([,\N{FULLWIDTH COMMA}、;:])\s*\w")


def lost_characters(view: PairView) -> Iterator[Finding]:
    """Report signs of lost characters: empty brackets, a comma at the start, quotations without text between.

    Right:
        `두 도시(전주와 완주)는 손을 잡았다.` / `The two cities (Jeonju and Wanju) joined hands.`
        `그는 “좋다”며 “계속하자”고 말했다.` / `"Good," he said, "let's go on."`
        `:style에 배열을 바인딩할 수 있다.` / `You can bind :style to an array.`
        `:로 시작하는 속성은 조금 달라 보인다.` / `Attributes that start with : look a bit different.`
        `선수의 키는 6'2"이다.` / `The player is 6 feet 2 inches tall.`
    Wrong (source_damage):
        `양() 도시는 손을 잡았다.` / `The two cities joined hands.`
        `, 이어서 협약을 맺었다.` / `Then they signed an agreement.`
        `그는 “좋다””계속하자”고 말했다.` / `"Good," he said, "let's go on."`
        `공연을 주문"한 뒤 떠났다.` / `They left after ordering a performance.`

    A quotation mark inside a word is reported as well.

    Measured: always info; together with damaged numbers, all five cases in our own articles are found.

    Limits: what was lost is not reconstructed. Brackets that are empty on both sides are not reported.
    """
    source, target = view.source, view.target
    if not source.numbers:
        return
    if not any(_is_empty(target.text, pair) for pair in target.once(brackets_of).paired):
        for pair in source.once(brackets_of).paired:
            if _is_empty(source.text, pair):
                yield _damage(source, _word_around(source.text, pair), "empty_brackets", 0.9)
    for number, start in zip(source.numbers, source.starts, strict=True):
        first = FIRST_MARK.match(source.side.sentences[number].text)
        if first and not NAMED_MARK.search(target.text):
            mark = Span(start + first.start(1), start + first.end())
            yield _damage(source, mark, "lost_first_word", 0.85)
    quotations = source.once(quotations_of)
    for mark in quotations.glued:
        around = _word_around(source.text, mark)
        yield _damage(source, around, "glued_quotations", 0.8)
    for mark in quotations.strays:
        if (
            source.text[mark.start - 1 : mark.start].isalpha()  # after a digit the mark may mean inches
            and source.text[mark.end : mark.end + 1].isalnum()
        ):
            yield _damage(source, _word_around(source.text, mark), "mark_in_word", 0.7)


def _is_empty(text: str, pair: Span) -> bool:
    return not text[pair.start + 1 : pair.end - 1].strip()


def _word_around(text: str, span: Span) -> Span:
    """Return a span widened by the letters and digits that touch it, at most twelve on each side."""
    start, end = span
    while start > max(0, span.start - 12) and text[start - 1].isalnum():
        start -= 1
    while end < min(len(text), span.end + 12) and text[end].isalnum():
        end += 1
    return Span(start, end)


def _damage(source: Passage, span: Span, key: str, strength: float) -> Finding:
    return Finding(
        "source_damage",
        source=source.place(span),
        key=key,
        fields={"around": span.of(source.text)},
        severity="info",
        strength=strength,
    )


SOURCE_DAMAGE = Kind("source_damage", "none", "warning", "the source itself lost characters on the way")

_LOST = "The source seems to have lost characters at {around}: "
DAMAGE = Check(
    lost_characters,
    kinds=(SOURCE_DAMAGE,),
    messages={
        "empty_brackets": f"{_LOST}brackets lost what stood in them.",
        "lost_first_word": f"{_LOST}the sentence lost its first word.",
        "glued_quotations": f"{_LOST}what stood between the quotations is lost.",
        "mark_in_word": f"{_LOST}a quotation mark stands inside a word.",
    },
)
