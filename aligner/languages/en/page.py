"""Traits of English news pages: lines in sentence case, bylines that begin with By."""

from __future__ import annotations

import re
from functools import cache

from aligner.expressions import compiled
from aligner.languages.manners import NoticeGrammar, PageManners
from aligner.tables import read_table

_WORD = compiled(r"[A-Za-z]{4,}")
# Between the names of several writers.
_AND = compiled(r"\s+and\s+|\s*[&·;]\s*|,\s+(?=[Rr]eporter|[Bb]y )")
_SIGNS = compiled(r"[^\w.'\N{RIGHT SINGLE QUOTATION MARK}-]+")


def _is_sentence(text: str, mass: float, final: bool) -> bool:
    return (final and len(text.split()) >= 3) or mass >= 180


def _is_sentence_case(text: str) -> bool:
    words = text.split()
    return len(words) >= 8 and sum(word[0].islower() for word in words) >= 0.6 * len(words)


def _stems(text: str) -> list[str]:
    return [word[:5].lower() for word in _WORD.findall(text)]


@cache
def _titles() -> re.Pattern[str]:
    titles = sorted((row["surface"] for _, row in read_table("en/page_bylines.tsv")), key=len, reverse=True)
    return compiled(rf"\b(?:{'|'.join(map(re.escape, titles))})\b", re.IGNORECASE)


def _is_byline(text: str) -> bool:
    return all(map(_names_one_writer, _AND.split(text)))


def _names_one_writer(text: str) -> bool:
    words = _SIGNS.sub(" ", text).strip(" -").split()
    if not 2 <= len(words) <= 9:
        return False
    if words[0] in ("By", "BY", "by"):
        return words[1][:1].isupper() and len(words) <= 8 and not text.rstrip().endswith((".", "!", "?"))
    plain = " ".join(words)
    title = _titles().search(plain)
    if title is None or plain.endswith("."):
        return False
    before, after = plain[: title.start()].split(), plain[title.end() :].split()
    named = [
        word for word in before + after if word not in ("of", "the", "in", "for", "at", "Staff", "Senior")
    ]
    return 1 <= len(named) <= 5 and len(after) <= 3 and all(word[:1].isupper() for word in named)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for _, row in read_table("en/function_words.tsv"))


def _ends_inside(text: str) -> bool:
    """Return whether a line breaks off after a comma or a function word: `has been the`."""
    last = text.split()[-1:]
    return text.endswith((",", ";")) or (len(text.split()) >= 2 and last[0] in _function_words())


NOTICE = NoticeGrammar(
    border=3,
    # "this article", "the following is the full English text", "the text below"
    deixis=r"{pointer}\w*(?: \w+){{0,6}}? ?{text}|{text}\w*(?: \w+)? {pointer}",
    fillers=r"\b(?:ions?|ed|ors?|by|the|of|in|to|from|with|a|and)\b",
    hint="translat",
    manner=compiled(""),
    # An article may well say "with translations in English and German".
    telling=frozenset(("by", "caveat", "effort")),
)

MANNERS = PageManners(
    clock=r"(?:[ap]\.?m\.?)?\s?\d{1,2}\s?:\s?\d{2}(?::\d{2})?\s?(?:[apAP]\.?[mM]\.?)?",
    credited=(r"by\b", r"courtesy\b", r"provided\b"),
    # January 14, 2024, 14 Jan 2024
    dates=r"\b[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\b\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}",
    ends_inside=_ends_inside,
    furniture="en/page_furniture.tsv",
    goes_on=_is_sentence_case,
    headline_words=4,
    is_byline=_is_byline,
    is_continued=lambda line, following, final: following[:1].islower(),
    is_sentence=_is_sentence,
    notice=NOTICE,
    sign=compiled(r"[A-Za-zÀ-ÖØ-öø-ɏ]"),
    starts_inside=lambda text: text[:1].islower(),
    stems=_stems,
    vocabulary=r"(?:key |new |useful |today's )?"
    r"(?:vocabulary|glossary|words?(?: list| and phrases)?|expressions?)",
)
