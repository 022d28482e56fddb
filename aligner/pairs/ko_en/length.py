"""Length of Korean and English sentences, both measured in English characters.

Each class of characters in a Korean text has a length of its own: a Hangul syllable says more than a letter.
"""

from __future__ import annotations

from functools import lru_cache

from aligner.expressions import compiled
from aligner.pairs.length import Length

# English characters per character of each class in a Korean text; least squares on development news
# (park-dev, 861 trusted pairs), residual spread .25 instead of .31 with syllables alone.
_HANGUL, LATIN, _DIGIT, OTHER = 2.82, 1.25, 2.42, -0.3

# Spread of the log ratio: a constant part, and one that shrinks with length (same data: robust
# standard deviation .31 below 40 English characters, .20 above 120).
SPREAD, SPREAD_SHORT = 0.20, 1.3

# Variance added to that of the lengths under the hypothesis that two sentences are unrelated.
BACKGROUND = 0.05

# Weight of the document's own length ratio against the constants above. With 1, every dropped sentence would
# move the ratio; with 0, a terse translation would look as if it dropped text.
OWN_RATIO = 0.5

# Classes of characters, each named by one letter.
_CLASSES = {"h": compiled(r"[\uac00-\ud7a3\u3400-\u9fff]"), "l": compiled(r"[A-Za-z]"),
            "d": compiled(r"[0-9]"), "s": compiled(r"\s")}  # fmt: skip


class _ClassOf(dict[int, str]):
    """The class of each character seen so far, for `str.translate`, which is four times as fast as `re`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = next((name for name, members in _CLASSES.items() if members.match(character)), "o")
        self[code] = found
        return found


_CLASS_OF = _ClassOf()


@lru_cache(maxsize=256)
def korean_length(text: str) -> float:
    """Return the expected number of English characters of a Korean text, with spaces; at least 1."""
    classes = text.translate(_CLASS_OF)
    hangul, latin, digits, spaces = map(classes.count, _CLASSES)
    other = len(text) - hangul - latin - digits - spaces
    return max(0.0, _HANGUL * hangul + LATIN * latin + _DIGIT * digits + OTHER * other) + 1.0


def english_length(text: str) -> float:
    """Return the number of characters plus one, so that an empty text has length 1."""
    return len(text) + 1.0


LENGTH = Length(
    first=korean_length,
    second=english_length,
    spread=SPREAD,
    spread_short=SPREAD_SHORT,
    background=BACKGROUND,
    own_ratio=OWN_RATIO,
)
