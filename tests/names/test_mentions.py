"""Names in Korean text, recognised by a title or by their original spelling."""

from __future__ import annotations

import pytest

from aligner.languages.ko.names import korean_names
from aligner.pairs.ko_en.lexicon import news_lexicon


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("시는 제인 도(Jane Doe)를 초청했다.", "제인 도"),
        (
            "시는 지휘자 리카르도 몬테스 데라크루스(Ricardo Montes Delacruz)를 초청했다.",
            "리카르도 몬테스 데라크루스",
        ),
    ],
)
def test_a_name_has_as_many_words_as_its_original_spelling(text: str, name: str) -> None:
    assert [mention.form for mention in korean_names(text, news_lexicon())] == [name]
