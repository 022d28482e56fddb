"""What is translated by what: the words of a language, and the terms that a user wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from sys import intern
from typing import cast

from aligner.model.faces import face

_MOST_CACHED = 100_000


@dataclass(frozen=True)
class Lexicon:
    """Links from the stems of one language to those of another.

    Attributes:
        translations: Stems of the second language for every stem of the first.
        endings: What may follow a stem of one character in a word, such as a particle.
        covered: Stems of the second language that some stem of the first is translated by.
    """

    translations: Mapping[str, frozenset[str]]
    endings: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    covered: frozenset[str] = field(init=False)
    _longest: dict[str, int] = field(init=False, compare=False, repr=False)
    _seen: dict[str, tuple[tuple[int, int], ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "covered", frozenset().union(*self.translations.values()))
        # A stem begins with the two characters of one that is known, or there is none to be looked for.
        longest: dict[str, int] = {}
        for stem in self.translations:
            beginning = stem[:2]
            if len(stem) > longest.get(beginning, 1):
                longest[beginning] = len(stem)
        object.__setattr__(self, "_longest", longest)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Every document asks for it, see `extended_lexicon`, and it takes 13 ms for 20,000 learnt stems."""
        return hash(frozenset(self.translations.items()))

    def __getstate__(self) -> dict[str, list[str]]:
        """Equal lexicons pickle to equal bytes in every process; what was derived or seen stays behind.

        Hence the order, and one string for equal ones: pickle writes a string it met before as a reference.
        """
        rows = sorted(self.translations.items())
        return {intern(stem): [intern(word) for word in sorted(words)] for stem, words in rows}

    def __setstate__(self, state: dict[str, list[str]]) -> None:
        self.__init__({stem: frozenset(words) for stem, words in state.items()})  # type: ignore[misc]

    def save(self, path: str | PathLike[str]) -> None:
        """Write the rows as a table that people can read and mend: a stem, a tab, its translations with `|`.

        Args:
            path: Any name; a table of ours is replaced, no other file.

        Raises:
            InputError: The file can't be written, or is none of ours.
        """
        face("save_lexicon")(self, path)

    @staticmethod
    def load(path: str | PathLike[str]) -> Lexicon:
        """Read what `save` wrote, or any table of this form; `#` begins a comment.

        Raises:
            InputError: There is no such file, or it is no UTF-8 text.
            FormatError: A row is no stem with translations; the message gives the line.
        """
        return cast("Lexicon", face("load_lexicon")(path))

    def stems(self, word: str) -> tuple[tuple[int, int], ...]:
        """Where stems of the lexicon stand in a word: leftmost, then longest, not overlapping.

        A stem of one character counts only if nothing but an ending follows it and nothing precedes it.
        """
        known = self._seen.get(word)
        if known is None:
            known = tuple(self._find(word))
            if len(self._seen) > _MOST_CACHED:
                self._seen.clear()
            self._seen[word] = known
        return known

    def explains(self, word: str) -> bool:
        """Whether a word is made of stems of the lexicon, its ending aside."""
        stems = self.stems(word)
        return bool(stems) and stems[0][0] == 0 and self._is_ending(word[stems[-1][1] :])

    def _is_ending(self, rest: str) -> bool:
        return not rest or rest in self.endings

    def _find(self, word: str) -> Iterable[tuple[int, int]]:
        start, longest, known = 0, self._longest, self.translations
        while start < len(word) - 1:
            most = longest.get(word[start : start + 2], 0)
            for end in range(min(len(word), start + most), start + 1, -1):
                if word[start:end] in known:
                    yield start, end
                    start = end
                    break
            else:
                if start == 0 and word[0] in known and self._is_ending(word[1:]):
                    yield 0, 1
                start += 1
        if len(word) == 1 and word in known:
            yield 0, 1


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source and what it may be called in the target; the first one is what we suggest.

    Attributes:
        source: The term; empty for words that are forbidden in any translation.
        targets: What it may be called; empty where only something is forbidden.
        forbidden: What it must not be called.
        case: Whether capitals count, of the term and of what it is called.
        part: Whether the term also counts inside longer words, and so does what it is called.
        context: The row is meant only where one of these stands in the source beside the term; empty:
            wherever no other row of the same term is meant. So homonyms have a row each.
        note: For the reader of a finding.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case: bool = False
    part: bool = False
    context: tuple[str, ...] = ()
    note: str = ""
