"""Reports character references, escaped tags and wrongly decoded characters that are left in a text.

The translation is right, but its file is not: a reader sees `&#39;` or `â€™` in place of an apostrophe. All
other checks see the characters that the references mean (`aligner.characters`), so that `&#39;` is not read
as a number. A text about character references has them on both sides, and is not reported.
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
# Bytes of UTF-8 that were decoded one by one, as Latin-1 or cp1252; `â€` has lost its third byte. The pattern
# begins with a set of all these characters, because that makes the search fast.
WRONGLY_READ = expression(rf"[\ufffd{SHIFTED.pattern[1:-1]}](?:(?<=\ufffd)|{SHIFTED.pattern}+)")
TORN = expression("\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}")
# Characters that wrongly decoded bytes may mean: Latin-1, punctuation, currencies, Asian scripts. Without
# this test, a capital with an accent before a closing quotation mark would be taken for two bytes.
_LIKELY = expression(
    "[\xa0-\xff\u2010-\u2044\u20a9\u20ac\u2122\u3000-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3\ufeff]+"
)


class _Remain(NamedTuple):
    """Undecoded or wrongly decoded text, its place, and the key of its message."""

    form: str
    place: Place
    key: str


def undecoded(view: PairView) -> Iterator[Finding]:
    """Report references, escaped tags and wrongly decoded characters on one side: one finding for a pair.

    Right:
        `표는 5,000원이다.` / `Tickets cost ₩5,000.`
        `&lt;는 꺾쇠표의 문자 참조다.` / `&lt; is the reference of an angle bracket.`
        `Q&A는 3시에 연다.` / `The Q&A opens at 3.`
        `&lt;br&gt; 태그를 쓴다.` / `Use the &lt;hr&gt; tag.`
        `그의 별명은 “CAFÉ”다.` / `His nickname is “CAFÉ”.`
    Wrong (markup):
        `표는 5,000원이다.` / `Tickets cost &#8361;5,000.`
        `비가 왔다.` / `It &lt;b&gt;rained&lt;/b&gt;.`
        `비가 오지 않았다.` / `It didnâ€™t rain.`
        `그는 &quot;간다&quot;고 했다.` / `He said, “I will go.”`

    Limits: info if only the source has them, since the translation is not affected. Info too if both sides
    have them in different forms, since then the whole file is escaped.
    """
    if not view.has_both:
        return
    sources, targets = (list(_remains(passage)) for passage in (view.source, view.target))
    if not sources and not targets:
        return
    forms = {remain.form for remain in sources} & {remain.form for remain in targets}
    # Tags on both sides belong to a text about tags; whether they are the same ones is asked of all tags.
    about_tags = any(map(TAG.match, (remain.form for remain in sources)))
    own = [
        remain
        for remain in targets
        if remain.form not in forms and not (about_tags and TAG.match(remain.form))
    ]
    if own:
        key, place = own[0].key, own[0].place
        yield Finding("markup", target=place, key=key, severity="info" if sources else None, strength=0.9)
    elif sources and not targets:
        key = f"source_{sources[0].key}"
        yield Finding("markup", source=sources[0].place, key=key, severity="info", strength=0.9)


def _remains(passage: Passage) -> Iterator[_Remain]:
    """Yield the undecoded and wrongly decoded text of a passage, sentence by sentence, left to right."""
    for number in passage.numbers:
        text = passage.side.as_given(number).text
        if "&" not in text and (text.isascii() or WRONGLY_READ.search(text) is None):
            continue
        tags = list(TAG.finditer(text))
        inside = {match.start() for tag in tags for match in REFERENCE.finditer(text, *tag.span())}
        remains = [(tag.span(), "reference") for tag in tags]
        remains += [
            (reference.span(), "reference")
            for reference in REFERENCE.finditer(text)
            if reference.start() not in inside and is_reference(reference.group())
        ]
        remains += [
            (run.span(), "wrongly_read") for run in WRONGLY_READ.finditer(text) if _is_wrong(run.group())
        ]
        for (start, end), key in sorted(remains):
            local = passage.side.as_read(number, Span(start, end))
            yield _Remain(text[start:end], Place(number, local, text[start:end]), key)


def _is_wrong(run: str) -> bool:
    """Return whether a run of characters is really the bytes of other characters."""
    if run == "\ufffd" or TORN.match(run):
        return True
    decoded = shift_back(run, "utf-8")
    return decoded != run and _LIKELY.fullmatch(decoded) is not None


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
