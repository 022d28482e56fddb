"""Repair of text that was wrongly decoded as Latin-1 or cp1252, which keeps the bytes as characters."""

from __future__ import annotations

from collections.abc import Callable

from aligner.expressions import compiled

LOST = b"\xff"  # marks a lost byte; invalid in UTF-8 and in cp949
# The characters that Latin-1 and cp1252 make of bytes above 0x7f.
SHIFTED = compiled("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
# From this code point on, UTF-8 needs three bytes.
_TWO_BYTES = 0x800
# The second half of a character of UTF-8, as cp1252 or Latin-1 show it.
_SECOND = "[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
# Sequences that no real text holds: â with a euro sign and a third sign (from “ ” ‘ ’ – — … •), Ã or Â with a
# sign.
_MISREAD = compiled(f"â[€\x80]{_SECOND}|Ã{_SECOND}|Â[\xa0-\xbf]")
LINE = compiled(r"[^\n]*\n?")


def shift_back(text: str, encoding: str, mend: Callable[[bytes], bytes] = lambda data: data) -> str:
    """Decode lines anew that were wrongly read as Latin-1 or cp1252; return the other lines unchanged.

    Args:
        mend: Restores bytes of a line that were lost earlier; called before the line is decoded.
    """
    lines = []
    for match in LINE.finditer(text):
        line = match.group()
        data = None if line.isascii() else _latin_bytes(line)
        again = line if data is None else mend(data).decode(encoding, "replace")
        lost = again.count("\ufffd")
        # If decoding gives hardly more than losses, the signs (“ ”, é) were those of a sound line.
        gained = sum(not char.isascii() for char in again) > lost
        lines.append(again if gained and lost <= len(again) / 2 else line)
    return "".join(lines)


def _latin_bytes(line: str) -> bytes | None:
    """Return the bytes that Latin-1 or cp1252 would read as this line; None if there are none."""
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
            # A fixer took two bytes of another encoding for UTF-8: CE B1 became α.
            if ord(char) >= _TWO_BYTES:
                return None
            data += char.encode()
    return bytes(data)


def mend_signs(text: str) -> tuple[str, int]:
    """Repair signs and accented letters whose UTF-8 was read as cp1252, in a text that is otherwise sound.

    Returns:
        The repaired text, and the number of repairs.

    Examples:
        >>> mend_signs("The cafÃ©â€™s owner said â€œyes.â€\x9d")
        ('The café’s owner said “yes.”', 4)
    """
    if not _MISREAD.search(text):
        return text, 0
    return _MISREAD.subn(lambda found: _reread(found.group()), text)


def _reread(signs: str) -> str:
    data = _latin_bytes(signs) or b""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return signs
