"""What is translated by what: the words of a language, and the terms that a user wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from sys import intern
from typing import cast

from aligner.model.faces import face

_MOST_CACHED = 16_384  # words, as in every cache of words


@dataclass(frozen=True)
class Lexicon:
    """Which stems of the second language translate a stem of the first.

    Attributes:
        translations: For each stem of the first language the stems of the second.
        endings: What may follow a stem of one character inside a word, such as a particle.
        covered: All stems of the second language that occur in `translations`.

    Examples:
        >>> import aligner
        >>> lexicon = Lexicon({"물빛축제": frozenset({"watercolour", "festival"})})
        >>> lexicon.stems("물빛축제에서")
        ((0, 4),)
        >>> aligner.Settings(lexicon=lexicon).lexicon == lexicon
        True
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
        by_length = sorted(self.translations, key=len)
        longest = {stem[:2]: len(stem) for stem in by_length if len(stem) > 1}  # the last one stays
        object.__setattr__(self, "_longest", longest)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """The hash, kept: every document asks for it (`extended_lexicon`), and 20,000 stems take 13 ms."""
        return hash(frozenset(self.translations.items()))

    def __getstate__(self) -> dict[str, list[str]]:
        """Make equal lexicons pickle to equal bytes in every process; derived values are left out.

        The rows are sorted, and equal strings are made one object, since pickle writes an object that it has
        met before as a reference.
        """
        rows = sorted(self.translations.items())
        return {intern(stem): [intern(word) for word in sorted(words)] for stem, words in rows}

    def __setstate__(self, state: dict[str, list[str]]) -> None:
        self.__init__({stem: frozenset(words) for stem, words in state.items()})  # type: ignore[misc]

    def save(self, path: str | PathLike[str]) -> None:
        """Write a table that people can edit: one row for each stem, its translations joined by `|`.

        Args:
            path: Any name. A table that aligner wrote is replaced, any other file is not.

        Raises:
            InputError: The file can't be written, or aligner did not write it.
        """
        face("save_lexicon")(self, path)

    @staticmethod
    def load(path: str | PathLike[str]) -> Lexicon:
        """Read a table as `save` writes it; `#` begins a comment.

        Raises:
            InputError: There is no such file, or it is not UTF-8 text.
            FormatError: A row is not a stem with translations; the message names the line.
        """
        return cast("Lexicon", face("load_lexicon")(path))

    def stems(self, word: str) -> tuple[tuple[int, int], ...]:
        """Find the stems of the lexicon in a word: from left to right, the longest first, not overlapping.

        A stem of one character counts only if it begins the word and nothing but an ending follows.

        Returns:
            Start and end of each stem in the word, in code points.
        """
        known = self._seen.get(word)
        if known is None:
            known = self._find(word)
            if len(self._seen) > _MOST_CACHED:
                self._seen.clear()
            self._seen[word] = known
        return known

    def explains(self, word: str) -> bool:
        """Whether a word consists of stems of the lexicon and perhaps an ending."""
        stems = self.stems(word)
        return bool(stems) and stems[0][0] == 0 and self._is_ending(word[stems[-1][1] :])

    def _is_ending(self, rest: str) -> bool:
        return not rest or rest in self.endings

    def _find(self, word: str) -> tuple[tuple[int, int], ...]:
        found: tuple[tuple[int, int], ...] = ()
        start, size, longest, known = 0, len(word), self._longest, self.translations
        while start < size - 1:
            most = longest.get(word[start : start + 2])
            for end in range(min(size, start + most), start + 1, -1) if most else ():
                if word[start:end] in known:
                    found += ((start, end),)
                    start = end
                    break
            else:
                if start == 0 and word[0] in known and self._is_ending(word[1:]):
                    found += ((0, 1),)
                start += 1
        return ((0, 1),) if size == 1 and word in known else found


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source, and what it may be called in the target.

    Attributes:
        source: The term; empty if words are forbidden in any translation.
        targets: What it may be called, the suggestion first; empty if the row only forbids something.
        forbidden: What it must not be called.
        case: Whether capitals count, in the term and in what it is called.
        part: Whether the term also counts inside longer words, and so does what it is called.
        context: The row applies only if one of these words is in the source beside the term. If it is empty,
            the row applies wherever no other row of this term does. So each homonym has a row.
        note: For the reader of a finding.

    Examples:
        >>> import aligner
        >>> port = Term("달빛항", ("Moonlight Port",), forbidden=("Moon Harbor",))
        >>> ((found,),) = aligner.check([("달빛항이 열렸다.", "Moon Harbor has opened.")], glossary=[port])
        >>> found.kind, found.message
        ('glossary', '“Moon Harbor” must not be used here, but “Moonlight Port”.')
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    case: bool = False
    part: bool = False
    context: tuple[str, ...] = ()
    note: str = ""
