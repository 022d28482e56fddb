"""Files that hold alignments: written whole or not at all, read back by suffix.

JSON and JSON lines keep everything; every other format keeps the beads and, where it can hold
text, the sentences.

Examples:
    >>> sorted(FORMATS)
    ['.align', '.ces', '.csv', '.json', '.jsonl', '.ladder', '.tmx', '.tsv', '.xlf', '.xliff']
"""

from __future__ import annotations

from aligner.formats.files import FORMATS, load, load_all, save, write_whole

__all__ = ["FORMATS", "load", "load_all", "save", "write_whole"]
