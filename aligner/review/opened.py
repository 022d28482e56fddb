"""The present state of a document on the desk: read, changed, and checked as far as is quickly possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from aligner.aligner import Aligner
from aligner.corrections.kept import checker_of
from aligner.corrections.work import LONGEST_REASON, LONGEST_TEXT, Change, Work, name_of, without_accepted
from aligner.model.alignment import Alignment
from aligner.model.errors import InputError
from aligner.model.mismatch import Mismatch
from aligner.review.documents import Kept
from aligner.review.nearby import SHORT, checked_nearby

# Pairs of a long document with changes that are checked before it is shown, which takes some .3 s; the others
# are checked later.
FIRST_CHECKED = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A document in its present state.

    Attributes:
        work: The document as it was read, and its changes.
        alignment: The document after the changes, with its mismatches; without those of dismissed kinds, but
            with accepted ones.
        notes: Notes for the editor, for instance that the file has changed since.
        version: Number that the desk sets, a new one for each new state of any document.
        pending: Whether only the surroundings of changes were checked so far.
        read: JSON of the document as it was read, for the work file; empty until it is needed.
        source: SHA-256 of the file when it was read.
    """

    work: Work
    alignment: Alignment
    notes: tuple[str, ...] = ()
    version: int = 0
    pending: bool = False
    read: str = ""
    source: str = ""

    @property
    def reported(self) -> Alignment:
        """The document without accepted mismatches."""
        return without_accepted(self.alignment, self.work.state.accepted)


def opened(kept: Kept, aligner: Aligner) -> Opened:
    """Return the state of a document that has just been read.

    Args:
        kept: The document and its work, from the disk.
        aligner: The aligner of this run.
    """
    work = kept.work
    if kept.checked:
        return Opened(work, work.read, kept.notes, source=kept.source)
    checker, made = checker_of(work, aligner), work.alignment()
    touched = work.state.touched
    if len(made) <= SHORT:
        return Opened(work, checker.recheck(made, locked=touched), kept.notes, source=kept.source)
    before = _named(work.read, {accepted.finding: name for name, accepted in work.state.accepted.items()})
    shown = checked_nearby(_without(before, checker.settings.ignore), made, checker, FIRST_CHECKED, touched)
    return Opened(work, shown, kept.notes, pending=True, source=kept.source)


def after(before: Opened, work: Work, aligner: Aligner) -> Opened:
    """Return a document after a change: a short one is checked as a whole, a long one near the change."""
    if work.state.looked_at == before.work.state.looked_at:  # accepting a finding needs no new check
        return replace(before, work=work)
    made, checker, touched = work.alignment(), checker_of(work, aligner), work.state.touched
    if len(made) <= SHORT:
        alignment, pending = checker.recheck(made, locked=touched), False
    else:
        known = _without(before.alignment, checker.settings.ignore)
        alignment, pending = checked_nearby(known, made, checker, locked=touched), True
    return replace(before, work=work, alignment=alignment, pending=pending)


def settled(before: Opened, aligner: Aligner) -> Opened:
    """Return the document after a check of the whole."""
    checker, touched = checker_of(before.work, aligner), before.work.state.touched
    alignment = checker.recheck(before.alignment, locked=touched)
    return replace(before, alignment=alignment, pending=False)


def told_whole(change: Change, alignment: Alignment) -> Change:
    """Return a change with all fields; for an accepted finding they are taken from the document.

    Raises:
        InputError: The document does not have the finding.
    """
    if not isinstance(change, Mapping) or change.get("do") != "accept":
        return change
    for pair in (*alignment, None):
        mismatches = pair.mismatches if pair else alignment.document_mismatches
        for mismatch in mismatches:
            if mismatch.id and change.get("id") in (mismatch.id, mismatch.context):
                return {
                    "do": "accept",
                    "id": name_of(mismatch),
                    "kind": mismatch.kind,
                    "message": mismatch.message[:LONGEST_REASON],
                    "reason": change.get("reason", ""),
                    "date": date.today().isoformat(),
                    "source": pair.source_text[:LONGEST_TEXT] if pair else "",
                    "target": pair.target_text[:LONGEST_TEXT] if pair else "",
                    "finding": mismatch.id,
                }
    raise InputError(f"id: no finding of this document is called {change.get('id')!r}")


def _with(alignment: Alignment, mismatches: Mapping[int, Mismatch | None]) -> Alignment:
    """Return the alignment with some mismatches replaced, by `id()` of the old ones; None removes one."""

    def made(old: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        new = (mismatches.get(id(mismatch), mismatch) for mismatch in old)
        return tuple(mismatch for mismatch in new if mismatch is not None)

    return replace(
        alignment,
        pairs=tuple(replace(pair, mismatches=made(pair.mismatches)) for pair in alignment),
        mismatches=made(alignment.mismatches),
    )


def _without(alignment: Alignment, kinds: frozenset[str]) -> Alignment:
    """Return the alignment without mismatches of some kinds."""
    gone: dict[int, Mismatch | None] = {
        id(mismatch): None for mismatch in alignment.mismatches if mismatch.kind in kinds
    }
    return _with(alignment, gone) if gone else alignment


def _named(alignment: Alignment, names: Mapping[str, str]) -> Alignment:
    """Return the alignment with the contexts of accepted mismatches, which files do not keep.

    Args:
        alignment: The alignment as it was read from a file.
        names: The context of each accepted mismatch, by its id.
    """
    named: dict[int, Mismatch | None] = {
        id(mismatch): replace(mismatch, context=names[mismatch.id])
        for mismatch in alignment.mismatches
        if not mismatch.context and mismatch.id in names
    }
    return _with(alignment, named) if named else alignment
