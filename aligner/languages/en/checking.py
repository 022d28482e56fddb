"""English texts as checks ask about them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from aligner.languages.checking import Checking
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.tables import read_table

CLAUSE_BORDER = re.compile(r"[,;:] (?:and |but |while )?| (?:and|but|while|which|so that) ")
INFLECTED = re.compile(r"(?:e?s|['\N{RIGHT SINGLE QUOTATION MARK}]s?)?(?!\w)")  # plural and possessive
LATIN_RUN = re.compile(
    r"[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*"
    r"(?:[ \t,]{1,2}[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*)+"
)
RUN_WORD = re.compile(r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]+")
# A text in another language may hold an English title or slogan (`Made in Gunsan`); a run that is a piece of
# a sentence has several words in lower case, some of them function words.
LEAST_LOWER_CASE, LEAST_FUNCTION_WORDS = 4, 2
COORDINATED = re.compile(r"\b([a-z]++(?:-[a-z]++)?+) and \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")
TWICE = re.compile(r"\b([a-z]++) \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")
# A phrase of several words. Names go on with another name (`New York and New York City`), and one word with
# an article may belong to more words (`the city and the city hall`).
PHRASE_TWICE = re.compile(
    r"\b(?:(?:the|an?) )?([A-Za-z]++(?:-[A-Za-z]++)*+(?: [A-Za-z]++(?:-[A-Za-z]++)*+){1,4}?)"
    r" and (?:the |an? )?\1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}]| [A-Z])"
)
SAID = "said|says|added|wrote|noted|explained|asked|recalled|warned|stressed"
# `the court said it had`: what follows is said in the words of the writer.
OBJECT = "that|the|an?|it|he|she|they|there|this|these|those|his|her|its|their|no|some|all"
# English that still speaks in person: `..., he said`, `The danger, he said, is`, `said: The`, `I`, `we`.
# Without it the translator chose indirect speech, which needs no marks.
DIRECT = re.compile(
    rf",[’']? (?:{SAID}|told)\b|,[’']? (?:[\w.’'-]+ ){{1,8}}?(?:told|(?:{SAID})\b(?! (?:{OBJECT})\b))"
    r"|[a-z]: [A-Z]|\b(?:I|we|We|my|our|me|us)\b"
)
# `demanded, Disclose it`: a sentence of its own begins behind the verb; not `said, Monday`.
BEGINNING = re.compile(rf"\b(?:{SAID}|saying|out|[a-z]+(?:ed|ing)), (?P<word>[A-Z][a-z]*)\b")


def _ends_word(text: str, end: int) -> bool:
    return INFLECTED.match(text, end) is not None


def _is_indirect(text: str, known: Container[str]) -> bool:
    return not DIRECT.search(text) and not _begins_anew(text, known)


def _begins_anew(text: str, known: Container[str]) -> bool:
    """Whether a common word has a capital behind a verb of saying and a comma."""
    words = (match["word"].lower() for match in BEGINNING.finditer(text))
    return any(word in function_words() or english_stem(word) in known for word in words)


def _is_speech(text: str, quotation: Span) -> bool:
    return True


def _left_over(text: str) -> Iterator[Span]:
    for match in LATIN_RUN.finditer(text):
        lower_case = [word for word in RUN_WORD.findall(match[0]) if word.islower()]
        known = sum(word in function_words() for word in lower_case)
        if len(lower_case) >= LEAST_LOWER_CASE and known >= LEAST_FUNCTION_WORDS:
            yield Span(*match.span())


@cache
def _repeatable() -> frozenset[str]:
    """Words that English does say twice."""
    return frozenset(row["word"] for _, row in read_table("en/said_twice.tsv"))


def _said_twice(text: str) -> Iterator[Span]:
    for pattern in (COORDINATED, TWICE):
        for match in pattern.finditer(text):
            if match[1] not in _repeatable():
                yield Span(*match.span())
    for match in PHRASE_TWICE.finditer(text):
        content = [word for word in match[1].lower().split() if word not in function_words()]
        if len(content) > 1 and not all(word in _repeatable() for word in content):
            yield Span(*match.span())


CHECKING = Checking(
    has_capitals=True,
    clause_border=CLAUSE_BORDER,
    ends_word=_ends_word,
    is_indirect=_is_indirect,
    is_speech=_is_speech,
    left_over=_left_over,
    said_twice=_said_twice,
)
