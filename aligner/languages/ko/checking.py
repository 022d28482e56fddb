"""The Korean traits that checks ask for."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.checking import Chats, Checking, ListLabel, chats_of, list_label
from aligner.languages.ko.stems import is_particle
from aligner.model.text import Span

CLAUSE_BORDER = expression(r"(?:(?<=[고며서])|(?<=지만)|(?<=는데)|(?<=으나)|(?<=[이하]자)),? |[,…;] ")
# A question is often written without a question mark: `왔습니까.`, `왔는가.`, `왔나.`
_QUESTION = expression(
    r"[?\N{FULLWIDTH QUESTION MARK}]|(?:[까냐니]|[는은던]가|나|는지|을지|ㄹ지)[.\"”'’\s]*$"
)
LETTERS_AFTER = expression(r"[가-힣]*")
# The pattern begins with a single letter, which the regex engine finds fast.
HANGUL_RUN = expression(r"[가-힣ㄱ-ㅎㅏ-ㅣ][가-힣ㄱ-ㅎㅏ-ㅣ]*(?:[ \t][가-힣ㄱ-ㅎㅏ-ㅣ]+)*")
# A quotation is speech if it ends like a sentence (`“늘리겠다”고 말했다`); others are phrases in quotation
# marks.
_SENTENCE_END = expression(r"[다요까라자죠네냐지][.!?…]?[\"”’'」]+$")
# Words of a quotation that is speech before 라고, 라며, whatever its last word: `“쉬러 왔을 뿐”이라며`.
_LEAST_SAID = 4
# One that holds a whole sentence with its full stop is speech whatever follows: `“늘려야죠.” 시장이 답했다.`
_WHOLE_SENTENCE = expression(r"[다요까라자죠네냐지][.!?…][\"”’'」]+$")
SPEECH = expression(r"\s?(?:이?라?고|이?라?며|면서|는 |라는)")
# A quotation that ends in a noun is speech too before a verb of saying: `“물가가 최우선”이라고 강조했다`, not
# 이라고 부른다.
SAID_TO_BE = expression(r"\s?이?라고 (?:[가-힣]+ )?(?:말|밝|강조|설명|덧붙|전했|주장|답|했)")
# Quotative endings, which report speech indirectly: -다고, -라며, -냐고.
REPORTED = expression(r"[다라자냐](?:고|며|면서|는)(?![가-힣])")

# Letters that Korean is not written in: none of Hangul, Latin and Hanja.
# A set of characters is searched for much faster than a rule about letters: Greek to Georgian, Ethiopic to
# Greek with accents, kana.
FOREIGN_LETTERS = expression(
    r"[\u0370-\u10ff\u1200-\u1dff\u1f00-\u1fff\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d]{2,}"
)
# A statement, by its ending. One with a word of asking or wondering may be translated as a question.
STATEMENT = expression(r"[가-힣]다[.!\"”’)\s]*$")
WONDERING = expression(
    r"묻|물[었어으]|궁금|의문|질문|모르|몰[라랐]|무엇|뭐|뭘|무슨|누구|누가|어[디떻떤느]|언제|[왜까]|몇|얼마"
    r"|싶[다은]|않[은는]?가|아니[다냐]|않[다습]|없[다습]|셈이다|것이다|수 있|반문|되물|알아보|확인|여부"
    r"|는지|은지|을지|겠다|봅시다|보자|해 ?보"
)
CALL = expression(
    r"(?:[가-힣 ](?:라|자|세요|십시오|시오|아|어|해|마|가|와|지 마|봐|줘)|[가-힣]{1,3}야)!+[\"”’)\s]*$"
)
GREETING = expression(r"어서 오|안녕|고마|감사|축하|반가|환영|잘 [가자먹]|만세|파이팅|화이팅|건배")


# What labels the items of a list, in this order; Latin letters are used too.
SYLLABLES = "가나다라마바사아자차카타파하"
CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"


def _list_label(text: str) -> ListLabel | None:
    return list_label(text, SYLLABLES) or list_label(text, CONSONANTS) or list_label(text)


def _orders(text: str) -> bool:
    return CALL.search(text) is not None and not GREETING.search(text)


def _states(text: str) -> bool:
    return STATEMENT.search(text) is not None and not WONDERING.search(text) and "?" not in text


@cache
def _chats() -> Chats:
    return chats_of("ko/chats.tsv")


def _ends_word(text: str, end: int) -> bool:
    after = LETTERS_AFTER.match(text, end)
    return after is None or is_particle(after[0])


def _is_indirect(text: str, known: Container[str]) -> bool:
    return REPORTED.search(text) is not None


def _is_speech(text: str, quotation: Span) -> bool:
    said = quotation.of(text)
    return (
        SAID_TO_BE.match(text, quotation.end) is not None
        or _WHOLE_SENTENCE.search(said) is not None
        or (
            SPEECH.match(text, quotation.end) is not None
            and (_SENTENCE_END.search(said) is not None or len(said.split()) >= _LEAST_SAID)
        )
    )


def _left_over(text: str) -> Iterator[Span]:
    for match in HANGUL_RUN.finditer(text):
        yield Span(*match.span())


def _asks(text: str) -> bool:
    return _QUESTION.search(text) is not None


CHECKING = Checking(
    asks=_asks,
    chats=_chats,
    clause_border=CLAUSE_BORDER,
    describes=_states,
    ends_word=_ends_word,
    foreign_letters=FOREIGN_LETTERS,
    is_indirect=_is_indirect,
    is_speech=_is_speech,
    left_over=_left_over,
    states=_states,
    list_label=_list_label,
    orders=_orders,
)
