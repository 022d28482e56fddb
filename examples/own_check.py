"""Adds a check of one's own: a translation that shouts, where our checks have nothing to say.

A check is one value: what it finds, how grave that is, what an editor reads, and pairs in which it must find
something or nothing. To use it in every run of an installation, a package names it in its pyproject.toml:

    [project.entry-points."aligner.checks"]
    shouting = "our_house.style:SHOUTING"

    python examples/own_check.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner import CHECKS, Aligner, Check, Kind, Span
from aligner.checks import Finding, PairView

SHOUT = re.compile(r"\b[A-Z]{4,}\b(?:\W+[A-Z]{2,}\b)*|!{2,}")


def find_shouts(pair: PairView) -> Iterator[Finding]:
    """Words in capitals and rows of exclamation marks that the source has not."""
    if "!" in pair.source.text:
        return
    for match in SHOUT.finditer(pair.target.text):
        yield Finding("shouting", pair.source.whole(), pair.target.place(Span(*match.span())), strength=0.6)


SHOUTING = Check(
    find=find_shouts,
    kinds=(Kind("shouting", "linguistic/style", "info", "the translation raises its voice"),),
    messages={"shouting": "{target} shouts, {source} does not."},
    right=((("비가 왔다.", "It rained."),),),
    wrong=((("비가 왔다.", "It rained!!"),),),
)


def main() -> None:
    aligner = Aligner(checks=(*CHECKS, SHOUTING))
    for mismatch in aligner.align(
        "축제에 3만 명이 왔다.", "A HUGE CROWD of 300,000 came to the festival."
    ).mismatches:
        print(f"{mismatch.severity}: {mismatch.message}")


if __name__ == "__main__":
    main()
