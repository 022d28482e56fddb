"""How the desk looks: the list of documents, and one of them in the page of the report."""

from __future__ import annotations

from typing import Any

from aligner.report.html import SCRIPTS, rendered, served_report, shipped
from aligner.report.spoken import said
from aligner.review.desk import Summary
from aligner.review.handing import FORMS
from aligner.review.opened import Opened
from aligner.review.shown import Shown


def desk_page(root: str) -> str:
    """The page that lists the documents; the script of it asks for them."""
    return rendered("desk_list.html.jinja", (), root=root, severities=("error", "warning", "info"))


def document_page(key: str, opened: Opened, shown: Shown) -> str:
    """The page of one document."""
    desk = {
        "version": shown.version,
        "address": f"/documents/{key}",
        "forms": list(FORMS),
        "state": state_of(opened),
        "notes": list(opened.notes),
    }
    return served_report(shown.sheet, opened.alignment, desk)


def error_page(message: str, language: str) -> str:
    """A page that says what is wrong, in a language, with the way back."""
    return rendered("desk_error.html.jinja", (), message=message, shown_in=language)


def state_of(opened: Opened) -> dict[str, Any]:
    """What the page has to know besides the alignment."""
    work, state = opened.work, opened.work.state
    edited = set(state.edits)
    return {
        "revision": work.revision,
        "pending": opened.pending,
        "undo": work.done > 0,
        "redo": work.done < len(work.changes),
        "accepted": {key: {"reason": one.reason, "date": one.date} for key, one in state.accepted.items()},
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
    """A row of the list, as plain values."""
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
    """The script of the page of a document: that of the report, with the desk in the place of nobody."""
    return "\n".join(shipped(f"script/{'desk' if name == 'alone' else name}.js") for name in SCRIPTS)


def list_script() -> str:
    """The script of the list of documents."""
    return "\n".join(shipped(f"script/{name}.js") for name in ("store", "language", "documents"))


def style() -> str:
    """The style of all pages of the desk."""
    return f"{shipped('report.css')}\n{shipped('desk.css')}"
