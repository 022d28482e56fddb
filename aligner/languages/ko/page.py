"""Traits of Korean news pages: plain statements in -다, polite buttons, bylines with 기자."""

from __future__ import annotations

from functools import cache

from aligner.expressions import compiled
from aligner.languages.ko.encoding import CP949, repair_hangul
from aligner.languages.manners import LETTERS_PER_SYLLABLE, STOPPED, NoticeGrammar, PageManners
from aligner.tables import read_table

# Syllables, compatibility jamo, and leading consonants, of which a decomposed (NFD) syllable has one.
SYLLABLE = compiled(r"[가-힣ㄱ-ㆎᄀ-ᄒ]")
SYLLABLES = compiled(rf"{SYLLABLE.pattern}+")
NO_HANGUL = compiled(r"[^가-힣ㄱ-ㆎᄀ-ᇿꥠ-꥿ힰ-퟿]{20,}")

# Buttons and legal notes are polite, articles are plain; a bracket may follow (`모집합니다 (10월까지)`).
POLITE = compiled(r"(?:니다|니까|세요|시오|어요|아요|에요|예요|까요|나요)[.!?…]*(?:\s*\([^()]{0,30}\))?$")
# A particle or connective at the end of a line, after which the sentence goes on. Left out: 과, 의, 고, 해,
# which end nouns as often (성과, 회의, 사고, 이해).
OPEN_CLAUSE = compiled(
    r"[가-힣](?:은|는|을|를|에|에서|에게|와|며|면서|지만|하여|하고|했고|라고|라는|다는)[,\"'”’]?$"
)
# The first two syllables of a word, and the rest of it.
_WORD = compiled(r"([가-힣]{2})\S*")
_SIGNS = compiled(r"[^\w○]+")
_DIGIT = compiled(r"\d")


def _is_sentence(text: str, mass: float, final: bool) -> bool:
    syllables = mass / LETTERS_PER_SYLLABLE
    # Headlines may end in 다 (`…가장 많다`), but not in a full stop.
    shortest = 4 if STOPPED.search(text[-12:]) else 25
    return (final and syllables >= shortest) or syllables >= 80


# Particles, and nouns that are attached to names (Times지는, Moon씨가).
ATTACHED = (
    r"(?:씨|사|지|팀|측|호|시|주|군|대|업체|그룹)?"
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|라는|이라는|이다|인|까지|부터|처럼|보다)?"
)

# The end of a line that breaks off: a particle, a connective, a form that needs a noun. The list is wider
# than OPEN_CLAUSE, since it is used only where another line follows at once.
BROKEN = compiled(
    r"[가-힣](?:은|는|이|가|을|를|에|에서|에게|와|과|으로|로|의|도|며|고|면서|지만|하여|라고?|라는|다는|듯|던|나)"
    r"[\"'”’]?$|,$"
)


def _is_broken(text: str) -> bool:
    return BROKEN.search(text) is not None


def _is_clause(text: str) -> bool:
    return len(text.split()) >= 4 and OPEN_CLAUSE.search(text) is not None


def _stems(text: str) -> list[str]:
    """Return the first two syllables of each word, since particles and endings come after them."""
    return _WORD.findall(text)


@cache
def _titles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = [row for _, row in read_table("ko/page_bylines.tsv")]
    titles = tuple(row["surface"] for row in rows if row["kind"] == "title")
    return titles, tuple(row["surface"] for row in rows if row["kind"] == "desk")


def _is_byline(text: str) -> bool:
    titles, desks = _titles()
    tokens = _SIGNS.sub(" ", text).split()
    if not 1 <= len(tokens) <= 8 or _DIGIT.search(text) is not None:
        return False
    if len(tokens) <= 3 and tokens[-1].endswith(desks):
        return True
    for number, token in enumerate(tokens):
        if not token.casefold().endswith(titles):
            continue
        title = next(title for title in titles if token.casefold().endswith(title))
        name = token[: -len(title)] or (tokens[number - 1] if number else "")
        after = [t for t in tokens[number + 1 :] if not t.casefold().endswith(titles)]
        before = tokens[: max(number - 1, 0)]
        if (
            2 <= len(name) <= 5
            and len(after) <= 2
            and len(before) <= 4
            and all(len(t) <= 6 for t in before + after)
        ):
            return True
    return False


def columns(text: str) -> int:
    """Return the width of a text on a terminal, where a Hangul syllable takes two columns."""
    return len(text) + len("".join(SYLLABLES.findall(text)))


def octets(text: str) -> int:
    """Return the length of a text in cp949, by which older newsroom systems wrapped lines."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


NOTICE = NoticeGrammar(
    border=2,
    # "아래(는 위) 기사", "이 글", "아래 영문은", or at the head of the sentence "다음은 … 기사입니다"
    deixis=r"{pointer}[가-힣]{{0,4}}?(?:{text}|{tongue})"
    r"|^(?:영문)?(?:아래|다음|이하).{{0,60}}?(?:{text}|{tongue})",
    fillers=r"(?:으?로|의|된|본|문|판|용|한|을|를|은|는|임|입니다)\b",
    hint="번역|옮[긴겼]",
    # Polite (-습니다) or clipped (번역함); articles are written in plain style (-했다).
    manner=compiled(
        r"(?:니다|니까|세요|시오|바람|어요|아요|에요|예요|음|[함됨임]|전문|번역|번역[문본])[.!?]?\W*$"
    ),
    telling=frozenset(("by", "caveat", "effort", "tongue")),
)

MANNERS = PageManners(
    apart=NO_HANGUL,
    attached=ATTACHED,
    bar="ㅣ",
    byline_rest=8,
    clock=r"(?:오전|오후|[ap]\.?m\.?)?\s?\d{1,2}\s?[:시]\s?\d{2}(?:\s?분|:\d{2})?\s?(?:[apAP]\.?[mM]\.?)?",
    dateline_rest=10,
    dates=r"\d{4}\s?[./년-]\s?\d{1,2}\s?[./월-]\s?\d{1,2}(?:\s?일|\.)?",
    encodings=(CP949,),
    ending="(?<=[가-힣])다",
    ends_inside=_is_broken,
    furniture="ko/page_furniture.tsv",
    goes_on=_is_clause,
    headline_sign=r"\d[가-힣]",
    is_byline=_is_byline,
    is_continued=lambda line, following, final: _is_clause(line) and (final or _is_clause(following)),
    is_polite=lambda text: POLITE.search(text[-45:]) is not None,
    is_sentence=_is_sentence,
    main_part=0.25,
    measures=(len, columns, octets),
    # Buttons name what they do (보내기, 글자 키우기).
    menu=compiled(r"(?:하|보|내|듣|쓰|가|우|이|받|찾|달)기$"),
    notice=NOTICE,
    rank=r"^\d+\s*위\s",
    repair=repair_hangul,
    says=LETTERS_PER_SYLLABLE,
    sign=SYLLABLE,
    spaced=False,
    speaks=compiled(r"[가-힣]{2}(?:니다|세요)"),
    statements=("다",),
    stems=_stems,
    vocabulary=r"(?:오늘의\s?|주요\s?|핵심\s?)?(?:단어|어휘|낱말|표현|숙어)"
    r"(?:\s?(?:익히기|정리|장|풀이|공부|학습|뜻|해설|모음|표현))?",
)
