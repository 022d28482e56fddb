"""kss, asked about one stretch of Korean at a time, without its ten seconds of import.

kss 6.0.6 (https://github.com/hyunwoongko/kss, BSD-3) knows the endings of informal Korean, which our
rules do not. Measured before we built: it costs 10 s and 334 MB to import as a whole, configures the
root logger, starts a process pool for lists, loses what follows a NUL, fails on lone surrogates, and
its default analyser is quadratic. Hence one module of it (see `alone`), one worker, never pecab, and
a text in which the characters it stumbles over are replaced by as many harmless ones.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Literal, cast

from aligner.errors import MissingExtraError
from aligner.sentences.alone import load_alone

log = logging.getLogger(__name__)

Backend = Literal["mecab", "punct", "rules"]
KoreanBackend = Literal["auto", "mecab", "punct", "rules"]

# kss replaces addresses by hashes and remembers each for ever; as plain letters they need no memory.
# NUL ends a text for mecab, and lone surrogates can't be handed to it.
_HARMFUL = re.compile(r"[\x00\ud800-\udfff]|[A-Za-z0-9_.%+/:@?&=#~-]*[@/:][A-Za-z0-9_.%+/:@?&=#~-]*")
_BLANK = re.compile(r"\s")
_PIECE = 1000  # characters handed to kss at once; a sentence has 60
_LOCK = threading.Lock()  # kss iterates over class-level dicts that its own calls change


def backend_in_use(wanted: KoreanBackend = "auto") -> Backend:
    """The backend that open places are decided with on this machine: mecab if installed, else punct.

    Raises:
        MissingExtraError: mecab is asked for by name and is not installed.

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


@cache
def _kss() -> Callable[..., list[str]]:
    """kss's sentence splitter: the user's if kss is imported, else its module alone, else kss whole."""
    quiet = ModuleType("kss._utils.logger")  # the real one calls logging.basicConfig when imported
    quiet.__dict__["logger"] = log
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        module = load_alone(
            "kss._modules.sentences.split_sentences",
            hollow=frozenset({"kss"}),
            given={"kss._utils.logger": quiet},
            absent=frozenset({"pecab"}),
        )
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    return cast("Callable[..., list[str]]", module.split_sentences)


def kss_cuts(text: str, backend: Literal["mecab", "punct"]) -> list[int]:
    """Where kss begins a new sentence in `text`, as offsets; only places after white space are told.

    A long text is handed over in pieces, each from the last cut on: kss makes an object of every syllable
    and reads a text up to ten times over where its quotations don't match.

    Raises:
        Exception: Whatever kss raises; the caller goes on with rules alone.
    """
    cuts: list[int] = []
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        found = [start + cut for cut in _cuts_of_piece(text[start:end], backend)]
        cuts += found
        start = found[-1] if found and end < len(text) else end
    return cuts


def _piece_end(text: str, start: int) -> int:
    end = start + _PIECE
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + _PIECE // 2, end)
    return space + 1 if space >= 0 else end


def _cuts_of_piece(text: str, backend: Literal["mecab", "punct"]) -> list[int]:
    harmless = _HARMFUL.sub(lambda match: "x" * len(match.group()), text)
    with _LOCK:
        sentences = _kss()(harmless, backend=backend, num_workers=1)
    if isinstance(sentences, str):  # kss answers "" with ""
        return []
    offsets = [match.start() for match in re.finditer(r"\S", harmless)]
    lengths = [len(_BLANK.sub("", sentence)) for sentence in sentences]
    if sum(lengths) != len(offsets):
        raise ValueError(f"kss returned {sum(lengths)} characters of {len(offsets)}")
    cuts, seen = [], 0
    for length in lengths[:-1]:
        seen += length
        if 0 < seen < len(offsets) and offsets[seen] > offsets[seen - 1] + 1:
            cuts.append(offsets[seen])
    return cuts
