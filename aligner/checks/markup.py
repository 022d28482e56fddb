"""Remains of files in a text: character references, escaped tags, characters that were decoded wrongly.

The translation is right and its file is not: a reader sees `&#39;` or `â€™` where an apostrophe was. All
other checks read what the references stand for (`aligner.characters`), so that `&#39;` is no number; here it
is told that they are there. A text about references has the same ones on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aligner.characters import is_reference
from aligner.checks.check import Check
from aligner.checks.finding import Finding, Place
from aligner.checks.view import PairView, Passage
from aligner.expressions import expression
from aligner.languages.legacy import SHIFTED, shift_back
from aligner.model.mismatch import Kind
from aligner.model.text import Span

TAG = expression(r"&lt;/?[A-Za-z][\w-]*(?: [^&<>]{0,80})?(?: ?/)?&gt;")
REFERENCE = expression(r"& ?#?\w{1,8} ?;?")
# Bytes of UTF-8 that were read one by one, as Latin-1 or cp1252; `â€` has lost its third.
# A set of all signs comes first, for a search looks for it.
WRONGLY_READ = expression(rf"[\ufffd{SHIFTED.pattern[1:-1]}](?:(?<=\ufffd)|{SHIFTED.pattern}+)")
TORN = expression("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}")
# What such bytes were, if they were any: letters and signs of Latin-1, marks, currencies, Asian scripts.
# Without this, a capital with an accent before a closing mark would be two bytes.
_LIKELY = expression(
    "[\xa0-\xff\u2010-\u2044\u20a9\u20ac\u2122\u3000-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\ufeff]+"
)


class _Remain(NamedTuple):
    """What is left of a file, where it stands, and which message tells it."""

    form: str
    place: Place
    key: str


def undecoded(view: PairView) -> Iterator[Finding]:
    """Character references, escaped tags and wrongly decoded characters on one side: one finding a pair.

    Right:
        `표는 5,000원이다.` / `Tickets cost ₩5,000.`
        `&lt;는 꺾쇠표의 문자 참조다.` / `&lt; is the reference of an angle bracket.`
        `Q&A는 3시에 연다.` / `The Q&A opens at 3.`
        `그의 별명은 “CAFÉ”다.` / `His nickname is “CAFÉ”.`
    Wrong (markup):
        `표는 5,000원이다.` / `Tickets cost &#8361;5,000.`
        `비가 왔다.` / `It &lt;b&gt;rained&lt;/b&gt;.`
        `비가 오지 않았다.` / `It didnâ€™t rain.`
        `그는 &quot;간다&quot;고 했다.` / `He said, “I will go.”`

    Limits: in a source they are told as info, since the translation has not taken them over. Where both
    sides have such remains, in other forms, the whole file is escaped, and that is info too.
    """
    if not view.has_both:
        return
    sources, targets = (list(_remains(passage)) for passage in (view.source, view.target))
    forms = {remain.form for remain in sources} & {remain.form for remain in targets}
    own = [remain for remain in targets if remain.form not in forms]
    if own:
        key, place = own[0].key, own[0].place
        yield Finding("markup", target=place, key=key, severity="info" if sources else None, strength=0.9)
    elif sources and not targets:
        key = f"source_{sources[0].key}"
        yield Finding("markup", source=sources[0].place, key=key, severity="info", strength=0.9)


def _remains(passage: Passage) -> Iterator[_Remain]:
    for number in passage.numbers:
        text = passage.side.as_given(number).text
        if "&" not in text and WRONGLY_READ.search(text) is None:
            continue
        tags = list(TAG.finditer(text))
        inside = {found.start() for tag in tags for found in REFERENCE.finditer(text, *tag.span())}
        found = [(tag.span(), "reference") for tag in tags]
        found += [
            (reference.span(), "reference")
            for reference in REFERENCE.finditer(text)
            if reference.start() not in inside and is_reference(reference.group())
        ]
        found += [
            (run.span(), "wrongly_read") for run in WRONGLY_READ.finditer(text) if _is_wrong(run.group())
        ]
        for (start, end), key in sorted(found):
            local = passage.side.as_read(number, Span(start, end))
            yield _Remain(text[start:end], Place(number, local, text[start:end]), key)


def _is_wrong(run: str) -> bool:
    """Whether a run of characters are bytes of other characters."""
    if run == "\ufffd" or TORN.match(run):
        return True
    again = shift_back(run, "utf-8")
    return again != run and _LIKELY.fullmatch(again) is not None


MARKUP = Check(
    undecoded,
    kinds=(
        Kind(
            "markup",
            "linguistic/character-encoding",
            "warning",
            "a character reference, an escaped tag or a wrongly decoded character is left",
            explained_by=("sentence_added", "sentence_dropped"),
            found="23 of 23",
        ),
    ),
    messages={
        "reference": "{target} is markup that was not decoded.",
        "wrongly_read": "{target} was decoded wrongly.",
        "source_reference": "The source holds markup that was not decoded: {source}.",
        "source_wrongly_read": "The source holds characters that were decoded wrongly: {source}.",
    },
)
