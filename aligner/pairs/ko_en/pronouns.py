"""Subjects that change: Korean omits them or repeats the name, and machine translation guesses pronouns.

One person becomes `he`, `she`, `they` or `we` from sentence to sentence. These findings are info only,
because grammar alone does not show who is meant. Two checks: a `we` or `they` that opens an English sentence,
outside quotations, for which the Korean has no word, while the sentences around are about one person; and a
person who is `she` in some
sentences and `he` in another, in sentences about nobody else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.expressions import expression
from aligner.languages.ko.surnames import surnames
from aligner.marks.enclosing import read_quotations
from aligner.model.text import Span
from aligner.pairs.drift import Drift, Spot, Texts
from aligner.pairs.ko_en.romanised import halves
from aligner.pairs.ko_en.surnames import titled_surnames
from aligner.pairs.names import NamedTexts

# `They`, `On the 3rd, they`, `In Gunsan, at the port, we`: the subject of the main clause.
_OPENING = expression(
    r"(?:^|(?<=[.!?”\"] ))(?:[A-Z][^,.!?\"“”]{0,60}, (?:[^,.!?\"“”]{1,60}, )?)?(?P<pronoun>[Tt]hey|[Ww]e)\b"
)
MAN = expression(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Hh]imself)\b")
WOMAN = expression(r"\b(?:[Ss]he|[Hh]er|[Hh]ers|[Hh]erself)\b")
ONE_PERSON = expression(rf"{MAN.pattern}|{WOMAN.pattern}")
# Korean words that can be a plural subject: pronouns, plural -들, both sides, groups of people.
PLURAL = {
    "we": expression(r"우리|저희|본사|당사|본지|취재진|필자"),
    "they": expression(
        r"그들|이들|저들|들(?:은|이|도)|양측|양국|모두|일행|두 [가-힣]+(?:은|는|이|가)"
        r"|(?:부모|부모님|부부|남매|오누이|형제|자매|쌍둥이|가족|둘|셋|넷)(?:은|는|이|가|이서|끼리)"
        r"|(?:당국|팀|위원회|정부|경찰|업체|(?<![지이감판검의교박목기호대영여])사|협회|단체|측)(?:은|는|이|가)"
    ),
}
# `8개 업체가 전시한 제품을`: the subject of a relative clause, not of the sentence. The clause ends in a
# syllable with the final ㄴ or ㄹ (4 and 8 of 28 in Unicode); so does an object.
CLAUSE_SUBJECT = expression(r"[이가] (?P<verb>[가-힣]+)(?<![을를]) [가-힣]")
FIRST_SYLLABLE, FINALS, OF_CLAUSE = 0xAC00, 28, frozenset({4, 8})
# Words for a person other than the one who is named; the pronoun may refer to that person.
SOMEBODY_ELSE = expression(
    r"아내|남편|부인|어머니|아버지|엄마|아빠|아들|딸|형제|누나|언니|오빠|동생|할머니|할아버지|부부|부모"
    r"|그녀|여성|남성|여자|남자|소녀|소년|학생|친구|동료|환자|손님|고객|피해자|가해자|용의자|범인"
)
# Number of beads before and after that are searched for the one person.
NEARBY = 3
DIRECT_SPEECH = expression(r'[“"]')
# A sentence is about the person of the sentence before if it has `그는`, or no topic of its own.
SAME_PERSON = expression(r"(?<![가-힣])그(?:는|가|의)|^(?!.*[가-힣][은는](?![가-힣]))")


def _outside_quotations(text: str) -> str:
    """Return the text with quotations replaced by blanks, so that spans remain valid."""
    for pair in read_quotations(text).paired:
        text = text[: pair.start + 1] + "~" * (pair.end - pair.start - 2) + text[pair.end - 1 :]
    return text


def subject_drifts(texts: Sequence[Texts]) -> Iterator[Drift]:
    """Yield `they` or `we` for an omitted Korean subject that is one person in the sentences around.

    Right:
        `시장은 군산을 찾았다.` / `The mayor visited Gunsan.`
            then `이어 주민들을 만났다.` / `He then met residents.`
            then `도서관도 둘러봤다.` / `He also looked around the library.`
    Wrong (pronoun):
        `시장은 군산을 찾았다.` / `The mayor visited Gunsan.`
            then `도서관도 둘러봤다.` / `He looked around the library.`
            then `이어 주민들을 만났다.` / `They then met residents.`, `We then met residents.`

    Measured: the one of our articles; none in 19 clean documents of flags-dev, 35 of Park's news and 9 clean
    articles.
    Limits: into English only; a plural subject without any word of the table is reported wrongly.
    """
    english = [_outside_quotations(pair.second) if pair.has_both else "" for pair in texts]
    singular = [match[0] if (match := ONE_PERSON.search(text)) else "" for text in english]
    for number, (korean, _, has_both, _, _) in enumerate(texts):
        if not has_both or not (other := _nearest(singular, number)):
            continue
        for match in _OPENING.finditer(english[number]):
            if match["pronoun"].lower() == "we" and DIRECT_SPEECH.search(korean):
                continue  # the person speaks, but the translation has no quotation marks
            if not _has_subject(korean, PLURAL[match["pronoun"].lower()]):
                spot = Spot(number, Span(*match.span("pronoun")))
                yield Drift(Spot(number), spot, {"nearby": other}, 0.6)


def _nearest(pronouns: Sequence[str], number: int) -> str:
    """Return the singular pronoun in the bead or in the nearest bead around it; empty if there is none."""
    around = range(max(0, number - NEARBY), min(len(pronouns), number + NEARBY + 1))
    return next((pronouns[n] for n in sorted(around, key=lambda n: abs(n - number)) if pronouns[n]), "")


def _has_subject(korean: str, words: re.Pattern[str]) -> bool:
    """Whether the Korean has one of the words, other than as the subject of a relative clause."""
    for match in words.finditer(korean):
        clause = CLAUSE_SUBJECT.match(korean, match.end() - 1)
        if not clause or (ord(clause["verb"][-1]) - FIRST_SYLLABLE) % FINALS not in OF_CLAUSE:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Pronoun:
    """The first pronoun of a bead that refers to one person."""

    is_woman: bool
    form: str
    korean: Spot
    english: Spot


def gender_drifts(texts: Sequence[Texts]) -> Iterator[Drift]:
    """Yield a person who is `she` in most sentences and `he` in this one, or the reverse.

    Right:
        `봉 씨는 상인이다.` / `Bong is a merchant; she sells fish.` then `봉 씨는 웃었다.` / `She laughed.`
    Wrong (pronoun):
        `봉 씨는 상인이다.` / `Bong is a merchant; she sells fish.` then `봉 씨는 웃었다.` / `He laughed.`

    Measured: both of our articles; none in 19 clean documents of flags-dev, 35 of Park's news and 9 clean
    articles.
    Limits: into English only; the sentence must name the person by surname or follow one that does, name
    nobody else, and have pronouns of one gender; on a tie the first gender counts as the usual one.
    """
    pronouns: dict[str, list[Pronoun]] = defaultdict(list)
    before: set[str] = set()
    for number, (korean, english, has_both, _, names) in enumerate(texts):
        if not has_both:
            before = set()
            continue
        named = _surnames(names)
        meant = named or (before if SAME_PERSON.search(korean) else set())
        found = _pronoun(number, english) if len(meant) == 1 else None
        if found and not SOMEBODY_ELSE.search(korean):
            pronouns[min(meant)].append(found)
        before = named
    for surname, seen in pronouns.items():
        women = sum(pronoun.is_woman for pronoun in seen)
        usual = seen[0].is_woman if women * 2 == len(seen) else women * 2 > len(seen)
        usual_form = next(pronoun.form for pronoun in seen if pronoun.is_woman == usual)
        for pronoun in seen:
            if pronoun.is_woman != usual:
                fields = {"person": surname, "here": pronoun.form, "elsewhere": usual_form}
                yield Drift(pronoun.korean, pronoun.english, fields, 0.6)


def _surnames(texts: NamedTexts) -> set[str]:
    """Return the surnames of persons whom a text names in full or by surname and title."""
    full = {halves(name.form)[0] for name in texts.first_names if name.form[0] in surnames()}
    return full | {halves(name.form)[0] for name in titled_surnames(texts.first)}


def _pronoun(number: int, english: str) -> Pronoun | None:
    """Return the first pronoun outside quotations, if all pronouns have one gender."""
    text = _outside_quotations(english)
    man, woman = MAN.search(text), WOMAN.search(text)
    match = man or woman
    if match is None or (man and woman):
        return None
    return Pronoun(match is woman, match[0], Spot(number), Spot(number, Span(*match.span())))
