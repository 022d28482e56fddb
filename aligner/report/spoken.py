"""What commands and reports say, in the language of whoever reads.

The code speaks English. What the same says in another language is a row of `report/said.tsv`: the English
sentence with {fields} for what differs, and a column for each other language. A sentence without a row stays
English. What stands before a colon is the place of something (a file, an option), and is left as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from string import Formatter

from aligner.languages import SPOKEN, codes
from aligner.tables import read_table

TABLE = "report/said.tsv"
# What a field holds, by the format that the row gives it: anything, or a whole number.
_FIELDS = {"": ".*?", "d": r"[\d,]+"}
_SPEAKING: ContextVar[str] = ContextVar("speaking", default=SPOKEN)


@cache
def spoken() -> tuple[str, ...]:
    """The languages in which commands speak: English, and those that have a column."""
    columns = {code for _, row in read_table(TABLE) for code in codes() if row.get(code)}
    return tuple(code for code in codes() if code in columns)


def speaking() -> str:
    """The language that is spoken now; English unless a command was told another."""
    return _SPEAKING.get()


@contextmanager
def speaking_in(code: str) -> Iterator[None]:
    """Speak another language for a while."""
    token = _SPEAKING.set(code)
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale asks for (POSIX, 8.2: the first of the three that is set); else English.

    Examples:
        >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR", "LC_ALL": "C"})
        ('ko', 'en')
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    code = re.split(r"[_.@-]", wanted)[0].lower()
    return code if code in spoken() else SPOKEN


def said(text: str) -> str:
    """A sentence of the library in the language that is spoken now.

    Examples:
        >>> with speaking_in("ko"):
        ...     said("no such file; is the path right?"), said("a.txt: empty; there is no text to work on")
        ('그런 파일이 없습니다. 경로를 확인하세요.', 'a.txt: 비어 있습니다. 다룰 글이 없습니다.')
    """
    code = speaking()
    return text if code == SPOKEN else _said(text, code)


def _said(text: str, code: str) -> str:
    exact, templates = _rows(code)
    if text in exact:
        return exact[text]
    for pattern, template in templates:
        if match := pattern.fullmatch(text):
            return template.format(
                **{name: exact.get(form, form) for name, form in match.groupdict().items()}
            )
    place, colon, rest = text.partition(": ")
    return f"{place}{colon}{_said(rest, code)}" if colon else text


def begun(text: str) -> str:
    """A sentence of which only the beginning is there, as lists of commands show it, in full."""
    if not text.endswith("...") or speaking() == SPOKEN:
        return said(text)
    exact, _ = _rows(speaking())
    beginning = text.removesuffix("...").rstrip()
    return next((other for one, other in exact.items() if one.startswith(beginning)), text)


@cache
def _rows(code: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Whole sentences, and patterns of those that differ in fields."""
    exact: dict[str, str] = {}
    templates = []
    for _, row in read_table(TABLE):
        if row.get(code):
            parts = list(Formatter().parse(row[SPOKEN]))
            if any(name for _, name, _, _ in parts):
                pattern = "".join(
                    re.escape(literal) + (f"(?P<{name}>{_FIELDS[spec or '']})" if name else "")
                    for literal, name, spec, _ in parts
                )
                templates.append((re.compile(pattern, re.DOTALL), row[code]))
            else:
                exact[row[SPOKEN]] = row[code]
    return exact, templates
