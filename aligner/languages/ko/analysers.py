"""Backends for places where the rules for Korean can't decide: mecab's tags if it is installed, and kss.

kss 2.6.0 (https://github.com/likejazz/korean-sentence-splitter, BSD-3) has tables of the syllables before and
after the final endings of informal Korean. It is the last version made of rules alone: 67 kB, no dependency,
linear time, no global state. Version 3.0 added a dictionary of 96 MB, version 4.0 an analyser that needs
numpy, pyarrow and pytest. Version 2.6.0 together with mecab's tags does better than either
(`examples/measure/sentences.py`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from aligner.expressions import compiled
from aligner.model.errors import MissingExtraError

BACKENDS = ("auto", "mecab", "punct", "rules")

# kss accepts only a space as the end of a word, and drops U+200B.
_BLANK = compiled(r"[\s\u200b]")
# mecab stops at a NUL and can't take lone surrogates.
_HARMFUL = compiled(r"[\x00\ud800-\udfff]")
_VISIBLE = compiled(r"\S")


def backend_in_use(wanted: str = "auto") -> str:
    """Return the backend that decides open places on this machine: mecab if it is installed, else punct.

    Raises:
        MissingExtraError: mecab is wanted by name and is not installed.

    Examples:
        >>> backend_in_use("rules")
        'rules'
    """
    if wanted == "auto":
        return "mecab" if _has_mecab() else "punct"
    if wanted == "mecab" and not _has_mecab():
        raise MissingExtraError.of("korean_backend='mecab' needs", "python-mecab-ko", "mecab")
    return wanted


@cache
def _has_mecab() -> bool:
    return find_spec("mecab") is not None


def kss_cuts(text: str) -> Iterator[int]:
    """Yield the offsets at which kss begins a new sentence, if white space precedes them.

    Raises:
        Exception: Whatever kss raises; the caller goes on with rules alone.
    """
    import kss  # type: ignore[import-untyped]

    spaced = _BLANK.sub(" ", text)
    # Quotations and brackets are handled by this library. kss would reread a text many times if they don't
    # match, and fails on 5'40.
    sentences = kss.split_sentences(spaced, ignore_quotes_or_brackets=True)
    offsets = [match.start() for match in _VISIBLE.finditer(spaced)]
    lengths = [len(_BLANK.sub("", sentence)) for sentence in sentences]
    if sum(lengths) != len(offsets):
        raise ValueError(f"kss returned {sum(lengths)} characters of {len(offsets)}")
    letters = 0
    for length in lengths[:-1]:
        letters += length
        if 0 < letters < len(offsets) and offsets[letters] > offsets[letters - 1] + 1:
            yield offsets[letters]


def final_tags(text: str) -> dict[int, str]:
    """Map the end offset of each morpheme to its mecab tag, or to the last tag of a fused one (`해짐`).

    Raises:
        Exception: Whatever mecab raises; the caller goes on with kss.
    """
    return {
        morpheme.span.end: morpheme.pos.rpartition("+")[2]
        for morpheme in _mecab().parse(_HARMFUL.sub("x", text))
    }


@cache
def _mecab() -> Any:
    return importlib.import_module("mecab").MeCab()
