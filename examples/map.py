"""Follow one sentence through all stages of the library; `aligner/README.md` shows what this prints.

python examples/map.py
"""

from __future__ import annotations

from collections.abc import Callable

import aligner
from aligner.languages import language

# A page with both articles. The slip is in the second sentence: 3만 is 30,000.
PAGE = """\
솔내시 항구 축제 성황리에 폐막

솔내시는 14일 시민 3만 명이 항구 축제를 찾았다고 밝혔다. 비는 오지 않았다.

Solnae Harbor Festival Closes to Great Success

Solnae City said on the 14th that 300,000 citizens visited the harbor festival. It did not rain.
"""

page = aligner.read_page(PAGE)
paragraphs = {paragraph.language: paragraph for paragraph in page.paragraphs if paragraph.role == "body"}
sentences = {code: aligner.split_sentences(body.text, code)[0] for code, body in paragraphs.items()}
alignment = aligner.align_page(page)
pair = alignment[1]


def read() -> None:
    """Lines get a role and a language; the text is never changed."""
    for paragraph in page.paragraphs:
        print(f"{paragraph.language} {paragraph.role:<9} {tuple(paragraph.span)!s:<11} {paragraph.text[:50]}")


def split() -> None:
    """A paragraph becomes sentences, each with its place."""
    for code, body in paragraphs.items():
        for sentence in aligner.split_sentences(body.text, code):
            print(f"{code} {tuple(sentence.span)!s:<9} {sentence.text}")


def sense() -> None:
    """A sentence says what it holds: quantities by value, words by stem."""
    for code, sentence in sentences.items():
        for quantity in aligner.read_quantities(sentence.text, code):
            print(f"{code} {quantity.surface!r} is {quantity.value}, {quantity.kind}, unit {quantity.unit}")
        print(f"{code} words: {', '.join(sorted(language(code).words.content(sentence.text)))}")


def climb() -> None:
    """Sentences are paired by the evidence of all signals together, in nats."""
    print(f"sentences {[*pair.bead.source]} with {[*pair.bead.target]}, confidence {pair.confidence:.2f}")
    print(", ".join(f"{name} {nats:+.1f}" for name, nats in pair.evidence.terms))


def check() -> None:
    """What differs inside a pair becomes a mismatch: one for each cause."""
    for mismatch in pair.mismatches:
        print(f"{mismatch.severity} {mismatch.kind} ({mismatch.category}), id {mismatch.id}")
        print(f"source {mismatch.source_surface!r} = {mismatch.source_value}, {mismatch.source_span}")
        print(f"target {mismatch.target_surface!r} = {mismatch.target_value}, {mismatch.target_span}")


def show() -> None:
    """The report says it in words."""
    for mismatch in pair.mismatches:
        print(mismatch.message)


STAGES: tuple[Callable[[], None], ...] = (read, split, sense, climb, check, show)

if __name__ == "__main__":
    for stage in STAGES:
        print(f"{stage.__name__}: {stage.__doc__}")
        stage()
        print()
