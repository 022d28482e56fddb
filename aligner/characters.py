"""Fold characters: replace signs that look alike to a reader by one form, and keep the way back.

News, bitexts and chats write equal texts in many ways: no-break and ideographic spaces, zero-width signs and
soft hyphens inside numbers, full-width digits, decomposed Hangul (NFD, as macOS writes file names), character
references that nobody decoded (`&nbsp;`), one of ten middle dots. All readers (sentences, quantities, names,
words, marks, checks) get the text that `fold` makes, in which each sign has one form; spans are converted
back to the text as given. A text without these signs is not changed.

Differences that the readers need are kept: curly and straight quotation marks, long dashes, and the
full-width marks after which a sentence ends without a space. An empty line stays an empty line, since no
number continues from one paragraph in the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.entities import html5, name2codepoint
from typing import NamedTuple
from unicodedata import normalize

from aligner.expressions import expression
from aligner.model.text import Folded, ReadSentence, Sentence

# One form for each group of equivalent signs. Full-width ! ? . end a sentence without a space and are kept.
_SAME = {
    "~": "\N{TILDE OPERATOR}\N{WAVE DASH}\N{SWUNG DASH}\N{SMALL TILDE}",
    "\N{MIDDLE DOT}": "\N{HANGUL LETTER ARAEA}\N{KATAKANA MIDDLE DOT}\N{HALFWIDTH KATAKANA MIDDLE DOT}"
    "\N{HYPHENATION POINT}\N{BULLET}\N{BULLET OPERATOR}\N{DOT OPERATOR}\N{GREEK ANO TELEIA}"
    "\N{TRIANGULAR BULLET}\N{HYPHEN BULLET}",
    "-": "\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}",
    "/": "\N{FRACTION SLASH}\N{DIVISION SLASH}",
    ":": "\N{RATIO}",
    " ": "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}\N{BRAILLE PATTERN BLANK}",
    "\N{CENT SIGN}": "\N{FULLWIDTH CENT SIGN}",
    "\N{POUND SIGN}": "\N{FULLWIDTH POUND SIGN}",
    "\N{YEN SIGN}": "\N{FULLWIDTH YEN SIGN}",
    "\N{WON SIGN}": "\N{FULLWIDTH WON SIGN}",
}
_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code) not in "!?."}
_ONE_FORM = _WIDE | {sign: form for form, signs in _SAME.items() for sign in signs}

# Signs without width: soft hyphen, joiners, marks of direction, byte order mark, variation selectors.
_NO_WIDTH = (
    "\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef"
)
_LETTERS_APART = "\u0300-\u036f\u1100-\u11ff"
_LIST_SIGNS = "\u25a0\u25a1\u25aa\u25ab\u25b6-\u25b8\u25ba\u25c6\u25c7\u25cb\u25cf\u25e6\u25fc-\u25fe"
_FORMS = expression("[" + re.escape("".join(_ONE_FORM)) + "]")
_ODD_BLANKS = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# One set without classes such as \s, which the engine looks up faster.
_ODD = expression(
    f"[{_ODD_BLANKS}{_NO_WIDTH}{_LETTERS_APART}\uff0e{_LIST_SIGNS}\xc2\xc3\xe2{re.escape(''.join(_ONE_FORM))}]"
)

# `&amp;nbsp;` was escaped twice. Tokenisers leave spaces inside (`& quot ;`), which are read only for the
# commonest names. The names are those of HTML 4 and of ASCII signs; longer lists hold words of everyday
# texts.
_NAMED = {name: chr(code) for name, code in name2codepoint.items()} | {
    name.removesuffix(";"): sign
    for name, sign in html5.items()
    if len(sign) == 1 and sign.isascii() and not sign.isalnum()
}
REFERENCE = expression(
    r"&(?:(?:amp|\#0*38|\#x0*26);)*(?:\#(\d{2,7})(?:;|(?![\d;]))|\#[xX]([\da-fA-F]{2,6});|([A-Za-z]+\d*);"
    r"|(nbsp|quot|amp|lt|gt)(?![A-Za-z\d=])| ?(\#39|quot|amp|lt|gt|apos|nbsp) ?;)"
)
_NOTHING = expression(f"[{_NO_WIDTH}]+")
# Editors of news sites put a zero-width space after the full stop, instead of a space.
_BLANK_BETWEEN = expression(r"(?<=[.!?\u2026\"\u201d\u2019')\]])\u200b+(?=[^\W\d_]|[\"\u201c\u2018'(\[])")
_APART = expression(
    r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|[^\W\d_][\u0300-\u036f]+"
)
# Spaces that keep groups of three digits together on one line; other spaces separate two numbers.
_GROUP_BLANK = expression(r"[\xa0\u202f\u2009\u2007]")
_GROUPS = expression(
    r"(?<![\d.,])(?<!\d[\xa0\u202f\u2009\u2007])\d{1,3}(?:[\xa0\u202f\u2009\u2007]\d{3})+"
    r"(?!\d|[\xa0\u202f\u2009\u2007]\d)"
)
_WIDE_POINT = expression(r"(?<=\d)\uff0e(?=\d)")
# A dash right before a number, after a space or a bracket, is a minus sign, unless it joins two numbers.
_DASH_AS_SIGN = expression(r"(?:(?<=[^\d\s]\s)|(?<=[(\[]))\u2013(?=[$€£¥₩]?\d)")
# Bullets at the start of a line, of any shape.
_LIST_SIGN = expression(rf"(?:^|(?<=\n))(\s*)[{_LIST_SIGNS}](?=\s)")
_BLANKS = expression(rf"[{_ODD_BLANKS} ](?:\s+|(?<! ))")
# The hyphen of a word that was cut at the end of a wrapped line, and the quotation signs of an e-mail before
# the next line.
_LINE_END = expression(r"(?<=[a-z])-[^\S\n]*\n(?:[^\S\n]|>)*(?=[a-z])|\n[^\S\n]*>(?:[^\S\n]|>)*")
_WALL = expression(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n")


def _read_as_cp1252(sign: str) -> str:
    """Return a sign in UTF-8, decoded as cp1252 byte by byte; the five bytes that it lacks as Latin-1."""
    return "".join(
        bytes((byte,)).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
        for byte in sign.encode()
    )


# Marks, dashes, signs and small letters of Latin-1. Capitals with an accent are left out: wrongly decoded,
# they look like a capital before a closing mark.
_WRONGLY_READ_SIGNS = {
    _read_as_cp1252(chr(code)): chr(code)
    for code in (*range(0xA0, 0xC0), *range(0xE0, 0x100), *range(0x2010, 0x2027), 0x20AC, 0x2122)
}
_WRONGLY_READ = expression("|".join(map(re.escape, sorted(_WRONGLY_READ_SIGNS))))


def is_reference(form: str) -> bool:
    """Whether the whole of a form is a character reference.

    Examples:
        >>> is_reference("&amp;"), is_reference("&Co;")
        (True, False)
    """
    reference = REFERENCE.fullmatch(form)
    return reference is not None and _character(reference) != form


def is_plain(text: str) -> bool:
    """Whether a text holds no sign that `fold` would change."""
    if "&" in text or "  " in text:
        return False
    return _ODD.search(text) is None and ("\N{EN DASH}" not in text or _DASH_AS_SIGN.search(text) is None)


class _Step(NamedTuple):
    """One rule of the fold.

    Attributes:
        name: Name of the rule.
        signs: Matches a sign that every text with work for this rule holds; it is faster than `taken`.
        taken: Matches the stretch that is replaced.
        put: Returns the replacement for a match.
    """

    name: str
    signs: re.Pattern[str]
    taken: re.Pattern[str]
    put: Callable[[re.Match[str]], str]


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, *names = reference.groups()
    name = next((name for name in names if name), "")
    if name == "#39":
        return "'"
    if name:
        return _NAMED.get(name, reference.group())
    return unescape(f"&#{decimal};" if decimal else f"&#x{hexadecimal};") or "\ufffd"


def _blank(run: re.Match[str]) -> str:
    return "\n\n" if _WALL.search(run.group()) else " "


# The order matters: a reference may be any sign, and spaces become neighbours when a sign between them is
# removed.
STEPS = (
    _Step("reference", expression("&"), REFERENCE, _character),
    _Step(
        "wrongly read",
        expression("[\xc2\xc3\xe2]"),
        _WRONGLY_READ,
        lambda found: _WRONGLY_READ_SIGNS[found.group()],
    ),
    _Step("blank without width", expression("\u200b"), _BLANK_BETWEEN, lambda found: " "),
    _Step("no width", _NOTHING, _NOTHING, lambda found: ""),
    _Step(
        "letters apart",
        expression(f"[{_LETTERS_APART}]"),
        _APART,
        lambda found: normalize("NFC", found.group()),
    ),
    _Step("one form", _FORMS, _FORMS, lambda found: _ONE_FORM[found.group()]),
    _Step("wide point", expression("\uff0e"), _WIDE_POINT, lambda found: "."),
    _Step("dash as sign", expression("\u2013"), _DASH_AS_SIGN, lambda found: "-"),
    _Step(
        "list sign",
        expression(f"[{_LIST_SIGNS}]"),
        _LIST_SIGN,
        lambda found: f"{found[1]}\N{MIDDLE DOT}",
    ),
    _Step("groups", _GROUP_BLANK, _GROUPS, lambda found: _GROUP_BLANK.sub(",", found.group())),
    _Step("line end", expression("\n"), _LINE_END, lambda found: "" if found[0][0] == "-" else "\n"),
    _Step("blanks", _BLANKS, _BLANKS, _blank),
)


def fold(text: str, inside_word: re.Pattern[str] | None = None) -> Folded | None:
    """Fold a text; None if nothing in it changes.

    Args:
        text: Any text.
        inside_word: Matches line ends inside a word, by the rules of the language (`Splitting.inside_word`).

    Examples:
        >>> from aligner.model.text import Span
        >>> folded = fold("two\\n  hours")
        >>> folded.text, folded.back(Span(4, 9))
        ('two hours', Span(start=6, end=11))
        >>> fold("two hours") is None
        True
    """
    if is_plain(text):
        return None
    folded = Folded(text, text, range(len(text)), range(1, len(text) + 1))
    if inside_word is not None:
        folded = _after(_Step("inside word", inside_word, inside_word, lambda found: ""), folded)
    for step in STEPS:
        if step.signs.search(folded.text):
            folded = _after(step, folded)
    return None if folded.text == text else folded


# Letters that Unicode does not take apart, by the plain letter that sounds most like them.
_PLAIN_LETTERS = dict(zip("øđðıħŧßæœþ", "oddihtseet", strict=True))
# Letters with a caron, ł and ş sound so unlike the plain letter that they are left as they are.
_MARKED = expression(
    r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u010b\u0110-\u0119\u011c-\u0140\u0143-\u0146\u0149-\u0157"
    r"\u015a-\u015d\u0162-\u017c\u017f-\u024f\u1e00-\u1eff]"
)


def without_accents(text: str) -> str:
    """Return the text with plain Latin letters instead of those with marks, one for one: offsets stay.

    Examples:
        >>> without_accents("José Müller, Nguyễn")
        'Jose Muller, Nguyen'
    """
    return text if text.isascii() else _MARKED.sub(_plain_letter, text)


def _plain_letter(marked: re.Match[str]) -> str:
    letter = normalize("NFD", marked[0])[0]
    if letter.isascii():
        return letter
    plain = _PLAIN_LETTERS.get(letter.lower(), letter)
    return plain.upper() if letter.isupper() else plain


def folded_text(text: str) -> str:
    """Fold a text for callers that need no spans; returns `text` itself if nothing in it changes."""
    folded = fold(text)
    return folded.text if folded else text


def read_sentence(sentence: Sentence, inside_word: re.Pattern[str] | None = None) -> Sentence:
    """Fold a sentence; returns a `ReadSentence` if its text changes. `inside_word` is as in `fold`."""
    folded = fold(sentence.text, inside_word if "\n" in sentence.text else None)
    if folded is None:
        return sentence
    return ReadSentence(folded.text, sentence.span, sentence.paragraph, sentence.role, folded)


def _after(step: _Step, folded: Folded) -> Folded:
    """Apply a step to a folded text.

    If a replacement has the length of the stretch, each of its characters keeps its place in the text as
    given; otherwise each of them has the place of the whole stretch.
    """
    text, done = folded.text, 0
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in step.taken.finditer(text):
        start, end = match.span()
        put = step.put(match)
        pieces += text[done:start], put
        if len(put) == end - start:
            starts += folded.starts[done:end]
            ends += folded.ends[done:end]
        else:
            starts += *folded.starts[done:start], *(folded.starts[start],) * len(put)
            ends += *folded.ends[done:start], *(folded.ends[end - 1],) * len(put)
        done = end
    if not pieces:
        return folded
    starts += folded.starts[done:]
    ends += folded.ends[done:]
    return Folded("".join((*pieces, text[done:])), folded.given, starts, ends)
