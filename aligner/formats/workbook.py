"""An alignment as XLSX (extra `qa`): a row a pair, what was found as comments, as `aligner check` puts them.

The file is read back as pairs (`aligner check`, `aligner.load`); which sentences a pair joins is not in it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from aligner.formats.bitexts.written import AUTHOR, LINE, NOTE_WIDTH, said
from aligner.formats.markup import ILLEGAL
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError, MissingExtraError
from aligner.model.mismatch import Mismatch

HEADS = ("source", "target")
# Characters that fit into a cell, and the width of a column in characters (ours; some twelve words).
LONGEST_CELL, WIDTH = 32_767, 70


def workbook_of(alignment: Alignment) -> bytes:
    """The content of a workbook with one sheet; findings of the whole document stand at the head.

    Signs that XML can't hold become U+FFFD. A text is never a formula, whatever it begins with.

    Raises:
        MissingExtraError: openpyxl is not installed.
        FormatError: A pair is longer than a cell can be.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.comments import Comment
        from openpyxl.styles import Alignment as Style
        from openpyxl.styles import Font
    except ImportError as error:
        raise MissingExtraError.of("XLSX files are written by", "openpyxl", "qa") from error

    def noted(mismatches: Sequence[Mismatch]) -> Comment | None:
        lines = [LINE + ILLEGAL.sub("\ufffd", said(one)) for one in mismatches]
        return Comment("\n".join(lines), AUTHOR, width=NOTE_WIDTH) if lines else None

    book = Workbook()
    sheet = book.active
    rows = [(HEADS, alignment.document_mismatches)]
    rows += [((pair.source_text, pair.target_text), pair.mismatches) for pair in alignment]
    for number, (texts, mismatches) in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if len(text) > LONGEST_CELL:
                raise FormatError(
                    f"pair {number - 1} is longer than a cell of XLSX can be; hand it on as TMX"
                )
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL.sub("\ufffd", text)
            cell.data_type = "s"
            cell.alignment = Style(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
        sheet.cell(number, 2).comment = noted(mismatches)
    for letter in "AB":
        sheet.column_dimensions[letter].width = WIDTH
    sheet.freeze_panes = "A2"
    book.properties.creator = book.properties.lastModifiedBy = AUTHOR
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
