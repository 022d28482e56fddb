"""Bytes to text: encodings told by mark, declaration or likelihood; wrong decodings taken back."""

from __future__ import annotations

import re

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


KOREAN = "시장은 새벽에 열린다. 서쪽 문으로 여섯 사람이 들어왔고 옛 체육관은 여름에 다시 문을 연다.\n"
ENGLISH = "The market opens at dawn. “Six people” came in … the café\N{RIGHT SINGLE QUOTATION MARK}s owner.\n"


def as_latin(text: str, encoding: str = "utf-8") -> str:
    return text.encode(encoding).decode("latin-1")


@pytest.mark.parametrize(
    ("page", "note"),
    [
        (as_latin(as_latin(KOREAN + ENGLISH)), "UTF-8 that was read as Latin-1 twice"),
        (as_latin(as_latin(as_latin(KOREAN + ENGLISH))), "UTF-8 that was read as Latin-1 three times"),
        (as_latin(KOREAN) + ENGLISH, "UTF-8 that was read as Latin-1"),
        (KOREAN + as_latin(ENGLISH), "5 signs of UTF-8 read as Latin-1"),
    ],
)
def test_what_was_read_wrongly_several_times_is_taken_back(page: str, note: str) -> None:
    assert repair(page) == (KOREAN + ENGLISH, (f"mojibake repaired: {note}",))


def test_what_a_fixer_repaired_half_is_taken_back() -> None:
    """Pairs of bytes that happen to be UTF-8 were decoded as such: CE B1 is an alpha, C3 BC is ü."""
    page = as_latin(KOREAN, "cp949")
    half = re.sub("[\xc2-\xdf][\x80-\xbf]", lambda pair: pair.group().encode("latin-1").decode(), page)
    assert half != page
    assert repair(half) == (KOREAN, ("mojibake repaired: cp949 that was read as Latin-1",))


@pytest.mark.parametrize(
    "page",
    [
        re.sub("[\x80-\x9f]", "", as_latin(KOREAN)),
        KOREAN.encode().decode("cp949", "replace"),
        KOREAN.encode().decode("cp949", "ignore"),
        "\n".join("\u0e1c" + as_latin(word, "cp949") for word in ("시장은", "새벽에", "여름에")),
    ],
)
def test_what_can_not_be_taken_back_is_said_so(page: str) -> None:
    assert repair(page)[0] == page
    assert any("lost to repair" in note or "could not be taken back" in note for note in repair(page)[1])


@pytest.mark.parametrize(
    "page",
    [
        "Le café était déjà fermé à l\N{RIGHT SINGLE QUOTATION MARK}été; “voilà”, où êtes-vous?\n" * 5,
        "Ångström, Çelik, Ñandú: ÀÉÎÕÜ and ¡Olé! cost 5£, 20° in Málaga.\n",
        KOREAN + "Ö™ and Â alone, â € apart; 5Â by itself\n",
        KOREAN + ENGLISH,
    ],
)
def test_accents_and_signs_that_are_meant_stay(page: str) -> None:
    assert repair(page) == (page, ())
