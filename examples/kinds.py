"""Print the tables of kinds of mismatches, from what the checks say of themselves and what was counted.

    python examples/kinds.py            prints both
    python examples/kinds.py --write    puts the short one into README.md and the long one into the guide

What was counted: seeded errors (`Kind.found`, by `examples/measure/mismatches.py`), and findings on real
translations that somebody read (`examples/measure/read.tsv`, by `examples/measure/reliability.py --write`).
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from aligner import CHECKS, KINDS, Kind
from aligner.checks.examples import SENTENCES, Example

ROOT = Path(__file__).parents[1]
READ = ROOT / "examples/measure/read.tsv"
LONG = ("kind", "severity", "finds", "for instance", "seeded, found", "read, right")
SHORT = ("what", "kinds", "for instance", "seeded, found", "read, right")
PAGES = {LONG: ROOT / "examples/guides/kinds.md", SHORT: ROOT / "README.md"}
FEWEST = 8  # findings that have to be read before a share says anything

# What the groups of the short table are called, by the MQM category of their kinds; the first that fits.
GROUPS = {
    "facts": "accuracy/mistranslation/",
    "meaning": "accuracy/mistranslation",
    "left out": "accuracy/omission",
    "added": "accuracy/addition",
    "not English": "accuracy/untranslated",
    "wording": "terminology/",
    "marks, order": ("linguistic/", "organizational"),
    "notes": "none",
}


def examples_of(kind: Kind) -> list[Example]:
    """The wrong examples of a kind."""
    return [
        example
        for check in CHECKS
        if kind in check.kinds
        for example in check.examples(right=False)
        if example.kind in ("", kind.name)
    ]


def instance(example: Example) -> str:
    """An example in one line."""
    terms = "".join(f"{shown(term.source)} is {shown(term.targets[0])}: " for term in example.terms)
    return terms + ", then ".join(f"{shown(source)} → {shown(target)}" for source, target in example.pairs)


def says_something(example: Example) -> bool:
    """Whether an example is clear by itself: without a glossary, and with words, or nothing, on each side."""
    texts = (text for pair in example.pairs for text in pair)
    return not example.terms and all(not text or re.search(r"[^\W\d_]", text) for text in texts)


def shown(text: str) -> str:
    """A text as code; the sentences of a bead in one."""
    return f"`{text.replace(SENTENCES, ' ')}`" if text else "nothing"


def read() -> dict[str, tuple[float, int]]:
    """How many findings of each kind were right, and how many were read."""
    with READ.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {row["kind"]: (float(row["right"]), int(row["read"])) for row in rows}


def share(counts: Iterable[tuple[float, int]], *, least: int = 1) -> str:
    """Counts added up, as `41.5 of 62`; empty if they are fewer than `least`."""
    right, total = (sum(column) for column in zip((0, 0), *counts, strict=True))
    return f"{right:g} of {total}" if total >= least else ""


def seeded(kinds: Iterable[Kind]) -> list[tuple[float, int]]:
    """How many errors of these kinds were found, and how many were seeded."""
    counts = (re.findall(r"\d+", kind.found) for kind in kinds if kind.found)
    return [(int(found), int(total)) for found, total in counts]


def long_rows() -> Iterator[Sequence[str]]:
    """The cells of each kind, in the order of the library; of its examples the one with the fewest pairs."""
    right = read()
    for kind in KINDS.values():
        example = instance(min(examples_of(kind), key=lambda example: len(example.pairs)))
        counted = [right[kind.name]] if kind.name in right else []
        yield f"`{kind.name}`", kind.severity, kind.meaning, example, kind.found, share(counted, least=FEWEST)


def short_rows() -> Iterator[Sequence[str]]:
    """The cells of each group; of its examples the shortest."""
    right = read()
    for name, kinds in groups().items():
        names = ", ".join(f"`{kind.name}`" for kind in kinds)
        examples = (example for kind in kinds for example in examples_of(kind) if says_something(example))
        lines = [instance(example) for example in examples]
        counted = [right[kind.name] for kind in kinds if kind.name in right]
        yield name, names, min(lines, key=len), share(seeded(kinds)), share(counted, least=FEWEST)


def groups() -> dict[str, list[Kind]]:
    """The kinds of each group, in the order of the groups."""
    kinds: dict[str, list[Kind]] = {name: [] for name in GROUPS}
    for kind in KINDS.values():
        kinds[next(name for name, prefix in GROUPS.items() if kind.category.startswith(prefix))].append(kind)
    return kinds


def tables() -> dict[Path, str]:
    """The table of each page, in Markdown."""
    return {PAGES[LONG]: table(LONG, long_rows()), PAGES[SHORT]: table(SHORT, short_rows())}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    for page, made in tables().items():
        if sys.argv[1:] == ["--write"]:
            head = re.escape(made.split("\n", 1)[0])
            old = re.compile(rf"^{head}\n(?:\|.*\n)+", re.MULTILINE)
            text = page.read_text(encoding="utf-8")
            page.write_text(old.sub(lambda _, made=made: made, text), encoding="utf-8")
        else:
            print(made)


if __name__ == "__main__":
    main()
