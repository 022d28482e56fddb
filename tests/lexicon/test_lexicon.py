"""The tables of the lexicon keep their shape, and stems are found where they stand."""

from __future__ import annotations

import unicodedata

import pytest

from aligner import tables
from aligner.languages.en.stems import english_stem
from aligner.languages.ko.stems import without_particle
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.pairs.ko_en.lexicon import _TABLES, _cldr_rows, _english_stems, news_lexicon
from aligner.tables import read_columns, read_table

LIGHT_VERBS = frozenset(
    {"take", "make", "go", "come", "get", "give", "keep", "put", "bring", "look", "stand", "carry"}
)


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_no_stem_stands_twice_in_a_table(table: str, column: str) -> None:
    stems = [row[column] for _, row in read_table(f"ko_en/{table}.tsv")]
    assert len(stems) == len(set(stems))
    assert len(stems) > 500


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_rows_are_composed_and_lower_case(table: str, column: str) -> None:
    for place, row in read_table(f"ko_en/{table}.tsv"):
        assert unicodedata.is_normalized("NFC", row[column]), place
        assert row["english"] == row["english"].lower(), place
        words = row["english"].split("|")
        assert all(word == word.strip() != "" for word in words), place
        assert len(words) == len(set(words)), place


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_no_row_rests_on_a_verb_that_stands_in_any_sentence(table: str, column: str) -> None:
    """take place, look at, go away: such words link strangers and miss their own pair."""
    for place, row in read_table(f"ko_en/{table}.tsv"):
        assert LIGHT_VERBS.isdisjoint(row["english"].split("|")), (place, row[column])


def test_every_row_and_word_adds_something() -> None:
    """What another table says already takes room in the wheel and changes nothing.

    Tables in the order in which one may rely on another: CLDR, names, places, subjects, frequency.
    """
    known: dict[str, set[str]] = {}
    for stem, words in _cldr_rows():
        known.setdefault(stem, set()).update(_english_stems(words))
    subjects, frequency, names, places = _TABLES
    for table, column in (names, places):  # a name stays in the table of its sort, whoever else knows it
        for _, row in read_table(f"ko_en/{table}.tsv"):
            known.setdefault(row[column], set()).update(_english_stems(row["english"]))
    for table, column in (subjects, frequency):
        for place, row in read_table(f"ko_en/{table}.tsv"):
            of_stem = known.setdefault(row[column], set())
            for word in row["english"].split("|"):
                assert not _english_stems(word) <= of_stem, (place, row[column], word)
                of_stem |= _english_stems(word)


def test_territories_come_from_cldr() -> None:
    assert "germany" in news_lexicon().translations["독일"]


def test_stems_are_leftmost_then_longest() -> None:
    lexicon = Lexicon(
        {"도지사": frozenset({"governor"}), "지사": frozenset({"governor"}), "물": frozenset({"water"})},
        endings=frozenset({"는", "을"}),
    )
    assert lexicon.stems("전북도지사는") == ((2, 5),)
    assert lexicon.stems("물을") == ((0, 1),)
    assert lexicon.stems("물결") == ()


@pytest.mark.parametrize(
    ("word", "bare"),
    [("전주에서는", "전주"), ("시장이라고", "시장"), ("나이", "나이"), ("의", "의"), ("", "")],
)
def test_particles_are_taken_off(word: str, bare: str) -> None:
    assert without_particle(word) == bare


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (("plan", "plans", "planned", "planning"), "plan"),
        (("plane", "planes"), "plane"),
        (("hope", "hopes", "hoped", "hoping"), "hope"),
        (("agree", "agrees", "agreed", "agreeing"), "agre"),
        (("control", "controls", "controlled", "controlling"), "control"),
        (("call", "called", "calling"), "call"),
        (("loss", "losses"), "loss"),
        (("family", "families", "family's"), "family"),
        (("fly", "flies", "flying"), "fly"),
        (("meet", "meets", "meeting", "meetings", "met"), "meet"),
        (("report", "reportedly", "Reports", "reporters'"), ("report", "reporter")),
        (("use", "used", "using"), "use"),
        (("strong", "stronger", "strongest", "strongly"), "strong"),
        (("united",), "united"),
        (("news",), "news"),
        (("",), ""),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...], stem: str | tuple[str, ...]) -> None:
    allowed = {stem} if isinstance(stem, str) else set(stem)
    assert {english_stem(form) for form in forms} == allowed


def test_every_irregular_form_has_the_stem_of_its_lemma() -> None:
    rows = [(place, row["form"], row["lemma"]) for place, row in read_table("en/irregular.tsv")]
    assert len({form for _, form, _ in rows}) == len(rows)
    for place, form, lemma in rows:
        assert english_stem(form) == english_stem(lemma), place


def test_names_of_world_news_are_known_by_their_customary_form() -> None:
    translations = news_lexicon().translations
    assert "david" in translations["데이비드"]
    assert "obama" in translations["오바마"]


@pytest.mark.parametrize(("table", "column"), _TABLES)
def test_two_columns_are_those_of_the_whole_table(table: str, column: str) -> None:
    name = f"ko_en/{table}.tsv"
    whole = [(int(place.split(":")[1]), row[column], row["english"]) for place, row in read_table(name)]
    assert list(read_columns(name, column, "english")) == whole


def test_two_columns_of_ragged_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# head\n\nstem\tenglish\tnote\n비 \t rain\n \n눈\n"
    monkeypatch.setattr(tables, "_text_of", lambda name: text)
    assert list(read_columns("ko_en/x.tsv", "english", "stem")) == [(4, "rain", "비"), (6, "", "눈")]
    with pytest.raises(TableError, match=r"ko_en/x\.tsv:3: no column 'stem' or 'word'"):
        list(read_columns("ko_en/x.tsv", "stem", "word"))
    monkeypatch.setattr(tables, "_text_of", lambda name: "stem\tenglish\n비\train\t\tdrizzle\n")
    with pytest.raises(TableError, match=r"ko_en/x\.tsv:2: 4 cells, but the header has 2"):
        list(read_columns("ko_en/x.tsv", "stem", "english"))
