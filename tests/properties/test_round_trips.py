"""Files keep what they promise: JSON everything, the other formats beads, texts and confidence."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.formats import FORMATS, load_all, save
from aligner.formats.cells import tsv_text
from aligner.formats.moses import line
from aligner.formats.rows import mismatch_row
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead, Evidence, Link
from aligner.model.mismatch import Mismatch
from aligner.model.page import Line, Page, Paragraph
from aligner.model.settings import Settings
from aligner.model.text import Sentence, Span
from aligner.report.headings import name_of

# Any code point, lone surrogates included, and what formats trip over.
HOSTILE = (
    "=1+1", "'=x", "a\tb", "\\t", "\r", "\r\n", '"', ",", "<tu>&amp;", "]]>", "\x00", "\ufffe",
    "\ud83d\ude00",    "\ud83d", " ", "  x  ", "\u2028", "\x85", "@", "﻿", "\\ud800",
    "\N{FULLWIDTH EQUALS SIGN}",
)  # fmt: skip
texts = st.one_of(
    st.text(st.characters(codec=None), max_size=12),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join),
)
sentence_texts = texts.filter(bool)
spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(0, 99)
)
probabilities = st.floats(0, 1)
values = st.one_of(
    st.integers(),
    st.integers(10**20, 10**30),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.fractions(),
    st.sampled_from(["XXXX-01-14", "T15:30"]),
)
numbers = st.lists(st.integers(0, 99), max_size=3).map(tuple)
mismatches = st.builds(
    Mismatch,
    kind=st.sampled_from(["number", "name_variant"]),
    category=texts,
    severity=st.sampled_from(["error", "warning", "info"]),
    message=texts,
    source_sentences=numbers,
    target_sentences=numbers,
    source_span=st.none() | spans,
    target_span=st.none() | spans,
    source_surface=st.none() | texts,
    target_surface=st.none() | texts,
    source_value=st.none() | values,
    target_value=st.none() | values,
    confidence=probabilities,
    id=texts,
)
links = st.builds(Link, st.just("names"), spans, spans, texts, texts, st.floats(allow_nan=False))
evidence = st.builds(
    Evidence,
    total=st.floats(allow_nan=False),
    terms=st.lists(st.tuples(st.sampled_from(["length", "names"]), st.floats(-50, 50)), max_size=2).map(
        tuple
    ),
    length_ratio=st.floats(0, 100),
    links=st.lists(links, max_size=2).map(tuple),
)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    text = draw(sentence_texts)
    start = draw(st.integers(0, 10**6))
    role = draw(st.sampled_from(["headline", "body"]))
    return Sentence(text, Span(start, start + len(text)), draw(st.integers(0, 9)), role)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    line = st.builds(
        Line, texts, spans, st.sampled_from(["body", "furniture"]), st.sampled_from(["ko", None])
    )
    paragraph = st.builds(Paragraph, texts, spans, st.just("body"), st.sampled_from(["ko", "en"]))
    return Page(
        text=draw(texts),
        lines=tuple(draw(st.lists(line, max_size=2))),
        paragraphs=tuple(draw(st.lists(paragraph, max_size=2))),
        layout="ko_first",
        confidence=draw(probabilities),
        notes=tuple(draw(st.lists(texts, max_size=2))),
    )


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    pairs: list[Pair] = []
    source_done = target_done = 0
    for source_count, target_count in draw(
        st.lists(st.sampled_from([(1, 1), (1, 2), (2, 1), (1, 0), (0, 1), (2, 2)]), max_size=4)
    ):
        bead = Bead(
            range(source_done, source_done + source_count), range(target_done, target_done + target_count)
        )
        source_done, target_done = bead.source.stop, bead.target.stop
        source, target = (
            tuple(draw(st.lists(sentences(), min_size=len(side), max_size=len(side))))
            for side in (bead.source, bead.target)
        )
        found = tuple(draw(st.lists(mismatches, max_size=2)))
        pairs.append(Pair(source, target, bead, draw(probabilities), draw(evidence), found))
    held = [mismatch for pair in pairs for mismatch in pair.mismatches]
    across = draw(st.lists(mismatches, max_size=2))
    korean_first = draw(st.booleans())
    return Alignment(
        source_language="ko" if korean_first else "en",
        target_language="en" if korean_first else "ko",
        pairs=tuple(pairs),
        mismatches=(*held, *across),
        page=draw(st.none() | pages()),
        settings=Settings(quotes="cut", ignore=draw(st.frozensets(texts, max_size=2))),
        splitter="rules",
        document=draw(texts),
    )


def saved_and_loaded(suffix: str, *documents: Alignment) -> list[Alignment]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"alignment{suffix}"
        save(documents, path)
        assert not list(Path(folder).glob("*.part"))
        return load_all(path)


def held_by_text_formats(alignment: Alignment) -> object:
    return (
        alignment.source_language,
        alignment.document,
        [
            (
                [(sentence.text, sentence.span) for sentence in pair.source],
                [(sentence.text, sentence.span) for sentence in pair.target],
                pair.bead,
                pair.confidence,
            )
            for pair in alignment
        ],
    )


@given(alignments())
def test_a_dict_gives_back_the_alignment(alignment: Alignment) -> None:
    """Nothing is lost on the way through plain values and JSON."""
    values = alignment.to_dict()
    assert json.loads(json.dumps(values)) == values
    assert Alignment.from_dict(values) == alignment


@given(alignments())
def test_mismatches_of_pairs_are_the_same_objects_after_reading(alignment: Alignment) -> None:
    """The flat list holds what the pairs hold, then what belongs to the document."""
    read = Alignment.from_dict(alignment.to_dict())
    held = [mismatch for pair in read for mismatch in pair.mismatches]
    assert all(one is other for one, other in zip(read.mismatches, held, strict=False))
    assert read.document_mismatches == alignment.document_mismatches


@given(st.sampled_from([".json", ".jsonl"]), st.lists(alignments(), min_size=1, max_size=3))
def test_json_files_give_back_every_document(suffix: str, documents: list[Alignment]) -> None:
    """JSON and JSON lines are lossless, hostile text included."""
    assert saved_and_loaded(suffix, *documents) == documents


@settings(max_examples=40)
@given(st.lists(alignments(), max_size=2))
def test_a_report_gives_back_every_document(documents: list[Alignment]) -> None:
    """The report for the browser is lossless too, but for folders of absolute paths; the gravest first."""
    read = saved_and_loaded(".html", *documents)
    named = [replace(document, document=name_of(document.document)) for document in documents]
    assert [named.count(document) for document in named] == [read.count(document) for document in named]
    assert len(read) == len(documents)


@given(st.sampled_from([".tsv", ".csv", ".tmx", ".xlf"]), alignments().filter(len))
def test_text_formats_give_back_beads_and_texts(suffix: str, alignment: Alignment) -> None:
    """Tables and translation memories keep sentences, spans, beads and confidence."""
    (read,) = saved_and_loaded(suffix, alignment)
    assert held_by_text_formats(read) == held_by_text_formats(alignment)


@given(alignments())
def test_a_moses_pair_gives_back_beads_and_lines(alignment: Alignment) -> None:
    """Beads and confidence come back, and the texts without their line breaks."""
    (read,) = saved_and_loaded(".moses", alignment)
    assert [(pair.bead, pair.confidence) for pair in read] == [
        (pair.bead, pair.confidence) for pair in alignment
    ]
    assert [(pair.source_text, pair.target_text) for pair in read] == [
        (line(pair.source_text), line(pair.target_text)) for pair in alignment
    ]
    assert (read.document, read.source_language) == (alignment.document, alignment.source_language)


@given(st.sampled_from([".ladder", ".align", ".ces"]), alignments())
def test_bare_formats_give_back_beads(suffix: str, alignment: Alignment) -> None:
    """Ladders and lists of beads keep the beads, and the confidence to six digits."""
    (read,) = saved_and_loaded(suffix, alignment)
    assert [pair.bead for pair in read] == [pair.bead for pair in alignment]
    assert all(
        abs(one.confidence - other.confidence) < 1e-6 for one, other in zip(read, alignment, strict=True)
    )


@given(values)
def test_values_keep_their_type(value: int | Decimal | Fraction | str) -> None:
    """A number comes back as what it was, not as what it equals: 1.50 stays apart from 1.5."""
    mismatch = Mismatch("number", "", "info", "", source_value=value)
    (read,) = Alignment.from_dict(Alignment("ko", "en", (), (mismatch,)).to_dict()).mismatches
    assert type(read.source_value) is type(value)
    assert read.source_value == value
    assert not isinstance(value, Decimal) or str(read.source_value) == str(value)


@pytest.mark.parametrize(
    "value",
    [10**5000, -(10**5000), Fraction(1, 7**5000), Decimal("1e5000")],
    ids=["positive", "negative", "fraction", "decimal"],
)
def test_values_of_thousands_of_digits_are_kept(value: int | Decimal | Fraction) -> None:
    mismatch = Mismatch("number", "", "info", "", source_value=value)
    (read,) = saved_and_loaded(".json", Alignment("ko", "en", (), (mismatch,)))
    assert read.mismatches[0].source_value == value
    assert tsv_text([list(mismatch_row(mismatch, "", None).values())])


def test_every_format_is_tried() -> None:
    tried = {
        ".json",
        ".jsonl",
        ".tsv",
        ".csv",
        ".tmx",
        ".xlf",
        ".ladder",
        ".align",
        ".ces",
        ".moses",
        ".html",
    }
    assert set(FORMATS) == {*tried, ".xliff"}
