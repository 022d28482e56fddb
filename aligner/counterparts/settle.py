"""Decide by counterparts which candidates of a page are its article, and which only frame it.

The rules of the room `page` recognise lines, wraps, languages and buttons; the ladder recognises
translations. So where the rules are unsure, all lines that may be text are collected (`page.candidates`) and
paired by the ladder. A candidate with a counterpart is text, whatever its ending. A candidate without one, at
the edge of the page or in a stretch of its own, is an *aside*: an introduction, a comment, a title in one
language. A sentence in the middle of the article whose translation is missing stays text, so that the checks
can report it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from aligner.counterparts.turns import Trial, Turns, apart, find_turns, kept_of
from aligner.ladder.ladder import Step
from aligner.languages import language
from aligner.model.article import Article, Side
from aligner.model.bead import Constraints
from aligner.model.page import Page, Paragraph
from aligner.model.text import Role, Sentence
from aligner.page.candidates import Candidate, Reading
from aligner.page.reading import LABELLED, marks_of_news

# A pair with a lower confidence makes no counterparts: the ladder pairs something in every gap.
SURE = 0.5
# In a bead of several candidates, one with at most this share of the evidence is no part of it.
SHARE = 0.12
# How much better the lengths of a bead must agree without a candidate (natural logarithm).
LENGTHS = 0.15
# The share of the page by which the generous reading must be better than the rules to replace them. Its gain
# is the text that it pairs in addition, and the unpaired text that it removes.
BETTER = 0.03
# The gain needed on a news page with at least this many buttons, which the rules read best.
MUCH_BETTER = 0.1
ENOUGH_BUTTONS = 2
# On a page without marks of news the generous reading may lose this share: the labels that it removes are no
# text.
EQUAL = 0.06
# A candidate is paired if at least this share of its text is.
PAIRED = 0.3
# Two texts in one language around a translation. Each of the three runs has at least the share LONG_RUN of
# the longest one, and together they have the share MOST of all text. The last text is taken instead of the
# first if the mean confidence of its pairs is higher by more than CLEARLY.
LONG_RUN = 0.4
MOST = 0.85
CLEARLY = 0.12


class Climb(Protocol):
    """Makes articles of paragraphs of the page, and climbs their ladders."""

    def article(self, paragraphs: Sequence[Paragraph], /) -> Article:
        """Return the article of some paragraphs."""

    def __call__(self, paragraphs: Sequence[Paragraph], /) -> tuple[Article, Sequence[Step]]:
        """Return the article of some paragraphs and its ladder."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A page after the decision which of its candidates are text.

    Attributes:
        page: The page; lines around the article without a counterpart have the role `aside`.
        anchors: Start offsets of pairs of paragraphs that belong together by the order of the page, although
            the ladder is unsure of them.
    """

    page: Page
    anchors: tuple[tuple[int, int], ...] = ()


def settle(strict: Page, reading: Reading, climb: Climb) -> Settled:
    """Decide which candidates are the article of a page: those with a counterpart.

    Args:
        strict: The page as the rules for news pages read it.
        reading: The generous reading of the page.
        climb: Computes the article and the ladder of some paragraphs.

    Returns:
        The page read generously; `strict` if that is not better by the gain required of it.
    """
    candidates = reading.candidates
    roles: list[Role] = _one_of_two_sources(reading, climb)
    couples: list[tuple[int, int]] = []
    for _ in range(2):
        trial = _try(reading, roles, climb)
        if not any(trial.paired):
            return Settled(strict)
        turns = find_turns(candidates, roles, trial)
        couples = turns.couples(candidates, roles, trial) if turns else []
        before, roles = roles, _settled(candidates, roles, trial, turns, couples)
        if roles == before:
            break  # another trial would have this result again
    kept = {paragraph.span for paragraph in reading.paragraphs(roles)}
    if kept == {paragraph.span for paragraph in strict.paragraphs}:
        return Settled(strict)
    total = sum(candidate.mass for candidate in candidates)
    worth = _worth(*climb(reading.paragraphs(roles))) - _required(strict, reading) * total
    # Most readings are better than the rules could be at best; then nobody needs to know how good they are.
    if worth < _most_worth(climb.article(strict.paragraphs)) and worth < _worth(*climb(strict.paragraphs)):
        return Settled(strict)
    anchors = tuple((candidates[upper].span.start, candidates[lower].span.start) for upper, lower in couples)
    page = reading.page(roles, _layout(candidates, roles), strict.confidence)
    return Settled(page, anchors)


def anchored(article: Article, places: Sequence[tuple[int, int]]) -> Constraints:
    """Make anchors between the sentences that begin at two places of a page, in either order of the sides.

    A pair of places is ignored if no sentence of each side begins there.
    """
    source = {sentence.span.start: number for number, sentence in enumerate(article.source.sentences)}
    target = {sentence.span.start: number for number, sentence in enumerate(article.target.sentences)}
    anchors = []
    for source_place, target_place in places:
        if target_place in source:
            source_place, target_place = target_place, source_place
        if source_place in source and target_place in target:
            anchors.append((source[source_place], target[target_place]))
    return Constraints(tuple(sorted(anchors)))


def _required(strict: Page, reading: Reading) -> float:
    """Return the share of the page by which the generous reading must be better than the rules."""
    news = bool(marks_of_news(strict)) and reading.labelled < LABELLED
    if not news:
        return -EQUAL
    buttons = sum(row.role == "furniture" and row.piece.language is not None for row in reading.rows)
    return MUCH_BETTER if buttons >= ENOUGH_BUTTONS else BETTER


def _one_of_two_sources(reading: Reading, climb: Climb) -> list[Role]:
    """Return the first roles: all candidates are text, except one of two texts around their translation.

    Two texts in one language around a text in the other are a sign with its translation and a translation
    back, or a lesson that repeats its text. The text whose pairs are surer is kept; if both are similar, the
    first.
    """
    roles: list[Role] = ["body"] * len(reading.candidates)
    runs = _long_runs(reading.candidates)
    if len(runs) != 3:
        return roles
    choices = []
    for left_out in (runs[2], runs[0]):
        choice: list[Role] = ["aside" if number in left_out else "body" for number in range(len(roles))]
        steps = climb(reading.paragraphs(choice))[1]
        both = [step.confidence if step.bead.source and step.bead.target else 0.0 for step in steps]
        choices.append((sum(both) / max(len(both), 1), choice))
    (first, without_last), (last, without_first) = choices
    return without_first if last > first + CLEARLY else without_last


def _long_runs(candidates: Sequence[Candidate]) -> list[range]:
    """Return the long runs of one language; empty if they hold too little of the text.

    A run begins with a candidate that ends as a sentence does, so titles between runs are ignored.
    """
    runs: list[range] = []
    for number, candidate in enumerate(candidates):
        if runs and candidates[runs[-1].start].language == candidate.language:
            runs[-1] = range(runs[-1].start, number + 1)
        elif candidate.final:
            runs.append(range(number, number + 1))
    masses = [sum(candidates[number].mass for number in run) for run in runs]
    long = [run for run, mass in zip(runs, masses, strict=True) if mass >= LONG_RUN * max(masses)]
    return long if sum(masses) <= sum(sum(candidates[n].mass for n in run) for run in long) / MOST else []


def _worth(article: Article, steps: Sequence[Step]) -> float:
    """Return the text in pairs, weighted by confidence, minus the unpaired text.

    The unit is letters of the second language.
    """
    worth = 0.0
    for step in steps:
        source, target = step.bead.source, step.bead.target
        mass = _mass(article.source, source) + _mass(article.target, target)
        worth += mass * step.confidence if source and target else -mass
    return worth


def _most_worth(article: Article) -> float:
    """Return what an article would be worth if all of it were in sure pairs."""
    return sum(_mass(side, range(len(side.sentences))) for side in (article.source, article.target))


def _mass(side: Side, numbers: range) -> float:
    """Return the amount of text in some sentences, in letters of the second language."""
    page = language(side.language).page
    return sum(page.signs(side.sentences[at].text) for at in numbers) * page.says


def _try(reading: Reading, roles: Sequence[Role], climb: Climb) -> Trial:
    kept = [number for number, role in enumerate(roles) if role != "aside"]
    article, steps = climb(reading.paragraphs(roles))
    numbers = {reading.candidates[number].span.start: number for number in kept}
    owners = [_owners(side.sentences, sorted(numbers), numbers) for side in (article.source, article.target)]
    lengths: dict[int, int] = defaultdict(int)
    paired: dict[int, int] = defaultdict(int)
    confidence: dict[int, float] = defaultdict(float)
    partners: set[tuple[int, int]] = set()
    linked: set[tuple[int, int]] = set()
    for step in steps:
        sides = (step.bead.source, step.bead.target)
        texts = (article.source.sentences, article.target.sentences)
        lone = not all(sides) or step.confidence < SURE
        idle = frozenset[int]() if lone else _idle(step, sides, owners, texts, reading.candidates)
        if not lone:
            present = [
                {of_side[at] for at in side} - idle for side, of_side in zip(sides, owners, strict=True)
            ]
            pairs = {
                (min(first, second), max(first, second)) for first in present[0] for second in present[1]
            }
            partners |= pairs
            linked |= pairs if step.evidence.is_linked else set()
        for side, of_side, sentences in zip(sides, owners, texts, strict=True):
            for at in side:
                owner, length = of_side[at], len(sentences[at].text)
                lengths[owner] += length
                if not lone and owner not in idle:
                    paired[owner] += length
                    confidence[owner] = max(confidence[owner], step.confidence)
    size = len(reading.candidates)
    return Trial(
        tuple(paired[n] / lengths[n] if lengths[n] else 0.0 for n in range(size)),
        tuple(confidence[n] for n in range(size)),
        frozenset(partners),
        frozenset(linked),
    )


def _owners(sentences: Sequence[Sentence], starts: Sequence[int], numbers: dict[int, int]) -> list[int]:
    """Return for each sentence the number of its candidate."""
    owners = []
    at = 0
    for sentence in sentences:
        while at + 1 < len(starts) and starts[at + 1] <= sentence.span.start:
            at += 1
        owners.append(numbers[starts[at]])
    return owners


def _idle(
    step: Step,
    sides: tuple[range, range],
    owners: Sequence[Sequence[int]],
    texts: Sequence[Sequence[Sentence]],
    candidates: Sequence[Candidate],
) -> frozenset[int]:
    """Return candidates that share a bead with others but have little evidence and fit its lengths badly."""
    present = [{of_side[at] for at in side} for side, of_side in zip(sides, owners, strict=True)]
    if max(map(len, present)) < 2:
        return frozenset()
    weights: dict[int, float] = defaultdict(float)
    for link in step.evidence.links:
        for span in (link.source_span, link.target_span):
            for side, of_side, sentences in zip(sides, owners, texts, strict=True):
                for at in side:
                    if sentences[at].span.start <= span.start < sentences[at].span.end:
                        weights[of_side[at]] += link.weight
    idle = set()
    for side_present, other_present in ((present[0], present[1]), (present[1], present[0])):
        if len(side_present) < 2:
            continue
        total = sum(weights[number] for number in side_present)
        for number in sorted(side_present):
            rest = [candidates[n].mass for n in side_present if n != number]
            other = sum(candidates[n].mass for n in other_present)
            better = apart(sum(rest), other) < apart(sum(rest) + candidates[number].mass, other) - LENGTHS
            if weights[number] <= SHARE * total and better:
                idle.add(number)
    return frozenset(idle)


def _settled(
    candidates: Sequence[Candidate],
    roles: Sequence[Role],
    trial: Trial,
    turns: Turns | None,
    couples: Sequence[tuple[int, int]],
) -> list[Role]:
    """Return the roles after a trial: unpaired candidates at an edge, or in their own stretch, are asides."""
    offered = kept_of(roles)
    coupled = {number for pair in couples for number in pair}
    paired = [number for number in offered if trial.paired[number] >= PAIRED or number in coupled]
    if turns:
        out = turns.out_of_turn(candidates, roles, trial) - coupled
        paired = [number for number in paired if number not in out]
    leading = turns.leading if turns else candidates[paired[0]].language if paired else None
    settled = list(roles)
    for number in set(offered) - set(paired):
        inside = bool(paired) and paired[0] < number < paired[-1]
        dropped = inside and candidates[number].final and candidates[number].language == leading
        dropped = dropped or (turns is None and _is_left_out(candidates, number, paired))
        if not dropped or (turns and turns.is_comment(candidates, number)):
            settled[number] = "aside"
    return settled


def _is_left_out(candidates: Sequence[Candidate], number: int, paired: Sequence[int]) -> bool:
    """Whether a sentence is next to a paired sentence of its language: then the translation left it out."""
    lone = candidates[number]
    above = candidates[number - 1] if number - 1 in paired and not lone.apart else None
    below = candidates[number + 1] if number + 1 in paired and not candidates[number + 1].apart else None
    return lone.final and any(other and other.language == lone.language for other in (above, below))


def _layout(candidates: Sequence[Candidate], roles: Sequence[Role]) -> str:
    """Return the layout in the words of `Page.layout`."""
    languages = [c.language for c, role in zip(candidates, roles, strict=True) if role != "aside"]
    if not languages:
        return "empty"
    turns = 1 + sum(language != following for language, following in pairwise(languages))
    if turns == 1:
        return f"{languages[0]}_only"
    return f"{languages[0]}_first" if turns == 2 else "interleaved"
