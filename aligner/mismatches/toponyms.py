"""Names that show what they are by what stands with them: 강나루시, Gangnaru City; 시라즈(Siraj Wahhaj).

The gazetteer has the large places only. A small one is told by its kind, the same on both sides, if it sounds
like nothing on the other side; a foreign person by the original spelling that Korean puts in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.article import Article
from aligner.data import read_table
from aligner.ladder.bead import Bead
from aligner.lexicon import news_lexicon
from aligner.lexicon.stems import is_particle
from aligner.mismatches.finding import Finding, are_sentences, korean_and_english
from aligner.mismatches.names import (
    HANGUL_WORD,
    NAME_WORD,
    UNLIKE,
    likeness,
    name_finding,
    unlike_common_words,
)
from aligner.mismatches.places import gazetteer
from aligner.names.mentions import Mention
from aligner.span import Span

# A word that Korean syllables in Latin letters can make up (Revised Romanisation and what is near it). Places
# that are translated (달빛시, Moonlight City) are no such words.
_INITIAL = r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjh])?"
_VOWEL = r"(?:yae|yeo|wae|ae|ya|eo|ye|wa|oe|yo|wo|we|wi|yu|eu|ui|oo|a|o|u|i|e)"
ROMANISED = re.compile(rf"(?:{_INITIAL}{_VOWEL}(?:ng|[nklmptg](?![aeiouwy]))?){{2,6}}", re.IGNORECASE)
GLOSS = re.compile(r"\(([A-Z][a-zA-Z'’-]+(?: [A-Z][a-zA-Z'’.-]*)+)\)")
# Between `names.ALIKE` and `UNLIKE`: beginnings of words are many, and some sound like a name by chance.
PERHAPS = 0.7
LONGEST_NAME = 5  # syllables before the kind of a place


@cache
def _kinds() -> tuple[dict[str, str], re.Pattern[str]]:
    """The Korean kind of every English ending of a place's name, and the pattern of such a name."""
    kinds = {
        word if word.startswith("-") else f" {word}": row["hangul"]
        for _, row in read_table("bilingual/place_types.tsv")
        for word in row["english"].split("|")
    }
    endings = "|".join(map(re.escape, kinds))
    return kinds, re.compile(rf"\b([A-Z][a-z]+(?:-[a-z]+)??)({endings})\b")


def changed_small_place(bead: Bead, article: Article) -> Iterator[Finding]:
    """A place that has a kind (city, county, island) and became another place of that kind.

    Right: `강나루시는` / `Gangnaru City`; `달빛시는` / `Moonlight City`; `강나루시는` / `The city`.
    Wrong: `강나루시는` / `Dongnae City`.

    Limits: the other name must look like a romanised Korean one, and the Korean name must be no word.
    """
    korean, english = korean_and_english(bead, article)
    if not are_sentences(korean, english):
        return
    kinds, pattern = _kinds()
    for theirs in pattern.finditer(english.text):
        name, kind = theirs[1], kinds[theirs[2]]
        if not ROMANISED.fullmatch(name.replace("-", "")):
            continue
        if not unlike_common_words(name) and name.lower() not in gazetteer().hangul:
            continue
        words = [match for match in HANGUL_WORD.finditer(korean.text) if len(match[0]) > 2]
        if any(_sounds_like(word[0], name) for word in words):
            continue
        for word in words:
            ours = _name_of_kind(word[0], kind)
            if ours and all(likeness(ours, other[0]) < UNLIKE for other in NAME_WORD.finditer(english.text)):
                here = Mention(ours, Span(word.start(), word.start() + len(ours) + len(kind)))
                yield name_finding(article, korean, here, english, Mention(name, Span(*theirs.span())), 0.75)
                return


def _name_of_kind(word: str, kind: str) -> str:
    """The name before the kind of a place, if nothing but a particle follows; empty if it is none."""
    end = word.find(kind, 2, LONGEST_NAME + len(kind))
    if end < 0 or not is_particle(word[end + len(kind) :]) or news_lexicon().stems(word[:end]):
        return ""
    return word[:end]


def _sounds_like(word: str, name: str) -> bool:
    """Whether a Hangul word, or what it begins with, may be this name."""
    beginnings = (word[:size] for size in range(2, min(len(word), LONGEST_NAME) + 1))
    return any(likeness(beginning, name) >= PERHAPS for beginning in beginnings)


def changed_glossed_name(bead: Bead, article: Article) -> Iterator[Finding]:
    """A person whose original spelling stands in the Korean text, with another family name in the English.

    Right: `제인 도(Jane Doe)` / `Jane Doe`, `Ms. Doe`, `Jane`. Wrong: `제인 도(Jane Doe)` / `Jane Smith`.

    Limits: the given name must be there, with the other name right behind it.
    """
    korean, english = korean_and_english(bead, article)
    if not are_sentences(korean, english):
        return
    for gloss in GLOSS.finditer(korean.text):
        given, *_, family = gloss[1].split()
        if family.lower() in english.text.lower():
            continue
        stranger = re.search(rf"\b{re.escape(given)} (?:[A-Z]\. )?({NAME_WORD.pattern})", english.text)
        if not stranger or any(_alike(word, stranger[1]) for word in gloss[1].split()):
            continue
        if unlike_common_words(stranger[1]):
            ours = Mention(gloss[1], Span(*gloss.span(1)))
            theirs = Mention(stranger[1], Span(*stranger.span(1)))
            yield name_finding(article, korean, ours, english, theirs, 0.85)


def _alike(one: str, other: str) -> bool:
    """Whether two Latin words may be spellings of one name."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one.lower(), other.lower()) >= UNLIKE
