"""Organisations that the translation leaves out.

Texts speak of `the company`, `the regulator` and `it` where the source repeats a name. So an organisation is
lost only if the translation keeps another one that is joined to it by `and`, or if it has no word at all that
may stand for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem
from aligner.model.name import Mention
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.bodies import bodies
from aligner.pairs.ko_en.left_over import LONGEST
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import times_heard
from aligner.pairs.ko_en.lists_of_names import is_meant
from aligner.pairs.ko_en.organisations import is_named, korean_organisations
from aligner.pairs.ko_en.romanised import romanised_persons
from aligner.pairs.ko_en.stand_ins import may_be_described, stand_ins
from aligner.pairs.ko_en.strangers import is_running_text, is_translated
from aligner.pairs.ko_en.toponyms import KOREAN_LIST, is_explained, listed
from aligner.pairs.names import REFERRED_TO, MissingName, NamedTexts

# Particles of a party to the event: it acts, or is acted with, for, or upon. An object is often a mere word.
_PARTY = expression(
    r"(?:[은는이가도]|측[은이]|에게|에서는?|에는|로부터|[와과](?= (?:함께|공동|손|[가-힣]+[은는이가을를] ))"
    r"|에 따르면)(?![가-힣])"
)
_SUBJECT = expression(r"[이가](?![가-힣])")
# Verbs before a noun: 조선일보가 보도한 사실; what they say is often left out.
_ATTRIBUTIVE = expression(r"[가-힣](?:[한된던할될른낸린진친든]|하는|되는|있는|없는) [가-힣]")
_HEAD = expression(r" ([가-힣]{2,7})")
_INDEFINITE = expression(r"\b[Aa]n? (?P<words>[a-z-]+(?: [a-z-]+){0,2})")
_OPENING_PLURAL = expression(r"([A-Z][a-z]+s) [a-z]")
_CAPITALS = expression(r"[A-Z]{2,}")
_ACCORDING = expression(r"에 따르면")
_SAYS = expression(
    r"\b(?:according|say|says|said|shows?|showed|shown|reports?|reported|announced|predict(?:s|ed))\b"
)
_ORDER = expression(r"(?:세요|시오|십시오|해라|하자)(?![가-힣])")


def lost_organisations(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield organisations that are missing beside another one, or of which the translation has no trace."""
    yield from _of_list(texts)
    yield from _without_trace(texts)


def _of_list(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield an organisation that is missing although another one, joined to it by `and`, is translated."""
    there = texts.first_said.once(korean_organisations)
    if len(there) < 2:
        return
    names = [name for name, _ in there]
    left = [name for name, known in there if is_named(known, texts)]
    for name, known in there:
        beside = [other for other, group in there if group.group == known.group and other != name]
        if (
            name in left
            or is_meant(name.form, (other.form for other in left), texts)
            or not any(other in left for other in beside)
            or stand_ins("person", "several").search(texts.second)
        ):
            continue
        if listed(name, names, texts.first, KOREAN_LIST):
            yield MissingName(name, 0.7)


def _without_trace(texts: NamedTexts) -> Iterator[MissingName]:
    """Yield the only organisation of a sentence, if no word of the English names it or may stand for it."""
    korean, english = texts.first, texts.second
    if len(korean) > LONGEST or not texts.second_said.once(is_running_text):
        return
    known = texts.first_said.once(korean_organisations)
    untabled = texts.first_said.once(bodies)
    names = {name.span.start: name for name in (*untabled, *(name for name, _ in known))}.values()
    lost = [name for name in names if _is_party(name, korean) or _is_introduced(name, texts)]
    lost = [name for name in lost if not any(is_named(body, texts) for other, body in known if other == name)]
    if len(lost) != 1 or _ORDER.search(korean):
        return
    if _ACCORDING.match(korean, lost[0].span.end) and _SAYS.search(english):
        return
    if texts.unmatched or romanised_persons(english):
        return
    if not all(is_explained(place.form, texts.first_said) for place in texts.second_places):  # Seoul said
        return
    rest = f"{korean[: lost[0].span.start]} {korean[lost[0].span.end :]}"
    others = Said(rest, texts.first_said.language, texts.first_said.cover)
    named = frozenset(form for _, body in known if is_named(body, texts) for form in body.english)
    if not _is_told(lost[0], others, named, texts):
        yield MissingName(lost[0], REFERRED_TO if _is_referred_to(lost[0], others, texts) else 0.5)


def _is_party(name: Mention, korean: str) -> bool:
    if not _PARTY.match(korean, name.span.end):
        return False
    return not (_SUBJECT.match(korean, name.span.end) and _ATTRIBUTIVE.search(korean, name.span.end))


def _is_introduced(name: Mention, texts: NamedTexts) -> bool:
    """Whether what belongs to an organisation became something new: 서울대 연구팀은, `a research team`.

    A plural that opens the sentence is as new: `Researchers`.
    """
    head = _HEAD.match(texts.first, name.span.end)
    if not head:
        return False
    meanings = frozenset().union(
        *(news_lexicon().translations[head[1][start:end]] for start, end in news_lexicon().stems(head[1]))
    )
    opening = _OPENING_PLURAL.match(texts.second)
    if opening and english_stem(opening[1]) in meanings:
        return True
    return any(
        english_stem(word) in meanings
        for match in _INDEFINITE.finditer(texts.second)
        for word in match["words"].split()
    )


def _is_told(name: Mention, others: Said, named: Collection[str], texts: NamedTexts) -> bool:
    """Whether a word of the English translates or spells an organisation.

    Args:
        name: The organisation.
        others: The Korean text without it.
        named: English names of organisations that the translation has.
        texts: The two texts.
    """
    english = texts.second
    meanings = frozenset().union(
        *(news_lexicon().translations[name.form[start:end]] for start, end in news_lexicon().stems(name.form))
    )
    # Statistics Korea does not mean 한국은행.
    of_others = frozenset(english_stem(word) for form in named for word in form.split())
    own = (meanings & texts.second_said.content.words) - of_others
    return (
        any(not is_translated(word, others) for word in own)
        or times_heard(name.form, texts.second_spoken) > 0
        or any(capitals in english for capitals in _CAPITALS.findall(name.form))
        or any(
            capitals not in texts.first and capitals not in named for capitals in _CAPITALS.findall(english)
        )
    )


def _is_referred_to(name: Mention, others: Said, texts: NamedTexts) -> bool:
    """Whether a word of the English may stand for an organisation: `it`, `the company`, `authorities`."""
    english = texts.second
    return (
        stand_ins("power").search(english) is not None
        or any(not is_translated(word, others) for word in stand_ins("body", "business").findall(english))
        or may_be_described(name.span, texts.first_said, english)
    )
