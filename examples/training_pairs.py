"""From a folder of pages to a data set for training, and back into Python.

    python examples/training_pairs.py [FOLDER [OUT]]

The command does the same: `aligner corpus FOLDER -o OUT/pairs.jsonl --pairs --drop error --dedup near
--split 80/10/10 --card`. Without arguments it takes the articles of this project.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.corpus.training import Training
from aligner.pipelines.training import Filters

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else str(ARTICLES / "*.txt")
    place = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    place.mkdir(exist_ok=True)
    filters = Filters(least_confidence=0.5, drop="error", most_length_ratio=2.5, dedup="near")
    training = Training(filters, shares=(80, 10, 10), card=True, licence="mit")
    summary = run(Corpus((folder,), place / "pairs.jsonl", training=training), lambda *_: None)

    print(summary.pairs, "pairs in", summary.documents, "documents")
    for step, count in (summary.lost | summary.written).items():
        print(f"{count:>6}  {step}")
    with (place / "pairs.train.jsonl").open(encoding="utf-8") as lines:
        print(json.loads(next(lines))["translation"])
    print("load it:", f"datasets.load_dataset({str(place)!r})")


if __name__ == "__main__":
    main()
