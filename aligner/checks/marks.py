"""Reports quotation marks that are lost, unpaired, or closed and opened again.

Counting marks, as localisation checkers do, flags 7-13 of 100 correct news pairs: Korean glosses a name in
brackets where English has none (`이름(Name)`), and a Korean `A”며 “B` is often one English quotation. So the
numbers of quotations are not compared. Three things are reported: the target has an unpaired mark and the
source has none; the source has quotations and the target has none; the target closes a quotation and opens
the next with nothing between them. Machine translation does the last where one Korean quotation has two
sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.checks.check import Check
from aligner.checks.finding import Finding, near
from aligner.checks.view import PairView, Passage
from aligner.expressions import compiled
from aligner.marks.enclosing import Pairs, read_brackets, read_quotations
from aligner.model.mismatch import Kind
from aligner.model.text import Span

# What a translator may write instead of double marks: ‘so’ and 'so', which differ from apostrophes by the
# space before them; *so* and _so_ for italics; (so) for sounds and thoughts; a dash before speech.
SINGLE = compiled(
    r"(?:^|[\s(\[])['‘`][^\s'’`][^'’`]*['’´](?![A-Za-z0-9])|‘[^‘’]+’|[<〈《][^<>〈〉《》]+[>〉》]"
)
_EMPHASIS = compiled(r"(?<!\w)(?P<mark>[*_]{1,2})(?=\w)[^*_]+(?<=[\w.,!?…])(?P=mark)(?!\w)|^\s*[—–-] ?(?=\w)")
# Words of a quoted phrase that is not speech at most: a nickname, a term, irony. English often has no marks.
_PHRASE = 3
# Brackets around titles of laws, books and pictures.
_OF_TITLES = frozenset("「『《〈")
# Strengths for a lost quotation: one word or a phrase that is not speech, indirect speech, direct speech.
ONE_WORD, PHRASE, INDIRECT, SPEECH = 0.3, 0.5, 0.4, 0.75


def quotations_of(passage: Passage) -> Pairs:
    """Return the quotations of a passage, paired and unpaired."""
    return read_quotations(passage.text)


def brackets_of(passage: Passage) -> Pairs:
    """Return the brackets of a passage, paired and unpaired."""
    return read_brackets(passage.text)


def broken_quotations(view: PairView) -> Iterator[Finding]:
    """Report quotation marks that the target lost, left unpaired, or closed and opened again.

    Two source quotations that became one are good English and are not reported.

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
            # No source place if the source is damaged: else `source_damage` there would explain this finding.
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
    # `A”며 “B”고` is two quotations, which may be two in English as well.
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
    """Return the source quotation that corresponds to an unpaired mark of the target.

    It is the quotation with as many quotations before it as the mark has, or the last one if there are fewer;
    None if the source has no quotation.
    """
    before = sum(quotation.end <= stray.start for quotation in rendered)
    return written[min(before, len(written) - 1)] if written else None


def _is_list(text: str, quotation: Span, source: str) -> bool:
    """Return whether a quotation is part of a list of titles: “Salt Road,” “Night Market”."""
    return text[quotation.end - 2] == "," and len(SINGLE.findall(source)) > 1


def _two_speak(text: str, left: Span, right: Span) -> bool:
    """Return whether each quotation has its own verb of saying: She asked, “Why?” “It rains,” he said."""
    return text[: left.start].rstrip()[-1:] in (",", ":") and text[right.end - 2] == ","


def _in_other_marks(view: PairView) -> bool:
    """Return whether the target has other marks in place of quotation marks, see `SINGLE`."""
    text = view.target.text
    if SINGLE.search(text) or _EMPHASIS.search(text):
        return True
    brackets = len(view.target.once(brackets_of).paired) - len(view.source.once(brackets_of).paired)
    return brackets >= len(view.source.once(quotations_of).paired)


def _is_title(view: PairView, quotation: Span) -> bool:
    """Return whether a quotation is a law or a work in title brackets; English writes these in capitals."""
    text, checking = view.source.text, view.source_language.checking
    return text[quotation.start] in _OF_TITLES and not checking.is_speech(text, quotation)


def _lost_quotation(view: PairView, quotations: Sequence[Span]) -> Finding:
    """Return the finding for source quotations that the target does not mark; it shows the longest one."""
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
    """Return pairs of quotations that follow each other with only white space between them."""
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
