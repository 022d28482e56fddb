"""Read literal tokens: parts of a text that a translation keeps letter by letter.

These are addresses, handles, hashtags, tags and placeholders of software, versions, codes, acronyms and
single letters. Each token is read once, by the first pattern of `FORMS` that matches there. All patterns are
in ASCII, so that a particle of another script, written right after a token, ends it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aligner.expressions import expression
from aligner.model.text import Span

_ALNUM = "A-Za-z0-9"
_RIGHT = "\N{RIGHT SINGLE QUOTATION MARK}"
# A host without a scheme has a path, or ends in one of the common top-level domains.
_DOMAINS = r"(?:com|net|org|io|kr|jp|uk|us|eu|info|biz|gov|edu|me|tv|ai|dev|app)"
# Others are known by a path behind them: links that are shortened, or of videos.
_WITH_PATH = r"(?:be|ly|gg|gl|to|fm|co|cc|shop|store|site|news)(?=/)"
_PATH = r"(?:/[A-Za-z0-9._~:/?#\[\]@!$&*+,;=%{}()-]*)?"
_HOST = rf"[{_ALNUM}](?:[{_ALNUM}-]*[{_ALNUM}])?(?:\.[{_ALNUM}](?:[{_ALNUM}-]*[{_ALNUM}])?)+"
_NOT_INSIDE = rf"(?<![{_ALNUM}_])"
_ENDS = rf"(?![{_ALNUM}_])"

# The forms in the order in which they are tried.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("address", expression(rf"{_NOT_INSIDE}(?:https?|ftp)://[!-;=?-~]+")),
    ("email", expression(rf"{_NOT_INSIDE}[{_ALNUM}._%+-]+@{_HOST}")),
    ("address", expression(rf"{_NOT_INSIDE}www\.{_HOST}(?::\d+)?{_PATH}")),
    (
        "address",
        expression(
            rf"(?<![{_ALNUM}_@./-])(?:[a-z0-9-]+\.)+(?:{_DOMAINS}|{_WITH_PATH})(?![{_ALNUM}_.-]*[{_ALNUM}_]){_PATH}"
        ),
    ),
    ("tag", expression(r"</?[a-z][a-z0-9-]*(?: [^<>]{0,80})?/?>|</?\d{1,2}/?>")),
    (
        "placeholder",
        expression(
            r"\{\w{1,30}, ?(?:plural|select|selectordinal),(?:[^{}]|\{[^{}]*\}){1,400}\}"
            r"|\{\{[^{}\n]{1,40}\}\}|\$\{[^{}\n]{1,40}\}|[%#]?\{[A-Za-z0-9_.-]{0,30}(?:[,:][^{}\n]{0,30})?\}"
            r"|(?<![\d%])%(?:\([A-Za-z_]\w*\)|\d\$)?[-+0]?\d*(?:\.\d+)?l{0,2}[sdifuxc@](?![A-Za-z0-9_])"
            r"|(?<![A-Za-z0-9$])\$(?:[a-z_][A-Za-z0-9_]*|[A-Z]{4,}(?![A-Za-z0-9])|[A-Z]+(?:_[A-Z0-9]+)+)"
            r"|(?<![A-Za-z0-9_])%[A-Z_]{2,20}%|(?<![\w%.,])%\d(?![\d%]|[.,]\d)"
        ),
    ),
    ("handle", expression(rf"(?<![{_ALNUM}_.@/])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?")),
    ("hashtag", expression(r"(?<![\w&/#])#(?=\w*[^\W\d_])\w{2,}")),
    (
        "identifier",
        expression(
            rf"(?<![{_ALNUM}_.$/-])(?:--[a-z][a-z0-9-]+|[A-Za-z][{_ALNUM}]*(?:_[{_ALNUM}]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+"
            rf"|[A-Za-z][{_ALNUM}_-]*\.(?:[a-z]{{2,4}}|[a-z]\d)|[a-z]+\.[a-z]+(?:[A-Z][a-z0-9]+)+"
            rf"|(?:[{_ALNUM}_.-]+/){{1,12}}[{_ALNUM}_-]+\.[a-z]{{2,4}})(?![{_ALNUM}_])"
        ),
    ),
    # Numbers with three parts are a version, numbers with two parts only after a v; dates with stops are
    # excluded.
    (
        "version",
        expression(r"(?<![\w.])v?\d{1,4}(?:\.\d{1,5}){2,3}(?:-[a-z0-9.]+)?(?![\d.]*\d)|(?<![\w.])v\d+\.\d+"),
    ),
    (
        "code",
        expression(
            rf"(?<![\w.$,/-])(?=[{_ALNUM}-]*[A-Za-z])(?=[{_ALNUM}-]*\d)[{_ALNUM}]+(?:-[{_ALNUM}]+)*{_ENDS}"
            rf"|(?<![\w.$,/-])(?!RH-)[A-Z]{{2,5}}-[A-Z]{_ENDS}(?!-)"
            r"|(?<=[^\W\d_] )7\d7-\d{1,3}(?![\w-])"
        ),
    ),
    (
        "acronym",
        expression(rf"[A-Z](?<![{_ALNUM}_.$@/].)(?:[A-Z]|&(?=[A-Z])){{1,6}}(?=s?{_ENDS})(?![-_./][a-z0-9])"),
    ),
    (
        "letter",
        expression(
            rf"[A-Z](?![{_ALNUM}_&/+-]|['{_RIGHT}](?!s\b)|\.(?!\W*\Z))"
            rf"(?:(?<![{_ALNUM}_.'{_RIGHT}&/-].)|(?<=[Rr][Hh][+-].))"
        ),
    ),
)
# Signs without which a text has no token of these forms, so that most texts are not searched for them.
NEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("@", ("email", "handle")),
    ("<", ("tag",)),
    ("#", ("hashtag",)),
    ("{", ("placeholder",)),
    ("%", ("placeholder",)),
    ("$", ("placeholder",)),
    ("://", ("address",)),
    ("_", ("identifier",)),
    ("--", ("identifier",)),
)
# Likewise for patterns, of which a text must match one; each begins with a sign that is found fast.
NEEDS_ONE_OF: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    # A letter before or after a digit, a hyphen before a digit, or a single capital after a hyphen.
    (expression(r"\d(?:-*[A-Za-z]|(?<=[A-Za-z-].))|-(?<=[A-Z]-)[A-Z](?![A-Za-z0-9])"), ("code",)),
)
# A stop inside a word or number. Without one, a text has no token of three forms, and they are not searched.
INNER_STOP = expression(r"\.[A-Za-z0-9]")
NEEDS_STOPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (INNER_STOP, ("address",)),
    (expression(r"\.[a-z](?:[a-z]|\d)"), ("identifier",)),
    (expression(r"\.\d"), ("version",)),
)
# A capital after a small letter, before another capital, or before no letter. Without one, a text has no
# token of three forms, and they are not searched.
ODD_CAPITAL = expression("[A-Z](?:[A-Z&]|(?![A-Za-z0-9])|(?<=[a-z].))")
NEEDS_CAPITALS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (expression("[A-Z](?<=[a-z].)"), ("identifier",)),
    (expression("[A-Z][A-Z&]"), ("acronym",)),
    (expression("[A-Z](?![A-Za-z0-9])"), ("letter",)),
)
# All these signs in one quick search. It begins with a set of their first characters.
SIGNS = expression(
    r"[@<#{%$_:.\-\dA-Z](?:(?<=[@<#{%$_])|(?<=:)//|(?<=-)-|(?<=\.)[A-Za-z\d]"
    r"|(?<=\d)(?:-*[A-Za-z]|(?<=[A-Za-z-].))|(?<=[A-Z])(?:[A-Z&]|(?![A-Za-z0-9])|(?<=[a-z].)))"
)
# Forms that a translation must keep unchanged. The forms in `SOFTWARE` are counted: one too many breaks a
# program.
KEPT = ("address", "email", "handle", "tag", "placeholder")
SOFTWARE = frozenset(["tag", "placeholder"])
_LAST = ".,;:!?'\"*\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_DATE = expression(r"(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])")
_COUNTED = expression(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s|[kKmM]?[mgLl]|[kKmMbBtTx]|[kKMG]?[Hh][zZ]|cc|[KMGT]B|am|pm|AM|PM)\Z"
)
# Words that begin with a number or have a part in small letters are no codes: `3-Deconstruct-Template`.
_WORDS = expression(r"\d+-[A-Za-z]+(?:-|\Z)|(?:.*-)?[A-Za-z]*[a-z]{3}[A-Za-z]*(?:-.*)?\Z")
# A placeholder with a text for each number or gender; only the language that needs them has them.
_FORMS_OF_WORD = expression(r"\{(\w+), ?(?:plural|select|selectordinal),")
_ROMAN = expression(r"(?=[IVXLCM]{2,})M*(?:C[MD]|D?C*)(?:X[CL]|L?X*)(?:I[XV]|V?I*)\Z")


class Literal(NamedTuple):
    """A literal token: its form, the key by which it is compared, and its span."""

    form: str
    key: str
    span: Span


def read_literals(text: str) -> tuple[Literal, ...]:
    """Read the literal tokens of a text, left to right; they do not overlap.

    Examples:
        >>> text = "Ask @dal_mook (www.example.kr), press <b>{0}</b>, take the KTX."
        >>> [(token.form, token.key) for token in read_literals(text)][:3]
        [('handle', '@dal_mook'), ('address', 'example.kr'), ('tag', '<b>')]
    """
    needed = _possible(text) if SIGNS.search(text) else ()
    if not needed:
        return ()
    taken = bytearray(len(text))
    tokens: list[Literal] = []
    for form, pattern in FORMS:
        if form not in needed:
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            end = _end(text, start, end) if form == "address" else end
            token = _literal(form, text[start:end], Span(start, end))
            if token:
                tokens.append(token)
            taken[start:end] = b"\1" * (end - start)
    return tuple(sorted(tokens, key=lambda token: token.span))


def _possible(text: str) -> set[str]:
    """Return the forms of which a text may have a token, by a quick search for their signs."""
    possible: set[str] = set()
    for sign, forms in NEEDS:
        if sign in text:
            possible.update(forms)
    capitals = NEEDS_CAPITALS if ODD_CAPITAL.search(text) else ()
    stops = NEEDS_STOPS if INNER_STOP.search(text) else ()
    for signs, forms in (*NEEDS_ONE_OF, *stops, *capitals):
        if signs.search(text):
            possible.update(forms)
    return possible


def _end(text: str, start: int, end: int) -> int:
    """Return the end of an address without marks of the sentence, or a bracket that was opened before it."""
    while end > start and (
        text[end - 1] in _LAST or (text[end - 1] in ")]}" and not _opens(text[start:end]))
    ):
        end -= 1
    return end


def _opens(address: str) -> bool:
    opening = {")": "(", "]": "[", "}": "{"}[address[-1]]
    return address.count(opening) >= address.count(address[-1])


def _literal(form: str, surface: str, span: Span) -> Literal | None:
    if form == "version":
        return None if _DATE.fullmatch(surface) else Literal(form, surface.removeprefix("v"), span)
    if form == "code":
        none = _COUNTED.match(surface) or _WORDS.match(surface)
        return None if none else Literal(form, surface.replace("-", "").upper(), span)
    if form == "acronym":
        return None if _ROMAN.match(surface) else Literal(form, surface, span)
    if form == "hashtag":
        return Literal(form, surface.lower(), span)
    if form in ("address", "email", "handle", "identifier"):
        return Literal(form, _plain_address(surface), span)
    if form == "placeholder" and (forms := _FORMS_OF_WORD.match(surface)):
        return Literal(form, f"{{{forms[1]}}}", span)
    return Literal(form, surface if form == "tag" else re.sub(r"\s+", "", surface), span)


def _plain_address(surface: str) -> str:
    """Return an address in small letters, without the optional parts: scheme, `www.` and closing slash."""
    plain = re.sub(r"^(?:https?|ftp)://", "", surface.lower())
    return plain.removeprefix("www.").rstrip("/")
