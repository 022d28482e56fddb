"""Read tables of rules, in which each row is one rule.

A table is UTF-8 text with tabs: first `#` comments with source, licence and meaning, then a header, then one
rule on each line. `read_table` checks the number of cells; its callers check the values.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from aligner.model.errors import TableError


def read_table(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Read the rows of a table of this package, each with its place for error messages.

    Args:
        name: Owner and file of the table: `ko/counters.tsv` belongs to a language, `ko_en/roles.tsv` to a
            pair, `numerals/units.tsv` to a room.

    Yields:
        `("ko/counters.tsv:17", {"surface": "명", ...})`; cells are stripped, and missing ones are empty.

    Raises:
        TableError: A row has more cells than the header (trailing empty cells may be left out).
    """
    header: list[str] | None = None
    for number, line in enumerate(_text_of(name).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        place = f"{name}:{number}"
        if len(cells) > len(header):
            raise _too_wide(place, len(cells), len(header))
        yield place, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def read_columns(name: str, first: str, second: str) -> Iterator[tuple[int, str, str]]:
    """Read two columns of a large table, in a third of the time of `read_table`.

    Args:
        name: As for `read_table`.
        first: Name of the first column in the header.
        second: Name of the second column in the header.

    Yields:
        `(17, "명", "people")`: the number of the line, and the stripped cells; missing ones are empty.

    Raises:
        TableError: A row has more cells than the header, or the header lacks a column.
    """
    places: tuple[int, int] | None = None
    width = 0
    for number, line in enumerate(_text_of(name).splitlines(), 1):
        if line[:1] == "#" or not line or line.isspace():
            continue
        cells = line.split("\t")
        if places is None:
            header = [cell.strip() for cell in cells]
            if first not in header or second not in header:
                raise TableError(f"{name}:{number}: no column {first!r} or {second!r}")
            places, width = (header.index(first), header.index(second)), len(header)
            continue
        if len(cells) != width:
            if len(cells) > width:
                raise _too_wide(f"{name}:{number}", len(cells), width)
            cells += [""] * (width - len(cells))
        yield number, cells[places[0]].strip(), cells[places[1]].strip()


def table_file(name: str) -> Path:
    """Return the file of a table, named as for `read_table`."""
    owner, _, file = name.partition("/")
    return _tables_of(owner) / file


@cache
def _tables_of(owner: str) -> Path:
    library = Path(__file__).parent  # `importlib.resources` takes a fortieth of a second to import
    folder = library / owner
    if not folder.is_dir():
        folder = library / ("pairs" if "_" in owner else "languages") / owner
    return folder / "tables"


def _text_of(name: str) -> str:
    return table_file(name).read_text(encoding="utf-8")


def _too_wide(place: str, cells: int, width: int) -> TableError:
    return TableError(f"{place}: {cells} cells, but the header has {width}")
