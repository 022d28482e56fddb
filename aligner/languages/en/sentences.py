"""Splitting of English sentences: Punkt with hand-made parameters, then repairs for translated text.

Punkt is described in Kiss & Strunk (2006), "Unsupervised multilingual sentence boundary detection", and
implemented in nltk. Its trained models must be downloaded and were learnt from newswire of the 1990s.
Hand-made parameters, a table of abbreviations and one of words that begin sentences, need no download and do
better on news (F1 0.993 against 0.988, both without the repairs). Repairs cover what Punkt can't see: numeric
dates, list markers, the clause that names the speaker of a quotation, abbreviations that close a sentence,
and the space that machine translation loses after a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol, cast

from aligner.expressions import compiled
from aligner.languages.en.alone import load_alone
from aligner.languages.language import Quotes
from aligner.marks.quotations import enclosures
from aligner.marks.trailing import FACE_STARTS, FACES, PICTURES, footnote, has_picture_bullets, is_listed
from aligner.model.text import Span
from aligner.tables import read_table


class _Place(NamedTuple):
    """A place where a sentence may end: `end` is behind its closing marks, `start` is the next word."""

    end: int
    start: int


def english_cuts(text: str, quotes: Quotes) -> list[int]:
    """Return the offsets at which a new sentence begins in one paragraph, the first sentence left out."""
    protected = list(enclosures(text).protected(quotations=quotes == "whole"))
    starts = {span.start for span in protected}
    low, listed = _is_low(text), is_listed(text)
    places = {*_punkt_places(text), *_missed_places(text, listed), *_glued_places(text, starts)}
    if low:
        places.update(_low_places(text))
    trailing = _trailing(listed, has_picture_bullets(text))
    cuts: list[int] = []
    for place in _outside(protected, sorted(places)):
        last = cuts[-1] if cuts else 0
        behind = trailing.match(text, place.start)
        if behind is not None:
            place = _Place(place.end, behind.end())
        if not last < place.start < len(text) or _goes_on(text, place, last, low):
            continue
        # `"...operation." "We will not stop," he promised`: text is omitted between the two quotations; no
        # sentence ends there.
        if quotes == "whole" and place.start in starts and text[place.end - 1] in _CLOSING_QUOTES:
            continue
        cuts.append(place.start)
    return cuts


def _outside(protected: Iterable[Span], places: Iterable[_Place]) -> Iterator[_Place]:
    """Yield the places outside all protected quotations and brackets; both arguments are in text order."""
    spans = iter(protected)
    span = next(spans, None)
    for place in places:
        while span is not None and span.end <= place.end:
            span = next(spans, None)
        if span is None or place.end <= span.start:
            yield place


# ---------------------------------------------------------------- Punkt

# nltk gives each of its regexes five seconds for a text; 100,000 characters take half of one.
_CHUNK = 20_000
# With these modules Punkt learns and writes files; they bring http, ssl, subprocess and others with them.
_NOT_FOR_SPLITTING = (
    *("nltk.internals", "nltk.pathsec", "nltk.picklesec", "nltk.probability"),
    "nltk.tokenize.util",
)
_ORTHO_MIDDLE_LOWER = 1 << 5  # nltk's flag "seen in lower case inside a sentence"


class _Tokenizer(Protocol):
    def span_tokenize(self, text: str) -> Iterator[tuple[int, int]]: ...


@cache
def _punkt() -> _Tokenizer:
    punkt = load_alone("nltk.tokenize.punkt", _NOT_FOR_SPLITTING)
    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(_abbreviations())
    for _, row in read_table("en/sentence_starters.tsv"):
        # With this flag Punkt begins a sentence at the capitalised word, after abbreviations and initials too
        # ("plan B. The").
        parameters.ortho_context[row["surface"]] = _ORTHO_MIDDLE_LOWER
    return cast("_Tokenizer", punkt.PunktSentenceTokenizer(parameters))


# Punkt looks for ends only at these signs before a blank or another sign, which one sentence seldom has.
_INNER_STOP = compiled(r"[.?!]\W")


def _punkt_places(text: str) -> Iterator[_Place]:
    if not _INNER_STOP.search(text):
        return
    for start, end in _chunks(text):
        spans = list(_punkt().span_tokenize(text[start:end]))
        for (_, stop), (next_start, _) in pairwise(spans):
            if stop < next_start:  # if they are equal, Punkt has cut "?!" or "vanished.[1]" in two
                yield _Place(start + stop, start + next_start)


def _chunks(text: str) -> Iterator[Span]:
    """Yield the text in chunks of bounded length, cut after a word without a stop if there is one."""
    start = 0
    while len(text) - start > _CHUNK:
        end = start + _CHUNK
        while (space := text.rfind(" ", start + _CHUNK // 2, end)) > 0 and not text[space - 1].isalpha():
            end = space
        end = space + 1 if space > 0 else start + _CHUNK
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


# ---------------------------------------------------------------- places that Punkt does not see

_CLOSING_QUOTES = "\"”’'"
_STOPS = frozenset(".?!…")
_ELLIPSIS = compiled(r"(?<![.…])(?:…|\.\.)[.…]*+[\"”’')\]]*+(\s++)(?=[\"“‘'(\[]?[A-Z])")
_ABBREVIATION = compiled(
    r"(?<![A-Za-z.])([A-Za-z](?:[A-Za-z]|\.(?=[A-Za-z])){0,8})\.(\s++)([\"“‘'(\[]?[A-Z]\w*)"
)
_STOP_BLANK = compiled(r"\.\s")
_GLUED_ITEM = compiled(r"(?<=[a-z])[.?!]()(?=\(?\d{1,2}\)\s)")  # 1) Prices fell.2) Sales grew.
_WIDE = compiled(r"[。！？][\"”’')\]」』]*+(\s*)")


# "closed.1 It": a footnote number that is no longer superscript, after a word too long for an abbreviation.
_FLAT_FIGURE = r"(?<=[a-z]{4}\.)\d{1,2}(?=\s+[A-Z])"
_REMARK_GLUED = r"\([A-Za-z][^().?!\d]{1,18}\)(?=\s)"  # It was hard.(sighs) But


@cache
def _footnotes(listed: bool) -> re.Pattern[str]:
    """Return the pattern of a stop followed, without a blank, by a footnote mark, a remark or an emoji."""
    marks = rf"(?:{footnote(listed)}|{_REMARK_GLUED}|{_FLAT_FIGURE}|(?:{FACES}|[{PICTURES}]))"
    return compiled(rf"[.?!…][\"”’')\]]*+{marks}++(\s++)")


# Emoji in place of full stops: We opened today 🎉 Please come 🙏. Hearts are left out, for they can be words
# (I ❤️ Seoul). Stretches of `_FEWEST_WORDS` or less belong to a list (🏝️ Jeju 🏙️ Seoul).
_PICTURE_STOP = compiled(rf"(?<=[a-z]\s)(?:(?![♡♥❤\U0001f493-\U0001f49f])[{PICTURES}])++(\s++)(?=[A-Z][a-z])")
_ENDS_PICTURED = compiled(rf"[{PICTURES}]\s*$")
_FEWEST_WORDS = 3


def _pictured_places(text: str) -> Iterator[_Place]:
    """Yield the sentence ends of a paragraph whose sentences end in emoji instead of full stops."""
    if _ENDS_PICTURED.search(text, max(0, len(text) - 8)) is None or not _STOPS.isdisjoint(text):
        return
    places = [_Place(match.start(1), match.end()) for match in _PICTURE_STOP.finditer(text)]
    edges = [0, *(place.start for place in places), len(text)]
    if all(len(text[start:end].split()) > _FEWEST_WORDS for start, end in pairwise(edges)):
        yield from places


_FACE = compiled(r"[:;^_][-_)D^T<]")


@cache
def _faced() -> re.Pattern[str]:
    """Return the pattern of an emoji or face, without a stop, before a sentence starter."""
    words = "|".join(row["surface"].capitalize() for _, row in read_table("en/sentence_starters.tsv"))
    starts = f"[{PICTURES}{FACE_STARTS}]"
    return compiled(rf"(?={starts})(?<=[a-z\s])(?:{FACES}|[{PICTURES}])++(\s++)(?=(?:{words}|I)\b)")


@cache
def _trailing(listed: bool, bullets: bool) -> re.Pattern[str]:
    """Return the pattern of what follows a stop and a blank but belongs to the sentence: [3], (laughs)."""
    remarks = "|".join(row["surface"] for _, row in read_table("en/stage_remarks.tsv"))
    kinds = [rf"[(\[](?i:{remarks})[.!]?[)\]]", FACES]
    kinds += [] if listed else [r"\[\d{1,3}\]"]
    kinds += [] if bullets else [rf"[{PICTURES}]"]
    return compiled(rf"(?:(?:{'|'.join(kinds)})++\s*+)++")


def _missed_places(text: str, listed: bool) -> Iterator[_Place]:
    """Yield ends after an ellipsis, a footnote mark, a full-width stop or a closing abbreviation."""
    patterns = [_ELLIPSIS, _footnotes(listed)]
    if listed:
        patterns.append(_GLUED_ITEM)
    if not text.isascii():
        patterns.append(_WIDE)
        yield from _pictured_places(text)
    if not text.isascii() or _FACE.search(text):
        patterns.append(_faced())
    for pattern in patterns:
        for match in pattern.finditer(text):
            if match.end() < len(text) and text[match.end() : match.end() + 2] not in ("I ", "I'", "I’"):
                yield _Place(match.start(1), match.end())
    for match in _ABBREVIATION.finditer(text) if _STOP_BLANK.search(text) else ():
        word, following = match.group(1), match.group(3)
        written = _abbreviations().get(word.lower())
        if (written == "capital" and word.islower()) or (
            written == "closing" and following.lstrip("\"“‘'([") not in _after_closing()
        ):
            yield _Place(match.start(2), match.end(2))


# Stops without a blank: `the 14th.This trip`, `(MIT).The`, `left."He`. Two characters must precede, so that
# initials are excluded.
_GLUED = compiled(r"(?<=[a-z0-9)\]%][a-z0-9)\]%])[.?!]([\"”’)\]]?)(?=[\"“‘]?[A-Z][a-z]|A\s|I\s)")
_ADDRESS = compiled(r"[/@]|www\.", re.IGNORECASE)
_DOMAIN = compiled(r"(?:Com|Net|Org|Co|Kr|Gov|Edu|Io|Ai|Js|Tv|Me|Html?|Php|Pdf)\b")
_WORD_BEFORE = compiled(r"\S{1,40}$")
_WORD_AFTER = compiled(r"\S{1,40}")


def _glued_places(text: str, openers: set[int]) -> Iterator[_Place]:
    """Yield sentence ends after which the space is missing."""
    for match in _GLUED.finditer(text):
        stop = match.start()
        end = match.start(1) if match.start(1) in openers else match.end()
        before = _WORD_BEFORE.search(text, max(0, stop - 40), stop)
        after = _WORD_AFTER.match(text, match.end())
        if before is None or after is None:
            continue
        word = before.group().lstrip("\"“‘'([").lower()
        if word in _abbreviations() or _DOMAIN.match(after.group()):
            continue
        if not _ADDRESS.search(before.group()) and not _ADDRESS.search(after.group()):
            yield _Place(end, end)


# ---------------------------------------------------------------- English without capitals

_CAPITAL_START = compiled(r"[.?!][\"”’')\]]*\s+[\"“‘'(\[]?(?!I\b)[A-Z]")
_LOW_START = compiled(r"[.?!](?<=[a-z].)\s+[a-z]")
_DATE_END = compiled(r"\d\.$")
_QUOTE_END = compiled(r"[!?]['’]$")
_FIRST_LETTER = compiled(r"[^\W\d_]")
_LOW_WORD = compiled(r"(?<![A-Za-z.])([a-z]{2,8})\.(\s++)(?=[a-z])")
# Names that begin in lower case: The shop closed. de Vries left.
_LOW_NAME = compiled(
    r"(?:(?:de|del|den|der|van|von|la|le|da|di|dos|du|ten|ter|al|el|bin|ibn)[ -]){1,2}[A-Z][a-z]"
)


def _is_low(text: str) -> bool:
    """Return whether the sentences of a paragraph begin in lower case, as in chats and captions."""
    if _LOW_START.search(text) is None or _CAPITAL_START.search(text):
        return False
    first = _FIRST_LETTER.search(text)
    if first is not None and first.group().islower():
        return True
    return len(_LOW_START.findall(text)) > 1


def _low_places(text: str) -> Iterator[_Place]:
    """Yield ends after words that are abbreviations only with a capital: did it work? no. try again."""
    for match in _LOW_WORD.finditer(text):
        if _abbreviations().get(match.group(1)) == "capital":
            yield _Place(match.start(2), match.end())


def _begins_low(text: str, place: _Place, low: bool) -> bool:
    """Return whether a sentence may begin with the lower-case word at a place."""
    before = text[max(0, place.end - 3) : place.end]
    if not before.endswith((".", "!", "?")) or before.endswith(".."):
        return False
    word = _WORD_AFTER.match(text, place.start)
    if low:
        return word is not None and word.group() not in _never_first()
    return _LOW_NAME.match(text, place.start) is not None


@cache
def _never_first() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/never_first.tsv"))


# ---------------------------------------------------------------- places where a sentence goes on

# Capitals with full stops before a name: H.E. Ana Silva, J.R. Harper.
_DOTTED = compiled(r"(?<![A-Za-z.])(?:[A-Z]\.){2,4}$")

_LIST_LETTER = compiled(r"[a-z][.)]\s")
_LIST_MARKER = compiled(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")


def _goes_on(text: str, place: _Place, last_cut: int, low: bool) -> bool:
    """Return whether a sentence goes on at a place where Punkt or a repair sees an end."""
    head = text[place.start : place.start + 80]
    if head[0] == "." and head[1:2].isspace():  # dots with blanks between them: well . . . yes
        return True
    # A sentence may begin with iPhone or eBay, a list item with "b."
    if head[0].islower() and not head[1:2].isupper() and not _LIST_LETTER.match(head):
        return not _begins_low(text, place, low)
    if text[place.end - 2].isupper() and _DOTTED.search(text, max(last_cut, place.end - 10), place.end):
        word = _WORD_AFTER.match(head)
        return word is not None and word.group().lower() not in _starters()
    tail = text[max(last_cut, place.end - 12) : place.end]
    if head[0].isdigit() and _DATE_END.search(tail):  # a numeric date: 2024. 1. 14.
        return True
    if place.end - last_cut <= 6 and _LIST_MARKER.fullmatch(text[last_cut : place.end].strip()):
        return True
    if _QUOTE_END.search(tail):  # a title or slogan: 'Go together!' County declares
        return True
    return tail.endswith(_QUESTION_QUOTED) and _speaker_clause().match(head) is not None


_QUESTION_QUOTED = tuple(mark + quote for mark in "?!…" for quote in _CLOSING_QUOTES)


@cache
def _speaker_clause() -> re.Pattern[str]:
    verbs = "|".join(row["surface"] for _, row in read_table("en/reporting_verbs.tsv"))
    # A conjunction is no name of a speaker: “Is this for you?” When asked, he nodded.
    others = "|".join(
        row["surface"].capitalize()
        for _, row in read_table("en/sentence_starters.tsv")
        if row["speaks"] == "no"
    )
    return compiled(
        rf"(?!(?:{others})\b)(?:[A-Z][\w.'’-]*\s+){{1,4}}(?:{verbs})(?:[.,;:]|$|\s[^,.]{{0,40}}[.,]|\s(?:in|at|on|to)\s)"
    )


@cache
def _starters() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/sentence_starters.tsv"))


@cache
def _abbreviations() -> dict[str, str]:
    return {row["surface"]: row["written"] for _, row in read_table("en/abbreviations.tsv")}


@cache
def _after_closing() -> frozenset[str]:
    return frozenset(row["surface"] for _, row in read_table("en/after_closing.tsv"))
