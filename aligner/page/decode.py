"""Bytes to text, and text that was decoded wrongly back to what it was.

Korean pages come as UTF-8, as UTF-16 from editors on Windows, and still as cp949 (EUC-KR with extensions).
UTF-8 is tried first, as hardly any other text is valid UTF-8; then what the page declares; then cp949,
accepted only if the result is common Hangul. Crawls often hold cp949 or UTF-8 pages that somebody read as
Latin-1 (`±è°ü¿µ`, `ê¹€ê´€ì˜`): the characters still are the bytes, so they are taken back and decoded
again.
"""

from __future__ import annotations

import codecs
import re

from aligner.model.errors import InputError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes of files people hand over by mistake.
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

DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)
XML_DECLARED = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_-]{2,30})")

# What browsers take these names for (WHATWG Encoding Standard, "Names and labels").
LABELS = {
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "ms949": "cp949",
    "uhc": "cp949",
    "windows-949": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}

# A few damaged characters (a page cut off in the middle of one) are replaced, more mean that the encoding
# is not that.
TOLERATED = 0.002
# Control characters that no text holds; NUL is left out, text with a NUL or two is still text.
CONTROLS = bytes(set(range(1, 32)) - set(b"\t\n\r\f\v\x1b\x1c\x1d\x1e\x1f")) + b"\x7f"

LOST = b"\xff"  # stands for a byte nobody knows any more; invalid in UTF-8 and in cp949

HANGUL = re.compile(r"[가-힣]")
HANJA = re.compile(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Latin-1 and cp1252 leave bytes above 0x7f as these characters.
SHIFTED = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
LINE = re.compile(r"[^\n]*\n?")
# 2,350 syllables of KS X 1001 sort into bytes B0A1 to C8FE; the rarer ones that cp949 adds lie below. Real
# text has hardly any of those, text that is no Korean at all mostly those.
COMMON_SHARE = 0.9
# Even a page full of Chinese characters has more Hangul; Chinese text read as cp949 gives as much of either.
HANJA_SHARE = 0.4


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of a page given as bytes, and notes on what had to be done.

    Raises:
        InputError: The bytes are no text, or their encoding can't be told.

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
    wide = _wide_encoding(data)
    if wide:
        return _decoded(data, wide)
    _reject_binary(data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first_error = error.start
    declared = _declared(data)
    if declared and (tried := _try(data, declared)):
        return tried[0], _notes(declared, tried[1])
    for encoding, plausible in (("cp949", looks_korean), ("utf-8", None), ("cp1252", _looks_western)):
        tried = _try(data, encoding)
        if tried and (plausible is None or plausible(tried[0])):
            return tried[0], _notes(encoding, tried[1])
    said = f"the page declares {declared}" if declared else "no charset is declared"
    raise InputError(
        f"not UTF-8 (byte {data[first_error]:#04x} at {first_error}) nor cp949, and {said};"
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


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: its spaces and line breaks put NULs at odd or even places only."""
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


def _declared(data: bytes) -> str | None:
    """The encoding an HTML page declares, by its Python name; None if none or an unknown one."""
    head = data[:4096]
    found = DECLARED.search(head) or XML_DECLARED.search(head)
    if not found:
        return None
    label = found.group(1).decode("ascii").lower()
    try:
        return codecs.lookup(LABELS.get(label, label)).name
    except LookupError:
        return None


def _try(data: bytes, encoding: str) -> tuple[str, int] | None:
    """Text and number of damaged characters, or None if the bytes are not of this encoding."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(2, TOLERATED * len(text)):
        return None
    return text, lost


def _looks_western(text: str) -> bool:
    """Whether a text is nearly all ASCII, as English with curly quotation marks is."""
    return len(SHIFTED.findall(text)) <= 0.15 * len(text)


def looks_korean(text: str) -> bool:
    """Whether the Hangul of a text is nearly all of the common kind, as in real Korean."""
    syllables = HANGUL.findall(text[:200_000])
    if not syllables:
        return False
    common = 0
    for syllable in syllables:
        code = syllable.encode("cp949")
        common += 0xB0 <= code[0] <= 0xC8 and code[1] >= 0xA1
    hanja = len(HANJA.findall(text[:200_000]))
    return common >= COMMON_SHARE * len(syllables) and hanja <= HANJA_SHARE * len(syllables)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """Take back a wrong decoding: cp949 or UTF-8 read as Latin-1, UTF-8 read as cp949.

    A few odd characters in a sound page (`¡°` for a quotation mark) are no reason: the page is repaired only
    if that brings Hangul where there was none.

    Examples:
        >>> repair("다리가 열렸다.".encode().decode("latin-1"))
        ('다리가 열렸다.', ('mojibake repaired: UTF-8 that was read as Latin-1',))
    """
    shifted = len(SHIFTED.findall(text))
    hangul = len(HANGUL.findall(text))
    if shifted >= 8 and shifted > 2 * hangul:
        for encoding, name in (("utf-8", "UTF-8"), ("cp949", "cp949")):
            repaired = _shift_back(text, encoding)
            gained = len(HANGUL.findall(repaired))
            # A syllable is two shifted characters in cp949, three in UTF-8; some are lost.
            if gained - hangul >= shifted / 8 and looks_korean(repaired):
                return repaired, _repair_notes(f"{name} that was read as Latin-1", repaired)
    if hangul >= 4 and not looks_korean(text):
        repaired = _reread(text)
        if looks_korean(repaired):
            lost, kept = repaired.count("\ufffd"), len(HANGUL.findall(repaired))
            if lost <= kept / 4:
                return repaired, _repair_notes("UTF-8 that was read as cp949", repaired)
            return text, (
                "UTF-8 that was read as cp949: too much of it is lost to repair, get the page again",
            )
    return text, ()


def _repair_notes(what: str, repaired: str) -> tuple[str, ...]:
    lost = repaired.count("\ufffd")
    return (f"mojibake repaired: {what}", *((f"{lost} characters were lost on the way",) if lost else ()))


def _shift_back(text: str, encoding: str) -> str:
    """Decode again, line by line, what was read as Latin-1 or cp1252; sound lines stay."""
    lines = []
    for found in LINE.finditer(text):
        line = found.group()
        data = None if line.isascii() else _latin_bytes(line)
        again = line if data is None else data.decode(encoding, "replace")
        lines.append(line if again.count("\ufffd") > len(again) / 2 else again)
    return "".join(lines)


def _latin_bytes(line: str) -> bytes | None:
    """The bytes that were read as these characters, by Latin-1 or by cp1252; None if they were not."""
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        pass
    # cp1252 leaves five bytes undefined, which readers pass through as C1 controls.
    data = bytearray()
    for char in line:
        if ord(char) < 256:
            data.append(ord(char))
            continue
        try:
            data += LOST if char == "\ufffd" else char.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(data)


def _reread(text: str) -> str:
    """UTF-8 that was read as cp949, where it still can be taken back."""
    try:
        data = LOST.join(part.encode("cp949") for part in text.split("\ufffd"))
    except UnicodeEncodeError:
        return text
    return data.decode("utf-8", "replace")
