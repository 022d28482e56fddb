"""A lexicon learnt from a collection helps where the tables are silent."""

from __future__ import annotations

import pickle

import aligner

# An invented dish and an invented festival, which no table can know.
PAIRS = [
    (
        f"{place}에서 열린 뿌룽제에서 주민들이 꼬마랑을 나눠 먹었다.",
        f"At the Moonrise Rite held in {name}, residents shared dumplets.",
    )
    for place, name in [
        ("군산", "Gunsan"),
        ("전주", "Jeonju"),
        ("부산", "Busan"),
        ("대구", "Daegu"),
        ("서울", "Seoul"),
    ]
] + [("비가 내렸다.", "It rained."), ("시장은 예산을 늘렸다.", "The mayor raised the budget.")]


def collection() -> list[aligner.Alignment]:
    return [aligner.align([korean], [english]) for korean, english in PAIRS]


def test_words_that_meet_are_learnt() -> None:
    learnt = aligner.learn_lexicon(collection())
    assert "dumplet" in learnt.translations["꼬마랑"]
    assert "시장" not in learnt.translations


def test_a_small_collection_teaches_nothing() -> None:
    assert aligner.learn_lexicon(collection()[:2]).translations == {}
    assert aligner.learn_lexicon([]).translations == {}


def test_learnt_rows_are_handed_back_through_settings() -> None:
    learnt = aligner.learn_lexicon(collection())
    korean, english = ["꼬마랑이 많이 팔렸다."], ["Many dumplets were sold."]
    before = aligner.align(korean, english)[0].evidence
    after = aligner.align(korean, english, lexicon=learnt)[0].evidence
    assert after.term("lexicon") > before.term("lexicon")


def test_a_lexicon_pickles_and_hashes() -> None:
    learnt = aligner.learn_lexicon(collection())
    assert pickle.loads(pickle.dumps(learnt)) == learnt
    assert hash(aligner.Settings(lexicon=learnt)) == hash(aligner.Settings(lexicon=learnt))
