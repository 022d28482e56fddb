"""The table in a notebook: readable on any ground, no longer than it must be, with the way to the report."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace

import pytest

from aligner.model.alignment import Alignment
from aligner.report.notebook import _COLOURS

AlignmentOf = Callable[..., Alignment]


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", _COLOURS.values())
def test_labels_are_read_and_seen_on_light_and_dark(colour: str) -> None:
    assert contrast("#ffffff", colour) >= 4.5
    assert contrast("#111111", colour) >= 3


def test_text_keeps_the_colour_of_the_notebook(library: Alignment) -> None:
    table = re.sub(r"href=\"[^\"]*\"", "", library._repr_html_())
    assert set(re.findall(r"(?<![-\w])color:(#\w+)", table)) == {"#fff"}  # that of the labels


def test_korean_stands_left(library: Alignment) -> None:
    row = library._repr_html_().split("<tr>")[2]
    assert row.index('lang="ko"') < row.index('lang="en"')
    turned = replace(library, source_language="en", target_language="ko")
    row = turned._repr_html_().split("<tr>")[2]
    assert row.index('lang="ko"') < row.index('lang="en"')


def test_beads_and_sentences_are_told_apart(library: Alignment) -> None:
    table = library._repr_html_()
    assert "1\N{EN DASH}2" in table and "1\N{EN DASH}0" in table
    assert "0.31?" in table
    assert "mobile libraries.<br>It starts" in table


def test_the_gravest_comes_first(library: Alignment) -> None:
    table = library._repr_html_()
    assert table.index("number: ") < table.index("split: ")


def test_the_link_holds_the_report(library: Alignment) -> None:
    found = re.search(
        r'<a download="report.html" href="data:text/html;base64,([^"]*)"', library._repr_html_()
    )
    assert found
    assert b64decode(found[1]).decode("utf-8") == library.to_html()


def test_a_long_article_only_tells_how_to_get_it(alignment_of: AlignmentOf) -> None:
    table = alignment_of([(("가.",), ("A.",))] * 70)._repr_html_()
    assert "base64" not in table
    assert 'alignment.save("report.html")' in table
    assert len(table) < 40_000
