"""Sends many documents through one aligner: in order, as a stream, in one process or several.

Documents are read a few batches ahead of the results, so an endless generator needs no more memory. Each
document is aligned by itself, so the results are the same for any number of processes and any size of batch.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING, Literal, TypeVar

from aligner.model.document import Aligns, Document, Failure, Given
from aligner.model.errors import AlignerError, InputError, SettingsError
from aligner.model.settings import Settings
from aligner.pipelines.bounds import Bounds
from aligner.pipelines.documents import align_document, document_of, recorded

if TYPE_CHECKING:
    from aligner.model.alignment import Alignment

OnError = Literal["record", "raise"]
Item = TypeVar("Item")


def pipe(
    aligner: Aligns,
    docs: Iterable[Given],
    n_process: int = 1,
    batch_size: int = 32,
    on_error: OnError = "record",
    seconds: float | None = None,
    memory: int | None = None,
    progress: bool = False,
) -> Iterator[Alignment | Failure]:
    """See `Aligner.pipe`."""
    if on_error not in ("record", "raise"):
        raise SettingsError(f"on_error={on_error!r} is none of 'record', 'raise'")
    if batch_size < 1:
        raise SettingsError(f"batch_size={batch_size}: at least 1 was expected")
    if isinstance(docs, str | bytes | Mapping):  # or else their letters or keys would be read as documents
        raise InputError(f"docs: documents were expected, not one {type(docs).__name__}; put it into a list")
    bounds = Bounds(seconds, memory)
    documents = map(_document, docs)
    count = process_count(n_process)
    results: Iterator[Alignment | Failure] = (
        (_aligned(document, aligner) for document in documents)
        if count == 1 and not bounds.any
        else _in_processes(documents, aligner, count, batch_size, bounds, length_hint(docs))
    )
    if progress:
        from aligner.pipelines.progress import shown

        results = shown(results, docs)
    return results if on_error == "record" else _raising(results)


def process_count(wanted: int) -> int:
    """Return the number of processes for a setting; -1 means one for each core that this process may use.

    Raises:
        SettingsError: It is neither -1 nor a positive number.
    """
    if wanted == -1:
        # A container or SLURM may allow fewer cores than there are.
        cores = getattr(os, "sched_getaffinity", None)
        return len(cores(0)) if cores else os.cpu_count() or 1
    if wanted < 1:
        raise SettingsError(f"n_process={wanted}: a positive number was expected, or -1 for every core")
    return wanted


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut the items into lists of one size; the last may be shorter (`itertools.batched` of Python 3.12)."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


@dataclass(frozen=True)
class _AlignText:
    """The task of a worker. It returns as little as possible; the main process adds what it knows itself."""

    aligner: Aligns

    def __call__(self, document: Document) -> Alignment | AlignerError:
        result = align_document(document, self.aligner)
        return result.error if isinstance(result, Failure) else replace(result, settings=_NO_SETTINGS)


_NO_SETTINGS = Settings()


def _document(given: Given) -> Document | Failure:
    try:
        return document_of(given)
    except InputError as error:
        return Failure(Document(), error)


def _aligned(document: Document | Failure, aligner: Aligns) -> Alignment | Failure:
    return document if isinstance(document, Failure) else align_document(document, aligner)


def _in_processes(
    documents: Iterable[Document | Failure],
    aligner: Aligns,
    count: int,
    batch_size: int,
    bounds: Bounds,
    total: int,
) -> Iterator[Alignment | Failure]:
    """Align in worker processes.

    Metadata stays in this process, so it need not pickle and is returned as is.
    """
    from aligner.pipelines.batches import batches
    from aligner.pipelines.workers import Workers

    sent: deque[Document | Failure] = deque()

    def texts() -> Iterator[Document]:
        for document in documents:
            sent.append(document)
            yield Document() if isinstance(document, Failure) else replace(document, metadata={})

    with Workers(_AlignText(aligner), count, bounds) as workers:
        for result in workers.run(batches(texts(), batch_size, count, total)):
            document = sent.popleft()
            if isinstance(document, Failure):
                yield document
            elif isinstance(result, Exception):
                yield Failure(document, recorded(result))
            else:
                yield replace(result, settings=aligner.settings, metadata=document.metadata)


def _raising(results: Iterable[Alignment | Failure]) -> Iterator[Alignment]:
    for number, result in enumerate(results, 1):
        if isinstance(result, Failure):
            name = f" ({result.document.identifier})" if result.document.identifier else ""
            raise type(result.error)(f"document {number}{name}: {result.error}") from result.error
        yield result
