"""TMX 1.4b, the exchange format of translation memories: a unit for each pair with two sides.

Everything besides the two texts is in `<prop>`: confidence, bead, spans, document, and one `x-mismatch` for
each mismatch. A sentence without counterpart is no unit of a translation memory; it is in a `<prop>` of the
header, so that reading back gives all beads. translate-toolkit can write TMX but no `<prop>`; the format is
small, so it is written here with the standard library.

XML 1.0 can't hold most control characters. In the text each becomes U+FFFD, and a prop has the exact text as
JSON. It is read with defusedxml, which refuses entities.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from xml.etree.ElementTree import Element, SubElement

from aligner.formats.markup import ILLEGAL, LANG, document, parse
from aligner.formats.rows import read_sentences, written_spans
from aligner.formats.schema import plain_text, text_of
from aligner.languages import SPOKEN, language_of_tag
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.text import Sentence, Span
from aligner.model.version import __version__
from aligner.pairs import direction, pairs

# Elements of a `seg` whose content is a code of the program that made it, not text (TMX 1.4b, 2.2).
_SIDES = ("source", "target")
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def write(alignments: Sequence[Alignment]) -> str:
    """Write a translation memory of one or several documents; several need different names."""
    names = [alignment.document for alignment in alignments]
    if len(set(names)) < len(names):
        raise FormatError("documents in one translation memory need different names")
    root, header, body = memory({alignment.source_language for alignment in alignments})
    for alignment in alignments:
        unmatched, units = elements(alignment)
        header.extend(unmatched)
        body.extend(units)
    return document(root, DOCTYPE)


def memory(sources: Set[str]) -> tuple[Element, Element, Element]:
    """A memory without units for documents in these source languages; then its header and its body."""
    root = Element("tmx", version="1.4")
    header = SubElement(
        root,
        "header",
        {
            "creationtool": "aligner",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "aligner",
            "adminlang": SPOKEN,
            "srclang": next(iter(sources)) if len(sources) == 1 else "*all*",
            "datatype": "plaintext",
        },
    )
    return root, header, SubElement(root, "body")


def elements(alignment: Alignment) -> tuple[list[Element], list[Element]]:
    """The elements of a document for the header (sentences without counterpart), and its units."""
    unmatched, units = Element("header"), Element("body")
    for pair in alignment:
        if pair.source and pair.target:
            _write_unit(SubElement(units, "tu"), alignment, pair)
        else:
            _prop(unmatched, "x-unmatched", _written_unmatched(alignment, pair))
    return list(unmatched), list(units)


def read(text: str) -> list[Alignment]:
    """Read the documents of a translation memory; a unit of another program is a 1-1 pair."""
    root = parse(text, {"tmx"})
    header = root.find("header")
    memory_source = language_of_tag(header.get("srclang")) if header is not None else None
    documents: dict[str, list[Pair]] = {}
    ways: dict[str, tuple[str, str]] = {}
    for unit in root.iter("tu"):
        segments = {language_of_tag(tuv.get(LANG) or tuv.get("lang")): tuv for tuv in unit.iter("tuv")}
        languages = next((pair for pair in pairs() if segments.keys() >= {*pair}), None)
        if languages is None:
            continue
        props = _props(unit)
        name = _json_prop(props, "x-document", "")
        source = language_of_tag(unit.get("srclang")) or memory_source
        way = ways.setdefault(name, languages[::-1] if source == languages[1] else languages)
        if not segments.keys() >= {*way}:
            raise FormatError(
                f"a unit of the document {name!r} lacks {way[0]} or {way[1]}, which others have"
            )
        earlier = documents.setdefault(name, [])
        texts = (_text(segments[way[0]]), _text(segments[way[1]]))
        earlier.append(_read_unit(props, texts, earlier[-1].bead if earlier else Bead(range(0), range(0))))
    for value in _props(header).get("x-unmatched", ()) if header is not None else ():
        name, way, pair = read_unmatched(value)
        ways.setdefault(name, way)
        documents.setdefault(name, []).append(pair)
    return [
        Alignment(
            *ways[name],
            pairs=tuple(sorted(members, key=_place)),
            document=name,
        )
        for name, members in documents.items()
    ]


def _place(pair: Pair) -> tuple[int, int, int, int]:
    """Sorts pairs by place; one without any sentence comes before the pair that begins at its place."""
    source, target = pair.bead.source, pair.bead.target
    return source.start, target.start, source.stop, target.stop


def _write_unit(unit: Element, alignment: Alignment, pair: Pair) -> None:
    """Write one pair: props first, as the DTD demands, then both texts."""
    _prop(unit, "x-document", json.dumps(plain_text(alignment.document)))
    _prop(unit, "x-bead", "-".join(map(str, pair.bead.kind)))
    _prop(unit, "x-confidence", repr(pair.confidence))
    _prop(unit, "x-numbers", f"{_written(pair.bead.source)} {_written(pair.bead.target)}")
    for name, spans in written_spans(pair).items():
        _prop(unit, f"x-{name.replace('_', '-')}", spans)
    for mismatch in pair.mismatches:
        _prop(unit, "x-mismatch", f"{mismatch.severity} {mismatch.kind}: {mismatch.message}")
    sides = (
        ("source", alignment.source_language, pair.source_text),
        ("target", alignment.target_language, pair.target_text),
    )
    for side, _, text in sides:
        if ILLEGAL.search(text):
            _prop(unit, f"x-{side}-text", json.dumps(plain_text(text)))
    for _, language, text in sides:
        variant = SubElement(unit, "tuv", {LANG: language})
        SubElement(variant, "seg").text = ILLEGAL.sub("\ufffd", text)


def _read_unit(props: dict[str, list[str]], texts: tuple[str, str], before: Bead) -> Pair:
    try:
        exact = [_json_prop(props, f"x-{side}-text", text) for side, text in zip(_SIDES, texts, strict=True)]
        if "x-numbers" not in props:
            left, right = (Sentence(text, Span(0, len(text))) for text in exact)
            numbers = (range(done, done + 1) for done in (before.source.stop, before.target.stop))
            return Pair((left,), (right,), Bead(*numbers))
        source, target = (
            read_sentences(text, props[f"x-{side}-spans"][0])
            for side, text in zip(_SIDES, exact, strict=True)
        )
        bead = Bead(*map(_range, props["x-numbers"][0].split()))
        return Pair(tuple(source), tuple(target), bead, float(props["x-confidence"][0]))
    except (KeyError, ValueError, TypeError) as error:
        raise FormatError(f"unit {texts[0][:30]!r}: a prop of ours is damaged: {error}") from error


def _written_unmatched(alignment: Alignment, pair: Pair) -> str:
    return json.dumps(
        {
            "document": plain_text(alignment.document),
            "direction": [alignment.source_language, alignment.target_language],
            "numbers": [_written(pair.bead.source), _written(pair.bead.target)],
            "confidence": pair.confidence,
            "texts": [plain_text(pair.source_text), plain_text(pair.target_text)],
            "spans": list(written_spans(pair).values()),
            "mismatches": [
                plain_text(f"{mismatch.severity} {mismatch.kind}: {mismatch.message}")
                for mismatch in pair.mismatches
            ],
        }
    )


def read_unmatched(written: str) -> tuple[str, tuple[str, str], Pair]:
    """Document, languages and pair of a sentence without counterpart, from the header of a memory of ours.

    Raises:
        FormatError: The entry is damaged.
    """
    try:
        value = json.loads(written)
        source, target = (
            read_sentences(text_of(text), spans)
            for text, spans in zip(value["texts"], value["spans"], strict=True)
        )
        bead = Bead(*map(_range, value["numbers"]))
        way = direction(*value["direction"])
        return text_of(value["document"]), way, Pair(source, target, bead, float(value["confidence"]))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise FormatError(f"x-unmatched in the header is damaged: {error}") from error


def _prop(parent: Element, kind: str, text: str) -> None:
    SubElement(parent, "prop", type=kind).text = ILLEGAL.sub("\ufffd", text)


def _props(parent: Element) -> dict[str, list[str]]:
    props: dict[str, list[str]] = defaultdict(list)
    for prop in parent.iterfind("prop"):
        props[prop.get("type", "")].append(prop.text or "")
    return props


def _json_prop(props: dict[str, list[str]], kind: str, default: str) -> str:
    """The text of a prop that holds JSON; a prop of another program is taken as text."""
    return json_text(props[kind][0]) if kind in props else default


def json_text(written: str) -> str:
    """A text that was written as JSON; anything else is taken as it is."""
    try:
        return text_of(json.loads(written))
    except (ValueError, TypeError, RecursionError):
        return written


def _text(variant: Element) -> str:
    """The text of a segment without the codes inside it."""
    segment = variant.find("seg")
    return "".join(_pieces(segment)) if segment is not None else ""


def _pieces(element: Element) -> Iterator[str]:
    if element.tag not in _CODES:
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""


def _written(numbers: range) -> str:
    return f"{numbers.start}:{numbers.stop}"


def _range(written: str) -> range:
    start, stop = written.split(":")
    return range(int(start), int(stop))
