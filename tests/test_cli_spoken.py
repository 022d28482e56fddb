"""Whoever reads Korean is spoken to in Korean: help, errors and the report of the commands an editor uses."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import aligner
from aligner.cli import run
from aligner.cli.app import app, load_commands
from aligner.cli.help import wanted_language
from aligner.installation import findings
from aligner.report.spoken import TABLE, language_of, said, speaking_in
from aligner.tables import read_table

ROOT = Path(aligner.__file__).parent
HARBOUR = ROOT.parent / "examples" / "articles" / "harbour_festival.txt"
COMMANDS = ("page", "align", "check", "review", "recheck", "doctor")
# Modules whose errors an editor meets at the shell or on the desk.
MODULES = (
    "cli/articles.py", "cli/streams.py", "cli/options.py", "cli/checking.py", "cli/review.py",
    "cli/config.py", "corrections/kept.py", "formats/files.py", "formats/whole.py", "formats/works.py",
    "formats/workbook.py", "formats/baseline.py", "formats/glossary.py",
    "page/decode.py", "page/refused.py", "review/documents.py", "review/serve.py",
    "review/app.py", "review/api.py", "review/desk.py", "review/gate.py", "review/opened.py",
    "corrections/work.py",
)  # fmt: skip
# What else takes a sentence that somebody reads.
SAYING = ("complain", "error", "Outdated", "TooMuch", "TooSlow")
# Of gold files, which only `evaluate` reads; of what a program gave; of what nobody waits for.
NOT_MET = ("the pairs of a gold file", "a pair of a gold file", "7 is no number of JSON", "given up before")
HANGUL = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def sentences_of_help() -> Iterator[str]:
    load_commands()
    group = typer.main.get_command(app)
    commands = [group, *(group.commands[name] for name in COMMANDS)]  # type: ignore[attr-defined]
    for command in commands:
        for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
            yield " ".join(paragraph.split())
        for parameter in command.params:
            yield " ".join((getattr(parameter, "help", "") or "").split())


def messages_of(module: str) -> Iterator[tuple[str, int, str]]:
    """Messages of errors that a module raises, the name of a file in each place where a value stands."""
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        call = node.exc if isinstance(node, ast.Raise) else node
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = getattr(call.func, "id", "")
        if name.endswith("Error") or name in SAYING:
            text = _text(call.args[0])
            told = text.replace("VALUE", "7")  # what stands for a value is no word
            words = re.sub(
                r"^(VALUE|--[\w-]+)(: )|VALUE", "", text
            )  # what stands there alone is said elsewhere
            if re.search("[a-z]{3}", words.replace("rules: ", "")) and not told.startswith(NOT_MET):
                yield module, node.lineno, told


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "VALUE" for one in node.values)
    return ""


@pytest.mark.parametrize("text", sorted(set(sentences_of_help()) - {""}))
def test_every_sentence_of_help_has_korean(text: str) -> None:
    with speaking_in("ko"):
        assert HANGUL.search(said(text)), text


@pytest.mark.parametrize("module", MODULES)
def test_every_error_an_editor_meets_has_korean(module: str) -> None:
    with speaking_in("ko"):
        missing = [one for one in messages_of(module) if not HANGUL.search(said(one[2]))]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_korean(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help", "--language", "ko"]) == 0
    korean = capsys.readouterr().out
    assert korean.startswith(f"사용법: aligner {command}")
    assert "도움말을 보이고" in korean
    left = [line for line in korean.splitlines() if re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+", line)]
    assert [line for line in left if not line.lstrip().startswith(("aligner", "curl"))] == []
    assert run([command, "--help"]) == 0
    assert not HANGUL.search(capsys.readouterr().out)


def test_a_default_is_told_as_it_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["page", "--help", "--language", "ko"]) == 0
    assert "[기본값: info]" in capsys.readouterr().out


def test_whatever_is_missing_is_told_in_korean() -> None:
    with speaking_in("ko"):
        missing = [one.detail for one in findings() if not one.works]
        assert [detail for detail in missing if not HANGUL.search(said(detail))] == []


@pytest.mark.parametrize(
    ("arguments", "english", "korean"),
    [
        (["page", "no.txt"], "no.txt: no such file", "no.txt: 그런 파일이 없습니다"),
        (["page", "{folder}"], "a directory; name", "폴더입니다"),
        (["recheck", "{folder}"], "a directory; name", "폴더입니다"),
        (["page", "{empty}"], "empty; there is no text", "비어 있습니다"),
        (["page", "{pdf}"], "not text; give the page", "글이 아니라"),
        (["page", "{pdf}", "-o", "{pdf}"], "is the input too", "입력 파일이기도"),
        (["page", "{empty}", "-o", "x.doc"], "no format has this suffix", "형식이 없습니다"),
        (["page", "{empty}", "--ignore", "typo"], "no such kind; there are", "그런 종류가 없습니다"),
        (["page", "{empty}", "--ignore", "typo"], "there are unreliable", "있는 종류"),
        (["check", "{empty}", "--skip", "lock"], "did you mean locked?", "혹시 locked?"),
        (["page", "{empty}", "--fail-on", "x"], "is not one of", "쓸 수 없는 값입니다"),
        (["page", "--nothing"], "No such option: --nothing", "없는 선택 사항입니다"),
        (["page"], "Missing argument", "빠진 인자"),
        (["pages"], "No such command", "없는 명령"),
        (["align", "-", "-"], "only one of the two texts", "하나만 표준 입력"),
        (["check", "{folder}"], "no file in this folder ends in", "이 폴더에는"),
        (["check", "*.nothing"], "no pattern that fits any", "패턴에 맞는 파일도"),
        (["review", "nowhere"], "there is no such file or folder", "그런 파일이나 폴더가"),
        (["recheck", "{work}"], "is no work that aligner kept", "저장한 것이 아닙니다"),
    ],
)
def test_an_error_is_said_in_both(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    english: str,
    korean: str,
) -> None:
    places = {name: tmp_path / name for name in ("folder", "empty", "pdf", "work")}
    places["work"] = tmp_path / "a.review.json"
    places["folder"].mkdir()
    places["empty"].write_bytes(b"")
    places["pdf"] = tmp_path / "pdf.txt"
    places["pdf"].write_bytes(b"%PDF-1.7")
    places["work"].write_text("{}", encoding="utf-8")
    given = [one.format_map(places) for one in arguments]
    assert run(given) == 2
    assert english in capsys.readouterr().err
    assert run([*given, "--language", "ko"]) == 2
    told = capsys.readouterr().err
    assert korean in told
    assert told.startswith("aligner: ")


def test_the_report_is_korean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["page", str(HARBOUR), "--language", "ko", "--fail-on", "error"]) == 1
    report = capsys.readouterr().out
    assert "한국어 12문장과 영어 12문장에서 11쌍, 짝 없는 한국어 1문장" in " ".join(report.split())
    assert "오류     숫자: 숫자가 다릅니다: 원문 “48척”, 번역 “84”." in report
    assert "(대응 문장 없음)" in report
    assert "기사에 속하지 않는" in report
    assert not re.search(r"\b(error|warning|unmatched|counterpart|left aside)\b", report)


def test_data_are_the_same_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    written = []
    for language in ("ko", "en"):
        assert run(["page", str(HARBOUR), "-f", "json", "--language", language]) == 0
        written.append(capsys.readouterr().out)
    assert written[0] == written[1]


def test_the_locale_is_asked_and_the_option_goes_before(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted_language(["page", "x"]) == "en"
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert wanted_language(["page", "x"]) == "ko"
    assert wanted_language(["page", "--language", "en", "x"]) == "en"
    assert wanted_language(["page", "--language=en", "x"]) == "en"
    assert wanted_language(["split", "--language", "en", "x"]) == "ko", "that is the language of its text"
    for values, expected in (
        ({"LC_ALL": "C", "LANG": "ko_KR"}, "en"),
        ({"LC_MESSAGES": "ko"}, "ko"),
        ({"LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ):
        assert language_of(values) == expected


def test_a_sentence_without_words_stays_and_its_place_too() -> None:
    assert said("no such file; is the path right?") == "no such file; is the path right?"
    with speaking_in("ko"):
        assert said("something else") == "something else"
        assert said("a: b: a directory; name the files in it").startswith("a: b: 폴더")
        assert said("7 errors") == "오류 7건"
        assert said("note: error") == "알림: 오류"


@pytest.mark.parametrize(("language", "words"), [("ko", "자릿수가 다릅니다"), ("en", "ten times too large")])
def test_notes_in_a_copy_are_in_the_language_of_the_command(
    language: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = (("ko", "3만 명이 왔다."), ("en", "300,000 people came."))
    unit = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in sides)
    given, noted = tmp_path / "menu.tmx", tmp_path / "noted.tmx"
    given.write_text(
        f'<tmx version="1.4"><header srclang="ko"/><body><tu>{unit}</tu></body></tmx>', encoding="utf-8"
    )
    run(["check", str(given), "-o", str(noted), "--language", language])
    capsys.readouterr()
    (note,) = re.findall("<prop.*?</prop>", noted.read_text(encoding="utf-8"))
    assert "error magnitude: " in note
    assert words in note


def test_rows_have_the_same_fields_in_every_language() -> None:
    names = re.compile(r"\{(\w+)")
    for place, row in read_table(TABLE):
        assert set(names.findall(row["ko"])) <= set(names.findall(row["en"])), place
