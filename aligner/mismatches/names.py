"""Another name stands where a name was.

Common words are no names, and names that cannot be found by sound are no evidence either: translators
write `the minister` for a name and a name for `the minister`. So a pair is judged only where both sides
point at the same slip: a name without counterpart on the Korean side, and an unexplained name on the
English side. Two families are safe enough, places of the gazetteer and the second half of a personal name
whose first half is there. Of 859 trusted development pairs 2 are reported, by the places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from aligner.article import Article
from aligner.ladder.bead import Bead
from aligner.lexicon import english_stem, news_lexicon, without_particle
from aligner.lexicon.stems import function_words
from aligner.mismatches.cover import korean_words
from aligner.mismatches.finding import Finding, Passage, are_sentences, korean_and_english, quoted
from aligner.mismatches.places import english_places, explains, gazetteer, korean_places, speaks_of
from aligner.names.links import link_probability, readings
from aligner.names.mentions import Mention, titles
from aligner.names.phonetics import hangul_sounds, skeleton
from aligner.span import Span

HANGUL_WORD = re.compile(r"[가-힣]+")
NAME_WORD = re.compile(r"[A-Z][A-Za-z'’]*[a-z](?:-[A-Za-z]+)*")
POSSESSIVE = re.compile(r"['’]s$")
COPULA = re.compile(r"(?:이었|였|이|입니)(?:다|습니다|라고|며|으며).*$|입니다.*$|였습니다.*$")
# Likeness of sounds from 0 to 1. Of names that are the same nine in ten are above ALIKE, of different names
# nine in ten are below UNLIKE (names of trusted development news). What is between says nothing.
ALIKE, UNLIKE = 0.80, 0.55
# The half of a personal name that is there must be sure: so many consonants, and alike to this degree.
SURE, LEAST_CONSONANTS, LIKELY = 0.85, 3, 0.4


@lru_cache(maxsize=65536)
def likeness(hangul: str, latin: str) -> float:
    """How alike a Hangul and a Latin word sound, from 0 to 1; the better of whole readings and consonants.

    Weaker than `aligner.names.link_probability`, which says nothing of short words: this is for telling
    that two words are *not* the same name.
    """
    from rapidfuzz.distance import Indel

    sounds = hangul_sounds(hangul)
    bones = skeleton(sounds)
    best = 0.0
    for other_bones, reading in readings(latin):
        best = max(best, Indel.normalized_similarity(sounds.lower(), reading.lower()))
        if min(len(bones), len(other_bones)) > 1:
            best = max(best, Indel.normalized_similarity(bones, other_bones))
    return best


def word_likeness(word: str, latin: str) -> float:
    """The same for a word as it stands in a sentence, with a particle or copula it may carry."""
    return max(likeness(form, latin) for form in {word, without_particle(word), COPULA.sub("", word)})


def changed_place(bead: Bead, article: Article) -> Iterator[Finding]:
    """A place of the source that the translation does not speak of, and a place there that nobody asked for.

    Right: `스페인 대사` / `Madrid's ambassador`; by sound `아들레이드` / `Adelaide`.
    Wrong: `레바논 대표단이 도착했다` / `The delegation from Brazil arrived.`

    Limits: places of the gazetteer only; a place left out or added without another in its stead is not
    reported.
    """
    korean, english = korean_and_english(bead, article)
    if not are_sentences(korean, english):
        return
    strangers = [
        place for place in english_places(english.text) if not _is_explained(place.form, korean.text)
    ]
    if not strangers:
        return
    places = korean_places(korean.text)
    missing = [place for place in places if not speaks_of(place.form, english.text)]
    if missing:
        yield name_finding(article, korean, missing[0], english, strangers[0], 0.8)
        return
    # `이라크 총리실 ... 이라크를 ... 이라크 정부` with two `Iraqi` and a Zimbabwe: one went elsewhere.
    for place in places:
        named = [other for other in places if other.form == place.form]
        if len(named) > max(1, speaks_of(place.form, english.text)):
            yield name_finding(article, korean, named[-1], english, strangers[0], 0.6)
            return


def _is_explained(name: str, korean: str) -> bool:
    """Whether a place is in the Korean text by name, by its country, or spelt in a way no table has."""
    if explains(korean, name):
        return True
    stem = english_stem(name)
    lexicon = news_lexicon().translations
    if any(stem in lexicon.get(word, ()) for word in korean_words(korean)):
        return True
    words = {without_particle(word) for word in HANGUL_WORD.findall(korean)}
    return any(likeness(word, name) >= ALIKE and link_probability(word, name) > 0 for word in words)


def changed_second_name(bead: Bead, article: Article) -> Iterator[Finding]:
    """A personal name whose first half is there and whose second half is another.

    Right: `로버트 김 대표` / `CEO Robert Kim`.
    Wrong: `크리스토퍼 홀 대표` / `CEO Christopher Bates`; `제인 도(Jane Doe)` / `Jane Smith`.

    Limits: the first half must be three consonants long and unmistakable.
    """
    korean, english = korean_and_english(bead, article)
    if not are_sentences(korean, english):
        return
    latin = _words(NAME_WORD, english.text)
    candidates = [
        (first, second)
        for first, second in _neighbours(latin, english.text)
        if _may_be_name(first.form)
        and _may_be_name(second.form)
        and unlike_common_words(second.form)
        and not _is_translated(second.form, korean.text)
    ]
    hangul = _words(HANGUL_WORD, korean.text) if candidates else []
    for first, second in candidates:
        for ours, theirs in _neighbours(hangul, korean.text):
            if _is_the_same(ours.form, first.form) and _is_another(theirs.form, second.form, hangul, latin):
                yield name_finding(article, korean, theirs, english, second, 0.75)
                return


def _words(pattern: re.Pattern[str], text: str) -> list[Mention]:
    found = []
    for match in pattern.finditer(text):
        form = POSSESSIVE.sub("", match[0])
        found.append(Mention(form, Span(match.start(), match.start() + len(form))))
    return found


def _neighbours(words: list[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Words with one space between."""
    for one, other in pairwise(words):
        if other.span.start - one.span.end == 1 and text[one.span.end] == " ":
            yield one, other


def _may_be_name(word: str) -> bool:
    return len(word) > 2 and word.lower() not in function_words()


@cache
def _translated_by() -> dict[str, tuple[str, ...]]:
    """The lexicon the other way round: Korean stems of every English stem."""
    stems: dict[str, list[str]] = defaultdict(list)
    for stem, words in news_lexicon().translations.items():
        for word in words:
            stems[word].append(stem)
    return {word: tuple(known) for word, known in stems.items()}


def unlike_common_words(word: str) -> bool:
    """Whether the lexicon does not have it as a word (`island`, 섬), at most as a name that sounds alike."""
    stem = english_stem(word)
    return all(likeness(known, stem) >= ALIKE for known in _translated_by().get(stem, ()))


def _is_translated(word: str, korean: str) -> bool:
    """Whether some Korean word is translated by it: then it is no name, or a name that is there."""
    lexicon = news_lexicon().translations
    return any(english_stem(word) in lexicon.get(stem, ()) for stem in korean_words(korean))


def _is_name(word: str) -> bool:
    """Whether the lexicon does not explain a Korean word, or knows it as the name that it sounds like."""
    bare = without_particle(word)
    lexicon = news_lexicon()
    stems = lexicon.stems(bare)
    if sum(end - start for start, end in stems) * 2 <= len(bare):
        return True
    translations = lexicon.translations.get(bare, frozenset())
    return bool(translations) and all(likeness(bare, other) >= ALIKE for other in translations)


def _is_the_same(hangul: str, latin: str) -> bool:
    """Whether a word without particle is this first name, and no place."""
    if len(skeleton(hangul_sounds(hangul))) < LEAST_CONSONANTS or hangul in gazetteer().english:
        return False
    alike, bare = likeness(hangul, latin), without_particle(hangul)
    if alike < SURE or (bare != hangul and alike <= likeness(bare, latin)):
        return False
    return _is_name(hangul) and link_probability(hangul, latin) >= LIKELY


def _is_another(hangul: str, latin: str, all_hangul: list[Mention], all_latin: list[Mention]) -> bool:
    """Whether two second names differ and neither is anywhere else in the pair."""
    bare = without_particle(hangul)
    if len(bare) < 2 or bare.endswith(tuple(titles())) or not _is_name(hangul):
        return False
    if word_likeness(hangul, latin) >= UNLIKE:
        return False
    return all(word_likeness(word.form, latin) < ALIKE for word in all_hangul) and all(
        word_likeness(hangul, word.form) < ALIKE for word in all_latin
    )


def name_finding(
    article: Article, korean: Passage, ours: Mention, english: Passage, theirs: Mention, confidence: float
) -> Finding:
    """The same in both directions; places in the order source, target."""
    places = (korean.place(ours.span), english.place(theirs.span))
    source, target = places if korean.side is article.source else places[::-1]
    return Finding(
        "name",
        f"{quoted(source.surface)} is not in the translation; {quoted(target.surface)} stands there instead.",
        source,
        target,
        confidence=confidence,
    )
