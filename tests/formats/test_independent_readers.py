"""Our TMX and XLIFF read by another program, and held against the standard's content model."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.formats import load, save
from aligner.model.alignment import Alignment, Pair
from aligner.model.bead import Bead
from aligner.model.mismatch import Mismatch
from aligner.model.text import Sentence, Span

pytest.importorskip("translate", reason="needs translate-toolkit, extra `test`")
etree = pytest.importorskip("lxml.etree", reason="needs lxml, which comes with translate-toolkit")

# The content model of TMX 1.4b for the elements we write, attributes as its section 2 lists them.
TMX_MODEL = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note|prop)*, tuv+)>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)> <!ELEMENT ude EMPTY> <!ELEMENT seg (#PCDATA)>
"""

# Order of the children of a unit in XLIFF 2.1 (4.2.2.5): modules, notes, segments.
XLIFF_MODEL = """
<!ELEMENT xliff (file+)>
<!ATTLIST xliff version CDATA #FIXED "2.1" srcLang CDATA #REQUIRED trgLang CDATA #IMPLIED>
<!ELEMENT file (metadata?, notes?, unit+)> <!ATTLIST file id NMTOKEN #REQUIRED>
<!ELEMENT unit (metadata?, notes?, segment+)> <!ATTLIST unit id NMTOKEN #REQUIRED xml:space CDATA #IMPLIED>
<!ELEMENT metadata (metaGroup+)> <!ELEMENT metaGroup (meta+)> <!ATTLIST metaGroup category CDATA #IMPLIED>
<!ELEMENT meta (#PCDATA)> <!ATTLIST meta type CDATA #REQUIRED>
<!ELEMENT notes (note+)> <!ELEMENT note (#PCDATA)>
<!ATTLIST note id NMTOKEN #IMPLIED category CDATA #IMPLIED priority (1|2|3|4|5|6|7|8|9|10) "1"
  appliesTo (source|target) #IMPLIED>
<!ELEMENT segment (source, target?)>
<!ATTLIST segment state (initial|translated|reviewed|final) "initial" subState CDATA #IMPLIED>
<!ELEMENT source (#PCDATA|cp)*> <!ELEMENT target (#PCDATA|cp)*>
<!ELEMENT cp EMPTY> <!ATTLIST cp hex CDATA #REQUIRED>
"""


# The schema of OASIS, as Debian ships it; XLIFF 2.1 kept it. It lets any metadata pass.
SCHEMA = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas/xliff-core-2.0.xsd")


any_text = st.text(st.characters(codec=None), max_size=12)


def sides(alignment: Alignment) -> list[tuple[str, str]]:
    return [(pair.source_text, pair.target_text) for pair in alignment]


def obeys(path: Path, model: str) -> bool:
    """Whether the file follows the model; name spaces are taken off, as a DTD knows none."""
    tree = etree.parse(str(path))
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(tree)
    dtd = etree.DTD(io.StringIO(model))
    assert dtd.validate(tree.getroot()), dtd.error_log
    return True


@pytest.fixture
def odd(library: Alignment, alignment_of: object) -> list[Alignment]:
    """The library page and one with characters that XML can't hold, sentences unmatched on both sides."""
    assert callable(alignment_of)
    hostile = alignment_of(
        [(("<b>&amp;\x00 \r\n끝",), ("]]> \ud800 \x1b",)), (("홀로",), ()), ((), ("Alone\x02",))],
        (),
        "odd \x01.txt",
    )
    return [library, hostile]


def test_memory_is_read_by_translate_toolkit(library: Alignment, tmp_path: Path) -> None:
    from translate.storage.tmx import tmxfile

    library.save(tmp_path / "a.tmx")
    with (tmp_path / "a.tmx").open("rb") as file:
        memory = tmxfile(file, "ko", "en")
    units = [(unit.source, unit.target) for unit in memory.unit_iter()]
    assert units == [texts for texts in sides(library) if all(texts)]


def test_memory_obeys_the_standard(odd: list[Alignment], tmp_path: Path) -> None:
    save(odd, tmp_path / "a.tmx")
    assert obeys(tmp_path / "a.tmx", TMX_MODEL)


@settings(max_examples=settings.default.max_examples * 3 // 5)
@given(st.lists(st.tuples(any_text, any_text), max_size=4), any_text)
def test_whatever_the_text_the_files_are_xml_of_their_standard(
    texts: list[tuple[str, str]], document: str
) -> None:
    """Control characters, halves of surrogate pairs, markup: others must be able to read the file."""
    pairs = tuple(
        Pair(
            (Sentence(source, Span(0, len(source))),),
            (Sentence(target, Span(0, len(target))),),
            Bead(range(number, number + 1), range(number, number + 1)),
            mismatches=(Mismatch("number", "accuracy", "error", source + target),),
        )
        for number, (source, target) in enumerate(texts)
    )
    alignment = Alignment("ko", "en", pairs, document=document)
    with tempfile.TemporaryDirectory() as folder:
        for name, model in (("a.tmx", TMX_MODEL), ("a.xlf", XLIFF_MODEL)):
            alignment.save(Path(folder) / name)
            assert obeys(Path(folder) / name, model)


def test_xliff_is_read_by_translate_toolkit(library: Alignment, tmp_path: Path) -> None:
    from translate.storage.xliff2 import Xliff2File

    library.save(tmp_path / "a.xlf")
    with (tmp_path / "a.xlf").open("rb") as file:
        store = Xliff2File.parsestring(file.read())
    units = [(str(unit.source), str(unit.target or "")) for unit in store.units if not unit.isheader()]
    assert units == sides(library)


def test_xliff_obeys_the_standard(odd: list[Alignment], tmp_path: Path) -> None:
    save(odd, tmp_path / "a.xlf")
    assert obeys(tmp_path / "a.xlf", XLIFF_MODEL)
    assert '<cp hex="D800" />' in (tmp_path / "a.xlf").read_text(encoding="utf-8")


def test_xliff_obeys_the_schema_of_oasis(odd: list[Alignment], tmp_path: Path) -> None:
    place = Path(os.environ.get("XLIFF_SCHEMA", SCHEMA))
    if not place.exists():
        pytest.skip(
            "no schema of XLIFF: Debian's php-symfony-translation has one, or name it in XLIFF_SCHEMA"
        )
    schema = etree.parse(str(place))
    for imported in schema.iter("{http://www.w3.org/2001/XMLSchema}import"):
        imported.set("schemaLocation", "xml.xsd")  # it stands beside; nothing is fetched
    save(odd, tmp_path / "a.xlf")
    etree.XMLSchema(schema).assertValid(etree.parse(str(tmp_path / "a.xlf")))
    assert "<notes>" in (tmp_path / "a.xlf").read_text(encoding="utf-8")


def test_xliff_written_by_translate_toolkit_is_read(tmp_path: Path) -> None:
    from translate.storage.xliff2 import Xliff2File

    store = Xliff2File(sourcelanguage="ko", targetlanguage="en")
    for source, target in (("비가 왔다.", "Rain fell."), ("눈.", "Snow.")):
        unit = store.addsourceunit(source)
        unit.target = target
    path = tmp_path / "theirs.xliff"
    path.write_bytes(bytes(store))
    assert sides(load(path)) == [("비가 왔다.", "Rain fell."), ("눈.", "Snow.")]
