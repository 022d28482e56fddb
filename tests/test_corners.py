"""What an engineer meets in a session: values that print themselves, kept words, progress, the log."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner.formats.ours import is_ours
from aligner.model.errors import FormatError, InputError
from aligner.pipelines.spacy import add_spans

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
TEXTS = (["비가 왔다.", "3만 명이 왔다."], ["It rained.", "300,000 people came."])


def test_every_pair_prints_itself_in_less_than_200_characters() -> None:
    for path in sorted(ARTICLES.glob("*.txt")):
        for pair in aligner.align_page(path.read_bytes()):
            assert len(repr(pair)) < 200 and "\n" not in repr(pair)
    hostile = aligner.align(["\x1b[2J\u202e\U000e0001" * 50], ["\0\ud800" * 90])[0]
    assert len(repr(hostile)) < 200 and repr(hostile).isprintable()
    shown = repr(aligner.align(*TEXTS)[1])
    assert "'3만 명이 왔다.' | '300,000 people came.', magnitude>" in shown


def test_print_shows_the_ladder_and_what_was_found(library: aligner.Alignment) -> None:
    lines = str(library).splitlines()
    assert lines[0] == "library.txt: ko to en: 5 pairs, 5 mismatches"
    beads = [line.split()[:2] for line in lines if line[:4].strip().isdigit()]
    assert beads == [[str(n), "-".join(map(str, pair.bead.kind))] for n, pair in enumerate(library, 1)]
    assert sum(line.strip().startswith(("error", "warning", "info")) for line in lines) == 4
    assert lines[-1].startswith("the whole: warning name_variant: ")
    assert "\x1b" not in str(aligner.align(["\x1b[2J비"], ["\x1b[2Jrain"]))
    assert str(aligner.align("", "")) == "ko to en: 0 pairs, 0 mismatches"


def test_a_long_alignment_is_cut() -> None:
    texts = [f"{number}번 버스다." for number in range(250)]
    assert str(aligner.align(texts, texts)).splitlines()[-1].strip() == "and 50 more pairs"


def test_a_lexicon_is_kept_as_a_table(tmp_path: Path) -> None:
    words = aligner.Lexicon({"꼬마랑": frozenset({"dumplet", "small"}), "달빛": frozenset({"moonlight"})})
    path = tmp_path / "words.tsv"
    words.save(path)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        "stem\ttranslations",
        "꼬마랑\tdumplet|small",
        "달빛\tmoonlight",
    ]
    assert aligner.Lexicon.load(path) == words
    assert is_ours(path)
    words.save(path)
    path.write_text("# mine\n달빛\tmoonlight|moon\tnote\n달빛\tmoony\n", encoding="utf-8")
    assert aligner.Lexicon.load(path).translations == {"달빛": frozenset({"moonlight", "moon", "moony"})}
    with pytest.raises(InputError, match="is there already"):
        words.save(path)


@pytest.mark.parametrize("row", ["달빛", "달빛\t", "달빛\t|", "\tmoon"])
def test_a_row_that_is_none_is_named(row: str, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(f"# mine\n{row}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"words\.tsv:2: "):
        aligner.Lexicon.load(tmp_path / "words.tsv")


@pytest.mark.parametrize("tqdm", [True, False])
def test_progress_goes_to_stderr_and_changes_nothing(
    tqdm: bool, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if tqdm:
        pytest.importorskip("tqdm")
    else:
        monkeypatch.setitem(sys.modules, "tqdm", None)
        monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    docs = [("비가 왔다.", "It rained.")] * 3
    plain = [list(one) for one in aligner.pipe(docs)]
    assert capfd.readouterr() == ("", "")
    assert [list(one) for one in aligner.pipe(docs, progress=True)] == plain
    out, err = capfd.readouterr()
    assert out == "" and ("3/3" if tqdm else "3 of 3 documents, ") in err
    assert [list(one) for one in aligner.pipe(iter(docs), progress=True)] == plain
    assert "documents" in capfd.readouterr().err


def test_the_log_says_what_was_decided(caplog: pytest.LogCaptureFixture) -> None:
    page = (ARTICLES / "harbour_festival.txt").read_bytes()
    with caplog.at_level(logging.INFO, logger="aligner"):
        alignment = aligner.align_page(page)
    said = [record.getMessage() for record in caplog.records if record.name == "aligner"]
    assert said[0].startswith("page: layout ko_first (confidence ")
    assert said[1] == (
        f"ko to en: 12 and 12 sentences cut by {alignment.splitter}, {len(alignment)} pairs,"
        f" {len(alignment.mismatches)} mismatches"
    )


def test_frames_without_texts_keep_all_figures() -> None:
    pytest.importorskip("pandas")
    alignment = aligner.align(*TEXTS)
    whole, figures = alignment.to_frame(), alignment.to_frame(texts=False)
    assert [name for name in whole.columns if name not in figures.columns] == ["source", "target"]
    assert figures.equals(whole.drop(columns=["source", "target"]))


def test_parquet_of_a_corpus_loads(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from aligner.cli import run

    pages = [str(path) for path in sorted(ARTICLES.glob("*.txt"))[:4]]
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    for suffix in ("parquet", "jsonl"):
        options = ["-o", str(tmp_path / f"out.{suffix}"), "--jobs", "1"]
        assert run(["corpus", *pages, str(tmp_path / "bad.txt"), *options]) == 0
    columns, lines = (aligner.load_all(tmp_path / f"out.{suffix}") for suffix in ("parquet", "jsonl"))
    assert len(columns) == 4
    for ours, whole in zip(columns, lines, strict=True):
        assert (ours.document, ours.metadata, ours.splitter) == (
            whole.document,
            whole.metadata,
            whole.splitter,
        )
        for pair, other in zip(ours, whole, strict=True):
            evidence = replace(other.evidence, links=())
            assert replace(pair, mismatches=()) == replace(other, evidence=evidence, mismatches=())
        assert [m.id for m in ours.mismatches] == [m.id for m in whole.mismatches]
        assert [m.message for m in ours.mismatches] == [m.message for m in whole.mismatches]
        assert [m.source_span for m in ours.mismatches] == [m.source_span for m in whole.mismatches]


@pytest.mark.parametrize("content", [b"PAR1 torn", b""])
def test_what_is_no_parquet_of_ours_is_said(content: bytes, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    (tmp_path / "x.parquet").write_bytes(content)
    with pytest.raises(FormatError, match=r"x\.parquet: no Parquet"):
        aligner.load_all(tmp_path / "x.parquet")
    parquet.write_table(pa.table({"page": ["x"]}), tmp_path / "pages.parquet")
    with pytest.raises(FormatError, match="no column"):
        aligner.load_all(tmp_path / "pages.parquet")
    with pytest.raises(InputError, match="nowhere"):
        aligner.load_all(tmp_path / "nowhere.parquet")


def test_the_component_of_spacy_is_found_by_name() -> None:
    """By the entry point of the installation, without an import of ours."""
    spacy = pytest.importorskip("spacy")
    from importlib.metadata import entry_points

    if not entry_points(group="spacy_factories", name="aligner"):
        pytest.skip("installed before there was an entry point")
    nlp = spacy.blank("xx")
    nlp.add_pipe("aligner")
    doc = nlp("3만 명이 왔다. Tickets brought in $2 million.")
    plain = add_spans(spacy.blank("xx")(doc.text))
    found, expected = ([span.text for span in one.spans["quantities"]] for one in (doc, plain))
    assert found == expected and len(found) == 2
