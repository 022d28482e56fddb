"""Tables: a rule that can be a row is a row.

A table is UTF-8 text with tabs: `#` comments that tell source, licence and meaning, then a header,
then one rule a line. `read_table` checks the shape; whoever reads a table checks its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from aligner.model.errors import TableError


def read_table(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a table of this package, each with the place to name if a cell is wrong.

    Args:
        name: Whose table, and its file: `ko/counters.tsv` for one of a language, `ko_en/roles.tsv` for one of
            a pair, `numerals/units.tsv` for one of a room.

    Yields:
        `("ko/counters.tsv:17", {"surface": "명", ...})`, cells stripped, `note` may be empty.

    Raises:
        TableError: A row has more or fewer cells than the header (trailing empty cells may be left out).
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
    """Two columns of a large table, in a third of the time of `read_table`.

    Args:
        name: As for `read_table`.
        first, second: What the columns are called in the header.

    Yields:
        `(17, "명", "people")`: the line, and the stripped cells; one that is left out is empty.

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


def table_file(name: str) -> Traversable:
    """The file of a table, named as for `read_table`."""
    owner, _, file = name.partition("/")
    library = files("aligner")
    folder = library.joinpath(owner)
    if not folder.is_dir():
        folder = library.joinpath("pairs" if "_" in owner else "languages", owner)
    return folder.joinpath("tables", file)


def _text_of(name: str) -> str:
    return table_file(name).read_text(encoding="utf-8")


def _too_wide(place: str, cells: int, width: int) -> TableError:
    return TableError(f"{place}: {cells} cells, but the header has {width}")
