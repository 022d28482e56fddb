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
# Kind, surface forms of source and target, and what stands for their sentences.
_Key = tuple[str | None, ...]


@dataclass(slots=True)
class Names:
    """Gives names in a document, or in a row by itself; what comes again gets another one.

    The surface forms of a finding may be whole sentences, as of every term of a glossary that the target does
    not have. What is equal is digested once, however often it comes.
    """

    _times: Counter[_Key] = field(default_factory=Counter)
    _begun: dict[_Key, blake2b] = field(default_factory=dict)

    def identity(self, kind: str, source: Place | None, target: Place | None) -> str:
        """Of a slip by its kind and surface forms as given, and how often these came before."""
        return self._name((kind, _surface(source), _surface(target)), ID_DIGITS)

    def context(self, kind: str, source: Place | None, target: Place | None, said: tuple[str, str]) -> str:
        """Of a slip in these very sentences.

        Surface forms and sentences are as they were read, with one blank between words, so that signs which
        look alike make no other context.
        """
        surfaces = (_as_read(_surface(place) or "") for place in (source, target))
        return self._name((kind, *surfaces, *said), CONTEXT_DIGITS)

    def _name(self, key: _Key, digits: int) -> str:
        self._times[key] += 1
        if key not in self._begun:
            parts = "".join(f"{part or ''}\x1f" for part in key[:3])
            self._begun[key] = blake2b(_bytes(parts), digest_size=digits // 2)
        digest = self._begun[key].copy()
        digest.update(_bytes("\x1f".join((str(self._times[key]), *(part or "" for part in key[3:])))))
        return digest.hexdigest()


def said(side: Side, numbers: Iterable[int]) -> str:
    """What stands for sentences of a side as they are read: a digest of each."""
    return " ".join(_digest(side.sentences[number].text) for number in numbers)


@lru_cache(maxsize=256)  # the sentences of a pair are asked for once a finding
def _digest(text: str) -> str:
    return blake2b(_bytes(one_blank(text)), digest_size=16).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def one_blank(text: str) -> str:
    """The text with one blank wherever it has several, or line breaks."""
    return " ".join(text.split())


_as_read = lru_cache(maxsize=256)(one_blank)  # a surface form that is a whole sentence comes again and again


def _surface(place: Place | None) -> str | None:
    return place.surface if place else None
