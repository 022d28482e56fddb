"""Work is handed on from the shell in every form, taken up again by a page, and learnt from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import aligner
from aligner.cli import run
from aligner.corrections import beads_to_lock
from aligner.formats.works import load_work
from aligner.model.errors import FormatError, InputError, SettingsError
from aligner.review.desk import Desk
from aligner.review.handing import FORMS

KOREAN = "솔내 시장에 시민 3만 명이 모였다. 비는 오지 않았다. 시장은 웃었다. 다리가 열렸다."
ENGLISH = "Some 300,000 citizens gathered at the market. It did not rain. The mayor laughed. A bridge opened."
PAGE = f"{KOREAN}\n\n아래는 위 기사를 번역기로 옮긴 영문 전문입니다.\n\n{ENGLISH}\n"
JOINED = {"do": "beads", "first": 1, "count": 2, "beads": [[[1, 3], [1, 3]]]}
RIGHT = {
    "do": "edit",
    "side": "target",
    "sentence": 0,
    "text": "Some 30,000 citizens gathered at the market.",
}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The work file of a page of which two pairs were joined and a number was mended."""
    (tmp_path / "market.txt").write_text(PAGE, encoding="utf-8")
    desk = Desk([tmp_path / "market.txt"])
    (key,) = desk.paths
    for revision, change in enumerate((JOINED, RIGHT)):
        desk.change(key, revision, change)
    return tmp_path / "market.txt.review.json"


def kinds(alignment: aligner.Alignment) -> list[tuple[int, int]]:
    return [pair.bead.kind for pair in alignment]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_had_from_the_shell(work: Path, form: str) -> None:
    output = work.with_name(f"market.{form}")
    assert run(["recheck", str(work), "-o", str(output)]) == 0
    if form == "pairs.xlsx":
        assert [p.target_text for p in aligner.load(output)] == [p.target_text for p in aligner.load(work)]
    elif form == "accepted.baseline":
        assert aligner.read_baseline(output) == frozenset()
    else:
        content = output.read_text("utf-8")
        assert "Some 30,000 citizens" in content
        assert "300,000" not in content
    assert run(["recheck", str(work), "-o", str(output)]) == 0, "a file of ours may be written anew"


def test_the_shell_writes_over_nothing_of_the_users(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = work.with_name("mine.translation.txt")
    mine.write_text("my own text\n", encoding="utf-8")
    assert run(["recheck", str(work), "-o", str(mine)]) == 2
    assert "not replaced" in capsys.readouterr().err
    assert mine.read_text("utf-8") == "my own text\n"
    assert run(["recheck", str(work), "-o", str(work)]) == 2


def test_a_sheet_holds_findings_as_check_writes_them(work: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs the extra `qa`")
    alignment = aligner.align(["3만 명이 모였다.", "=1+1 이다."], ["300,000 came.", '=HYPERLINK("http://x")'])
    from aligner.formats.workbook import workbook_of

    path = work.with_name("pairs.xlsx")
    path.write_bytes(workbook_of(alignment))
    sheet = openpyxl.load_workbook(path).active
    assert sheet["B2"].comment.text.startswith("aligner: error magnitude: ")
    assert (sheet["B3"].value, sheet["B3"].data_type) == ('=HYPERLINK("http://x")', "s"), "never a formula"
    assert run(["check", str(path), "-o", str(path.with_name("noted.xlsx"))]) == 0
    noted = openpyxl.load_workbook(path.with_name("noted.xlsx")).active
    assert noted["B2"].comment.text.splitlines()[0] == sheet["B2"].comment.text.splitlines()[0]


def test_the_pairs_of_an_editor_are_kept_when_the_page_is_read_again(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = work.with_name("market.txt")
    command = ["page", str(page), "--locked", str(work), "-f", "json"]
    assert run(command) == 0
    locked = aligner.Alignment.from_dict(json.loads(capsys.readouterr().out))
    assert kinds(locked) == [(1, 1), (2, 2), (1, 1)]
    assert kinds(aligner.align_page(PAGE)) == [(1, 1)] * 4

    # A sentence came in before, and the number was mended in the page.
    changed = PAGE.replace(KOREAN, f"장이 섰다. {KOREAN}").replace(ENGLISH, f"A market was held. {ENGLISH}")
    page.write_text(changed.replace("300,000", "30,000"), encoding="utf-8")
    assert run(command) == 0
    locked = aligner.Alignment.from_dict(json.loads(capsys.readouterr().out))
    assert kinds(locked) == [(1, 1), (1, 1), (2, 2), (1, 1)]

    page.write_text(PAGE.replace("It did not rain.", "No rain fell."), encoding="utf-8")
    assert run(command) == 0
    told = capsys.readouterr()
    assert "1 of 1 pairs are not kept" in told.err
    assert kinds(aligner.Alignment.from_dict(json.loads(told.out))) == [(1, 1)] * 4

    assert run(["page", str(page), str(page), "--locked", str(work)]) == 2
    assert run(["page", str(page), "--locked", str(page)]) == 2


def test_lone_sentences_of_an_editor_are_kept(work: Path) -> None:
    desk = Desk([work])
    (key,) = desk.paths
    lone = {"do": "beads", "first": 2, "count": 1, "beads": [[[3, 4], [3, 3]], [[4, 4], [3, 4]]]}
    desk.change(key, 2, lone)
    beads, lost = beads_to_lock(load_work(work), aligner.align_page(PAGE))
    assert lost == 0
    assert kinds(aligner.align_page(PAGE, locked=beads)) == [(1, 1), (2, 2), (1, 0), (0, 1)]


def test_a_page_holds_what_is_given() -> None:
    assert kinds(aligner.align_page(PAGE, anchors=[(0, 1)]))[0] in {(1, 2), (2, 2), (1, 0), (0, 1)}
    assert aligner.align_page(PAGE, locked=[]) == aligner.align_page(PAGE)
    with pytest.raises(SettingsError, match="not among"):
        aligner.align_page(PAGE, locked=[aligner.Bead(range(9, 10), range(1))])


def test_a_work_file_is_read_as_an_alignment(work: Path) -> None:
    alignment = aligner.load(work)
    assert kinds(alignment) == [(1, 1), (2, 2), (1, 1)]
    assert alignment[0].target_text == RIGHT["text"]
    assert not any(m.kind == "magnitude" for m in alignment.mismatches)
    work.write_text(work.read_text("utf-8").replace('"done": 2', '"done": 7'), encoding="utf-8")
    with pytest.raises(FormatError, match="done: 7 of 2"):
        aligner.load(work)


def test_a_folder_of_work_is_learnt_from_and_measured(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work.parent / "deep").mkdir()
    (work.parent / "deep" / "other.txt.review.json").write_bytes(work.read_bytes())
    folder = work.parent
    assert [kinds(one) for one in aligner.load_all(folder)] == [[(1, 1), (2, 2), (1, 1)]] * 2
    assert aligner.learn_lexicon(aligner.load_all(folder)) == aligner.learn_lexicon([])
    assert run(["evaluate", str(folder), "-f", "json"]) == 0
    strict = json.loads(capsys.readouterr().out)["strict"]
    assert strict["precision"] == 0.5  # of four pairs two were not touched
    assert strict["recall"] == pytest.approx(2 / 3)
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match=r"review\.json"):
        aligner.load_all(empty)
