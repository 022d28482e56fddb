"""How running text looks in each language, for telling articles from what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from aligner.model.text import Language
from aligner.page.lines import LETTERS_PER_SYLLABLE

FINAL = re.compile(r"(?:[.!?。！？…]|(?<=[가-힣])다)[\"'”’」』)\]】》〉>]*$")
STOPPED = re.compile(r"[.!?。！？…][\"'”’」』)\]】》〉>]*$")

# Buttons and legal notes are polite, articles are plain; a bracket may follow (`모집합니다 (10월까지)`).
POLITE = re.compile(r"(?:니다|니까|세요|시오|어요|아요|에요|예요|까요|나요)[.!?…]*(?:\s*\([^()]{0,30}\))?$")
# A particle or a connective at the end: a sentence goes on after it. Left out: 과, 의, 고, 해, which end
# nouns as often (성과, 회의, 사고, 이해).
OPEN_CLAUSE = re.compile(
    r"[가-힣](?:은|는|을|를|에|에서|에게|와|며|면서|지만|하여|하고|했고|라고|라는|다는)[,\"'”’]?$"
)
KOREAN_WORD = re.compile(r"[가-힣]{2}")
ENGLISH_WORD = re.compile(r"[A-Za-z]{4,}")
NOT_LETTERS = re.compile(r"[\W_]+")


def is_final(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return FINAL.search(text[-12:]) is not None


def fold(text: str, language: Language | None) -> str:
    """Lower case without punctuation: Korean without spaces, English with single ones."""
    return NOT_LETTERS.sub(" " if language == "en" else "", text.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Prose:
    """What tells running text of one language.

    Attributes:
        is_sentence: Whether a text of so much mass ends as a sentence does, or is far too long for a title.
        is_polite: Whether it speaks to the reader, as buttons do.
        goes_on: Whether a line without a full stop is running text, not a title or a menu.
        is_continued: Whether a line that stands below an open one goes on with its sentence.
        stems: What to compare words by.
    """

    is_sentence: Callable[[str, float], bool]
    is_polite: Callable[[str], bool]
    goes_on: Callable[[str], bool]
    is_continued: Callable[[str, str], bool]
    stems: Callable[[str], list[str]]


def _is_korean_sentence(text: str, mass: float) -> bool:
    syllables = mass / LETTERS_PER_SYLLABLE
    # Headlines may end in 다 (`…가장 많다`), but not in a full stop.
    shortest = 4 if STOPPED.search(text[-12:]) else 25
    return (is_final(text) and syllables >= shortest) or syllables >= 80


def _is_english_sentence(text: str, mass: float) -> bool:
    return (is_final(text) and len(text.split()) >= 3) or mass >= 180


def _is_clause(text: str) -> bool:
    return len(text.split()) >= 4 and OPEN_CLAUSE.search(text) is not None


def _is_sentence_case(text: str) -> bool:
    words = text.split()
    return len(words) >= 8 and sum(word[0].islower() for word in words) >= 0.6 * len(words)


def _korean_stems(text: str) -> list[str]:
    """The first two syllables: particles and endings come after them."""
    return [found.group() for word in text.split() if (found := KOREAN_WORD.search(word))]


def _english_stems(text: str) -> list[str]:
    return [word[:5].lower() for word in ENGLISH_WORD.findall(text)]


PROSE: dict[Language, Prose] = {
    "ko": Prose(
        is_sentence=_is_korean_sentence,
        is_polite=lambda text: POLITE.search(text[-45:]) is not None,
        goes_on=_is_clause,
        is_continued=lambda line, following: (
            _is_clause(line) and (is_final(following) or _is_clause(following))
        ),
        stems=_korean_stems,
    ),
    "en": Prose(
        is_sentence=_is_english_sentence,
        is_polite=lambda _: False,
        goes_on=_is_sentence_case,
        is_continued=lambda _, following: following[:1].islower(),
        stems=_english_stems,
    ),
}
