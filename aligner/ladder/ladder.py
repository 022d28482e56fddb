"""Compute the ladder of an article with its signals: beads, their confidence and their evidence.

The steps are those of the model: tokens, links between their types, scores of all possible beads, and the
posterior of the paths through them. The sure beads show the habits of the document, with which the scores are
computed again; then follow the best path and its posterior. Inside this room the first language of the pair
always comes first, so that exchanging source and target exchanges the sides of the ladder and changes nothing
else.

An article is solved exactly, in one piece. A longer text is solved window by window: each window is solved
exactly, the beads well inside it are kept, and the next window begins at the rung where they end. A window
ends at an anchor (`anchors`), so time and memory grow with the length of the text, not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isqrt

import numpy as np

from aligner.ladder.anchors import Rung, find_anchors
from aligner.ladder.constraints import constrain
from aligner.ladder.explain import explain
from aligner.ladder.habits import follow, learn
from aligner.ladder.half import Encoder, Half, KnownTokens, read_half
from aligner.ladder.lattice import Corridor, Lattice, best_ladder, confidences, corridor, posterior
from aligner.ladder.scores import Weighing, weigh
from aligner.ladder.spans import Form
from aligner.ladder.weights import BEADS, Weights, fitted_weights
from aligner.model.article import Article
from aligner.model.bead import NO_CONSTRAINTS, Bead, Constraints, Evidence
from aligner.model.lexicon import Lexicon
from aligner.model.settings import ParagraphMode
from aligner.pairs import LanguagePair, pair_of

# Texts of up to this many sentences a side are solved in one piece. News articles have 10 to 60 sentences,
# and the model is fitted on news (its chance of a match is counted within the document).
ONE_PIECE = 250

# Sentences of a window, and how many sentences at its end are solved again in the next window. Ladders that
# start at rungs some beads apart meet within a few beads (anchors deviate by one sentence at most).
_WINDOW, MARGIN = 150, 25
_LONGEST = 1000  # sentences of a window on one side, where few are left on the other
# In texts of more than MANY sentences, windows are shorter where anchors are close to each other. This halves
# the time of 20,000 sentences. The strict F1 of nine development sets, each as one text, is .9765 with long
# windows and .9762 with these; with holes of 8 to 300 sentences in four of them it is .9738 and .9756.
_MANY, _SHORT_WINDOW = 2000, 60
# A window ends early only at an anchor where the steps between the AROUND anchors before and after it have at
# most STEP sentences, and at most ASIDE more on one side than on the other: there are false anchors where a
# long part is missing.
_AROUND, _STEP, _ASIDE = 3, 15, 3

# Beads with at least LONG sentences on a side are searched only if one side has at least LONGER times as many
# sentences as the other. These beads take a third of the time, and no development set with sides of similar
# length has one.
LONG, LONGER = 5, 1.3

# Decimals of a confidence. Sums over ladders are exact to about twelve decimals, of which the last may depend
# on the processor (`grid`).
_DECIMALS = 6

# How each mode of `Settings.paragraphs` changes the weights; no evidence outweighs the weight of "hard".
_PARAGRAPHS: dict[ParagraphMode, Callable[[Weights], Weights]] = {
    "soft": lambda weights: weights,
    "hard": lambda weights: replace(weights, paragraph=-1e4),
    "off": lambda weights: replace(weights, paragraph=0.0, opening=0.0),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A bead of the ladder with its posterior probability and its evidence."""

    bead: Bead
    confidence: float
    evidence: Evidence

    def after(self, article: Article) -> Step:
        """Shift the sentence numbers of the step by those of `article`, which is placed before this one."""
        bead = self.bead.shifted(len(article.source.sentences), len(article.target.sentences))
        return Step(bead, self.confidence, self.evidence)


def lattice_of(
    weighing: Weighing,
    weights: Weights,
    kinds: Sequence[tuple[int, int]] = BEADS,
    form: Form | None = None,
) -> Lattice:
    """Make the lattice of a document's scores, the first language first; `form` as in `Weighing.beads`."""
    return Lattice(
        weighing.beads(weights, kinds, form),
        np.where(weighing.first_half.blank, 0.0, weights.dropped),
        np.where(weighing.second_half.blank, 0.0, weights.added),
    )


def climb(
    article: Article,
    kinds: Sequence[tuple[int, int]] = BEADS,
    constraints: Constraints = NO_CONSTRAINTS,
    paragraphs: ParagraphMode = "soft",
    lexicon: Lexicon | None = None,
    encoder: Encoder | None = None,
    known: KnownTokens | None = None,
) -> list[Step]:
    """Compute the best ladder of an article.

    Args:
        article: Both sides with their quantities; either may be empty.
        kinds: Allowed bead types as (source, target) counts; 1-0 and 0-1 are always allowed.
        constraints: Anchors, fixed beads and borders that the ladder must keep.
        paragraphs: Whether paragraph borders count as evidence, can't be crossed, or are ignored.
        lexicon: Used instead of the lexicon that comes with the library.
        encoder: A model whose similarities are added to the evidence.
        known: Tokens that were read before with this lexicon; newly read tokens are added.

    Returns:
        Steps in order; every sentence is in exactly one bead. Empty for two empty sides.

    Raises:
        SettingsError: The constraints contradict each other or the article; the encoder does not return one
            finite row for each sentence.
    """
    pair = pair_of(article.source.language, article.target.language)
    turned = article.source.language == pair.second.code
    constraints = constraints.checked(len(article.source.sentences), len(article.target.sentences))
    wanted = {kind[::-1] if turned else kind for kind in kinds}
    lexicon = lexicon or pair.lexicon()
    first, second = (read_half(side, pair, lexicon, encoder, known) for side in article.sides(pair))
    route = _Route(
        pair,
        first,
        second,
        [kind for kind in BEADS if kind in wanted],
        constraints.turned() if turned else constraints,
        _PARAGRAPHS[paragraphs](fitted_weights(pair)),
        lexicon,
        turned,
    )
    steps: list[Step] = []
    rung: Rung = (0, 0)
    for cut in route.cuts():
        start = rung
        for step in route.window(start, cut):
            source, target = step.bead.source, step.bead.target
            rung = (source.stop, target.stop)
            steps.append(Step(Bead(target, source), step.confidence, step.evidence) if turned else step)
        for half, past, here in zip((first, second), start, rung, strict=True):
            half.forget(past, here)
    return steps


def _is_calm(anchors: Sequence[Rung]) -> bool:
    """Return whether nothing long is missing between neighbouring anchors, on either side."""
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(anchors)]
    return all(max(step) <= _STEP and abs(step[0] - step[1]) <= _ASIDE for step in steps)


def _parts(sources: int, targets: int, least: int) -> int:
    """Return the number of windows between two rungs; 0 if they are less than `least` sentences apart.

    Where a long part is missing on one side, the straight way between the rungs leads astray. So a stretch is
    divided by its number of cells, which are few there.
    """
    longer = max(sources, targets)
    return max(1, isqrt(sources * targets) // _WINDOW, longer // _LONGEST) if longer >= least else 0


@dataclass(frozen=True, slots=True)
class _Route:
    """The values that all windows of an article share, the first language first."""

    pair: LanguagePair
    first: Half
    second: Half
    kinds: Sequence[tuple[int, int]]
    constraints: Constraints
    weights: Weights
    lexicon: Lexicon
    turned: bool

    def cuts(self) -> Iterator[Rung]:
        """Yield the rungs where windows end: at anchors, or between two that are far apart."""
        whole = (len(self.first), len(self.second))
        if max(whole) > ONE_PIECE:
            previous = (0, 0)
            anchors = [*self._anchors(), whole]
            for number, anchor in enumerate(anchors):
                around = anchors[max(number - _AROUND, 0) : number + _AROUND + 1]
                least = _SHORT_WINDOW if max(whole) > _MANY and _is_calm(around) else _WINDOW
                parts = _parts(anchor[0] - previous[0], anchor[1] - previous[1], least)
                for part in range(1, parts + 1):
                    i, j = (p + (a - p) * part // parts for p, a in zip(previous, anchor, strict=True))
                    if (i, j) != whole:
                        yield i, j
                previous = anchor if parts else previous
        yield whole

    def _anchors(self) -> list[Rung]:
        """Return the anchors of the user and all found anchors that do not contradict them, in order."""
        given = self.constraints.anchors
        candidates = find_anchors(self.first, self.second, self.lexicon)
        agreeing = [
            (i, j) for i, j in candidates if all((i < m) == (j < n) and (i > m) == (j > n) for m, n in given)
        ]
        return sorted({*agreeing, *given})

    def window(self, start: Rung, cut: Rung) -> Iterator[Step]:
        """Yield the steps from one rung up to the cut. Sentences after the cut are only context."""
        end = (
            min(max(start[0], cut[0]) + MARGIN, len(self.first)),
            min(max(start[1], cut[1]) + MARGIN, len(self.second)),
        )
        halves = self.first.part(start[0], end[0]), self.second.part(start[1], end[1])
        weighing, lattice, within = self._solved(halves, self.constraints.within(start, end))
        beads = best_ladder(lattice, within)
        limit = cut[0] - start[0], cut[1] - start[1]
        kept = [bead for bead in beads if bead.source.stop <= limit[0] and bead.target.stop <= limit[1]]
        evidences = explain(kept, weighing, lattice, self.weights, turned=self.turned)
        for bead, confidence, evidence in zip(
            kept, confidences(kept, posterior(lattice, within)), evidences, strict=True
        ):
            yield Step(bead.shifted(*start), round(confidence, _DECIMALS), evidence)

    def _solved(
        self, halves: tuple[Half, Half], constraints: Constraints
    ) -> tuple[Weighing, Lattice, Corridor]:
        """Return the evidence and the scores of a window with the habits of the text, and their corridor."""
        counts = sorted(len(half) for half in halves)
        long = counts[1] >= LONGER * counts[0]
        kinds = [kind for kind in self.kinds if long or max(kind) < LONG]
        weighing = weigh(*halves, self.lexicon, self.pair)
        form = weighing.form(self.weights, kinds)
        lattice = constrain(lattice_of(weighing, self.weights, kinds, form), constraints)
        within = corridor(lattice)
        sums = posterior(lattice, within)
        weighing = learn(weighing, sums)
        usual = constrain(lattice_of(weighing, self.weights, kinds, form), constraints)
        lattice = follow(usual, sums)
        if long:
            lattice = follow(usual, posterior(lattice, within))
        return weighing, lattice, within
