"""Bytes to text: encodings told by mark, declaration or likelihood; wrong decodings taken back."""

from __future__ import annotations

import pytest

from aligner.languages.ko.encoding import looks_korean
from aligner.model.errors import InputError
from aligner.page.decode import decode, repair

TEXT = (
    "다리가 새로 열렸다고 군이 밝혔다. 예산은 12억 원이다.\n\nThe county said that the bridge has opened.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"]
)
def test_korean_encodings_need_no_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


def test_utf_8_is_nothing_to_note() -> None:
    assert decode(TEXT.encode())[1] == decode(TEXT.encode("utf-8-sig"))[1] == ()


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="euc-kr">',
        "<meta charset=ks_c_5601-1987>",
        '<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR">',
        '<?xml version="1.0" encoding="euc-kr"?>',
    ],
)
def test_a_declared_encoding_counts_even_for_rare_syllables(declaration: str) -> None:
    page = f"{declaration}<p>똠방각하 펲</p>"
    assert decode(page.encode("cp949")) == (page, ("decoded from cp949",))


def test_a_wrong_declaration_does_not_spoil_utf_8() -> None:
    page = f'<meta charset="euc-kr"><p>{TEXT}</p>'
    assert decode(page.encode()) == (page, ())


def test_a_page_cut_off_inside_a_character_is_still_read() -> None:
    text, notes = decode(TEXT.encode() + "끝".encode()[:2])
    assert text == TEXT + "\ufffd"
    assert notes == ("1 damaged characters replaced by U+FFFD",)


def test_a_stray_nul_makes_no_utf_16() -> None:
    assert decode("가나다.\0 라마바.".encode())[0] == "가나다.\0 라마바."


def test_curly_quotation_marks_of_windows_are_read() -> None:
    english = (
        "“The bridge is open,” said the mayor\N{RIGHT SINGLE QUOTATION MARK}s office \N{EN DASH} at last, "
        "after years of work."
    )
    assert decode(english.encode("cp1252")) == (english, ("decoded from cp1252",))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 ...", "ZIP"),
        (b"\xd0\xcf\x11\xe0 ...", "HWP"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 64, "binary"),
        ("天气非常好\N{FULLWIDTH COMMA}大家都很高兴。新闻报道。".encode("gb18030"), "UTF-8"),
        ("日本語のテキストです。韓国語ではありません。".encode("shift_jis"), "UTF-8"),
    ],
)
def test_what_is_no_korean_or_english_text_is_refused_with_a_cure(data: bytes, named: str) -> None:
    with pytest.raises(InputError, match=named):
        decode(data)


@pytest.mark.parametrize(
    ("written", "read"), [("cp949", "latin-1"), ("cp949", "cp1252"), ("utf-8", "latin-1")]
)
def test_mojibake_is_taken_back(written: str, read: str) -> None:
    text, notes = repair(TEXT.encode(written).decode(read))
    assert text == TEXT
    assert notes and "read as Latin-1" in notes[0]


def test_what_was_lost_on_the_way_is_counted() -> None:
    text, notes = repair(TEXT.encode().decode("cp1252", "replace"))
    assert "The county said that the bridge has opened." in text
    assert len(notes) == 2 and "lost" in notes[1]


def test_utf_8_read_as_cp949_is_named_though_it_is_lost() -> None:
    broken = TEXT.encode().decode("cp949", "replace")
    assert repair(broken) == (broken, repair(broken)[1])
    assert "too much of it is lost" in repair(broken)[1][0]


@pytest.mark.parametrize(
    "sound",
    [
        TEXT,
        "¡°The key question¡± is ¢æ114 ($179) per ton, they said in Brussels.",
        "Größe, Straßen, été, déjà vu, naïve façade, œuvre, élève, Ångström, señor",
        "朴 大統領은 漢字가 섞인 글을 읽었다.",
        "쀍뷁 펲시 똠방",
        "",
    ],
)
def test_sound_text_stays(sound: str) -> None:
    assert repair(sound) == (sound, ())


def test_korean_is_told_by_its_common_syllables() -> None:
    assert looks_korean(TEXT)
    assert not looks_korean("釉뚮젅씠겕뉱뒪")
