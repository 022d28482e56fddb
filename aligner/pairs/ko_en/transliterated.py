"""Hangul words that are transliterated foreign names, recognised by their syllables.

Foreign names have syllables that Korean words hardly have: 츠, 트, 르, 슈, 뷔, 쿠. Each syllable speaks for
one or the other by a number of nats, counted over our own tables (`ko_en/loan_syllables.tsv`), and a word
gets the sum: naive Bayes over syllables, simpler than the Markov models by which Jeong, Myaeng, Lee & Choi
(1999) recognise foreign words. A word that the lexicon explains is none, whatever its syllables.

Share of words that count as transliterated, each without its own fifth of the counts
(`examples/measure/loan_syllables.py`):

    syllables  least  transliterated   Korean
            2    5.0           11.5%     0.1%
            3    3.0           66.3%     2.5%
            4    3.0           83.1%     4.5%
         5 up    3.0           95.5%    11.6%

The 60 Korean words with the highest sums are loanwords, too, whose meaning has another sound (비즈니스).
"""

from __future__ import annotations

from functools import cache
from math import inf

from aligner.expressions import expression
from aligner.languages.ko.stems import hangul_words, is_particle, without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.halves import NO_NAME
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.strangers import FINALS, FIRST_SYLLABLE, SS, UNCOUNTED_WORD
from aligner.remembered import remembered
from aligner.tables import read_table

LEAST_NATS, LEAST_OF_SHORT = 3.0, 5.0  # see the table above; the second for words of two syllables
# A word without any stem of the lexicon, with a particle that only nouns have, is a name or a rare noun. Of
# such words of three syllables or more in development news, about half are names from this number on.
LEAST_UNKNOWN = 0.5
_OF_NOUNS = frozenset(["은", "이", "가", "을", "를", "의", "와", "과", "에게", "에서", "에게서"])
_OF_NAME = frozenset(["라는", "라도"])
_LONGEST = 9  # syllables; longer words are compounds or phrases without spaces
# Function words and endings of predicates with syllables of names: 그런, 것이라, 바란다, 들어오더니, 됩니다.
_NO_NAME = expression(
    r"(?:[니는시]다|더니|다니|[어아에네]요|[하되][라네자지]?|[할될된한해닌게]|해야)$"
    r"|^(?:것|아니|얼마|[이그저][것곳런]|우리|그러|그리|바란|모르)"
)


def transliterated(text: str) -> tuple[Mention, ...]:
    """Return the words of a Korean text that are transliterated names, without particles, left to right.

    Examples:
        >>> [name.form for name in transliterated("월포위츠는 버마의 도쿠다를 만났다.")]
        ['도쿠다']
    """
    if not any(map(transliterated_size, hangul_words(text))):
        return ()
    return tuple(
        Mention(match[0][:size], Span(match.start(), match.start() + size))
        for match in UNCOUNTED_WORD.finditer(text)
        if (size := transliterated_size(match[0]))
    )


@remembered
def transliterated_size(word: str) -> int:
    """Return the syllables of the transliterated name that a word is, particle aside; 0 if it is none."""
    name = _noun(word) if len(word) > 1 else ""
    nats = loan_nats(name)
    if nats < LEAST_UNKNOWN or is_particle(word) or is_particle(word[1:]):  # the quick test comes first
        return 0
    if not 2 <= len(name) <= _LONGEST or NO_NAME.search(name) or _NO_NAME.search(name):
        return 0
    half = len(name) // 2
    if (len(name) == 2 * half and name[:half] == name[half:]) or any(map(_is_past, name)):  # 콕콕
        return 0
    return len(name) if nats >= _least(name, word) else 0


def _least(name: str, word: str) -> float:
    """Return the nats from which a noun counts as a name, by what the lexicon has of it."""
    lexicon = news_lexicon()
    if lexicon.explains(word) or lexicon.explains(name):
        return inf
    stems = lexicon.stems(name)
    if not stems and len(name) > 2 and word[len(name) :] in _OF_NOUNS:
        return LEAST_UNKNOWN
    if sum(end - start for start, end in stems) * 2 >= len(name):  # 노랫소리
        return 2 * LEAST_NATS
    return LEAST_NATS if len(name) > 2 else LEAST_OF_SHORT


def _noun(word: str) -> str:
    """Return a word without its particle; 라 before 는 and 도 belongs to the name: 도쿠라는."""
    noun = without_particle(word)
    rest = word[len(noun) :]
    return word[:-1] if rest in _OF_NAME else noun


def _is_past(syllable: str) -> bool:
    """Whether a syllable ends in ㅆ, as in the past tense: 했, 였."""
    return (ord(syllable) - FIRST_SYLLABLE) % FINALS == SS


def loan_nats(word: str) -> float:
    """Return how much the syllables of a word speak for a transliteration, in nats; below 0 against it.

    Examples:
        >>> loan_nats("도쿠라") > LEAST_NATS > 0 > loan_nats("국민연금")
        True
    """
    return sum(map(_nats().__getitem__, word))


class _Nats(dict[str, float]):
    """Nats by syllable; those that the table lacks have none."""

    def __missing__(self, syllable: str) -> float:
        return 0.0


@cache
def _nats() -> _Nats:
    rows = read_table("ko_en/loan_syllables.tsv")
    return _Nats((row["syllable"], float(row["nats"])) for _, row in rows)
