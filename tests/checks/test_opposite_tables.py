"""Every row of the tables of opposites and closed sets: its own word passes, that of its neighbour is told.

A right pair and a wrong one for each pole, made of its first sure forms, so that a row that is hidden by a
longer form, or that another row takes for its own, is noticed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pytest

import aligner
from aligner.pairs.ko_en.poles import SETS
from aligner.tables import read_table

TOLD = {"opposite", "date", "negation"}  # 불가능 beside `possible` is a lost negation
LOUD = ("warning", "error")


class _Pole(NamedTuple):
    """A pole and its first sure forms."""

    name: str
    korean: str
    english: str
    perhaps: frozenset[str]

    def hints_at(self, other: _Pole) -> bool:
        """Whether a form of the other pole may say this one, too: a subway is a train as well."""
        return any(
            word in (one, one.removesuffix("s"))
            for one in (other.korean, other.english)
            for word in self.perhaps
        )


def _first(cell: str) -> str | None:
    forms = (form.strip() for form in cell.split(","))
    sure = (form.lstrip("~=") for form in forms if form and not form.endswith("?"))
    return next((form for form in sure if not set(form) & set("*#{")), None)


def _perhaps(*cells: str) -> frozenset[str]:
    forms = (form.strip() for cell in cells for form in cell.split(","))
    return frozenset(form.strip("~=?") for form in forms if form.endswith("?"))


def _fields() -> dict[str, list[_Pole]]:
    found: dict[str, list[_Pole]] = defaultdict(list)
    rows = [(row["field"], row["pole"], row) for _, row in read_table("ko_en/opposites.tsv")]
    for table, field, pole in SETS:
        rows += [(f"{field} {row[field]}", row[pole], row) for _, row in read_table(table)]
    for field, pole, row in rows:
        korean, english = _first(row["korean"]), _first(row["english"])
        if field != "-" and korean and english:
            found[field].append(_Pole(pole, korean, english, _perhaps(row["korean"], row["english"])))
    return {field: poles for field, poles in found.items() if len({pole.name for pole in poles}) > 1}


FIELDS = _fields()


def _kinds(korean: str, english: str) -> set[str]:
    (found,) = aligner.check([(korean, english)])
    return {mismatch.kind for mismatch in found if mismatch.severity in LOUD}


@pytest.mark.parametrize("field", FIELDS)
def test_the_word_of_a_neighbour_is_told_and_the_own_one_is_not(field):
    poles = FIELDS[field]
    for pole, other in zip(poles, (*poles[1:], poles[0]), strict=True):
        assert not _kinds(f"{pole.korean}.", f"{pole.english}.") & TOLD, pole
        if pole.name != other.name and not pole.hints_at(other) and not other.hints_at(pole):
            assert _kinds(f"{pole.korean}.", f"{other.english}.") & TOLD, (pole, other)
