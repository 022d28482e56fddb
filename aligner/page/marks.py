"""What a line is by itself: a byline, a date line, a caption, a piece of furniture, or not told yet.

Grammar is here, words are tables (`ko/page_*.tsv`, `en/page_*.tsv`,
`ko_en/page_captions.tsv`). Only what a line's own form gives away is decided here; what its place
gives away is left to `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from aligner.model.errors import TableError
from aligner.model.text import Language, Role
from aligner.page.lines import LATIN, SYLLABLE, Piece
from aligner.page.prose import fold, is_final
from aligner.tables import read_table

CLOSING = "\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)]】》〉>.!?"
DIGIT = re.compile(r"\d")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
URL = re.compile(r"(?:https?://|www\.)\S+")

# 2024/01/14, 2024-01-14, 2024. 1. 14., 2024년 1월 14일, January 14, 2024, 14 Jan 2024
DATE = re.compile(
    r"\d{4}\s?[./년-]\s?\d{1,2}\s?[./월-]\s?\d{1,2}(?:\s?일|\.)?"
    r"|\b[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\b\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}",
)
CLOCK = re.compile(
    r"(?:오전|오후|[ap]\.?m\.?)?\s?\d{1,2}\s?[:시]\s?\d{2}(?:\s?분|:\d{2})?\s?(?:[apAP]\.?[mM]\.?)?"
)

# `뉴스 > 사회 > 사건`, `홈 | 정치 | 경제`: signs between words of a menu.
TRAIL = re.compile(r"\s(?:>|\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}|»|〉|▷|\||│|ㅣ)\s")
TAGS = re.compile(r"(?:#\S+\s*)+$")
LINK_SIGN = re.compile(r"[▶►☞☛☎✉▷👉]")
RIGHTS = re.compile(r"[©ⓒⒸ]|\([cC]\)\s?\S")

LONGEST_BYLINE = 70
LONGEST_FURNITURE = 60
LONGEST_LEGAL = 200
# Share of the line such phrases must make up: `most popular` in a line of the article is no button.
MAIN_PART: dict[Language, float] = {"ko": 0.25, "en": 0.5}
CREDIT_TAIL = 60  # characters at the end of a caption in which the credit stands


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases of furniture by where in a line they count, folded as `fold` does."""

    line: frozenset[str] = frozenset()
    start: tuple[str, ...] = ()
    inside: re.Pattern[str] | None = None
    legal: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The furniture tables of both languages."""

    by_language: dict[Language, Furniture] = field(default_factory=dict)


def _any_of(phrases: Iterable[str], language: Language) -> re.Pattern[str] | None:
    choice = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    if not choice:
        return None
    return re.compile(rf"\b(?:{choice})\b" if language == "en" else choice)


@cache
def furniture_words() -> Words:
    """The tables as they come with the package."""
    return Words({"ko": _furniture("ko"), "en": _furniture("en")})


def _furniture(language: Language) -> Furniture:
    found: dict[str, list[str]] = {"line": [], "start": [], "inside": [], "legal": []}
    for place, row in read_table(f"{language}/page_furniture.tsv"):
        if row["where"] not in found:
            raise TableError(f"{place}: where is {row['where']!r}, not one of {', '.join(found)}")
        found[row["where"]].append(fold(row["surface"], language))
    return Furniture(
        line=frozenset(found["line"]),
        start=tuple(found["start"]),
        inside=_any_of(found["inside"], language),
        legal=_any_of(found["legal"], language),
    )


def mark_of(piece: Piece, words: Words) -> Role | None:
    """What a line is by its own form; None where only its place can tell."""
    text = piece.text
    if is_dateline(text):
        return "dateline"
    if piece.language is None:
        # Digits or a quotation mark may be the rest of a wrapped sentence; a row of signs is a rule across
        # the page.
        rest = DIGIT.search(text) is not None or not text.strip(CLOSING)
        return None if rest else "furniture"
    if is_caption(text):
        return "caption"
    if is_byline(text, piece.language):
        return "byline"
    if is_link_or_menu(text) or has_furniture_words(text, piece.language, words):
        return "furniture"
    return None


def is_caption(text: str) -> bool:
    """A sign such as ▲ in front, or a photo credit that is all there is or stands at the end.

    Examples:
        >>> [is_caption(t) for t in ("▲ 개막식 모습", "(사진제공: 군청)", "사진을 찍었다.")]
        [True, True, False]
    """
    marks, credit = _caption_forms()
    if text[:1] in marks:
        return len(text) > 2
    tail = text[-CREDIT_TAIL:]
    found = credit.search(tail)
    if found is None:
        return False
    # A credit after a whole sentence of the article ("…했다. 사진=도청") still makes the line a caption: only
    # captions carry one. In running text no sign or colon follows the word.
    return len(tail) - found.end() <= 40 and not text.endswith(("다.", '."', ".”"))


@cache
def _caption_forms() -> tuple[frozenset[str], re.Pattern[str]]:
    marks, credits = set(), []
    for place, row in read_table("ko_en/page_captions.tsv"):
        if row["kind"] not in ("mark", "credit"):
            raise TableError(f"{place}: kind is {row['kind']!r}, not mark or credit")
        if row["kind"] == "mark":
            marks.add(row["surface"])
        else:
            credits.append(r"\s?".join(map(re.escape, row["surface"].replace(" ", ""))))
    choice = "|".join(sorted(credits, key=len, reverse=True))
    credit = rf"(?:^|[(\[【</]\s?|\s)(?:{choice})\s?(?:[=:ⓒ©/|]|by\b|courtesy\b|provided\b)"
    return frozenset(marks), re.compile(credit, re.IGNORECASE)


def is_byline(text: str, language: Language) -> bool:
    """A short line with a name and a title, an e-mail address or both.

    Examples:
        >>> [is_byline(t, "ko") for t in ("[솔빛=한바다 기자]", "윤슬기 선임기자 yoon@news.kr", "기자 회견")]
        [True, True, False]
        >>> [is_byline(t, "en") for t in ("By Han Ba-da, staff reporter", "Reporter Sues Paper")]
        [True, True]
    """
    if len(text) > LONGEST_BYLINE:
        return False
    rest = EMAIL.sub(" ", text)
    if rest != text and len(SYLLABLE.findall(rest)) <= 8 and len(LATIN.findall(rest)) <= 30:
        return not text.endswith("다") and not re.search(r"[가-힣]{2}(?:니다|세요)", rest)
    return BYLINES[language](rest)


@cache
def _korean_titles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = [row for _, row in read_table("ko/page_bylines.tsv")]
    titles = tuple(row["surface"] for row in rows if row["kind"] == "title")
    return titles, tuple(row["surface"] for row in rows if row["kind"] == "desk")


def _is_korean_byline(text: str) -> bool:
    titles, desks = _korean_titles()
    tokens = re.sub(r"[^\w○]+", " ", text).split()
    if not 1 <= len(tokens) <= 8 or DIGIT.search(text) is not None:
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


@cache
def _english_titles() -> re.Pattern[str]:
    titles = sorted((row["surface"] for _, row in read_table("en/page_bylines.tsv")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b", re.IGNORECASE)


def _is_english_byline(text: str) -> bool:
    parts = re.split(r"\s+and\s+|\s*[&·;]\s*|,\s+(?=[Rr]eporter|[Bb]y )", text)
    return all(_names_one_writer(part) for part in parts)


def _names_one_writer(text: str) -> bool:
    words = re.sub(r"[^\w.'\N{RIGHT SINGLE QUOTATION MARK}-]+", " ", text).strip(" -").split()
    if not 2 <= len(words) <= 9:
        return False
    if words[0] in ("By", "BY", "by"):
        return words[1][:1].isupper() and len(words) <= 8 and not text.rstrip().endswith((".", "!", "?"))
    plain = " ".join(words)
    found = _english_titles().search(plain)
    if found is None or plain.endswith("."):
        return False
    before, after = plain[: found.start()].split(), plain[found.end() :].split()
    named = [
        word for word in before + after if word not in ("of", "the", "in", "for", "at", "Staff", "Senior")
    ]
    return 1 <= len(named) <= 5 and len(after) <= 3 and all(word[:1].isupper() for word in named)


BYLINES: dict[Language, Callable[[str], bool]] = {"ko": _is_korean_byline, "en": _is_english_byline}


# `[서울=통신] 박 아무개 기자 = `, `(Seoul=Agency) Reporter Park = `: an equals sign ends a byline that runs
# into the text.
LEADING_BYLINE = re.compile(r"\s*(?:[\[(【][^\])】=]{1,30}=[^\])】]{1,40}[\])】])?[^=.!?]{0,40}=\s+(?=\S)")


def cut_byline(text: str) -> int:
    """Where the text begins in a line that opens with a byline, 0 if it does not.

    Examples:
        >>> line = "[무주=새벽통신] 한바다 기자 = 군이 도로를 넓힌다."
        >>> line[cut_byline(line):]
        '군이 도로를 넓힌다.'
    """
    found = LEADING_BYLINE.match(text, 0, 120)
    if found is None or len(text) < found.end() + 8:
        return 0
    head = found.group().strip(" =")
    language: Language = "ko" if SYLLABLE.search(head) else "en"
    return found.end() if is_byline(head, language) else 0


def is_dateline(text: str) -> bool:
    """A date with hardly anything beside it: `기사입력: 2024/01/14 [18:05]`, `Updated January 14, 2024`."""
    if len(text) > LONGEST_FURNITURE + 20 or not DIGIT.search(text):
        return False
    if not DATE.search(text):
        return False
    rest = CLOCK.sub("", DATE.sub("", text))
    return (
        len(SYLLABLE.findall(rest)) <= 10
        and len(LATIN.findall(rest)) <= 16
        and not rest.rstrip().endswith("다")
    )


def is_link_or_menu(text: str) -> bool:
    """Forms that need no words: a trail of sections, tags, a bare address, a rights sign, a pointing hand."""
    if RIGHTS.search(text) and len(text) <= LONGEST_LEGAL:
        return True
    if len(text) > 120 or is_final(text):
        return False
    return bool(
        TRAIL.search(text)
        or TAGS.match(text)
        or LINK_SIGN.match(text)
        or URL.fullmatch(text)
        or (len(URL.sub("", text)) < 12 and URL.search(text))
    )


def has_furniture_words(text: str, language: Language, words: Words) -> bool:
    """Whether the furniture tables know the line."""
    if len(text) > LONGEST_LEGAL or language not in words.by_language:
        return False
    table = words.by_language[language]
    folded = fold(text, language)
    if table.legal is not None and table.legal.search(folded):
        return True
    if len(text) > LONGEST_FURNITURE or (is_final(text) and len(text) > 25):
        return False
    found = table.inside.findall(folded) if table.inside is not None else []
    if found and sum(map(len, found)) >= MAIN_PART[language] * len(folded):
        return True
    if any(folded.startswith(start) for start in table.start):
        return True
    return _only_line_words(text, language, table)


def _only_line_words(text: str, language: Language, table: Furniture) -> bool:
    """`트위터 페이스북 카카오톡`: several buttons in one line."""
    if not table.line:
        return False
    parts = [fold(part, language) for part in re.split(r"[\s|/·,]+", text)]
    known = [part in table.line for part in parts if part and not part.isdigit()]
    return fold(text, language) in table.line or (bool(known) and all(known))
