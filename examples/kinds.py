"""Print the table of kinds of mismatches that stands in the README, from what the checks say of themselves.

python examples/kinds.py            prints it
python examples/kinds.py --write    puts it into README.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from aligner import CHECKS, KINDS, Kind
from aligner.checks.examples import SENTENCES, Example

README = Path(__file__).parents[1] / "README.md"
HEAD = ("kind", "severity", "finds", "for instance", "found")
TABLE = re.compile(rf"^\| {HEAD[0]} \|.*\n(?:\|.*\n)+", re.MULTILINE)


def example_of(kind: Kind) -> Example:
    """The shortest wrong example of a kind: the one with the fewest pairs, the first of these."""
    examples = (
        example
        for check in CHECKS
        if kind in check.kinds
        for example in check.examples(right=False)
        if example.kind in ("", kind.name)
    )
    return min(examples, key=lambda example: len(example.pairs))


def instance(example: Example) -> str:
    """An example in one line."""
    terms = "".join(f"{shown(term.source)} is {shown(term.targets[0])}: " for term in example.terms)
    return terms + ", then ".join(f"{shown(source)} → {shown(target)}" for source, target in example.pairs)


def shown(text: str) -> str:
    """A text as code; the sentences of a bead in one."""
    return f"`{text.replace(SENTENCES, ' ')}`" if text else "nothing"


def rows() -> Iterator[tuple[str, ...]]:
    """The cells of each kind, in the order of the library."""
    for kind in KINDS.values():
        yield f"`{kind.name}`", kind.severity, kind.meaning, instance(example_of(kind)), kind.found


def table() -> str:
    """The table in Markdown."""
    head = f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}\n"
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows())


def main() -> None:
    if sys.argv[1:] == ["--write"]:
        README.write_text(TABLE.sub(lambda _: table(), README.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table(), end="")


if __name__ == "__main__":
    main()
