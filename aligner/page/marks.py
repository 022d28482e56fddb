"""Find the role that the form of a line gives away: byline, date line, caption or furniture.

The words are in tables of the languages and of the pair, `page_*.tsv`. If only the place of a line can tell
its role, it is left open here and decided later, in `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from aligner.expressions import expression
from aligner.languages import language as record_of
from aligner.model.errors import TableError
from aligner.model.text import LanguageCode, Role
from aligner.page.forms import Forms, fold_line
from aligner.page.lines import Piece
from aligner.pairs import LanguagePair
from aligner.tables import read_table

CLOSING = "\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)]】》〉>.!?"
_DIGIT = expression(r"\d")
EMAIL = expression(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
URL = expression(r"(?:https?://|www\.)\S+")

TAGS = expression(r"(?:#\S+\s*)+$")
LINK_SIGN = expression(r"[▶►☞☛☎✉▷👉]")
# `318 - The Junior Post.rtf`: the title of a page of a document site.
FILE_NAME = expression(r"\w\.(?:rtf|docx?|pdf|hwpx?|pptx?|xlsx?|odt|epub|txt)\b", re.IGNORECASE)
# A field to be filled in: `사용자: (  ) 시간`, `Included: [ ]`, `Name: ____`. A gap in a sentence has no
# colon.
BLANK_FIELD = expression(r":\s*(?:\[\s+\]|\(\s+\)|_{3,})")
# A heading between rules, as mail programs write it: `-----Original Message-----`.
RULED = expression(r"[>\s]*-*[^-]+-{4,}\s*")
# One set of signs comes first, which the regex engine finds much faster.
RIGHTS = expression(r"[©ⓒⒸ(](?:(?<!\()|[cC]\)\s?\S)")
_GAPS = expression(r"[\s|/·,]+")

LONGEST_BYLINE = 70
LONGEST_FURNITURE = 60
LONGEST_LEGAL = 200
CREDIT_TAIL = 60  # characters at the end of a caption in which the credit is searched


@dataclass(frozen=True, slots=True)
class Furniture:
    """Phrases of furniture, folded with `fold_line`.

    Attributes:
        line: Phrases that make furniture of a line that holds nothing else.
        start: Phrases that make furniture of a line that begins with them.
        inside: Phrases that make furniture of a line of which they are the main part.
        legal: Phrases of legal notes, which make furniture of a line wherever they occur in it.
    """

    line: frozenset[str] = frozenset()
    start: tuple[str, ...] = ()
    inside: re.Pattern[str] | None = None
    legal: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The furniture phrases of each language of a page."""

    by_language: dict[LanguageCode, Furniture] = field(default_factory=dict)


def _any_of(phrases: Iterable[str], edge: str) -> re.Pattern[str] | None:
    choice = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    if not choice:
        return None
    return expression(f"{edge}(?:{choice}){edge}")


@cache
def furniture_words(pair: LanguagePair) -> FurnitureWords:
    """Read the furniture tables of the languages of a pair."""
    return FurnitureWords({code: _furniture(code) for code in pair.codes})


def _furniture(code: LanguageCode) -> Furniture:
    phrases: dict[str, list[str]] = {"line": [], "start": [], "inside": [], "legal": []}
    record = record_of(code)
    for place, row in read_table(record.page.furniture) if record.page.furniture else ():
        if row["where"] not in phrases:
            raise TableError(f"{place}: where is {row['where']!r}, not one of {', '.join(phrases)}")
        phrases[row["where"]].append(fold_line(row["surface"], spaced=record.page.spaced))
    return Furniture(
        line=frozenset(phrases["line"]),
        start=tuple(phrases["start"]),
        inside=_any_of(phrases["inside"], record.edge),
        legal=_any_of(phrases["legal"], record.edge),
    )


def mark_of(piece: Piece, words: FurnitureWords, forms: Forms) -> Role | None:
    """Return the role that the form of a line gives away; None where only its place can tell."""
    text = piece.text
    if is_dateline(text, forms):
        return "dateline"
    if piece.language is None:
        # Digits or a quotation mark may be the rest of a wrapped sentence; a row of signs is a rule across
        # the page.
        rest = _DIGIT.search(text) is not None or not text.strip(CLOSING)
        return None if rest else "furniture"
    if is_caption(text, forms):
        return "caption"
    if is_byline(text, piece.language, forms):
        return "byline"
    if is_link_or_menu(piece, forms) or has_furniture_words(piece, piece.language, words, forms):
        return "furniture"
    return None


def is_caption(text: str, forms: Forms) -> bool:
    """Whether a line is a caption: it begins with a sign such as ▲, or ends with a photo credit.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> [is_caption(t, forms) for t in ("▲ 개막식 모습", "(사진제공: 군청)", "사진을 찍었다.")]
        [True, True, False]
    """
    marks, credit = _caption_forms(forms.pair)
    if text[:1] in marks:
        return len(text) > 2
    tail = text[-CREDIT_TAIL:]
    credited = credit.search(tail)
    if credited is None:
        return False
    # A credit after a whole sentence of the article ("…했다. 사진=도청") still makes the line a caption: only
    # captions carry one. In running text no sign or colon follows the word.
    statements = tuple(f"{ending}." for manners in forms.both for ending in manners.statements)
    return len(tail) - credited.end() <= 40 and not text.endswith((*statements, '."', ".”"))


@cache
def _caption_forms(pair: LanguagePair) -> tuple[frozenset[str], re.Pattern[str]]:
    marks, credits, firsts = set(), [], set[str]()
    for place, row in read_table(pair.page.captions) if pair.page.captions else ():
        if row["kind"] not in ("mark", "credit"):
            raise TableError(f"{place}: kind is {row['kind']!r}, not mark or credit")
        if row["kind"] == "mark":
            marks.add(row["surface"])
        else:
            first, *rest = map(re.escape, row["surface"].replace(" ", ""))
            credits.append(r"\s?".join((f"(?<={first})", *rest)))
            firsts |= {first.lower(), first.upper()}
    choice = "|".join(sorted(credits, key=len, reverse=True)) or "(?!)"
    credited = "|".join((r"[=:ⓒ©/|]", *pair.first.page.credited, *pair.second.page.credited))
    # The set of all first letters comes first, which the regex engine finds much faster.
    begins = rf"[{''.join(sorted(firsts)) or 'x'}](?<![^\s(\[【</].)"
    return frozenset(marks), expression(rf"{begins}(?i:(?:{choice})\s?(?:{credited}))")


def is_byline(text: str, language: LanguageCode, forms: Forms) -> bool:
    """Whether a line is a byline: it is short and has a name and a title, an e-mail address, or both.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> korean = ("[솔빛=한바다 기자]", "윤슬기 선임기자 yoon@news.kr", "기자 회견")
        >>> [is_byline(text, "ko", forms) for text in korean]
        [True, True, False]
        >>> english = ("By Han Ba-da, staff reporter", "Reporter Sues Paper")
        >>> [is_byline(text, "en", forms) for text in english]
        [True, True]
    """
    if len(text) > LONGEST_BYLINE:
        return False
    rest = EMAIL.sub(" ", text) if "@" in text else text
    first, second = forms.both
    if rest != text and _holds_little(rest, forms, first.byline_rest, second.byline_rest):
        return not _is_statement(text, forms) and not any(
            manners.speaks.search(rest) for manners in forms.both if manners.speaks
        )
    return forms.manners(language).is_byline(rest)


def _holds_little(text: str, forms: Forms, most_of_first: int, most_of_second: int) -> bool:
    first, second = forms.counts(text)
    return first <= most_of_first and second <= most_of_second


def _is_statement(text: str, forms: Forms) -> bool:
    return text.endswith((*forms.pair.first.page.statements, *forms.pair.second.page.statements))


# A byline that runs into the text, with an equals sign at its end: `[서울=통신] 박 아무개 기자 = `,
# `(Seoul=Agency) Reporter Park = `.
LEADING_BYLINE = expression(r"\s*(?:[\[(【][^\])】=]{1,30}=[^\])】]{1,40}[\])】])?[^=.!?]{0,40}=\s+(?=\S)")


def cut_byline(text: str, forms: Forms) -> int:
    """Return where the text begins in a line that opens with a byline; 0 if it opens with none.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> line = "[무주=새벽통신] 한바다 기자 = 군이 도로를 넓힌다."
        >>> line[cut_byline(line, forms_of(pair_of("ko", "en"))):]
        '군이 도로를 넓힌다.'
    """
    byline = LEADING_BYLINE.match(text, 0, 120)
    if byline is None or len(text) < byline.end() + 8:
        return 0
    head = byline.group().strip(" =")
    return byline.end() if is_byline(head, forms.language_of_line(head), forms) else 0


def is_dateline(text: str, forms: Forms) -> bool:
    """Whether a line has a date and hardly anything else: `기사입력: 2024/01/14 [18:05]`."""
    if len(text) > LONGEST_FURNITURE + 20 or not _DIGIT.search(text):
        return False
    if not forms.date.search(text):
        return False
    rest = forms.clock.sub("", forms.date.sub("", text))
    first, second = forms.both
    little = _holds_little(rest, forms, first.dateline_rest, second.dateline_rest)
    return little and not _is_statement(rest.rstrip(), forms)


def is_link_or_menu(piece: Piece, forms: Forms) -> bool:
    """Whether a line is furniture by its signs alone, whatever its words.

    These are a trail of sections, tags, a bare address, a rights sign and a pointing hand, among others.
    """
    text = piece.text
    if RIGHTS.search(text) and len(text) <= LONGEST_LEGAL:
        return True
    if len(text) > 120 or piece.final:
        return False
    return bool(
        forms.trail.search(text)
        or TAGS.match(text)
        or FILE_NAME.search(text)
        or RULED.fullmatch(text)
        or BLANK_FIELD.search(text)
        or LINK_SIGN.match(text)
        or URL.fullmatch(text)
        or (len(URL.sub("", text)) < 12 and URL.search(text))
    )


def has_furniture_words(piece: Piece, language: LanguageCode, words: FurnitureWords, forms: Forms) -> bool:
    """Whether a line is furniture by its words, as the furniture tables of its language have them."""
    text = piece.text
    if len(text) > LONGEST_LEGAL or language not in words.by_language:
        return False
    table, manners = words.by_language[language], forms.manners(language)
    folded = fold_line(text, spaced=manners.spaced)
    if table.legal is not None and table.legal.search(folded):
        return True
    if len(text) > LONGEST_FURNITURE or (piece.final and len(text) > 25):
        return False
    phrases = table.inside.findall(folded) if table.inside is not None else []
    if phrases and sum(map(len, phrases)) >= manners.main_part * len(folded):
        return True
    if folded.startswith(table.start):
        return True
    return folded in table.line or _only_line_words(text, table, spaced=manners.spaced)


def _only_line_words(text: str, table: Furniture, *, spaced: bool) -> bool:
    """Whether a line consists of furniture words, as several buttons do: `트위터 페이스북 카카오톡`."""
    any_known = False
    for part in _GAPS.split(text):
        folded = fold_line(part, spaced=spaced)
        if folded in table.line:
            any_known = True
        elif folded and not folded.isdigit():
            return False
    return any_known
