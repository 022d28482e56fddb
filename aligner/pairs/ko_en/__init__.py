"""Korean and English."""

from __future__ import annotations

from aligner.languages import language
from aligner.languages.ko.surnames import surname_spellings
from aligner.pairs.ko_en.ladder import LADDER
from aligner.pairs.ko_en.length import LENGTH
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.links import LINKS
from aligner.pairs.pair import LanguagePair

PAIR = LanguagePair(
    first=language("ko"),
    second=language("en"),
    ladder=LADDER,
    length=LENGTH,
    lexicon=news_lexicon,
    links=LINKS,
    surnames=surname_spellings,
)
