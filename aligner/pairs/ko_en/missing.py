"""Missing names: a person, a place or an organisation that the translation leaves out.

Translators often replace names (`the mayor`, `he`, `here`). So a name counts as lost only if the
translation keeps the names around it (`lists_of_names`), if a named person became `a reporter`
(`replaced_persons`), or if no word may stand for the name (`lost_organisations`). A name that a neighbouring
sentence of the translation has is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.ko.names import titles
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en import name_hints as hints
from aligner.pairs.ko_en.foreigners import foreign_persons, is_left
from aligner.pairs.ko_en.gazetteer import speaks_of
from aligner.pairs.ko_en.halves import known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import spoken_names, times_heard
from aligner.pairs.ko_en.lists_of_names import lost_of_joined
from aligner.pairs.ko_en.lost_organisations import lost_organisations
from aligner.pairs.ko_en.lost_places import lost_of_one_kind, lost_places, replaced_places
from aligner.pairs.ko_en.name_hints import Hinted, HintedRules
from aligner.pairs.ko_en.replaced_persons import replaced_persons
from aligner.pairs.ko_en.romanised import halves, is_surname, romanised_persons, title_words
from aligner.pairs.ko_en.spellings import is_given
from aligner.pairs.ko_en.stand_ins import stand_ins
from aligner.pairs.ko_en.surnames import english_titles
from aligner.pairs.names import MissingName, NamedTexts

# The text between a name and its title (김민수 군산시장), and the first part of the title.
TO_TITLE = expression(r"(?:\([^()]{1,20}\))?[ \t](?:[가-힣A-Za-z]{1,10}[ \t])??[가-힣A-Za-z]{0,10}?")
INDEFINITE = expression(r"(?<!\w)(?:an?|one|another) (?:[a-z-]+ ){0,2}$", re.IGNORECASE)
# 김민수, 이영희, 박철수 의원: a list of names of which only the last has a title.
IN_LIST = expression(
    r"(?<![가-힣A-Za-z0-9])[가-힣]{2,4}(?:\(\d{1,2}\))?"
    r"(?:[,·ㆍ] ?[가-힣]{2,4}(?:\(\d{1,2}\))?(?![가-힣])){2,}"
)
# 벤 실버맨과 마크 그레보프는
TWO_JOINED = expression(r"[가-힣](?:[과와],?|,) ?[가-힣]")
_TWO_NAMES = expression(
    r"(?<![가-힣])(?P<one>[가-힣]{1,7} [가-힣]{2,7}?)(?:[과와],?|,) ?(?P<other>[가-힣]{1,7} [가-힣]{2,7}?)"
    r"(?=(?:[은는이가을를의와과]|에게|에서)?(?![가-힣]))"
)
LISTED = expression(r"[가-힣]{2,4}")
LEAST_OTHERS = 2  # names of a list without titles that the English must have


def missing_names(texts: NamedTexts, around: str) -> Iterator[MissingName]:
    """Yield names of the first text that the second text and the text around it leave out.

    Args:
        texts: The two texts.
        around: The text around the second text; a name that it has is not lost.

    Right:
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands with Chair Bae Do-yun.`,
            `Mayor Han Ga-ram shook hands with the chairman.`,
            `Mayor Han Ga-ram shook his counterpart's hand.`,
            `The mayor shook hands.`, `Both shook hands.`
        `톰 베이커와 마크 그레보프는 웃었다.` / `Baker and Graboff laughed.`,
            `The two men laughed.`
        `중국, 일본, 한국이 모였다.` / `China, Japan and South Korea met.`, `The three countries met.`
        `대회는 부산에서 열린다.` / `The competition will be held in Busan.`,
            `The city will host the competition.`, `The competition will be held there.`
        `부산과 대구에서 열렸다.` / `It took place in Busan and Daegu.`
        `부산의 한 식당에서 불이 났다.` / `A fire broke out at a restaurant in Busan.`
        `도쿠라와 벨루치는 웃었다.` / `Tokura and Bellucci laughed.`, `Both laughed.`
        `산림청과 기상청이 모였다.` / `The Forest Service and the weather agency met.`
        `화가 문가온, 시인 하준서가 왔다.` / `Painter Moon Ga-on and the poet came.`
        `수비수 하준서는 퇴장당했다.` / `Defender Ha Jun-seo was sent off.`
        `과학자 문가온이 이 장치를 만들었다.` / `The device was made by Moon.`
        `선택자보다 문가온을 먼저 봤다.` / `We saw it first.`
        `산림청이 제공한 자료를 봤다.` / `We looked at the data.`
        `산림청은 숲을 넓힌다.` / `The forest service enlarges the woods.`, `Seoul enlarges the woods.`
    Wrong (name_missing):
        `한가람 시장이 배도윤 의장과 악수했다.` / `Mayor Han Ga-ram shook hands.`
        `중국, 일본, 한국이 모였다.` / `China and Japan met.`
        `부산과 대구에서 열렸다.` / `It took place in Busan.`
        `대회는 부산에서 열린다.` / `The competition will be held.`
        `김도현, 이서준, 박민재 의원이 왔다.` / `Lawmakers Kim Do-hyun and Park Min-jae came.`
        `문가온 기자가 전했다.` / `A reporter said so.`
        `톰 베이커와 마크 그레보프는 웃었다.` / `Tom Baker laughed.`
        `부산의 한 식당에서 불이 났다.` / `A fire broke out at a restaurant.`
        `도쿠라와 벨루치는 웃었다.` / `Tokura laughed.`
        `교육부, 산림청, 기상청이 모였다.` / `The Education Ministry and the Forest Service met.`
        `화가 문가온, 시인 하준서가 왔다.` / `Painter Moon Ga-on came.`
        `수비수 하준서는 퇴장당했다.` / `A defender was sent off.`
        `과학자 문가온이 이 장치를 만들었다.` / `This device was made last year.`
        `문가온 기자가 전했다.` / `The reporter said so.`
        `수비수 하준서는 퇴장당했다.` / `He was sent off.`
        `문가온 시장은 예산안을 발표했다.` / `The budget plan was announced.`
        `산림청은 숲을 넓힌다.` / `The woods will be enlarged.`, `The agency enlarges the woods.`
        `시는 한빛은행과 함께 축제를 연다.` / `The city will hold a festival.`
        `서울대 연구팀은 전지를 만들었다.` / `A research team made a battery.`

    A pronoun or a description (`he`, `the reporter`) counts little, see `REFERRED_TO`.
    """
    found: list[Span] = []
    for rule in LOST_NAMES.starting(texts):
        for name in rule(texts):
            span = name.name.span
            if not any(map(span.overlaps, found)) and not _is_around(name.name.form, around):
                found.append(span)
                yield name


def _is_around(name: str, around: str) -> bool:
    if not around:
        return False
    spoken = spoken_names(around)
    if any(times_heard(half, spoken) for half in name.split() if len(half) > 1):
        return True
    if " " in name:  # a foreign name has no Korean surname, and no syllables to be romanised
        return False
    surname, given = halves(name)
    words = re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", around)
    return speaks_of(name, around) > 0 or any(
        is_surname(surname, word) or (len(given) > 1 and is_given(given, word))
        for word in words
        if word[0].isupper()
    )


def _lost_person(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield a titled person missing beside another who is kept, or one who became `a reporter`."""
    own = texts.first_names
    foreign = [
        name
        for name in texts.first_said.once(foreign_persons)
        if not any(name.span.overlaps(other.span) for other in own)
    ]
    persons = [*own, *foreign]
    left = [name for name in persons if is_left(name.form, texts)]
    for name in persons:
        if name in left:
            continue
        office = _office(name, texts.first)
        if office is None:
            continue
        found = [
            match for match in _in_english(office).finditer(texts.second) if not _is_beside_name(match, texts)
        ]
        if not found and left and not stand_ins("person", "several").search(texts.second):
            yield MissingName(name, 0.75)
        elif len(persons) == 1 and any(INDEFINITE.search(texts.second[: match.start()]) for match in found):
            yield MissingName(name, 0.6)


def _office(name: Mention, korean: str) -> str | None:
    """Return the title that follows a name, or None."""
    between = TO_TITLE.match(korean, name.span.end)
    if not between:
        return None
    rest = korean[name.span.end : name.span.end + 40]
    known = [(rest.find(title), -len(title), title) for title in titles() if title in rest]
    return min(known)[2] if known else None


@cache
def _in_english(office: str) -> re.Pattern[str]:
    return expression(english_titles(office).pattern.removesuffix(r"\.? $") + r"(?:s|\b)", re.IGNORECASE)


def _is_beside_name(match: re.Match[str], texts: NamedTexts) -> bool:
    """Whether an English title belongs to the name that follows it: Mayor Han."""
    behind = re.match(r"\.? ([A-Z][A-Za-z-]+)", texts.second[match.end() :])
    return (
        behind is not None
        and title_words().search(texts.second[match.start() : match.end()] + " ") is not None
    )


def _lost_of_list(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield a name that is missing from a list of three or more Korean names whose others are translated."""
    for run in IN_LIST.finditer(texts.first):
        names = [
            Mention(match[0], Span(run.start() + match.start(), run.start() + match.end()))
            for match in LISTED.finditer(run[0])
        ]
        if not all(_is_like_person(name.form) for name in names):
            continue
        romans = romanised_persons(texts.second, {halves(name.form)[1] for name in names})
        gone = [
            name
            for name in names
            if not any(
                is_surname(halves(name.form)[0], roman.surname)
                and is_given(halves(name.form)[1], roman.given)
                for roman in romans
            )
        ]
        if (
            len(gone) == 1
            and len(names) - 1 == len(romans) >= LEAST_OTHERS
            and not is_left(gone[0].form, texts)
        ):
            yield MissingName(gone[0], 0.85)


def _lost_companion(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield a foreign name that is missing although another one, joined to it by `and`, is translated."""
    for match in _TWO_NAMES.finditer(texts.first) if TWO_JOINED.search(texts.first) else ():
        two = [Mention(match[half], Span(*match.span(half))) for half in ("one", "other")]
        if not all(_is_foreign_name(name.form) for name in two):
            continue
        gone = [name for name in two if not is_left(name.form, texts)]
        if len(gone) == 1 and not stand_ins("person", "several").search(texts.second):
            yield MissingName(gone[0], 0.65)


def _is_foreign_name(name: str) -> bool:
    """Whether two words are a foreign name: one is in the table, and the lexicon explains neither."""
    two = name.split()
    return any(word in known_names() for word in two) and all(
        word in known_names() or not news_lexicon().explains(word) for word in two
    )


def _is_like_person(word: str) -> bool:
    return len(word) in (2, 3, 4) and halves(word)[0] in surnames() and not news_lexicon().explains(word)


LOST_NAMES = HintedRules(
    (
        Hinted(_lost_person, frozenset({hints.TITLE, hints.GLOSS})),
        Hinted(_lost_of_list, frozenset({hints.LIST})),
        Hinted(_lost_companion, frozenset({hints.FOREIGN})),
        Hinted(lost_of_joined),
        Hinted(replaced_persons),
        Hinted(lost_places, frozenset({hints.PLACE})),
        Hinted(lost_of_one_kind, frozenset({hints.PLACE_WITH_KIND})),
        Hinted(replaced_places, frozenset({hints.PLACE_WITH_KIND})),
        Hinted(lost_organisations, frozenset({hints.ORGANISATION, hints.BODY})),
    )
)
