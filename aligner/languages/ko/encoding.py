"""Decoding of Korean pages that are not in UTF-8, and repair of text that was decoded wrongly.

Korean pages are in UTF-8, in UTF-16 if written by editors on Windows, or still in cp949 (EUC-KR with
extensions), which is accepted only if the result is common Hangul. Crawls often hold cp949 or UTF-8 pages
that were wrongly read as Latin-1 (`±è°ü¿µ`, `ê¹€ê´€ì˜`).
"""

from __future__ import annotations

from functools import cache

from aligner.expressions import expression
from aligner.languages.legacy import LOST, SHIFTED, shift_back
from aligner.languages.manners import Encoding

_HANGUL = expression(r"[가-힣]+")
HANJA = expression(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# The 2,350 common syllables of KS X 1001 have bytes B0A1 to C8FE in cp949; the rarer ones that cp949 adds
# have lower bytes. Real text holds hardly any rare syllables; text that is not Korean gives mostly rare ones.
COMMON_SHARE = 0.9
# Even a Korean page full of Chinese characters has more Hangul; Chinese text read as cp949 has equally many
# of both.
HANJA_SHARE = 0.4


_TOO_MUCH = "{}: too much of it is lost to repair, get the page again"
# Least number of odd characters; fewer may be quotation marks and accents.
_FEWEST = 8
# If a text was encoded twice, undoing one encoding leaves at most this share of its characters.
_DEEPER = 0.75
# The first bytes of Hangul in UTF-8 (EA to ED) as Latin-1 characters, and their least share of the odd
# characters in a text that has lost other bytes.
_LEADING = expression("[êëìí]")
_LEADING_SHARE = 0.25


def _count(text: str) -> int:
    """Count the Hangul syllables of a text."""
    return sum(map(len, _HANGUL.findall(text)))


def _is_shifted(text: str, hangul: int) -> bool:
    """Return whether a text with `hangul` syllables has many more odd characters than syllables."""
    shifted = len(SHIFTED.findall(text))
    return shifted >= _FEWEST and shifted > 2 * hangul


@cache
def _common() -> frozenset[str]:
    """Return the syllables of KS X 1001, which fill 25 rows of 94."""
    rows, columns = range(0xB0, 0xC9), range(0xA1, 0xFF)
    return frozenset(
        bytes(byte for row in rows for column in columns for byte in (row, column)).decode("cp949")
    )


def looks_korean(text: str) -> bool:
    """Return whether nearly all Hangul of a text is common, as in real Korean."""
    syllables = "".join(_HANGUL.findall(text[:200_000]))
    if not syllables:
        return False
    common = sum(map(_common().__contains__, syllables))
    hanja = len(HANJA.findall(text[:200_000]))
    return common >= COMMON_SHARE * len(syllables) and hanja <= HANJA_SHARE * len(syllables)


def repair_hangul(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo a wrong decoding: cp949 or UTF-8 read as Latin-1, or UTF-8 read as cp949.

    A few odd characters in a sound page (`¡°` for a quotation mark) are no reason to repair it: a page is
    repaired only if the repair turns odd characters into Hangul.

    Examples:
        >>> repair_hangul("다리가 열렸다.".encode().decode("latin-1"))
        ('다리가 열렸다.', ('mojibake repaired: UTF-8 that was read as Latin-1',))
    """
    hangul = _count(text)
    if _is_shifted(text, hangul):
        repaired, notes = _shifted_back(text, hangul)
        if notes:
            return repaired, notes
    if hangul >= 4 and not looks_korean(text):
        repaired = _reread(text)
        if looks_korean(repaired):
            lost, kept = repaired.count("\ufffd"), _count(repaired)
            if lost <= kept / 4:
                return repaired, _repair_notes("UTF-8 that was read as cp949", repaired)
            return text, (_TOO_MUCH.format("UTF-8 that was read as cp949"),)
    return text, ()


def _shifted_back(text: str, hangul: int) -> tuple[str, tuple[str, ...]]:
    """Undo cp949 or UTF-8 that was read as Latin-1 once, twice or three times."""
    again = text
    for times in ("", " twice", " three times"):
        for encoding, name in (("utf-8", "UTF-8"), ("cp949", "cp949")):
            repaired = shift_back(again, encoding, with_soft_hyphens if encoding == "cp949" else bytes)
            gained = _count(repaired) - hangul
            # A syllable becomes two odd characters in cp949, three in UTF-8; some may be lost.
            if gained >= len(SHIFTED.findall(again)) / 8 and looks_korean(repaired):
                return repaired, _repair_notes(f"{name} that was read as Latin-1{times}", repaired)
        deeper = shift_back(again, "utf-8")
        if not _is_shifted(deeper, hangul) or len(deeper) > _DEEPER * len(again):
            break
        again = deeper
    if len(_LEADING.findall(text)) >= max(_FEWEST, _LEADING_SHARE * len(SHIFTED.findall(text))):
        return text, (_TOO_MUCH.format("UTF-8 that was read as Latin-1"),)
    return text, ()


# The byte AD read as Latin-1 is the soft hyphen U+00AD, which cleaners of web pages remove. So the second
# byte of 서, 열, 강 and others is lost, and the word has an odd number of bytes.
SOFT_HYPHEN = b"\xad"
_LONGEST_WORD = 200  # bytes; a longer run without a blank is no word
_SHORTEST_FIXED = 3  # bytes; a single high byte is an accented letter
_HIGH = expression(rb"[\x81-\xfe]+")
# Common syllables of running text, from general knowledge; of two readings the one with more of them wins.
_COMMON = frozenset(
    "이다는을에의하가고한지로도사은시기자리서어스인일나들그해대보부정으전장아수제상있원구게여라주과를만공조신도진"
    "국년선경성동면했오생비소안니관람화연방내열운무민문세까적미모월회강실행드우되터위중개학유물것었간거관계발용교출"
    "할역당와명및계속후분된때했습더말달물집길새책배밤눈날불산남북쪽섬"
)


def with_soft_hyphens(data: bytes) -> bytes:
    """Restore the byte AD in words of cp949 that have lost it.

    Examples:
        >>> with_soft_hyphens(bytes.fromhex("bf a1 bc 20 bc c2 ca")).decode("cp949")
        '에서 서쪽'
    """
    return _HIGH.sub(lambda match: _with_soft_hyphen(match.group()), data)


def _with_soft_hyphen(word: bytes) -> bytes:
    if len(word) % 2 == 0 or len(word) > _LONGEST_WORD:
        return word
    best, chosen = 0.0, word
    stripped = (word[:place] + SOFT_HYPHEN + word[place:] for place in range(1, len(word) + 1, 2))
    # A repair program may have read C3 BC as the UTF-8 of ü; this makes one byte two again.
    places = range(0, len(word), 2) if len(word) >= _SHORTEST_FIXED else ()
    fixed = (word[:n] + chr(word[n]).encode() + word[n + 1 :] for n in places)
    for mended in (*stripped, *fixed):
        plausible = _plausibility(mended)
        if plausible > best:
            best, chosen = plausible, mended
    return chosen


def _plausibility(data: bytes) -> float:
    """Return the share of common syllables in a word, the most common counted twice, minus its Hanja."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return 0.0
    points = [0xB0 <= data[at] <= 0xC8 and data[at + 1] >= 0xA1 for at in range(0, len(data) - 1, 2)]
    hanja = len(HANJA.findall(text))
    return (sum(points) + sum(syllable in _COMMON for syllable in text) - hanja) / len(data)


def _repair_notes(wrong_decoding: str, repaired: str) -> tuple[str, ...]:
    lost = repaired.count("\ufffd")
    return (
        f"mojibake repaired: {wrong_decoding}",
        *((f"{lost} characters were lost on the way",) if lost else ()),
    )


def _reread(text: str) -> str:
    """Undo UTF-8 read as cp949; return the text unchanged if that is impossible."""
    try:
        data = LOST.join(part.encode("cp949") for part in text.split("\ufffd"))
    except UnicodeEncodeError:
        return text
    return data.decode("utf-8", "replace")


CP949 = Encoding(
    # WHATWG Encoding Standard, "Names and labels".
    labels=frozenset(
        ("euc-kr", "euc_kr", "ks_c_5601-1987", "ksc5601", "korean", "ms949", "uhc", "windows-949")
    ),
    name="cp949",
    is_plausible=looks_korean,
)
