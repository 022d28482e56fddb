"""The methods of `Aligner` as functions, for single calls with settings by keyword."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Unpack, cast

from aligner.aligner import Aligner
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.document import Failure, Given, Text
from aligner.model.errors import SettingsError
from aligner.model.mismatch import Mismatch
from aligner.model.page import Page, PageForm
from aligner.model.settings import Changes, Settings
from aligner.model.text import LanguageCode, Sentence


def aligner_of(settings: Settings | Aligner | None, changes: Changes) -> Aligner:
    """Make an aligner from settings, or from another aligner, with changes of single settings.

    Raises:
        SettingsError: A change names no setting, or its value is not allowed.
    """
    from dataclasses import fields, replace

    unknown = changes.keys() - {field.name for field in fields(Settings)}
    if unknown:
        known = ", ".join(field.name for field in fields(Settings))
        raise SettingsError(f"no setting is called {', '.join(sorted(unknown))}; there are {known}")
    values = cast("dict[str, Any]", changes)  # collections of any type, which `Settings` converts
    if isinstance(settings, Aligner):
        return Aligner(
            replace(settings.settings, **values), settings.encoder, settings.splitter, settings.checks
        )
    return Aligner(replace(settings or Settings(), **values))


def align(
    source: Text,
    target: Text,
    settings: Settings | None = None,
    *,
    anchors: Iterable[tuple[int, int]] = (),
    locked: Iterable[Bead] = (),
    **changes: Unpack[Changes],
) -> Alignment:
    """Pair the sentences of two texts; see `Aligner.align`. Keywords change single settings.

    Examples:
        >>> align(["비가 왔다."], ["Rain fell."], source_language="ko")[0].bead
        Bead(source=range(0, 1), target=range(0, 1))
    """
    return aligner_of(settings, changes).align(source, target, anchors=anchors, locked=locked)


def align_page(
    page: str | bytes | Page,
    settings: Settings | None = None,
    *,
    form: PageForm = "auto",
    anchors: Iterable[tuple[int, int]] = (),
    locked: Iterable[Bead] = (),
    **changes: Unpack[Changes],
) -> Alignment:
    r"""Pair the two articles of one page; see `Aligner.align_page`. Keywords change single settings.

    Examples:
        >>> page = "다리가 열렸다.\n\n비는 오지 않았다.\n\nThe bridge has opened.\n\nIt did not rain.\n"
        >>> [pair.target_text for pair in align_page(page)]
        ['The bridge has opened.', 'It did not rain.']
    """
    return aligner_of(settings, changes).align_page(page, form=form, anchors=anchors, locked=locked)


def align_pages(
    source: str | bytes | Page,
    target: str | bytes | Page,
    settings: Settings | None = None,
    *,
    form: PageForm = "auto",
    **changes: Unpack[Changes],
) -> Alignment:
    """Pair the articles of two pages, one in each language; see `Aligner.align_pages`.

    Examples:
        >>> align_pages("다리가 열렸다.", "The bridge has opened.")[0].bead
        Bead(source=range(0, 1), target=range(0, 1))
        >>> notes = align_pages("# 다리\\n\\n열렸다.", "# Bridge\\n\\nIt opened.", form="markdown")
        >>> [pair.target_text for pair in notes]
        ['Bridge', 'It opened.']
    """
    return aligner_of(settings, changes).align_pages(source, target, form=form)


def check(
    pairs: Iterable[tuple[str, str]],
    settings: Settings | None = None,
    *,
    document: bool = False,
    **changes: Unpack[Changes],
) -> list[list[Mismatch]]:
    """Find the mismatches of pairs that are aligned already; see `Aligner.check`.

    Examples:
        >>> [[mismatch.kind for mismatch in row] for row in check([("3만 명", "300,000 people")])]
        [['magnitude']]
    """
    return aligner_of(settings, changes).check(pairs, document=document)


def pipe(
    docs: Iterable[Given],
    settings: Settings | None = None,
    *,
    n_process: int = 1,
    batch_size: int = 32,
    on_error: Literal["record", "raise"] = "record",
    seconds: float | None = None,
    memory: int | None = None,
    progress: bool = False,
    **changes: Unpack[Changes],
) -> Iterator[Alignment | Failure]:
    """Align many documents as a stream, in order; see `Aligner.pipe`. Keywords change single settings.

    Examples:
        >>> [len(alignment) for alignment in pipe([("비가 왔다.", "It rained."), ("", "")])]
        [1, 0]
    """
    piped = aligner_of(settings, changes).pipe(
        docs, n_process, batch_size, on_error, seconds, memory, progress
    )
    return piped


def split_sentences(
    text: str,
    language: LanguageCode | None = None,
    settings: Settings | None = None,
    **changes: Unpack[Changes],
) -> list[Sentence]:
    """Split a text into sentences; see `aligner.sentences.split_sentences`. Keywords change single settings.

    Examples:
        >>> [sentence.text for sentence in split_sentences("비가 왔다. 행사는 취소됐다.")]
        ['비가 왔다.', '행사는 취소됐다.']
        >>> split_sentences("")
        []
    """
    return aligner_of(settings, changes).split_sentences(text, language)
