"""Which English words a Korean word is translated by."""

from aligner.lexicon.lexicon import Lexicon, news_lexicon
from aligner.lexicon.stems import english_stem, function_words, without_particle

__all__ = ["Lexicon", "english_stem", "function_words", "news_lexicon", "without_particle"]
