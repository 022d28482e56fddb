"""Lexicons: the words of the second language that translate each word of the first."""

from aligner.lexicon.extended import extended_lexicon
from aligner.lexicon.learn import learn_lexicon
from aligner.model.lexicon import Lexicon

__all__ = ["Lexicon", "extended_lexicon", "learn_lexicon"]
