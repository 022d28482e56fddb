"""Korean texts as checks ask about them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from aligner.languages.checking import Checking
from aligner.languages.ko.stems import is_particle
from aligner.model.text import Span

CLAUSE_BORDER = re.compile(r"(?:(?<=[고며서])|(?<=지만)|(?<=는데)|(?<=으나)|(?<=[이하]자)),? |[,…;] ")
# A question often goes without its mark: `왔습니까.`, `왔는가.`, `왔나.`
_QUESTION = re.compile(
    r"[?\N{FULLWIDTH QUESTION MARK}]|(?:[까냐니]|[는은던]가|나|는지|을지|ㄹ지)[.\"”'’\s]*$"
)
LETTERS_AFTER = re.compile(r"[가-힣]*")
HANGUL_RUN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+(?:[ \t][가-힣ㄱ-ㅎㅏ-ㅣ]+)*")
# A quotation that is speech ends its sentence (`“늘리겠다”고 말했다`); others are phrases in marks.
_SENTENCE_END = re.compile(r"[다요까라자죠네냐지][.!?…]?[\"”’'」]+$")
SPEECH = re.compile(r"\s?(?:이?라?고|이?라?며|면서|는 |라는)")
# So is one that ends in a noun, before a verb of saying: `“물가가 최우선”이라고 강조했다`; not 이라고 부른다.
SAID_TO_BE = re.compile(r"\s?이?라고 (?:[가-힣]+ )?(?:말|밝|강조|설명|덧붙|전했|주장|답|했)")
# What reports that something was said: -다고, -라며, -냐고.
REPORTED = re.compile(r"[다라자냐](?:고|며|면서|는)(?![가-힣])")


def _ends_word(text: str, end: int) -> bool:
    after = LETTERS_AFTER.match(text, end)
    return after is None or is_particle(after[0])


def _is_indirect(text: str, known: Container[str]) -> bool:
    return REPORTED.search(text) is not None


def _is_speech(text: str, quotation: Span) -> bool:
    return SAID_TO_BE.match(text, quotation.end) is not None or (
        _SENTENCE_END.search(quotation.of(text)) is not None and SPEECH.match(text, quotation.end) is not None
    )


def _left_over(text: str) -> Iterator[Span]:
    for match in HANGUL_RUN.finditer(text):
        yield Span(*match.span())


def _asks(text: str) -> bool:
    return _QUESTION.search(text) is not None


CHECKING = Checking(
    asks=_asks,
    clause_border=CLAUSE_BORDER,
    ends_word=_ends_word,
    is_indirect=_is_indirect,
    is_speech=_is_speech,
    left_over=_left_over,
)
