"""Makes text safe to show: it can't control the terminal, break the line or fail to encode."""

from __future__ import annotations

from aligner.expressions import compiled

# White space that would break a line or jump; each becomes one blank.
_BREAKS = compiled("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")

# C0 and C1 controls, which terminals obey; direction marks, with which a text can be made to read
# otherwise than it is (Unicode Technical Report 36, 2.5); lone surrogates, which no encoding takes;
# characters without width and fillers, which nobody sees though they part or join words. The
# zero-width joiner stays: emoji of families and professions are written with it.
DANGEROUS = compiled(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\xad\u115f\u1160\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Put a text on one line and escape the characters that must not reach a terminal.

    Examples:
        >>> visible("a\nb\x1b[2J")
        'a b\\x1b[2J'
    """
    return DANGEROUS.sub(lambda match: _escape(match[0]), one_line(text))


def one_line(text: str) -> str:
    """The text with a blank for every line break and tab; the number of characters stays the same."""
    return _BREAKS.sub(" ", text)


def _escape(character: str) -> str:
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
