"""Synthetic errors: the same with the same seed, each at the place it tells, and what of them is found."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aligner
from aligner.cli import run
from aligner.synthetic import KINDS

PAIRS = [
    (
        "달빛시는 지난 14일 3,250명이 등불 축제를 찾았다고 밝혔다.",
        "Moonlight City announced that 3,250 people visited the lantern festival on the 14th of last month.",
    ),
    (
        "시는 12억 원을 들여 5월까지 다리를 놓고 둔치에 20㎞ 자전거길을 만들 예정이다.",
        "The city will build a bridge by May for 1.2 billion won, and make a bicycle path of 20 kilometers.",
    ),
    (
        '한소라 시장은 "강변을 시민에게 돌려드리겠다"고 약속했다.',
        '"We will return the riverside to the citizens," Mayor Han So-ra promised in Saebyeok.',
    ),
    (
        "강변연구소(RRI)는 월요일 물고기 40종이 돌아왔다고 발표했다.",
        "The Riverside Research Institute (RRI) said on Monday that 40 species of fish were back.",
    ),
]

# Places for the kinds of errors that the pairs above have none for.
MORE = [
    (
        "실업률은 지난달보다 0.3%포인트 올랐다고 KBS가 www.example.kr에서 보도했다.",
        "The unemployment rate rose 0.3 percentage points from last month, KBS reported at www.example.kr.",
    ),
    (
        "축제에는 한소라 시장과 배도윤 의장이 함께했다.",
        "Mayor Han So-ra and Chair Bae Do-yun took part in the festival.",
    ),
]

texts = st.text(max_size=60) | st.sampled_from([text for pair in PAIRS for text in pair])


def test_every_kind_of_error_can_be_made() -> None:
    assert {error.kind for error in aligner.stress([*PAIRS, *MORE], document=True)} == set(KINDS)


def made(kind: str, pair: tuple[str, str]) -> tuple[str, str]:
    (error,) = aligner.stress([pair], kinds=[kind])
    return error.before, error.after


@pytest.mark.parametrize(
    ("kind", "source", "target", "expected"),
    [
        ("opposite", "값이 올랐다.", "Prices rose.", ("rose", "fell")),
        ("opposite", "Prices fell.", "값이 내렸다.", ("내렸다", "올랐다")),
        ("percent_points", *MORE[0], ("percentage points", "percent")),
        ("percent_points", "It rose 3 percentage points.", "3%포인트 올랐다.", ("%포인트", "%")),
        ("name_missing", *MORE[1], (" and Chair Bae Do-yun", "")),
        ("markup", "'봄'을 불렀다.", "They sang 'Spring", ("'", "&#39;")),
        ("markup", "비가 왔다.", "It rained.", ("", "&lt;br&gt;")),
        ("punctuation", "비가 왔나?", "Did it rain? ", ("?", ".")),
        ("punctuation", "비가 왔다.", "It rained.", (".", "")),
        ("marker", "IMF가 말했다.", "The IMF said so.", None),
    ],
)
def test_what_is_put_wrong(kind: str, source: str, target: str, expected: tuple[str, str] | None) -> None:
    before, after = made(kind, (source, target))
    assert (before, after) == (expected or (before, before[::-1])) and before != after


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("opposite", "꽃이 피었다.", "Flowers bloomed; the roses fallow."),
        ("percent_points", "3 등이다.", "It is third."),
        ("name_missing", "비와 바람이 거셌다.", "Rain and wind were heavy, and Monday was worse."),
        ("marker", "국제기구가 말했다.", "The IMF said so."),
        ("punctuation", "봄", "Spring!"),
    ],
)
def test_no_place_for_an_error(kind: str, source: str, target: str) -> None:
    assert aligner.stress([(source, target)], kinds=[kind]) == []


def test_a_text_in_another_language_is_the_source_a_foreign_sentence_or_talk() -> None:
    targets = {aligner.stress(PAIRS[:1], seed, kinds=["language"])[0].target[0] for seed in range(40)}
    source, target = PAIRS[0]
    assert source in targets and any(text.endswith(f" {target}") for text in targets) and len(targets) > 4


def test_shifted_rows_are_turned_by_one() -> None:
    errors = aligner.stress(PAIRS, kinds=["rows_shifted"], document=True)
    assert [error.pair for error in errors] == [0]
    (error,) = errors
    targets = [target for _, target in PAIRS]
    assert error.rows and not error.document and error.target == (*targets[1:], targets[0])
    assert aligner.measure_recall(PAIRS, errors).by_kind["rows_shifted"].share == 1


@pytest.mark.parametrize(
    "kind", ["opposite", "percent_points", "marker", "markup", "language", "punctuation"]
)
def test_an_error_of_every_newer_kind_is_found(kind: str) -> None:
    """An info counts where the kind is info by nature, as `punctuation` is; clean pairs are not flagged."""
    scores = aligner.measure_recall(MORE, aligner.stress(MORE, kinds=[kind]))
    assert scores.by_kind[kind].share == 1 and scores.flagged == 0


def test_the_same_seed_makes_the_same_errors_and_another_one_others() -> None:
    assert aligner.stress(PAIRS, seed=1) == aligner.stress(PAIRS, seed=1) != aligner.stress(PAIRS, seed=2)


def test_an_error_does_not_depend_on_the_other_pairs() -> None:
    alone = aligner.stress(PAIRS[:1], seed=3)
    assert alone == [error for error in aligner.stress(PAIRS, seed=3) if error.pair == 0]


@given(pairs=st.lists(st.tuples(texts, texts), max_size=4), seed=st.integers(0, 9))
@settings(max_examples=settings.default.max_examples * 3 // 5)
def test_one_stretch_of_one_pair_is_other_than_before(pairs: list[tuple[str, str]], seed: int) -> None:
    """`after` stands at `span`; with `before` in its stead the pair is as clean as it was."""
    for error in aligner.stress(pairs, seed):
        (damaged,) = error.target
        assert error.span.of(damaged) == error.after
        mended = damaged[: error.span.start] + error.before + damaged[error.span.end :]
        assert (error.source[0], mended) == pairs[error.pair] and damaged != mended


def test_sentences_are_dropped_added_doubled_and_swapped_in_documents_only() -> None:
    of_sentences = [kind for kind, (slipping, _) in KINDS.items() if slipping is None]
    assert aligner.stress(PAIRS, kinds=of_sentences) == []
    errors = {error.kind: error for error in aligner.stress(PAIRS, kinds=of_sentences, document=True, most=1)}
    clean = tuple(target for _, target in PAIRS)
    lengths = {kind: len(error.target) - len(clean) for kind, error in errors.items()}
    assert lengths == {
        "sentence_dropped": -1,
        "sentence_added": 1,
        "sentence_duplicated": 1,
        "sentences_swapped": 0,
        "rows_shifted": 0,
    }
    assert errors["sentence_dropped"].before in clean
    assert sorted(errors["sentences_swapped"].target) == sorted(clean) != list(clean)


def test_a_korean_translation_is_damaged_too() -> None:
    mirrored = [(english, korean) for korean, english in PAIRS]
    errors = {error.kind: error for error in aligner.stress(mirrored, document=True)}
    assert {"number_changed", "magnitude", "date", "unit", "quotation_lost"} <= errors.keys()
    assert errors["unit"].after in ("달러", "m", "명")


def test_no_more_than_wanted_and_only_known_kinds() -> None:
    assert len(aligner.stress(PAIRS, kinds=["untranslated"], most=2)) == 2
    with pytest.raises(aligner.SettingsError, match="'typo'"):
        aligner.stress(PAIRS, kinds=["typo"])


def test_values_are_frozen() -> None:
    error = aligner.stress(PAIRS)[0]
    with pytest.raises(FrozenInstanceError):
        error.kind = "other"  # type: ignore[misc]


def test_recall_counts_errors_found_and_clean_pairs_reported() -> None:
    errors = aligner.stress(PAIRS, document=True)
    scores = aligner.measure_recall(PAIRS, errors)
    assert (scores.pairs, scores.flagged) == (4, 0)
    assert sum(recall.errors for recall in scores.by_kind.values()) == len(errors)
    assert len(scores.missed) == sum(recall.errors - recall.found for recall in scores.by_kind.values())
    assert scores.by_kind["magnitude"].share == scores.by_kind["untranslated"].share == 1


def test_what_a_clean_pair_has_already_is_not_found() -> None:
    marred = [("3만 명이 왔다.", "It drew 300,000 people.")]
    error = aligner.stress(PAIRS[:1], kinds=["magnitude"])[0]
    same = replace(error, source=(marred[0][0],), target=(marred[0][1],))
    scores = aligner.measure_recall(marred, [same])
    assert (scores.flagged, scores.by_kind["magnitude"].found) == (1, 0)


def test_nothing_to_damage_is_no_error() -> None:
    assert aligner.stress([]) == []
    assert aligner.measure_recall([], []).by_kind == {}


def test_the_command_writes_the_errors_or_measures_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bitext, output = tmp_path / "clean.tsv", tmp_path / "errors.jsonl"
    bitext.write_text("".join("\t".join(pair) + "\n" for pair in PAIRS), encoding="utf-8")
    assert run(["stress", str(bitext), "--document", "--seed", "1", "-o", str(output)]) == 0
    written = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    made = aligner.stress(PAIRS, 1, document=True)
    assert [(row["kind"], row["pair"], row["target"]) for row in written] == [
        (error.kind, error.pair, list(error.target)) for error in made
    ]
    assert all(chain.from_iterable(row["found_by"] for row in written))
    capfd.readouterr()
    assert run(["stress", str(bitext)]) == 0
    printed = capfd.readouterr().out
    assert "magnitude" in printed and "0 of 4 clean pairs" in printed
