"""Pages saved as one file by browsers and mail programs, and two pages with an article each."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from typer.testing import CliRunner

import aligner
from aligner.cli.app import app, load_commands
from aligner.page.mime import unpacked

HEAD = "<!doctype html><body><nav><a href=/>{}</a></nav>"
SOURCE = HEAD.format("홈") + "<p>다리가 3월에 열렸다.</p><p>주민 40명이 다리에 모여 노래했다.</p></body>"
TARGET = (
    HEAD.format("Home")
    + "<p>The bridge opened in March.</p><p>Some 40 residents met at the bridge and sang.</p></body>"
)


def message(subtype: str, *parts: tuple[str, str], charset: str = "utf-8") -> bytes:
    made = EmailMessage()
    made["From"] = "<Saved by a browser>"
    made["Subject"] = "다리"
    first, *rest = parts
    made.set_content(first[1], subtype=first[0], charset=charset)
    for kind, text in rest:
        made.add_alternative(text, subtype=kind, charset=charset)
    assert made.get_content_subtype() == subtype
    return bytes(made)


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_the_page_of_a_message_is_read(charset: str) -> None:
    saved = message("alternative", ("plain", "다른 글"), ("html", SOURCE), charset=charset)
    texts = [paragraph.text for paragraph in aligner.read_page(saved).article("ko")]
    assert texts == ["다리가 3월에 열렸다.", "주민 40명이 다리에 모여 노래했다."]


def test_a_message_without_html_is_its_plain_text() -> None:
    saved = message("plain", ("plain", "다리가 열렸다.\n\nThe bridge has opened.\n"))
    assert aligner.read_page(saved).layout == "ko_first"
    assert aligner.read_page(saved.decode()).layout == "ko_first"


@pytest.mark.parametrize(
    "text",
    [
        "Note: it rained.\nSource: the city",
        "제목: 다리가 열렸다.\nContent: 기사",
        "The header `MIME-Version: 1.0` stands first.",
        "",
    ],
)
def test_what_looks_like_a_header_stays_text(text: str) -> None:
    assert unpacked(text) == text
    assert unpacked(text.encode()) == text.encode()


def test_a_charset_that_lies_is_found_out() -> None:
    saved = message("html", ("html", SOURCE)).replace(b'charset="utf-8"', b'charset="no-such"')
    assert aligner.read_page(saved).article("ko")[0].text == "다리가 3월에 열렸다."


def test_two_pages_are_aligned() -> None:
    alignment = aligner.align_pages(SOURCE, TARGET)
    assert [(pair.source_text, pair.target_text) for pair in alignment] == [
        ("다리가 3월에 열렸다.", "The bridge opened in March."),
        ("주민 40명이 다리에 모여 노래했다.", "Some 40 residents met at the bridge and sang."),
    ]
    turned = aligner.align_pages(TARGET, SOURCE)
    assert (turned.source_language, turned.target_language) == ("en", "ko")
    assert [pair.bead for pair in turned] == [pair.bead for pair in alignment]


def test_two_pages_in_one_language_are_refused() -> None:
    with pytest.raises(aligner.InputError, match="one in each language"):
        aligner.align_pages(SOURCE, SOURCE)


def test_the_command_takes_two_pages(tmp_path: Path) -> None:
    (tmp_path / "ko.html").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "en.html").write_text(TARGET, encoding="utf-8")
    load_commands()
    done = CliRunner().invoke(
        app, ["align", str(tmp_path / "ko.html"), str(tmp_path / "en.html"), "--format", "tsv"]
    )
    assert done.exit_code == 0
    assert "The bridge opened in March." in done.stdout
    assert "Home" not in done.stdout


def test_an_alignment_is_checked_anew() -> None:
    """What was corrected since counts, and nothing of what was found before."""
    alignment = aligner.align(
        ["표는 3만 장이다.", "비가 왔다."], ["There are 300,000 tickets.", "It rained."]
    )
    assert [found.kind for found in alignment.mismatches] == ["magnitude"]
    assert alignment.check() == alignment.mismatches
    values = alignment.to_dict()
    values["pairs"][0]["target"][0]["text"] = "There are 30,000 tickets. "
    values["pairs"][0]["mismatches"] = []
    assert aligner.Alignment.from_dict(values).check() == ()
