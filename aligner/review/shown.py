"""What the page of a document shows, and what is not as it was before: only that is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.report.html import Sheet, part_of, sheet_of
from aligner.report.rows import Row
from aligner.review.opened import Opened


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as a page has it.

    Attributes:
        version: Which look at the document it is; changes and later checks give new ones.
    """

    version: int
    sheet: Sheet

    @property
    def numbers(self) -> Mapping[str, Sequence[int]]:
        """Numbers of the findings, by id: one that comes again has several, in the order of the page."""
        sheet = self.sheet
        numbers: dict[str, list[int]] = {}
        for one in (*sheet.leading, *(one for row in sheet.rows for one in row.findings), *sheet.across):
            numbers.setdefault(one.mismatch.id, []).append(one.number)
        return numbers


def first_shown(opened: Opened) -> Shown:
    """A document that is shown for the first time."""
    return Shown(opened.version, sheet_of(opened.alignment))


def shown_after(before: Shown, opened: Opened) -> Shown:
    """The same document later; findings that stay keep their numbers."""
    return Shown(opened.version, sheet_of(opened.alignment, before.numbers))


def whole(shown: Shown, opened: Opened) -> dict[str, Any]:
    """All rows, for a page that showed something else."""
    return _answer(shown, opened, None, 0, len(shown.sheet.rows), 0)


def difference(before: Shown, shown: Shown, opened: Opened) -> dict[str, Any]:
    """The rows that are not what they were, number aside."""
    old, new = ([row.content for row in one.sheet.rows] for one in (before, shown))
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
