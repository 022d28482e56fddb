"""Quotation marks: lost, unpaired, closed and opened again.

Counting marks, as localisation checkers do, flags 7-13 of 100 correct news pairs: Korean glosses a name in
brackets where English has none (`이름(Name)`), and a Korean `A”며 “B` is often one English quotation.
So the number of quotations is not compared. A quotation is reported when the target has a mark
without its partner while the source's marks all pair up, when the source quotes and the target does
not quote at all, or when the target closes a quotation and opens the next with nothing between them,
which machine translation does where one Korean quotation holds two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.checks.check import Check
from aligner.checks.finding import Finding, near
from aligner.checks.view import PairView, Passage
from aligner.marks.enclosing import Pairs, read_brackets, read_quotations
from aligner.model.mismatch import Kind
from aligner.model.text import Span

# What a translator may write instead of double marks: ‘so’ and 'so', told from apostrophes by the
# space before; *so* and _so_, where plain text has no italics; (so), for sounds and thoughts; a dash before
# what is said.
SINGLE = re.compile(
    r"(?:^|[\s(\[])['‘`][^\s'’`][^'’`]*['’´](?![A-Za-z0-9])|‘[^‘’]+’|[<〈《][^<>〈〉《》]+[>〉》]"
)
_EMPHASIS = re.compile(
    r"(?<!\w)(?P<mark>[*_]{1,2})(?=\w)[^*_]+(?<=[\w.,!?…])(?P=mark)(?!\w)|^\s*[—–-] ?(?=\w)"
)
# Words of a phrase in marks that is no speech: a nickname, a term, irony, which English may well go without.
_PHRASE = 3
# What laws, books and pictures stand in.
_OF_TITLES = frozenset("「『《〈")
# Strength: what a quotation of no speech is worth by its words, speech that is told indirectly, speech.
ONE_WORD, PHRASE, INDIRECT, SPEECH = 0.3, 0.5, 0.4, 0.75


def quotations_of(passage: Passage) -> Pairs:
    return read_quotations(passage.text)


def brackets_of(passage: Passage) -> Pairs:
    return read_brackets(passage.text)


def broken_quotations(view: PairView) -> Iterator[Finding]:
    """Quotation marks that the translation lost, left unpaired, or closed and opened again.

    Two quotations made one are good English.

    Right:
        `시장은 “예산을 늘리겠다”며 “주민과 약속했다”고 말했다.` /
            `"We will raise the budget. We promised it to the residents," the mayor said.`
        `“꼬끼오! 꼬끼오!”` / `(A rooster crows)`
        `그는 “모두 잘 있어요!”라고 외쳤다.` / `*Goodbye, everyone!* he shouted.`
        `아이가 왜냐고 묻자 “비가 오니까”라고 그가 답했다.` /
            `The child asked, “Why?” “It is raining,” he said.`
        `그는 “골목의 밤”, “골목의 낮”을 불렀다.` / `He sang “Night of the Alley,” “Day of the Alley.”`
    Wrong (quotation):
        `그는 "골목까지 책이 간다"고 말했다.` / `He said, "Books go to every alley.`
        `시장은 “예산을 늘리겠다”고 말했다.` / `We will raise the budget, the mayor said.`,
            `We will raise the budget," the mayor said.`
        `감독은 “우리는 지지 않았다. 다음에는 이긴다”고 외쳤다.` /
            `The coach shouted, "We did not lose." "Next time we will win."`

    Indirect speech for direct speech, and a single word without its marks, are info.

    Measured: 40 of 41 lost and 41 of 41 unbalanced quotations found; 86 of 86 reports right.

    Limits: single marks are not counted, since they look like apostrophes.
    """
    source, target = view.source, view.target
    if not view.has_both:
        return
    written, rendered = source.once(quotations_of), target.once(quotations_of)
    if rendered.strays and not written.strays:
        stray = rendered.strays[0]
        witness = _counterpart(stray, rendered.paired, written.paired)
        yield Finding(
            "quotation",
            # Where the source itself is damaged it is no witness, and the damage does not explain this mark.
            source.place(witness) if witness and not written.glued else None,
            target.place(stray),
            key="unpaired_mark" if witness else "added_mark",
            fields={"near": near(target.text, stray)}
            | ({"quotation": witness.of(source.text)} if witness else {}),
            strength=0.95,
        )
    spoken = [span for span in written.paired if not _is_title(view, span)]
    if spoken and not rendered.paired and not rendered.strays and not _in_other_marks(view):
        yield _lost_quotation(view, spoken)
    # `A”며 “B”고` is two quotations, and two they may be in English.
    if len(rendered.paired) > len(written.paired) and not _side_by_side(source.text, written.paired):
        for left, right in _side_by_side(target.text, rendered.paired):
            if _is_list(target.text, left, source.text) or _two_speak(target.text, left, right):
                continue
            gap = Span(max(left.start, left.end - 20), min(right.end, right.start + 20))
            yield Finding(
                "quotation",
                target=target.place(Span(left.end - 1, left.end)),
                key="broken_quotation",
                fields={"around": gap.of(target.text)},
                strength=0.9,
            )


def _counterpart(stray: Span, rendered: Sequence[Span], written: Sequence[Span]) -> Span | None:
    """The source quotation that a mark without its partner belongs to.

    As many whole quotations as stand before the mark stand before that one, too; the last one where there are
    fewer; None where the source quotes nothing.
    """
    before = sum(quotation.end <= stray.start for quotation in rendered)
    return written[min(before, len(written) - 1)] if written else None


def _is_list(text: str, quotation: Span, source: str) -> bool:
    """Whether titles are listed, the comma inside the marks: “Salt Road,” “Night Market”."""
    return text[quotation.end - 2] == "," and len(SINGLE.findall(source)) > 1


def _two_speak(text: str, left: Span, right: Span) -> bool:
    """Whether each quotation has a verb of saying of its own: She asked, “Why?” “It rains,” he said."""
    return text[: left.start].rstrip()[-1:] in (",", ":") and text[right.end - 2] == ","


def _in_other_marks(view: PairView) -> bool:
    """Whether the translation sets something off in another way."""
    text = view.target.text
    if SINGLE.search(text) or _EMPHASIS.search(text):
        return True
    brackets = len(view.target.once(brackets_of).paired) - len(view.source.once(brackets_of).paired)
    return brackets >= len(view.source.once(quotations_of).paired)


def _is_title(view: PairView, quotation: Span) -> bool:
    """Whether it is a law or a work in the brackets of titles, which English sets in capitals."""
    text, checking = view.source.text, view.source_language.checking
    return text[quotation.start] in _OF_TITLES and not checking.is_speech(text, quotation)


def _lost_quotation(view: PairView, quotations: Sequence[Span]) -> Finding:
    source, target = view.source, view.target
    longest = max(quotations, key=lambda span: span.end - span.start)
    quotation = longest.of(source.text)
    if view.source_language.checking.is_speech(source.text, longest):
        known = view.languages.lexicon().covered
        free = view.target_language.checking.is_indirect(target.text, known)
        strength = INDIRECT if free else SPEECH
    else:
        words = len(quotation.split())
        free = words == 1
        strength = ONE_WORD if free else PHRASE if words <= _PHRASE else SPEECH
    return Finding(
        "quotation",
        source=source.place(longest),
        target=target.whole(),
        key="lost_quotation",
        fields={"quotation": quotation},
        severity="info" if free else None,
        strength=strength,
    )


def _side_by_side(text: str, pairs: tuple[Span, ...]) -> list[tuple[Span, Span]]:
    """Quotations that follow each other with nothing but a space between."""
    return [
        (left, right)
        for left, right in pairwise(pairs)
        if left.end < right.start and text[left.end : right.start].isspace()
    ]


QUOTATION = Kind(
    "quotation",
    "linguistic/punctuation",
    "warning",
    "quotation marks lost, unpaired or broken in two",
    explained_by=("source_damage",),
    found="81 of 82",
)

QUOTATIONS = Check(
    broken_quotations,
    kinds=(QUOTATION,),
    messages={
        "unpaired_mark": "A quotation mark near {near} has no partner; the source quotes {quotation}.",
        "added_mark": "A quotation mark near {near} has no partner; the source quotes nothing.",
        "broken_quotation": "The quotation is closed and opened again at {around}; "
        "in the source nothing stands between.",
        "lost_quotation": "{quotation} is a quotation; the translation has no quotation marks.",
    },
)
