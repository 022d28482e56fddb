"""The tables of opposite words and of closed sets: fields, their poles, and the forms of each pole.

A field is a set of poles of which only one can be true: up and down, guilty and acquitted, last, this and
next month. `ko_en/opposites.tsv` has the fields of opposites. `ko_en/closed_sets.tsv` has sets of words of
which a text means only one: a dog, a cat, a horse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import cache
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from aligner.model.errors import TableError
from aligner.model.text import Span
from aligner.tables import read_table, table_file

TABLE = "ko_en/opposites.tsv"
CLOSED_SETS = "ko_en/closed_sets.tsv"
# Values that every row of `closed_sets.tsv` shares, so that the table leaves them out.
_OF_A_SET = {"kind": "opposite", "sort": "noun", "is_set": "yes"}


class Sort(Enum):
    """What can make both of two opposite words right."""

    NOUN = "noun"  # nothing can
    PREDICATE = "predicate"  # a negation
    CONVERSE = "converse"  # also the view of the other party: A buys, B sells


class Field(NamedTuple):
    """A field: the kind of mismatch that a swap is, the sort of its words, whether it is a closed set."""

    kind: str
    sort: Sort
    is_set: bool = False


class Pole(NamedTuple):
    """The meaning of a form: a pole of a field, and whether the form means it for sure."""

    field: str
    name: str
    is_sure: bool


class Heard(NamedTuple):
    """A form in a text, by its span, and the poles that it may mean."""

    span: Span
    poles: tuple[Pole, ...]


@cache
def _rows() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the rows of both tables in the format of `opposites.tsv`, each with its file and line."""
    rows = list(read_table(TABLE))
    for place, row in read_table(CLOSED_SETS):
        rows.append((place, row | _OF_A_SET | {"field": f"set of {row['set']}", "pole": row["member"]}))
    for place, row in rows:
        if row["field"] != "-" and not (row["kind"] and row["pole"]):
            raise TableError(f"{place}: the field {row['field']!r} needs a kind and a pole")
    return tuple(rows)


@cache
def fields_by_name() -> Mapping[str, Field]:
    """Return the fields by name."""
    fields: dict[str, Field] = {}
    for place, row in _rows():
        if row["field"] == "-":
            continue
        try:
            field = Field(row["kind"], Sort(row["sort"]), "is_set" in row)
        except ValueError as error:
            raise TableError(f"{place}: {error}") from error
        if fields.setdefault(row["field"], field) != field:
            raise TableError(f"{place}: the field {row['field']!r} has another kind or sort above")
    return fields


_pole = cache(Pole)


@cache
def forms_of(column: str) -> Mapping[str, tuple[Pole, ...]]:
    """Return the forms of one column (`korean`, `english`) of the tables, each with all its poles."""
    found: dict[str, list[Pole]] = defaultdict(list)
    shared: dict[tuple[Pole, ...], tuple[Pole, ...]] = {}  # most forms share their poles with others
    for _, row in _rows():
        for written in filter(None, map(str.strip, row[column].split(","))):
            poles = found[written.removesuffix("?")]
            if row["field"] != "-":
                poles.append(_pole(row["field"], row["pole"], not written.endswith("?")))
    return {form: shared.setdefault(tuple(poles), tuple(poles)) for form, poles in found.items()}


def sure_poles(poles: Iterable[Pole]) -> frozenset[Pole]:
    """Return those of several poles that are meant for sure; equal results are one object."""
    return _shared(frozenset([pole for pole in poles if pole.is_sure]))


@cache
def _shared(poles: frozenset[Pole]) -> frozenset[Pole]:
    return poles


@cache
def _sure_in_english() -> Mapping[str, frozenset[Pole]]:
    """Return the poles of each field that English forms mean for sure."""
    of_field: dict[str, set[Pole]] = defaultdict(set)
    for pole in chain.from_iterable(forms_of("english").values()):
        if pole.is_sure:
            of_field[pole.field].add(pole)
    return {field: frozenset(poles) for field, poles in of_field.items()}


@cache
def rivals_of(poles: frozenset[Pole]) -> frozenset[Pole]:
    """Return the other poles of the fields of some poles that an English text may mean for sure.

    Examples:
        >>> rivals_of(frozenset([Pole("height", "high", is_sure=True)]))
        frozenset({Pole(field='height', name='low', is_sure=True)})
    """
    known = _sure_in_english()
    return frozenset().union(*(known.get(pole.field, frozenset()) - {pole} for pole in poles))


def sources() -> list[Traversable]:
    """Return the files from which the forms are made."""
    return [*map(table_file, (TABLE, CLOSED_SETS)), Path(__file__)]


class SaidPoles(NamedTuple):
    """The poles of a field in one text, with the spans of the forms that mean each for sure, or perhaps."""

    sure: dict[str, list[Span]]
    perhaps: dict[str, list[Span]]

    def more_of(self, other: SaidPoles) -> str | None:
        """The only pole more frequent here than in `other`; None if `other` may mean it."""
        more = [name for name, spans in self.sure.items() if len(spans) > len(other.sure.get(name, ()))]
        return more[0] if len(more) == 1 and more[0] not in other.perhaps else None

    def perhaps_within(self, where: Span) -> SaidPoles:
        """Return a copy with the possible mentions of a stretch only."""
        perhaps = {
            name: [span for span in spans if where.overlaps(span)] for name, spans in self.perhaps.items()
        }
        return SaidPoles(self.sure, {name: spans for name, spans in perhaps.items() if spans})

    def without(self, poles: Iterable[str]) -> SaidPoles:
        """Return a copy without the sure mentions of some poles."""
        return SaidPoles(
            {name: spans for name, spans in self.sure.items() if name not in set(poles)}, self.perhaps
        )

    @property
    def mentions(self) -> int:
        """The number of sure mentions of any pole."""
        return sum(map(len, self.sure.values()))


def by_field(heard: Iterable[Heard], fields: Set[str]) -> dict[str, SaidPoles]:
    """Group the forms found in a text by the names of their fields; other fields are left out."""
    found: dict[str, SaidPoles] = {}
    for span, poles in heard:
        for pole in poles:
            if pole.field not in fields:
                continue
            said = found.get(pole.field)
            if said is None:
                said = found[pole.field] = SaidPoles({}, {})
            spans = (said.sure if pole.is_sure else said.perhaps).setdefault(pole.name, [])
            if span not in spans:
                spans.append(span)
    return found
