"""Files that hold alignments: written whole or not at all, read back by suffix.

JSON and JSON lines keep everything; every other format keeps the beads and, where it can hold
text, the sentences.

Examples:
    >>> sorted(FORMATS)
    ['.align', '.ces', '.csv', '.json', '.jsonl', '.ladder', '.moses', '.tmx', '.tsv', '.xlf', '.xliff']
"""

from __future__ import annotations

from aligner.formats.files import FORMATS, TEXT_FORMATS, load, load_all, save

__all__ = ["FORMATS", "TEXT_FORMATS", "load", "load_all", "save"]
