"""Tables: a rule that can be a row is a row.

A table is UTF-8 text with tabs: `#` comments that tell source, licence and meaning, then a header,
then one rule a line. `read_table` checks the shape; whoever reads a table checks its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

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
    owner, _, file = name.partition("/")
    library = files("aligner")
    folder = library.joinpath(owner)
    if not folder.is_dir():
        folder = library.joinpath("pairs" if "_" in owner else "languages", owner)
    text = folder.joinpath("tables", file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        place = f"{name}:{number}"
        if len(cells) > len(header):
            raise TableError(f"{place}: {len(cells)} cells, but the header has {len(header)}")
        yield place, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
