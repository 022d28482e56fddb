"""The named rules of the English readers: each reads something, and time grows no faster than the text."""

from __future__ import annotations

import time

import pytest

from aligner.languages.en import figures, shares, words
from aligner.languages.en.quantities import readings
from aligner.languages.en.thousands import PARTED
from aligner.numerals.rules import Rule
from aligner.quantities import read_quantities

# A text for each rule of the lists that `readings` names.
OF_RULES = {
    "vulgar fraction": "½ of them",
    "item number": "3. The fair is open.",
    "numeric date": "2024-01-14",
    "set phrase": "open 24/7",
    "feet and inches": "6'2\"",
    "span of years": "1992-1995",
    "list": "4,1,2,3",
    "telephone number": "call +82 2 345 6789",
    "serial number": "version 2.4.1",
    "jump": "2m35",
    "name with digits": "KF-21",
    "time taken": "1:44.80",
    "clock": "at 3:30 p.m.",
    "compact date": "20240114",
    "long serial number": "1" * 30,
    "bare decimal": "hit .268",
    "noon": "12 noon",
    "ordinal in figures": "the 14th",
    "course": "English 101",
    "over an age": "over-65s",
    "decade": "the 1990s",
    "short year": "in '98",
    "year": "in 2024",
    "ratio": "2:1",
    "score": "3-1",
    "slashed fraction": "2/3",
    "day or hour": "14 January",
    "count": "30 people",
    "idle once": "go at once",
    "idiom": "it doubled",
    "article": "a hundred",
    "rough number": "dozens of people",
    "several": "several hundred people",
    "weekday": "on Monday",
    "month": "in May",
    "half": "half of them",
    "spoken decimal": "by point five percent",
    "numeral in words": "three people",
}
# A text and its reading for each rule of the lists inside a rule.
OF_INNER_RULES = {
    "article and number": ("a dozen", "12"),
    "article and half": ("a half million", "500000"),
    "article and part": ("a third of", "1/3"),
    "couple": ("a couple of hundred", "200"),
    "article and unit": ("within a week", "1"),
    "quarter of the clock": ("quarter past seven", "T07:15"),
    "half past": ("half past seven", "T07:30"),
    "half-century of runs": ("scored half-century", "50"),
    "unit and a half": ("the hour-and-a-half show", "1.5"),
    "half of much": ("half a million", "500000"),
    "bare half": ("half of them", "0.5"),
    "ordinal in words": ("the fourth goal", "4"),
    "hour in words": ("seven o'clock", "T07:00"),
    "spoken year": ("nineteen ninety-five", "1995"),
    "pronoun one": ("one another", ""),
    "idle zero": ("sub-zero", ""),
    "name in capitals": ("the boy group Seventeen sang a new song", "17"),
    "count in words": ("three people", "3"),
}
OF_PARTED = {
    "another hundred": ("three hundred and four hundred", "300; 400"),
    "as large a scale": ("3 million and 5 million", "3000000; 5000000"),
    "few beside millions": ("3 million and 5 clerks", "3000000; 5"),
    "two ends": ("between two hundred and four thousand", "200; 4000"),
}
OUTER: tuple[Rule, ...] = (*figures.FORMS, *figures.LONG_ROWS, *figures.NUMERALS, *words.FORMS)
INNER: tuple[Rule, ...] = (*shares.ARTICLES, *shares.HALVES, *words.NUMERALS)


def values(text: str) -> str:
    return "; ".join(str(quantity.value) for quantity in read_quantities(text, "en"))


def test_every_rule_has_a_text() -> None:
    assert [rule.name for rule in OUTER] == list(OF_RULES)
    assert [rule.name for rule in INNER] == list(OF_INNER_RULES)
    assert [name for name, _ in PARTED] == list(OF_PARTED)


@pytest.mark.parametrize(("name", "text"), OF_RULES.items())
def test_rule_reads(name: str, text: str) -> None:
    assert name in [rule for rule, _ in readings(text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [(name, *case) for name, case in (OF_INNER_RULES | OF_PARTED).items()],
)
def test_inner_rule_reads(name: str, text: str, expected: str) -> None:
    assert values(text) == expected, name


@pytest.mark.parametrize(
    "piece", ["one hundred and ", "a ", "one and a half ", "several hundred ", "4,1,2,", "half a ", "1 ,000"]
)
def test_time_grows_linearly_with_long_rows(piece: str) -> None:
    """A text ten times as long takes at most about ten times as long; numbers have a limited length."""
    taken = []
    for count in (220, 2200):
        begin = time.process_time()
        quantities = read_quantities(piece * count, "en")
        taken.append(time.process_time() - begin)
        assert all(len(str(quantity.value)) < 400 for quantity in quantities)
    assert taken[1] < 40 * taken[0] + 0.2
