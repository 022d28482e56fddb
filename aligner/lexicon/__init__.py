"""Which words of the second language of a pair a word of the first is translated by."""

from aligner.lexicon.extended import extended_lexicon
from aligner.lexicon.learn import learn_lexicon
from aligner.model.lexicon import Lexicon

__all__ = ["Lexicon", "extended_lexicon", "learn_lexicon"]
