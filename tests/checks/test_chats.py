"""What programs say about translating: the signs of the tables are in all that the patterns match."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.languages import checking, language
from aligner.languages.checking import Chat
from aligner.model.errors import TableError

ROWS = [row for code in ("en", "ko") for row in language(code).checking.chats().rows]
ANYWHERE = [row for row in ROWS if not row.opens]
# Without letters that fold onto ASCII ones: the long s, the Kelvin sign.
LETTERS = (
    st.characters(max_codepoint=0x7E, min_codepoint=0x20)
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.just("\N{RIGHT SINGLE QUOTATION MARK}")
)


# A border of a word within a pattern throws most drawn texts away.
@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
@pytest.mark.parametrize("row", ANYWHERE, ids=lambda row: row.says.pattern[:30])
def test_what_may_stand_anywhere_holds_one_of_its_signs(row: Chat, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(re.compile(row.says.pattern), fullmatch=True, alphabet=LETTERS))
    assert any(sign in text.lower() for sign in row.signs)


@pytest.mark.parametrize("code", ["en", "ko"])
def test_signs_are_in_small_letters_and_none_is_needless(code: str) -> None:
    chats = language(code).checking.chats()
    assert chats.rows and chats.signs == tuple(sorted({sign for row in chats.rows for sign in row.signs}))
    assert all(sign and sign == sign.lower() for sign in chats.signs)
    assert all(bool(row.signs) != row.opens for row in chats.rows)


@pytest.mark.parametrize(
    ("code", "text", "topic"),
    [
        ("en", "Sure! The door is locked.", "assent"),
        ("en", "Is there anything else I can do?", "help"),
        ("en", "As an AI language model, I try.", "model"),
        ("en", "I am an AI.", "model"),
        ("en", "She said the maid was paid.", None),
        ("en", "He was able to come.", None),
        ("ko", "문이 잠겼다. (역자 주: 옛말이다)", "translation"),
        ("ko", "저는 AI 모델이므로 모릅니다.", "model"),
        ("ko", "문이 잠겨 있다.", None),
    ],
)
def test_what_a_text_says(code: str, text: str, topic: str | None) -> None:
    said = [row.topic for row, _ in language(code).checking.chats().said_in(text)]
    assert said == ([topic] if topic else [])


def test_a_row_that_may_stand_anywhere_needs_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"topic": "help", "says": "helps", "about": "help", "signs": ""}
    monkeypatch.setattr(checking, "read_table", lambda name: iter([(f"{name}:1", row)]))
    with pytest.raises(TableError, match=r"en/chats\.tsv:1: 'helps'"):
        checking.chats_of("en/chats.tsv")
