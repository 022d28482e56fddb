"""Places that became other places in the translation.

Large places are found by the gazetteer, on both sides. A small place is found by its kind, a suffix of the
name in Korean and a word behind it in English: 강나루시, Gangnaru City. It is missing if nothing in the
translation sounds like it. Its replacement is an unmatched name of the same kind, or an unmatched name that
is used alone, as names of places are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from aligner.expressions import expression
from aligner.languages.ko.stems import hangul_words, is_particle, without_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span, without_spans
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.gazetteer import (
    english_demonyms,
    explains,
    gazetteer,
    is_name_of,
    names_of,
    speaks_of,
)
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import APART_PLACE, resemblance, sounds_alike, times_heard
from aligner.pairs.ko_en.links import link_probability
from aligner.pairs.ko_en.place_types import PlaceKind, place_kinds
from aligner.pairs.ko_en.romanised import PLACE
from aligner.pairs.ko_en.strangers import WHOLE_WORD, is_translated
from aligner.pairs.names import ChangedName, NamedTexts

# Places that are named together, on each side: 중국, 일본과 한국; `China, Japan and Korea`.
KOREAN_LIST = expression(r"(?:와|과|이나|하고)? ?(?:[,·] ?|및 |그리고 |(?<=[와과나고] ))")
ENGLISH_LIST = expression(r",? (?:and|or) |, ")
PLACE_PARTICLE = expression(r"에서|에(?![가-힣])|으?로(?![가-힣])")
# Syllables between the kind of a place and its particle: the office or the people of the place.
OF_PLACE = expression(r"(?:장|청|의회|의원|민|내)?(?P<rest>[가-힣]*)")
LONGEST_NAME, LONGEST_KIND = 5, 3  # syllables of the name before the kind, and of the kind itself
# `in Gunsan`, `In Gunsan`, `counties, Gunsan among them`; no `Polynesian cuisine`.
LOCATIVE = expression(r"(?:에서|까지|으로|로)(?:는|도|의|만)?$")
BEFORE_PLACE = expression(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Tt]o|[Nn]ear) $")
LONGEST_BEFORE = 6  # characters: `from`, a blank, and a line break that `$` skips
BEFORE_ALONE = expression(r"(?<![A-Za-z])(?:(?!the |an? )[a-z]+|In|At|From|Near),? $")
AFTER_ALONE = expression(r"(?!-| [A-Z])")
LONG_TEXT = 300  # characters; in longer texts an unmatched name is a place only behind `in` or a similar word
CONDITIONAL = expression(r"[으다려라하되]면|[으하]리")  # 않으면 is no township, 않으리 no village
DEMONYM = expression(r"(?:ian|ean|ese|ish|ic|ist|ists|ians|eans)$")


def changed_place(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a place that the translation lacks, with another place there that the source lacks.

    The Korean place is in the gazetteer and nothing in the translation refers to it: no name of it, no word
    that begins like one (Iraqi), no capital or demonym of the table. Its replacement is another place of the
    gazetteer that no Korean word explains, or an unmatched name that is used alone.

    Right:
        `스페인 대사가 왔다.` / `Madrid's ambassador came.`
        `그는 네덜란드에서 공부했다.` / `He studied at a Dutch school.`
        `그는 아들레이드로 돌아갔다.` / `He returned to Adelaide.`
        `대회는 익산에서 열렸다.` / `The competition was held there.`
    Wrong (name):
        `레바논 대표단이 도착했다.` / `The delegation from Brazil arrived.`,
            `The Brazilian delegation arrived.`
        `대회는 목포에서 열렸다.` / `The competition was held in Harrowgate.`
        `이라크 총리실은 이라크와 이라크 정부를 말했다.` /
            `The Iraqi office spoke of Zimbabwe and the Iraqi government.`
        `중국, 일본, 터키가 터키인 문제로 모였다.` / `China, Japan and Brazil met about the Turks.`

    Measured: 11 of the 20 names of flags-dev, 8 of 120 synthetic ones; 2 false alarms in 859 trusted pairs,
    where the translation adds a place (`the Beijing Games`, `from Sweden`) and leaves another out.
    Limits: a place that is only left out, or only added, is not reported. A place whose demonym is elsewhere
    in the sentence is not reported either, unless both places are in lists or behind `in` (터키에서, `in
    Scotland` beside `Turks`).
    """
    korean, english, places = texts.first, texts.second, texts.first_places
    if not places:
        return
    theirs = texts.second_places
    foreign = [other for other in theirs if not is_explained(other.form, texts.first_said)]
    # Changnyeong begins like Changwon, and is another place.
    rest = english if not foreign else without_spans(english, (other.span for other in foreign))
    gone = [
        place
        for place in places
        if not any(is_name_of(place.form, other.form) for other in theirs if other not in foreign)
        and not speaks_of(place.form, rest)
    ]
    if gone and not foreign and gone[0].form in gazetteer().countries:
        foreign = [
            word
            for word, of_countries in english_demonyms(rest)
            if not is_explained(word.form, texts.first_said)
            and not any(form in korean for form in of_countries)
        ]
    if gone and not foreign:
        foreign = texts.unmatched_of(
            lambda name: (
                (_stands_alone(name, english) or PLACE.search(name.form) is not None)
                and (len(english) < LONG_TEXT or _is_behind_preposition(name, english))
            ),
        )
        if foreign and times_heard(gone[0].form, texts.second_spoken):
            return
    if not foreign:
        return
    if foreign and not gone:
        for place in places:
            for other in foreign:
                if _is_unnamed(place.form, texts) and _in_one_frame(place, other, texts):
                    yield ChangedName(place, other, 0.6)
                    return
    if foreign and gone:
        yield ChangedName(gone[0], foreign[0], 0.8)
    elif foreign:
        # `이라크 총리실 ... 이라크를 ... 이라크 정부` with two `Iraqi` and a Zimbabwe: one of the three
        # became Zimbabwe.
        for place in places:
            named = [other for other in places if other.form == place.form]
            if len(named) > max(1, speaks_of(place.form, english)):
                yield ChangedName(named[-1], foreign[0], 0.6)
                return


def _is_unnamed(place: str, texts: NamedTexts) -> bool:
    """Whether the translation has no name of a place, at most a derivative: 터키, `Turks`."""
    names = names_of(place)
    return not any(other.form.lower() in names for other in texts.second_places)


def _in_one_frame(ours: Mention, theirs: Mention, texts: NamedTexts) -> bool:
    """Whether both places are in lists, or one has a locative and the other follows `in`."""
    korean, english = texts.first, texts.second
    if listed(ours, texts.first_places, korean, KOREAN_LIST):
        return listed(theirs, texts.second_places, english, ENGLISH_LIST)
    return PLACE_PARTICLE.match(korean, ours.span.end) is not None and _is_behind_preposition(theirs, english)


def listed(name: Mention, names: Sequence[Mention], text: str, joint: re.Pattern[str]) -> bool:
    """Whether a comma or an `and` joins a name to a neighbouring name."""
    place = names.index(name)
    beside = (
        *zip(names[max(0, place - 1) : place], [name], strict=False),
        *zip([name], names[place + 1 :], strict=False),
    )
    return any(joint.fullmatch(text, one.span.end, other.span.start) for one, other in beside)


def is_explained(name: str, korean: Said) -> bool:
    """Whether the Korean has a place by name, by its country, or in a spelling that no table has."""
    if explains(korean.text, name) or is_translated(name, korean):
        return True
    words = korean.once(_bare_words)
    return any(
        sounds_alike(word, name) and link_probability(word, name) > 0 and not _is_another_place(word, name)
        for word in words
    )


def _is_another_place(hangul: str, name: str) -> bool:
    """Whether the gazetteer has both names, as those of two places: 천안, Changwon."""
    places = gazetteer()
    return bool(places.english.get(hangul)) and hangul not in places.hangul.get(name.lower(), {hangul})


def _bare_words(korean: str) -> tuple[str, ...]:
    """Return the Hangul words of a text without their particles, each once."""
    return tuple(dict.fromkeys(map(without_particle, hangul_words(korean))))


def _stands_alone(name: Mention, text: str) -> bool:
    """Whether a name is a single capitalised word behind a word that is no article, as places are."""
    return bool(
        not DEMONYM.search(name.form)
        and BEFORE_ALONE.search(text, max(0, name.span.start - 15), name.span.start)
        and AFTER_ALONE.match(text, name.span.end)
    )


def _is_behind_preposition(name: Mention, text: str) -> bool:
    start = name.span.start
    return BEFORE_PLACE.search(text, max(0, start - LONGEST_BEFORE), start) is not None


def changed_small_place(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a place with a kind (city, county, island) that became another place.

    The kinds are those of `ko_en/place_types.tsv`: cities and counties, but also tunnels, parties
    and hospitals. If the unmatched name has the same kind, the Korean name may be made of words. An unmatched
    name that is used alone counts only for a city or similar kind whose name is no word.

    Right:
        `강나루시는 다리를 놓는다.` / `Gangnaru City will build a bridge.`, `The city will build a bridge.`
        `달빛시는 다리를 놓는다.` / `Moonlight City will build a bridge.`
        `솔마루터널이 뚫렸다.` / `The tunnel has been bored.`
    Wrong (name):
        `강나루시는 다리를 놓는다.` / `Dongnae City will build a bridge.`
        `솔마루터널이 뚫렸다.` / `Harrowgate Tunnel has been bored.`
        `온새시장 선거가 열렸다.` / `The election for mayor of Ferreira was held.`

    Measured: 56 of 120 synthetic names, 1 of the 20 of flags-dev; no false alarm in 859 trusted pairs.
    Limits: in one of five long sentences some word sounds like a name of two syllables by chance, which then
    counts as kept; compounds of English words count as translations.
    """
    korean, english = texts.first, texts.second
    for ours, kind in _small_places(korean):
        is_name = kind.is_place and not news_lexicon().explains(ours.form)
        foreign = texts.unmatched_of(partial(_may_replace, ours, kind, is_name, english)) or [
            other
            for other in texts.second_places
            if kind.english.match(english, other.span.end)
            and not is_explained(other.form, texts.first_said)
            and resemblance(ours.form, other.form) < APART_PLACE
        ]
        heard = times_heard(ours.form, texts.second_spoken) if foreign else 0
        if heard >= korean.count(ours.form):
            continue
        of_kind = [name for name in foreign if kind.english.match(english, name.span.end)]
        if of_kind or (foreign and not heard):
            theirs, confidence = (of_kind[0], 0.85) if of_kind else (foreign[0], 0.7)
            yield ChangedName(ours, theirs, confidence)
            return


def _may_replace(ours: Mention, kind: PlaceKind, is_name: bool, english: str, name: Mention) -> bool:
    """Whether another name may stand for a small place: it has the same kind, or is used alone."""
    is_place = kind.english.match(english, name.span.end) or (is_name and _stands_alone(name, english))
    return bool(is_place) and resemblance(ours.form, name.form) < APART_PLACE


def changed_bare_place(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a changed place without a kind, found by its Korean particle and English preposition.

    Right:
        `대회는 온새에서 열렸다.` / `The competition was held in Onsae.`
        `대회는 행사에서 열렸다.` / `The competition was held at the event.`
    Wrong (name):
        `대회는 온새에서 열렸다.` / `The competition was held in Harrowgate.`

    Measured: 7 of 120 synthetic names; no false alarm in 859 trusted pairs.
    Limits: the Korean word must be unknown to the lexicon, and the unmatched name must be right behind `in`,
    `at`, `from`, `to` or `near`.
    """
    korean, english = texts.first, texts.second
    unknown = texts.unmatched_of(
        lambda name: _is_behind_preposition(name, english) and _stands_alone(name, english)
    )
    for ours in _bare_places(korean) if unknown else ():
        for name in unknown:
            unlike = resemblance(ours.form, name.form) < APART_PLACE
            if unlike and not times_heard(ours.form, texts.second_spoken):
                yield ChangedName(ours, name, 0.6)
                return


def _small_places(text: str) -> Iterator[tuple[Mention, PlaceKind]]:
    """Find words that end in the kind of a place, particle aside, and are not in the lexicon."""
    for word, start in words_where(text, kind_in):
        kind = kind_in(word)
        if kind and WHOLE_WORD.match(text, start):
            span = Span(start, start + kind.end)
            yield Mention(word[: kind.start], span), place_kinds()[0][kind.of(word)]


def kind_in(word: str) -> Span | None:
    """Return the place of the kind in a word; the name before it has at least two syllables."""
    if len(word) < 3:
        return None
    for ending in place_kinds()[1].finditer(word, 2, LONGEST_NAME + LONGEST_KIND):
        if (
            _ends_there(word, ending.end())
            and not is_particle(word)
            and not CONDITIONAL.fullmatch(word, ending.start() - 1, ending.end())
            and not news_lexicon().explains(word)
        ):
            return Span(*ending.span())
    return None


def _bare_places(text: str) -> Iterator[Mention]:
    """Find unexplained words with a particle that only places and things have: 배나루에서는."""
    for word, start in words_where(text, end_of_bare_place):
        end = end_of_bare_place(word)
        if WHOLE_WORD.match(text, start):
            yield Mention(word[:end], Span(start, start + end))


def end_of_bare_place(word: str) -> int:
    """Return where the particle of places begins in an unexplained word; 0 if it has none."""
    particle = LOCATIVE.search(word)
    end = particle.start() if particle else 0
    return end if end > 1 and not news_lexicon().stems(word[:end]) else 0


def _ends_there(word: str, end: int) -> bool:
    """Whether only an office, a word or a particle follows `end`: 강나루시장은, 강나루마라톤대회가."""
    after = OF_PLACE.match(word, end)
    return (
        is_particle(word[end:])
        or (after is not None and is_particle(after["rest"]))
        or (len(word) - end > 1 and news_lexicon().explains(word[end:]))
    )
