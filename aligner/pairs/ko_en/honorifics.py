"""Acts of a person honoured in Korean that the English ascribes to the speaker.

Korean speakers do not honour themselves: 돌아오셨습니까 (-시-) is never `did I come back`. Requests
(주시겠어요, `Can I have`), greetings and Korean sentences with a first person pronoun are not judged.
"""

from __future__ import annotations

import re

from aligner.expressions import expression
from aligner.model.text import Span

# The predicate that ends the sentence, with -시- before its ending.
_HONOURS = expression(
    r"(?<![가-힣])(?P<stem>[가-힣]{0,7})(?P<honour>셨(?:습니[다까]|어요?|다|네요?|죠|지요|나요|던가요|군요)|십니까|시나요|시는군요)"
    r"[.?!…\"”\s]*$"
)
_SIGNS = ("셨", "십니까", "시나요", "시는군요")  # a quick search: _HONOURS needs one of these
# Stems of requests, of greetings, and of questions about who, how or where somebody is.
_NO_ACT = expression(r"(?:주|안녕하|계|누구|어떠|괜찮으|어디)$")
_SPEAKER = expression(
    r"(?<![가-힣])(?:나|내|저|제|우리|저희)(?:[는은가를도의에]|에게|한테|(?![가-힣]))|[\"“”]"
)
_I_ACT = expression(
    r"(?:^|[.?!] )(?:\w+ ){0,2}?(?:(?:did|do|have|had|was|am|will|can) )?(?P<speaker>I|we|We)\b"
)
_ANOTHER = expression(
    r"\b(?:you|your|yours|he|she|they|his|her|him|them|their|it|sir|ma.am|who)\b|[\"“”]", re.IGNORECASE
)


def honoured_speaker(korean: str, english: str) -> tuple[Span, Span] | None:
    """Return the spans of the honorific predicate and of the English `I` or `we`, if nobody else is named.

    Right:
        `언제 돌아오셨습니까?` / `When did you come back?`
        `물 좀 주시겠어요?` / `Could I have some water?`
        `선생님이 저를 부르셨어요.` / `I was called by my teacher.`
    Wrong (pronoun):
        `언제 돌아오셨습니까?` / `When did I come back?`
        `그렇게 말씀하셨어요.` / `I said so.`
    """
    honoured = _HONOURS.search(korean) if any(map(korean.__contains__, _SIGNS)) else None
    if not honoured or _NO_ACT.search(honoured["stem"]) or _SPEAKER.search(korean):
        return None
    speaker = _I_ACT.search(english)
    if not speaker or _ANOTHER.search(english):
        return None
    return Span(honoured.start(), honoured.end("honour")), Span(*speaker.span("speaker"))
