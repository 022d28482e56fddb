"""The tables of opposite words and of closed sets: fields, their poles, and the forms of each pole.

A field is a set of poles of which only one can be true: up and down, guilty and acquitted, last, this and
next month. `ko_en/opposites.tsv` has the fields of opposites. `ko_en/closed_sets.tsv` has sets of words of
which a text means only one: a dog, a cat, a horse. `ko_en/homonyms.tsv` has the senses of Korean words of one
spelling, of which machine translation may take the wrong one: 보수 공사, `conservative construction`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from aligner.kept import kept
from aligner.model.errors import TableError
from aligner.model.text import Span
from aligner.tables import read_table, table_file

TABLE = "ko_en/opposites.tsv"
CLOSED_SETS = "ko_en/closed_sets.tsv"
HOMONYMS = "ko_en/homonyms.tsv"
# Tables of sets, with their columns for the field and the pole.
SETS = ((CLOSED_SETS, "set", "member"), (HOMONYMS, "word", "sense"))
# Values that every row of a set shares, so that the tables leave them out.
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
    """Return the rows of all tables in the format of `opposites.tsv`, each with its file and line."""
    rows = list(read_table(TABLE))
    for table, field, pole in SETS:
        for place, row in read_table(table):
            rows.append((place, row | _OF_A_SET | {"field": f"{field} {row[field]}", "pole": row[pole]}))
    for place, row in rows:
        if row["field"] != "-" and not (row["kind"] and row["pole"]):
            raise TableError(f"{place}: the field {row['field']!r} needs a kind and a pole")
    return tuple(rows)


# Of plain values: the fields; all poles; and for each column the different lists of poles, each pole by its
# number, and the number of the list of each form.
_Poles = dict[tuple[str, str, bool], int]
_Forms = tuple[list[tuple[int, ...]], dict[str, int]]
_Tables = tuple[dict[str, tuple[str, str, bool]], list[tuple[str, str, bool]], dict[str, _Forms]]


@cache
def _tables() -> _Tables:
    return kept(__file__, sources(), "", _worked_out)


def _worked_out() -> _Tables:
    poles: _Poles = {}
    forms = {column: _forms(column, poles) for column in ("korean", "english")}
    return _fields(), list(poles), forms


def _fields() -> dict[str, tuple[str, str, bool]]:
    fields: dict[str, tuple[str, str, bool]] = {}
    for place, row in _rows():
        if row["field"] == "-":
            continue
        try:
            field = row["kind"], Sort(row["sort"]).value, "is_set" in row
        except ValueError as error:
            raise TableError(f"{place}: {error}") from error
        if fields.setdefault(row["field"], field) != field:
            raise TableError(f"{place}: the field {row['field']!r} has another kind or sort above")
    return fields


def _forms(column: str, numbers: _Poles) -> _Forms:
    found: dict[str, list[int]] = defaultdict(list)
    for _, row in _rows():
        for written in filter(None, map(str.strip, row[column].split(","))):
            poles = found[written.removesuffix("?")]
            if row["field"] != "-":
                pole = row["field"], row["pole"], not written.endswith("?")
                poles.append(numbers.setdefault(pole, len(numbers)))
    lists: dict[tuple[int, ...], int] = {}  # most forms share their poles with others
    of_forms = {form: lists.setdefault(tuple(poles), len(lists)) for form, poles in found.items()}
    return list(lists), of_forms


@cache
def fields_by_name() -> Mapping[str, Field]:
    """Return the fields by name."""
    return {name: Field(kind, Sort(sort), is_set) for name, (kind, sort, is_set) in _tables()[0].items()}


@cache
def _poles() -> tuple[Pole, ...]:
    return tuple(Pole(*pole) for pole in _tables()[1])


@cache
def forms_of(column: str) -> Mapping[str, tuple[Pole, ...]]:
    """Return the forms of one column (`korean`, `english`) of the tables, each with all its poles."""
    lists, numbers = _tables()[2][column]
    poles = [tuple(map(_poles().__getitem__, each)) for each in lists]
    return {form: poles[number] for form, number in numbers.items()}


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


def sources() -> list[Path]:
    """Return the files from which the forms are made."""
    return [*map(table_file, (TABLE, *(table for table, *_ in SETS))), Path(__file__)]


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
