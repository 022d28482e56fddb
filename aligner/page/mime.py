"""Unpack pages that a browser or a mail program saved as one file: MHTML and e-mail.

Both are MIME messages (RFC 2557, RFC 5322); the standard library takes them apart. The page is the first part
in HTML, or the first plain text where there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aligner.expressions import compiled

if TYPE_CHECKING:
    from email.message import EmailMessage

# Header fields at the beginning of these files; an article does not say `MIME-Version: 1.0` in its first
# lines.
_HEADER = compiled(
    rb"(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?"
    rb"(?:MIME-Version:|Content-Type: ?(?:multipart|text)/)",
    re.IGNORECASE,
)
_LONGEST_HEADER = 20_000


def unpacked(page: str | bytes) -> str | bytes:
    """Return the page inside a MIME message; anything else is returned unchanged.

    Examples:
        >>> message = b"MIME-Version: 1.0\\nContent-Type: text/html; charset=utf-8\\n\\n<p>It rained.</p>\\n"
        >>> unpacked(message)
        '<p>It rained.</p>\\n'
        >>> unpacked("Note: it rained.")
        'Note: it rained.'
    """
    start = page[:_LONGEST_HEADER]
    header = start.encode("utf-8", "replace") if isinstance(start, str) else start
    if not _HEADER.match(header):
        return page
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    content = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    message = message_from_bytes(content, policy=default)
    parts = [part for part in message.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                return _text(part)
    return page


def _text(part: EmailMessage) -> str | bytes:
    """Return the text of a part; its bytes if the charset that it names is unknown or does not decode it."""
    try:
        text: str = part.get_content(errors="strict")
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        return payload if isinstance(payload, bytes) else str(payload)
    return text
