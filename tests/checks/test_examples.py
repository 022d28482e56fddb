"""What the docstrings of the checks give as examples, right and wrong, is what the checks say.

An example is one pair, `source` / `target`, or the pairs of a document with `then` between them; ` | ` parts
the sentences of a bead, `` is a side that says nothing, and a comma begins another translation of the last
source. `Wrong (kind):` gives the kind that must be found, `Right:` examples in which none of the kinds of the
docstring is; a glossary check has its `Term:` too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import aligner
from aligner import Bead, Mismatch, Term

PACKAGE = Path(aligner.__file__).parent

HEADER = re.compile(r"(?:Right|Wrong \((?P<kind>\w+)\)|Term):")
TEXT = r"`([^`]*)`"
PAIR = re.compile(rf"\s*{TEXT}\s*/\s*{TEXT}")
OTHER = re.compile(rf"\s*,\s*{TEXT}")
THEN = re.compile(r"\s*then\b")
NEXT = re.compile(r"\n\s*(?=`)|\s*$")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Pairs, the kind that must be found in them (None: they are right), and what must not be found there."""

    function: str
    pairs: Pairs
    kind: str | None
    kinds: frozenset[str]
    glossary: tuple[Term, ...] = ()


def docstrings() -> Iterator[tuple[str, str]]:
    """Functions with examples in their docstrings."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                text = ast.get_docstring(node) or ""
                if HEADER.search(text):
                    yield getattr(node, "name", path.stem), text


def sections(docstring: str) -> Iterator[tuple[str, str | None, str]]:
    """Header, kind and body of each section of examples, which ends where the indentation does."""
    for match in re.finditer(rf"^{HEADER.pattern}(?P<body>.*\n?(?:[ ]+.*\n?)*)", docstring, re.MULTILINE):
        yield match[0].split(" ")[0].rstrip(":"), match["kind"], match["body"]


def examples_in(body: str) -> Iterator[Pairs]:
    """The examples of a section, nothing of which may be anything else."""
    place = 0
    while place < len(body.rstrip()):
        pairs: list[tuple[str, str]] = []
        while not pairs or (then := THEN.match(body, place)):
            place = then.end() if pairs and then else place
            pair = PAIR.match(body, place)
            assert pair, f"no pair: {body[place : place + 60]!r}"
            pairs.append((pair[1], pair[2]))
            place = pair.end()
        yield tuple(pairs)
        while other := OTHER.match(body, place):
            yield (*pairs[:-1], (pairs[-1][0], other[1]))
            place = other.end()
        assert NEXT.match(body, place), f"an example should end here: {body[place : place + 60]!r}"


def examples() -> Iterator[Example]:
    for function, docstring in docstrings():
        found = list(sections(docstring))
        kinds = frozenset(kind for _, kind, _ in found if kind)
        terms = [pair for header, _, body in found if header == "Term" for (pair,) in examples_in(body)]
        glossary = tuple(Term(source, (target,)) for source, target in terms)
        for header, kind, body in found:
            if header != "Term":
                for pairs in examples_in(body):
                    yield Example(function, pairs, kind, kinds, glossary)


def mismatches(example: Example) -> list[Mismatch]:
    """What is found in a single pair by itself, in several pairs or sentences as the beads of a document."""
    if len(example.pairs) == 1 and not any(" | " in text for text in example.pairs[0]):
        return aligner.check(example.pairs, glossary=example.glossary)[0]
    source: list[str] = []
    target: list[str] = []
    beads = []
    for pair in example.pairs:
        ranges = []
        for text, side in zip(pair, (source, target), strict=True):
            start = len(side)
            side += text.split(" | ") if text else []
            ranges.append(range(start, len(side)))
        beads.append(Bead(*ranges))
    return list(aligner.align(source, target, locked=beads, glossary=example.glossary).mismatches)


EXAMPLES = list(examples())


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.function}-{example.kind or 'right'}"
)
def test_examples_are_what_the_docstring_says(example: Example) -> None:
    found = {mismatch.kind for mismatch in mismatches(example)}
    assert example.kind in found if example.kind else not found & example.kinds


def test_every_kind_has_an_example() -> None:
    of_checks = {kind.name for check in aligner.CHECKS if check.wrong for kind in check.kinds}
    assert {example.kind for example in EXAMPLES if example.kind} | of_checks == set(aligner.KINDS)


def test_whoever_says_what_is_wrong_says_what_is_right() -> None:
    functions = {
        right: {e.function for e in EXAMPLES if (e.kind is None) == right} for right in (True, False)
    }
    assert functions[True] == functions[False]
