"""Translates the messages of commands and reports into the language of the reader.

The code writes English. Each row of `report/said.tsv` has an English sentence, with {fields} for its variable
parts, and a column for each other language. A sentence without a row stays English. The part before a colon
is a place (a file, an option) and is kept unchanged.
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
# Pattern for the value of a field, by its format in the row: any text, or a whole number.
_FIELDS = {"": ".*?", "d": r"[\d,]+"}
_SPEAKING: ContextVar[str] = ContextVar("speaking", default=SPOKEN)


@cache
def spoken() -> tuple[str, ...]:
    """Return the codes of the languages of commands: English, and the languages with a column."""
    columns = {code for _, row in read_table(TABLE) for code in codes() if row.get(code)}
    return tuple(code for code in codes() if code in columns)


def speaking() -> str:
    """Return the code of the language that is used now; English unless `speaking_in` chose another."""
    return _SPEAKING.get()


@contextmanager
def speaking_in(code: str) -> Iterator[None]:
    """Use another language inside a `with` statement."""
    token = _SPEAKING.set(code)
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of the locale, or English if commands do not have it.

    The first of the variables LC_ALL, LC_MESSAGES and LANG that is set counts (POSIX, 8.2).

    Examples:
        >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR", "LC_ALL": "C"})
        ('ko', 'en')
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    code = re.split(r"[_.@-]", wanted)[0].lower()
    return code if code in spoken() else SPOKEN


def said(text: str) -> str:
    """Return a message of the library in the language that is used now.

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
    """Return the translation of a sentence that may be cut off by `...`, as in lists of commands."""
    if not text.endswith("...") or speaking() == SPOKEN:
        return said(text)
    exact, _ = _rows(speaking())
    beginning = text.removesuffix("...").rstrip()
    return next((other for english, other in exact.items() if english.startswith(beginning)), text)


@cache
def _rows(code: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the translations of sentences without fields, and patterns of those with fields."""
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
