"""The ladder of whole articles: roles, windows, odd shapes."""

from __future__ import annotations

from itertools import pairwise

import pytest

import aligner
from aligner.ladder import ladder
from aligner.ladder.anchors import GAP, best_chain
from aligner.ladder.weights import BEADS
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.text import Sentence, Span
from aligner.sides import given_sentences, read_side

KOREAN = [
    "하늘시는 오는 3월 12일부터 시립도서관 4곳의 운영 시간을 밤 10시까지 늘린다고 밝혔다.",
    "이를 위해 예산 2억 4천만원을 들여 사서 18명을 새로 뽑는다.",
    "박도윤 시장은 시민의 요구가 컸다고 설명했다.",
    "지난해 설문에서는 응답자의 67%가 야간 운영을 원했다.",
    "도서관 주차장은 무료로 개방된다.",
    "시는 하반기에 작은도서관 11곳으로 사업을 넓힐 계획이다.",
]
ENGLISH = [
    "Haneul City announced that it will extend the opening hours of four municipal libraries until 10 p.m. "
    "starting March 12.",
    "To this end, it will spend 240 million won.",
    "It will hire 18 new librarians.",
    "Mayor Park Do-yun explained that citizens' demand was high.",
    "In a survey last year, 67% of respondents wanted night opening.",
    "The city plans to extend the project to 11 small libraries in the second half of the year.",
]


def kinds(alignment: aligner.Alignment) -> list[tuple[int, int]]:
    return [pair.bead.kind for pair in alignment]


def test_splits_and_dropped_sentences_are_found() -> None:
    alignment = aligner.align(KOREAN, ENGLISH)
    assert kinds(alignment) == [(1, 1), (1, 2), (1, 1), (1, 1), (1, 0), (1, 1)]
    assert all(pair.confidence > 0.5 for pair in alignment if all(pair.bead.kind))


def test_turning_the_article_turns_the_ladder() -> None:
    """`align(x, y)` mirrors `align(y, x)`, evidence included."""
    forward, backward = aligner.align(KOREAN, ENGLISH), aligner.align(ENGLISH, KOREAN)
    assert [(p.bead.source, p.bead.target) for p in forward] == [
        (p.bead.target, p.bead.source) for p in backward
    ]
    assert [p.confidence for p in forward] == [p.confidence for p in backward]
    assert [p.evidence.terms for p in forward] == [p.evidence.terms for p in backward]
    links = [{(x.source_surface, x.target_surface) for x in p.evidence.links} for p in forward]
    assert links == [{(x.target_surface, x.source_surface) for x in p.evidence.links} for p in backward]


def test_evidence_says_what_led_to_a_pair() -> None:
    pair = aligner.align(KOREAN, ENGLISH)[3]
    assert ("67%", "67%") in {(link.source_surface, link.target_surface) for link in pair.evidence.links}
    assert pair.evidence.total == pytest.approx(sum(nats for _, nats in pair.evidence.terms), abs=0.01)
    for link in pair.evidence.links:
        assert link.source_span.of(KOREAN[3]) == link.source_surface
        assert link.target_span.of(ENGLISH[4]) == link.target_surface


def test_only_allowed_beads_are_used() -> None:
    alignment = aligner.align(KOREAN, ENGLISH, beads=((1, 1),))
    assert set(kinds(alignment)) <= {(1, 1), (1, 0), (0, 1)}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [([], [], []), (["비가 왔다."], [], [(1, 0)]), ([], ["It rained."], [(0, 1)]), ("", "", [])],
)
def test_empty_sides(source: list[str], target: list[str], expected: list[tuple[int, int]]) -> None:
    assert kinds(aligner.align(source, target)) == expected


def test_one_sentence_against_a_thousand() -> None:
    alignment = aligner.align(KOREAN[:1], [f"Sentence number {n} of a long text." for n in range(1000)])
    assert sum(len(pair.bead.target) for pair in alignment) == 1000


def test_captions_pair_with_captions_only() -> None:
    """A caption never shares a bead with a body sentence, however alike they are."""
    korean = [
        Sentence("박도윤 시장이 도서관을 둘러보고 있다.", Span(0, 22), 0, "caption"),
        Sentence("박도윤 시장이 도서관을 둘러봤다.", Span(23, 43), 1),
    ]
    english = [Sentence("Mayor Park Do-yun looked around the library.", Span(0, 44), 0)]
    steps = ladder.climb(Article(read_side(korean, "ko"), read_side(english, "en")), BEADS)
    assert [step.bead.kind for step in steps] == [(1, 0), (1, 1)]


def numbered(count: int) -> tuple[list[str], list[str]]:
    """A long text of our own in which every fifth sentence carries two numbers of its own."""
    korean, english = [], []
    for n in range(count):
        base, told = KOREAN[n % 5 if n % 5 != 1 else 2], [0, 3, 3, 4, 5][n % 5]
        document, file = 1000 + n * 7, 20000 + n * 11
        numbered = n % 5 == 0
        korean.append(f"{base} 문서 번호는 {document}번, 대장 번호는 {file}번이다." if numbered else base)
        english.append(
            f"{ENGLISH[told]} The document number is {document}, the file number {file}."
            if numbered
            else ENGLISH[told]
        )
    return korean, english


def test_windows_agree_with_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text solved window by window has the ladder of the exact solution, up to a few beads."""
    korean, english = numbered(400)
    del korean[211:213], english[97]
    sides = read_side(given_sentences(korean), "ko"), read_side(given_sentences(english), "en")
    in_windows = [step.bead for step in ladder.climb(Article(*sides), BEADS)]
    monkeypatch.setattr(ladder, "ONE_PIECE", 10_000)
    in_one = [step.bead for step in ladder.climb(Article(*sides), BEADS)]
    assert [n for bead in in_windows for n in bead.source] == list(range(len(korean)))
    assert [n for bead in in_windows for n in bead.target] == list(range(len(english)))
    assert len(set(in_windows) & set(in_one)) >= 0.97 * len(in_one)


def test_chain_rises_and_is_the_longest() -> None:
    cells = [(0, 5), (1, 1), (1, 2), (2, 2), (3, 3), (4, 1), (5, 4)]
    chain = best_chain(cells, (6, 6))
    assert all(a < b and c < d for (a, c), (b, d) in pairwise(chain))
    assert len(chain) == 4


@pytest.mark.parametrize("coincidences", [2, 3])
def test_chain_is_not_led_astray(coincidences: int) -> None:
    """A few coincidences far from the straight way are left out, though the chain is longer with them."""
    straight = [(n, n + 4) for n in (*range(0, 300, 30), *range(900, 1200, 30))]
    astray = [(n, n - 200) for n in range(600, 600 + coincidences)]
    assert best_chain(sorted([*straight, *astray]), (1200, 1204)) == straight


def test_chain_follows_a_missing_part() -> None:
    """A part that one side lacks is no coincidence if the text goes on behind it."""
    cells = [*((n, n) for n in range(0, 300, 30)), *((n, n - 400) for n in range(700, 1000, 30))]
    assert best_chain(cells, (1000, 600)) == cells


def test_words_that_are_common_in_the_whole_text_are_anchors_in_a_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text in which no word is rare is cut as well as any other, and its windows don't grow."""
    korean, english = numbered(550)
    missing = range(120, 180)
    del english[missing.start : missing.stop]
    english *= 3
    sides = (
        read_side(given_sentences((korean * 3)[: len(english)]), "ko"),
        read_side(given_sentences(english), "en"),
    )
    sizes = []
    weigh = ladder.weigh
    monkeypatch.setattr(
        ladder, "weigh", lambda *given: sizes.append(max(map(len, given[:2]))) or weigh(*given)
    )
    beads = {step.bead for step in ladder.climb(Article(*sides), BEADS)}
    assert max(sizes) <= 2 * GAP
    numbers = [n for n in range(0, len(english), 5) if n % 550 not in missing]
    held = [
        Bead(range(n, n + 1), range(j, j + 1)) in beads
        for n in numbers
        for j in [n - len(missing) * (n // 550 + (n % 550 >= missing.stop))]
    ]
    assert sum(held) >= 0.95 * len(held)


def sizes_and_beads(
    korean: list[str], english: list[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[list[int], set[Bead]]:
    """The longer side of each window, and the beads."""
    sides = read_side(given_sentences(korean), "ko"), read_side(given_sentences(english), "en")
    sizes: list[int] = []
    weigh = ladder.weigh
    with monkeypatch.context() as patch:
        patch.setattr(ladder, "weigh", lambda *given: sizes.append(max(map(len, given[:2]))) or weigh(*given))
        beads = {step.bead for step in ladder.climb(Article(*sides), BEADS)}
    return sizes, beads


def test_windows_of_long_texts_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time grows with the square of a window; the pairs are those of long windows."""
    korean, english = numbered(500)
    monkeypatch.setattr(ladder, "_MANY", 400)
    sizes, beads = sizes_and_beads(korean, english, monkeypatch)
    assert max(sizes) < ladder._WINDOW and len(sizes) > len(korean) // ladder._WINDOW
    monkeypatch.setattr(ladder, "_MANY", 500)
    long_sizes, in_long_windows = sizes_and_beads(korean, english, monkeypatch)
    assert min(long_sizes[:-1]) >= ladder._WINDOW
    assert len(beads & in_long_windows) >= 0.99 * len(beads)


@pytest.mark.parametrize(
    ("sources", "targets", "windows"),
    [(149, 149, 0), (150, 150, 1), (299, 299, 1), (300, 300, 2), (400, 20, 1), (20, 400, 1), (2500, 5, 2)],
)
def test_stretches_are_divided_by_their_cells(sources: int, targets: int, windows: int) -> None:
    """Where one side lacks a part, the middle of the straight way is far from the pairs."""
    assert ladder._parts(sources, targets, ladder._WINDOW) == windows


def test_anchors_are_kept() -> None:
    """An anchored pair stands in one bead, even against the evidence."""
    alignment = aligner.align(KOREAN, ENGLISH, anchors=[(4, 4)])
    assert any(4 in pair.bead.source and 4 in pair.bead.target for pair in alignment)


def test_locked_beads_are_taken_as_they_are() -> None:
    locked = [aligner.Bead(range(2, 5), range(3, 5)), aligner.Bead(range(0, 1), range(0))]
    beads = [pair.bead for pair in aligner.align(KOREAN, ENGLISH, locked=locked)]
    assert locked[0] in beads
    assert any(bead.source == range(0, 1) and not bead.target for bead in beads)
    assert [n for bead in beads for n in bead.source] == list(range(len(KOREAN)))


@pytest.mark.parametrize("anchors", [[(0, 3), (2, 1)], [(9, 0)], [(0, -1)]])
def test_impossible_anchors_are_refused(anchors: list[tuple[int, int]]) -> None:
    with pytest.raises(aligner.SettingsError):
        aligner.align(KOREAN, ENGLISH, anchors=anchors)


def test_hard_paragraphs_are_not_crossed() -> None:
    korean = "\n".join(KOREAN)
    english = ENGLISH[0] + " " + ENGLISH[1] + "\n" + "\n".join(ENGLISH[2:])
    for pair in aligner.align(korean, english, paragraphs="hard"):
        assert len({sentence.paragraph for sentence in pair.source}) <= 1
        assert len({sentence.paragraph for sentence in pair.target}) <= 1


UNKNOWN = [
    f"{word}하고 {word}하며 {word}한다." for word in ("갸갸", "뇨뇨", "듀듀", "랴랴", "묘묘", "뷰뷰", "쇼쇼")
]
STRANGE = [f"Sentences {word} and {word}." for word in ("qaq", "qeq", "qiq", "qoq", "quq", "qyq", "qwq")]


class Knowing:
    """A toy encoder that knows which of our sentences belong together, and nothing else."""

    def encode(self, sentences: list[str], /) -> list[list[float]]:
        order = {text: number for texts in (UNKNOWN, STRANGE) for number, text in enumerate(texts)}
        return [[float(number == order[sentence]) for number in range(7)] for sentence in sentences]


def test_an_encoder_is_one_more_evidence() -> None:
    """Sentences without any other sign of each other are paired by it, the surer the better."""
    texts = UNKNOWN, STRANGE[:3] + STRANGE[4:]
    alone = aligner.Aligner().align(*texts)
    helped = aligner.Aligner(encoder=Knowing()).align(*texts)
    found = {(pair.source_text, pair.target_text) for pair in helped}
    assert {(UNKNOWN[number], STRANGE[number]) for number in (0, 1, 5, 6)} <= found
    assert helped[0].confidence > alone[0].confidence


def test_an_odd_encoder_is_named() -> None:
    class Short:
        def encode(self, sentences: list[str], /) -> list[list[float]]:
            return [[1.0]]

    with pytest.raises(aligner.SettingsError, match="encoder"):
        aligner.Aligner(encoder=Short()).align(UNKNOWN, STRANGE)


def test_without_any_evidence_sentences_pair_one_by_one() -> None:
    alignment = aligner.align(["가나다 라마바."] * 20, ["Lorem ipsum."] * 20)
    assert kinds(alignment) == [(1, 1)] * 20
    assert max(pair.confidence for pair in alignment) < 0.9


@pytest.mark.parametrize(("source", "target"), [(["가"], ["1"]), (["-"], ["!"]), (["1"], ["a b"])])
def test_sentences_without_a_word_are_aligned(source: list[str], target: list[str]) -> None:
    """Nothing in them can be evidence; their terms are numbers of nats all the same."""
    (pair,) = aligner.align(source, target)
    assert pair.evidence.terms
    assert all(isinstance(nats, float) for _, nats in pair.evidence.terms)
