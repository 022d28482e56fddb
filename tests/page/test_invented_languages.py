"""Sentences, quantities and pages ask the records alone: an invented pair of languages passes through them.

The first language writes Greek letters and ends sentences with `;`, the second writes Armenian ones.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import aligner
from aligner import SettingsError, languages, pairs, read_page, read_quantities, split_sentences
from aligner.languages import Language, language
from aligner.languages.language import Comparing, Quotes, Script, Splitting
from aligner.languages.manners import PageManners
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.pairs import LanguagePair, pair_of
from aligner.pairs.pair import PagePair
from aligner.pairs.script import language_of, languages_of
from aligner.quantities.compare import compare

FIRST = ("αβγδε ζηθικ λμνξο πρστυ;", "αβγδε 12 ζηθικ λμνξο πρστυφχ;", "ζηθικ λμνξο 7 πρστυ αβγδε;")
SECOND = ("աբգդե զէըթժ իլխծկ հձղճմ:", "աբգդե 12 զէըթժ իլխծկ հձղճմյն:", "զէըթժ իլխծկ 9 հձղճմ աբգդե:")


def numbers(text: str) -> list[Quantity]:
    return [
        Quantity(surface=found[0], span=Span(*found.span()), value=int(found[0]), unit=None, kind="cardinal")
        for found in re.finditer(r"\d+", text)
    ]


def invented(code: str, letter: str, stop: str) -> Language:
    def cuts(text: str, quotes: Quotes, backend: str | None) -> list[int]:
        return [found.end() for found in re.finditer(rf"{stop} ", text)]

    manners = PageManners(
        apart=re.compile(rf"(?:(?!{letter}).){{20,}}", re.DOTALL),
        ending=stop,
        is_sentence=lambda text, mass, final: final,
        sign=re.compile(letter),
    )
    return replace(
        language("en"),
        code=code,
        name=code.title(),
        comparing=Comparing(loses_characters=True),
        page=manners,
        read_quantities=numbers,
        script=Script(re.compile(f"{letter}+")),
        splitting=Splitting(cuts),
    )


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> LanguagePair:
    first, second = (
        invented("xg", "[β-ω\N{GREEK SMALL LETTER ALPHA}]", ";"),
        invented("xh", r"[\u0561-\u0587]", ":"),
    )
    found = replace(
        pair_of("ko", "en"),
        first=first,
        second=second,
        implied=lambda code: {7: [re.compile("ωω")]},
        page=PagePair(),
        role_words=lambda code: re.compile("(?!)"),
        said_otherwise=lambda first, second, one, two, others: (first.value, second.value) == (7, 9),
    )
    for added in (first, second):
        monkeypatch.setitem(languages._REGISTERED, added.code, added)
    monkeypatch.setitem(pairs._REGISTERED, found.codes, found)
    return found


def test_languages_are_told_by_their_letters(pair: LanguagePair) -> None:
    assert languages_of(" ".join(SECOND), " ".join(FIRST)) == ("xh", "xg")
    assert languages_of("", " ".join(FIRST)) == ("xh", "xg")
    assert language_of(FIRST[0]) == "xg"
    assert languages_of("비가 왔다.", "It rained.") == ("ko", "en")


def test_sentences_end_where_the_language_says(pair: LanguagePair) -> None:
    assert [sentence.text for sentence in split_sentences(" ".join(FIRST))] == list(FIRST)
    assert [sentence.text for sentence in split_sentences(" ".join(SECOND))] == list(SECOND)


def test_a_page_of_any_two_languages_is_read(pair: LanguagePair) -> None:
    page = read_page("\n".join(("ΧΨΩ: 2024-01-14", *SECOND, "", *FIRST)))
    assert page.layout == "xh_first"
    assert [paragraph.text for paragraph in page.article("xg")] == list(FIRST)
    assert [paragraph.text for paragraph in page.article("xh")] == list(SECOND)
    lone = read_page("\n".join(FIRST))
    assert (lone.layout, lone.notes[0]) == (
        "xg_only",
        "only a Xg article was found; no Xh one to pair it with",
    )


def test_both_languages_of_one_line_are_parted(pair: LanguagePair) -> None:
    page = read_page(f"{FIRST[0]} <{SECOND[0]}>\n{FIRST[1]}\n{SECOND[1]}")
    assert {line.language for line in page.lines} == {"xg", "xh"}


def differences(pair: LanguagePair, source: str, target: str, codes: tuple[str, str]) -> list[str]:
    quantities = [read_quantities(text, code) for text, code in zip((source, target), codes, strict=True)]
    found = compare(*quantities, source_text=source, target_text=target, languages=codes)
    return [difference.kind for difference in found.differing]


def test_quantities_are_compared_as_the_pair_says(pair: LanguagePair) -> None:
    assert differences(pair, FIRST[1], SECOND[1], pair.codes) == []
    assert differences(pair, FIRST[2], SECOND[2], pair.codes) == []  # said otherwise
    assert differences(pair, SECOND[2], FIRST[2], pair.codes[::-1]) == []
    assert differences(pair, FIRST[2].replace("7", "8"), SECOND[2], pair.codes) == ["number"]
    assert differences(pair, "ωω;", "աբգ 7:", pair.codes) == []  # implied by a word
    assert differences(pair, "αβγ 123;", "աբգ 12 դե 3:", pair.codes) == ["source_damage"]


def test_settings_know_the_languages_that_are_registered(pair: LanguagePair) -> None:
    assert aligner.Settings(source_language="xh").source_language == "xh"
    with pytest.raises(SettingsError, match="'xx' is none of None, 'ko', 'en', 'xg', 'xh'"):
        aligner.Settings(source_language="xx")
