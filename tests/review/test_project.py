"""What a project wants of every run (`aligner.toml`, glossary, baseline, own rules) holds on the desk too."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import aligner
from aligner.cli import run
from aligner.cli.options import CheckingOptions
from aligner.corrections.kept import checker_of, work_of
from aligner.review.desk import Desk

PAGE = """솔내 시장에 3만 명

솔내 시장에 시민 3만 명이 모였다. 시는 축제를 열었다.

아래는 위 기사를 번역기로 옮긴 영문 전문입니다.

30,000 people at the Solnae market

Some 300,000 citizens gathered at the Solnae market. The city held a Festival.
"""
RULES = """
glossary = ["terms.tsv"]

[severities]
magnitude = "warning"

[[rules]]
name = "capital"
target = "\\\\bFestival\\\\b"
message = "Write festival, not {target}."
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "aligner.toml").write_text(RULES, encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("source\ttarget\n시장\tbazaar\n", encoding="utf-8")
    (tmp_path / "market.txt").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def desk_of(place: Path, **options: object) -> tuple[Desk, str]:
    chosen = CheckingOptions(**options).chosen()  # type: ignore[arg-type]
    desk = Desk([place], chosen.settings, aligner_for=chosen.aligner_for, leaves_out=chosen.config.leaves_out)
    return desk, next(iter(desk.paths))


def kinds(mismatches: Sequence[aligner.Mismatch]) -> set[str]:
    return {mismatch.kind for mismatch in mismatches}


def test_rules_glossary_and_severities_hold(project: Path) -> None:
    desk, key = desk_of(project / "market.txt")
    read = desk.open(key).alignment
    assert {"capital", "glossary", "magnitude"} <= kinds(read.mismatches)
    assert {m.severity for m in read.mismatches if m.kind == "magnitude"} == {"warning"}
    text = "The city held a Festival again."
    last = sum(len(pair.target) for pair in read) - 1
    desk.change(key, 0, {"do": "edit", "side": "target", "sentence": last, "text": text})
    again, key = desk_of(project / "market.txt")
    assert {"capital", "glossary"} <= kinds(again.open(key).alignment.mismatches)
    opened = again.change(key, 1, {"do": "dismiss", "kind": "capital"})
    assert "capital" not in kinds(opened.alignment.mismatches)


def test_a_work_file_is_read_without_the_project_that_it_came_from(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk, key = desk_of(project / "market.txt")
    desk.change(key, 0, {"do": "dismiss", "kind": "capital"})
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    opened = (other := desk_of(project / "market.txt"))[0].open(other[1])
    assert kinds(opened.alignment.mismatches).isdisjoint({"capital", "glossary"})
    work = work_of(json.loads((project / "market.txt.review.json").read_text("utf-8")))
    assert checker_of(work).settings.glossary == ()


def test_what_a_baseline_accepts_is_not_on_the_desk(project: Path) -> None:
    desk, key = desk_of(project / "market.txt")
    (found,) = (m for m in desk.open(key).alignment.mismatches if m.kind == "magnitude")
    line = f"{found.context}\tmagnitude\n"
    (project / "accepted.tsv").write_text(line, encoding="utf-8")
    desk, key = desk_of(project / "market.txt", baseline=project / "accepted.tsv")
    assert "magnitude" not in kinds(desk.open(key).alignment.mismatches)
    opened = desk.change(key, 0, {"do": "dismiss", "kind": "capital"})
    assert "magnitude" not in kinds(opened.alignment.mismatches)
    assert found.context not in (project / "market.txt.review.json").read_text("utf-8")
    desk, key = desk_of(project / "market.txt")  # the baseline is gone
    assert "magnitude" in kinds(desk.open(key).alignment.mismatches)


def test_files_that_the_project_leaves_out_are_not_listed(project: Path) -> None:
    (project / "aligner.toml").write_text(
        'exclude = ["drafts/*"]\n[ignore-by-path]\n"old/*" = ["magnitude"]\n', encoding="utf-8"
    )
    for folder in ("drafts", "old"):
        (project / folder).mkdir()
        (project / folder / "page.txt").write_text(PAGE, encoding="utf-8")
    desk, _ = desk_of(project)
    desk.survey()
    errors = {Path(one.name).as_posix(): one.severities.get("error", 0) for one in desk.summaries()}
    assert errors == {"market.txt": 1, "old/page.txt": 0, "terms.tsv": 0}


def test_recheck_says_what_page_says(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk, key = desk_of(project / "market.txt")
    desk.change(key, 0, {"do": "accept", "id": desk.open(key).alignment.mismatches[0].id})
    desk.change(key, 1, {"do": "reopen", "id": desk.open(key).alignment.mismatches[0].context})
    found = []
    for command in (["page", "market.txt"], ["recheck", "market.txt.review.json"]):
        assert run([*command, "--fail-on", "warning"]) == 1
        found.append(re.findall(r"^ +(?:error|warning|info) .*", capsys.readouterr().out, re.MULTILINE))
    assert found[0] == found[1] != []
