"""Text that was decoded as Latin-1 or cp1252 though it was not: the characters still are the bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

LOST = b"\xff"  # stands for a byte nobody knows any more; invalid in UTF-8 and in cp949
# Latin-1 and cp1252 leave bytes above 0x7f as these characters.
SHIFTED = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
# From here on UTF-8 has three bytes.
_TWO_BYTES = 0x800
# The second half of a character of UTF-8, as cp1252 or Latin-1 show it.
_SECOND = "[\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
# What no text says: â with the sign of the euro and a third one (“ ” ‘ ’ – — … •), Ã or Â with a sign.
_MISREAD = re.compile(f"â[€\x80]{_SECOND}|Ã{_SECOND}|Â[\xa0-\xbf]")
LINE = re.compile(r"[^\n]*\n?")


def shift_back(text: str, encoding: str, mend: Callable[[bytes], bytes] = lambda data: data) -> str:
    """Decode again, line by line, what was read as Latin-1 or cp1252; sound lines stay.

    Args:
        mend: Puts back bytes that were lost on the way, before a line is decoded.
    """
    lines = []
    for found in LINE.finditer(text):
        line = found.group()
        data = None if line.isascii() else _latin_bytes(line)
        again = line if data is None else mend(data).decode(encoding, "replace")
        lost = again.count("\ufffd")
        # Where nothing comes of it but losses the signs were those of the page: “ ” and é in a sound line.
        gained = sum(not char.isascii() for char in again) > lost
        lines.append(again if gained and lost <= len(again) / 2 else line)
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
            # A fixer took two bytes of another encoding for UTF-8: CE B1 became α.
            if ord(char) >= _TWO_BYTES:
                return None
            data += char.encode()
    return bytes(data)


def mend_signs(text: str) -> tuple[str, int]:
    """Signs and accented letters whose UTF-8 was read as cp1252 in a text that is sound otherwise.

    Returns:
        The text, and how many they were.

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
