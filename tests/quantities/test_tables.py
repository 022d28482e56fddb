"""Every row of the tables is read as it says, in the simplest text that can hold it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from aligner.model.quantity import Quantity
from aligner.model.text import LanguageCode
from aligner.quantities import read_quantities
from aligner.tables import read_table

# A number that every class of counters takes, in digits; units of measure and money take it as well.
NUMBER = 7


# Rows with a name that the reader does not take yet, each with it.
KNOWN_FAILURES = {
    "L": "a lone l",
    "%": "p.c.",
    "second": "a lone s",
}


def by_code(table: str) -> list[object]:
    """Return the rows as test parameters, with known failures marked."""
    return [
        pytest.param(
            row,
            id=row["code"],
            marks=pytest.mark.xfail(strict=True, reason=KNOWN_FAILURES[row["code"]])
            if row["code"] in KNOWN_FAILURES
            else (),
        )
        for row in rows(table)
    ]


def rows(table: str) -> list[dict[str, str]]:
    return [row for _, row in read_table(f"{table}.tsv")]


def names(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


def sole(text: str, language: LanguageCode) -> Quantity:
    """Return the only quantity of a text."""
    quantities = read_quantities(text, language)
    assert len(quantities) == 1, f"{text!r}: {quantities}"
    return quantities[0]


@pytest.mark.parametrize("row", rows("ko/counters"), ids=lambda row: row["surface"])
def test_korean_counters_end_a_quantity(row: dict[str, str]) -> None:
    quantity = read_quantities(f"모두 {NUMBER}{row['surface']}", "ko")[0]
    assert quantity.span.end > len(f"모두 {NUMBER}")


@pytest.mark.parametrize("row", rows("en/counters"), ids=lambda row: row["surface"])
def test_english_counters_give_the_unit(row: dict[str, str]) -> None:
    quantity = sole(f"{NUMBER} {row['surface']}", "en")
    assert (quantity.value, quantity.unit) == (NUMBER, row["unit"])


@pytest.mark.parametrize("row", rows("ko/unit_names"), ids=lambda row: row["code"])
def test_units_are_read_by_all_their_korean_names(row: dict[str, str]) -> None:
    for name in names(row["names"]):
        assert sole(f"모두 {NUMBER}{name}", "ko").unit is not None, name


@pytest.mark.parametrize("row", by_code("en/unit_names"))
def test_units_are_read_by_all_their_english_names(row: dict[str, str]) -> None:
    for name in names(row["names"]):
        assert sole(f"in all {NUMBER} {name}", "en").unit is not None, name


@pytest.mark.parametrize("row", rows("numerals/currencies"), ids=lambda row: row["code"])
def test_currencies_are_read_by_all_their_signs(row: dict[str, str]) -> None:
    for sign in names(row["before"]):
        assert sole(f"in all {sign}{NUMBER},000", "en").kind == "money", sign


@pytest.mark.parametrize(
    "row",
    [row for row in rows("en/number_words") if row["kind"] in ("unit", "tens")],
    ids=lambda row: row["surface"],
)
def test_english_number_words_have_their_value(row: dict[str, str]) -> None:
    assert sole(f"{row['surface']} houses", "en").value == int(row["value"])


@pytest.mark.parametrize("row", rows("ko/not_counts"), ids=lambda row: row["surface"])
def test_words_that_look_like_counts_are_not_read(row: dict[str, str]) -> None:
    assert read_quantities(row["surface"], "ko") == []


@pytest.mark.parametrize(
    "row", [row for row in rows("ko/number_words") if not row["follow"]], ids=lambda row: row["surface"]
)
def test_korean_number_words_have_their_value(row: dict[str, str]) -> None:
    quantity = read_quantities(row["surface"], "ko")
    assert quantity, row["surface"]
    value = row["value"]
    if "/" in value:
        assert quantity[0].value in (Fraction(value), Decimal(float(Fraction(value))))
    elif value.isdecimal():
        assert quantity[0].value == int(value)
