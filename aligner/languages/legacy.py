"""Text that was decoded as Latin-1 or cp1252 though it was not: the characters still are the bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

LOST = b"\xff"  # stands for a byte nobody knows any more; invalid in UTF-8 and in cp949
# Latin-1 and cp1252 leave bytes above 0x7f as these characters.
SHIFTED = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
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
