"""Sentences and quantities as spans on the documents of spaCy.

    from spacy.language import LanguageCode

    LanguageCode.component("aligner", func=aligner.pipelines.spacy.add_spans)
    nlp = spacy.blank("xx")
    nlp.add_pipe("aligner")
    doc = nlp("3만 명이 왔다. Some 30,000 people came.")
    doc.spans["sentences"]
    doc.spans["quantities"]

In a pipeline for a language of the library, all sentences are read in that language; in any other, such as
`xx`, the language of each sentence is recognised by its script. `spacy.blank("ko")` needs natto-py; without
it use another tokenizer:
`spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligner.formats.rows import written
from aligner.model.text import LanguageCode, Span
from aligner.pairs import codes
from aligner.pairs.script import language_of
from aligner.quantities import read_quantities
from aligner.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Names of the groups of spans.
SENTENCES, _QUANTITIES = "sentences", "quantities"


def add_spans(doc: Doc) -> Doc:
    """Add the sentences and quantities of a document to its spans; this is a component of a pipeline.

    Args:
        doc: Its text is read; everything else stays as it is.

    Returns:
        The document with two more groups of spans. The label of a sentence is its language. The label of a
        quantity is its kind, and `id_` its value and unit (`money`, `2000000 USD`). Spans of spaCy are whole
        tokens, so a quantity includes a particle that is attached to it; its exact place, as (start, end) in
        code points, is in `doc.spans["quantities"].attrs["places"]`.
    """
    known: LanguageCode | None = doc.lang_ if doc.lang_ in codes() else None
    sentences, quantities = [], []
    for sentence in split_sentences(doc.text, known):
        language = known or language_of(sentence.text)
        sentences.append((sentence.span, language, ""))
        for quantity in read_quantities(sentence.text, language):
            meaning = " ".join(filter(None, (written(quantity.value), quantity.unit)))
            quantities.append((quantity.span.shifted(sentence.span.start), quantity.kind, meaning))
    _set(doc, SENTENCES, sentences)
    _set(doc, _QUANTITIES, quantities)
    return doc


def _set(doc: Doc, name: str, rows: Sequence[tuple[Span, str, str]]) -> None:
    """Add a group of spans made from places, labels and identifiers."""
    from spacy.tokens import SpanGroup

    tokens = [
        doc.char_span(*place, label=label, span_id=identifier, alignment_mode="expand")
        for place, label, identifier in rows
    ]
    places = [tuple(place) for place, *_ in rows]
    doc.spans[name] = SpanGroup(doc, name=name, spans=tokens, attrs={"places": places})
