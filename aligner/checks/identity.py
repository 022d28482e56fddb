"""What a mismatch is called, the same in every run: by itself, and in its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from aligner.checks.finding import Place
from aligner.model.article import Side

# Hexadecimal digits of the two; they differ, so that a baseline tells which it names.
ID_DIGITS, CONTEXT_DIGITS = 12, 16


@dataclass(slots=True)
class Names:
    """Gives names in a document, or in a row by itself; what comes again gets another one."""

    _times: Counter[tuple[str | None, ...]] = field(default_factory=Counter)

    def identity(self, kind: str, source: Place | None, target: Place | None) -> str:
        """Of a slip by its kind and surface forms as given, and how often these came before."""
        return self._name((kind, _surface(source), _surface(target)), ID_DIGITS)

    def context(self, kind: str, source: Place | None, target: Place | None, said: tuple[str, str]) -> str:
        """Of a slip in these very sentences.

        Surface forms and sentences are as they were read, with one blank between words, so that signs which
        look alike make no other context.
        """
        surfaces = (one_blank(_surface(place) or "") for place in (source, target))
        return self._name((kind, *surfaces, *said), CONTEXT_DIGITS)

    def _name(self, key: tuple[str | None, ...], digits: int) -> str:
        self._times[key] += 1
        parts = [part or "" for part in key]
        text = "\x1f".join((*parts[:3], str(self._times[key]), *parts[3:]))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=digits // 2).hexdigest()


def said(side: Side, numbers: Iterable[int]) -> str:
    """What stands for sentences of a side as they are read: a digest of each."""
    return " ".join(_digest(side.sentences[number].text) for number in numbers)


@lru_cache(maxsize=256)  # the sentences of a pair are asked for once a finding
def _digest(text: str) -> str:
    return blake2b(one_blank(text).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def one_blank(text: str) -> str:
    """The text with one blank wherever it has several, or line breaks."""
    return " ".join(text.split())


def _surface(place: Place | None) -> str | None:
    return place.surface if place else None
