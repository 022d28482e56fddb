"""Measures the sentence splitters on a folder of texts with their sentences, and how fast they are.

    python examples/measure/sentences.py accuracy DATA/split-dev
    python examples/measure/sentences.py peers    DATA/split-dev
    python examples/measure/sentences.py kss      DATA/split-dev
    python examples/measure/sentences.py predict  DATA/split-dev OUT.jsonl
    python examples/measure/sentences.py stress

`accuracy` scores boundaries (number of visible characters before them) in the convention of each set;
`peers` does the same with kss, kiwipiepy and pysbd, where installed; `kss` tells the share of lines and
of characters that the rules hand over to kss; `predict` writes what `score.py` of the folder reads;
`stress` times texts that are hard on splitters.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aligner

Row = dict[str, Any]
Split = Callable[[str], list[str]]

# File, field with the expected sentences, options.
SETS: list[tuple[str, str, dict[str, str]]] = [
    ("ko.park", "sentences", {}),
    ("ko.park", "alt", {"quotes": "cut"}),
    ("ko.parkq", "sentences", {}),
    ("ko.tricky", "sentences", {}),
    ("ko.wikipedia1", "sentences", {}),
    ("ko.blogs_ko", "sentences", {}),
    ("ko.blogs_ko", "sentences", {"korean_backend": "punct"}),
    ("ko.blogs_ko", "sentences", {"korean_backend": "rules"}),
    ("ko.sample", "sentences", {}),
    ("ko.sample", "sentences", {"korean_backend": "punct"}),
    ("ko.v_ending", "sentences", {}),
    ("ko.v_ending", "sentences", {"korean_backend": "punct"}),
    ("en.park", "sentences", {"quotes": "cut"}),
    ("en.park", "alt", {}),
    ("en.tricky", "sentences", {}),
]
BLANKS = re.compile(r"[\s\u200b\u200c\u2060\ufeff]+")


def rows(path: Path) -> Iterator[Row]:
    """Lines of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def boundaries(sentences: list[str]) -> set[int]:
    """Numbers of visible characters before the inner boundaries."""
    ends, seen = [], 0
    for sentence in sentences:
        seen += len(BLANKS.sub("", sentence))
        ends.append(seen)
    return {end for end in ends if 0 < end < seen}


def score(path: Path, field: str, split: Split) -> str:
    """Precision, recall, F1, share of texts without an error, altered texts, characters a second."""
    right = wrong = missed = perfect = altered = characters = texts = 0
    started = time.process_time()
    found = [(row, split(row["text"])) for row in rows(path)]
    seconds = time.process_time() - started
    for row, sentences in found:
        expected, got = boundaries(row.get(field) or row["sentences"]), boundaries(sentences)
        right += len(expected & got)
        wrong += len(got - expected)
        missed += len(expected - got)
        perfect += expected == got
        altered += BLANKS.sub("", "".join(sentences)) != BLANKS.sub("", row["text"])
        characters += len(row["text"])
        texts += 1
    precision, recall = right / (right + wrong), right / (right + missed)
    return (
        f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.4f}  "
        f"EM {perfect / texts:.3f}  altered {altered}  {characters / seconds:>10,.0f} chars/s"
    )


def ours(language: Any, options: dict[str, Any]) -> Split:
    """Our splitter as a function from a text to the texts of its sentences."""
    return lambda text: [s.text for s in aligner.split_sentences(text, language=language, **options)]


def accuracy(folder: Path) -> None:
    for name, field, options in SETS:
        ours(name[:2], options)("비가 왔다 그쳤다. It rained.")  # libraries and tables are loaded
        result = score(folder / f"{name}.jsonl", field, ours(name[:2], options))
        print(f"{name:14} {field:9} {options!s:29} {result}")


def peers(folder: Path) -> None:
    for name, field, options in SETS:
        if options.get("korean_backend"):
            continue
        print(f"\n{name} {field}")
        print(f"  aligner    {score(folder / f'{name}.jsonl', field, ours(name[:2], options))}")
        for peer, split in installed_peers(name[:2]):
            print(f"  {peer:10} {score(folder / f'{name}.jsonl', field, by_lines(split))}")


def by_lines(split: Split) -> Split:
    """The peers get one line at a time, as none of them takes a line break for a boundary."""
    return lambda text: [sentence for line in text.splitlines() if line.strip() for sentence in split(line)]


def installed_peers(language: str) -> Iterator[tuple[str, Split]]:
    if language == "ko":
        kss: Any = importlib.import_module("kss")
        # Where it looks at quotations itself, 2.6.0 stumbles over 5'40.
        yield "kss", lambda text: list(kss.split_sentences(text, ignore_quotes_or_brackets=True))
        if importlib.util.find_spec("kiwipiepy"):
            kiwipiepy: Any = importlib.import_module("kiwipiepy")
            kiwi = kiwipiepy.Kiwi()
            yield "kiwipiepy", lambda text: [sentence.text for sentence in kiwi.split_into_sents(text)]
    elif importlib.util.find_spec("pysbd"):
        pysbd: Any = importlib.import_module("pysbd")
        segmenter = pysbd.Segmenter(language="en", clean=False)
        yield "pysbd", lambda text: list(segmenter.segment(text))


def share_of_kss(folder: Path) -> None:
    handed: list[int] = []

    class Counter(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.msg.startswith("kss decides"):
                handed.append(int(str(record.args[0])) if isinstance(record.args, tuple) else 0)

    logger = logging.getLogger("aligner.languages.ko.sentences")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(Counter())
    for path in sorted(folder.glob("ko.*.jsonl")):
        lines = [line for row in rows(path) for line in row["text"].splitlines() if line.strip()]
        reached = 0
        handed.clear()
        for line in lines:
            before = len(handed)
            aligner.split_sentences(line, language="ko")
            reached += len(handed) > before
        lines_share, share = reached / len(lines), sum(handed) / sum(map(len, lines))
        print(f"{path.stem:14} lines {len(lines):4}  to kss {lines_share:6.1%}  characters {share:6.1%}")


STRESS = {
    "news": "한빛군은 3일 축제를 연다고 밝혔다. 그는 “물길이 맑다. 더 맑아진다”고 했다. ",
    "English news": 'Gov. Kim said, "The water is clear. It will clear." It opens at 9 a.m. on the 3rd. ',
    "no spaces": "가",
    "quotes": '"',
    "brackets": "([{",
    "dots": ". ",
    "digits": "1",
    "laughter": "ㅋ ",
    "lines": "축제가 열렸다.\n",
}


def stress() -> None:
    aligner.split_sentences("비가 왔다.\nIt rained.")
    for name, unit in STRESS.items():
        for size in (100_000, 1_000_000):
            text = unit * (size // len(unit))
            started = time.process_time()
            count = len(aligner.split_sentences(text))
            seconds = time.process_time() - started
            speed = f"{size / seconds:>12,.0f} chars/s"
            print(f"{name:14} {size:9,} chars  {seconds:6.2f} s  {speed}  {count} sentences")


def predict(folder: Path, out: Path) -> None:
    options = {"en.park": {"quotes": "cut"}}
    with out.open("w", encoding="utf-8") as predictions:
        for path in sorted(folder.glob("*.jsonl")):
            split = ours(path.stem[:2], options.get(path.stem, {}))
            for row in rows(path):
                line = {"id": row["id"], "sentences": split(row["text"])}
                predictions.write(json.dumps(line, ensure_ascii=False) + "\n")


def main(arguments: list[str]) -> None:
    match arguments:
        case ["accuracy", folder]:
            accuracy(Path(folder))
        case ["peers", folder]:
            peers(Path(folder))
        case ["kss", folder]:
            share_of_kss(Path(folder))
        case ["predict", folder, out]:
            predict(Path(folder), Path(out))
        case ["stress"]:
            stress()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
