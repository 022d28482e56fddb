"""Names of foreign persons of which one half was replaced by another name.

Common words are not names, and a name whose sound is not found is no evidence by itself: translators write
`the minister` for a name and a name for `the minister`. So a pair is judged only if both sides show the
error, a missing name and an unmatched one (`aligner.pairs.ko_en.strangers`). A foreign person has a name of
two words in both languages. If only one half is in the translation, or if both are missing and two unmatched
names are together, the person became another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from aligner.expressions import compiled
from aligner.languages.en.stems import function_words
from aligner.languages.ko.names import titles
from aligner.languages.ko.stems import is_particle, without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import APART, UNLIKE, resemblance, sound_likeness, sounds_alike, times_heard
from aligner.pairs.ko_en.links import link_probability
from aligner.pairs.ko_en.sounds import hangul_sounds, skeleton
from aligner.pairs.ko_en.strangers import (
    NAME_WORD,
    WHOLE_WORD,
    first_unknown_names,
    is_translated,
    name_of,
    name_pairs,
)
from aligner.pairs.links import indel_similarity
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.remembered import remembered
from aligner.tables import read_table

GLOSS = compiled(
    r"\(([A-Z][a-zA-Z'\N{RIGHT SINGLE QUOTATION MARK}-]+"
    r"(?: [A-Z][a-zA-Z'\N{RIGHT SINGLE QUOTATION MARK}.-]*)+)\)"
)
# Endings of verbs and of words derived from nouns, which names do not have: 결합하여, 전문적인.
NO_NAME = compiled(
    r"(?:[하되]여|[하되]고|[하되]며|[하되]는|해서|[하되]면|되어|적인?|들|려면|으면|다면|라면|려고|지만|거나|도록|면서)$"
)
LOCATIVE = compiled(r"(?:에서|에게|까지|부터|으로)(?:는|도|의|만)?$")  # no first half has one
# The half of a name that is kept must be certain: at least this many consonants, this likeness of sound.
SURE, LEAST_CONSONANTS, LIKELY = 0.85, 3, 0.4


def changed_half(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a personal name of which one half is translated and the other became another name.

    The name is two neighbouring Hangul words and two neighbouring capitalised words. One half is certainly
    the same name on both sides; the other English half is unmatched, and the other Korean half is nowhere in
    the English.

    Right:
        `로버트 김 대표가 연설했다.` / `CEO Robert Kim gave a speech.`
        `호르헤 몬테로가 연설했다.` / `Jorge Montero gave a speech.`
        `크리스토퍼 힐 차관이 왔다.` / `Assistant Secretary Christopher Hill came.`
        `크리스토퍼 전 대표가 왔다.` / `Former CEO Christopher Dale came.`
        `미국 오바마 대통령이 연설했다.` / `President Barack Obama gave a speech.`
    Wrong (name):
        `크리스토퍼 브래들리 대표가 연설했다.` / `CEO Christopher Bates gave a speech.`
        `에스테반 몬테로가 연설했다.` / `Ferdinand Montero gave a speech.`
        `크리스토퍼 힐 차관이 왔다.` / `Assistant Secretary Christopher Dale came.`
        `마이클 블룸버그 시장이 왔다.` / `Mayor David Bloomberg came.`

    Measured: 2 of the 20 names of flags-dev, 3 of 120 synthetic ones; no false alarm in 859 trusted pairs.
    Limits: the half that is kept must be three consonants long and the other two syllables, or one that is
    no word and comes last (힐; no 홀, which is `alone`); a half that the lexicon knows as a word is not
    judged.
    """
    latin = texts.second_said.once(name_pairs)
    paired = {half.start() for pair in latin for half in pair}
    unknown = {name.span.start for name in texts.second_said.once(first_unknown_names)} & paired
    hangul = list(_hangul_pairs(texts.first)) if unknown else ()
    for one, other in latin if hangul else ():
        halves = name_of(one), name_of(other)
        for kept, changed in ((0, 1), (1, 0)):
            if halves[changed].span.start not in unknown or halves[kept].form.lower() in function_words():
                continue
            for ours in hangul:
                if (
                    _is_the_same(ours[kept].form, halves[kept].form, is_last=kept == 1)
                    and _is_another(ours[changed].form, halves[changed].form, texts, is_last=changed == 1)
                    and texts.unmatched_of(halves[changed].__eq__)
                ):
                    yield ChangedName(ours[changed], halves[changed], 0.75)
                    return


def _hangul_pairs(korean: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield pairs of Hangul words with one space between them that may both be names."""
    for one, other in pairwise(WHOLE_WORD.finditer(korean)):
        may_both = _may_be_half(one[0]) and _may_be_half(other[0])
        if may_both and other.start() == one.end() + 1 and korean[one.end()] == " ":
            yield Mention(one[0], Span(*one.span())), Mention(other[0], Span(*other.span()))


@remembered
def _may_be_half(word: str) -> bool:
    """Whether a word, with or without its particle, may be a name."""
    return is_name(word) or is_name(without_particle(word))


def is_name(word: str) -> bool:
    """Whether the lexicon does not explain a Korean word, or explains it only as a name that sounds alike."""
    bare = without_particle(word)
    lexicon = news_lexicon()
    stems = lexicon.stems(bare)
    if stems and stems[0][0] == 0 and bare[: stems[0][1]] in known_names():  # 안드레아스 begins like 안드레아
        return True
    if sum(end - start for start, end in stems) * 2 <= len(bare):
        return True
    translations = lexicon.translations.get(bare, frozenset())
    if bare in known_names():
        return True
    return bool(translations) and all(sounds_alike(bare, other) for other in translations)


@cache
def known_names() -> Mapping[str, str]:
    """Return the Latin forms, divided by |, of persons and organisations by their Hangul form."""
    return {row["stem"]: row["english"] for _, row in read_table("ko_en/lexicon_names.tsv")}


def begins_with_known(word: str) -> bool:
    """Whether a word begins with a name of the table; only a particle may follow a name of one syllable."""
    if word[:2] not in known_beginnings() and word[0] not in known_beginnings():
        return False
    names = known_names()
    return any(word[:size] in names for size in range(2, len(word) + 1)) or (
        word[0] in names and is_particle(word[1:])
    )


@cache
def known_beginnings() -> frozenset[str]:
    """Return the first two syllables of each name in the table; the only syllable of shorter names."""
    return frozenset(name[:2] for name in known_names())


def _is_the_same(hangul: str, latin: str, *, is_last: bool) -> bool:
    """Whether two words are one half of a name, and not of a place; only a last half has a particle."""
    bare = without_particle(hangul)
    whole_alike = sound_likeness(hangul, latin)
    bare_alike = whole_alike if bare == hangul else sound_likeness(bare, latin)
    form, alike = (bare, bare_alike) if is_last and bare_alike >= whole_alike else (hangul, whole_alike)
    if alike < SURE or (form == hangul != bare and alike <= bare_alike):
        return False
    if len(skeleton(hangul_sounds(form))) < LEAST_CONSONANTS or form in gazetteer().english:
        return False
    return is_name(form) and link_probability(form, latin) >= LIKELY


def _is_another(hangul: str, latin: str, texts: NamedTexts, *, is_last: bool) -> bool:
    """Whether the other half is also a name, is missing in the translation, and is unlike the Latin half."""
    bare = without_particle(hangul)
    if NO_NAME.search(bare) or (not is_last and LOCATIVE.search(hangul)):  # 창에서 키보드를
        return False
    if len(bare) < 2 and not (is_last and not news_lexicon().stems(bare)):  # 크리스토퍼 힐; no 전 or 이
        return False
    if bare.endswith(tuple(titles())) or not is_name(hangul):
        return False
    return resemblance(bare, latin) < APART and not times_heard(bare, texts.second_spoken)


def changed_glossed_name(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a person whose Latin spelling in the Korean text has another family name in the English.

    Right:
        `제인 도(Jane Doe) 대표가 왔다.` / `CEO Jane Doe came.`, `Ms. Doe came.`, `Jane came.`
    Wrong (name):
        `제인 도(Jane Doe) 대표가 왔다.` / `CEO Jane Smith came.`

    Measured: 1 of the 20 names of flags-dev; no false alarm in 859 trusted pairs.
    Limits: the English must have the given name, with the other family name right behind it.
    """
    korean, english = texts.first, texts.second
    for gloss in GLOSS.finditer(korean):
        given, *_, family = gloss[1].split()
        if family.lower() in english.lower():
            continue
        stranger = re.search(rf"\b{re.escape(given)} (?:[A-Z]\. )?({NAME_WORD.pattern})", english)
        if not stranger or any(_alike(word, stranger[1]) for word in gloss[1].split()):
            continue
        if not is_translated(stranger[1], texts.first_said):
            ours = Mention(gloss[1], Span(*gloss.span(1)))
            theirs = Mention(stranger[1], Span(*stranger.span(1)))
            yield ChangedName(ours, theirs, 0.85)


def _alike(one: str, other: str) -> bool:
    """Whether two Latin words are similar enough to be spellings of one name."""
    return indel_similarity()(one.lower(), other.lower()) >= UNLIKE
