"""Decode the bytes of a page, and repair text that was decoded wrongly.

Pages come as UTF-8, as UTF-16 from editors on Windows, and still in older encodings of their language. UTF-8
is tried first, as hardly any text in another encoding is valid UTF-8; then the encoding that the page
declares; then the older encodings of the known languages, accepted only if the result looks like a text of
the language. Crawls often hold pages that somebody decoded as Latin-1 (`±è°ü¿µ`, `ê¹€ê´€ì˜`). Such characters
still have the values of the bytes, so the text is turned back into bytes and decoded again, by the rules of
each language.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from aligner.expressions import compiled
from aligner.languages import codes, language
from aligner.languages.legacy import SHIFTED, mend_signs
from aligner.languages.manners import Encoding
from aligner.model.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of files that people pass by mistake.
SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or a DOCX, HWPX, XLSX file)"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\xd0\xcf\x11\xe0", "an HWP or an old Office document"),
    (b"\x7fELF", "a program"),
)

DECLARED = compiled(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)
XML_DECLARED = compiled(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_-]{2,30})")

# How browsers read these names (WHATWG Encoding Standard, "Names and labels"); the languages list more.
LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}

# Up to this share of damaged characters is replaced (a page may be cut off in the middle of a character);
# more of them mean that the page has another encoding.
TOLERATED = 0.002
# Words like `½ÃÀåÀº`, which no language has; this many of them on a page are no accident.
_WRONG = compiled("[\x80-\xff]{5,}")
_ENOUGH_WRONG = 3
# Control characters that no text holds. NUL is not among them: text with a NUL or two is still text.
CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\v\x1b\x1c\x1d\x1e\x1f")) + b"\x7f"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a page given as bytes; also return notes on what had to be done.

    Raises:
        InputError: The bytes are no text, or their encoding is unknown.

    Examples:
        >>> decode("다리가 열렸다.".encode("cp949"))
        ('다리가 열렸다.', ('decoded from cp949',))
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"this is {what}, not text; give the page as plain text or HTML")
    wide = wide_encoding(data)
    if wide:
        return _decoded(data, wide)
    _reject_binary(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first_error = error.start
    declared = declared_encoding(data)
    if declared and (tried := _try(data, declared)):
        return tried[0], _notes(declared, tried[1])
    older = _encodings()
    tries: list[tuple[str, Callable[[str], bool] | None]] = [(each.name, each.is_plausible) for each in older]
    for encoding, plausible in (*tries, ("utf-8", None), ("cp1252", _looks_western)):
        tried = _try(data, encoding)
        if tried and (plausible is None or plausible(tried[0])):
            return tried[0], _notes(encoding, tried[1])
    said = f"the page declares {declared}" if declared else "no charset is declared"
    raise InputError(
        f"not UTF-8 (byte {data[first_error]:#04x} at {first_error})"
        f"{''.join(f' nor {each.name}' for each in older)}, and {said};"
        " save the page as UTF-8, or decode it yourself and pass a str"
    )


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(2, TOLERATED * len(text)):
        raise InputError(
            f"the page begins like {encoding} but {lost} of its characters can't be decoded as such"
        )
    return text, _notes(encoding.removesuffix("-sig"), lost) if encoding != "utf-8-sig" or lost else ()


def _notes(encoding: str, lost: int) -> tuple[str, ...]:
    notes = () if encoding == "utf-8" else (f"decoded from {encoding}",)
    return (*notes, f"{lost} damaged characters replaced by U+FFFD") if lost else notes


def wide_encoding(data: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark; None for other bytes.

    The spaces and line breaks of a text in UTF-16 have their NUL bytes either all at odd or all at even
    places.
    """
    sample = data[:20_000]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # English in UTF-16 is valid UTF-8 as well, with every second byte NUL; a stray NUL makes no UTF-16.
    share = 0.4 if _is_utf8(data) else 0.05
    for nuls, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if nuls > max(share * len(sample) / 2, 1) and others <= 0.02 * nuls:
            return encoding
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _reject_binary(data: bytes) -> None:
    sample = data[:20_000]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    nuls = sample.count(0)
    if controls > 0.02 * len(sample) + 2 or nuls > 0.1 * len(sample) + 2:
        raise InputError(
            f"binary data: {controls + nuls} control characters in the first {len(sample)} bytes;"
            " give the page as plain text or HTML"
        )


def declared_encoding(data: bytes) -> str | None:
    """Return the Python name of the encoding that an HTML page declares; None if it declares no known one."""
    head = data[:4096]
    declared = DECLARED.search(head) or XML_DECLARED.search(head)
    if not declared:
        return None
    label = declared.group(1).decode("ascii").lower()
    labels = LABELS | {name: encoding.name for encoding in _encodings() for name in encoding.labels}
    try:
        return codecs.lookup(labels.get(label, label)).name
    except LookupError:
        return None


def _try(data: bytes, encoding: str) -> tuple[str, int] | None:
    """Decode bytes, and count the damaged characters; None if the bytes are not in this encoding."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(2, TOLERATED * len(text)):
        return None
    return text, lost


def _looks_western(text: str) -> bool:
    """Whether a text is nearly all ASCII, as English with curly quotation marks is."""
    return len(SHIFTED.findall(text)) <= 0.15 * len(text)


def _encodings() -> list[Encoding]:
    return [encoding for code in codes() for encoding in language(code).page.encodings]


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo a wrong decoding: cp949 or UTF-8 read as Latin-1, up to three times, or UTF-8 read as cp949.

    Returns:
        The text, unchanged if nothing was wrong, and notes on what was repaired.

    Examples:
        >>> repair("다리가 열렸다.".encode().decode("latin-1"))
        ('다리가 열렸다.', ('mojibake repaired: UTF-8 that was read as Latin-1',))
    """
    notes: tuple[str, ...] = ()
    for code in codes():
        text, done = language(code).page.repair(text)
        notes += done
    text, signs = mend_signs(text)
    if not notes and len(_WRONG.findall(text)) >= _ENOUGH_WRONG:
        notes = ("the text looks as if it was read in a wrong encoding; it could not be taken back",)
    if signs:
        notes += (f"mojibake repaired: {signs} sign{'s' if signs > 1 else ''} of UTF-8 read as Latin-1",)
    return text, notes
