"""Labels: of list items, of speakers, of parts of a programme, and notes for the stage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import numeric

from aligner.checks.finding import Finding
from aligner.checks.verbatim import LIKELY, UNSURE
from aligner.checks.view import PairView
from aligner.expressions import compiled
from aligner.model.text import Span

_INITIAL = compiled(r"\s*[A-Z]\.")
# Numbers of the items of a list that stands in a sentence.
CIRCLED = compiled(r"[\u2460-\u2473]")
ITEM_NUMBER = compiled(r"[\u2460-\u2473]|(?<![\w)])\(?(\d{1,2}|[ivx]{1,4}|[a-h])\)(?=\s)")
LEAST_ITEMS = 2
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def changed_labels(view: PairView) -> Iterator[Finding]:
    """Report labels of the source that the target lost or changed, such as `[앵커]`."""
    if view.source is not view.first:
        return
    markers = view.languages.markers
    for source, target, strength in markers.changed_labels(view.first.text, view.second.text):
        places = view.source.place(source), view.target.place(target)
        yield Finding("marker", *places, key="changed", strength=strength)
    for span in markers.lost_labels(view.first.text, view.second.text):
        yield Finding("marker", view.source.place(span), key="label", strength=LIKELY)


def changed_list_labels(view: PairView) -> Iterator[Finding]:
    """Report a changed or lost letter or number of a list item; a lost one is info, as it may be markup."""
    source = view.source_language.checking.list_label(view.source.text)
    target = view.target_language.checking.list_label(view.target.text)
    if source is None or (target is None and source.is_figure):
        return
    if target is None and _INITIAL.match(view.source.text):
        return
    if target is None:
        place = view.source.place(source.span)
        yield Finding("marker", place, key="lost", severity="info", strength=UNSURE)
    elif source.numbers.isdisjoint(target.numbers):
        places = (view.source.place(source.span), view.target.place(target.span))
        yield Finding("marker", *places, key="changed", strength=LIKELY)


def changed_item_numbers(view: PairView) -> Iterator[Finding]:
    """Report a circled number in a sentence that the target lacks, if it numbers the items too."""
    matches = list(CIRCLED.finditer(view.source.text))
    if len(matches) < LEAST_ITEMS:
        return
    numbers = [_number(match) for match in ITEM_NUMBER.finditer(view.target.text)]
    missing = [match for match in matches if _number(match) not in numbers]
    if numbers and missing:
        place = view.source.place(Span(*missing[0].span()))
        yield Finding("marker", place, key="lost", strength=LIKELY)


def _number(match: re.Match[str]) -> int:
    mark = match[1] if match.lastindex else match[0]
    if mark in _ROMAN:
        return _ROMAN.index(mark) + 1
    return ord(mark) - ord("a") + 1 if mark.isalpha() else int(numeric(mark) if len(mark) == 1 else mark)
