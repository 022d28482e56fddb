"""Four times as much text takes about four times as long, whatever is repeated in it.

Time is that of the processor, the shortest of a few runs. Work that grows with n * log n takes 4.4 times as
long in these sizes, quadratic work 16 times; `MOST` lies between the two in ratio.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from time import process_time

import pytest

import aligner
from aligner import Alignment, Term
from aligner.formats import FORMATS, load_all, save
from aligner.model.bead import Bead
from aligner.model.text import Sentence, Span

MOST = 10  # quadratic work takes 16 times as long; linear work was seen to take up to 9, where caches end
SHORTEST = 0.06  # seconds of the longer text; what takes less is not looked at, as it is noise


def _units() -> Iterator[tuple[str, tuple[str, str]]]:
    """Name, source and target: marks, brackets, quotations, numbers, dates, names, words, odd letters."""
    path = Path(__file__).parents[1] / "cases" / "growth" / "units.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "unit\t")):
            name, *sides = line.split("\t")
            source, target = (_HIDDEN.sub(_shown, side).replace("␠", " ") for side in sides)
            yield name, (source, target)


_HIDDEN = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|n)")


def _shown(match: re.Match[str]) -> str:
    return match[0].encode().decode("unicode_escape")


UNITS = dict(_units())
# Most were quadratic once.
QUICK = (
    ("corner", "page"), ("bracket", "page"), ("bracket", "check"), ("term", "check"), ("increase", "check"),
    ("range", "align"), ("sentence", "split"), ("tag", "html"), ("hanja", "check"),
)  # fmt: skip

Work = Callable[[str, str], object]


def _check(source: str, target: str) -> object:
    return aligner.check([(source, target)], source_language="ko", glossary=(Term("시장", ("mayor",)),))


def _rows(source: str, target: str) -> object:
    """As many rows as there are units in four, of one article."""
    size = max(len(source) // 40, 1)
    step = len(target) // size or 1
    texts = [
        (source[40 * row : 40 * row + 40], target[step * row : step * row + step]) for row in range(size)
    ]
    return aligner.check(texts, source_language="ko", document=True)


def _page(source: str, target: str) -> object:
    page = f"비가 왔다고 시가 밝혔다.\n{source}\nIt rained, the city said.\n{target}\n"
    return aligner.align_page(page)


def _html(source: str, target: str) -> object:
    return aligner.read_page(f"<!doctype html><html><body><p>{source}</p><p>{target}</p></body></html>")


def _align(source: str, target: str) -> object:
    return aligner.align(source, target, source_language="ko")


def _split(source: str, target: str) -> object:
    return aligner.split_sentences(source, "ko"), aligner.split_sentences(target, "en")


# Texts of so many characters, and of four times as many.
WORKS: dict[str, tuple[Work, int]] = {
    "check": (_check, 1_500),
    "rows": (_rows, 2_000),
    "page": (_page, 1_500),
    "html": (_html, 4_000),
    "align": (_align, 1_500),
    "split": (_split, 4_000),
}


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The shortest of a few runs; of a long one a single run tells enough.

    Nothing is collected meanwhile, as with `timeit`: what other tests left behind would be gone through too.
    """
    shortest = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            began = process_time()
            work()
            shortest = min(shortest, process_time() - began)
            if shortest > 1:
                break
    finally:
        gc.enable()
    return shortest


def too_much(work: Callable[[int], Callable[[], object]], size: int) -> list[float]:
    """How many times as long four times the size takes; nothing if that is right for one of three sizes.

    Parts of it may have a least size of their own, such as the windows in which long ladders are looked for.
    """
    work(size // 10)()  # tables are read
    told = []
    for _ in range(3):
        long = seconds(work(4 * size))
        if long < SHORTEST or (ratio := long / seconds(work(size))) < MOST:
            return []
        told.append(round(ratio, 1))
        size *= 2
    return told


def _tried(unit: str, name: str) -> list[float]:
    source, target = UNITS[unit]
    work, characters = WORKS[name]

    def of(size: int) -> Callable[[], object]:
        left = (source * (size // len(source) + 1))[:size]
        right = (target * (size // len(target) + 1))[:size]
        return lambda: work(left, right)

    return too_much(of, characters)


@pytest.mark.parametrize(("unit", "name"), QUICK)
def test_time_is_linear(unit: str, name: str) -> None:
    assert not _tried(unit, name)


def test_mismatches_on_whole_sentences_are_named_in_linear_time() -> None:
    """Each term that the target does not have is shown with all of the target."""

    def of(size: int) -> Callable[[], object]:
        return lambda: _check("시장 " * size, "장날 " * size)

    assert not too_much(of, 3_000)


@pytest.mark.long
@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear_for_every_unit(unit: str, name: str) -> None:
    assert not _tried(unit, name)


@cache
def _document(size: int) -> Alignment:
    """Pairs of one sentence a side, each with a mismatch of its own."""
    pairs = [(f"{number}명이 왔다.", f"{number + 1} people came.") for number in range(size)]
    return aligner.align([source for source, _ in pairs], [target for _, target in pairs])


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".xliff"])
def test_files_are_written_and_read_in_linear_time(suffix: str, tmp_path: Path) -> None:
    def of(size: int) -> Callable[[], object]:
        path = tmp_path / f"x{suffix}"
        save(_document(size), path)

        def work() -> None:
            save(_document(size), path)
            load_all(path)

        return work

    assert not too_much(of, 250)


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".tsv", ".csv", ".tmx", ".xlf", ".ces", ".html"])
def test_files_of_many_documents_are_read_in_linear_time(suffix: str, tmp_path: Path) -> None:
    from dataclasses import replace

    one = aligner.align(["비가 왔다.", "눈"], ["It rained."])

    def of(size: int) -> Callable[[], object]:
        path = tmp_path / f"{size}{suffix}"
        save([replace(one, document=f"document {number}") for number in range(size)], path)
        return lambda: load_all(path)

    assert not too_much(of, 150)


def test_ladders_are_compared_in_linear_time() -> None:
    """Beads of one sentence, and one bead of all."""

    def of(size: int) -> Callable[[], object]:
        single = [Bead(range(number, number + 1), range(number, number + 1)) for number in range(size)]
        whole = [Bead(range(size), range(size))]
        return lambda: (aligner.evaluate(single, single), aligner.evaluate(whole, single))

    assert not too_much(of, 5_000)


def test_a_lexicon_is_learnt_in_linear_time() -> None:
    sentence = [Sentence(text, Span(0, len(text))) for text in ("비가 왔다.", "It rained.")]
    assert len(sentence) == 2

    def of(size: int) -> Callable[[], object]:
        aligned = _document(size)
        return lambda: aligner.learn_lexicon([aligned])

    assert not too_much(of, 200)
