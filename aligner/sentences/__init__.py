"""Sentences: cut out of a text that stays as it is.

>>> from aligner.sentences import split_sentences
>>> [sentence.text for sentence in split_sentences('그는 "간다. 꼭 간다"고 말했다. 밤에 떠났다.')]
['그는 "간다. 꼭 간다"고 말했다.', '밤에 떠났다.']

A `Splitter` is a function of your own that does this for a paragraph; it returns the spans of sentences.
"""

from aligner.model.text import Sentence, Span
from aligner.sentences.split import Splitter, backend_in_use, split_paragraph, split_sentences

__all__ = ["Sentence", "Span", "Splitter", "backend_in_use", "split_paragraph", "split_sentences"]
