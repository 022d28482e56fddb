"""Long documents: a change is checked nearby at once, all of it a moment later, with the same result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.corrections.work import Work
from aligner.review.desk import Desk
from aligner.review.nearby import AROUND, SHORT, checked_nearby
from aligner.review.shown import first_shown, shown_after

COUNT = SHORT + 60
KOREAN = [f"{n + 1}번 배는 {n * 3 + 5}톤을 실었다." for n in range(COUNT)]
ENGLISH = [f"Ship No. {n + 1} carried {n * 3 + 5} tons." for n in range(COUNT)]
WRONG = {n: ENGLISH[n].replace("tons", "0 tons").replace(" 0", "0") for n in (3, 90, 140)}


def edit(sentence: int, text: str) -> dict[str, Any]:
    return {"do": "edit", "side": "target", "sentence": sentence, "text": text}


@pytest.fixture(scope="module")
def read() -> aligner.Alignment:
    return aligner.align(KOREAN, [WRONG.get(n, text) for n, text in enumerate(ENGLISH)])


@pytest.fixture
def place(tmp_path: Path, read: aligner.Alignment) -> Path:
    path = tmp_path / "ships.json"
    read.save(path)
    return path


def only(desk: Desk) -> str:
    (key,) = desk.paths
    return key


def places(alignment: aligner.Alignment) -> dict[int, list[str]]:
    return {n: [m.kind for m in pair.mismatches] for n, pair in enumerate(alignment) if pair.mismatches}


def test_changes_in_many_places_are_checked_where_they_stand(read: aligner.Alignment) -> None:
    work = Work(read)
    for change in (
        edit(90, ENGLISH[90]),
        edit(20, "Ship No. 21 carried 6,500 tons."),
        {"do": "beads", "first": 50, "count": 2, "beads": [[[50, 52], [50, 52]]]},
        edit(158, "It rained."),
    ):
        work = work.changed(change)
    near = checked_nearby(read, work.alignment(), aligner.Aligner())
    whole = aligner.Aligner().recheck(work.alignment())
    assert places(near) == places(whole)
    assert 90 not in places(near)
    assert {3, 20} <= places(near).keys()
    for pair, other in zip(near, whole, strict=True):
        for one, expected in zip(pair.mismatches, other.mismatches, strict=True):
            assert one.source_sentences == expected.source_sentences
            assert one.target_span == expected.target_span


def test_no_more_is_checked_at_once_than_is_asked_for(read: aligner.Alignment) -> None:
    work = Work(read).changed(edit(20, "It rained.")).changed(edit(100, "It rained."))
    near = checked_nearby(read, work.alignment(), aligner.Aligner(), most=2 * AROUND + 1)
    assert near[20].mismatches != ()
    assert near[100].mismatches == (), "the second stretch is beyond the bound"
    assert near[140].mismatches != (), "what did not change keeps what was found"


def test_a_long_document_opens_before_all_of_it_is_checked(place: Path) -> None:
    desk = Desk([place])
    opened = desk.change(only(desk), 0, edit(20, "Ship No. 21 carried 6,500 tons."))
    assert opened.pending
    (found,) = opened.alignment[3].mismatches
    desk.change(only(desk), 1, {"do": "accept", "id": found.context or found.id, "reason": "so it was"})
    again = Desk([place])
    first = again.open(only(again))
    assert first.pending
    settled = again.settled(only(again))
    assert not settled.pending
    assert places(first.alignment) == places(settled.alignment)
    for one in (first, settled):
        assert not any(m.id == found.id for m in one.reported.mismatches), "the accepted one is known"


def test_the_list_tells_of_a_long_document_as_if_all_was_checked(tmp_path: Path) -> None:
    bare = aligner.align(KOREAN, [WRONG.get(n, text) for n, text in enumerate(ENGLISH)], ignore=aligner.KINDS)
    bare.save(tmp_path / "ships.tmx")
    desk = Desk([tmp_path])
    desk.survey()
    (summary,) = desk.summaries()
    assert summary.severities["error"] == len(WRONG)


def test_a_kind_that_is_dismissed_goes_at_once(place: Path) -> None:
    desk = Desk([place])
    kinds = {m.kind for m in desk.open(only(desk)).alignment.mismatches}
    kind = next(iter(sorted(kinds)))
    opened = desk.change(only(desk), 0, {"do": "dismiss", "kind": kind})
    assert kind not in {m.kind for m in opened.alignment.mismatches}


def test_findings_that_repeat_keep_their_numbers(tmp_path: Path) -> None:
    korean, english = ["3만 명이 왔다.", "비가 왔다."] * 6, ["300,000 people came.", "It rained."] * 6
    aligner.align(korean, english).save(tmp_path / "rain.json")
    desk = Desk([tmp_path])
    first = first_shown(desk.open(only(desk)))
    opened = desk.change(only(desk), 0, edit(1, "It snowed."))
    later = shown_after(first, opened)
    for before, after in zip(first.sheet.rows, later.sheet.rows, strict=True):
        assert {one.number for one in before.findings} <= {one.number for one in after.findings}


def test_a_document_that_was_put_away_comes_back_as_it_was(tmp_path: Path, place: Path) -> None:
    """Of many documents a few stay in memory; nothing that a page shows is taken for something else."""
    for number in range(40):
        (tmp_path / f"rain-{number}.txt").write_text("비가 왔다.\n\nIt rained.\n", encoding="utf-8")
    desk = Desk([tmp_path])
    key = next(key for key, path in desk.paths.items() if path == place)
    before = desk.change(key, 0, edit(20, "It rained."))
    desk.survey()
    after = desk.open(key)
    assert after.version > before.version
    assert after.work == before.work
    assert len(desk.find("it rained")) == 41, "all that were read are searched"
