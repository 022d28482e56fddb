"""Counterpart decides: which candidates of a page are its article, and which only frame it.

The rules of the room `page` know what a line, a wrap, a language and a button are; the ladder knows what is
a translation. So where the rules are unsure all that may be text is offered (`page.candidates`), the ladder
pairs it, and then it is settled: what pairs is text, whatever its ending; what never finds a counterpart and
stands at the edge of the page, or in a stretch of its own, is an *aside*: an introduction, a comment, a title
in one language.
A sentence that was left out in the middle of the article stays text, so that the checks can say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.counterparts.turns import Trial, Turns, apart, find_turns, kept_of
from aligner.ladder.ladder import Step
from aligner.languages import language
from aligner.model.article import Article
from aligner.model.bead import Constraints
from aligner.model.page import Page, Paragraph
from aligner.model.text import Role, Sentence
from aligner.page.candidates import Candidate, Reading
from aligner.page.reading import LABELLED, marks_of_news

# A pair of candidates below this confidence is no counterpart, however the ladder filled its gap.
SURE = 0.5
# Of the evidence of a bead: a candidate among several that brings less than this has no part in it.
SHARE = 0.12
# How much better the lengths of a bead must agree without a candidate (natural logarithm).
LENGTHS = 0.15
# How much of the text the generous reading must pair beyond the rules, or free of being alone.
# On a page without any mark of news it may even pair that much less: labels that it takes away are no text.
BETTER = 0.03
# The page of a site of news, with its buttons, the rules know best.
MUCH_BETTER = 0.1
ENOUGH_BUTTONS = 2
EQUAL = 0.06
# Share of its text from which on a candidate is paired.
PAIRED = 0.3
# Two texts around a translation: each at least so long beside the longest run, nearly all of the text in the
# three of them, and so much more of its mean confidence that the second is taken.
LONG_RUN = 0.4
MOST = 0.85
CLEARLY = 0.12

Climb = Callable[[Sequence[Paragraph]], tuple[Article, Sequence[Step]]]


@dataclass(frozen=True, slots=True)
class Settled:
    """A page whose article is settled.

    Attributes:
        page: With an `aside` for each line that has no counterpart.
        anchors: Where two paragraphs start that stand in each other's turn, though the ladder is unsure.
    """

    page: Page
    anchors: tuple[tuple[int, int], ...] = ()


def settle(strict: Page, reading: Reading, climb: Climb) -> Settled:
    """The page with the candidates that have a counterpart as its article."""
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
            break  # trying the same once more tells the same
    kept = {paragraph.span for paragraph in reading.paragraphs(roles)}
    if kept == {paragraph.span for paragraph in strict.paragraphs}:
        return Settled(strict)
    total = sum(candidate.mass for candidate in candidates)
    gained = _worth(*climb(reading.paragraphs(roles))) - _worth(*climb(strict.paragraphs))
    if gained < _required(strict, reading) * total:
        return Settled(strict)
    anchors = tuple((candidates[one].span.start, candidates[other].span.start) for one, other in couples)
    page = reading.page(roles, _layout(candidates, roles), strict.confidence)
    return Settled(page, anchors)


def anchored(article: Article, places: Sequence[tuple[int, int]]) -> Constraints:
    """Anchors between the sentences that begin at two places of a page, whichever side they are of."""
    source = {sentence.span.start: number for number, sentence in enumerate(article.source.sentences)}
    target = {sentence.span.start: number for number, sentence in enumerate(article.target.sentences)}
    anchors = []
    for one, other in places:
        if other in source:
            one, other = other, one
        if one in source and other in target:
            anchors.append((source[one], target[other]))
    return Constraints(tuple(sorted(anchors)))


def _required(strict: Page, reading: Reading) -> float:
    """How much of the text the generous reading must pair beyond the rules to be taken instead."""
    news = bool(marks_of_news(strict)) and reading.labelled < LABELLED
    if not news:
        return -EQUAL
    buttons = sum(row.role == "furniture" and row.piece.language is not None for row in reading.rows)
    return MUCH_BETTER if buttons >= ENOUGH_BUTTONS else BETTER


def _one_of_two_sources(reading: Reading, climb: Climb) -> list[Role]:
    """All candidates as text, but for one of two texts in one language around the text in the other.

    A sign with its translation and a translation back, a lesson that tells its text again: the text that is
    translated better stays, of two alike the first.
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
    """Runs of one language, each long beside the longest; titles between them count for nothing."""
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
    """Text in pairs by their confidence, less the text that is alone, in letters of the second language."""
    worth = 0.0
    for step in steps:
        mass = 0.0
        for side, of_side in zip(
            (step.bead.source, step.bead.target), (article.source, article.target), strict=True
        ):
            page = language(of_side.language).page
            mass += sum(page.signs(of_side.sentences[at].text) for at in side) * page.says
        both = bool(step.bead.source) and bool(step.bead.target)
        worth += mass * step.confidence if both else -mass
    return worth


def _try(reading: Reading, roles: Sequence[Role], climb: Climb) -> Trial:
    kept = [number for number, role in enumerate(roles) if role != "aside"]
    article, steps = climb(reading.paragraphs(roles))
    numbers = {reading.candidates[number].span.start: number for number in kept}
    owners = [_owners(side.sentences, sorted(numbers), numbers) for side in (article.source, article.target)]
    said: dict[int, int] = defaultdict(int)
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
            pairs = {(min(one, other), max(one, other)) for one in present[0] for other in present[1]}
            partners |= pairs
            linked |= pairs if step.evidence.links else set()
        for side, of_side, sentences in zip(sides, owners, texts, strict=True):
            for at in side:
                owner, length = of_side[at], len(sentences[at].text)
                said[owner] += length
                if not lone and owner not in idle:
                    paired[owner] += length
                    confidence[owner] = max(confidence[owner], step.confidence)
    size = len(reading.candidates)
    return Trial(
        tuple(paired[n] / said[n] if said[n] else 0.0 for n in range(size)),
        tuple(confidence[n] for n in range(size)),
        frozenset(partners),
        frozenset(linked),
    )


def _owners(sentences: Sequence[Sentence], starts: Sequence[int], numbers: dict[int, int]) -> list[int]:
    """For each sentence the number of its candidate."""
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
    """Candidates that a bead of several has swallowed: nothing in them answers anything on the other side."""
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
    for mine, others in ((present[0], present[1]), (present[1], present[0])):
        if len(mine) < 2:
            continue
        total = sum(weights[number] for number in mine)
        for number in sorted(mine):
            rest = [candidates[n].mass for n in mine if n != number]
            other = sum(candidates[n].mass for n in others)
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
    """Roles after a trial: what is alone at an edge, or in a stretch of its own, is an aside."""
    offered = kept_of(roles)
    coupled = {number for pair in couples for number in pair}
    well = [number for number in offered if trial.paired[number] >= PAIRED or number in coupled]
    if turns:
        out = turns.out_of_turn(candidates, roles, trial) - coupled
        well = [number for number in well if number not in out]
    leading = turns.leading if turns else candidates[well[0]].language if well else None
    settled = list(roles)
    for number in set(offered) - set(well):
        inside = bool(well) and well[0] < number < well[-1]
        dropped = inside and candidates[number].final and candidates[number].language == leading
        dropped = dropped or (turns is None and _hangs_on(candidates, number, well))
        if not dropped or (turns and turns.is_comment(candidates, number)):
            settled[number] = "aside"
    return settled


def _hangs_on(candidates: Sequence[Candidate], number: int, well: Sequence[int]) -> bool:
    """Whether a sentence stands right above or below one of its language that is paired: it was left out."""
    one = candidates[number]
    above = candidates[number - 1] if number - 1 in well and not one.apart else None
    below = candidates[number + 1] if number + 1 in well and not candidates[number + 1].apart else None
    return one.final and any(other and other.language == one.language for other in (above, below))


def _layout(candidates: Sequence[Candidate], roles: Sequence[Role]) -> str:
    """In the words of `Page.layout`."""
    languages = [c.language for c, role in zip(candidates, roles, strict=True) if role != "aside"]
    if not languages:
        return "empty"
    turns = 1 + sum(one != other for one, other in pairwise(languages))
    if turns == 1:
        return f"{languages[0]}_only"
    return f"{languages[0]}_first" if turns == 2 else "interleaved"
