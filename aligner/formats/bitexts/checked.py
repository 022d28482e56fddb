"""Checks a file of pairs, some units at a time, while it is read.

Texts are checked without the tags inside them, so the findings are those of the same pairs in a table. Then
the tags of both sides are compared, and all places are converted to the texts with their tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from os import PathLike
from pathlib import Path
from typing import Any, Unpack

from aligner.aligner import Aligner
from aligner.formats.bitexts.codes import among_codes, signs, without_codes
from aligner.formats.bitexts.reading import read_units
from aligner.formats.law import Limits, allowing
from aligner.interface import aligner_of
from aligner.model.bitext import BadUnit, CheckedFile, CheckedUnit, State, Unit
from aligner.model.errors import AlignerError
from aligner.model.mismatch import Mismatch
from aligner.model.settings import Changes, Settings
from aligner.sides import SideReader

# States of which units are not checked: nobody has translated them yet, or nobody may change them.
SKIPPED: tuple[State, ...] = ("untranslated", "locked")

_Numbered = tuple[int, Unit, tuple[str, str]]  # its number in the file, and its texts without tags


def check_file(
    path: str | PathLike[str],
    settings: Settings | Aligner | None = None,
    *,
    document: bool = False,
    skip: Collection[str] = SKIPPED,
    limits: Limits | None = None,
    **changes: Unpack[Changes],
) -> CheckedFile:
    r"""Find what went wrong in a file of pairs that are aligned already. Keywords change single settings.

    Args:
        path: TMX, XLIFF 1.2 or 2, SDLXLIFF, MQXLIFF, PO, XLSX, JSON, JSON lines, TSV, CSV or a file that
            aligner saved, by its suffix. A file with any other suffix is read as a table in text.
        settings: As for `aligner.check`; may be an `Aligner` with checks of its own.
        document: Whether the pairs are one document in order; the whole file is held in memory then.
        skip: Units in these states are not checked: `untranslated`, `locked`, `approved`.
        limits: What the file may hold, where that is more than the usual `aligner.formats.Limits`.
        **changes: Single settings, as in `aligner.align`.

    Returns:
        All units with what is wrong in them, in the order of the file. What could not be read is in `bad`.

    Raises:
        InputError: The file can't be read.
        FormatError: It has no pair that can be read.
        MissingExtraError: A package that reads the format is not installed.
        SettingsError: No check finds mismatches of a kind that is to be ignored.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder, "menu.csv")
        ...     _ = file.write_text("id;원문;번역\n7;3만 명;300,000 people\n", encoding="utf-8")
        ...     ((number, unit, found),) = [(u.number, u.unit, u.mismatches) for u in check_file(file)]
        >>> unit.place, [mismatch.kind for mismatch in found]
        ('line 2', ['magnitude'])
    """
    aligner = aligner_of(settings, changes)
    try:
        with allowing(limits):
            return checked(str(path), read_units(Path(path)), aligner, document=document, skip=skip)
    except AlignerError as error:
        named = str(error).startswith(str(path))
        raise error if named else type(error)(f"{path}: {error}") from error


def checked(
    name: str,
    units: Iterable[Unit | BadUnit],
    aligner: Aligner,
    *,
    document: bool = False,
    skip: Collection[str] = SKIPPED,
    keep_clean: bool = True,
    on_progress: Callable[[int], Any] = lambda count: None,
) -> CheckedFile:
    """Check the units of a file.

    Args:
        name: The name of the file, for reports.
        units: What `read_units` returns.
        aligner: Checks them.
        document: See `check_file`.
        skip: See `check_file`.
        keep_clean: Whether units without findings are kept too; if they are not, memory does not grow with
            the file.
        on_progress: Is called with the number of units read since the last call.
    """
    kept: list[CheckedUnit] = []
    bad: list[BadUnit] = []
    skipped: Counter[State] = Counter()
    count = 0

    def wanted() -> Iterator[_Numbered]:
        number = 0
        for unit in units:
            if isinstance(unit, BadUnit):
                bad.append(unit)
                continue
            number += 1
            if unit.state and unit.state in skip:
                skipped[unit.state] += 1
            else:
                yield number, unit, _texts(unit)

    for part in _parts(wanted(), aligner, document=document):
        on_progress(len(part))
        count += len(part)
        for (number, unit, _), mismatches in zip(part, _found(part, aligner, document=document), strict=True):
            if keep_clean or mismatches:
                kept.append(CheckedUnit(number, unit, mismatches))
    return CheckedFile(name, tuple(kept), count, tuple(sorted(skipped.items())), tuple(bad))


def _parts(units: Iterator[_Numbered], aligner: Aligner, *, document: bool) -> Iterable[list[_Numbered]]:
    """Yield the units that are checked together: all of a document, batches of rows."""
    if document:
        return [list(units)]
    from aligner.checks.batches import batches

    return batches(units, itemgetter(2), SideReader(aligner.settings).languages)


def _texts(unit: Unit) -> tuple[str, str]:
    """Return both texts of a unit without the tags inside them."""
    return without_codes(unit.source, unit.source_codes), without_codes(unit.target, unit.target_codes)


def _found(units: Sequence[_Numbered], aligner: Aligner, *, document: bool) -> Iterator[tuple[Mismatch, ...]]:
    """Check each unit; neighbours whose file names the same source language are checked together."""
    for source, several in groupby(units, key=lambda numbered: numbered[1].source_language):
        together = list(several)
        checks = _from(source, aligner)
        found = checks.check([texts for _, _, texts in together], document=document)
        for (_, unit, _), mismatches in zip(together, found, strict=True):
            codes = (unit.source_codes, unit.target_codes)
            texts = (unit.source, unit.target)
            moved = tuple(among_codes(mismatch, texts, codes) for mismatch in mismatches)
            yield (*moved, *_changed_codes(unit, checks))


def _from(source: str | None, aligner: Aligner) -> Aligner:
    """Make an aligner for the source language that the file names, unless the user named one."""
    settings = aligner.settings
    if source is None or settings.source_language is not None:
        return aligner
    return Aligner(
        replace(settings, source_language=source), aligner.encoder, aligner.splitter, aligner.checks
    )


def _changed_codes(unit: Unit, aligner: Aligner) -> Iterator[Mismatch]:
    """Find tags that were lost, added or changed, as the check `marker` does for those that are text."""
    sides = ((unit.source, unit.source_codes), (unit.target, unit.target_codes))
    if not unit.target.strip() or Counter(signs(*sides[0])) == Counter(signs(*sides[1])):
        return
    from aligner.checks.markers import MARKERS

    if aligner.checks is not None and MARKERS not in aligner.checks:
        return
    of_tags = Aligner(aligner.settings, checks=(MARKERS,))
    for mismatch in of_tags.check([(unit.source, unit.target)])[0]:
        if mismatch.source_span in unit.source_codes or mismatch.target_span in unit.target_codes:
            yield mismatch
