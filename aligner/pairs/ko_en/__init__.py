"""Korean and English."""

from __future__ import annotations

from aligner.languages import language
from aligner.pairs.pair import LanguagePair

PAIR = LanguagePair(first=language("ko"), second=language("en"))
