"""Words translated by their opposite: up and down, guilty and acquitted, this month and next month.

A table (`ko_en/tables/opposites.tsv`) holds fields with their poles, and the Korean and English forms of each
pole. A pair of texts is judged in a field of which both sides have forms, of one pole each. Four things
explain a difference, so that it is not reported: a negation on either side, which reverses the word; a longer
phrase of which the word is part (`fall asleep`, 평가를 내리다); another word of the other text that
translates it by the lexicon; a passage of many sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import translations_of
from aligner.pairs.ko_en.negated_words import denies
from aligner.pairs.ko_en.negation import sentence_spans, sentences
from aligner.pairs.ko_en.negation_forms import negations, read_passage
from aligner.pairs.ko_en.poles import (
    Field,
    Pole,
    SaidPoles,
    Sort,
    by_field,
    fields_by_name,
    rivals_of,
    sure_poles,
)
from aligner.pairs.ko_en.poles_in_english import heard_in_english, possible_in_english
from aligner.pairs.ko_en.poles_in_korean import WORD, heard_in_korean, possible_in_word
from aligner.pairs.ko_en.poles_in_lexicon import heard_in_lexicon, poles_of_word
from aligner.pairs.ko_en.sequence import sequence_words
from aligner.pairs.ko_en.turned_words import turned_words
from aligner.pairs.ko_en.unanswered import unanswered_opposites
from aligner.pairs.ko_en.word_links import are_linked, around, have_one_subject
from aligner.pairs.opposites import Opposed
from aligner.remembered import remembered

# Passages of more sentences are translated too freely, as in `negation`.
_MOST_SENTENCES = 2
# Characters of a Korean sentence short enough to give the view of one party only.
_LONGEST_CONVERSE = 36
_NO_POLES: frozenset[Pole] = frozenset()
_HANGUL = expression(r"\d?[가-힣]+")
_NEXT_WORD = expression(r"[ -][A-Za-z]+")
# Words that reverse the words behind them: `less frequently`, `no push required`.
_TURNS_ENGLISH = expression(
    r"\b(?:less|least|no|nobody|none|nothing|without|nor|neither|hardly|barely|scarcely|stop|stopped)\b",
    re.IGNORECASE,
)
# ... 관계자 외 출입 금지, `authorized personnel only`.
_TURNS_KOREAN = expression(r"(?<![가-힣])(?:덜|불필요|이?외 |제외)")
_TURNS_BEFORE = 24  # characters
# A negation right behind a Korean word (열리지 않다, 오를 수 없다, 올라서는 안 된다) or right before it (안
# 올랐다), and shortly before an English word (`did not fully open`).
_DENIED_KOREAN = expression(
    r"(?:[가-힣]{0,3}?지|(?<=지))[는도]? ?(?:않|못|말|마[라세시십요!.,])"
    r"|[가-힣]{0,2} 수[가는도]? ?없|[이가은는도]? ?(?:없|아[니닌닙])"
    r"|[가-힣]{0,3}?(?:면|서는?) 안 "
    r"|(?:[가-힣]{0,2} [가-힣]{1,4}|[가-힣]{0,2})기[가는도]? ?(?:어렵|어려|힘들)"
    r"|[가-힣]{0,3} 것[은이]? ?아[니닌닙]|(?<!서)[을를이가도]? [가-힣]{1,4}지[는도]? ?(?:않|못)"
    r"|(?:[와과]|(?<=[와과]))[는도]? ?(?:다르|다른|다릅|다를|달라|달랐|달리|거리가 )"
)
_DENIED_BEFORE = expression(r"(?<![가-힣])(?:안|못) $")
_DENIED_ENGLISH = expression(
    r"(?:\b(?:not|never|cannot|no longer)|n['\N{RIGHT SINGLE QUOTATION MARK}]t) (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
# A position that has another thing behind it: 은행 뒤에, `behind the bank`; the bank is in front.
_POSITION = expression(
    r"(?P<place>[가-힣]+) (?:바로 )?(?:[가-힣]*쪽|[가-힣]*편|[앞뒤위밑]|아래)에[는도]?(?![가-힣])"
)
# Small words that make the meaning of a phrase: `behind schedule`.
_PARTICLES = frozenset(
    ["ahead", "behind", "up", "down", "on", "off", "in", "out", "over", "under", "above", "below"]
)
_OTHER_PARTY = expression(r"\b(?:from|to|by)\b")
# 삼촌에게서 차를 샀다, `his uncle sold him the car`; 선생님에게 배웠다, `the teacher taught`.
_FROM_OTHER_PARTY = expression(
    r"에게서|한테서|로부터"
    r"|(?:에게|한테|에서) (?:[가-힣\d,]+ ){0,2}(?:배[우웠운울]|빌렸|빌린|샀|졌|받[아았은])"
)
# The other party itself: 친구에게, `to a friend`.
_PARTY = expression(r"(?P<party>[가-힣]+)(?:에게서?|한테서?|로부터|에서|[을를에])(?![가-힣])")
_PARTY_BEHIND = expression(
    r"(?:to|from) (?:(?:the|an?|his|her|my|our|your|their|its|another|other) )*(?P<party>[A-Za-z]+)"
)
_WORD_BEFORE = expression(r"(?:[A-Za-z]+-)*[A-Za-z]+[ -]$")  # `come-from-behind loss`


def opposites(first: Said, second: Said) -> Iterator[Opposed]:
    """Find words of a Korean and an English text that are opposites of each other.

    Right:
        `물가가 3% 올랐다.` / `Prices rose 3 percent.`
        `물가가 오르지 않았다.` / `Prices fell.`
        `그는 뛰어내렸다.` / `He raised his arms and jumped.`
    Wrong (opposite):
        `물가가 3% 올랐다.` / `Prices fell 3 percent.`
        `항소심은 무죄로 봤다.` / `The appeals court found him guilty.`
    Wrong (date):
        `다음 달 요금이 오른다.` / `Fares will rise this month.`
    """
    if max(map(sentences, (first.text, second.text))) > _MOST_SENTENCES:
        found = list(_of_long_passages(first, second))
    else:
        found = [*_of_tables(first, second), *turned_words(first, second), *sequence_words(first, second)]
        found = found or list(_of_unanswered_words(first, second))
    told = list[Opposed]()
    for opposed in sorted(found, key=lambda one: one.is_turned):
        # 형 is a brother in two fields, siblings and family: these two words are reported once.
        if not any(opposed.second.overlaps(other.second) for other in told):
            told.append(opposed)
    yield from told


def _of_long_passages(first: Said, second: Said) -> Iterator[Opposed]:
    """Yield opposites in passages of many sentences, if both have equally many.

    A sentence may be translated within its neighbour, so only linked words are compared, and no nouns
    (`little brother` for 오빠).
    """
    parts = sentence_spans(first.text), sentence_spans(second.text)
    if len(parts[0]) != len(parts[1]) or not _may_be_opposed(first, second):
        return
    for of_first, of_second in zip(*parts, strict=True):
        korean = Said(of_first.of(first.text), first.language, first.cover)
        english = Said(of_second.of(second.text), second.language, second.cover)
        for found in _of_tables(korean, english, with_nouns=False):
            if not found.is_turned and are_linked(korean, found.first, english, found.second):
                spans = (found.first.shifted(of_first.start), found.second.shifted(of_second.start))
                yield Opposed(found.kind, *spans, is_turned=False)


def _of_tables(first: Said, second: Said, *, with_nouns: bool = True) -> Iterator[Opposed]:
    """Yield words that the tables list as opposites, or as different members of one closed set."""
    korean, english = first.text, second.text
    if not _may_be_opposed(first, second):
        return
    heard = heard_in_korean(korean)
    phrases = [form.span for form in heard if " " in form.span.of(korean) or _is_no_opposite(form.poles)]
    unlisted = [word for word in heard_in_lexicon(korean) if not any(map(word.span.overlaps, phrases))]
    sure = sure_poles(pole for form in (*heard, *unlisted) for pole in form.poles)
    fields = {pole.field for pole in second.once(possible_in_english) & rivals_of(sure)}
    if not fields:
        return
    said = by_field(unlisted, fields) | by_field(heard, fields)
    said = {name: one for name, one in said.items() if one.sure}
    answered = heard_in_english(english, said) if said else ()
    for field, lost, put in _opposed(first, said, second, by_field(answered, fields)) if answered else ():
        if field.sort is Sort.NOUN and not with_nouns:
            continue
        of_korean = lost[-1]
        for of_english in reversed(put):
            if not _is_explained(first, of_korean, second, of_english):
                is_turned = _is_turned(field, first, of_korean, second, of_english)
                yield Opposed(field.kind, of_korean, of_english, is_turned)
                break


def _may_be_opposed(first: Said, second: Said) -> bool:
    """Whether any Korean word may mean the opposite of an English word; in four of five pairs none may."""
    possible = second.once(possible_in_english)
    return not all(map(possible.isdisjoint, map(_rivals, WORD.findall(first.text))))


@remembered
def _rivals(word: str) -> frozenset[Pole]:
    """Return the English poles that are opposites of what a Korean word may mean.

    The word may have a digit before it, and may be the first of several words that are a form together.
    """
    hangul = word[1:] if word[0].isdecimal() else word
    poles = [*possible_in_word(word), *poles_of_word(hangul)]
    return rivals_of(sure_poles(poles)) if poles else _NO_POLES


def _of_unanswered_words(first: Said, second: Said) -> Iterator[Opposed]:
    """Yield opposites of a short pair, of whose other words each has its counterpart."""
    for name, of_korean, of_english in unanswered_opposites(first, second):
        field = fields_by_name()[name]
        is_turned = _is_turned(field, first, of_korean, second, of_english)
        yield Opposed(field.kind, of_korean, of_english, is_turned)


def _is_no_opposite(poles: Sequence[Pole]) -> bool:
    """Whether a form has no pole, or is a member of closed sets only (길이: a measure, not `long`)."""
    return all(fields_by_name()[pole.field].is_set for pole in poles)


def _is_turned(field: Field, first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether another wording may make both words right: a negation, or the view of the other party."""
    if _are_exchanged(first, of_korean, second, of_english):
        return True
    beside = _denied_beside(first.text, of_korean, second.text, of_english)
    if field.sort is Sort.NOUN or any(beside):
        return beside[0] != beside[1]
    if field.sort is Sort.CONVERSE and _may_have_other_subject(first, of_korean, second, of_english):
        return True
    turned = [
        denies(text, language, span) or turns.search(text, max(0, span.start - _TURNS_BEFORE), span.start)
        for turns, text, language, span in (
            (_TURNS_KOREAN, first.text, "ko", of_korean),
            (_TURNS_ENGLISH, second.text, "en", of_english),
        )
    ]
    if turned[1] and not turned[0] and _have_one_number_of_negations(first.text, second.text):
        return False  # 무뎌서 잘 안 썰린다, `so sharp it doesn't cut`: the negations answer each other
    return bool(turned[0]) != bool(turned[1])


def _have_one_number_of_negations(korean: str, english: str) -> bool:
    return len(negations(read_passage(korean, "ko"))) == len(negations(read_passage(english, "en"))) > 0


def _may_have_other_subject(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether the English may have the view of the other party: `his uncle sold him the car`."""
    korean, english = first.text, second.text
    if _has_party_behind(first, second, of_english):
        return False
    if _FROM_OTHER_PARTY.search(korean, 0, of_korean.end):
        return True
    if have_one_subject(first, of_korean, second, of_english):
        return False
    return len(korean) > _LONGEST_CONVERSE or _OTHER_PARTY.search(english, of_english.end) is not None


def _are_exchanged(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether subject and place are exchanged: 은행은 학교 앞에 있다, `The school is behind the bank`."""
    for position in _POSITION.finditer(first.text):
        if Span(*position.span()).overlaps(of_korean):
            place = translations_of(position["place"])
            before, behind = second.text[: of_english.start], second.text[of_english.end :]
            others = frozenset[str]().union(
                *map(translations_of, _HANGUL.findall(first.text, 0, position.start()))
            )
            return (
                not place.isdisjoint(_stems(before))
                and place.isdisjoint(_stems(behind))
                and not others.isdisjoint(_stems(behind))
            )
    return False


def _has_party_behind(first: Said, second: Said, of_english: Span) -> bool:
    """Whether the other party stays behind the verb: 친구에게 빌렸다, `lent to a friend`.

    The view of the other party makes it the subject: `a friend lent me`.
    """
    behind = _PARTY_BEHIND.search(second.text, of_english.end)
    party = english_stem(behind["party"]) if behind else ""
    return any(party in translations_of(match["party"]) for match in _PARTY.finditer(first.text))


def _denied_beside(korean: str, of_korean: Span, english: str, of_english: Span) -> tuple[bool, bool]:
    """Whether the Korean and the English word have a negation right beside them."""
    return (
        _DENIED_KOREAN.match(korean, of_korean.end) is not None
        or _DENIED_BEFORE.search(korean, 0, of_korean.start) is not None,
        _DENIED_ENGLISH.search(english, 0, of_english.start) is not None,
    )


def _opposed(
    first: Said, of_korean: Mapping[str, SaidPoles], second: Said, of_english: Mapping[str, SaidPoles]
) -> Iterator[tuple[Field, Sequence[Span], Sequence[Span]]]:
    """Yield the fields in which the sides differ in one pole, with the words of both poles.

    Either each side has a single pole, or both have poles equally often, so that one pole replaces another.
    A form that perhaps means the lost pole explains the difference, unless it is far from the word that
    replaced it and the two words are linked.
    """
    for name, said in of_korean.items():
        rendered = of_english.get(name)
        if rendered is None:
            continue
        field = fields_by_name()[name]
        if rendered.perhaps and not field.is_set and rendered.sure.keys() - said.sure.keys():
            rendered = _without_answered(first, said, second, rendered)
        swapped = _swapped(said, rendered, is_set=field.is_set)
        if swapped:
            lost, put = swapped
            yield field, said.sure[lost], rendered.sure[put]
        elif not field.is_set and len(said.sure) == len(rendered.sure) == 1:
            ((lost, (word, *more)),) = said.sure.items()
            ((put, (other, *others)),) = rendered.sure.items()
            if lost != put and not more and not others and are_linked(first, word, second, other):
                near = rendered.perhaps_within(around(second.text, other))
                if lost not in near.perhaps and put not in said.perhaps:
                    yield field, (word,), (other,)


def _without_answered(first: Said, said: SaidPoles, second: Said, rendered: SaidPoles) -> SaidPoles:
    """Leave out unsure English words that translate another Korean word: `banning` for 금지, not for 위헌."""
    own = [span for spans in (*said.sure.values(), *said.perhaps.values()) for span in spans]
    others = frozenset[str]().union(
        *(
            meaning
            for span, meanings in first.cover.located(first.text, "ko")
            if not any(map(span.overlaps, own))
            for meaning in meanings
        )
    )
    perhaps = {
        name: [span for span in spans if not _stems(span.of(second.text)) <= others]
        for name, spans in rendered.perhaps.items()
    }
    return SaidPoles(rendered.sure, {name: spans for name, spans in perhaps.items() if spans})


def _swapped(said: SaidPoles, rendered: SaidPoles, *, is_set: bool) -> tuple[str, str] | None:
    """Return the pole that the English lost and the pole that replaced it; None if there is no swap.

    In a closed set, a member that the other side may also mean is not compared: `cars` beside 차량.
    """
    if is_set:
        said, rendered = said.without(rendered.perhaps), rendered.without(said.perhaps)
    lost, put = said.more_of(rendered), rendered.more_of(said)
    if lost is None or put is None:
        return None
    if len(said.sure) == len(rendered.sure) == 1:
        return None if said.perhaps.keys() & rendered.perhaps.keys() and not is_set else (lost, put)
    return (lost, put) if said.mentions == rendered.mentions else None


def _is_explained(first: Said, of_korean: Span, second: Said, of_english: Span) -> bool:
    """Whether the lexicon gives either word a counterpart other than the opposite word."""
    said = _stems(of_english.of(second.text))
    # 왼손 also means a hand, and 여동생 also means younger, which is no evidence about the opposite.
    last_word = first.text.rfind(" ", of_korean.start, of_korean.end) + 1
    word = _HANGUL.match(first.text, max(of_korean.start, last_word))
    beside = (
        _NEXT_WORD.match(second.text, of_english.end),
        _WORD_BEFORE.search(second.text, 0, of_english.start),
    )
    near = frozenset().union(
        *(_stems(match[0]) | {english_stem(match[0].strip(" -"))} for match in beside if match)
    )
    own = translations_of(word[0] if word else "") - said - near
    others = Counter[str]()
    for span, meanings in first.cover.located(first.text, "ko"):
        if not span.overlaps(of_korean):
            others.update(frozenset().union(*meanings))
    if (own - others.keys()) & second.content.stems:
        return True
    if not said or not said <= others.keys() or _is_turned_by_particle(of_english.of(second.text)):
        return False
    # The other Korean word may have its translation elsewhere: `northern Gaul ... in the north`.
    elsewhere = Counter[str]()
    for span, meanings in second.cover.located(second.text, "en"):
        if not span.overlaps(of_english):
            elsewhere.update(frozenset().union(*meanings))
    return all(others[stem] > elsewhere[stem] for stem in said)


def _is_turned_by_particle(english: str) -> bool:
    """Whether the small words of a phrase make its meaning: `behind schedule`, `ahead of schedule`."""
    words = english.lower().split()
    return len(words) > 1 and not _PARTICLES.isdisjoint(words)


def _stems(english: str) -> frozenset[str]:
    """Return the stems of the content words of a form, or of all its words if it has no content word."""
    words = re.findall(r"[a-z]+", english.lower())
    content = frozenset(english_stem(word) for word in words if word not in function_words())
    return content or frozenset(map(english_stem, words))
