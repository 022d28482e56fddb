"""The order of sets, which Python shuffles from process to process, reaches no output."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import json, aligner
korean = ["하늘시 시민 1,200명이 광장에 모였다.", "박도윤 시장은 “도로를 넓히겠다”고 밝혔다.",
          "비가 내렸다."] * 90
english = ["Some 1,200 citizens of Haneul gathered in the square.", "It rained.",
           'Mayor Park Do-yun announced, "We will widen the road."'] * 90
for pair in [*aligner.align(korean[:6], english[:6]), *aligner.align(korean, english)]:
    print(pair.bead, pair.confidence, pair.evidence)
"""


def test_every_process_gives_the_same_ladder() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert b"1,200" in told.pop()
