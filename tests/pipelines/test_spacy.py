"""Spans on documents of spaCy: the places of our own splitter and quantity readers."""

from __future__ import annotations

from typing import Any

import pytest

import aligner

spacy = pytest.importorskip("spacy", reason="needs the extra `recipes`")
from aligner.pipelines.spacy import add_spans  # noqa: E402

RULES = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}
TEXTS = {
    "ko": "솔내시 장터에 시민 3만 명이 모였다. 매출은 12억5천만원이다.\n오후 3시에 끝났다.",
    "en": "Some 30,000 citizens gathered. Sales reached $2.5 million.\nIt ended at 3 p.m. on Jan. 14.",
}


def pipeline(language: str) -> Any:
    spacy.Language.component("aligner", func=add_spans)
    nlp = spacy.blank(language, config=RULES)
    nlp.add_pipe("aligner")
    return nlp


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("pipeline_language", ["own", "xx"])
def test_spans_are_those_of_the_library(language: Any, pipeline_language: str) -> None:
    text = TEXTS[language]
    doc = pipeline(language if pipeline_language == "own" else "xx")(text)
    sentences = aligner.split_sentences(text, language)
    assert [tuple(place) for place in doc.spans["sentences"].attrs["places"]] == [s.span for s in sentences]
    assert [span.text for span in doc.spans["sentences"]] == [s.text for s in sentences]
    quantities = [q for s in sentences for q in aligner.read_quantities(s.text, language)]
    assert quantities and [span.label_ for span in doc.spans["quantities"]] == [q.kind for q in quantities]
    for span, place, quantity in zip(
        doc.spans["quantities"], doc.spans["quantities"].attrs["places"], quantities, strict=True
    ):
        start, end = place
        assert text[start:end] == quantity.surface and quantity.surface in span.text
        assert span.id_.split()[0] == str(quantity.value)


def test_documents_are_stored_and_read_back() -> None:
    nlp = pipeline("en")
    doc = nlp(TEXTS["en"])
    read = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for name in ("sentences", "quantities"):
        assert [(s.text, s.label_, s.id_) for s in read.spans[name]] == [
            (s.text, s.label_, s.id_) for s in doc.spans[name]
        ]
        assert [tuple(place) for place in read.spans[name].attrs["places"]] == doc.spans[name].attrs["places"]


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "3", "a\ud7ffb 5%"])
def test_any_text_does(text: str) -> None:
    doc = pipeline("xx")(text)
    assert doc.text == text and {"sentences", "quantities"} <= set(doc.spans)


def test_processes_give_the_same() -> None:
    nlp = pipeline("xx")
    texts = [*TEXTS.values(), ""] * 3
    alone, together = (
        [[span.text for span in doc.spans["quantities"]] for doc in nlp.pipe(texts, n_process=n)]
        for n in (1, 2)
    )
    assert alone == together and alone[0]
