"""Tells which files aligner wrote; only these are replaced.

A file is recognised by how it begins, so a new run may replace its own output, and a file of the user stays.
An empty file has nothing to lose. Two kinds of files have no typical beginning: the sides of a Moses pair,
which are recognised by the third file beside them, and plain sentences (`aligner split`), which are replaced
only if they are the same.

Files into which a reader has put work do not count: a baseline, to which `write_baseline` adds, and the
corrected alignment that the report for the browser saves (it has no blanks between key and value).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from aligner.expressions import compiled, expression
from aligner.formats.packed import packing_of, unpacked, unpacked_head
from aligner.languages import codes, language
from aligner.pairs import pairs

# Stands in front of a file of the user's that was written anew with our notes.
CHECKED = b"checked by aligner"
_CHECKED_WIDE = tuple(f"<!-- {CHECKED.decode()} -->".encode(f"utf-16-{order}") for order in ("le", "be"))
# How much of a file is read: more than is before the mark of any format, with the name of a document.
_HEAD = 1 << 16
# A list of beads has no such mark, and the line of a bead of thousands is longer than that: ten million
# numbers are at most so many bytes.
_NUMBERS = compiled(rb"\[[\[\]\d, :]+")
_LONGEST_LINE = 100_000_000

_STRING = rb'"(?:[^"\\]|\\.)*"'
_CONFIDENCE = rb"(?:0\.\d*[1-9]|[01]\.0|\d(?:\.\d+)?e-\d+)"  # how Python writes a float in [0, 1]

# How the files of each writer begin. A format without room for the name of its maker is known by the numbers:
# hunalign's scores lie outside of [0, 1] too, Vecalign's costs have six decimals, zeros at the end included.
_BEGINNINGS = tuple(
    expression(pattern)
    for pattern in (
        rb'(?:\[\s*)?\{\s*"schema": \d+,\s*"aligner": "',  # json, jsonl
        rb'(?:\[\s*)?\{\s*"document": %b,\s*"pair": \d+,\s*"source": ' % _STRING,  # findings
        rb'\[\{"text": %b, "span": \[\d+, \d+\], "paragraph": ' % _STRING,  # sentences
        rb'\{"kind": "\w+", "pair": \d+, "source": \[',  # synthetic errors
        rb"\[\]\s*\Z",  # nothing of any of them
        rb'\{\s*"\$schema": "[^"]*sarif[^"]*",\s*"version": "[\d.]+",\s*"runs": \[\s*\{\s*"tool": '
        rb'\{\s*"driver": \{\s*"name": "aligner"',
        rb'\[\s*\{\s*"description": %b,\s*"check_name": "\w+",\s*"fingerprint": ' % _STRING,  # gitlab
        rb'<\?xml [^>]*>\s*<testsuites name="aligner"',
        rb"::(?:error|warning|notice) file=[^\n]*,title=aligner ",  # github
        rb"document\tpair\t(?:direction\tbead|kind\tseverity)\t",
        rb"\xef\xbb\xbfdocument,pair,(?:direction,bead|kind,severity),",
        rb"document\tplace\treason\n",  # failures of a corpus
        rb"place\treason\n",  # files that it passed over
        rb"\w+\t\w+\tdocument\tpair\tconfidence\tkinds\n",  # pairs for training
        rb'\{"translation": \{"\w+": %b, "\w+": %b\}, "document": %b, "pair": \d+, '
        % (_STRING, _STRING, _STRING),
        rb"---\n# Written by aligner ",  # their data card
        rb"# Words of aligner ",
        rb'<\?xml [^>]*>\s*<!DOCTYPE tmx [^>]*>\s*<tmx [^>]*>\s*<header creationtool="aligner"',
        rb"<\?xml [^>]*>\s*<xliff [^>]*>\s*<file [^>]*>\s*<mda:metadata>\s*"
        rb'<mda:metaGroup category="aligner">',
        rb'<\?xml [^>]*>\s*<xliff [^>]*version="2\.1" srcLang="\w\w" trgLang="\w\w" />\s*\Z',  # no document
        rb"<\?xml [^>]*>\s*<!DOCTYPE cesAlign [^>]*>\s*<!-- aligner ",
        rb'\s*<!doctype html>(?s:.){1,2000}<meta name="generator" content="aligner ',
        rb"(?:.+\n)*?.*?\b\d{1,9}\s+of\s+\d+\s+pairs?\s+marred;",  # findings for the terminal
        rb"(?:\xef\xbb\xbf)?(?:<\?xml [^>]*\?>)?<!-- %b -->" % CHECKED,  # TMX, XLIFF with our notes
        rb"(?:\xef\xbb\xbf)?# %b\r?\n" % CHECKED,  # PO with our notes
    )
)
# Of which each line must be.
_LINES = tuple(
    expression(rb"(?:%b\n)+" % line)
    for line in (
        rb"\d+\t\d+\t" + _CONFIDENCE,  # ladder
        rb"\[[\d, ]*\]:\[[\d, ]*\]:" + _CONFIDENCE,  # align
        rb"([^\t\n]*)\t\1\t[\d ]+\t[\d ]+\t[01]\.\d{4}",  # ids of a corpus
    )
)
_BESIDE = (".moses", ".ids")  # one of these is beside the sides of a Moses pair

_UNKNOWN = b"?"  # what a packed file holds that can't be unpacked: nothing of ours
_PARQUET, _ZIP = b"PAR1", b"PK\x03\x04"
_COLUMNS = (
    frozenset({"document", "metadata", "splitter", "page_text", "pairs", "error"}),
    frozenset({"translation", "document", "pair", "confidence", "kinds"}),
)


@cache
def _beginnings_in(pairs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[bytes], ...]:
    """How files begin that name their languages."""
    code = "|".join(map(re.escape, dict.fromkeys(chain.from_iterable(pairs))))
    # Reports for the terminal, whose first lines may be folded anywhere between two words.
    names = "|".join(
        rf"{re.escape(language(first).name)}\s+and\s+\d+\s+{re.escape(language(second).name)}"
        for first, second in pairs
    )
    patterns = (
        rf'\{{"direction": \["(?:{code})", "(?:{code})"\], "document": ',  # moses
        rf"(?:.+\n)*?.*?\b\d{{1,9}}\s+pairs?\s+of\s+\d+\s+(?:{names})\s+sentences?[,;]",
    )
    return tuple(expression(pattern.encode()) for pattern in patterns)


def is_ours(path: Path) -> bool:
    """Whether a file is empty or aligner wrote it, so that a new run may replace it."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if _NUMBERS.fullmatch(head):
            head += file.readline(_LONGEST_LINE)
    packing = packing_of(path)
    if head and packing:
        head = unpacked_head(path, _HEAD) or _UNKNOWN
    plain = path.with_suffix("") if packing else path
    whole_lines = head[: head.rfind(b"\n") + 1]
    return (
        not head
        or any(beginning.match(head) for beginning in (*_BEGINNINGS, *_beginnings_in(pairs())))
        or any(lines.fullmatch(whole_lines) for lines in _LINES)
        or any(form in head[: 1 << 9] for form in _CHECKED_WIDE)
        or (head.startswith(_ZIP) and _was_saved_by_us(path))
        or (head.startswith(_PARQUET) and _has_our_columns(path))
        or (
            plain.suffix[1:] in codes()
            and any(_is_there_and_ours(plain.with_suffix(name + packing)) for name in _BESIDE)
        )
    )


def _is_there_and_ours(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0 and is_ours(path)


def _was_saved_by_us(path: Path) -> bool:
    """Whether a workbook says that aligner was the last to write it."""
    try:
        with ZipFile(path) as archive:
            said = archive.open("docProps/core.xml").read(_HEAD)
    except (KeyError, ValueError, BadZipFile, OSError, NotImplementedError, RuntimeError):
        return False
    return b"lastModifiedBy>aligner</" in said


def _has_our_columns(path: Path) -> bool:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:  # then nothing replaces a Parquet file but what was asked to write another format
        return False
    try:
        with path.open("rb") as file, unpacked(file, packing_of(path)) as content:
            names = set(parquet.read_schema(content).names)
        return any(names >= columns for columns in _COLUMNS)
    except (ArrowException, OSError, EOFError):
        return False
