"""Recognition of names in a Korean sentence by their surroundings, without a list of names.

Korean has no capitals. A personal name is recognised by the title after it (`김민수 군산시장`) or by its
original spelling in brackets (`존 먼스(John B. Muns)`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from aligner.expressions import compiled, expression
from aligner.languages.ko.surnames import surname_spellings, surnames
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.tables import read_table

_GLOSS = expression(r"\(([A-Z][A-Za-z.,'\N{RIGHT SINGLE QUOTATION MARK} -]{2,60})\)")
_WORDS_BEFORE = expression(r"(?:[가-힣·]+[ \t])*[가-힣·]+(?=[ \t]?$)")
_WORD = expression(r"[가-힣·]+")
LONGEST = 4  # syllables of a Korean name
# A person with an age in brackets, or with 씨 attached to the name: `방울찬(61)씨`, `방울찬씨`.
_AGED = expression(r"(?<![가-힣])([가-힣]{2,4})(?:\(\d{1,2}세?[,)]|\(\d{1,2}·|씨(?![가-힣]{3}))")
# Verb endings, since a verb that begins like a surname may also precede a title: `한다며 주한미대사의`.
_VERB = expression(r"(?:다며|라며|다고|라고|다는|라는|면서|지만|는데|하고|하는|하며|해야|했던|[했였된])$")
_HANGUL_WORD = expression(r"[가-힣]+")
_FARTHEST = 80  # characters before a gloss in which its name must begin
_LONGEST_GLOSSED = 4  # words of a foreign name before its original spelling


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Return the titles of the table, such as 지사."""
    return frozenset(row["title"] for _, row in read_table("ko/titles.tsv"))


@lru_cache(maxsize=1)
def not_persons() -> frozenset[str]:
    """Return words that begin like a surname and precede titles but are no names: 어느 후보."""
    return frozenset(row["word"] for _, row in read_table("ko/not_persons.tsv"))


@lru_cache(maxsize=1)
def _titled_name() -> re.Pattern[str]:
    """Return the pattern of a name before a title, perhaps with a bracket after the name.

    The name is a surname with a given name of one or two syllables: `김민수 군산시장은`, `김민수(58) 지사`. A
    place of at most two words may precede the title.
    """
    long = "".join(f"{name}|" for name in sorted(surnames()) if len(name) > 1)
    family = f"{long}[{''.join(sorted(name for name in surnames() if len(name) == 1))}]"
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>(?:{family})[가-힣]{{1,2}})(?:\([^()]{{1,20}}\))?[ \t]"
        rf"(?:씨|(?:[가-힣A-Za-z]{{1,10}}[ \t])??[가-힣A-Za-z]{{0,10}}?(?:{title}))(?![가-힣]{{4}})"
    )


@lru_cache(maxsize=1)
def _any_title() -> re.Pattern[str]:
    return compiled("|".join(sorted(titles() | {"씨"})))


def is_title_in(word: str) -> bool:
    """Return whether a Hangul word holds a title."""
    return _any_title().search(word) is not None


@lru_cache(maxsize=64)
def holds_title(text: str) -> bool:
    """Return whether a text holds a title, even inside a word; cached, since several rules ask in turn."""
    return _any_title().search(text) is not None


def _is_word(name: str, lexicon: Lexicon) -> bool:
    """Return whether a name is a word of the lexicon, but not a person in it (김정은, translated by Kim)."""
    if name in not_persons():
        return True
    if not lexicon.explains(name):
        return False
    words = lexicon.translations.get(name, frozenset())
    return words.isdisjoint(surname_spellings().get(name[0], ()))


def korean_names(text: str, lexicon: Lexicon) -> list[Mention]:
    """Find the words of a Korean text that are certainly personal names.

    A word of the lexicon is no name, even if it begins like a surname (`유권자 대표`).

    Returns:
        Left to right, not overlapping; empty if no name precedes a title or a Latin gloss.

    Examples:
        >>> text = "김민수 군산시장은 제인 도(Jane Doe) 대표를 만났다."
        >>> [name.form for name in korean_names(text, Lexicon({}))]
        ['김민수', '제인 도']
    """
    mentions = []
    position = 0 if holds_title(text) else len(text)
    while match := _titled_name().search(text, position):
        is_name = match["name"] not in titles() and not _is_word(match["name"], lexicon)
        if is_name:
            mentions.append(Mention(match["name"], Span(*match.span("name"))))
        position = match.end() if is_name else match.end("name")  # 배우 노하은 씨: go on at 노하은
    for match in _GLOSS.finditer(text) if "(" in text else ():
        start = max(0, match.start() - _FARTHEST)
        run = _WORDS_BEFORE.search(text[start : match.start()])
        if run:
            size = min(len(match[1].split()), _LONGEST_GLOSSED)
            first = list(_WORD.finditer(run[0]))[-size:][0]
            span = Span(start + run.start() + first.start(), start + run.end())
            mentions.append(Mention(span.of(text), span))
    if len(mentions) < 2:
        return mentions
    taken: list[Mention] = []
    for mention in sorted(mentions, key=lambda name: name.span):
        if not taken or mention.span.start >= taken[-1].span.end:
            taken.append(mention)
    return taken


def korean_persons(text: str, lexicon: Lexicon) -> list[Mention]:
    """Find the certain Korean personal names of a text: before a title, or with an age in brackets.

    Examples:
        >>> text = "김민수 시장과 방울찬(61)씨가 왔다."
        >>> [name.form for name in korean_persons(text, Lexicon({}))]
        ['김민수', '방울찬']
    """
    names = korean_names(text, lexicon)
    by_span = {mention.span: mention for mention in names if _HANGUL_WORD.fullmatch(mention.form)}
    for match in _AGED.finditer(text) if "(" in text or "씨" in text else ():
        span = Span(*match.span(1))
        if match[1][0] in surnames() or len(match[1]) == LONGEST - 1:
            by_span.setdefault(span, Mention(match[1], span))
    return [
        mention
        for _, mention in sorted(by_span.items())
        if len(mention.form) <= LONGEST and not _VERB.search(mention.form)
    ]
