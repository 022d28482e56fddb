"""The desk: documents are found and read, work is kept beside them, nothing of the user's is written over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.model.bead import Bead
from aligner.model.errors import AlignerError, FormatError, InputError
from aligner.review.desk import Desk, Outdated
from aligner.review.documents import work_file
from aligner.review.handing import FORMS

PAGE = """솔내시 장터에 3만 명

솔내시 장터에 시민 3만 명이 모였다. 비는 오지 않았다.

아래는 위 기사를 번역기로 옮긴 영문 전문입니다.

30,000 people at the Solnae market

Some 300,000 citizens gathered at the Solnae market. It did not rain.
"""
RIGHT = {
    "do": "edit",
    "side": "target",
    "sentence": 1,
    "text": "Some 30,000 citizens gathered at the Solnae market.",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "market.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def only(desk: Desk) -> str:
    (key,) = desk.paths
    return key


def kinds(opened: Any) -> list[str]:
    return [m.kind for m in opened.alignment.mismatches if m.severity != "info"]


def test_a_correction_is_checked_at_once_and_kept(place: Path) -> None:
    desk = Desk([place])
    assert kinds(desk.open(only(desk))) == ["magnitude"]
    assert kinds(desk.change(only(desk), 0, RIGHT)) == []
    again = Desk([place])  # another run, as after a crash
    opened = again.open(only(again))
    assert kinds(opened) == []
    assert opened.work.revision == 1
    assert place.read_text(encoding="utf-8") == PAGE
    assert kinds(again.change(only(again), 1, {"do": "undo"})) == ["magnitude"]


def test_what_was_accepted_is_kept_with_its_reason(place: Path) -> None:
    desk = Desk([place])
    opened = desk.open(only(desk))
    (found,) = (m for m in opened.alignment.mismatches if m.kind == "magnitude")
    desk.change(only(desk), 0, {"do": "accept", "id": found.id, "reason": "as counted later"})
    again = Desk([place])
    opened = again.open(only(again))
    (accepted,) = opened.work.state.accepted.values()
    assert (accepted.kind, accepted.reason) == ("magnitude", "as counted later")
    assert "300,000" in accepted.target
    assert kinds(opened) == ["magnitude"], "it is still shown"
    assert [m.kind for m in opened.reported.mismatches if m.kind == "magnitude"] == []
    assert desk.summaries()[0].severities.get("error", 0) == 0
    with pytest.raises(InputError, match="no finding"):
        desk.change(only(desk), 1, {"do": "accept", "id": "0123456789ab"})


def test_a_kind_is_dismissed_for_a_document(place: Path) -> None:
    desk = Desk([place])
    assert kinds(desk.change(only(desk), 0, {"do": "dismiss", "kind": "magnitude"})) == []
    assert kinds(desk.change(only(desk), 1, {"do": "recall", "kind": "magnitude"})) == ["magnitude"]
    with pytest.raises(InputError, match="no kind"):
        desk.change(only(desk), 2, {"do": "dismiss", "kind": "typo"})


def test_two_windows_do_not_lose_each_others_work(place: Path) -> None:
    desk = Desk([place])
    desk.change(only(desk), 0, RIGHT)
    with pytest.raises(Outdated, match="another window"):
        desk.change(only(desk), 0, {"do": "undo"})
    assert desk.open(only(desk)).work.done == 1


def test_a_file_changed_meanwhile_is_told(place: Path) -> None:
    desk = Desk([place])
    desk.change(only(desk), 0, RIGHT)
    place.write_text(PAGE.replace("3만", "4만"), encoding="utf-8")
    again = Desk([place])
    opened = again.open(only(again))
    assert "changed since" in opened.notes[0]
    assert "3만" in opened.alignment[0].source_text


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '{"read": {}, "changes": [], "done": 0, "revision": 0}']
)
def test_a_damaged_work_file_stands_and_is_named(place: Path, content: str) -> None:
    work_file(place).write_text(content, encoding="utf-8")
    desk = Desk([place])
    with pytest.raises(FormatError, match=r"review\.json: is no work"):
        desk.open(only(desk))
    assert work_file(place).read_text(encoding="utf-8") == content


def test_a_work_file_whose_changes_do_not_fit_is_refused(place: Path) -> None:
    desk = Desk([place])
    desk.change(only(desk), 0, RIGHT)
    values = json.loads(work_file(place).read_text(encoding="utf-8"))
    values["changes"][0]["sentence"] = 99
    work_file(place).write_text(json.dumps(values), encoding="utf-8")
    again = Desk([place])
    with pytest.raises(FormatError, match="counted from 0"):
        again.open(only(again))


def test_a_folder_is_looked_through_and_the_worst_comes_first(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "good.txt").write_text(PAGE.replace("300,000", "30,000"), encoding="utf-8")
    (tmp_path / "bad.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / ".hidden.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    desk = Desk([tmp_path])
    desk.survey()
    listed = desk.summaries()
    assert [(one.name, one.state) for one in listed[:1]] == [("bad.txt", "read")]
    assert {one.name: one.state for one in listed} == {
        "bad.txt": "read",
        "broken.txt": "failed",
        str(Path("deep") / "good.txt"): "read",
    }
    assert "PDF" in next(one.reason for one in listed if one.state == "failed")


def test_what_is_dropped_gets_a_name_of_its_own(tmp_path: Path, place: Path) -> None:
    desk = Desk([tmp_path])
    key = desk.add("market.txt", PAGE.encode())
    assert desk.path(key).name == "market-2.txt"
    assert place.read_text(encoding="utf-8") == PAGE
    for name in ("../../etc/passwd", "C:\\windows\\x.html", "..", "", "a\x00b\n.txt", "x" * 400, ".bashrc"):
        made = desk.path(desk.add(name, b"text"))
        assert made.parent == tmp_path
        assert not made.name.startswith(".")


def test_two_texts_become_a_document(tmp_path: Path) -> None:
    desk = Desk([tmp_path])
    key = desk.add_texts("rain", "비가 왔다. 3만 명이 모였다.", "It rained. 300,000 people gathered.")
    assert kinds(desk.open(key)) == ["magnitude"]
    with pytest.raises(InputError, match="two texts"):
        desk.add_texts("rain", "비가 왔다.", " ")


def test_our_own_files_are_documents_too(tmp_path: Path) -> None:
    alignment = aligner.align_page(PAGE)
    for suffix in (".json", ".tmx", ".html"):
        alignment.save(tmp_path / f"market{suffix}")
    desk = Desk([tmp_path])
    desk.survey()
    assert [one.state for one in desk.summaries()] == ["read"] * 3
    assert all(one.severities.get("error") == 1 for one in desk.summaries())


def test_only_documents_of_the_desk_are_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such document"):
        Desk([tmp_path]).open("../../../etc/passwd")
    with pytest.raises(InputError, match="no such file"):
        Desk([tmp_path / "nowhere"])


def test_a_text_is_found_in_all_documents(place: Path) -> None:
    desk = Desk([place])
    desk.survey()
    ((key, number, text),) = desk.find("SOME 300,000")
    assert (key, number) == (only(desk), 2)
    assert "시민" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_document_is_handed_on_as_it_stands(place: Path, tmp_path: Path, form: str) -> None:
    desk = Desk([place])
    opened = desk.change(only(desk), 0, RIGHT)
    content = FORMS[form][1](opened)
    if form.startswith("accepted"):
        assert content.startswith(b"#")
        return
    suffix = Path(form).suffix
    if suffix != ".xlsx":  # which is packed
        assert b"Some 30,000 citizens" in content
        assert b"300,000" not in content
    if suffix != ".txt":
        path = tmp_path / f"handed{suffix}"
        path.write_bytes(content)
        assert [p.target_text for p in aligner.load(path)] == [p.target_text for p in opened.alignment]


def test_the_accepted_are_a_baseline(place: Path, tmp_path: Path) -> None:
    desk = Desk([place])
    (found,) = (m for m in desk.open(only(desk)).alignment.mismatches if m.kind == "magnitude")
    opened = desk.change(only(desk), 0, {"do": "accept", "id": found.id, "reason": "so it is\tindeed"})
    path = tmp_path / "accepted.tsv"
    path.write_bytes(FORMS["accepted.baseline"][1](opened))
    (accepted,) = aligner.read_baseline(path)
    again = aligner.align_page(PAGE, accepted=frozenset({accepted}))
    assert found.id not in {m.id for m in again.mismatches}
    assert "so it is indeed" in path.read_text(encoding="utf-8")


def test_a_place_that_can_not_be_written_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk([place])

    def full(*_: object, **__: object) -> None:
        raise InputError("no space left")

    monkeypatch.setattr("aligner.review.documents.write_whole", full)
    with pytest.raises(AlignerError, match="no space"):
        desk.change(only(desk), 0, RIGHT)
    assert desk.open(only(desk)).work.revision == 0, "what could not be kept is not shown as done"


def entangled(alignment: aligner.Alignment) -> int:
    return sum(one.key == "entangled" for one in alignment.mismatches)


def test_nobody_is_told_that_sentences_joined_by_hand_can_not_be_told_apart(place: Path) -> None:
    desk = Desk([place])
    read = desk.open(only(desk)).alignment
    (numbers,) = ([n, n + 2] for n, pair in enumerate(read) if pair.source_text.endswith("모였다."))
    join = {"do": "beads", "first": numbers[0], "count": 2, "beads": [[numbers, numbers]]}
    joined = desk.change(only(desk), 0, join)
    assert [pair.bead.kind for pair in joined.alignment].count((2, 2)) == 1
    assert entangled(joined.alignment) == 0
    again = Desk([place])
    assert entangled(again.open(only(again)).alignment) == 0
    assert entangled(joined.reported) == 0
    bead = joined.alignment[numbers[0]].bead
    assert entangled(aligner.align_page(PAGE, locked=[bead])) == 0
    # Where nobody says who put them together, it is told.
    assert entangled(aligner.Aligner().recheck(joined.alignment)) == 1
    assert entangled(aligner.Aligner().recheck(joined.alignment, locked=[bead])) == 0


def test_texts_joined_by_hand_are_checked_as_others_are() -> None:
    bead = Bead(range(2), range(2))
    korean, english = ["시민 3만 명이 모였다.", "비가 왔다."], ["300,000 citizens gathered.", "It rained."]
    (pair,) = aligner.align(korean, english, locked=[bead])
    assert [one.kind for one in pair.mismatches] == ["magnitude"]
