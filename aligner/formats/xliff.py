"""XLIFF 2.1, the format in which reviewers get translations: a unit for each pair, mismatches as notes.

A unit has the pair in one segment. Its notes are the mismatches, with the kind as category, the side that
they are about, and a priority; a segment with an error gets the substate `aligner:error`. Numbers, spans and
confidence are in the metadata module, the only place that the standard allows for them. Unlike TMX, XLIFF can
write characters that XML can't hold (`<cp hex="001B"/>`), and accepts units with one side. Mismatches of the
whole document are notes of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from xml.etree.ElementTree import Element, SubElement, register_namespace

from aligner.expressions import expression
from aligner.formats.markup import ILLEGAL, document, parse
from aligner.formats.rows import read_sentences, written_spans
from aligner.languages import language_of_tag
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.mismatch import Mismatch, Severity, worst_severity
from aligner.model.text import Sentence, Span
from aligner.pairs import direction

# XLIFF 2.1 kept the name space of 2.0.
_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# 1 is the most urgent, 10 the least (XLIFF 2.1, 4.3.1.26).
PRIORITIES: dict[Severity, str] = {"error": "1", "warning": "4", "info": "8"}

# Stands for an empty document; the units of pairs are u1, u2 ...
_NO_PAIR = "u0"

_PIECES = expression(f"({ILLEGAL.pattern})")


def write(alignments: Sequence[Alignment]) -> str:
    """Write one `file` element for each document; all must have the same direction."""
    register_namespace("", _CORE)
    register_namespace("mda", _METADATA)
    directions = {(one.source_language, one.target_language) for one in alignments} or {direction()}
    if len(directions) > 1:
        raise FormatError("an XLIFF file has one source language, these documents have two")
    source, target = directions.pop()
    root = Element(_core("xliff"), {"version": "2.1", "srcLang": source, "trgLang": target})
    for number, alignment in enumerate(alignments, 1):
        file = SubElement(root, _core("file"), {"id": f"f{number}"})
        _write_metadata(file, {"document": alignment.document})
        _write_notes(file, alignment.document_mismatches)
        for place, pair in enumerate(alignment, 1):
            _write_unit(file, f"u{place}", pair)
        if not alignment.pairs:  # a file must hold a unit
            _write_unit(file, _NO_PAIR, Pair((), (), Bead(range(0), range(0))))
    return document(root, inline={_core("source"), _core("target")})


def read(text: str) -> list[Alignment]:
    """Read the documents of an XLIFF 2 file; a segment of another program is a pair."""
    root = parse(text, {_core("xliff")})
    languages = direction(*(language_of_tag(root.get(name)) for name in ("srcLang", "trgLang")))
    alignments = []
    for file in root.iter(_core("file")):
        metadata = _metadata(file)
        pairs: list[Pair] = []
        for unit in file.iter(_core("unit")):
            pairs.extend(_read_unit(unit, pairs[-1].bead if pairs else Bead(range(0), range(0))))
        alignments.append(
            Alignment(
                *languages,
                pairs=tuple(pairs),
                document=metadata.get("document", file.get("original", "")),
            )
        )
    return alignments


def _write_unit(file: Element, name: str, pair: Pair) -> None:
    unit = SubElement(file, _core("unit"), {"id": name, _SPACE: "preserve"})
    numbers = (pair.bead.source.start, pair.bead.source.stop, pair.bead.target.start, pair.bead.target.stop)
    _write_metadata(
        unit,
        {
            "numbers": " ".join(map(str, numbers)),
            "confidence": repr(pair.confidence),
            **written_spans(pair),
        },
    )
    _write_notes(unit, pair.mismatches)
    state = {"state": "translated"} if pair.source and pair.target else {"state": "initial"}
    if worst_severity(pair.mismatches) == "error":
        state["subState"] = "aligner:error"
    segment = SubElement(unit, _core("segment"), state)
    _write_text(SubElement(segment, _core("source")), pair.source_text)
    if pair.target:
        _write_text(SubElement(segment, _core("target")), pair.target_text)


def _write_metadata(parent: Element, values: dict[str, str]) -> None:
    metadata = SubElement(parent, f"{{{_METADATA}}}metadata")
    group = SubElement(metadata, f"{{{_METADATA}}}metaGroup", {"category": "aligner"})
    for kind, value in values.items():
        # `meta` holds plain text, where `<cp/>` is not allowed; JSON's escapes do in its place.
        SubElement(group, f"{{{_METADATA}}}meta", {"type": kind}).text = _escaped(value)


def _write_notes(parent: Element, mismatches: Sequence[Mismatch]) -> None:
    if not mismatches:
        return
    notes = SubElement(parent, _core("notes"))
    for number, mismatch in enumerate(mismatches, 1):
        attributes = {
            "id": f"n{number}",
            "category": mismatch.kind,
            "priority": PRIORITIES[mismatch.severity],
            "appliesTo": "target" if mismatch.target_span or not mismatch.source_span else "source",
        }
        note = SubElement(notes, _core("note"), attributes)
        note.text = ILLEGAL.sub("\ufffd", f"{mismatch.severity}: {mismatch.message}")


def _write_text(parent: Element, text: str) -> None:
    """Write text, with an element for each character that XML can't hold."""
    before, *rest = _PIECES.split(text)
    parent.text = before
    for character, after in zip(rest[::2], rest[1::2], strict=True):
        SubElement(parent, _core("cp"), {"hex": f"{ord(character):04X}"}).tail = after


def _read_unit(unit: Element, before: Bead) -> Iterator[Pair]:
    metadata = _metadata(unit)
    for segment in unit.iter(_core("segment")):
        source, target = (_read_text(segment.find(_core(side))) for side in ("source", "target"))
        if "numbers" not in metadata:
            pair = _given(source, target, before)
            before = pair.bead
            yield pair
            continue
        try:
            numbers = [int(number) for number in metadata["numbers"].split()]
            if unit.get("id") == _NO_PAIR and numbers == [0, 0, 0, 0]:
                return
            yield Pair(
                source=read_sentences(source, metadata["source_spans"]),
                target=read_sentences(target, metadata["target_spans"]),
                bead=Bead(range(numbers[0], numbers[1]), range(numbers[2], numbers[3])),
                confidence=float(metadata["confidence"]),
            )
        except (KeyError, ValueError, IndexError) as error:
            raise FormatError(f"unit {unit.get('id')}: metadata of ours is damaged: {error}") from error


def _given(source: str, target: str, before: Bead) -> Pair:
    """Make a pair of a segment of another program: one sentence for each side that has text."""
    left, right = ((Sentence(text, Span(0, len(text))),) if text else () for text in (source, target))
    starts = (before.source.stop, before.target.stop)
    return Pair(
        left, right, Bead(range(starts[0], starts[0] + len(left)), range(starts[1], starts[1] + len(right)))
    )


def _read_text(element: Element | None) -> str:
    if element is None:
        return ""
    return "".join(chain([element.text or ""], _inner(element)))


def _inner(element: Element) -> Iterable[str]:
    for child in element:
        if child.tag == _core("cp"):
            yield _character(child.get("hex", "fffd"))
        else:
            yield _read_text(child)
        yield child.tail or ""


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError) as error:
        raise FormatError(f'<cp hex="{code[:20]}"/> is no character; hex is 0 to 10FFFF') from error


def _metadata(parent: Element) -> dict[str, str]:
    """The values that `_write_metadata` wrote for this element."""
    group = parent.find(f"{{{_METADATA}}}metadata/{{{_METADATA}}}metaGroup[@category='aligner']")
    return {
        meta.get("type", ""): _unescaped(meta.text or "") for meta in (group if group is not None else ())
    }


def _escaped(text: str) -> str:
    return ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\\", "\\\\"))


def _unescaped(text: str) -> str:
    return re.sub(
        r"\\(?:\\|u([0-9a-f]{4}))", lambda match: chr(int(match[1], 16)) if match[1] else "\\", text
    )


def _core(name: str) -> str:
    return f"{{{_CORE}}}{name}"
