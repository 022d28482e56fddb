"""Reads glossaries as `Term`s: tables with tabs, workbooks (extra `qa`) and TBX.

A table has a header, then one term in each row, with tabs between cells; `#` begins a comment, and `|`
separates alternatives:

    source   target           forbidden               context       note
    달빛시   Moonlight City   Dalbit City|Moon City                 as the brochure has it
    시장     mayor                                    의회|취임     homonyms have a row each
    시장     market
                              utilize                               in no translation

`source` and `target` are required. The others may be left out, and so may `case` and `part`, which have `yes`
if capitals count, or if the term is also found inside longer words. A table without a header has source,
target and a note. A workbook has the same columns on each of its sheets.

TBX (ISO 30042, of 2008 and 2019) gives terms a status in words: deprecated and superseded ones are forbidden,
and a preferred one comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from xml.etree.ElementTree import Element

from aligner.formats.bitexts.sheets import rows_of, text_of, workbook
from aligner.formats.law import Limits, reading
from aligner.formats.markup import LANG, parse
from aligner.formats.whole import read_text, user_lines
from aligner.languages import codes, language, language_of_tag
from aligner.model.errors import FormatError
from aligner.model.lexicon import Term
from aligner.model.text import LanguageCode
from aligner.pairs import direction

_COLUMNS = ("source", "target", "forbidden", "case", "part", "context", "note")
_UNNAMED = ("source", "target", "note")  # of a table without a header
_YES = {"": False, "no": False, "yes": True}

# Of TBX of 2008, of 2019, and of 2019 without its namespace.
_ROOTS = ("martif", "{urn:iso:std:iso:30042:ed-2}tbx", "tbx")
# What TBX calls the status of a term that must not be used, and of the one that comes first.
_FORBIDDEN = ("deprecated", "superseded", "forbidden")
_PREFERRED = "preferred"


def read_glossary(
    path: str | PathLike[str],
    source_language: LanguageCode | None = None,
    *,
    limits: Limits | None = None,
) -> tuple[Term, ...]:
    r"""Read the terms of a glossary, in the order of the file.

    Args:
        path: A table with tabs; or a workbook (`.xlsx`) or a TBX file (`.tbx`), by its suffix.
        source_language: Which language of a TBX file is the source; None is the first one of the library. The
            other formats have a column for the source.
        limits: What the file may hold, where that is more than the usual `aligner.formats.Limits`.

    Raises:
        InputError: There is no such file, or it can't be read.
        FormatError: A row has no term or nothing to call it, or two rows have one term and one context, and
            the message names the line; or the file holds more than it may.
        MissingExtraError: The file is a workbook, and openpyxl is not installed.

    Examples:
        >>> import pathlib, tempfile
        >>> path = pathlib.Path(tempfile.mkdtemp(), "terms.tsv")
        >>> _ = path.write_text("source\ttarget\tforbidden\n달빛시\tMoonlight City\tMoon City\n", "utf-8")
        >>> (term,) = read_glossary(path)
        >>> term.source, term.targets, term.forbidden
        ('달빛시', ('Moonlight City',), ('Moon City',))
    """
    reader = _READERS.get(Path(path).suffix.lower(), _table)
    with reading(path, limits):
        return tuple(reader(Path(path), source_language))


# A row: the place to name if it is wrong, and its cells.
Row = tuple[str, Sequence[str]]


def _table(path: Path, source_language: LanguageCode | None) -> Iterator[Term]:
    return _of_rows((place, line.split("\t")) for place, line in user_lines(path, "glossary"))


def _of_rows(rows: Iterable[Row]) -> Iterator[Term]:
    """Make terms of rows. The first row may be a header."""
    columns: Sequence[str] = ()
    seen: set[tuple[str, tuple[str, ...], bool]] = set()
    for place, written in rows:
        cells = [cell.strip() for cell in written]
        if not columns:
            columns = _header(place, cells) or _UNNAMED
            if columns is not _UNNAMED:
                continue
        if not any(cells):
            continue
        term = _term(place, dict(zip(columns, cells, strict=False)))
        key = term.source, term.context, term.case
        if term.source and key in seen:
            raise FormatError(f"{place}: {term.source!r} is in an earlier row too; give each a context")
        seen.add(key)
        yield term


def _header(place: str, cells: Sequence[str]) -> list[str] | None:
    """The columns that a first row names; None if the row is a term."""
    known = {name: name for name in _COLUMNS}
    known |= {name: meaning for code in codes() for name, meaning in language(code).headers.items()}
    named = [known.get(cell.lower(), "") for cell in cells]
    if not {"source", "target"} <= set(named):
        return None
    for cell, name in zip(cells, named, strict=True):
        if cell and name not in _COLUMNS:
            raise FormatError(f"{place}: no column is called {cell!r}; there are {', '.join(_COLUMNS)}")
    return named


def _term(place: str, cells: dict[str, str]) -> Term:
    targets, forbidden = _forms(cells.get("target", "")), _forms(cells.get("forbidden", ""))
    source = cells.get("source", "")
    if not (forbidden or (source and targets)):
        row = "\t".join(cells.values())
        raise FormatError(f"{place}: {row!r} is not a source term, a tab and a target term")
    options = {}
    for name in ("case", "part"):
        written = cells.get(name, "").lower()
        if written not in _YES:
            raise FormatError(f"{place}: {name} is {written!r}, where yes or no was expected")
        options[name] = _YES[written]
    context = _forms(cells.get("context", ""))
    return Term(source, targets, forbidden, **options, context=context, note=cells.get("note", ""))


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split("|") if form.strip())


def _workbook(path: Path, source_language: LanguageCode | None) -> Iterator[Term]:
    with workbook(path, read_only=True) as book:
        for sheet in book.worksheets:
            cells = ((number, list(map(text_of, row))) for number, row in enumerate(rows_of(sheet), 1))
            yield from _of_rows(
                (f"{path}:{sheet.title}:{number}", row)
                for number, row in cells
                if any(cell.strip() for cell in row) and not row[0].startswith("#")
            )


def _tbx(path: Path, source_language: LanguageCode | None) -> Iterator[Term]:
    """Make one term for each source word of a concept. Concepts that share the word become one term."""
    root = parse(read_text(path), _ROOTS)
    source, target = direction(source_language)
    merged: dict[str, Term] = {}
    for concept in (element for element in root.iter() if _name(element) in ("termEntry", "conceptEntry")):
        terms = [*_terms_of(concept)]
        targets = [(rank, word) for code, rank, word in terms if code == target]
        allowed = tuple(word for rank, word in sorted(targets, key=lambda item: item[0]) if rank < 2)
        forbidden = tuple(word for rank, word in targets if rank == 2)
        if not (allowed or forbidden):
            continue
        for code, rank, word in terms:
            if code == source and rank < 2:
                merged[word] = _merged(merged.get(word), Term(word, allowed, forbidden, note=_note(concept)))
    if not merged:
        raise FormatError(f"no term with a {source} and a {target} word in it")
    yield from merged.values()


def _terms_of(concept: Element) -> Iterator[tuple[str | None, int, str]]:
    """For each term of a concept its language, rank (0 preferred, 1 allowed, 2 forbidden) and word."""
    for section in (element for element in concept.iter() if _name(element) in ("langSet", "langSec")):
        code = language_of_tag(section.get(LANG) or section.get("lang"))
        for group in (element for element in section if _name(element) in ("tig", "ntig", "termSec")):
            parts = [*group.iter()]
            word = next(("".join(element.itertext()) for element in parts if _name(element) == "term"), "")
            status = next((_status(element) for element in parts if _status(element)), "")
            rank = 2 if status.startswith(_FORBIDDEN) else 0 if status.startswith(_PREFERRED) else 1
            if word := " ".join(word.split()):
                yield code, rank, word


def _status(element: Element) -> str:
    """The status that a part of a term declares, in lower case; empty if it declares none."""
    named = "administrativestatus" in (_name(element).lower(), (element.get("type") or "").lower())
    named = named or (element.get("type") or "").lower() == "normativeauthorization"
    return (element.text or "").strip().lower() if named else ""


def _merged(known: Term | None, term: Term) -> Term:
    """Join two concepts of one word: what either allows is right."""
    if known is None:
        return term
    targets = tuple(dict.fromkeys(known.targets + term.targets))
    forbidden = tuple(form for form in dict.fromkeys(known.forbidden + term.forbidden) if form not in targets)
    return Term(term.source, targets, forbidden, note=known.note or term.note)


def _note(concept: Element) -> str:
    """The first note of a concept as a whole, in one line; empty if it has none."""
    notes = (" ".join("".join(element.itertext()).split()) for element in concept if _name(element) == "note")
    return next(notes, "")


def _name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


_READERS: dict[str, Callable[[Path, LanguageCode | None], Iterator[Term]]] = {
    ".xlsx": _workbook,
    ".tbx": _tbx,
}
