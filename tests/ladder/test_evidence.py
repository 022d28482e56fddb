"""Links are made when they are looked at, and nobody can tell."""

from __future__ import annotations

import pickle
from copy import copy
from dataclasses import FrozenInstanceError, asdict, replace

import pytest

from aligner import align
from aligner.model.bead import Evidence, Link, LinkRows
from aligner.model.text import Sentence, Span

SOURCE, TARGET = "3만 명이 모였다.", "About 30,000 people gathered."
ROWS = LinkRows(
    (Sentence(SOURCE, Span(0, len(SOURCE))),),
    (Sentence(TARGET, Span(0, len(TARGET))),),
    ((0, 0, 4, 0, 6, 19, "quantities", 1.5),),
)
LINKS = (Link("quantities", Span(0, 4), Span(6, 19), "3만 명", "30,000 people", 1.5),)


def of_rows() -> Evidence:
    return Evidence(2.0, (("length", 2.0),), 1.1, ROWS)  # type: ignore[arg-type]


def test_rows_are_read_as_links() -> None:
    made = Evidence(2.0, (("length", 2.0),), 1.1, LINKS)
    assert of_rows() == made
    assert hash(of_rows()) == hash(made)
    assert repr(of_rows()) == repr(made)
    assert asdict(of_rows()) == asdict(made)
    assert replace(of_rows(), total=3.0) == replace(made, total=3.0)


@pytest.mark.parametrize("looked_at", [False, True])
def test_copies_have_the_links(looked_at: bool) -> None:
    evidence = of_rows()
    assert not looked_at or evidence.links == LINKS
    assert copy(evidence).links == LINKS
    assert pickle.loads(pickle.dumps(evidence)) == evidence


def test_links_are_made_once() -> None:
    evidence = of_rows()
    assert evidence.links is evidence.links


def test_whether_there_are_links_is_told_without_making_them() -> None:
    assert of_rows().is_linked
    assert Evidence(links=LINKS).is_linked
    assert not Evidence().is_linked
    assert Evidence().links == ()


def test_links_cannot_be_set() -> None:
    with pytest.raises(FrozenInstanceError):
        of_rows().links = ()  # type: ignore[misc]


def test_links_of_an_alignment_stand_in_its_texts() -> None:
    texts = ("3만 명이 모였다. 비는 오지 않았다.", "30,000 people gathered. It did not rain.")
    links = [link for pair in align(*texts) for link in pair.evidence.links]
    assert links
    assert all(type(link.source_span) is Span for link in links)
    assert all(link.source_span.of(texts[0]) == link.source_surface for link in links)
    assert all(link.target_span.of(texts[1]) == link.target_surface for link in links)
