"""Which English words a Korean word is translated by."""

from aligner.lexicon.learn import learn_lexicon
from aligner.lexicon.lexicon import extended_lexicon, news_lexicon
from aligner.lexicon.stems import english_stem, function_words, without_particle
from aligner.model.lexicon import Lexicon

__all__ = [
    "Lexicon",
    "english_stem",
    "extended_lexicon",
    "function_words",
    "learn_lexicon",
    "news_lexicon",
    "without_particle",
]
