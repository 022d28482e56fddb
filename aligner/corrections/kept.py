"""Reads and writes the values of a work file: JSON with the document as it was read, and every change.

    {"review": 1, "aligner": "0.2", "input": "sha256 of the document", "done": 3, "revision": 5,
     "changes": [{"do": "edit", ...}, ...], "read": {... `Alignment.to_dict` ...}}

The present state is not written, because it follows from the changes. A program that reads the file checks
the document again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from aligner.aligner import Aligner
from aligner.checks.choice import known_kinds
from aligner.corrections.work import Work, without_accepted
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import AlignerError, FormatError
from aligner.model.settings import Settings

SUFFIX = ".review.json"
# Version of the file format. It grows if a program for an older version would misunderstand the new format.
REVIEW = 1
# Settings about findings, which each run may set anew; the other settings are about how a text is read.
_OF_FINDINGS = ("least_severity", "glossary", "accepted", "error_rates", "severities")


def is_work(values: Any) -> bool:
    """Return whether the values of a JSON file are those of a work file."""
    return isinstance(values, dict) and "review" in values and "changes" in values


def work_of(values: Any) -> Work:
    """Return the work in the values of a work file.

    Raises:
        FormatError: The values are not those of a work file, or a change does not fit the document.
    """
    try:
        if values.get("review", REVIEW) > REVIEW:
            raise FormatError("it is of a newer version: upgrade aligner")
        work = Work(
            Alignment.from_dict(values["read"]),
            tuple(values["changes"]),
            int(values["done"]),
            int(values["revision"]),
        )
        if not 0 <= work.done <= len(work.changes):
            raise FormatError(f"done: {work.done} of {len(work.changes)} changes")
        for change in work.changes:
            if not isinstance(change, Mapping):
                raise FormatError(f"a change is {type(change).__name__}, no object")
        _ = work.state  # raises an error if a change does not fit
        json.dumps(work.changes, allow_nan=False)  # raises an error if a change can't be written again
    except KeyError as error:
        raise FormatError(f"is no work that aligner kept: {error} is missing") from error
    except (AttributeError, TypeError, ValueError, AlignerError) as error:
        raise FormatError(f"is no work that aligner kept: {error}") from error
    return work


def values_of(work: Work, source: str) -> dict[str, Any]:
    """Return the values of a work file, except for the alignment that was read, which is long.

    Args:
        work: The work.
        source: SHA-256 of the document when it was read; empty if unknown.
    """
    from aligner.model.version import __version__

    return {
        "review": REVIEW,
        "aligner": __version__,
        "input": source,
        "done": work.done,
        "revision": work.revision,
        "changes": [dict(change) for change in work.changes],
    }


def checker_of(work: Work, told: Aligner | None = None) -> Aligner:
    """Return the aligner that checks a corrected document.

    Args:
        work: The work; kinds that its editor dismissed are not looked for.
        told: The aligner of this run, whose checks are used. Those of its settings about findings that differ
            from the defaults replace the settings with which the document was read. None: an aligner with
            default settings.
    """
    told = told or Aligner()
    usual, read = Settings(), work.read.settings
    changed: Mapping[str, Any] = {
        name: value
        for name in _OF_FINDINGS
        if (value := getattr(told.settings, name)) != getattr(usual, name)
    }
    known = frozenset(known_kinds(told.checks or ()))  # without kinds that only another project knows
    settings = replace(read, **changed)
    settings = replace(
        settings,
        ignore=(read.ignore | told.settings.ignore | work.state.dismissed) & known,
        severities=tuple(entry for entry in settings.severities if entry[0] in known),
        error_rates=tuple(entry for entry in settings.error_rates if entry[0] in known),
    )
    return Aligner(settings, checks=told.checks)


def corrected(work: Work, told: Aligner | None = None) -> Alignment:
    """Return the corrected document, checked again, without accepted findings.

    Args:
        work: The work.
        told: The aligner of this run, see `checker_of`.
    """
    checked = checker_of(work, told).recheck(work.alignment(), locked=work.state.touched)
    return without_accepted(checked, work.state.accepted)


def beads_of_works(works: Iterable[Work]) -> tuple[list[Bead], list[Bead]]:
    """Return the corrected beads and the original beads of several documents, each in one sequence.

    `aligner.evaluate` compares the two to measure the original alignment.
    """
    gold: list[Bead] = []
    read: list[Bead] = []
    source = target = 0
    for work in works:
        gold += [bead.shifted(source, target) for bead in work.state.beads]
        read += [pair.bead.shifted(source, target) for pair in work.read]
        source, target = source + len(work.texts["source"]), target + len(work.texts["target"])
    return gold, read
