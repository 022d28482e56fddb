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
    """A source text and its translation, as a file of pairs holds them.

    Attributes:
        source, target: The texts. Tags that a program put into them are shown as `<g1>` or `{0}`.
        line: Where the unit begins in the file, counted from 1 as an editor or a spreadsheet does.
        place: The line in words: `line 7`, `sheet Menu, row 7`.
        name: What the file calls the unit; empty if it has no name.
        state: How far the work on the unit has come.
        source_codes, target_codes: Where the tags are in `source` and `target`.
        source_language: Language of the original, if the file says it.
        home: What a writer needs to put notes beside the unit. Only its format knows what it means.
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
    """A place in a file where a pair was expected and could not be read.

    Attributes:
        place: In words, as `Unit.place`.
        reason: What is wrong there, and what was expected.
    """

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """A unit with the mismatches in it. `number` counts all units of its file, from 1."""

    number: int
    unit: Unit
    mismatches: tuple[Mismatch, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedFile:
    r"""What `aligner.check_file` found in a file. Iterating goes through its units.

    Attributes:
        name: The file.
        units: The units that were checked, in the order of the file.
        count: How many were checked: more than `units` has, if only units with findings were kept.
        skipped: How many units were left out, for each state.
        bad: Places that could not be read.

    Examples:
        >>> import aligner, pathlib, tempfile
        >>> file = pathlib.Path(tempfile.mkdtemp(), "menu.tsv")
        >>> _ = file.write_text("비가 왔다.\tIt rained.\n3만 명이 왔다.\t300,000 came.\n", "utf-8")
        >>> checked = aligner.check_file(file)
        >>> checked.count, [unit.number for unit in checked.marred]
        (2, [2])
        >>> [found.kind for found in checked.mismatches]
        ['magnitude']
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
        """The mismatches of all units, in order."""
        return tuple(mismatch for unit in self.units for mismatch in unit.mismatches)

    @property
    def marred(self) -> tuple[CheckedUnit, ...]:
        """The units that have mismatches, in order."""
        return tuple(unit for unit in self.units if unit.mismatches)
