"""Reads TMX 1.4b of any program, unit by unit: pairs in two known languages, with tags as codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from aligner.formats import tmx
from aligner.formats.bitexts.alignments import unit_of
from aligner.formats.bitexts.codes import Sort, coded_text
from aligner.formats.bitexts.elements import SPACE, Node, nodes
from aligner.formats.bitexts.notes import Home
from aligner.formats.markup import LANG
from aligner.languages import language_of_tag
from aligner.model.bitext import BadUnit, Unit
from aligner.model.errors import FormatError
from aligner.model.text import LanguageCode
from aligner.pairs import pairs

# TMX 1.4b, "Content markup": codes of the program that made the text, and `hi`, which says something about
# it.
SORTS = {
    "bpt": Sort("open", "g"),
    "ept": Sort("close", "g"),
    "it": Sort("alone", "it"),
    "ph": Sort("alone", "ph"),
    "ut": Sort("alone", "ut"),
    "hi": Sort("through"),
}
_LANG = LANG[1:].replace("}", SPACE)
OURS = "x-mismatch"


def read(path: Path) -> Iterator[Unit | BadUnit]:
    """Read the units of a translation memory, in order, whichever program wrote it.

    Raises:
        FormatError: It is no XML from some line on, it is no TMX, or no unit is in two known languages.
    """
    memory_source: str | None = None
    root, has_units, met = "", False, dict[str, None]()
    for event, node in nodes(path, {"tu"}):
        if event == "start" and not root:
            root = node.name
            if root != "tmx":
                raise FormatError(f"the root is <{root[:60]}>, not <tmx>")
        elif event == "start" and node.name == "header":
            memory_source = language_of_tag(node.attributes.get("srclang"))
        elif event == "end" and node.attributes.get("type") == "x-unmatched":
            has_units = True
            yield _unmatched(node)
        elif event == "unit":
            read_unit = _unit(node, memory_source, met)
            has_units = has_units or read_unit is not None
            if read_unit is not None:
                yield read_unit
    if not has_units and met:
        known = " nor ".join(map("-".join, pairs()))
        raise FormatError(f"no unit is a pair {known}; the languages are {', '.join(met)}")


def _unit(unit: Node, memory_source: str | None, met: dict[str, None]) -> Unit | BadUnit | None:
    """Make a unit, None without two languages of a pair. Its languages are added to those met so far."""
    segments: dict[str | None, Node] = {}
    for variant in unit.nodes("tuv"):
        tag = variant.attributes.get(_LANG) or variant.attributes.get("lang") or "without a language"
        met.setdefault(tag)
        segments.setdefault(language_of_tag(tag), variant)
    given = language_of_tag(unit.attributes.get("srclang")) or memory_source
    languages = next((pair for pair in pairs() if segments.keys() >= {*pair}), None)
    if languages is None:
        return _half(unit, segments, given)
    source, target = languages[::-1] if given == languages[1] else languages
    props = {
        prop.attributes.get("type", ""): prop.text()
        for prop in unit.nodes("prop")
        if prop.attributes.get("type") != OURS
    }
    texts = [coded_text(segments[code].first("seg"), SORTS) for code in (source, target)]
    for side, name in enumerate(("x-source-text", "x-target-text")):
        if name in props:
            texts[side] = (tmx.json_text(props[name]), ())
    return Unit(
        texts[0][0],
        texts[1][0],
        unit.line,
        f"line {unit.line}",
        unit.attributes.get("tuid", ""),
        source_codes=texts[0][1],
        target_codes=texts[1][1],
        source_language=source,
        home=_home(unit),
    )


def _half(unit: Node, segments: Mapping[str | None, Node], source: LanguageCode | None) -> Unit | None:
    """Make a unit that has its source but no translation into a known language."""
    if source is None or source not in segments:
        return None
    text, codes = coded_text(segments[source].first("seg"), SORTS)
    name = unit.attributes.get("tuid", "")
    return Unit(text, "", unit.line, f"line {unit.line}", name, "untranslated", codes, source_language=source)


def _home(unit: Node) -> Home:
    """The place for notes: they are props, which come before the texts."""
    own = [prop for prop in unit.nodes("prop") if prop.attributes.get("type") == OURS]
    before = next(unit.nodes("tuv"))
    return Home(before.start, before.start, tuple((prop.start, prop.end) for prop in own), "prop")


def _unmatched(prop: Node) -> Unit | BadUnit:
    """A sentence without counterpart in a memory of ours; it is in the header."""
    try:
        _, way, pair = tmx.read_unmatched(prop.text())
    except FormatError as error:
        return BadUnit(f"line {prop.line}", str(error))
    return unit_of(pair, prop.line, f"line {prop.line}", way[0])
