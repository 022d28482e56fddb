"""A document on the desk as it stands: read, changed, checked as far as its editor need not wait."""

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

# So many pairs are checked before a long document that was worked on is shown, some .3 s; the rest later.
FIRST_CHECKED = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it stands.

    Attributes:
        work: What was read and what was done.
        alignment: What stands, checked; dismissed kinds are left out, accepted findings are not.
        notes: What the reader should know, such as that the file was changed since.
        version: Set by the desk; grows whenever something else is to be shown, of whatever document.
        pending: Whether only the neighbourhood of the last change was checked so far.
        read: What was read, as the work file has it; made once, empty until then.
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
        """The document without what was accepted."""
        return without_accepted(self.alignment, self.work.state.accepted)


def opened(kept: Kept, aligner: Aligner) -> Opened:
    """A document as it is shown first.

    Args:
        kept: What lies on the disk.
        aligner: Of this run.
    """
    work = kept.work
    if kept.checked:
        return Opened(work, work.read, kept.notes, source=kept.source)
    checker, made = checker_of(work, aligner), work.alignment()
    touched = work.state.touched
    if len(made) <= SHORT:
        return Opened(work, checker.recheck(made, locked=touched), kept.notes, source=kept.source)
    before = _named(work.read, {one.finding: name for name, one in work.state.accepted.items()})
    shown = checked_nearby(_without(before, checker.settings.ignore), made, checker, FIRST_CHECKED, touched)
    return Opened(work, shown, kept.notes, pending=True, source=kept.source)


def after(before: Opened, work: Work, aligner: Aligner) -> Opened:
    """A document after a change, checked as far as that is quick."""
    if work.state.looked_at == before.work.state.looked_at:  # what was accepted needs no new look
        return replace(before, work=work)
    made, checker, touched = work.alignment(), checker_of(work, aligner), work.state.touched
    if len(made) <= SHORT:
        alignment, pending = checker.recheck(made, locked=touched), False
    else:
        known = _without(before.alignment, checker.settings.ignore)
        alignment, pending = checked_nearby(known, made, checker, locked=touched), True
    return replace(before, work=work, alignment=alignment, pending=pending)


def settled(before: Opened, aligner: Aligner) -> Opened:
    """The document with all of it checked."""
    checker, touched = checker_of(before.work, aligner), before.work.state.touched
    alignment = checker.recheck(before.alignment, locked=touched)
    return replace(before, alignment=alignment, pending=False)


def told_whole(change: Change, alignment: Alignment) -> Change:
    """The change with what the list of accepted findings has to say of one, taken from the document itself.

    Raises:
        InputError: The document has no such finding.
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
    """The alignment with other mismatches, by `id()` of the old ones; None takes one out."""

    def made(old: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        new = (mismatches.get(id(one), one) for one in old)
        return tuple(one for one in new if one is not None)

    return replace(
        alignment,
        pairs=tuple(replace(pair, mismatches=made(pair.mismatches)) for pair in alignment),
        mismatches=made(alignment.mismatches),
    )


def _without(alignment: Alignment, kinds: frozenset[str]) -> Alignment:
    """The alignment without mismatches of some kinds."""
    gone: dict[int, Mismatch | None] = {id(one): None for one in alignment.mismatches if one.kind in kinds}
    return _with(alignment, gone) if gone else alignment


def _named(alignment: Alignment, names: Mapping[str, str]) -> Alignment:
    """The alignment, where a file has lost the context of accepted mismatches, with it.

    Args:
        alignment: As it was read from a file.
        names: The context of each, by the id that it had.
    """
    named: dict[int, Mismatch | None] = {
        id(one): replace(one, context=names[one.id])
        for one in alignment.mismatches
        if not one.context and one.id in names
    }
    return _with(alignment, named) if named else alignment
