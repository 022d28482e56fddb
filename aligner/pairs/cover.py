"""How much of what one side says, the other side says too, as far as the lexicon can tell.

Shared by the checks that ask whether part of a sentence is gone or whether a sentence stands in the
wrong place. Words that the lexicon does not cover are silent: they count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aligner.model.text import Span


@dataclass(frozen=True, eq=False)
class Cover:
    """The words of a pair of languages that translate each other.

    Attributes:
        of: From a text, its counterpart and the code of its language: how many of its known words the other
            text has, and how many there are.
        marked_words: Likewise: the known words of the text, whether the other text has them.
        exclusive_shares: From several sentences, their counterpart and the code of their language: words of
            the counterpart that a sentence accounts for and no other one does, per word it has.
        without_glosses: A text in the first language without what repeats its words in the second.
    """

    of: Callable[[str, str, str], tuple[int, int]]
    marked_words: Callable[[str, str, str], Iterator[tuple[Span, bool]]]
    exclusive_shares: Callable[[Sequence[str], str, str], list[float]]
    without_glosses: Callable[[str], str]

    def missing_stretch(self, text: str, other: str, language: str) -> Span | None:
        """The stretch of a text that the other one says least of, None if it says everything.

        Words without counterpart count for it, words with one against it; the stretch with the greatest sum
        (Kadane's algorithm) is taken, from the first to the last of its words.
        """
        best: tuple[int, Span] | None = None
        total, start = 0, 0
        for span, found in self.marked_words(text, other, language):
            if total <= 0:
                total, start = 0, span.start
            total += -1 if found else 1
            if not found and (best is None or total > best[0]):
                best = (total, Span(start, span.end))
        return best[1] if best else None


# Of languages of which no words are known.
NO_COVER = Cover(
    of=lambda text, other, language: (0, 0),
    marked_words=lambda text, other, language: iter(()),
    exclusive_shares=lambda parts, other, language: [0.0 for _ in parts],
    without_glosses=str,
)
