"""Computes the two names of a mismatch, which stay the same in every run.

The id depends on the kind and the surface forms; the context depends on the sentences of the mismatch as
well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from aligner.checks.finding import Place
from aligner.model.article import Side

# Lengths in hexadecimal digits. They differ, so that the length of a name in a baseline tells which it is.
ID_DIGITS, CONTEXT_DIGITS = 12, 16
# Kind, surface forms of source and target, and what stands for their sentences.
_Key = tuple[str | None, ...]


@dataclass(slots=True)
class Names:
    """Gives names to the mismatches of a document or of one row; equal mismatches are numbered apart.

    The surface forms of a finding may be whole sentences, as of every term of a glossary that the target does
    not have. What is equal is digested once, however often it comes.
    """

    _times: dict[_Key, int] = field(default_factory=dict)
    _begun: dict[_Key, blake2b] = field(default_factory=dict)

    def identity(self, kind: str, source: Place | None, target: Place | None) -> str:
        """Return the id of a mismatch: a hash of its kind, its forms and its number among equal ones."""
        return self._name((kind, _surface(source), _surface(target)), ID_DIGITS)

    def context(self, kind: str, source: Place | None, target: Place | None, said: tuple[str, str]) -> str:
        """Return the context of a mismatch: a hash like the id, which includes its sentences as well.

        `said` holds the digests of the source and of the target sentences, see the function `said`.

        Surface forms and sentences are taken as they were read, with one blank between words. So characters
        that look alike on the page give the same hash.
        """
        surfaces = (_as_read(_surface(place) or "") for place in (source, target))
        return self._name((kind, *surfaces, *said), CONTEXT_DIGITS)

    def _name(self, key: _Key, digits: int) -> str:
        times = self._times[key] = self._times.get(key, 0) + 1
        parts = [part or "" for part in key]
        begun = self._begun.get(key)
        if begun is None:
            begun = blake2b(_bytes("\x1f".join((*parts[:3], ""))), digest_size=digits // 2)
            self._begun[key] = begun
        digest = begun.copy()
        digest.update(_bytes("\x1f".join((str(times), *parts[3:]))))
        return digest.hexdigest()


def said(side: Side, numbers: Iterable[int]) -> str:
    """Return the digests of sentences of a side, joined by blanks."""
    return " ".join(_digest(side.sentences[number].text) for number in numbers)


@lru_cache(maxsize=256)  # every finding of a pair asks for the sentences of the pair again
def _digest(text: str) -> str:
    return blake2b(_bytes(one_blank(text)), digest_size=16).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def one_blank(text: str) -> str:
    """Return the text with every run of white space replaced by one blank, and none at its ends."""
    return " ".join(text.split())


_as_read = lru_cache(maxsize=256)(one_blank)  # a surface form that is a whole sentence comes again and again


def _surface(place: Place | None) -> str | None:
    return place.surface if place else None
