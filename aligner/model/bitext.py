"""What a file of pairs holds that are aligned already: units, and places that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from aligner.model.mismatch import Mismatch
from aligner.model.text import LanguageCode, Span

# How far the work on a unit has come: nothing is said, no translation yet, signed off, not to be touched.
State = Literal["", "untranslated", "approved", "locked"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A source text and its translation, as a file holds them.

    Attributes:
        source, target: The texts. Tags inside them, which a program put there, are shown as signs such as
            `<g1>` or `{0}`.
        line: Where it begins in the file, counted from 1 as an editor or a spreadsheet shows it.
        place: The same in words: `line 7`, `sheet Menu, row 7`.
        name: What the file calls it; empty if it has no name.
        state: How far the work on it has come.
        source_codes, target_codes: Where the tags stand in `source` and `target`.
        source_language: Language of the original, if the file says it.
        home: What a writer needs in order to put notes beside it; means something to its format alone.
    """

    source: str
    target: str
    line: int
    place: str = ""
    name: str = ""
    state: State = ""
    source_codes: tuple[Span, ...] = ()
    target_codes: tuple[Span, ...] = ()
    source_language: LanguageCode | None = None
    home: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BadUnit:
    """A place in a file where a pair was expected and none could be read.

    Attributes:
        place: In words, as of a `Unit`.
        reason: What is wrong there, and what was expected.
    """

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """A unit and what is wrong with it; `number` counts all units of its file from 1."""

    number: int
    unit: Unit
    mismatches: tuple[Mismatch, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What `aligner.check_file` found in a file.

    Attributes:
        name: The file.
        units: The units that were looked at, in their order.
        count: How many were looked at; more than `units` where only those with findings were kept.
        skipped: How many were not looked at, by state.
        bad: Places that could not be read.
    """

    name: str
    units: tuple[CheckedUnit, ...] = ()
    count: int = 0
    skipped: tuple[tuple[State, int], ...] = ()
    bad: tuple[BadUnit, ...] = ()

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[CheckedUnit]:
        return iter(self.units)

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """All that was found, in order."""
        return tuple(mismatch for one in self.units for mismatch in one.mismatches)

    @property
    def marred(self) -> tuple[CheckedUnit, ...]:
        """The units with findings."""
        return tuple(one for one in self.units if one.mismatches)
