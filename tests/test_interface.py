"""The package as its users meet it: lazy, typed, with errors that say what to do."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import aligner


def test_every_public_name_is_there() -> None:
    assert all(hasattr(aligner, name) for name in aligner.__all__)
    assert set(aligner.__all__) <= set(dir(aligner))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'alignn'"):
        aligner.alignn  # noqa: B018


def test_the_import_loads_nothing_heavy() -> None:
    """`import aligner` brings in neither numpy nor the splitters."""
    code = (
        "import sys, aligner; "
        "heavy = {'numpy', 'kss', 'nltk', 'rapidfuzz', 'babel', 'typer', 'rich', 'pandas', 'jinja2'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checking_lists_needs_no_splitter() -> None:
    """`align` on lists, `check` and `read_quantities` load neither kss nor nltk."""
    code = (
        "import sys, aligner; aligner.align(['3만 명이 왔다.'], ['30,000 people came.']); "
        "aligner.check([('3만 명', '30,000 people')]); aligner.read_quantities('3만 명', 'ko'); "
        "print([name for name in ('kss', 'nltk') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(aligner.SettingsError, match="no setting is called quotation"):
        aligner.align([], [], quotation="cut")


def test_an_aligner_pickles_by_its_settings() -> None:
    made = aligner.Aligner(aligner.Settings(quotes="cut"))
    assert pickle.loads(pickle.dumps(made)).settings == made.settings


def test_rows_of_check_are_independent() -> None:
    rows = [("3만 명이 왔다.", "30,000 people came."), ("5만 명이 왔다.", "500,000 people came.")]
    assert aligner.check(rows) == [aligner.check([row])[0] for row in rows]
    assert [mismatch.kind for mismatch in aligner.check(rows)[1]] == ["magnitude"]


def test_articles_of_one_page_are_aligned_each_by_itself() -> None:
    """Two pairs of articles on a page: no bead holds sentences of both, and all are in the alignment."""
    first = (
        "하늘시 축제에 3만 명이 몰렸다\n\n하늘시는 3월 2일 축제를 열었다.\n\n시민들은 밤늦도록 즐겼다.\n\n"
    )
    first_english = "30,000 flock to Haneul\n\nHaneul held a festival on March 2.\n\nCitizens enjoyed it.\n\n"
    texts = [first, first_english]
    page = aligner.Page(
        "".join(texts) * 2,
        (),
        tuple(
            aligner.Paragraph(line, aligner.Span(start, start + len(line)), "body", language, number)  # type: ignore[arg-type]
            for number in (0, 1)
            for language, text, before in (("ko", first, 0), ("en", first_english, len(first)))
            for line, start in lines(text, before + number * len(first + first_english))
        ),
        "ko_first",
        1.0,
    )
    alignment = aligner.align_page(page)
    assert [pair.bead.kind for pair in alignment] == [(1, 1)] * 6
    assert [n for pair in alignment for n in pair.bead.source] == list(range(6))
    for pair in alignment:
        for sentence in (*pair.source, *pair.target):
            assert sentence.span.of(page.text) == sentence.text


def lines(text: str, offset: int) -> list[tuple[str, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((line, offset + start))
        start += len(line) + 1
    return found


def test_a_splitter_of_ones_own_cuts_texts_and_pages() -> None:
    def at_bars(paragraph: str) -> list[aligner.Span]:
        starts = [0, *(place + 1 for place, mark in enumerate(paragraph) if mark == "|")]
        return [
            aligner.Span(start, end) for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True)
        ]

    own = aligner.Aligner(splitter=at_bars)
    assert [s.text for s in own.split_sentences("비가 왔다. 갰다.| 밤에 갔다.")] == [
        "비가 왔다. 갰다.|",
        "밤에 갔다.",
    ]
    assert own.align("비가 왔다. 갰다.", "It rained. It cleared up.").splitter == "own"


@pytest.mark.parametrize("wrong", [None, 3, b"bytes", ["text", 3]])
def test_what_is_no_text_is_named(wrong: object) -> None:
    with pytest.raises(aligner.InputError, match=r"target.* a (str or a list of )?str was expected, not"):
        aligner.align("비가 왔다.", wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes", [{"quotes": "maybe"}, {"beads": [(5, 5)]}, {"paragraphs": None}, {"least_severity": "fatal"}]
)
def test_a_wrong_setting_is_named(changes: dict[str, object]) -> None:
    (name,) = changes
    with pytest.raises(aligner.SettingsError, match=name):
        aligner.align([], [], **changes)


def test_settings_take_any_collection_and_stay_hashable() -> None:
    settings = aligner.Settings(ignore={"split"}, beads=[[1, 1]])  # type: ignore[arg-type]
    assert hash(settings) == hash(aligner.Settings(ignore=frozenset({"split"}), beads=((1, 1),)))


@pytest.mark.parametrize(
    "rows", ["ab", [("비",)], [("비가 왔다.", None)], [3], [("가", "a"), ("가", "a", "b")]]
)
def test_a_pair_that_is_none_is_named_by_its_number(rows: Any) -> None:
    with pytest.raises(aligner.InputError, match=r"^pairs\[[01]\]: a pair \(source, target\)"):
        aligner.check(rows)


@pytest.mark.parametrize("page", [Path("page.html"), 3, None, ["비가 왔다."]])
def test_a_page_that_is_no_text_says_what_was_expected(page: Any) -> None:
    with pytest.raises(aligner.InputError, match=r"a page is a str or bytes, not .*read_bytes"):
        aligner.align_page(page)


@pytest.mark.parametrize(
    "change",
    [
        {"ignore": "split"},  # its letters are no kinds
        {"ignore": None},
        {"ignore": {"splitt"}},
        {"accepted": "accepted.tsv"},
        {"glossary": "terms.tsv"},
        {"glossary": {"독서 모임": "book club"}},
        {"lexicon": {"비": "rain"}},
        {"beads": (1, 1)},
        {"beads": "1-1"},
    ],
)
def test_a_setting_of_another_kind_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(aligner.SettingsError, match=f"^{next(iter(change))}"):
        aligner.align("비가 왔다.", "It rained.", **change)


def test_a_language_that_nobody_reads_is_named() -> None:
    with pytest.raises(aligner.SettingsError, match="language='fr' is none of 'en', 'ko'"):
        aligner.read_quantities("3", "fr")


@pytest.mark.parametrize(
    "given", [{"anchors": [3]}, {"anchors": [(1, 2, 3)]}, {"locked": [((0, 1), (0, 1))]}]
)
def test_anchors_and_locks_of_another_kind_are_named(given: dict[str, Any]) -> None:
    with pytest.raises(aligner.SettingsError, match=f"^{next(iter(given))}: "):
        aligner.align(["비가 왔다."], ["It rained."], **given)


def test_only_text_is_split() -> None:
    with pytest.raises(aligner.InputError, match=r"^text: a str was expected, not int"):
        aligner.split_sentences(3)  # type: ignore[arg-type]
