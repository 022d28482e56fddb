"""Compares two versions of a document as pages show it, so that only the rows that differ are sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.report.html import Sheet, part_of, sheet_of
from aligner.report.rows import Row
from aligner.review.opened import Opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a page shows it.

    Attributes:
        version: Version of the document; changes and later checks give new ones.
        sheet: The document for the templates.
    """

    version: int
    sheet: Sheet

    @property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """Numbers of the findings by id, in the order of the page; findings with one id are in one list."""
        sheet = self.sheet
        numbers: dict[str, list[int]] = {}
        of_rows = (finding for row in sheet.rows for finding in row.findings)
        for finding in (*sheet.leading, *of_rows, *sheet.across):
            numbers.setdefault(finding.mismatch.id, []).append(finding.number)
        return numbers


def first_shown(opened: Opened) -> Shown:
    """Return a document as it is shown for the first time."""
    return Shown(opened.version, sheet_of(opened.alignment))


def shown_after(before: Shown, opened: Opened) -> Shown:
    """Return a later version of a document; findings that are still there keep their numbers."""
    return Shown(opened.version, sheet_of(opened.alignment, before.numbers))


def whole(shown: Shown, opened: Opened) -> dict[str, Any]:
    """Return the answer with all rows, for a page that shows an unknown version."""
    return _answer(shown, opened, None, 0, len(shown.sheet.rows), 0)


def difference(before: Shown, shown: Shown, opened: Opened) -> dict[str, Any]:
    """Return the answer with the rows from the first to the last that differ, apart from their numbers."""
    old, new = ([row.content for row in look.sheet.rows] for look in (before, shown))
    most = min(len(old), len(new))
    first = next((n for n in range(most) if old[n] != new[n]), most)
    last = next((n for n in range(most - first) if old[-1 - n] != new[-1 - n]), most - first)
    return _answer(shown, opened, before.version, first, len(new) - last, len(old) - last - first)


def _answer(
    shown: Shown, opened: Opened, since: int | None, first: int, stop: int, gone: int
) -> dict[str, Any]:
    sheet, alignment = shown.sheet, opened.alignment
    rows: tuple[Row, ...] = sheet.rows[first:stop]
    return {
        "since": since,
        "version": shown.version,
        "first": first,
        "gone": gone,
        "rows": part_of("rows", sheet, alignment, rows),
        "head": part_of("head", sheet, alignment),
        "leading": part_of("leading", sheet, alignment),
        "across": part_of("across", sheet, alignment),
        "tail": part_of("tail", sheet, alignment),
        "korean": sheet.left,
    }
