"""TMX 1.4b, the exchange format of translation memories: a unit for each pair with two sides.

Everything that is not the two texts stands in `<prop>`: confidence, bead, spans, document and one
`x-mismatch` for each mismatch. A sentence without counterpart is no unit of a translation memory;
it stands in a `<prop>` of the header, so that reading back gives all beads. translate-toolkit can
write TMX but no `<prop>`; the format is small, so it is written here with the standard library.

XML 1.0 can't hold most control characters. In the text they become U+FFFD, one for one, and a prop
keeps the text exactly, as JSON. Read with defusedxml, which refuses entities.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from aligner.alignment import Alignment, Pair
from aligner.errors import FormatError
from aligner.formats.rows import cut, read_spans, written_spans
from aligner.formats.schema import plain_text, text_of
from aligner.ladder.bead import Bead
from aligner.sentences.sentence import Sentence
from aligner.span import Language, Span

# What XML 1.0 does not allow (section 2.2).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Elements of a `seg` whose content is a code of the program that made it, not text (TMX 1.4b, 2.2).
_SIDES = ("source", "target")
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def write(alignments: Sequence[Alignment]) -> str:
    """A translation memory of one or several documents, which then need names of their own."""
    names = [alignment.document for alignment in alignments]
    if len(set(names)) < len(names):
        raise FormatError("several documents of one name can't be told apart in one translation memory")
    languages = {alignment.source_language for alignment in alignments}
    root = Element("tmx", version="1.4")
    header = SubElement(
        root,
        "header",
        {
            "creationtool": "aligner",
            "creationtoolversion": version("aligner"),
            "segtype": "sentence",
            "o-tmf": "aligner",
            "adminlang": "en",
            "srclang": languages.pop() if len(languages) == 1 else "*all*",
            "datatype": "plaintext",
        },
    )
    body = SubElement(root, "body")
    for alignment in alignments:
        for pair in alignment:
            if pair.source and pair.target:
                _write_unit(SubElement(body, "tu"), alignment, pair)
            else:
                _prop(header, "x-unmatched", _written_unmatched(alignment, pair))
    indent(root, space=" ")
    written = tostring(root, encoding="unicode")
    # A parser turns a bare carriage return into a line feed (XML 1.0, 2.11).
    written = written.replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n{written}\n'


def read(text: str) -> list[Alignment]:
    """The documents of a translation memory, ours or another's; a unit of another's is a 1-1 pair."""
    root = _root(text)
    header = root.find("header")
    memory_source = _language(header.get("srclang", "")) if header is not None else None
    pairs: dict[str, list[Pair]] = {}
    sources: dict[str, Language] = {}
    for unit in root.iter("tu"):
        segments = {_language(tuv.get(_LANG) or tuv.get("lang") or ""): tuv for tuv in unit.iter("tuv")}
        if "ko" not in segments or "en" not in segments:
            continue
        props = _props(unit)
        document = _json_prop(props, "x-document", "")
        source = sources.setdefault(document, _language(unit.get("srclang", "")) or memory_source or "ko")
        texts = (_text(segments[source]), _text(segments["en" if source == "ko" else "ko"]))
        earlier = pairs.setdefault(document, [])
        earlier.append(_read_unit(props, texts, earlier[-1].bead if earlier else Bead(range(0), range(0))))
    for value in _props(header).get("x-unmatched", ()) if header is not None else ():
        document, source, pair = _read_unmatched(value)
        sources.setdefault(document, source)
        pairs.setdefault(document, []).append(pair)
    return [
        Alignment(
            source_language=sources[document],
            target_language="en" if sources[document] == "ko" else "ko",
            pairs=tuple(sorted(members, key=lambda pair: (pair.bead.source.start, pair.bead.target.start))),
            document=document,
        )
        for document, members in pairs.items()
    ]


def _write_unit(unit: Element, alignment: Alignment, pair: Pair) -> None:
    """One pair: props first, as the DTD has it, then both texts."""
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
        if _ILLEGAL.search(text):
            _prop(unit, f"x-{side}-text", json.dumps(plain_text(text)))
    for _, language, text in sides:
        variant = SubElement(unit, "tuv", {_LANG: language})
        SubElement(variant, "seg").text = _ILLEGAL.sub("\ufffd", text)


def _read_unit(props: dict[str, list[str]], texts: tuple[str, str], before: Bead) -> Pair:
    try:
        exact = [_json_prop(props, f"x-{side}-text", text) for side, text in zip(_SIDES, texts, strict=True)]
        if "x-numbers" not in props:
            source, target = ([Sentence(text, Span(0, len(text)))] for text in exact)
            start, opposite = before.source.stop, before.target.stop
            return Pair(
                tuple(source), tuple(target), Bead(range(start, start + 1), range(opposite, opposite + 1))
            )
        source, target = (
            list(_sentences(text, props[f"x-{side}-spans"][0]))
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
                plain_text(f"{one.severity} {one.kind}: {one.message}") for one in pair.mismatches
            ],
        }
    )


def _read_unmatched(written: str) -> tuple[str, Language, Pair]:
    try:
        value = json.loads(written)
        source, target = (
            tuple(_sentences(text_of(text), spans))
            for text, spans in zip(value["texts"], value["spans"], strict=True)
        )
        bead = Bead(*map(_range, value["numbers"]))
        language: Language = "ko" if value["direction"][0] == "ko" else "en"
        return text_of(value["document"]), language, Pair(source, target, bead, float(value["confidence"]))
    except (KeyError, ValueError, TypeError) as error:
        raise FormatError(f"x-unmatched in the header is damaged: {error}") from error


def _sentences(text: str, spans: str) -> Iterator[Sentence]:
    places = read_spans(spans)
    texts = cut(text, places)
    if texts is None:
        raise ValueError(f"the spans {spans!r} do not fit the text {text[:30]!r}; was it edited?")
    yield from map(Sentence, texts, places)


def _root(text: str) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.encode("utf-8", "replace"))
    except ParseError as error:
        raise FormatError(f"not XML: {error}") from error
    except DefusedXmlException as error:
        raise FormatError(f"refused, as entities can expand without end: {error}") from error
    if root.tag != "tmx":
        raise FormatError(f"not TMX: the root is <{root.tag[:30]}>")
    return root


def _prop(parent: Element, kind: str, text: str) -> None:
    SubElement(parent, "prop", type=kind).text = _ILLEGAL.sub("\ufffd", text)


def _props(parent: Element) -> dict[str, list[str]]:
    props: dict[str, list[str]] = defaultdict(list)
    for prop in parent.iterfind("prop"):
        props[prop.get("type", "")].append(prop.text or "")
    return props


def _json_prop(props: dict[str, list[str]], kind: str, default: str) -> str:
    """The text of a prop that holds JSON; a prop of another program is taken as it stands."""
    if kind not in props:
        return default
    try:
        return text_of(json.loads(props[kind][0]))
    except (ValueError, TypeError):
        return props[kind][0]


def _language(code: str) -> Language | None:
    """`ko` for `ko-KR`, `en` for `EN_us`, None for any other."""
    match code[:2].lower():
        case "ko":
            return "ko"
        case "en":
            return "en"
    return None


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
