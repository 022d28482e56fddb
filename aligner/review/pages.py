"""Renders the pages of the desk: the list of documents, and a document in the page of the report."""

from __future__ import annotations

from typing import Any

from aligner.report.html import SCRIPTS, rendered, served_report, shipped
from aligner.report.spoken import said
from aligner.review.desk import Summary
from aligner.review.handing import FORMS
from aligner.review.opened import Opened
from aligner.review.shown import Shown


def desk_page(root: str) -> str:
    """Return the page with the list of documents, which its script fills."""
    return rendered("desk_list.html.jinja", (), root=root, severities=("error", "warning", "info"))


def document_page(key: str, opened: Opened, shown: Shown) -> str:
    """Return the page of one document."""
    desk = {
        "version": shown.version,
        "address": f"/documents/{key}",
        "forms": list(FORMS),
        "state": state_of(opened),
        "notes": list(opened.notes),
    }
    return served_report(shown.sheet, opened.alignment, desk)


def error_page(message: str, language: str) -> str:
    """Return a page with an error message in a language, and a link back to the list."""
    return rendered("desk_error.html.jinja", (), message=message, shown_in=language)


def state_of(opened: Opened) -> dict[str, Any]:
    """Return the state of a document for the script of its page, without the alignment."""
    work, state = opened.work, opened.work.state
    edited = set(state.edits)
    return {
        "revision": work.revision,
        "pending": opened.pending,
        "undo": work.done > 0,
        "redo": work.done < len(work.changes),
        "accepted": {
            key: {"reason": finding.reason, "date": finding.date} for key, finding in state.accepted.items()
        },
        "dismissed": sorted(state.dismissed),
        "edited": [
            number
            for number, bead in enumerate(state.beads)
            if bead in state.touched
            or any(("source", n) in edited for n in bead.source)
            or any(("target", n) in edited for n in bead.target)
        ],
    }


def summary_of(summary: Summary) -> dict[str, Any]:
    """Return a row of the list of documents, as values for JSON."""
    return {
        "key": summary.key,
        "name": summary.name,
        "title": summary.title,
        "state": summary.state,
        "reason": said(summary.reason),
        "pairs": summary.pairs,
        "unmatched": summary.unmatched,
        "severities": dict(summary.severities),
        "accepted": summary.accepted,
        "changes": summary.changes,
    }


def script() -> str:
    """Return the script for the page of a document: the report's, with `desk.js` in place of `alone.js`."""
    return "\n".join(shipped(f"script/{'desk' if name == 'alone' else name}.js") for name in SCRIPTS)


def list_script() -> str:
    """Return the script for the list of documents."""
    return "\n".join(shipped(f"script/{name}.js") for name in ("store", "language", "documents"))


def style() -> str:
    """Return the style sheet of all pages of the desk."""
    return f"{shipped('report.css')}\n{shipped('desk.css')}"
