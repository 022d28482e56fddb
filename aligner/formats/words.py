"""A lexicon as a table: `Lexicon.save` and `Lexicon.load`.

    # Words learnt by aligner 0.1: ...
    stem        translations
    군산항 gunsan|port

So it can be read, edited and merged like any table. Unlike a pickle, it is the same under every version of
Python.
"""

from __future__ import annotations

from os import PathLike

from aligner.formats.law import reading
from aligner.formats.whole import user_lines, write_whole
from aligner.model.errors import FormatError
from aligner.model.lexicon import Lexicon
from aligner.model.version import __version__

# How the file begins; no other is replaced.
BEGINNING = "# Words of aligner "

_HEADER = "stem\ttranslations"


def save_lexicon(lexicon: Lexicon, path: str | PathLike[str]) -> None:
    """See `Lexicon.save`."""
    rows = (f"{stem}\t{'|'.join(sorted(words))}" for stem, words in sorted(lexicon.translations.items()))
    head = f"{BEGINNING}{__version__}: a stem of the first language, a tab, stems of the second."
    content = "".join(f"{row}\n" for row in (head, _HEADER, *rows))
    write_whole(path, content.encode("utf-8", "replace"))


def load_lexicon(path: str | PathLike[str]) -> Lexicon:
    """See `Lexicon.load`."""
    translations: dict[str, frozenset[str]] = {}
    with reading(path):
        for place, line in user_lines(path, "lexicon"):
            if line == _HEADER:
                continue
            stem, _, rest = (cell.strip() for cell in line.partition("\t"))
            words = frozenset(word.strip() for word in rest.split("\t")[0].split("|") if word.strip())
            if not stem or not words:
                raise FormatError(f"{place}: {line!r} is not a stem, a tab and its translations")
            translations[stem] = translations.get(stem, frozenset()) | words
    return Lexicon(translations)
