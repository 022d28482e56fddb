"""What aligner wrote may be replaced by aligner; nothing else may."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner.cli import run
from aligner.formats import FORMATS, save
from aligner.formats.ours import is_ours
from aligner.formats.whole import keep_foreign, write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import InputError

ROOT = Path(__file__).parent.parent.parent
ARTICLE = ROOT / "examples" / "articles" / "harbour_festival.txt"
Command = Callable[..., tuple[int, str, str]]
posix = pytest.mark.skipif(os.name == "nt", reason="links of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in, with an input of each sort."""
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_bytes(ARTICLE.read_bytes())
    Path("ko.txt").write_text("솔내시 장터에 시민 3만 명이 모였다.\n", encoding="utf-8")
    Path("en.txt").write_text("Some 300,000 citizens gathered at the Solnae market.\n", encoding="utf-8")
    Path("bitext.tsv").write_text("3만 명이 왔다.\t300,000 people came.\n", encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ALIGNMENTS = [*FORMATS, ".txt"]
FINDINGS = [".txt", ".json", ".jsonl", ".tsv", ".csv"]
COMMANDS: list[Sequence[str]] = [
    *(["page", "page.txt", "-o", f"out{suffix}"] for suffix in ALIGNMENTS),
    *(["align", "ko.txt", "en.txt", "-o", f"out{suffix}"] for suffix in ALIGNMENTS),
    *(["check", "bitext.tsv", "-o", f"out{suffix}"] for suffix in FINDINGS),
    ["page", "page.txt", "--report", "out.html"],
    ["page", "page.txt", "--write-baseline", "out.tsv"],
    ["stress", "bitext.tsv", "-o", "out.jsonl"],
    ["split", "page.txt", "-o", "out.txt"],
    ["split", "page.txt", "-f", "json", "-o", "out.json"],
    *(
        ["corpus", "page.txt", "lost.jsonl", "-o", f"out{suffix}", "--report", "worst", "--jobs", "1"]
        for suffix in (".jsonl", ".moses")  # the others: tests/corpus/test_corpus_disk.py
    ),
]


@pytest.mark.usefixtures("no_processes")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_runs_over_its_own_output_and_over_nothing_else(
    arguments: Sequence[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else: each file that it wrote is in turn taken by a diary.

    But for the sides of a Moses pair beside the file that tells that they are one.
    """
    if arguments[0] == "corpus":
        Path("lost.jsonl").write_text("no JSON\n", encoding="utf-8")
    inputs = contents(folder)
    assert run(arguments) == 0
    written = contents(folder)
    outputs = written.keys() - inputs.keys()
    assert outputs and inputs.items() <= written.items()
    assert run(arguments) == 0
    assert contents(folder) == written
    for name in sorted(outputs - {"out.ko", "out.en"}):
        Path(name).write_text("my diary\n", encoding="utf-8")
        capsys.readouterr()
        assert run(arguments) == 2
        complaint = capsys.readouterr().err
        assert Path(name).name in complaint and "name another file" in complaint
        assert contents(folder) == written | {name: b"my diary\n"}
        Path(name).write_bytes(written[name] if name in ("out.moses", "out.ids") else b"")
        assert run(arguments) == 0
        assert contents(folder) == written


# Files of others that look much like ours.
FOREIGN = {
    "hunalign.ladder": "0\t0\t0.3\n1\t1\t1.13\n2\t2\t-0.3\n",
    "gold.ladder": "0 0\n1 1\n2 2\n",
    "vecalign.align": "[0]:[0]:0.031000\n[1]:[1, 2]:0.120000\n",
    "opus.ces": '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n<cesAlign version="1.0">\n'
    '<linkGrp targType="s" fromDoc="a.ko" toDoc="a.en">\n',
    "cat.tmx": '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    '<header creationtool="OmegaT" o-tmf="aligner"/>',
    "cat.xlf": '<?xml version="1.0"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ko" trgLang="en">',
    "page.html": '<!doctype html>\n<meta name="generator" content="WordPress 6">\n<p>about the aligner',
    "bitext.tsv": "ko\ten\n비가 왔다.\tIt rained.\n",
    "table.csv": "document,pair,source\n",
    "pairs.jsonl": '{"source": "비가 왔다.", "target": "It rained."}\n',
    "gold.json": '{"document": "festival", "beads": []}\n',
    "corrected.json": '{"schema":1,"aligner":"0.1.0","source_language":"ko"}\n',  # saved by the report
    "accepted.tsv": "# Mismatches that were looked at\n0123456789ab\tnumber: so\n",
    "training.ko": "비가 왔다.\n",
    "training.ids": "a.ko\tb.en\t1\t1\n",
    "photo.parquet": "PAR1",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_files_of_others_are_not_taken_for_ours(name: str, library: Alignment, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FOREIGN[name], encoding="utf-8")
    assert not is_ours(path)
    with pytest.raises(InputError, match=r"nothing that aligner wrote.*name another file"):
        keep_foreign(path)
    with pytest.raises(InputError, match=r"nothing that aligner wrote.*name another file"):
        write_whole(path, b"new")
    if path.suffix in FORMATS:
        with pytest.raises(InputError, match="nothing that aligner wrote"):
            library.save(path)
    assert path.read_text(encoding="utf-8") == FOREIGN[name]
    assert list(tmp_path.iterdir()) == [path]


def test_the_gold_of_the_examples_is_not_ours() -> None:
    gold = list((ROOT / "examples" / "articles").glob("*"))
    assert len(gold) > 20 and not any(map(is_ours, gold))


@pytest.mark.parametrize("suffix", FORMATS)
def test_many_documents_and_none_are_known_again(suffix: str, library: Alignment, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    nothing = Alignment("ko", "en", ())
    long = replace(library, document="x" * 3_000)
    many = [[nothing], [long], [replace(library, document="\n")]]
    for documents in [*many, [], [library, long]] if FORMATS[suffix].many else many:
        save(documents, path)
        assert all(map(is_ours, FORMATS[suffix].files(path)))


def test_a_page_is_not_replaced_by_its_report(folder: Path) -> None:
    page = "<p>비가 왔다.</p><p>It rained.</p>"
    Path("page.html").write_text(page, encoding="utf-8")
    alignment = aligner.align("비가 왔다.", Path("page.html").read_text(encoding="utf-8"))
    with pytest.raises(InputError, match=r"page\.html: is there already"):
        alignment.save("page.html")
    assert Path("page.html").read_text(encoding="utf-8") == page
    alignment.save("report.html")
    alignment.save("report.html")


SAME = [
    "page.txt",
    "./page.txt",
    "nodir/../page.txt",
    "../{folder}/page.txt",
    "{absolute}",
    "link.txt",
    "hard.txt",
]


@posix
@pytest.mark.parametrize("option", ["-o", "--report", "--write-baseline"])
@pytest.mark.parametrize("name", SAME)
def test_an_input_is_not_written_over_by_whatever_name(
    name: str, option: str, command: Command, folder: Path
) -> None:
    Path("link.txt").symlink_to("page.txt")
    Path("hard.txt").hardlink_to("page.txt")
    before = contents(folder)
    output = name.format(folder=folder.name, absolute=folder / "page.txt")
    code, _, complaint = command("page", "page.txt", option, output)
    assert (code, complaint.count("\n")) == (2, 1)
    assert "is the input too" in complaint
    assert contents(folder) == before


@pytest.mark.parametrize(
    "outputs",
    [
        ["-o", "x.html", "--report", "nodir/../x.html"],
        ["--report", "x.tsv", "--write-baseline", "x.tsv"],
        ["-o", "x.ko", "-f", "moses"],
    ],
)
def test_two_outputs_do_not_share_a_file(outputs: list[str], command: Command, folder: Path) -> None:
    before = contents(folder)
    code, _, complaint = command("page", "page.txt", *outputs)
    assert code == 2 and ("another output" in complaint or "name.moses" in complaint)
    assert contents(folder) == before


def test_the_sides_of_a_pair_are_not_its_inputs(command: Command, folder: Path) -> None:
    Path("ko.txt").rename("x.ko")
    Path("en.txt").rename("x.en")
    code, _, complaint = command("align", "x.ko", "x.en", "-o", "x.moses")
    assert code == 2 and "is the input too" in complaint


@posix
def test_a_link_leads_to_what_is_replaced_or_not(library: Alignment, folder: Path) -> None:
    """The link stays one; what it leads to is replaced if it is ours, and made if it is not there."""
    Path("deep").mkdir()
    Path("link.json").symlink_to("deep/real.json")
    library.save("link.json")
    library.save("link.json")
    assert Path("link.json").is_symlink() and aligner.load("deep/real.json") == library
    Path("deep/real.json").write_text("my diary\n")
    with pytest.raises(InputError, match=r"link\.json: is there already"):
        library.save("link.json")


@posix
def test_a_pipe_is_written_to(library: Alignment, folder: Path) -> None:
    os.mkfifo("pipe.json")
    reader = os.open("pipe.json", os.O_RDONLY | os.O_NONBLOCK)
    write_whole("pipe.json", b"news")
    assert os.read(reader, 99) == b"news" and Path("pipe.json").is_fifo()
    os.close(reader)
