"""Reads PO files, the catalogues of gettext, entry by entry with polib (extra `qa`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.expressions import compiled
from aligner.formats.bitexts.elements import encoding_of
from aligner.formats.bitexts.notes import Home
from aligner.formats.whole import content_of
from aligner.model.bitext import State, Unit
from aligner.model.errors import FormatError, InputError, MissingExtraError

MARK = "# aligner: "  # begins the lines that are our notes
_CHARSET = compiled(rb"charset=([A-Za-z0-9_-]+)")
# polib takes these for line ends; they are not, and are kept from it by signs for private use.
_NO_LINE_ENDS = {ord(sign): chr(0xF8E0 + n) for n, sign in enumerate("\v\f\x1c\x1d\x1e\x85\u2028\u2029")}
_LINE_SIGNS = {ord(hidden): chr(sign) for sign, hidden in _NO_LINE_ENDS.items()}
_PLACE = compiled(r"\s*\(line (\d+)\)")


def text_of(path: Path) -> tuple[str, str]:
    """The text of a catalogue and its encoding, which its header declares.

    Raises:
        InputError: It can't be read.
        FormatError: It is not in that encoding, or larger than it may be.
    """
    try:
        content = content_of(path)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    declared = _CHARSET.search(content[:4096])
    given = declared[1].decode() if declared else ""
    encoding = "utf-8" if given in ("", "CHARSET") else given
    encoding = encoding_of(b'<?xml encoding="%s"' % encoding.encode())  # the names that browsers know
    try:
        return content.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as error:
        raise FormatError(f"not {encoding}, as its header says: {error}") from error


def read(path: Path) -> Iterator[Unit]:
    """Read the entries of a catalogue, a unit for each plural form; fuzzy and empty ones are untranslated.

    Raises:
        MissingExtraError: polib is not installed.
        FormatError: It is no catalogue; the message gives the line.
    """
    try:
        import polib
    except ImportError as error:
        raise MissingExtraError.of("PO files are read by", "polib", "qa") from error
    text, _ = text_of(path)
    lines = text.removeprefix("\ufeff").split("\n")
    try:
        entries = polib.pofile("\n".join([*lines, ""]).translate(_NO_LINE_ENDS))
    except (OSError, ValueError, IndexError, KeyError) as error:
        place = _PLACE.search(str(error))
        reason = "no catalogue of gettext"
        raise FormatError(f"line {place[1]}: {reason}" if place else f"{reason}: {error}") from error
    for entry in entries:
        if not entry.obsolete:
            yield from _forms(entry, lines)


def _forms(entry: Any, lines: list[str]) -> Iterator[Unit]:
    """Make a pair for each form of an entry.

    If a language has only one form, its source is the plural; otherwise the source of the first form is the
    singular.
    """
    start = entry.linenum - 1
    line = next((n for n in range(start, len(lines)) if lines[n].lstrip().startswith("msgid")), start) + 1
    texts = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        forms = [entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural)]
        singular = [(entry.msgid, forms[0])] if len(forms) > 1 else []
        texts = singular + [(entry.msgid_plural, form) for form in forms[len(singular) :]]
    own = [n for n in range(start, line) if lines[n].startswith(MARK)]
    home = Home(start, start, tuple((n, n + 1) for n in own), "comment")
    for source, target in texts:
        state: State = "untranslated" if entry.fuzzy or not target else ""
        source, target = source.translate(_LINE_SIGNS), target.translate(_LINE_SIGNS)
        yield Unit(source, target, line, f"line {line}", entry.msgctxt or "", state, home=home)
