"""Cases of the sentence splitters, from tables that anybody can extend."""

from pathlib import Path

import pytest

from aligner.sentences import split_sentences

CASES = Path(__file__).parents[1] / "cases" / "sentences"


def read_cases(name):
    """Label, text and expected boundaries of each row."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [pytest.param(row[1], row[2], id=row[0]) for row in rows]


@pytest.fixture(params=["punct", "mecab"])
def backend(request):
    """Return each backend in turn, since the tables hold with all of them; mecab only if it is installed."""
    if request.param == "mecab":
        pytest.importorskip("mecab")
    return request.param


def marked(text, backend):
    """Return the text with ‖ where a sentence other than the first begins."""
    starts = [sentence.span.start for sentence in split_sentences(text, korean_backend=backend)][1:]
    pieces = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    return "‖".join(pieces)


@pytest.mark.parametrize(("text", "expected"), read_cases("found.tsv"))
def test_forms_seen_on_pages(text, expected, backend):
    assert marked(text, backend) == expected


@pytest.mark.parametrize(("text", "expected"), read_cases("made.tsv"))
def test_made_cases_of_the_rules(text, expected, backend):
    assert marked(text, backend) == expected


@pytest.mark.parametrize(("text", "expected"), read_cases("untouched.tsv"))
def test_one_sentence_stays_one(text, expected, backend):
    assert marked(text, backend) == expected == text


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expected"), read_cases("known_failures.tsv"))
def test_known_failures(text, expected, backend):
    assert marked(text, backend) == expected


def test_rows_are_consistent():
    """In every table the expected column is the text with marks and nothing else."""
    for path in CASES.glob("*.tsv"):
        for case in read_cases(path.name):
            assert case.values[1].replace("‖", "") == case.values[0], (path.name, case.id)
