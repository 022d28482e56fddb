"""Correcting pairs in the report: what is offered keeps the ladder whole, what is saved is an alignment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

import aligner
from aligner.formats.visible import visible
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead

Opened = Callable[..., Any]
AlignmentOf = Callable[..., Alignment]

Sizes = list[tuple[int, int]]

# The beads of the fixture `library`, Korean and English.
LIBRARY: Sizes = [(1, 1), (1, 2), (1, 1), (1, 0), (1, 1)]


HOSTILE = (
    "</script><script>window.hit = 1</script>",
    "<!-- <script> ]]> \"'`&amp;&lt; \\u0041 \\n",
    "\u202eright\u2066 \u200bnothing\u3164 \ufeff \u2028\u2029 \U000e0041",
    "\x00\x01\x1b[2J\x7f\x85 \r\n\t",
    "\ud800 \udfff \udc00\ud800 \ud83d\ude00 lone",
    "e\u0301 각 \U0001f600\u200d",
)


@pytest.fixture
def page(opened: Opened, library: Alignment) -> Any:
    return opened(library)


def sizes(page: Any) -> Sizes:
    """Sentences on each side of the pairs that are shown."""
    return [
        (
            len(row.find_elements("css selector", ".left:not(.none) > p")),
            len(row.find_elements("css selector", ".right:not(.none) > p")),
        )
        for row in page.find(".pair")
    ]


def correct(page: Any, number: int, *edits: str) -> None:
    """Open the bar in a row, counted from 1 as they stand, and click its buttons."""
    row = page.find(".pair")[number - 1]
    page.run("arguments[0].scrollIntoView({ block: 'center' })", row)  # from under the filters
    row.find_element("css selector", ".edit").click()
    for edit in edits:
        page.click(f'[data-edit="{edit}"]')


def saved(page: Any, name: str) -> Alignment:
    page.click("#save-corrected")
    text = page.saved(name).read_text(encoding="utf-8")
    return Alignment.from_dict(json.loads(text))


def texts(alignment: Alignment) -> tuple[list[str], list[str]]:
    return (
        [sentence.text for pair in alignment for sentence in pair.source],
        [sentence.text for pair in alignment for sentence in pair.target],
    )


def turned(alignment: Alignment) -> Alignment:
    """The same pairs, as if the Korean text were the translation."""
    pairs = tuple(
        replace(
            pair,
            source=pair.target,
            target=pair.source,
            bead=Bead(pair.bead.target, pair.bead.source),
            mismatches=(),
        )
        for pair in alignment
    )
    return replace(
        alignment, source_language="en", target_language="ko", pairs=pairs, mismatches=(), page=None
    )


def is_ladder(beads: Sequence[Bead]) -> bool:
    """Whether every sentence stands in exactly one bead, in its order."""
    source = [number for bead in beads for number in bead.source]
    target = [number for bead in beads for number in bead.target]
    return source == list(range(len(source))) and target == list(range(len(target)))


def tiles(page: Any) -> dict[str, int]:
    """The numbers at the head of the page, by what they count."""
    return {
        tile.get_attribute("data-count"): int(tile.text)
        for tile in page.find("#head [data-count]")
        if tile.text
    }


def test_the_numbers_at_the_head_follow_what_is_corrected_and_accepted(
    opened: Opened, harbour: Alignment
) -> None:
    page = opened(harbour)
    at_first = tiles(page)
    severities = Counter(mismatch.severity for mismatch in harbour.mismatches)
    kinds = Counter(f"kind {mismatch.kind}" for mismatch in harbour.mismatches)
    beads = [pair.bead.kind for pair in harbour]
    unmatched = sum(0 in bead for bead in beads)
    joined = sum(0 not in bead and sum(bead) > 2 for bead in beads)
    pairs = {"matched": len(beads) - unmatched, "unmatched": unmatched, "joined": joined}
    assert Counter(at_first) == Counter(pairs) | severities | kinds
    first = page.one("#finding-1")
    severity, kind = first.get_attribute("data-severity"), f"kind {first.get_attribute('data-kind')}"
    page.one("#finding-1 .accept").click()
    assert tiles(page) == at_first | {severity: at_first[severity] - 1, kind: at_first[kind] - 1}
    page.one("#finding-1 .accept").click()
    assert tiles(page) == at_first


def test_joined_rows_are_counted_at_the_head(page: Any) -> None:
    at_first = tiles(page)
    correct(page, 4, "joinNext")
    after = tiles(page)
    assert (after["matched"], after["unmatched"]) == (at_first["matched"], at_first["unmatched"] - 1)
    assert after["joined"] == at_first["joined"] + 1


def test_a_pair_tells_why(opened: Opened, harbour: Alignment) -> None:
    page = opened(harbour)
    correct(page, 5)
    page.click(".why summary")
    links = {(link.source_surface, link.target_surface) for link in harbour[4].evidence.links}
    assert page.until(lambda: len(page.find(".why li")) == len(links))
    shown = {
        tuple(span.text for span in item.find_elements("css selector", "span"))
        for item in page.find(".why li")
    }
    assert shown == links
    assert "lexicon +" in page.one(".why .terms").text
    page.click("#language")
    assert "사전 +" in page.one(".why .terms").text
    page.click('[data-edit="unlink"]')
    assert page.find(".why li") == []
    assert page.one(".why .terms").text.startswith("근거가 없습니다")


def test_evidence_of_hostile_text_is_spelt_out(opened: Opened, alignment_of: AlignmentOf) -> None:
    made = alignment_of([(("가",), ("A",))])
    link = aligner.Link(
        "<b>\u202e", made[0].source[0].span, made[0].target[0].span, HOSTILE[2], HOSTILE[4], 1.0
    )
    pair = replace(made[0], evidence=replace(made[0].evidence, links=(link,)))
    page = opened(replace(made, pairs=(pair,)))
    correct(page, 1)
    page.click(".why summary")
    assert page.until(lambda: bool(page.find(".why li")))
    said = page.run("return document.querySelector('.why li').textContent")
    assert said == f"{visible(HOSTILE[2])} \N{EN DASH} {visible(HOSTILE[4])} <b>\\u202e +1.0"


@pytest.mark.parametrize(
    ("row", "edit", "expected"),
    [
        (2, "joinNext", [(1, 1), (2, 3), (1, 0), (1, 1)]),
        (3, "joinPrevious", [(1, 1), (2, 3), (1, 0), (1, 1)]),
        (2, "split", [(1, 1), (1, 1), (0, 1), (1, 1), (1, 0), (1, 1)]),
        (1, "unlink", [(1, 0), (0, 1), (1, 2), (1, 1), (1, 0), (1, 1)]),
        (2, "unlink", [(1, 1), (1, 0), (0, 1), (0, 1), (1, 1), (1, 0), (1, 1)]),
        (5, "unlink", [(1, 1), (1, 2), (1, 1), (1, 0), (1, 0), (0, 1)]),
        (2, "rightUp", [(1, 2), (1, 1), (1, 1), (1, 0), (1, 1)]),
        (2, "rightDown", [(1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]),
        (4, "leftUp", [(1, 1), (1, 2), (2, 1), (1, 1)]),
        (4, "leftDown", [(1, 1), (1, 2), (1, 1), (2, 1)]),
        (5, "rightUp", [(1, 1), (1, 2), (1, 1), (1, 1), (1, 0)]),
    ],
)
def test_edits(page: Any, row: int, edit: str, expected: Sizes) -> None:
    correct(page, row, edit)
    assert sizes(page) == expected
    alignment = saved(page, "library.corrected.json")
    assert [pair.bead.kind for pair in alignment] == expected
    assert is_ladder([pair.bead for pair in alignment])


def test_two_unmatched_sentences_are_linked(page: Any) -> None:
    correct(page, 3, "unlink")
    assert sizes(page)[2:5] == [(1, 0), (1, 0), (0, 1)]
    correct(page, 4, "joinNext")
    assert sizes(page)[2:4] == [(1, 0), (1, 1)]
    assert page.find(".pair")[3].text.count("no counterpart") == 0


def test_what_would_change_nothing_or_leave_the_page_is_not_offered(page: Any) -> None:
    correct(page, 1)
    offered = {
        button.get_attribute("data-edit"): button.is_enabled() for button in page.find(".editor button")
    }
    assert [name for name, enabled in offered.items() if not enabled] == [
        "joinPrevious",
        "split",
        "leftUp",
        "rightUp",
        "undo",
    ]


def test_sentences_stay_what_they_are_and_what_is_unchanged_keeps_all(page: Any, library: Alignment) -> None:
    correct(page, 2, "joinNext")
    alignment = saved(page, "library.corrected.json")
    assert texts(alignment) == texts(library)
    assert alignment.page == library.page
    assert alignment.pairs[0] == library.pairs[0]
    assert alignment.pairs[2] == library.pairs[3]
    assert (alignment.pairs[1].confidence, alignment.pairs[1].mismatches) == (1.0, ())


def test_mismatches_stay_where_all_their_sentences_do(page: Any, library: Alignment) -> None:
    correct(page, 2, "joinNext")
    kept = [mismatch.kind for mismatch in saved(page, "library.corrected.json").mismatches]
    assert kept == ["sentence_dropped", "name_variant"]
    stale = [row.get_attribute("data-kind") for row in page.find(".finding.stale")]
    assert stale == ["number", "split", "magnitude"]


def test_a_mismatch_of_two_pairs_goes_with_either(page: Any) -> None:
    correct(page, 5, "unlink")  # one of the pairs in which the name is spelt
    assert "name_variant" not in {one.kind for one in saved(page, "library.corrected.json").mismatches}


def test_corrected_beads_are_marked_and_can_be_listed(page: Any) -> None:
    correct(page, 2, "joinNext", "done")
    assert [row.find_element("css selector", ".label").text for row in page.find(".pair.edited")] == [
        "2\N{EN DASH}3"
    ]
    assert page.one("#shown").text.endswith("1 corrected")
    page.choose("#show", "edited")
    assert len(page.find(".pair")) == 1


def test_undo_goes_back_step_by_step(page: Any) -> None:
    before = page.one("#body").text
    correct(page, 2, "joinNext", "joinNext", "unlink")
    steps = [sizes(page)]
    for _ in range(3):
        page.click('[data-edit="undo"]')
        steps.append(sizes(page))
    assert [len(step) for step in steps] == [8, 3, 4, 5]
    page.click('[data-edit="done"]')
    assert page.one("#body").text == before
    assert not page.one("#save-corrected").is_enabled()


def test_an_edit_that_is_taken_back_by_hand_leaves_the_pair_as_it_was(page: Any) -> None:
    correct(page, 2, "rightDown")
    correct(page, 3, "rightUp")
    assert sizes(page) == LIBRARY
    assert not page.find(".pair.edited") and not page.find(".finding.stale")


def test_corrections_outlive_the_window(page: Any) -> None:
    correct(page, 2, "joinNext")
    page.refresh()
    assert len(sizes(page)) == 4
    correct(page, 2, "undo")
    assert sizes(page) == LIBRARY


def test_what_the_browser_kept_of_something_else_is_not_believed(page: Any) -> None:
    place = page.one(".alignment").get_attribute("data-store")
    for kept in ("[[0,0],[9,9]]", "[[0,0],[3,1],[2,4],[5,5]]", "{", '{"a":1}', "[]", "[[0,0],[0.5,1],[5,5]]"):
        page.run("localStorage.setItem(arguments[0], arguments[1])", f"aligner ladder {place}", kept)
        page.refresh()
        assert sizes(page) == LIBRARY
    assert page.complaints() == []


def test_pairs_are_corrected_by_keyboard(page: Any) -> None:
    page.press("nn")  # to the second pair
    assert page.focus == "pair-2"
    page.press("e")
    assert page.run("return document.activeElement.dataset.edit") == "joinPrevious"
    page.press("m")
    assert len(sizes(page)) == 4
    page.press("z")
    assert sizes(page) == LIBRARY
    page.press("s")
    assert sizes(page)[1:3] == [(1, 1), (0, 1)]
    page.press("zu")
    assert sizes(page)[1:4] == [(1, 0), (0, 1), (0, 1)]
    page.press("z\ue00c")  # Escape
    assert page.focus == "pair-2"
    assert page.find(".editor") == []


def test_focus_stays_in_the_bar(page: Any) -> None:
    correct(page, 2)
    for _ in range(3):
        page.click('[data-edit="joinNext"]')
    assert len(sizes(page)) == 2
    assert page.run("return document.activeElement.closest('.editor') !== null")


def test_what_is_corrected_stays_in_sight_whatever_the_filter(page: Any) -> None:
    page.choose("#show", "unmatched")
    correct(page, 1, "joinNext")  # now it is matched
    assert sizes(page) == [(2, 1)]
    page.click('[data-edit="done"]')
    assert sizes(page) == []


def test_a_link_to_a_pair_finds_what_became_of_it(page: Any) -> None:
    correct(page, 2, "joinNext", "done")
    page.run("location.hash = '#pair-3'")
    assert page.until(lambda: page.run("return document.activeElement.classList.contains('edited')"))


def test_the_bar_speaks_korean(page: Any) -> None:
    correct(page, 2, "joinNext")
    page.click("#language")
    assert page.one('[data-edit="undo"]').text == "되돌리기"
    assert page.one(".stale-note").text == "쌍을 고치기 전의 지적"
    page.click('[data-edit="undo"]')
    assert page.one("#pair-2 .severity").text == "오류"


# Clicks any pencil, then any button that is offered, over and over.
CLICKS = """
const [places, edits] = arguments;
places.forEach((place, i) => {
  const pencils = document.querySelectorAll('.pair .edit');
  pencils[Math.floor(place * pencils.length)].click();
  const offered = document.querySelectorAll('.editor [data-edit]:enabled:not([data-edit=done])');
  offered[Math.floor(edits[i] * offered.length)].click();
});
"""


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_clicked_the_ladder_stays_whole(opened: Opened, harbour: Alignment, seed: int) -> None:
    """Every sentence in exactly one pair, in its order; the aligner takes the saved beads as they are."""
    random = Random(seed)
    given = harbour if seed % 2 else turned(harbour)
    page = opened(given)
    page.run(CLICKS, *([random.random() for _ in range(60)] for _ in range(2)))
    corrected = saved(page, "harbour_festival.corrected.json")
    beads = [pair.bead for pair in corrected]
    assert texts(corrected) == texts(given)
    assert is_ladder(beads)
    assert [pair.bead.kind for pair in corrected] == [
        size if given is harbour else size[::-1] for size in sizes(page)
    ]
    again = aligner.align(*texts(corrected), locked=beads, source_language=given.source_language)
    assert [pair.bead for pair in again] == beads
    assert page.complaints() == []


def test_every_sort_of_bead_is_locked(opened: Opened, library: Alignment) -> None:
    page = opened(library)
    correct(page, 1, "unlink")
    correct(page, 4, "joinNext")
    corrected = saved(page, "library.corrected.json")
    beads = [pair.bead for pair in corrected]
    assert [bead.kind for bead in beads] == [(1, 0), (0, 1), (1, 2), (2, 1), (1, 1)]
    assert [pair.bead for pair in aligner.align(*texts(corrected), locked=beads)] == beads


def test_korean_translations_are_saved_the_right_way_round(opened: Opened, library: Alignment) -> None:
    english = turned(library)
    page = opened(english)
    correct(page, 2, "split")
    corrected = saved(page, "library.corrected.json")
    assert [pair.bead.kind for pair in corrected] == [(1, 1), (1, 1), (1, 0), (1, 1), (0, 1), (1, 1)]
    assert texts(corrected) == texts(english)


def test_hostile_text_is_saved_to_the_letter(opened: Opened, alignment_of: AlignmentOf) -> None:
    pairs = [((f"가 {text}", text), (text,)) for text in HOSTILE]
    made = alignment_of(
        pairs, [(0, HOSTILE[0], "error", HOSTILE[0], HOSTILE[0])], "../<b>a\u202e</b>\x00.txt"
    )
    page = opened(made)
    correct(page, 1, "split")
    correct(page, 4, "joinNext", "leftDown")
    page.click("#save-corrected")
    assert page.until(lambda: any(page.folder.glob("*.corrected.json")))
    (place,) = page.folder.glob("*.corrected.json")
    corrected = Alignment.from_dict(json.loads(place.read_text(encoding="utf-8")))
    assert texts(corrected) == texts(made)
    assert corrected.page == made.page
    assert corrected.document == made.document
    assert is_ladder([pair.bead for pair in corrected])
    assert page.run("return window.hit ?? null") is None
    assert page.complaints() == []
