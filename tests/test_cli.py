"""The command: what it prints where, and the exit codes other programs rely on."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner import Aligner, __version__, load
from aligner.cli.app import COMMANDS, app, load_commands

PAGE = """달빛시, 이동도서관 3대 추가 운행

한소라 기자

달빛시는 오는 5일부터 이동도서관 3대를 더 운행한다고 밝혔다.

사업비는 12억 원이며 시민 4만 명이 이용할 것으로 보인다.

아래는 위 기사를 구글 번역이 번역한 영문 기사의 전문입니다.

Below is the full text of the English article translated by Google Translate.

Moonlight City adds 3 mobile libraries

Reporter Han So-ra

Moonlight City announced that it will run 3 more mobile libraries from the 5th.

The project costs 1.2 billion won, and 400,000 citizens are expected to use it.
"""

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A page with one slip: 40,000 citizens have become 400,000."""
    path = tmp_path / "library.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "aligner", *arguments], capture_output=True, **options)  # type: ignore[call-overload,no-any-return]


def test_page_prints_the_report(command: Command, article: Path) -> None:
    code, out, err = command("page", article)
    assert (code, err) == (0, "")
    assert out.startswith(f"{article}: ")
    assert "{4만 명}" in out and "{400,000 citizens}" in out


GUIDE = Path(__file__).parent.parent / "examples" / "guide"


def test_markdown_is_known_by_its_suffix(command: Command, tmp_path: Path) -> None:
    """Two guides, or both in one file; code is no text, and no number of it is compared."""
    sides = [GUIDE / "ferry.ko.md", GUIDE / "ferry.en.md"]
    code, out, _ = command("align", *sides, "--format", "json")
    of_two = json.loads(out)
    assert (code, len(of_two["pairs"])) == (0, 31)
    assert not any("pip install" in s["text"] for pair in of_two["pairs"] for s in pair["source"])
    both = tmp_path / "both.markdown"
    both.write_text("\n\n***\n\n".join(path.read_text(encoding="utf-8") for path in sides), encoding="utf-8")
    _, out, _ = command("page", both, "--format", "json")
    assert json.loads(out)["page"]["blocks"]
    plain = tmp_path / "both.txt"
    plain.write_bytes(both.read_bytes())
    _, out, _ = command("page", plain, "--format", "json")
    assert "blocks" not in json.loads(out)["page"]


def test_page_reads_standard_input(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode("cp949"))))
    code, out, _ = command("page", "-")
    assert code == 0
    assert out.startswith("standard input: ") and "{4만 명}" in out


@pytest.mark.parametrize(("least", "expected"), [("error", 1), ("info", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code(command: Command, article: Path, least: str, expected: int) -> None:
    code, _, _ = command("page", article, "--fail-on", least)
    assert code == expected


def test_clean_pair_passes_the_gate(command: Command, tmp_path: Path) -> None:
    bitext = tmp_path / "bitext.tsv"
    bitext.write_text("3만 명이 모였다.\t30,000 people gathered.\n", encoding="utf-8")
    code, out, _ = command("check", bitext, "--fail-on", "info")
    assert code == 0
    assert out == f"{bitext}: 0 of 1 pair marred; no mismatches\n"


def test_json_is_one_document(command: Command, article: Path) -> None:
    _, out, _ = command("page", article, "--format", "json")
    assert json.loads(out)["document"] == str(article)


def test_json_lines_hold_a_document_each(command: Command, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("400,000", "40,000"), encoding="utf-8")
    _, out, _ = command("page", article, other, "--format", "jsonl")
    assert [json.loads(line)["document"] for line in out.splitlines()] == [str(article), str(other)]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".tsv", ".csv", ".tmx", ".ladder", ".align"])
def test_output_file_takes_the_format_of_its_suffix(
    command: Command, article: Path, tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"out{suffix}"
    assert command("page", article, "-o", output) == (0, "", "")
    assert load(output)[0].bead.kind == (1, 1)


def test_report_goes_into_a_text_file(command: Command, article: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.txt"
    _, printed, _ = command("page", article)
    assert command("page", article, "-o", output) == (0, "", "")
    assert output.read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
    ],
)
def test_unreadable_input_gives_one_line_and_2(
    command: Command, tmp_path: Path, name: str, content: bytes | None, complaint: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = command("page", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"aligner: {path}: ") and complaint in err
    assert err.count("\n") == 1


def test_a_directory_gives_one_line_and_2(command: Command, tmp_path: Path) -> None:
    code, out, err = command("page", tmp_path)
    assert (code, out, err) == (2, "", f"aligner: {tmp_path}: a directory; name the files in it\n")


def test_an_unreadable_file_does_not_keep_the_others_back(
    command: Command, article: Path, tmp_path: Path
) -> None:
    code, out, err = command("page", tmp_path / "missing.txt", article)
    assert code == 2
    assert "{4만 명}" in out and "missing.txt" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["page"],
        ["align", "one.txt"],
        ["nothing"],
        ["page", "x.txt", "--format", "pdf"],
        ["page", "x.txt", "--fail-on", "fatal"],
        ["page", "x.txt", "-o", "out.pdf"],
        ["align", "-", "-"],
        ["evaluate", "a.pdf", "b.pdf"],
        ["split", "missing.txt"],
        ["check", "missing.tsv"],
        ["page", "nul\0.txt"],
        ["align", "missing.txt", "-"],
        ["page", __file__, "--format", "moses"],
    ],
)
def test_wrong_usage_gives_one_line_and_2(command: Command, arguments: list[str]) -> None:
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("aligner: ") and err.count("\n") == 1


def test_a_page_in_one_language_says_what_is_missing(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "korean.txt"
    path.write_text(PAGE.split("아래는")[0], encoding="utf-8")
    code, out, _ = command("page", path)
    assert code == 0
    assert "note: " in out and "English" in out


def test_check_writes_rows_of_findings(command: Command, tmp_path: Path) -> None:
    bitext = tmp_path / "bitext.tsv"
    bitext.write_text(
        "ko\ten\n비가 왔다.\tRain fell.\n4만 명이 왔다.\t400,000 people came.\n", encoding="utf-8"
    )
    _, out, _ = command("check", bitext, "--format", "tsv")
    header, *rows = (line.split("\t") for line in out.splitlines())
    assert [row[header.index("kind")] for row in rows] == ["magnitude"]
    assert rows[0][header.index("pair")] == "2"


def test_check_writes_a_record_a_pair(command: Command, tmp_path: Path) -> None:
    bitext = tmp_path / "bitext.csv"
    bitext.write_text(
        '"4만 명이 왔다.","400,000 people came."\n비가 왔다.,Rain fell.\n', encoding="utf-8-sig"
    )
    _, out, _ = command("check", bitext, "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert [[found["kind"] for found in record["mismatches"]] for record in records] == [["magnitude"], []]


def test_check_reports_the_marred_pairs_only(command: Command, tmp_path: Path) -> None:
    bitext = tmp_path / "bitext.tsv"
    bitext.write_text("비가 왔다.\tRain fell.\n4만 명이 왔다.\t400,000 people came.\n", encoding="utf-8")
    _, out, _ = command("check", bitext)
    assert out.startswith(f"{bitext}: 1 of 2 pairs marred; 1 error\n")
    assert "{4만 명}" in out and "비가" not in out


def test_split_prints_a_sentence_a_line(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("비가 왔다. 바람도 불었다.\n눈은 오지 않았다.\n", encoding="utf-8")
    assert command("split", text) == (0, "비가 왔다.\n바람도 불었다.\n눈은 오지 않았다.\n", "")


def test_split_gives_spans_as_json(command: Command, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    content = "Rain fell. Mr. Han ran."
    text.write_text(content, encoding="utf-8")
    _, out, _ = command("split", text, "--format", "json", "--language", "en")
    spans = [sentence["span"] for sentence in json.loads(out)]
    assert [content[start:end] for start, end in spans] == ["Rain fell.", "Mr. Han ran."]


def test_align_takes_two_files(command: Command, tmp_path: Path) -> None:
    korean, english = tmp_path / "ko.txt", tmp_path / "en.txt"
    korean.write_text("비가 왔다.\n4만 명이 왔다.\n", encoding="utf-8")
    english.write_text("Rain fell.\n40,000 people came.\n", encoding="utf-8")
    _, out, _ = command("align", korean, english, "--format", "align")
    assert [line.rpartition(":")[0] for line in out.splitlines()] == ["[0]:[0]", "[1]:[1]"]


def test_evaluate_prints_precision_recall_and_f1(command: Command, tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold.ladder", tmp_path / "predicted.align"
    gold.write_text("0\t0\n1\t1\n2\t3\n")
    predicted.write_text("[0]:[0]:0.1\n[1]:[1]:0.2\n[]:[2]:0.3\n")
    code, out, _ = command("evaluate", gold, predicted)
    strict = out.splitlines()[1].split()
    assert (code, strict) == (0, ["strict", "0.3333", "0.5000", "0.4000"])


@pytest.mark.parametrize("article", ["harbour_festival.txt", "battery_plant.txt"])
def test_gold_of_the_articles_can_be_evaluated(article: str, command: Command, tmp_path: Path) -> None:
    page, found = ARTICLES / article, tmp_path / "found.json"
    command("page", page, "-o", found)
    code, out, _ = command("evaluate", page.with_suffix(".gold.json"), found)
    assert code == 0
    assert out.split("strict")[1].split()[:3] == ["1.0000"] * 3


def test_gold_of_texts_and_bare_numbers_are_not_compared(command: Command, tmp_path: Path) -> None:
    page, found = ARTICLES / "harbour_festival.txt", tmp_path / "found.ladder"
    command("page", page, "-o", found)
    code, out, err = command("evaluate", page.with_suffix(".gold.json"), found)
    assert (code, out) == (2, "") and "numbers without texts" in err


def test_evaluate_warns_of_ladders_over_other_sentences(command: Command, tmp_path: Path) -> None:
    gold, more, same = (tmp_path / f"{name}.ladder" for name in ("gold", "more", "same"))
    gold.write_text("0\t0\n1\t1\n2\t3\n")
    more.write_text("0\t0\n1\t1\n2\t4\n")
    same.write_text("0\t0\n2\t3\n")
    assert command("evaluate", gold, same)[2] == ""
    code, _, err = command("evaluate", gold, more)
    assert code == 0 and f"{gold} has 2 and 3 sentences; {more} has 2 and 4 sentences" in err


def test_evaluate_asks_for_the_second_alignment(command: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.ladder"
    gold.write_text("0\t0\n1\t1\n")
    code, _, err = command("evaluate", gold)
    assert code == 2 and "name the alignment to measure" in err


def test_lines_that_are_sentences_are_neither_split_nor_joined(command: Command, tmp_path: Path) -> None:
    """As hunalign counts them: blank lines too, and a last line with or without its end."""
    korean, english, ladder = tmp_path / "ko.txt", tmp_path / "en.txt", tmp_path / "out.ladder"
    korean.write_text(
        "비가 왔다. 3만 명이 왔다.\r\n\r\n\r\n입장료는 없었다.\r\n", encoding="utf-8", newline=""
    )
    english.write_text("It rained. 30,000 people came.\n\n\nAdmission was free.", encoding="utf-8")
    code, _, err = command("align", korean, english, "--lines", "sentences", "-o", ladder)
    assert (code, err) == (0, "")
    assert ladder.read_text().splitlines()[-1].split()[:2] == ["4", "4"]


def test_gold_without_texts_is_refused(command: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"pairs": [{"source": "가.", "target": 3}]}', encoding="utf-8")
    code, _, err = command("evaluate", gold, gold)
    assert code == 2 and "the texts source and target" in err


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["check", "--foo"], "aligner check --help"),
        (["corpus"], "aligner corpus --help"),
        (["page", "x", "--fail-on", "never-ever"], "aligner page --help"),
        (["--foo"], "aligner --help"),
        (["chek"], "aligner --help"),
    ],
)
def test_a_wrong_call_names_the_help_that_tells(arguments: list[str], asked: str, command: Command) -> None:
    code, _, err = command(*arguments)
    assert code == 2 and err.rstrip().endswith(f"(see {asked})")


def test_evaluate_gives_json(command: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.ladder"
    gold.write_text("0\t0\n1\t1\n2\t3\n")
    _, out, _ = command("evaluate", gold, gold, "--format", "json")
    assert json.loads(out)["by_kind"]["1-2"]["f1"] == 1


def test_version_and_help(command: Command) -> None:
    assert command("--version") == (0, f"aligner {__version__}\n", "")
    code, out, err = command("page", "--help")
    assert (code, err) == (0, "") and "aligner page article.txt" in out


def test_module_runs_as_the_command() -> None:
    assert process("--version").stdout.decode() == f"aligner {__version__}\n"


def test_ascii_terminal_gets_escapes_not_a_traceback(article: Path) -> None:
    done = process("page", str(article), env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\\ub2ec" in done.stdout and done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")
def test_a_reader_that_goes_away_is_no_error(article: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "aligner", "page", str(article)], stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")
def test_interrupt_ends_quietly_with_130() -> None:
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, aligner.cli as c; print('ready', flush=True); sys.exit(c.run(['page', '-']))",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.readline()
        _wait_until_reading(running.pid)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert running.stderr.read() == b""


def _wait_until_reading(process_id: int) -> None:
    """Until the process sleeps in `read`; where /proc does not tell, a second will do."""
    import time

    for _ in range(100):
        time.sleep(0.02)
        state = Path(f"/proc/{process_id}/wchan")
        if state.exists() and "pipe" in state.read_text():
            return
    assert process_id > 0


def test_our_own_mistakes_are_one_line_too(
    command: Command, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(aligner: Aligner, page: bytes) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("aligner.aligner.Aligner.align_page", broken)
    code, _, err = command("page", article)
    assert code == 2
    assert err.startswith(f"aligner: {article}: mistake of aligner itself: RuntimeError('boom')")
    assert err.count("\n") == 1


def test_a_bitext_that_is_none_is_named_with_its_row(command: Command, tmp_path: Path) -> None:
    bitext = tmp_path / "bitext.tsv"
    bitext.write_text("비가 왔다.\tRain.\n눈.\n", encoding="utf-8")
    code, _, err = command("check", bitext)
    assert code == 2
    assert err == (
        f"aligner: {bitext}: row 2: one column; two are needed, Korean and English, with a tab between\n"
    )


def test_a_moses_pair_needs_a_name_for_its_files(command: Command, article: Path, tmp_path: Path) -> None:
    assert command("page", article, "-o", tmp_path / "out.moses") == (0, "", "")
    assert {path.suffix for path in tmp_path.glob("out.*")} == {".ko", ".en", ".moses"}


BITEXT = "ko\ten\n달빛시에 3만 명이 왔다.\tTo Moonlight City 300,000 people came.\n비가 왔다.\tIt rained.\n"


@pytest.fixture
def bitext(tmp_path: Path) -> Path:
    path = tmp_path / "bitext.tsv"
    path.write_text(BITEXT, encoding="utf-8")
    return path


def test_accepted_mismatches_are_not_reported_again(command: Command, bitext: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "accepted.tsv"
    assert command("check", bitext, "--fail-on", "error")[0] == 1
    code, out, err = command("check", bitext, "--write-baseline", baseline)
    assert (code, out) == (0, "")
    assert err.startswith(f"aligner: {baseline}: ") and err.endswith(" accepted\n")
    code, out, _ = command("check", bitext, "--baseline", baseline, "--fail-on", "info")
    assert (code, out) == (0, f"{bitext}: 0 of 2 pairs marred; no mismatches\n")


def test_a_glossary_is_kept_to(command: Command, bitext: Path, article: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("# ours\n달빛시\tMoonlight Town\n", encoding="utf-8")
    for arguments in (("check", bitext), ("page", article)):
        _, out, _ = command(*arguments, "--glossary", terms)
        assert "should be “Moonlight Town”" in " ".join(out.split())


@pytest.mark.parametrize("option", ["--glossary", "--baseline"])
def test_a_damaged_glossary_or_baseline_is_named_with_its_line(
    command: Command, bitext: Path, tmp_path: Path, option: str
) -> None:
    damaged = tmp_path / "damaged.tsv"
    damaged.write_text("# ours\n\n???\n", encoding="utf-8")
    code, out, err = command("check", bitext, option, damaged)
    assert (code, out) == (2, "")
    assert err.startswith(f"aligner: {damaged}:3: '???' is not ") and err.count("\n") == 1
    code, _, err = command("page", bitext, option, tmp_path / "nowhere.tsv")
    assert code == 2 and err.count("\n") == 1 and "nowhere.tsv" in err


def test_a_bitext_may_be_english_first(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "bitext.tsv"
    path.write_text("source\ttarget\n30,000 people gathered.\t30만 명이 모였다.\n", encoding="utf-8")
    _, out, _ = command("check", path, "--format", "json")
    (mismatch,) = json.loads(out)[0]["mismatches"]
    assert (mismatch["kind"], mismatch["source_surface"]) == ("magnitude", "30,000 people")


@pytest.mark.parametrize("name", ["page", "split", "check", "stress"])
def test_an_input_is_never_written_over(name: str, tmp_path: Path, command: Command) -> None:
    file = tmp_path / "input.tsv"
    file.write_text(PAGE, encoding="utf-8")
    code, _, complaint = command(name, file, "-o", file)
    assert code == 2
    assert "written over" in complaint
    assert file.read_text(encoding="utf-8") == PAGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "aligner", "page", str(page)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert "mistake" not in done.stderr


CLOSED = {  # arguments, redirections of the shell, exit code, what is said
    "no output": (["page", "library.txt"], ">&-", 2, "standard output is closed; name a file with -o"),
    "no output for data": (["page", "library.txt", "-f", "json"], ">&-", 2, "standard output is closed"),
    "no input": (["page", "-"], "<&-", 2, "standard input: closed; name a file to read"),
    "no input for a corpus": (["corpus", "-", "-o", "x.jsonl"], "<&-", 2, "closed; name a file to read"),
    "no need of any": (["page", "library.txt", "-o", "x.json"], "<&- >&-", 0, ""),
    "nobody to be told": (["page", "gone.txt"], "<&- >&- 2>&-", 2, ""),
    "a job of cron": (["corpus", "library.txt", "-o", "x.jsonl"], "<&- >&- 2>&-", 0, ""),
}


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(("arguments", "closed", "code", "told"), CLOSED.values(), ids=CLOSED)
def test_standard_streams_may_be_closed(
    arguments: list[str], closed: str, code: int, told: str, article: Path, tmp_path: Path
) -> None:
    """What was to be written there is not lost without a word; what is not needed is not missed."""
    line = f"exec {shlex.join([sys.executable, '-m', 'aligner', *arguments])} {closed}"
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr and "mistake" not in done.stderr
    if code == 0:
        assert len(load(tmp_path / arguments[-1])) > 0


def test_what_is_too_large_for_the_memory_is_told(
    command: Command, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(aligner: Aligner, page: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(Aligner, "align_page", exhausted)
    code, _, complaint = command("page", article)
    assert (code, complaint) == (
        2,
        f"aligner: {article}: too large for the memory that there is; cut it\n",
    )


@pytest.mark.parametrize("output", ["-", "/dev/stdout"])
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs a file of standard output")
def test_output_may_be_standard_output(output: str, article: Path, tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "aligner", "page", str(article), "-f", "tsv"]
    options = {"cwd": tmp_path, "capture_output": True, "check": True}
    assert subprocess.run([*arguments, "-o", output], **options).stdout == process(*arguments[3:]).stdout
    assert not (tmp_path / "-").exists()


def test_rates_of_unmatched_sentences_are_told_if_there_are_any(command: Command, tmp_path: Path) -> None:
    full, cut = tmp_path / "full.ladder", tmp_path / "cut.ladder"
    full.write_text("0\t0\t1.0\n1\t1\t1.0\n2\t2\t1.0\n", encoding="utf-8")
    cut.write_text("0\t0\t1.0\n1\t1\t1.0\n1\t2\t1.0\n2\t3\t1.0\n", encoding="utf-8")
    assert "unmatched" not in command("evaluate", full, full)[1]
    assert "unmatched" in command("evaluate", full, cut)[1]


def test_a_command_loads_its_own_module_alone() -> None:
    """A page needs no readers of bitexts, no collections and no desk."""
    program = (
        "import sys; from aligner.cli.app import load_commands; load_commands(['page']);"
        "print(*sorted(name for name in sys.modules if name.startswith('aligner.')))"
    )
    loaded = subprocess.check_output([sys.executable, "-c", program], text=True).split()
    assert "aligner.cli.articles" in loaded
    rooms = (
        "aligner.formats.bitexts",
        "aligner.corpus",
        "aligner.review",
        "aligner.corrections",
        "aligner.checks",
    )
    assert not [name for name in loaded if name.startswith(rooms)]


def test_commands_have_one_order_whichever_was_first() -> None:
    load_commands(["check"])
    load_commands(["page"])
    load_commands()
    assert [command.name or command.callback.__name__ for command in app.registered_commands] == [*COMMANDS]  # type: ignore[union-attr]
