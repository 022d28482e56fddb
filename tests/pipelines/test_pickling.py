"""Settings and aligners travel between processes, and have the same bytes in each of them.

Caches of pipelines, such as that of Hugging Face datasets, are keyed by a hash of the pickled function.
"""

from __future__ import annotations

import copy
import hashlib
import os
import pickle
import subprocess
import sys
from typing import Any

import pytest

import aligner

MAKE = """
import aligner
made = aligner.Aligner(aligner.Settings(
    ignore={"split", "merge", "pronoun", "inconsistent"},
    accepted={f"accepted{number}" for number in range(20)},
    glossary=[aligner.Term("도지사", ("governor", "Governor"))],
    lexicon=aligner.Lexicon({
        "꼬마랑": frozenset({"dumplet", "dumpling", "snack"}), "두루미": frozenset({"crane", "snack"}),
    }),
))
"""
PICKLERS = ("pickle", "cloudpickle", "dill")


def made() -> aligner.Aligner:
    scope: dict[str, Any] = {}
    exec(MAKE, scope)
    found = scope["made"]
    assert isinstance(found, aligner.Aligner)
    return found


@pytest.mark.parametrize("name", PICKLERS)
def test_an_aligner_comes_back_equal(name: str) -> None:
    pickler = pytest.importorskip(name, reason="needs the extra `recipes`")
    before = made()
    after = pickler.loads(pickler.dumps(before))
    assert after.settings == before.settings and hash(after.settings) == hash(before.settings)
    texts = "꼬마랑 3만 개가 팔렸다. 도지사가 왔다.", "30,000 dumplets were sold. The head came."
    assert after.align(*texts) == before.align(*texts)


@pytest.mark.parametrize("name", PICKLERS)
def test_bytes_are_the_same_in_every_process(name: str) -> None:
    """Hashes of strings differ from one process to the next, and sets with them."""
    pytest.importorskip(name, reason="needs the extra `recipes`")
    program = f"{MAKE}\nimport {name}, sys\nsys.stdout.buffer.write({name}.dumps(made))"
    found = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", program],
                capture_output=True,
                check=True,
                env={**os.environ, "PYTHONHASHSEED": seed},
            ).stdout
        ).hexdigest()
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_bytes_are_those_of_the_value_not_of_its_history() -> None:
    """An aligner that has worked, and one that was pickled before, pickle like a fresh one."""
    fresh, used = made(), made()
    used.align("꼬마랑이 팔렸다.", "Dumplets were sold.")
    again = pickle.loads(pickle.dumps(fresh))
    assert pickle.dumps(fresh) == pickle.dumps(used) == pickle.dumps(again)


@pytest.mark.parametrize("lexicon", [None, aligner.Lexicon({})], ids=["none", "empty"])
def test_nothing_learnt_travels_too(lexicon: aligner.Lexicon | None) -> None:
    settings = aligner.Settings(lexicon=lexicon)
    assert pickle.loads(pickle.dumps(settings)) == settings == copy.deepcopy(settings)
