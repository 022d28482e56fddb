"""Reads XLIFF 1.2 and 2.x of any program, unit by unit; SDLXLIFF and MQXLIFF are dialects of 1.2.

A unit that is cut into segments gives a pair for each segment: by `mrk mtype="seg"` and its `mid` in 1.2, by
`segment` in 2.x. A table says what the states of the four dialects mean. A segment whose state is
untranslated counts as untranslated only if its target is empty or equals the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aligner.formats.bitexts.codes import Sort, coded_text
from aligner.formats.bitexts.elements import Node, local, nodes
from aligner.formats.bitexts.notes import Home
from aligner.languages import language_of_tag
from aligner.model.bitext import State, Unit
from aligner.model.errors import FormatError
from aligner.model.text import LanguageCode, Span
from aligner.pairs import directions

# XLIFF 1.2, 2.3 "Inline elements".
SORTS_1 = {
    "g": Sort("around", "g"),
    "x": Sort("alone", "x"),
    "bx": Sort("open", "g"),
    "ex": Sort("close", "g"),
    "bpt": Sort("open", "g"),
    "ept": Sort("close", "g"),
    "ph": Sort("alone", "ph"),
    "it": Sort("alone", "it"),
    "mrk": Sort("through"),
}
# XLIFF 2.1, 4.7 "Inline content".
SORTS_2 = {
    "pc": Sort("around", "g"),
    "sc": Sort("open", "g"),
    "ec": Sort("close", "g"),
    "ph": Sort("alone", "ph"),
    "cp": Sort("sign"),
    "mrk": Sort("through"),
    "sm": Sort("nothing"),
    "em": Sort("nothing"),
}
# What dialects say about the work on a segment, in lower case: `state` of XLIFF 1.2 and 2, `conf` of
# SDLXLIFF, `status` of MQXLIFF.
STATES: dict[str, State] = {
    "new": "untranslated",
    "needs-translation": "untranslated",
    "initial": "untranslated",
    "notstarted": "untranslated",
    "draft": "untranslated",
    "unspecified": "untranslated",
    "final": "approved",
    "signed-off": "approved",
    "approvedtranslation": "approved",
    "approvedsignoff": "approved",
    "proofread": "approved",
    "manuallyconfirmed": "approved",
}
_OURS = "aligner"


@dataclass(slots=True)
class _File:
    """What the units that follow inherit: language of the source, and whether they may be translated."""

    source: LanguageCode | None = None
    locked: list[bool] = field(default_factory=lambda: [False])

    def enter(self, node: Node) -> None:
        """An element outside of units begins."""
        if node.name in ("file", "xliff"):
            self._learn_languages(node)
        translate = node.attributes.get("translate")
        self.locked.append(self.locked[-1] if translate is None else translate == "no")

    def leave(self) -> None:
        """An element outside of units ends."""
        self.locked.pop()

    def _learn_languages(self, node: Node) -> None:
        given = [
            node.attributes.get(long) or node.attributes.get(short)
            for long, short in (("source-language", "srcLang"), ("target-language", "trgLang"))
        ]
        if not any(given):
            return
        source, target = map(language_of_tag, given)
        if (given[0] and source is None) or (given[1] and target is None):
            known = " nor ".join(map("-".join, directions()))
            raise FormatError(f"line {node.line}: {given[0]} to {given[1]} is neither {known}")
        self.source = source


def read(path: Path) -> Iterator[Unit]:
    """Read the segments of an XLIFF file, in order.

    Raises:
        FormatError: It is no XML from some line on, it is no XLIFF, or its languages are not known.
    """
    file, root = _File(), ""
    for event, node in nodes(path, {"trans-unit", "unit"}):
        if event == "start":
            if not root:
                root = node.name
                if root != "xliff":
                    raise FormatError(f"the root is <{root[:60]}>, not <xliff>")
            file.enter(node)
        elif event == "end":
            file.leave()
        else:
            yield from (_segments_1 if node.name == "trans-unit" else _segments_2)(node, file)


def _segments_1(unit: Node, file: _File) -> Iterator[Unit]:
    """The pairs of a `trans-unit`."""
    source, target = unit.first("source"), unit.first("target")
    whole = unit.first("seg-source")
    said = {local(name): value for name, value in unit.attributes.items()}
    states = [said.get("status", ""), target.attributes.get("state", "") if target else ""]
    approved = said.get("approved") == "yes"
    locked = file.locked[-1] if "translate" not in said else said["translate"] == "no"
    locked = locked or said.get("locked") in ("locked", "true")
    about = {
        seg.attributes.get("id", ""): seg.attributes
        for defs in unit.nodes("seg-defs")
        for seg in defs.nodes("seg")
    }
    home = _home_1(unit)
    for source_part, target_part, mid in _parts(whole or source, target):
        more = about.get(mid, {})
        yield _unit(
            unit,
            file,
            coded_text(source_part, SORTS_1),
            coded_text(target_part, SORTS_1),
            states=[*states, more.get("conf", "unspecified" if about else "")],
            approved=approved,
            locked=locked or more.get("locked") == "true",
            line=(source_part or unit).line,
            home=home,
        )


def _parts(source: Node | None, target: Node | None) -> Iterator[tuple[Node | None, Node | None, str]]:
    """The segments of both sides with the same number; the whole sides if there are no segments."""
    of_source = _marked(source)
    if not of_source:
        yield source, target, ""
        return
    of_target = _marked(target)
    for mid, part in of_source.items():
        yield part, of_target.get(mid), mid
    for mid, part in of_target.items():
        if mid not in of_source:
            yield None, part, mid


def _marked(side: Node | None) -> dict[str, Node]:
    if side is None:
        return {}
    marks = (mark for mark in side.deep("mrk") if mark.attributes.get("mtype") == "seg")
    return {mark.attributes.get("mid", ""): mark for mark in marks}


def _segments_2(unit: Node, file: _File) -> Iterator[Unit]:
    """The pairs of a `unit` of XLIFF 2."""
    original = unit.first("originalData")
    data = {node.attributes.get("id", ""): node.text() for node in original.nodes("data")} if original else {}
    own = _is_ours(unit)
    locked = file.locked[-1] if "translate" not in unit.attributes else unit.attributes["translate"] == "no"
    home = _home_2(unit)
    for segment in unit.nodes("segment"):
        texts = [coded_text(segment.first(side), SORTS_2, data) for side in ("source", "target")]
        if own and not any(text for text, _ in texts):
            continue  # the unit of an empty document
        state = segment.attributes.get("state", "")
        yield _unit(
            unit, file, *texts, states=[state], approved=own, locked=locked, line=segment.line, home=home
        )


def _unit(
    unit: Node,
    file: _File,
    source: tuple[str, tuple[Span, ...]],
    target: tuple[str, tuple[Span, ...]],
    *,
    states: list[str],
    approved: bool,
    locked: bool,
    line: int,
    home: Home,
) -> Unit:
    meant = {STATES.get(state.lower().replace(" ", ""), "") for state in states}
    state: State = ""
    if locked:
        state = "locked"
    elif approved or "approved" in meant:
        state = "approved"
    elif not target[0].strip() or ("untranslated" in meant and target[0] == source[0]):
        state = "untranslated"
    return Unit(
        source[0],
        target[0],
        line,
        f"line {line}",
        unit.attributes.get("id", ""),
        state,
        source[1],
        target[1],
        file.source,
        home,
    )


def _is_ours(unit: Node) -> bool:
    """Whether aligner wrote the unit: then an empty side is a sentence without counterpart."""
    return any(group.attributes.get("category") == _OURS for group in unit.deep("metaGroup"))


def _home_1(unit: Node) -> Home:
    """The place for notes: behind the texts (XLIFF 1.2, 2.2.4)."""
    own = [note for note in unit.nodes("note") if note.attributes.get("from") == _OURS]
    sides = [side for name in ("source", "seg-source", "target") for side in unit.nodes(name)]
    last = max(sides, key=lambda side: side.end, default=unit)
    place = unit.close if last is unit else last.end
    return Home(place, last.start, tuple((note.start, note.end) for note in own), "note-1")


def _home_2(unit: Node) -> Home:
    """The place for notes: before the segments, in an element of their own (XLIFF 2.1, 4.2.2.5)."""
    notes = unit.first("notes")
    if notes is None:
        before = next(
            (node.start for node in unit.nodes() if node.name in ("originalData", "segment", "ignorable")),
            unit.close,
        )
        return Home(before, before, (), "note-2", wrapped=True)
    own = [
        note for note in notes.nodes("note") if note.attributes.get("category", "").startswith(f"{_OURS}:")
    ]
    if own and len(own) == len(list(notes.nodes())):  # all is ours: put anew
        return Home(notes.start, notes.start, ((notes.start, notes.end),), "note-2", wrapped=True)
    return Home(notes.close, notes.close, tuple((note.start, note.end) for note in own), "note-2")
