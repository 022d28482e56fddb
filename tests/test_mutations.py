"""Numbers of the library changed one at a time: the tests must notice.

A test that passes whatever a threshold is guards nothing. Each row changes one constant in a copy of the
package and names the tests that fail then; the same tests pass on a copy without a change. This takes some
minutes, so plain `pytest` leaves it out: pytest -m mutation
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import aligner

PROJECT = Path(__file__).parents[1]
PACKAGE = Path(aligner.__file__).parent
THRESHOLDS = "tests/test_thresholds.py"

pytestmark = [pytest.mark.mutation, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Change:
    """A constant of a module, or a piece of text that stands in one module only, before and after.

    Attributes:
        name: Of the constant, wherever it stands; empty: `before` is any text.
        before, after: Its value as it is written, which tells it from others of the same name.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """Changes and who notices: a file of tests, and words of their names (`pytest -k`)."""

    changes: tuple[Change, ...]
    tests: str
    words: str

    @property
    def name(self) -> str:
        """For the report."""
        change = self.changes[0]
        return f"{change.name} {change.before}"[:24].strip()


def number(name: str, before: str, after: str, words: str, tests: str = THRESHOLDS) -> Mutation:
    """The mutation of a single constant."""
    return Mutation((Change(name, before, after),), tests, words)


SHORT_OF_NAMES = tuple(
    Change(name, before, "-3.0")
    for name, before in (("SHIFT_UNKNOWN", "1.8"), ("SHIFT_KNOWN", "0.0"), ("SHIFT_TWO", "0.8"))
)
MISMATCHES = "tests/checks"
EXAMPLES = f"{MISMATCHES}/test_examples.py"

# Left out: how many characters kss gets at once, which decides no sentence of any text that we have.
MUTATIONS = (
    # length, ladder
    number("HANGUL", "2.82", "2.2", "terse_translator"),
    number("OWN_RATIO", "0.5", "1.0", "terse_translator"),
    number("OPENING_CORRELATION", "0.9", "0.0", "paragraphs_of_equal_number"),
    number("MARGIN", "25", "1", "looks_beyond_its_end"),
    number("Q_LEAST", "0.03", "0.003", "one_rare_number"),
    Mutation(SHORT_OF_NAMES, THRESHOLDS, "link_by_sound"),
    number("ENOUGH_VOTES", "1.2", "0.1", "moves_no_window"),
    # quantities
    number("ALONE", "0.85", "0.4", "bignum", "tests/quantities/test_quantity_pairs.py"),
    number("POSITION", "0.1", "0.0", "two_equal_numbers"),
    number("CONVERTED", "0.06", "0.2", "newspaper_may_round"),
    number("CALENDAR", "0.11", "0.01", "half_a_month"),
    number("KEY_STEPS", "12", "40", "may_be_a_conversion"),
    number("LONGEST_ENDING", "24", "4", "day_of_a_report"),
    number("LONGEST_UNIT", "3", "1", "newspaper_may_round"),
    number("", "year < 50", "year < 20", "century_of_a_year"),
    # names
    number("FARTHEST", "80", "8", "original_spelling", "tests/names/test_mentions.py"),
    number("HEARD", "0.70", "0.60", "to_be_heard"),
    number("ALIKE", "0.80", "0.70", "two_spellings_of_a_name"),
    number("LIKELY", "0.7", "0.3", "name_of_a_person"),
    number("LIKELY", "0.4", "0.95", "changed_half", EXAMPLES),
    # mismatches
    number(
        "ENGLISH_SHORT", "Curve(0.0, -10.4, -6.2, 3.0)", "Curve(4.0, -10.4, -6.2, 3.0)", "terse_translator"
    ),
    number(
        "KOREAN_SHORT",
        "Curve(-0.1, 6.9, -6.3, 1.2)",
        "Curve(4.0, 6.9, -6.3, 1.2)",
        "look_alikes",
        f"{MISMATCHES}/test_cases.py",
    ),
    number("FEW_BEADS", "5", "500", "terse_translator"),
    number("LEAST", "-0.5", "2.0", "swallowed", f"{MISMATCHES}/test_documents.py"),
    number("PRIOR_UNEVEN", "0.5", "5.0", "others_are_even", f"{MISMATCHES}/test_documents.py"),
    number("CROSSED_LEAD", "4", "1", "must_have_crossed"),
    number("REUNITED_SHARE", "0.35", "0.1", "reunites"),
    number("LONGEST", "0.30", "0.90", "not_of_its_own"),
    number("LEAST_WORDS", "2", "1", "broken_brackets", EXAMPLES),
    number("NEARBY", "3", "0", "subject_drifts", EXAMPLES),
    number("", '"sentence_dropped",\n        "bracket"', '"bracket"', "dropped_sentence"),
    # pages, sentences, formats, reports
    number("INTERLEAVED_RUN", "1.8", "1.2", "is_interleaved"),
    Mutation((Change("", "headline_ratio=3.2", "headline_ratio=2.0"),), THRESHOLDS, "as_long_as_a_headline"),
    number("SMALL_RUN", "0.12", "0.5", "untranslated", "tests/page/test_page_layouts.py"),
    number("UNPAIRED", "2.0", "0.0", "as_long_as_a_headline"),
    number("", '"quotation": 800', '"quotation": 60', "quotation_stays_whole"),
    number("EXACT_IN_JSON", "2**53", "2**70", "whole_numbers_json_holds"),
    number("DOUBTFUL", "0.5", "0.1", "told_apart", "tests/report/test_notebook.py"),
)


def spots(source: str, change: Change) -> Iterator[tuple[int, int]]:
    """Where in the bytes of a module the value stands that is to be changed."""
    data = source.encode()
    if not change.name:
        for match in re.finditer(re.escape(change.before.encode()), data):
            yield match.span()
        return
    starts = [0, *(match.end() for match in re.finditer(rb"\n", data))]
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        together = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        names = target.elts if together else [target]
        values = node.value.elts if together else [node.value]
        for name, value in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and name.id.lstrip("_") == change.name and value is not None:
                start = starts[value.lineno - 1] + value.col_offset
                end = starts[value.end_lineno - 1] + value.end_col_offset
                if data[start:end].decode() == change.before:
                    yield start, end


def apply(change: Change, package: Path) -> None:
    """Make the change in the one module that holds the constant."""
    found = [
        (path, spot)
        for path in sorted(package.rglob("*.py"))
        for spot in spots(path.read_text(encoding="utf-8"), change)
    ]
    assert len(found) == 1, (
        f"{change}: stands in {[path.name for path, _ in found]}, not once; mend the table"
    )
    ((path, (start, end)),) = found
    data = path.read_bytes()
    path.write_bytes(data[:start] + change.after.encode() + data[end:])


def copy_of_package(folder: Path) -> dict[str, str]:
    """Copy the package into a folder; the environment in which Python finds it there first."""
    shutil.copytree(PACKAGE, folder / "aligner", ignore=shutil.ignore_patterns("__pycache__"))
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with its own folder not on the path, which holds the package as it is."""
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run_tests(environment: dict[str, str], tests: list[str], words: str) -> subprocess.CompletedProcess[str]:
    return run(environment, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests, "-k", words)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_changed_number_is_noticed(mutation: Mutation, tmp_path: Path) -> None:
    environment = copy_of_package(tmp_path)
    for change in mutation.changes:
        apply(change, tmp_path / "aligner")
    result = run_tests(environment, [mutation.tests], mutation.words)
    assert result.returncode == pytest.ExitCode.TESTS_FAILED, result.stdout[-2000:] + result.stderr[-2000:]


def test_without_a_change_the_same_tests_pass(tmp_path: Path) -> None:
    environment = copy_of_package(tmp_path)
    assert str(tmp_path) in run(environment, "-c", "import aligner; print(aligner.__file__)").stdout
    tests = sorted({mutation.tests for mutation in MUTATIONS})
    words = " or ".join(sorted({mutation.words for mutation in MUTATIONS}))
    result = run_tests(environment, tests, words)
    assert result.returncode == pytest.ExitCode.OK, result.stdout[-2000:]
