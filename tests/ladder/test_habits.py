"""What a document teaches: prices that follow it, words that are believed less, items that stay alone."""

from __future__ import annotations

import pytest

import aligner
from aligner.ladder.habits import HABITS, TYPES, learn, shifts
from aligner.ladder.half import SHORT, WORD, read_half
from aligner.ladder.ladder import lattice_of
from aligner.ladder.lattice import posterior
from aligner.ladder.scores import TEMPERED, Weighing, weigh
from aligner.ladder.weights import fitted_weights
from aligner.model.token import TokenClass
from aligner.pairs import pair_of
from aligner.sides import given_sentences, read_side

PAIR = pair_of("ko", "en")
Beads = list[tuple[list[int], list[int]]]


def beads(source: list[str], target: list[str]) -> Beads:
    """The beads of two lists; turned round they are the same."""
    forward, backward = aligner.align(source, target), aligner.align(target, source)
    assert [pair.bead for pair in forward] == [
        aligner.Bead(pair.bead.target, pair.bead.source) for pair in backward
    ]
    assert [pair.confidence for pair in forward] == [pair.confidence for pair in backward]
    return [(list(pair.bead.source), list(pair.bead.target)) for pair in forward]


def weighing(source: list[str], target: list[str]) -> Weighing:
    lexicon = PAIR.lexicon()
    halves = [
        read_half(read_side(given_sentences(texts), code), PAIR, lexicon)
        for texts, code in ((source, "ko"), (target, "en"))
    ]
    return weigh(*halves, lexicon, PAIR)


# ---------------------------------------------------------------- short and blank items

# A list of settings in which one side has an item more.
SHORT_ITEMS: list[tuple[list[str], list[str], Beads]] = [
    (
        ["목록을 엽니다.", "제목", "날짜", "저장 단추를 누릅니다."],
        ["Open the list.", "Title", "Press the save button."],
        [([0], [0]), ([1], [1]), ([2], []), ([3], [2])],
    ),
    (
        ["서버를 먼저 켭니다.", "log.level", "그다음 결과를 봅니다."],
        ["Start the server first.", "log.level", "log.file", "Then look at the result."],
        [([0], [0]), ([1], [1]), ([], [2]), ([2], [3])],
    ),
    (
        [
            "`user.add()`",
            "회원을 한 명 더합니다.",
            "`user.drop()`",
            "`user.list()`",
            "회원을 모두 보여 줍니다.",
        ],
        ["`user.add()`", "Adds one member.", "`user.list()`", "Shows all members."],
        [([0], [0]), ([1], [1]), ([2], []), ([3], [2]), ([4], [3])],
    ),
]


@pytest.mark.parametrize(("source", "target", "expected"), SHORT_ITEMS)
def test_a_short_item_without_partner_stays_alone(
    source: list[str], target: list[str], expected: Beads
) -> None:
    assert beads(source, target) == expected


# What looks like it: short sentences that really are parts of a translation.
SHORT_PARTS: list[tuple[list[str], list[str], Beads]] = [
    (
        ["비가 와서 경기는 취소됐다.", "표는 환불된다."],
        ["It rained.", "The game was canceled.", "Tickets will be refunded."],
        [([0], [0, 1]), ([1], [2])],
    ),
    (
        ["서버를 끄고 화면을 닫습니다.", "이제 끝입니다."],
        ["Shut down the server.", "Then close the screen.", "That is all."],
        [([0], [0, 1]), ([1], [2])],
    ),
    (["제목", "날짜", "장소"], ["Title", "Date", "Place"], [([0], [0]), ([1], [1]), ([2], [2])]),
]


@pytest.mark.parametrize(("source", "target", "expected"), SHORT_PARTS)
def test_short_sentences_that_belong_together_are_joined(
    source: list[str], target: list[str], expected: Beads
) -> None:
    assert beads(source, target) == expected


@pytest.mark.parametrize("blank", ["", "  ", "\t", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"])
def test_blank_items_stay_alone_and_disturb_nothing(blank: str) -> None:
    source, target = ["비가 왔다.", "행사는 취소됐다.", "표는 환불된다."], [
        "It rained.",
        "The event was canceled.",
        "Tickets will be refunded.",
    ]  # fmt: skip
    plain = aligner.align(source, target)
    assert beads([source[0], blank, *source[1:]], [*target, blank]) == [
        ([0], [0]),
        ([1], []),
        ([2], [1]),
        ([3], [2]),
        ([], [3]),
    ]
    with_blanks = aligner.align([source[0], blank, *source[1:]], [*target, blank])
    assert [p.confidence for p in with_blanks if all(p.bead.kind)] == pytest.approx(
        [p.confidence for p in plain], abs=1e-3
    )
    assert not [m.kind for p in with_blanks if not all(p.bead.kind) for m in p.mismatches]


def test_a_bead_never_holds_a_blank_item() -> None:
    assert all(
        len(a) < 2 and len(b) < 2
        for a, b in beads(["비가 왔다.", "", "눈도 왔다."], ["It rained and snowed."])
    )


def test_a_word_counts_as_short_however_long_it_is() -> None:
    texts = ["core.repositoryformatversion", "Done", "This sentence is longer than that."]
    short = read_half(read_side(given_sentences(texts), "en"), PAIR, PAIR.lexicon()).short
    assert short[0] == short[1] > 0 == short[2]
    assert WORD < SHORT


# ---------------------------------------------------------------- prices of the document

EVEN = [(f"{n}번 문은 {n + 20}일에 닫는다.", f"Gate {n} closes on the {n + 20}th.") for n in range(11, 31)]
SPLIT = [f"{n}번 문은 낡아서 {n + 20}일에 새로 고친 뒤 다시 연다." for n in range(11, 31)]
HALVES = [
    half
    for n in range(11, 31)
    for half in (f"Gate {n} is old.", f"It will be repaired on the {n + 20}th and reopened.")
]


def test_an_even_document_makes_splits_dear() -> None:
    even, usual = {(1, 1): 60, (1, 2): 0, (2, 1): 0, (1, 3): 0}, {(1, 1): 17, (1, 2): 2, (2, 1): 1, (1, 3): 0}
    even, usual = shifts(even, even), shifts(usual, usual)
    assert even[1, 2] == even[2, 1] < -2.0 < usual[1, 2]
    assert even[1, 1] == usual[1, 1] == 0.0


def test_few_beads_say_little() -> None:
    none, few, many = {(1, 1): 0, (1, 2): 0}, {(1, 1): 3, (1, 2): 0}, {(1, 1): 10**6, (1, 2): 0}
    assert shifts(none, none)[1, 2] == 0.0
    assert -0.6 < shifts(few, few)[1, 2] < 0.0
    assert HABITS[0].least == shifts(many, many)[1, 2]


def test_a_book_retold_in_short_sentences_makes_large_beads_cheap() -> None:
    retold = {(1, 1): 20, (2, 1): 20, (3, 1): 4, (4, 1): 3, (6, 1): 3}
    moved = shifts(retold, retold)
    assert 0.0 < moved[2, 1] < moved[3, 1] < moved[4, 1] == moved[6, 1]


def test_a_document_of_usual_shares_pays_the_usual_prices() -> None:
    """A third of uneven beads is what news with many splits has; a bead of three and one is no habit yet."""
    usual = {(1, 1): 66, (1, 2): 20, (2, 1): 13, (1, 3): 1, (1, 4): 0}
    assert set(shifts(usual, usual).values()) == {0.0}
    single = {(1, 1): 12, (3, 1): 1, (4, 1): 0}
    moved = shifts(single, single)
    assert moved[4, 1] == moved[3, 1] < 1.5


def test_sure_beads_make_large_ones_dear_and_likely_ones_make_them_cheap() -> None:
    """Beads that are likely but not sure may have swallowed a sentence, and may be a free translation."""
    sure, likely = {(1, 1): 40, (2, 1): 0, (4, 1): 0}, {(1, 1): 40, (2, 1): 4, (4, 1): 0}
    assert shifts(sure, likely) == shifts(sure, sure)
    free = {(1, 1): 30, (2, 1): 20, (4, 1): 10}
    assert shifts(free, free)[4, 1] == shifts({**free, (4, 1): 0}, free)[4, 1] > 2.0


def test_the_same_place_is_read_by_what_the_document_does_elsewhere() -> None:
    """A sentence that may or may not be half of a split one, among even pairs and among split ones."""
    source = "시장은 새 다리를 올해 안에 짓겠다고 약속했다."
    target = ["The mayor promised to build a new bridge this year.", "Many people came to listen."]
    even = aligner.align([*(ko for ko, _ in EVEN), source], [*(en for _, en in EVEN), *target])
    split = aligner.align([*SPLIT, source], [*HALVES, *target])
    assert [pair.bead.kind for pair in split][:20] == [(1, 2)] * 20
    assert even[-1].bead.kind == split[-1].bead.kind == (0, 1)
    assert even[-1].confidence > 0.9 > split[-1].confidence


# ---------------------------------------------------------------- words


def test_the_types_of_a_long_sentence_are_tempered() -> None:
    words = " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}word" for n in range(4 * TEMPERED))
    found = weighing(["짧은 문장이다.", "긴 문장이다."], ["A short sentence.", words])
    assert found.second.temper[0] == 1.0
    assert found.second.temper[1] == pytest.approx(0.5, abs=0.02)


def test_chances_follow_the_words_of_the_document() -> None:
    """Where no word of the sure pairs is missed a miss weighs more; where nothing is sure nothing moves."""
    source, target = [ko for ko, _ in EVEN], [en for _, en in EVEN]
    weights = fitted_weights(PAIR)
    usual = weighing(source, target)
    taught = learn(usual, posterior(lattice_of(usual, weights)))
    number = usual.first.kinds == TokenClass.NUMBER
    assert (taught.first.chance[number] > usual.first.chance[number]).all()
    assert (taught.first.missing[number] > 1.0).all()
    unsure = weighing(["가"], ["b"])
    same = learn(unsure, posterior(lattice_of(unsure, weights)))
    assert same.first.chance == pytest.approx(unsure.first.chance)
    assert TYPES > 0
