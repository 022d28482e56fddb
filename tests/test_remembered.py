"""A remembered function gives what it would give now, and forgets what nobody asks for."""

from __future__ import annotations

import pytest

from aligner import remembered as module
from aligner.remembered import remembered


def test_a_word_in_use_is_read_once_and_others_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    asked: list[str] = []

    @remembered
    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    for number in range(100):
        assert size("항구") == 2
        assert size("x" * number) == number
    assert asked.count("항구") == 1
    assert size("x") == 1
    assert asked.count("x") == 2  # it was asked for once, long ago


def test_all_can_be_forgotten() -> None:
    asked: list[str] = []

    @remembered
    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    size("항구")
    vars(size)["cache_clear"]()
    size("항구")
    assert asked == ["항구"] * 2


def test_nothing_is_kept_of_what_fails() -> None:
    @remembered
    def first(word: str) -> str:
        return word[0]

    for _ in range(2):
        with pytest.raises(IndexError):
            first("")
    assert first("비가") == "비"


def test_none_is_a_value() -> None:
    asked: list[str] = []

    @remembered
    def nothing(word: str) -> None:
        asked.append(word)

    nothing("a")
    nothing("a")
    assert asked == ["a"]
