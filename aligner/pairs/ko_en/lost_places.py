"""Places that the translation leaves out: one of a list, or the place where something happens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.expressions import expression
from aligner.languages.ko.stems import is_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer, speaks_of
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import times_heard
from aligner.pairs.ko_en.stand_ins import stand_ins
from aligner.pairs.ko_en.toponyms import KOREAN_LIST, PLACE_PARTICLE, is_explained, listed
from aligner.pairs.names import REFERRED_TO, MissingName, NamedTexts

# A particle of place, or a genitive that tells where something new is: 강릉의 한 펜션에서.
# A part of the place may come before it: 강서구 화곡동에서.
_PLACE_BEHIND = expression(
    r"(?P<part> [가-힣]{1,3}[동읍면리])?"
    rf"(?: (?:앞바다|해상|해역|인근|부근|근처|도심|시내|상공|일대))?(?:{PLACE_PARTICLE.pattern})"
    r"|의 (?:한|어느) "
)
_CAPITAL = expression(r"\b(?:capital|countries|nations|cities|both|neighbou?rs?|two|host|home)\b")
# Names that end in the kind of a place: 평택항, 양양국제공항; then the kinds.
_WITH_KIND = expression(
    r"(?P<name>[가-힣]{2,4}?)(?P<kind>국제공항|공항|항|산|강|역|대교|터널|해수욕장)(?P<rest>[가-힣]{0,3})"
)
_KINDS = {
    "국제공항": "airport",
    "공항": "airport",
    "항": "port|harbou?r",
    "산": "mountain|peak|summit",
    "강": "river",
    "역": "station",
    "대교": "bridge",
    "터널": "tunnel",
    "해수욕장": "beach",
}
LEAST_OTHERS = 2  # places of a list that the English must have


def lost_places(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield the missing place of a list whose other places are kept, or a missing place with a locative."""
    places, english = texts.first_places, texts.second
    gone = [place for place in places if not speaks_of(place.form, english)]
    lost = _as_one(gone, texts.first)
    if not lost or any(_is_told(place, texts) for place in gone):
        return
    if not all(is_explained(other.form, texts.first_said) for other in texts.second_places):
        return
    in_list = [place for place in places if listed(place, places, texts.first, KOREAN_LIST)]
    if len(gone) == 1 and lost in in_list and not _CAPITAL.search(english):
        yield MissingName(lost, 0.75 if len(in_list) > LEAST_OTHERS else 0.7)
        return
    if any(other.span.end + 1 == lost.span.start for other in places):  # 필리핀 마닐라에
        return
    behind = _PLACE_BEHIND.match(texts.first, lost.span.end)
    if not behind or (behind["part"] and times_heard(behind["part"].strip(), texts.second_spoken)):
        return
    if not stand_ins("place").search(english):
        yield MissingName(lost, 0.5)


def lost_of_one_kind(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield the missing one of two places with their kind: 대전역과 옥천역, `Daejeon Station`."""
    found = [
        (word[: kind.end], start)
        for word, start in words_where(texts.first, kind_behind_place)
        if (kind := kind_behind_place(word))
    ]
    names = [Mention(form, Span(start, start + len(form))) for form, start in found]
    gone = [name for name in names if not _is_there(name.form, texts)]
    if len(gone) != 1 or texts.unmatched or not listed(gone[0], names, texts.first, KOREAN_LIST):
        return
    if not _CAPITAL.search(texts.second) and not stand_ins("several").search(texts.second):
        yield MissingName(gone[0], 0.7)


def _is_there(form: str, texts: NamedTexts) -> bool:
    """Whether the English has a place with its kind, by name or sound."""
    kind = kind_behind_place(form)
    forms = (form, form[: kind.start]) if kind else (form,)
    return any(speaks_of(name, texts.second) or times_heard(name, texts.second_spoken) for name in forms)


def replaced_places(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield a place whose name ends in its kind, of which the translation has only the kind: `the port`."""
    english = texts.second
    for word, start in words_where(texts.first, kind_behind_place):
        kind = kind_behind_place(word)
        if not kind:
            continue
        form = word[: kind.end]
        if not re.search(rf"\b[Tt]he (?:[a-z]+ )?(?:{_KINDS[kind.of(word)]})\b", english):
            continue
        if _is_there(form, texts):
            continue
        if not texts.unmatched and all(
            is_explained(other.form, texts.first_said) for other in texts.second_places
        ):
            yield MissingName(Mention(form, Span(start, start + len(form))), REFERRED_TO)


def kind_behind_place(word: str) -> Span | None:
    """Return where the kind stands in a word that is a place of the gazetteer with its kind, or None."""
    match = _WITH_KIND.fullmatch(word)
    if not match or not is_particle(match["rest"]):
        return None
    names = {match["name"], match["name"] + match["kind"]}
    return None if gazetteer().english.keys().isdisjoint(names) else Span(*match.span("kind"))


def _as_one(places: Sequence[Mention], korean: str) -> Mention | None:
    """Return places with only blanks between them as one: 전남 여수; None if others are between them."""
    if not places:
        return None
    span = Span(places[0].span.start, places[-1].span.end)
    joined = " ".join(place.form for place in places)
    return Mention(joined, span) if span.of(korean) == joined else None


def _is_told(place: Mention, texts: NamedTexts) -> bool:
    """Whether the English has a name that sounds like a place, or a meaning of it: 진주, pearls."""
    meanings = news_lexicon().translations.get(place.form, frozenset())
    return bool(
        times_heard(place.form, texts.second_spoken)
        or not texts.second_said.content.words.isdisjoint(meanings)
    )
