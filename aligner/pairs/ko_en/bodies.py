"""Organisations that no table has, known by the ending of their name: 한빛은행, 솔내문화재단."""

from __future__ import annotations

from aligner.expressions import expression
from aligner.languages.ko.stems import is_particle, without_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.organisations import lettered_words

# Endings of names of companies, schools, offices and clubs, from general knowledge. Left out: those that end
# many common nouns (부, 청, 원, 사, 팀).
_BODY = expression(
    r"(?P<name>[가-힣]{2,8}?)(?:은행|증권|보험|카드|생명|제철|제강|조선해양|정유|물산|제과|유통|쇼핑|엔터테인먼트|에너지|텔레콤|모비스|백화점|전자|화학|건설|중공업|제약|항공|해운|식품|자동차|홀딩스|그룹|신문|일보|방송|"
    r"대학교|대학|병원|의료원|미술관|박물관|재단|협회|연합회|연맹|연대|협동조합|노동조합|노조|학회|농민회|위원회|공사|공단|연구원|연구소|"
    r"진흥원|적십자사)(?=(?P<rest>[가-힣]{0,4})$)"
)
# Beginnings of the names of bodies of the whole country; then such a name with a short ending: 한국소비자원.
_NATIONAL = ("한국", "대한", "전국", "국제", "국립")
_SHORT = expression(r"(?:한국|대한|전국|국립)[가-힣]{2,7}?[원회단사처소대](?=(?P<rest>[가-힣]{0,4})$)")
# Groups of companies, which begin the names of many: 두산에너빌리티.
_GROUP = expression(
    r"(?:삼성|롯데|한화|두산|신세계|포스코|카카오|네이버|쌍용|금호|효성|코오롱|신한|쿠팡|셀트리온)"
    r"(?P<own>[가-힣]{2,7}?)(?=(?P<rest>[은는이가와과도]|에서|에게)$)"
)


def bodies(korean: str) -> tuple[Mention, ...]:
    """Return the words of a Korean text that are names of organisations by their ending, left to right.

    Examples:
        >>> [name.form for name in bodies("한빛은행은 지방은행과 다르다.")]
        ['한빛은행']
    """
    found = [
        Mention(word[:size], Span(start, start + size))
        for word, start in words_where(korean, body_in)
        for size in [body_in(word)]
    ]
    for letters, word in lettered_words(korean):
        name = without_particle(word)
        if name != word and not (is_particle(word) or is_particle(name) or news_lexicon().explains(name)):
            span = Span(letters.span.start, letters.span.end + len(name))
            found.append(Mention(span.of(korean), span))
    return tuple(found)


def body_in(word: str) -> int:
    """Return the length of the organisation's name with which a word begins; 0 if it begins with none.

    A name of which the lexicon explains all parts is a common noun (지방은행), unless it names the country.
    """
    group = _GROUP.match(word)
    if group and not news_lexicon().explains(group["own"]):
        return group.end()
    short = _SHORT.match(word)
    if short and is_particle(short["rest"]) and word not in news_lexicon().translations:
        return short.end()
    match = _BODY.match(word)
    if not match or not is_particle(match["rest"]):
        return 0
    name = match["name"]
    if not name.startswith(_NATIONAL) and news_lexicon().explains(name):
        return 0
    return match.end()
