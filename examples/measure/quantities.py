"""Measures the reading and the comparison of quantities on a folder of annotated data.

    python examples/measure/quantities.py values  DATA/numbers-dev  OUT.jsonl
    python examples/measure/quantities.py extract DATA/numbers-dev  OUT.jsonl
    python examples/measure/quantities.py pairs   DATA/numbers-dev  OUT.jsonl
    python examples/measure/quantities.py flags   DATA/flags-dev    OUT.jsonl
    python examples/measure/quantities.py alarms  DATA/flags-dev
    python examples/measure/quantities.py speed   DATA/numbers-dev

The first four write predictions for the `score.py` of the folder; `alarms` lists every alarm on the clean
pairs; `speed` prints milliseconds a sentence and a pair, with text2digits and quantulum3 where they are
installed.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from aligner import read_quantities
from aligner.model.quantity import Quantity
from aligner.pairs import codes
from aligner.quantities.compare import Difference, compare

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Lines of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def as_json(quantity: Quantity) -> Row:
    """A quantity in the form the scorer reads; values as they are, exact ones as text."""
    value = quantity.value
    if isinstance(value, Fraction):
        written: Any = float(value)
    else:
        written = value if isinstance(value, int) else str(value)
    return {"span": list(quantity.span), "value": written, "unit": quantity.unit}


def differences(korean: str, english: str) -> tuple[Difference, ...]:
    """What differs between a Korean text and its English translation."""
    source, target = read_quantities(korean, "ko"), read_quantities(english, "en")
    return compare(source, target, source_text=korean, target_text=english, languages=("ko", "en")).differing


def values(data: Path) -> Iterator[Row]:
    for row in rows(data / "pairs.jsonl"):
        yield {
            "id": row["id"],
            **{side: [as_json(q) for q in read_quantities(row[side], side)] for side in ("ko", "en")},
        }


def extract(data: Path) -> Iterator[Row]:
    for row in rows(data / "extract.jsonl"):
        yield {"id": row["id"], "quantities": [as_json(q) for q in read_quantities(row["text"], row["lang"])]}


def verdict(found: tuple[Difference, ...]) -> str:
    """`match`, `mismatch` or `damaged`: an info is no finding."""
    kinds = {difference.kind for difference in found if difference.severity != "info"}
    return "match" if not kinds else "damaged" if kinds == {"source_damage"} else "mismatch"


def pairs(data: Path) -> Iterator[Row]:
    for row in rows(data / "pairs.jsonl"):
        yield {"id": row["id"], "verdict": verdict(differences(row["ko"], row["en"]))}


def flags(data: Path) -> Iterator[Row]:
    for name in ("clean_pairs", "seeded_pairs", "seeded_pairs_base", "dirty_pairs"):
        for row in rows(data / f"{name}.jsonl"):
            found = differences(" ".join(row["ko"]), " ".join(row["en"]))
            yield {"id": row["id"], "flags": [flag(difference) for difference in found]}


def flag(difference: Difference) -> Row:
    spans = {side: quantities[0].surface if quantities else "" for side, quantities in
             (("ko_span", difference.source), ("en_span", difference.target))}  # fmt: skip
    return {"type": difference.kind, "severity": difference.severity, "ko": [0], "en": [0], **spans}


def alarms(data: Path) -> None:
    """Every number, date, unit or bound alarm on clean pairs."""
    pairs_seen = flagged = 0
    for row in rows(data / "clean_pairs.jsonl"):
        korean, english = " ".join(row["ko"]), " ".join(row["en"])
        found = [difference for difference in differences(korean, english) if difference.severity != "info"]
        pairs_seen += 1
        flagged += bool(found)
        for difference in found:
            surfaces = [
                [quantity.surface for quantity in side] for side in (difference.source, difference.target)
            ]
            print(f"{row['id']}\t{difference.kind}\t{surfaces}\n    {korean}\n    {english}")
    print(f"{flagged} of {pairs_seen} clean pairs flagged: {100 * flagged / pairs_seen:.2f} %")


def milliseconds(task: Callable[[Any], object], items: Sequence[Any], rounds: int = 5) -> float:
    """The best of several rounds over the items, an item."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        for item in items:
            task(item)
        best = min(best, time.perf_counter() - begin)
    return 1000 * best / len(items)


def speed(data: Path) -> None:
    """Milliseconds a sentence (reading) and a pair (comparing)."""
    texts = list(rows(data / "pairs.jsonl"))
    for language in codes():
        sentences = [row[language] for row in texts]
        reader = partial(read_quantities, language=language)
        reader("1")
        print(f"read {language}\t{milliseconds(reader, sentences):.4f} ms")
    read = [(read_quantities(row["ko"], "ko"), read_quantities(row["en"], "en"), row) for row in texts]
    print(f"compare\t{milliseconds(compare_read, read):.4f} ms")
    for name, call in peers():
        print(f"{name}\t{milliseconds(call, [row['en'] for row in texts], rounds=1):.4f} ms")


def compare_read(pair: tuple[list[Quantity], list[Quantity], Row]) -> object:
    source, target, row = pair
    return compare(source, target, source_text=row["ko"], target_text=row["en"], languages=("ko", "en"))


def peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """English readers of numbers that are installed here."""
    if importlib.util.find_spec("text2digits"):
        yield "text2digits", importlib.import_module("text2digits.text2digits").Text2Digits().convert
    if importlib.util.find_spec("quantulum3"):
        yield "quantulum3", importlib.import_module("quantulum3.parser").parse


def main() -> None:
    mode, data = sys.argv[1], Path(sys.argv[2])
    if mode in ("alarms", "speed"):
        {"alarms": alarms, "speed": speed}[mode](data)
        return
    predictions = {"values": values, "extract": extract, "pairs": pairs, "flags": flags}[mode](data)
    with Path(sys.argv[3]).open("w", encoding="utf-8") as out:
        for row in predictions:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
