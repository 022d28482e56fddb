"""An expression does what `re.compile` does, only later."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from aligner.expressions import expression

PATTERN, TEXT = r"(?P<number>\d+)(?: (?P<unit>KM|m))?", "12 km and 7 m"


@pytest.mark.parametrize("name", ["search", "match", "fullmatch"])
def test_it_finds_what_the_compiled_one_finds(name: str) -> None:
    ours, plain = expression(PATTERN, re.IGNORECASE), re.compile(PATTERN, re.IGNORECASE)
    for text in (TEXT, "12 km", "none"):
        found, expected = getattr(ours, name)(text), getattr(plain, name)(text)
        assert (found and found.groupdict()) == (expected and expected.groupdict())


def test_it_has_the_other_methods_and_facts() -> None:
    ours, plain = expression(PATTERN, re.IGNORECASE), re.compile(PATTERN, re.IGNORECASE)
    assert ours.findall(TEXT) == plain.findall(TEXT)
    assert ours.split(TEXT) == plain.split(TEXT)
    assert ours.sub("_", TEXT, count=1) == plain.sub("_", TEXT, count=1)
    assert ours.subn("_", TEXT) == plain.subn("_", TEXT)
    assert [found.span() for found in ours.finditer(TEXT)] == [found.span() for found in plain.finditer(TEXT)]
    assert (ours.pattern, ours.flags, ours.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(ours.groupindex) == dict(plain.groupindex)


def test_it_is_compiled_at_the_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    ours = expression(PATTERN)
    assert ours.pattern == PATTERN
    assert compiled == []
    ours.search(TEXT)
    ours.findall(TEXT)
    assert compiled == [PATTERN]


@pytest.mark.parametrize("used", [False, True])
def test_it_pickles_and_copies(used: bool) -> None:
    ours = expression(PATTERN, re.IGNORECASE)
    if used:
        ours.search(TEXT)
    for other in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours)):
        assert other.findall(TEXT) == ours.findall(TEXT)


def test_bytes_will_do() -> None:
    assert expression(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_what_no_expression_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no 'finds'"):
        _ = expression(PATTERN).finds  # type: ignore[attr-defined]


def test_a_bad_pattern_is_an_error_of_re_when_it_is_used() -> None:
    bad = expression("(")
    with pytest.raises(re.error):
        bad.search(TEXT)
