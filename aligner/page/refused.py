"""Refuse texts that are no pages: alignments, bitexts, reports, and names of files.

A saved alignment holds both languages. If it were read as a page, its keys and numbers would be aligned as
text. A caller who passes one wants something else, so it is refused with a message on how to read it.
"""

from __future__ import annotations

from pathlib import Path

from aligner.expressions import compiled
from aligner.model.errors import InputError

# Number of characters or bytes examined; the signs of all these file formats occur within them.
_HEAD = 4_000
# The longest name of a file on common systems.
_LONGEST_NAME = 255
_FILE_NAME = compiled(r"\S.*\.\w{2,5}|.*/.*\S")

# How these files begin, and how the error message names them.
_OTHERS = tuple(
    (compiled(pattern), kind)
    for pattern, kind in (
        (r'(?:\[\s*)?\{\s*"schema"\s*:\s*\d+\s*,\s*"aligner"\s*:', "an alignment in JSON"),
        (
            r'\s*<!doctype html>(?s:.){1,2000}<meta name="generator" content="aligner ',
            "a report of aligner",
        ),
        (r'\{"direction": \["\w+", "\w+"\], "document": ', "the half of a Moses pair"),
        (r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE tmx[^>]*>\s*)?<tmx[\s>]", "a translation memory (TMX)"),
        (r"(?:<\?xml[^>]*>\s*)?<xliff[\s>]", "a bitext in XLIFF"),
        (
            r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE cesAlign[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<cesAlign[\s>]",
            "an alignment in CES",
        ),
        (r"document\tpair\t(?:direction\tbead|kind\tseverity)\t", "a table of aligner"),
        (r"document,pair,(?:direction,bead|kind,severity),", "a table of aligner"),
    )
)


def refuse_other_files(page: str | bytes) -> None:
    """Raise an error if a page is really a file of another kind, or the name of a file.

    Raises:
        InputError: It is one of these; the message tells how to read it.

    Examples:
        >>> refuse_other_files("다리가 열렸다.")
        >>> refuse_other_files('{"schema": 1, "aligner": "0.1.0", "pairs": []}')
        Traceback (most recent call last):
        aligner.model.errors.InputError: this is an alignment in JSON, no page; aligner.load(path) reads it
    """
    head = page[:_HEAD]
    text = head if isinstance(head, str) else head.decode("utf-8", "replace")
    text = text.lstrip("\ufeff")
    for beginning, kind in _OTHERS:
        if beginning.match(text):
            raise InputError(f"this is {kind}, no page; aligner.load(path) reads it")
    if isinstance(page, str) and _is_file(page):
        raise InputError(
            f"{page!r} is the name of a file that is there, no page; give what it holds: path.read_bytes()"
        )


def _is_file(text: str) -> bool:
    if len(text) > _LONGEST_NAME or "\n" in text or "\0" in text or not _FILE_NAME.fullmatch(text):
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a lone surrogate, a name too long
        return False
