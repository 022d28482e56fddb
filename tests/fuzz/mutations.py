"""Files changed as their format is built: a cell, an element, a value, a row group, and bytes anywhere.

A file of random bytes is refused at its first line, so it tries nothing behind that. A mutation here takes a
file that is right, takes it apart as its format has it, and puts it together again with something odd inside.
All choices come from one `Random`, so a number says which file it was.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

# No file is longer: what is bounded is bounded for files of this size, see `targets.LONGEST`.
LARGEST = 20_000

NUMBERS = (
    *("0", "1", "-1", "2", "7", "63", "64", "65535", "1000000", "10000001", "999999999", "2147483648"),
    *("9223372036854775808", "9" * 25, "9" * 5000, "1e309", "-1e309", "nan", "inf", "0.5", "1.5", "-0.0"),
    *("0x10", "1_000", "٣", "\uff11", "1e-320", " 1 ", "+1", "1,2", "0:1", "5:1", "0:99999999999"),
)
TEXTS = (
    *(
        "",
        " ",
        "가",
        "a",
        "\ufeff",
        "\u202e",
        "\ud800",
        "\x00",
        "\x1b[2J",
        "\x85",
        "\u2028",
        "\r",
        "\n",
        "\t",
    ),
    *("비가 왔다.", "It rained.", "=1+1", "'=1", "ko", "en", "ko-en", "de", "xx-yy", "\\x00", "\\ud800"),
    *("<", "&", "&amp;", "]]>", '"', "'", "{", "[", "1만" * 50, "(" * 300, "가" * 3000, "\U000e0041", "null"),
)
_PLAIN = ("", "0", "-1", "9" * 25, *'[{}]"<&:,\t\n\r\0', "</", "nan", "null", "<!--", "\ufeff")
BYTES = (*map(str.encode, _PLAIN), b"\xff", b"\xed\xa0\x80")  # half of a surrogate pair

Mutation = Callable[[bytes, Random], bytes]


def anywhere(content: bytes, random: Random) -> bytes:
    """Bytes put in, taken out, repeated, flipped or cut off."""
    place = random.randrange(len(content) + 1)
    end = min(len(content), place + random.choice((0, 1, 2, 8, 64, 512)))
    match random.randrange(6):
        case 0:
            return content[:place] + random.choice(BYTES) + content[end:]
        case 1:
            return content[:place]
        case 2:
            return content[:place] + content[place:end] * random.choice((2, 3, 50, 2000)) + content[end:]
        case 3 if content:
            place = random.randrange(len(content))
            return content[:place] + bytes([content[place] ^ 1 << random.randrange(8)]) + content[place + 1 :]
        case 4:
            other = random.randrange(len(content) + 1)
            return content[:place] + content[other : other + 200] + content[place:]
    return content[:place] + random.randbytes(random.choice((1, 2, 8))) + content[end:]


def numbers(content: bytes, random: Random) -> bytes:
    """One number of the text is another."""
    found = list(re.finditer(rb"\d+(?:\.\d+)?", content))
    if not found:
        return anywhere(content, random)
    one = random.choice(found)
    return content[: one.start()] + random.choice(NUMBERS).encode() + content[one.end() :]


def lines(content: bytes, random: Random) -> bytes:
    """Lines come twice, in another order, or not at all."""
    rows = content.split(b"\n")
    place, other = random.randrange(len(rows)), random.randrange(len(rows))
    match random.randrange(4):
        case 0:
            del rows[place]
        case 1:
            rows[place:place] = [rows[other]] * random.choice((1, 2, 30))
        case 2:
            rows[place], rows[other] = rows[other], rows[place]
        case 3:
            rows[place] = numbers(rows[place], random)
    return b"\n".join(rows)


def cells(separator: bytes) -> Mutation:
    """A cell, a column or a row of a table is another."""

    def mutated(content: bytes, random: Random) -> bytes:
        rows = [row.split(separator) for row in content.split(b"\n")]
        row = random.choice(rows)
        place = random.randrange(len(row))
        match random.randrange(7):
            case 0:
                row[place] = random.choice(NUMBERS).encode()
            case 1:
                row[place] = random.choice(TEXTS).encode("utf-8", "surrogatepass")
            case 2:
                del row[place]
            case 3:
                for each in rows:
                    del each[place : place + 1]
            case 4:
                row[place] = random.choice(random.choice(rows))
            case 5:
                rows.insert(random.randrange(len(rows)), list(row))
            case 6:
                row += [b""] * random.choice((1, 40))
        return b"\n".join(separator.join(each) for each in rows)

    return mutated


def _odd(random: Random) -> Any:
    """A value that JSON can hold."""
    match random.randrange(7):
        case 0:
            return random.choice(TEXTS)
        case 1:
            return random.choice((0, 1, -1, 10**9, 10**23, 0.5, 1e308, float("nan"), float("inf"), -1e-320))
        case 2:
            return random.choice((None, True, False, [], {}, [[]], [{}], [None], {"": {}}))
        case 3:
            return [_odd(random) for _ in range(random.choice((1, 2, 3)))]
        case 4:
            nested: Any = []
            for _ in range(random.choice((5, 300, 2000))):
                nested = [nested]
            return nested
    return random.choice(NUMBERS)


def _changed(value: Any, random: Random) -> Any:
    """The value with something else somewhere in it."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        key = random.choice(list(value))
        match random.randrange(8):
            case 0:
                return {name: value[name] for name in value if name != key}
            case 1:
                return {**value, random.choice((*TEXTS, *value)): _odd(random)}
        return {**value, key: _changed(value[key], random)}
    if isinstance(value, list) and value and random.random() < 0.85:
        place = random.randrange(len(value))
        match random.randrange(8):
            case 0:
                return [*value[:place], *value[place + 1 :]]
            case 1:
                return [*value[:place], *[value[place]] * random.choice((1, 20)), *value[place:]]
        return [*value[:place], _changed(value[place], random), *value[place + 1 :]]
    return _odd(random)


def _dumped(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except RecursionError:
        return b"[" * 3000


def json_value(content: bytes, random: Random) -> bytes:
    """A value, a key or an item of a JSON text is another."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return anywhere(content, random)
    return _dumped(_changed(value, random))


def json_lines(content: bytes, random: Random) -> bytes:
    """The same in one of many lines."""
    rows = content.split(b"\n")
    place = random.randrange(len(rows))
    rows[place] = json_value(rows[place], random)
    return b"\n".join(rows)


def json_inside(content: bytes, random: Random) -> bytes:
    """The same in one of the texts inside of markup or a table that are JSON."""
    found = [each for each in re.finditer(rb"[{\[].*[}\]]", content) if b'"' in each[0]]
    if not found:
        return numbers(content, random)
    one = random.choice(found)
    return content[: one.start()] + json_value(one[0], random) + content[one.end() :]


_HEAD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?(?:<!--.*?-->\s*)?", re.DOTALL)


def xml_tree(content: bytes, random: Random) -> bytes:
    """An element, an attribute or a text of an XML document is another."""
    head = _HEAD.match(content)
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        return anywhere(content, random)
    elements = list(root.iter())
    element, other = random.choice(elements), random.choice(elements)
    try:
        _change_element(element, other, random)
        written = ElementTree.tostring(root, encoding="unicode").encode("utf-8", "replace")
    except (RecursionError, TypeError, ValueError):
        return anywhere(content, random)
    return (head[0] if head else b"") + written


def _change_element(element: ElementTree.Element, other: ElementTree.Element, random: Random) -> None:
    names = list(element.attrib)
    match random.randrange(9):
        case 0:
            element.text = random.choice(TEXTS)
        case 1 if names:
            element.set(random.choice(names), random.choice((*NUMBERS, *TEXTS)))
        case 2 if names:
            del element.attrib[random.choice(names)]
        case 3:
            element.tag = other.tag
        case 4 if len(element):
            element.remove(random.choice(list(element)))
        case 5:
            element.append(deepcopy(other))
        case 6:
            for _ in range(random.choice((1, 5, 150, 600))):
                element.append(ElementTree.Element(other.tag, other.attrib))
                element = element[-1]
        case 7 if len(element):
            element.insert(0, element[-1])
        case _:
            element.tail = random.choice(TEXTS)


def attributes(content: bytes, random: Random) -> bytes:
    """Tags put into a page, with one attribute or hundreds, closed or not."""
    place = random.randrange(len(content) + 1)
    tag = random.choice(("p", "table", "td", "tr", "div", "br", "script", "li", "a", "title", "svg", "h1"))
    most = random.choice((0, 1, 400))
    piece = f"<{tag} {' '.join(f'a{number}=1' for number in range(most))}>" * random.choice((1, 1, 30))
    piece += random.choice(("", "<", f"</{tag}>", "<!--", "&#x110000;", "&#0;", "<![CDATA["))
    return content[:place] + piece.encode() + content[place:]


def columns(content: bytes, random: Random) -> bytes:
    """A column of a Parquet file has other values, of another type."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError, ValueError):
        return anywhere(content, random)
    made: list[Callable[[], Any]] = [
        lambda: pa.array([random.choice(TEXTS[:10]) for _ in range(3)]),
        lambda: pa.array([b"\xff", None, b"a" * 300]),
        lambda: pa.array([None] * 3),
        lambda: pa.array([1, -1, 2**63 - 1]),
        lambda: pa.array([float("nan"), 1e308, None]),
        lambda: pa.array([["a", None], [], ["비가 왔다." * random.choice((1, 400))]]),
        lambda: pa.array([{"a": 1}, None, {"a": None}]),
        lambda: pa.array([10**17, 0, None]).cast(pa.timestamp("us")),
        lambda: pa.array(["a" * 3000] * 3).dictionary_encode(),
        lambda: pa.array(["a" * random.choice((1, 5000)), "b", None], pa.large_string()),
    ]
    try:
        values = random.choice(made)()
        name = random.choice(("page", "source", "target", "id", "", "가", *table.column_names))
        rest = {each: table[each] for each in table.column_names if each != name and random.random() < 0.8}
        file = io.BytesIO()
        whole = pa.table({**{key: column.slice(0, 3) for key, column in rest.items()}, name: values})
        parquet.write_table(whole, file, row_group_size=random.choice((1, 2, 100)))
    except (pa.ArrowException, ValueError, UnicodeError):
        return anywhere(content, random)
    return file.getvalue()


def packed(inner: Mutation) -> Mutation:
    """A compressed file: what is inside of it changed and packed again, or the packing itself damaged."""

    def mutated(content: bytes, random: Random) -> bytes:
        if random.random() < 0.3:
            return anywhere(content, random)
        try:
            inside = gzip.decompress(content)
        except (OSError, EOFError, ValueError, zlib.error):
            return anywhere(content, random)
        return gzip.compress(inner(inside, random), random.choice((1, 9)))

    return mutated


def parts(content: bytes, random: Random) -> bytes:
    """A workbook or another archive: one of its parts changed as XML, gone, or there twice."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        name = random.choice([*held, *(name for name in held if "sheet" in name or "shared" in name)])
    except (OSError, EOFError, ValueError, IndexError, NotImplementedError, BadZipFile, zlib.error):
        return anywhere(content, random)
    match random.randrange(8):
        case 0:
            del held[name]
        case 1:
            held[name] = random.choice(list(held.values()))
        case 2:
            held[name] = anywhere(held[name], random)
        case _:
            held[name] = random.choice((xml_tree, numbers))(held[name], random)
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for one, inside in held.items():
            archive.writestr(ZipInfo(one), inside, ZIP_DEFLATED)
    return file.getvalue()


# What is tried on which kind of file, each besides `anywhere` and `numbers`.
STRUCTURED: dict[str, tuple[Mutation, ...]] = {
    ".json": (json_value,),
    ".jsonl": (json_lines, lines),
    ".moses": (json_lines, lines),
    ".tsv": (cells(b"\t"), lines),
    ".csv": (cells(b","), lines),
    ".tmx": (xml_tree, json_inside),
    ".xlf": (xml_tree,),
    ".xliff": (xml_tree,),
    ".ces": (xml_tree,),
    ".html": (json_inside, attributes),
    ".ladder": (lines,),
    ".align": (lines,),
    ".txt": (lines,),
    ".parquet": (columns,),
    ".sdlxliff": (xml_tree,),
    ".mqxliff": (xml_tree,),
    ".tbx": (xml_tree,),
    ".xlsx": (parts,),
    ".po": (lines, cells(b'"')),
    ".toml": (lines, cells(b" "), cells(b'"')),
}


def mutated(content: bytes, suffix: str, random: Random) -> bytes:
    """The file after a few mutations that suit its format, no longer than `LARGEST` unless it was before."""
    largest = max(LARGEST, len(content))
    own = STRUCTURED.get(suffix.removesuffix(".gz"), ())
    if suffix.endswith(".gz"):
        own = tuple(map(packed, (*own, numbers)))
    chosen = (*own, *own, anywhere)
    if not suffix.endswith((".gz", ".parquet", ".xlsx")):  # whose numbers are no digits
        chosen += (numbers,)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        content = random.choice(chosen)(content, random)[:largest]
    return content
