"""Writes a data card beside training pairs, with their contents, their number, and how they were made.

Hubs and `datasets.load_dataset(folder)` read its head, in YAML: languages, licence, and the file of each
split. So the folder can be uploaded or loaded without changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from aligner.corpus.forms import COLUMNS, files_of
from aligner.corpus.training import Training
from aligner.formats.packed import format_suffix
from aligner.formats.visible import one_line
from aligner.model.version import __version__
from aligner.pairs import direction
from aligner.pipelines.training import REPEATS, STEPS

NAME = "README.md"
# The beginning of every card; a file of this name with another beginning is not replaced.
BEGINNING = "---\n# Written by aligner"

# The names of the parts on hubs; if all pairs are in one file, they are for training.
_SPLITS = {"": "train", "train": "train", "dev": "validation", "test": "test"}
# Hubs sort data sets by size in powers of ten.
_SIZES = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"),
          (10**7, "1M<n<10M"), (10**8, "10M<n<100M"))  # fmt: skip
_LARGEST = "100M<n<1B"
# Tells the reader of tables that quotation marks and `NA` are text.
_TABLE = '    sep: "\\t"\n    quoting: 3\n    keep_default_na: false\n'


def card_text(path: Path, training: Training, pairs: int, documents: int, counts: Mapping[str, int]) -> str:
    """Write the text of the card.

    Args:
        path: The output; the card is written beside it.
        training: The options for training pairs.
        pairs: How many pairs were aligned.
        documents: How many documents they come from.
        counts: How many pairs each part has, and how many each step has dropped.
    """
    return "".join((*_head(path, training, counts), *_body(training, pairs, documents, counts)))


def _head(path: Path, training: Training, counts: Mapping[str, int]) -> Iterator[str]:
    written = sum(counts.get(part, 0) for part in training.parts)
    size = next((name for most, name in _SIZES if written < most), _LARGEST)
    yield f"{BEGINNING} {__version__}: another run replaces this file.\n"
    yield f"license: {json.dumps(training.licence or 'unknown', ensure_ascii=False)}\n"
    yield "language:\n" + "".join(f"- {code}\n" for code in direction())
    yield f'task_categories:\n- translation\nsize_categories:\n- "{size}"\n'
    if format_suffix(path) != ".moses":  # hubs can't read Moses files as pairs
        yield "configs:\n  - config_name: default\n    data_files:\n"
        for part in training.parts:
            if counts.get(part):  # an empty file can't be loaded
                (file,) = files_of(path, part)
                name = json.dumps(file.name, ensure_ascii=False)
                yield f"      - split: {_SPLITS[part]}\n        path: {name}\n"
        if format_suffix(path) == ".tsv":
            yield _TABLE
    yield "---\n\n"


def _body(training: Training, pairs: int, documents: int, counts: Mapping[str, int]) -> Iterator[str]:
    first, second = direction()
    filters = training.filters
    yield f"# Sentence pairs, {first} and {second}\n\n"
    yield f"Aligned and filtered by aligner {__version__} from {documents:,} documents.\n\n"
    yield "| pairs | |\n|--:|---|\n"
    yield f"| {pairs:,} | aligned |\n"
    for step, meaning in (STEPS | REPEATS).items():
        if counts.get(step):
            yield f"| {counts[step]:,} | left out, {meaning} |\n"
    for part in training.parts:
        yield f"| {counts.get(part, 0):,} | {part or 'written'} |\n"
    yield "\nWhat was asked for:\n\n"
    shares = "/".join(f"{share:g}" for share in training.shares)
    for name, value in (
        ("least confidence", filters.least_confidence or ""),
        ("left out from this severity on", filters.drop or ""),
        ("greatest ratio of lengths", filters.most_length_ratio or ""),
        ("repeated pairs left out", filters.dedup or ""),
        ("shares of train, dev and test, by document", shares),
        ("licence of the texts", training.licence),
    ):
        yield f"- {name}: {one_line(str(value)) or 'none given'}\n"
    columns = ", ".join(f"`{name}`" for name in COLUMNS)
    yield f"\nColumns: the text in {first} and {second}, {columns}.\n"
    yield "The confidence is the probability that the pairing is right; the kinds are those of findings.\n"
