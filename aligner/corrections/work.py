"""The work of an editor on one document: the alignment as it was read, and a list of changes.

The alignment itself is never changed. The present state is computed by applying the changes one after the
other, so each of them can be undone. A work file contains the alignment and the changes; every program that
reads it gets one and the same state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, cast

from aligner.checks.choice import is_accepted
from aligner.corrections.edits import Edits, rewritten
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import InputError
from aligner.model.mismatch import Mismatch

SideName = Literal["source", "target"]
SIDES: tuple[SideName, SideName] = ("source", "target")

Change = Mapping[str, Any]
Texts = Mapping[SideName, tuple[str, ...]]
# Most characters of a sentence, of a reason or message, and of an id, in a change.
LONGEST_TEXT = 20_000
LONGEST_REASON = 500
LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that an editor has accepted.

    Attributes:
        kind, message: Kind and message of the finding, for later readers of the list.
        reason: The reason in the words of the editor; may be empty.
        date: The day of the acceptance in ISO 8601; empty if unknown.
        source, target: Sentences of the pair of the finding; empty for a finding of the whole document.
        finding: The id of the finding when it was accepted.
    """

    kind: str
    message: str
    reason: str = ""
    date: str = ""
    source: str = ""
    target: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a document after some changes.

    Attributes:
        beads: The beads, which cover all sentences without gaps.
        edits: The new texts of rewritten sentences, by side and number.
        accepted: The accepted findings, by their names, see `name_of`.
        dismissed: Kinds that are not looked for in this document.
        touched: The beads that the editor has set.
    """

    beads: tuple[Bead, ...]
    edits: Edits = field(default_factory=dict)
    accepted: Mapping[str, Accepted] = field(default_factory=dict)
    dismissed: frozenset[str] = frozenset()
    touched: frozenset[Bead] = frozenset()

    @property
    def looked_at(self) -> tuple[object, ...]:
        """Everything in the state that the findings depend on."""
        return self.beads, dict(self.edits), self.dismissed


@dataclass(frozen=True)
class Work:
    """A document and the changes to it.

    Attributes:
        read: The alignment as it was read; it is never changed.
        changes: All changes in order; those that were undone are at the end.
        done: How many of the changes are in force.
        revision: A number that grows with every change, undo and redo included.
        known: The present state, if it is known already; else it is computed from the changes.
    """

    read: Alignment
    changes: tuple[Change, ...] = ()
    done: int = 0
    revision: int = 0
    known: State | None = field(default=None, repr=False, compare=False)

    @cached_property
    def texts(self) -> Texts:
        """The sentences as they were read, by side."""
        return {
            side: tuple(sentence.text for pair in self.read for sentence in getattr(pair, side))
            for side in SIDES
        }

    @cached_property
    def state(self) -> State:
        """The present state."""
        if self.known is not None:
            return self.known
        state = State(tuple(pair.bead for pair in self.read))
        for change in self.changes[: self.done]:
            state = after(state, change, self.texts)
        return state

    def changed(self, change: Change) -> Work:
        """Return the work after one more change; changes that were undone before are removed.

        Args:
            change: The key `do` has the name of the change: `beads` (with `first`, `count`, `beads`: replaces
                `count` beads from the number `first` on), `edit` (`side`, `sentence`, `text`), `accept`
                (`id`, and the fields of `Accepted`), `reopen` (`id`), `dismiss` and `recall` (`kind`),
                `undo`, `redo`.

        Raises:
            InputError: There is no such change, or it does not fit the document; the message says why.
        """
        revision = self.revision + 1
        if not isinstance(change, Mapping) or not isinstance(change.get("do"), str):
            raise InputError('a change is an object with the key "do"')
        if change["do"] == "undo":
            return replace(self, done=max(0, self.done - 1), revision=revision, known=None)
        if change["do"] == "redo":
            if self.done == len(self.changes):
                return replace(self, revision=revision, known=self.state)
            state = after(self.state, self.changes[self.done], self.texts)
            return replace(self, done=self.done + 1, revision=revision, known=state)
        state = after(self.state, change, self.texts)
        changes = (*self.changes[: self.done], dict(change))
        return Work(self.read, changes, self.done + 1, revision, state)

    def alignment(self) -> Alignment:
        """Return the document in its present state, not checked again and so without mismatches."""
        return standing(self.read, self.state)


def name_of(mismatch: Mismatch) -> str:
    """Return the name under which a finding is accepted, as in a baseline: its context, or else its id."""
    return mismatch.context or mismatch.id


def without_accepted(alignment: Alignment, accepted: Mapping[str, Accepted]) -> Alignment:
    """Return a document without the accepted findings; their names are added to its settings."""
    known = accepted.keys()

    def left(mismatches: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        return tuple(mismatch for mismatch in mismatches if not is_accepted(mismatch, known))

    return replace(
        alignment,
        pairs=tuple(replace(pair, mismatches=left(pair.mismatches)) for pair in alignment),
        mismatches=left(alignment.mismatches),
        settings=replace(alignment.settings, accepted=alignment.settings.accepted | known),
    )


def after(state: State, change: Change, texts: Texts) -> State:
    """Return the state after a change other than `undo` and `redo`.

    Raises:
        InputError: There is no such change, or it does not fit the document.
    """
    make = CHANGES.get(change.get("do", ""))
    if make is None:
        raise InputError(f"do: {change.get('do')!r} is no change; there are {', '.join(CHANGES)}, undo, redo")
    return make(state, change, texts)


def standing(read: Alignment, state: State) -> Alignment:
    """Return an alignment with the beads and texts of a state, without mismatches.

    Beads that were there before keep their evidence and confidence.
    """
    text = rewritten(read, state.edits)
    known = {pair.bead: pair for pair in text}
    source = [sentence for pair in text for sentence in pair.source]
    target = [sentence for pair in text for sentence in pair.target]
    return replace(
        text,
        pairs=tuple(
            (replace(known[bead], mismatches=()) if known[bead].mismatches else known[bead])
            if bead in known
            else Pair(
                tuple(source[bead.source.start : bead.source.stop]),
                tuple(target[bead.target.start : bead.target.stop]),
                bead,
            )
            for bead in state.beads
        ),
        mismatches=(),
    )


def _beads(state: State, change: Change, texts: Texts) -> State:
    first, count = _number(change, "first"), _number(change, "count")
    old = state.beads[first : first + count]
    if not old or len(old) != count:
        raise InputError(f"first, count: there are {len(state.beads)} beads")
    new = [_bead(value) for value in _list(change, "beads")]
    for side in SIDES:
        at = getattr(old[0], side).start
        for bead in new:
            numbers = getattr(bead, side)
            if numbers.start != at or numbers.stop < at:
                raise InputError(f"beads: a gap or an overlap at {side} sentence {at}")
            at = numbers.stop
        if at != getattr(old[-1], side).stop:
            raise InputError(f"beads: they end at {side} sentence {at}, those before at another")
    if any(not bead.source and not bead.target for bead in new):
        raise InputError("beads: one of them holds nothing")
    beads = (*state.beads[:first], *new, *state.beads[first + count :])
    gone, made = set(old).difference(new), set(new).difference(old)
    return replace(state, beads=beads, touched=(state.touched - gone) | made)


def _edit(state: State, change: Change, texts: Texts) -> State:
    side, number = change.get("side"), _number(change, "sentence")
    if side not in SIDES:
        raise InputError(f"side: {side!r} is neither source nor target")
    of_side = texts["source" if side == "source" else "target"]
    if number >= len(of_side):
        raise InputError(f"sentence: {number} of {len(of_side)} {side} sentences, counted from 0")
    text = _text(change, "text", LONGEST_TEXT)
    if not text.strip():
        raise InputError("text: a sentence can't be emptied; unlink it from its partner instead")
    edits = dict(state.edits)
    if text == of_side[number]:
        edits.pop((side, number), None)
    else:
        edits[side, number] = text
    return replace(state, edits=MappingProxyType(edits))


def _accept(state: State, change: Change, texts: Texts) -> State:
    name = _text(change, "id", LONGEST_NAME)
    if not name:
        raise InputError("id: which finding is meant?")
    values = {
        each.name: _text(change, each.name, LONGEST_TEXT if each.name in SIDES else LONGEST_REASON)
        for each in fields(Accepted)
    }
    return replace(state, accepted={**state.accepted, name: Accepted(**values)})


def _reopen(state: State, change: Change, texts: Texts) -> State:
    name = _text(change, "id", LONGEST_NAME)
    accepted = {key: finding for key, finding in state.accepted.items() if key != name}
    return replace(state, accepted=accepted)


def _dismiss(state: State, change: Change, texts: Texts) -> State:
    kind = _text(change, "kind", LONGEST_REASON)
    if not kind:
        raise InputError("kind: which one is meant?")
    return replace(state, dismissed=state.dismissed | {kind})


def _recall(state: State, change: Change, texts: Texts) -> State:
    return replace(state, dismissed=state.dismissed - {_text(change, "kind", LONGEST_REASON)})


CHANGES: Mapping[str, Callable[[State, Change, Texts], State]] = {
    "beads": _beads,
    "edit": _edit,
    "accept": _accept,
    "reopen": _reopen,
    "dismiss": _dismiss,
    "recall": _recall,
}


def _number(change: Change, key: str) -> int:
    value = change.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputError(f"{key}: a number from 0 on was expected, not {value!r}")
    return value


def _text(change: Change, key: str, longest: int) -> str:
    value = change.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{key}: a text was expected, not {type(value).__name__}")
    if len(value) > longest:
        raise InputError(f"{key}: {len(value)} characters; at most {longest} are taken")
    return value


def _list(change: Change, key: str) -> list[Any]:
    value = change.get(key)
    if not isinstance(value, list):
        raise InputError(f"{key}: a list was expected, not {type(value).__name__}")
    return value


def _bead(value: Any) -> Bead:
    match value:
        case [[int(), int()] as source, [int(), int()] as target]:
            return Bead(range(*cast("list[int]", source)), range(*cast("list[int]", target)))
    raise InputError("beads: each is [[start, stop], [start, stop]], of the source and of the target")
