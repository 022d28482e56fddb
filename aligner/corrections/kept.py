"""The work file: what was read and every change, as JSON, so that nothing that an editor did is lost.

    {"review": 1, "aligner": "0.2", "input": "sha256 of the document", "done": 3, "revision": 5,
     "changes": [{"do": "edit", ...}, ...], "read": {... `Alignment.to_dict` ...}}

What stands now is not written: it follows from the changes, and whoever reads the file has it checked anew.
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
# Grows when a reader of the number before would misunderstand what is written now.
REVIEW = 1
# Settings that say what is found and reported; the others say how a text is read.
_TOLD = ("least_severity", "glossary", "accepted", "error_rates", "severities")


def is_work(values: Any) -> bool:
    """Whether the values of a JSON file are those of a work file."""
    return isinstance(values, dict) and "review" in values and "changes" in values


def work_of(values: Any) -> Work:
    """The work in the values of a file.

    Raises:
        FormatError: They are none, or one of the changes does not fit the document.
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
        _ = work.state  # every change that stands has to fit
        json.dumps(work.changes, allow_nan=False)  # and all have to be what can be written again
    except KeyError as error:
        raise FormatError(f"is no work that aligner kept: {error} is missing") from error
    except (AttributeError, TypeError, ValueError, AlignerError) as error:
        raise FormatError(f"is no work that aligner kept: {error}") from error
    return work


def values_of(work: Work, source: str) -> dict[str, Any]:
    """The values of a work file but for what was read, which is long and stays the same.

    Args:
        work: What was done.
        source: SHA-256 of the document when it was read, empty if there is none.
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
    """What checks a document that was corrected.

    Args:
        work: Kinds that its editor dismissed are not looked for.
        told: What a run says goes before the settings with which the document was read; where it says
            nothing those stand. Its checks are taken. None is a run that says nothing.
    """
    told = told or Aligner()
    usual, read = Settings(), work.read.settings
    said: Mapping[str, Any] = {
        name: value for name in _TOLD if (value := getattr(told.settings, name)) != getattr(usual, name)
    }
    known = frozenset(known_kinds(told.checks or ()))  # a kind of a project says nothing outside of it
    settings = replace(read, **said)
    settings = replace(
        settings,
        ignore=(read.ignore | told.settings.ignore | work.state.dismissed) & known,
        severities=tuple(one for one in settings.severities if one[0] in known),
        error_rates=tuple(one for one in settings.error_rates if one[0] in known),
    )
    return Aligner(settings, checks=told.checks)


def corrected(work: Work, told: Aligner | None = None) -> Alignment:
    """The document as its editor left it, checked anew, without what was accepted.

    Args:
        work: What was done.
        told: As of `checker_of`.
    """
    checked = checker_of(work, told).recheck(work.alignment(), locked=work.state.touched)
    return without_accepted(checked, work.state.accepted)


def beads_of_works(works: Iterable[Work]) -> tuple[list[Bead], list[Bead]]:
    """The beads of several documents in a row: as their editors left them, and as they were read.

    For `aligner.evaluate`: how good the alignment was that editors corrected.
    """
    gold: list[Bead] = []
    read: list[Bead] = []
    source = target = 0
    for work in works:
        gold += [bead.shifted(source, target) for bead in work.state.beads]
        read += [pair.bead.shifted(source, target) for pair in work.read]
        source, target = source + len(work.texts["source"]), target + len(work.texts["target"])
    return gold, read
