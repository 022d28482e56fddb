"""CES/XCES alignments, as OPUS has them: links between sentence numbers of two documents, without text.

`<link xtargets="s1;s1 s2" certainty="0.97"/>`: sentences count from 1. Reading gives beads, confidence and
empty sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from aligner.expressions import compiled
from aligner.formats.ladder import consecutive, without_text
from aligner.formats.markup import ILLEGAL, document, parse
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.version import __version__

_DOCTYPE = '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">'
_NUMBER = compiled(r"s?(\d{1,9})")


def write(alignments: Sequence[Alignment]) -> str:
    """Write one group of links for each document."""
    root = Element("cesAlign", version="1.0")
    for alignment in alignments:
        name = ILLEGAL.sub("\ufffd", alignment.document)
        attributes = {
            "targType": "s",
            "fromDoc": f"{name}.{alignment.source_language}",
            "toDoc": f"{name}.{alignment.target_language}",
        }
        group = SubElement(root, "linkGrp", attributes)
        for number, pair in enumerate(alignment, 1):
            sides = (
                " ".join(f"s{place + 1}" for place in side) for side in (pair.bead.source, pair.bead.target)
            )
            link = {"id": f"l{number}", "xtargets": ";".join(sides), "certainty": repr(pair.confidence)}
            SubElement(group, "link", link)
    return document(root, f"{_DOCTYPE}\n<!-- aligner {__version__} -->")


def read(text: str) -> list[Alignment]:
    """Read the beads of each group of links."""
    root = parse(text, {"cesAlign"})
    return [without_text(_beads(group)) for group in root.iter("linkGrp")]


def _beads(group: Element) -> list[tuple[Bead, float]]:
    beads: list[tuple[Bead, float]] = []
    source_done = target_done = 0
    for link in group.iter("link"):
        written = link.get("xtargets", "")
        place = f"link {link.get('id', len(beads) + 1)}"
        sides = written.split(";")
        if len(sides) != 2:
            raise FormatError(f"{place}: xtargets {written!r} has no two sides with a semicolon between")
        source = consecutive(_numbers(sides[0], place), source_done, place)
        target = consecutive(_numbers(sides[1], place), target_done, place)
        source_done, target_done = source.stop, target.stop
        beads.append((Bead(source, target), _certainty(link.get("certainty"))))
    return beads


def _numbers(written: str, place: str) -> list[int]:
    numbers = []
    for name in written.split():
        number = _NUMBER.fullmatch(name)
        if number is None or int(number[1]) < 1:
            raise FormatError(f"{place}: {name!r} is not the number of a sentence, such as s1")
        numbers.append(int(number[1]) - 1)
    return numbers


def _certainty(written: str | None) -> float:
    """A probability; 1 for any other number, since some aligners of OPUS write scores of other scales."""
    try:
        value = float(written) if written else 1.0
    except ValueError:
        return 1.0
    return value if 0 <= value <= 1 else 1.0
