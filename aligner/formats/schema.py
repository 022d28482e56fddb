"""An alignment as plain values: what `Alignment.to_dict` gives and JSON files hold.

The keys are the attributes of the values themselves, so the docstrings of `Alignment`, `Pair`,
`Evidence`, `Mismatch` and `Page` are the description of the format; on top come `schema`, the
number of this description, and `aligner`, the version that wrote it. `mismatches` at the top
holds only those of the document as a whole, as each pair holds its own.

cattrs does the work. msgspec is quicker but refuses our values (`Type unions containing a custom
type may not contain any additional types`, met in `int | Decimal | Fraction | str`), and by hand
it would be a page of code for every class. What JSON can't say on its own:

- a span and a bead's range are `[start, end]`;
- a whole number beyond 2^53, where other readers of JSON round, is `{"integer": "0x..."}`
  (hexadecimal, as Python refuses to write or read thousands of decimal digits);
- `Decimal` and `Fraction` are `{"decimal": "0.50"}` and `{"fraction": "1/3"}`, whose halves are
  hexadecimal too when they are that long;
- a number that is not finite is its name, `"inf"`;
- a text in which the two halves of a surrogate pair stand as two characters is a list of strings
  to be joined, as JSON would make one character of them.

Metadata of the user is written as it is, so it must be what JSON holds.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from aligner.expressions import compiled
from aligner.formats.law import check
from aligner.languages import codes
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError
from aligner.model.mismatch import Mismatch
from aligner.model.page import Page
from aligner.model.quantity import Value
from aligner.model.settings import Settings
from aligner.model.text import LanguageCode, Span
from aligner.model.version import __version__
from aligner.pairs import directions

if TYPE_CHECKING:
    from cattrs import Converter

# Grows when a reader of the number before would misunderstand what is written now.
SCHEMA = 1

# The largest range of whole numbers that a reader with IEEE doubles keeps apart (RFC 8259, 6).
_EXACT_IN_JSON = 2**53

_SPLIT_PAIR = compiled(r"(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def to_dict(alignment: Alignment) -> dict[str, Any]:
    """See `Alignment.to_dict`."""
    values = _converter().unstructure(alignment)
    values["mismatches"] = _converter().unstructure(alignment.document_mismatches, tuple[Mismatch, ...])
    values["metadata"] = _plain_metadata(alignment.metadata)
    return {"schema": SCHEMA, "aligner": __version__, **values}


def plain_mismatch(mismatch: Mismatch) -> dict[str, Any]:
    """One mismatch as it is written in an alignment."""
    plain: dict[str, Any] = _converter().unstructure(mismatch)
    return plain


def _plain_metadata(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata, if JSON can hold it.

    Raises:
        FormatError: It can't; the message names the key.
    """
    for key, value in metadata.items():
        try:
            unchanged = isinstance(key, str) and json.loads(json.dumps(value, allow_nan=False)) == value
        except (TypeError, ValueError, RecursionError):
            unchanged = False
        if not unchanged:
            raise FormatError(f"metadata: JSON can't hold {key!r}, a {type(value).__name__}; give it as text")
    return dict(metadata)


def from_dict(values: dict[str, Any]) -> Alignment:
    """See `Alignment.from_dict`."""
    from cattrs import transform_error

    schema = values.get("schema") if isinstance(values, dict) else None
    if not isinstance(schema, int):
        raise FormatError("not an alignment: the key `schema` with a number is missing")
    if schema > SCHEMA:
        raise FormatError(
            f"schema {schema} is newer than {SCHEMA}, which this version reads: upgrade aligner"
        )
    try:
        stored = _converter().structure(values, Alignment)
    except Exception as error:  # cattrs raises groups of whatever the constructors raised
        problem = transform_error(error, path="$", format_exception=_problem)[0]
        raise FormatError(f"not an alignment: {problem}") from error
    try:
        check(stored)
    except FormatError as error:
        place = re.sub(r"^pair (\d+)", r"$.pairs[\1]", str(error))
        raise FormatError(f"not an alignment: {place}") from error
    _require_languages(stored)
    _plain_metadata(stored.metadata)
    held = chain.from_iterable(pair.mismatches for pair in stored.pairs)
    # `replace` would do, but goes by way of a dict of all fields for the one that changes.
    object.__setattr__(stored, "mismatches", (*held, *stored.mismatches))
    return stored


def _require_languages(stored: Alignment) -> None:
    """Check that every language has a record; as a type, any text is a language code."""
    known = codes()
    for place, code in _languages(stored):
        if code is not None and code not in known:
            languages = ", ".join(map(repr, known))
            raise FormatError(f"not an alignment: {code} is none of {languages} @ {place}")
    way = (stored.source_language, stored.target_language)
    if way not in directions():
        raise FormatError(f"not an alignment: {way[0]} and {way[1]} are no pair of languages")


def _languages(stored: Alignment) -> Iterator[tuple[str, LanguageCode | None]]:
    """Every place that names a language, with its value."""
    yield "$.source_language", stored.source_language
    yield "$.target_language", stored.target_language
    if stored.page is not None:
        for number, line in enumerate(stored.page.lines):
            yield f"$.page.lines[{number}].language", line.language
        for number, paragraph in enumerate(stored.page.paragraphs):
            yield f"$.page.paragraphs[{number}].language", paragraph.language


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

    converter = Converter(unstruct_collection_overrides={tuple: list, frozenset: _sorted})
    converter.register_unstructure_hook(Span, list)
    converter.register_structure_hook(Span, lambda value, _: Span(*_whole_numbers(value)))
    converter.register_unstructure_hook(range, lambda value: [value.start, value.stop])
    converter.register_structure_hook(range, lambda value, _: range(*_whole_numbers(value)))
    converter.register_unstructure_hook(float, lambda value: value if math.isfinite(value) else str(value))
    converter.register_unstructure_hook(str, plain_text)
    converter.register_structure_hook(str, lambda value, _: text_of(value))
    converter.register_unstructure_hook(Value, _plain_value)
    converter.register_structure_hook(Value, lambda value, _: _value(value))
    converter.register_unstructure_hook(Value | None, _plain_value)
    converter.register_structure_hook(Value | None, lambda value, _: _value(value))
    if_marked = override(omit_if_default=True)  # of pages in Markdown alone
    converter.register_unstructure_hook(
        Page, make_dict_unstructure_fn(Page, converter, blocks=if_marked, landmarks=if_marked)
    )
    out = override(omit=True)  # files keep the message as it was rendered
    converter.register_unstructure_hook(
        Mismatch, make_dict_unstructure_fn(Mismatch, converter, context=out, key=out, fields=out)
    )
    converter.register_structure_hook(
        Mismatch, make_dict_structure_fn(Mismatch, converter, context=out, key=out, fields=out)
    )
    new = override(omit_if_default=True)  # settings that version 0.1 did not have
    converter.register_unstructure_hook(
        Settings, make_dict_unstructure_fn(Settings, converter, severities=new)
    )
    return converter


def _problem(error: BaseException, _: type | None) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error)


def _whole_numbers(value: object) -> tuple[int, int]:
    match value:
        case [int(start), int(end)]:
            return start, end
    raise ValueError(f"{value!r} is not [start, end]")


def plain_text(text: str) -> str | list[str]:
    """A text as it is written in JSON."""
    pieces = _SPLIT_PAIR.split(text)
    return pieces if len(pieces) > 1 else text


def text_of(value: object) -> str:
    """The text of which `plain_text` made this value."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(cast("list[str]", value))
    raise TypeError(f"{value!r} is not a text")


def _plain_value(value: Value | None) -> object:
    match value:
        case int() if abs(value) > _EXACT_IN_JSON:
            return {"integer": _digits(value)}
        case Decimal():
            return {"decimal": str(value)}
        case Fraction():
            return {"fraction": f"{_digits(value.numerator)}/{_digits(value.denominator)}"}
        case str():
            return plain_text(value)
    return value


def _digits(number: int) -> str:
    return str(number) if abs(number) <= _EXACT_IN_JSON else hex(number)


def _sorted(items: Iterable[object]) -> list[object]:
    return sorted(items, key=str)


def _value(value: object) -> Value | None:
    match value:
        case None | int():
            return value
        case {"integer": str(digits)}:
            return int(digits, 16)
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"fraction": str(digits)}:
            numerator, denominator = digits.split("/")
            return Fraction(int(numerator, 0), int(denominator, 0))
    return text_of(value)
