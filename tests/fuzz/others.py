"""Targets for what commands read besides alignments and collections: bitexts, terms, projects, reviews."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import aligner
from aligner.checks.choice import known_kinds
from aligner.cli.config import config_of, kinds_left_out
from aligner.formats.bitexts.written import WRITERS as NOTES
from aligner.formats.bitexts.written import annotated
from aligner.formats.findings import WRITERS
from aligner.model.alignment import Alignment
from aligner.model.errors import AlignerError, SettingsError
from aligner.model.lexicon import Lexicon
from aligner.review.desk import Desk
from aligner.review.documents import work_file
from aligner.review.handing import FORMS

sys.path.append(str(Path(__file__).parents[1] / "bitexts"))

from bitext_files import FILES

# What a target is made of: suffix, reader, seeds.
Made = tuple[str, Callable[[Path], object], tuple[bytes, ...]]
# The others have targets of their own.
BITEXTS = tuple(name for name in FILES if name not in ("table.tsv", "ours.jsonl"))

CONFIG = """ignore = ["split", "merge"]
least-severity = "warning"
fail-on = "error"
source-language = "ko"
skip = ["locked"]
document = false
exclude = ["drafts/**"]

[severities]
number = "warning"

[error-rates]
number = 2.0

[ignore-by-path]
"legacy/*.tmx" = ["marker"]

[[rules]]
name = "centre"
target = '\\bCentre\\b'
message = "Write Center, not {target}."
"""
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX"><text><body><termEntry id="1"><note>as in print</note>
<langSet xml:lang="ko"><tig><term>시장</term></tig></langSet>
<langSet xml:lang="en"><tig><term>mayor</term><termNote type="administrativeStatus">preferredTerm</termNote>
</tig><tig><term>boss</term><termNote type="administrativeStatus">deprecatedTerm</termNote></tig></langSet>
</termEntry></body></text></martif>
"""
LEXICON = "# Words of aligner 0.1: a stem and stems.\nstem\ttranslations\n군산항\tgunsan|port\n시장\tmayor\n"


def bitext(path: Path) -> None:
    """Checked, written in every form, and with notes put into it."""
    checked = aligner.check_file(path)
    for write in WRITERS.values():
        write([checked]).encode("utf-8", "backslashreplace")
    if path.suffix in NOTES:
        annotated(path, checked)


def config(path: Path) -> None:
    """Read, and asked for what a run asks it for."""
    choices = config_of(path)
    choices.leaves_out("drafts/a.tmx")
    with suppress(SettingsError):
        kinds_left_out(choices, known_kinds(), "legacy/a.tmx")
    with suppress(SettingsError):
        aligner.Settings(error_rates=dict(choices.error_rates), severities=dict(choices.severities))


def review(path: Path) -> None:
    """Opened, changed and handed on."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        document = Path(folder) / f"{path.name}.txt"
        work_file(document).write_bytes(path.read_bytes())
        document.write_text("비가 왔다.\n\nIt rained.\n", encoding="utf-8")
        desk = Desk([document])
        (key,) = desk.paths
        opened = desk.open(key)
        if len(opened.alignment) < 50:
            desk.change(key, opened.work.revision, {"do": "undo"})
            for _, form in FORMS.values():
                form(opened)


def made(folder: Path, one: Alignment) -> dict[str, Made]:
    """The targets by name; without those whose library is not installed.

    Args:
        folder: Where files can be written.
        one: An alignment of two texts.
    """
    found: dict[str, Made] = {
        "config": (".toml", config, (CONFIG.encode(),)),
        "glossary.tbx": (".tbx", aligner.read_glossary, (TBX.encode(),)),
        "lexicon": (".tsv", Lexicon.load, (LEXICON.encode(),)),
        "review": (".json", review, (_review(folder, one),)),
    }
    for name in BITEXTS:
        with suppress(ImportError):
            path = folder / name
            FILES[name](path)
            found[f"bitext {name}"] = (path.suffix, bitext, (path.read_bytes(),))
    with suppress(ImportError):
        found["glossary.xlsx"] = (".xlsx", aligner.read_glossary, (_workbook(folder / "terms.xlsx"),))
    return found


def _review(folder: Path, one: Alignment) -> bytes:
    path = folder / "reviewed.json"
    one.save(path)
    desk = Desk([path])
    (key,) = desk.paths
    found = desk.open(key).alignment.mismatches
    changes: list[dict[str, object]] = [
        {"do": "edit", "side": "target", "sentence": 0, "text": "It did not rain."},
        {"do": "beads", "first": 0, "count": 2, "beads": [[[0, 2], [0, 2]]]},
        {"do": "dismiss", "kind": "split"},
        *({"do": "accept", "id": mismatch.id, "reason": "so it was"} for mismatch in found[:1]),
        {"do": "undo"},
    ]
    for change in changes:
        with suppress(AlignerError):
            desk.change(key, desk.open(key).work.revision, change)
    return work_file(path).read_bytes()


def _workbook(path: Path) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["source", "target", "forbidden"], ["시장", "mayor", "boss"], ["항구", "harbor", None]):
        book.active.append(row)
    book.save(path)
    return path.read_bytes()
