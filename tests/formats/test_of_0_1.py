"""Files that version 0.1.0 wrote are read by this version, or refused with the cure.

`of_0_1` holds what `aligner page harbour.txt` of that version wrote in each of its formats, the baseline of
the two errors in it, and the journal of a run of `aligner corpus` that was killed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import aligner
from aligner import Alignment
from aligner.model.bead import Bead

OLD = Path(__file__).parent / "of_0_1"
Command = Callable[..., tuple[int, str, str]]
# The journal was begun in a folder of this name.
DOCUMENTS = "docs"


@pytest.fixture(scope="module")
def today() -> Alignment:
    """The page as this version aligns it."""
    return aligner.align_page((OLD / "harbour.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", ["json", "jsonl", "html"])
def test_whole_alignments_come_back_with_their_findings(suffix: str) -> None:
    alignment = aligner.load(OLD / f"harbour.{suffix}")
    assert [(found.kind, found.source_surface, found.target_surface) for found in alignment.mismatches] == [
        ("number", "48척", "84"),
        ("magnitude", "12억 5천만원", "125 million won"),
    ]
    assert alignment.page is not None and alignment.page.text == (OLD / "harbour.txt").read_text(
        encoding="utf-8"
    )
    assert all(
        sentence.span.of(alignment.page.text) == sentence.text
        for pair in alignment
        for sentence in pair.source
    )
    assert alignment.check()  # what was read is whole enough to be checked again


def test_what_is_read_is_written_again_and_stays_the_same() -> None:
    alignment = aligner.load(OLD / "harbour.json")
    again = Alignment.from_dict(json.loads(json.dumps(alignment.to_dict())))
    assert again == alignment


@pytest.mark.parametrize("suffix", ["tsv", "csv", "tmx", "xlf"])
def test_texts_of_pairs_come_back(suffix: str, today: Alignment) -> None:
    pairs = [(pair.source_text, pair.target_text) for pair in aligner.load(OLD / f"harbour.{suffix}")]
    assert pairs == [(pair.source_text, pair.target_text) for pair in today]


@pytest.mark.parametrize("suffix", ["ladder", "align", "ces"])
def test_beads_come_back(suffix: str) -> None:
    beads = [pair.bead for pair in aligner.load(OLD / f"harbour.{suffix}")]
    assert beads == [Bead(range(number, number + 1), range(number, number + 1)) for number in range(5)]


def test_a_report_of_0_1_is_ours_and_may_be_replaced(tmp_path: Path, today: Alignment) -> None:
    shutil.copy(OLD / "harbour.html", tmp_path)
    today.save(tmp_path / "harbour.html")
    assert (tmp_path / "harbour.html").read_bytes() != (OLD / "harbour.html").read_bytes()


def test_what_a_baseline_accepted_stays_accepted(today: Alignment) -> None:
    """Its entries are ids, which are made as they were."""
    accepted = aligner.read_baseline(OLD / "accepted.tsv")
    assert {found.id for found in today.mismatches} == accepted
    page = (OLD / "harbour.txt").read_text(encoding="utf-8")
    assert aligner.align_page(page, accepted=accepted).mismatches == ()


def test_a_journal_is_refused_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """What it holds of each document has changed, so the documents are done again."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / DOCUMENTS
    folder.mkdir()
    for name in ("001.txt", "002.txt"):
        shutil.copy(OLD / "harbour.txt", folder / name)
    shutil.copy(OLD / "pairs.jsonl.journal", tmp_path)
    asked = ("corpus", DOCUMENTS, "-o", "pairs.jsonl", "--jobs", "1")
    code, _, said = command(*asked)
    assert code == 2 and "left by a run with other version" in said and "--restart" in said
    assert not (tmp_path / "pairs.jsonl").exists()
    code, _, _ = command(*asked, "--restart")
    assert code == 0
    assert [len(alignment) for alignment in aligner.load_all(tmp_path / "pairs.jsonl")] == [5, 5]
    assert not (tmp_path / "pairs.jsonl.journal").exists()
