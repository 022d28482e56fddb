"""Korean and English."""

from __future__ import annotations

from aligner.languages import language
from aligner.pairs.ko_en import implied, roles
from aligner.pairs.pair import LanguagePair

PAIR = LanguagePair(
    first=language("ko"),
    implied=implied.implied,
    role_words=roles.role_words,
    said_otherwise=implied.said_otherwise,
    second=language("en"),
)
