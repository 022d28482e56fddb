"""The request for a run over a corpus, and the files that the run writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from aligner.corpus import card
from aligner.corpus.files import File
from aligner.corpus.forms import form_of
from aligner.corpus.outputs import CorpusOutput, output_for
from aligner.corpus.training import PairRows, Training
from aligner.formats.jsonl import dumps
from aligner.model.alignment import Alignment
from aligner.model.settings import Settings
from aligner.model.version import __version__
from aligner.pairs import direction
from aligner.pipelines.bounds import Bounds

# Files beside the output: the journals of both passes, and tables of what is not in it.
ALIGNING, LEARNING = "journal", "learning"
FAILURES, SKIPPED = "failures.tsv", "skipped.tsv"
REPORT = "index.html"  # in the folder of the report

# The longest time measured is 22 s, for one line of two million characters; the limit is 5 MB.
SECONDS = 600.0
# A process takes .2 GB, and .3 more for a page at the limit of 5 MB.
MEMORY = 4 * 10**9


@dataclass(frozen=True)
class Corpus:
    """The request for a run.

    Attributes:
        inputs: Files, folders, patterns, `-`; see `aligner.corpus.inputs`.
        output: The file to write; its suffix is one of `aligner.corpus.outputs.OUTPUTS`.
        settings: Settings of the aligner.
        jobs: How many worker processes.
        shard: (i, n) is every n-th document from the i-th on, both counted from 1.
        least_confidence: Pairs with less confidence are left out of the output and of all counts. For
            training pairs the filters have it.
        largest: A document with more bytes is not read.
        learn: Whether a lexicon is learnt from the corpus in a first pass.
        report: Folder for a report on the worst documents, for the browser: `index.html`.
        worst: How many documents the report has.
        restart: Whether to delete what an earlier run has done.
        follow_links: Whether symbolic links in folders and patterns are read; otherwise each is a failure.
        seconds: Processor time after which a document is a failure.
        memory: Bytes that each process may take; a document that needs more is a failure.
        slim: Whether evidence and page are left out of JSON lines.
        write_lexicon: File for the learnt words; None for no file.
        training: Asks for training data, one row for each pair; None for documents.
    """

    inputs: tuple[str, ...]
    output: Path
    settings: Settings = field(default_factory=Settings)
    jobs: int = 1
    shard: tuple[int, int] = (1, 1)
    least_confidence: float = 0.0
    largest: int = 5_000_000
    learn: bool = False
    report: Path | None = None
    worst: int = 20
    restart: bool = False
    follow_links: bool = False
    seconds: float | None = SECONDS
    memory: int | None = MEMORY
    slim: bool = False
    write_lexicon: Path | None = None
    training: Training | None = None

    @property
    def bounds(self) -> Bounds:
        """How much time and memory each process may use."""
        return Bounds(self.seconds, self.memory)


def output_of(corpus: Corpus) -> CorpusOutput:
    """Find the kind of output that the request names.

    Raises:
        InputError: No kind has the suffix.
        SettingsError: This kind can't leave out evidence and page.
        MissingExtraError: A package that writes the format is not installed.
    """
    if corpus.training:
        form_of(corpus.output)
        return PairRows(corpus.training)
    return output_for(corpus.output, slim=corpus.slim)


def beside(corpus: Corpus, name: str) -> Path:
    """Return the path of a file of a run that is written beside the output."""
    return corpus.output.with_name(f"{corpus.output.name}.{name}")


def written_by(corpus: Corpus) -> list[Path]:
    """Return the files that a run writes."""
    report = [corpus.report / REPORT] if corpus.report else []
    cards = [card_beside(corpus)] if corpus.training and corpus.training.card else []
    tables = [beside(corpus, name) for name in (FAILURES, SKIPPED)]
    words = [corpus.write_lexicon] if corpus.write_lexicon else []
    return [*output_of(corpus).files(corpus.output), *tables, *report, *cards, *words]


def card_beside(corpus: Corpus) -> Path:
    """Return the path of the data card of training pairs."""
    return corpus.output.with_name(card.NAME)


def request_of(corpus: Corpus, files: list[File]) -> dict[str, Any]:
    """Return everything that decides the contents of journal and output."""
    inputs = sha256()
    for file in files:
        inputs.update(dumps([file.path, file.size, file.digest]).encode())
    return {
        "version": __version__,
        "inputs": f"{len(files)} files {inputs.hexdigest()[:16]}",
        "settings": digest_of_settings(corpus.settings),
        "suffix": corpus.output.suffix.lower(),
        "--shard": list(corpus.shard),
        "--min-confidence": corpus.least_confidence,
        "--largest": corpus.largest,
        "--learn": corpus.learn,
        "--report": corpus.report is not None,
        "--seconds": corpus.seconds,
        "--memory": corpus.memory,
        "--slim": corpus.slim,
        "--pairs": corpus.training is not None,
        # Options for the last step, over all rows, may change when a run is continued.
        "--min-confidence, --drop or --max-length-ratio": _of_documents(corpus.training),
    }


def _of_documents(training: Training | None) -> list[object]:
    if training is None:
        return []
    filters = training.filters
    return [filters.least_confidence, filters.drop, filters.most_length_ratio]


def digest_of_settings(settings: Settings) -> str:
    """Return a digest that differs if settings differ, the lexicon included."""
    plain = Alignment(*direction(), (), settings=settings).to_dict()["settings"]
    return sha256(dumps(plain).encode()).hexdigest()[:16]
