"""Korean and English."""

from __future__ import annotations

from aligner.languages import language
from aligner.pairs.ko_en import implied, roles
from aligner.pairs.pair import LanguagePair, PagePair

PAIR = LanguagePair(
    first=language("ko"),
    implied=implied.implied,
    # Headlines drop particles and verbs that English puts back: 3.2 letters a syllable against 2.4 in text
    # (own pages and the seed page), with a wide spread.
    page=PagePair(captions="ko_en/page_captions.tsv", headline_ratio=3.2, notice="ko_en/notice_words.tsv"),
    role_words=roles.role_words,
    said_otherwise=implied.said_otherwise,
    second=language("en"),
)
