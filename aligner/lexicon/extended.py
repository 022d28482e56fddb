"""Extend the lexicon of a pair of languages by further rows, such as learnt ones."""

from __future__ import annotations

from functools import lru_cache

from aligner.model.lexicon import Lexicon
from aligner.pairs import LanguagePair


@lru_cache(maxsize=8)
def extended_lexicon(pair: LanguagePair, rows: Lexicon | None) -> Lexicon:
    """Return the lexicon of a pair with further rows; the last eight results are cached.

    Args:
        rows: Added to the lexicon, not used instead of it; None or empty for the lexicon as it is.

    Examples:
        >>> from aligner.pairs import pair_of
        >>> rows = Lexicon({"물빛극장": frozenset({"playhouse"})})
        >>> sorted(extended_lexicon(pair_of("ko", "en"), rows).translations["물빛극장"])
        ['playhouse']
    """
    known = pair.lexicon()
    if rows is None or not rows.translations:
        return known
    both = dict(known.translations)
    for stem, words in rows.translations.items():
        both[stem] = both.get(stem, frozenset()) | words
    return Lexicon(both, known.endings)
