"""Recognise signs after the stop of a sentence that still belong to it: footnote marks, pictures, faces.

`The mill closed.³ It was old.`, `Prices fell.2) Sales grew.`, `Well done! 👏`: the mark follows the full
stop, and a cut at the stop would add it to the next sentence. If a paragraph has list markers of this form
(`1) … 2) …`), or begins with a picture that occurs again, the signs mark items, and open the next sentence.
"""

from __future__ import annotations

from aligner.expressions import compiled

# Emoji, dingbats and hearts; no letters, and no faces like `^^` or `~`, which differ between languages.
PICTURES = r"\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d♡♥"
# Faces made of signs: :) ;-) :D ^_^ T_T >_<
FACES = r"[:;]-?[)D](?![A-Za-z])|\^_+\^|[T>]_+[T<](?![A-Za-z])"
FACE_STARTS = ":;^T>"

_SURE = r"\[(?:\d{1,3}|[a-z])\]|⁽?[¹²³⁰⁴-⁹]++[)⁾]?|[†‡§]{1,3}"
# (2) and 2) right after a stop; after a figure and a stop (3.2) the digits belong to a number.
_NUMBERED = r"(?<!\d\.)(?:\(\d{1,2}\)|\d{1,2}\))(?!\w)|\*{1,3}(?=\s|$)"
_FOOTNOTE = {False: rf"(?:{_SURE}|{_NUMBERED})", True: rf"(?:{_SURE})"}
_MARKER = compiled(r"(?:^|\s)\(?\d{1,2}\)\s|^\s*(?:\[\d{1,2}\]|\*)\s")
_MARKER_END = compiled(r"[)\]](?<=\d.)\s")
_PICTURE = compiled(rf"\s*+([{PICTURES}])")


def footnote(listed: bool) -> str:
    """Return the pattern of a footnote mark after a stop; without 2) and * if these mark items (`listed`)."""
    return _FOOTNOTE[listed]


def is_listed(text: str) -> bool:
    """Whether a paragraph has markers of items that look like footnote marks.

    Examples:
        >>> is_listed("1) It rained. 2) It snowed."), is_listed("Prices fell.2) Sales grew.")
        (True, False)
    """
    marked = ("*" in text) or _MARKER_END.search(text) is not None
    return marked and _MARKER.search(text) is not None


def has_picture_bullets(text: str) -> bool:
    """Whether pictures open the sentences of a paragraph instead of closing them.

    Examples:
        >>> has_picture_bullets("✅ It is done. ✅ Next, please."), has_picture_bullets("Well done! 👏")
        (True, False)
    """
    first = _PICTURE.match(text)
    return first is not None and text.count(first.group(1)) > 1
