"""An invented pair of languages runs through every stage; a shared room that names a language breaks it."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import aligner
from aligner import languages, pairs
from aligner.formats import FORMATS, load, save
from aligner.formats.table import read_bitext
from aligner.ladder.ladder import climb
from aligner.languages import language
from aligner.model.alignment import Alignment, Pair
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.mismatch import Mismatch
from aligner.model.text import Span
from aligner.pairs import pair_of
from aligner.pairs.script import languages_of
from aligner.report.notebook import html_table
from aligner.report.terminal import console_for, print_report
from aligner.sides import read_side

_spec = importlib.util.spec_from_file_location("toy_languages", Path(__file__).with_name("languages.py"))
assert _spec is not None and _spec.loader is not None
toy = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(toy)

SENTENCES = ["ზღა ნავი 12 ბარ მოლა ჻", "ორ ბარ სეტა ჻", "დილა კარა ლუნა პირო ჻", "თალი 305 გორა ჻"]
SOURCE = " ".join(SENTENCES)
TARGET = toy.translated(SOURCE)


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """The invented languages are known for the time of a test."""
    languages.register(toy.TOLAN)
    languages.register(toy.ELIAN)
    pairs.register(toy.pair())
    yield
    for code in ("qta", "qel"):
        del languages._REGISTERED[code]
    del pairs._REGISTERED["qta", "qel"]


@pytest.fixture
def alignment() -> Alignment:
    """Split and climbed, with a finding put in by hand, so that faces are tested without the checks."""
    sides = [
        read_side(aligner.split_sentences(text, code), code)
        for text, code in ((SOURCE, "qta"), (TARGET, "qel"))
    ]
    found = Mismatch(
        "number", "accuracy/mistranslation/number", "error", "“12 ბარ” is rendered as “12 βαρ”.", (0,), (0,),
        sides[0].quantities[0][0].span, sides[1].quantities[0][0].span, "12 ბარ", "12 βαρ", 12, 12, 0.9,
        "0123456789ab",
    )  # fmt: skip
    made = [
        Pair(
            tuple(sides[0].sentences[n] for n in step.bead.source),
            tuple(sides[1].sentences[n] for n in step.bead.target),
            step.bead,
            step.confidence,
            step.evidence,
            (found,) if step.bead.source.start == 0 else (),
        )
        for step in climb(Article(*sides))
    ]
    return Alignment("qta", "qel", tuple(made), (found,), document="toy")


def test_the_records_are_found() -> None:
    assert language("qta").name == "Tolan"
    assert pair_of("qel", "qta").codes == ("qta", "qel")


def test_languages_are_told_by_their_scripts() -> None:
    assert languages_of(SOURCE, TARGET) == ("qta", "qel")
    assert languages_of(TARGET, SOURCE) == ("qel", "qta")


def test_sentences_are_split() -> None:
    sentences = aligner.split_sentences(SOURCE, "qta")
    assert [sentence.text for sentence in sentences] == SENTENCES
    assert all(sentence.span.of(SOURCE) == sentence.text for sentence in sentences)


def test_quantities_are_read() -> None:
    found = aligner.read_quantities(SENTENCES[1], "qta") + aligner.read_quantities("δυο βαρ", "qel")
    assert [(one.value, one.unit) for one in found] == [(2, "boat")] * 2


def test_the_ladder_is_climbed(alignment: Alignment) -> None:
    assert [pair.bead for pair in alignment] == [Bead(range(n, n + 1), range(n, n + 1)) for n in range(4)]
    assert {"quantities", "lexicon"} <= {name for pair in alignment for name, _ in pair.evidence.terms}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_reads_back_what_it_wrote(
    suffix: str, turned: bool, alignment: Alignment, tmp_path: Path
) -> None:
    if turned:
        alignment = _turned(alignment)
    path = tmp_path / f"toy{suffix}"
    save(alignment, path)
    save(alignment, path)  # known as aligner's own
    again = load(path)
    assert [pair.bead for pair in again] == [pair.bead for pair in alignment]
    if suffix not in {".ladder", ".align", ".ces"}:  # which hold no text, and do not tell the languages
        assert again.source_language == alignment.source_language
        assert [pair.target_text for pair in again] == [pair.target_text for pair in alignment]


def _turned(alignment: Alignment) -> Alignment:
    mirrored = (
        Pair(pair.target, pair.source, Bead(pair.bead.target, pair.bead.source), pair.confidence)
        for pair in alignment
    )
    return Alignment("qel", "qta", tuple(mirrored), document="toy")


def test_a_bitext_may_name_its_columns() -> None:
    rows = f"n\tElian\tQTA-original\n1\t{TARGET}\t{SOURCE}\n"
    assert read_bitext(rows) == [(SOURCE, TARGET)]


def test_reports_name_the_languages(alignment: Alignment) -> None:
    page = alignment.to_html()
    assert 'lang="qta"' in page and 'lang="qel"' in page
    assert "Tolan sentences" in page and "Tolan to Elian" in page
    printed = io.StringIO()
    print_report(alignment, console_for(printed))
    assert "4 pairs of 4 Tolan and 4 Elian sentences; 1 error" in printed.getvalue()
    assert '<th scope="col" style="text-align:left;vertical-align:top">Elian</th>' in html_table(alignment)


def test_pictures_are_drawn(alignment: Alignment) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra `plot`")
    assert aligner.plot_lengths(alignment).axes[0].get_xlabel().startswith("Elian characters expected")
    assert alignment.plot().axes[0].get_ylabel() == "source (qta)"


def test_sentences_are_damaged_on_purpose() -> None:
    kinds = {error.kind for error in aligner.stress([(SENTENCES[0], toy.translated(SENTENCES[0]))])}
    assert {"number_changed", "magnitude", "number_dropped", "unit"} <= kinds


def test_a_setting_may_name_the_language() -> None:
    assert aligner.Settings(source_language="qta").source_language == "qta"


def test_words_are_learnt(alignment: Alignment) -> None:
    """Those that the lexicon of the pair lacks: the numerals."""
    assert aligner.learn_lexicon([alignment] * 3).translations == {"ორ": {"δυο", "βαρ", "σετα"}}


def test_texts_are_aligned_and_checked() -> None:
    found = aligner.align(SOURCE, TARGET.replace("305", "350")).mismatches
    assert [(one.kind, one.target_surface) for one in found] == [("number", "350")]
    assert aligner.align(SOURCE, TARGET).mismatches == ()


def test_a_page_is_read() -> None:
    page = aligner.read_page("\n\n".join([SOURCE, TARGET]))
    assert [paragraph.language for paragraph in page.paragraphs] == ["qta", "qel"]


def test_a_span_of_nothing_is_none() -> None:
    """The invention keeps its own promise: a text without numbers has no quantities."""
    assert aligner.read_quantities("ზღა ჻", "qta") == []
    assert [one.span for one in aligner.read_quantities("ერ ბარ", "qta")] == [Span(0, 6)]
