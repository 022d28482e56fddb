"""Writes findings for services that run checks on every change: GitHub, GitLab, JUnit, SARIF.

There an error makes the check fail, a warning is shown beside the line, and an info is shown and makes
nothing fail.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from aligner.formats.jsonl import dumps
from aligner.formats.markup import ILLEGAL, document
from aligner.formats.visible import one_line
from aligner.model.bitext import CheckedFile, CheckedUnit
from aligner.model.mismatch import Mismatch, Severity
from aligner.model.version import __version__

# What the severities are called: workflow commands of GitHub Actions; SARIF 2.1.0, 3.27.10; GitLab's report
# of code quality.
_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_GITLAB: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _findings(files: Sequence[CheckedFile]) -> Iterator[tuple[CheckedFile, CheckedUnit, Mismatch]]:
    for file in files:
        for unit in file:
            for mismatch in unit.mismatches:
                yield file, unit, mismatch


def _message(unit: CheckedUnit, mismatch: Mismatch) -> str:
    """The message; the place goes before it where the line is not enough, as in sheets of a workbook."""
    place, line = unit.unit.place, unit.unit.line
    alone = place in ("", f"line {line}", f"row {line}")
    return mismatch.message if alone else f"{place}: {mismatch.message}"


def github(files: Sequence[CheckedFile]) -> str:
    """Workflow commands of GitHub Actions, a line for each finding: annotations beside the lines."""
    return "".join(
        f"::{_GITHUB[mismatch.severity]} file={_property(file.name)},line={unit.unit.line},"
        f"title={_property(f'aligner {mismatch.kind}')}::{_data(_message(unit, mismatch))}\n"
        for file, unit, mismatch in _findings(files)
    )


def _data(text: str) -> str:
    """A message, escaped as the runner of GitHub expects it (actions/toolkit, `escapeData`)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(files: Sequence[CheckedFile]) -> str:
    """GitLab's report of code quality."""
    times: Counter[str] = Counter()
    issues = [
        {
            "description": one_line(_message(unit, mismatch)),
            "check_name": mismatch.kind,
            "fingerprint": _fingerprint(file.name, mismatch, times),
            "severity": _GITLAB[mismatch.severity],
            "location": {"path": file.name, "lines": {"begin": unit.unit.line}},
        }
        for file, unit, mismatch in _findings(files)
    ]
    return dumps(issues, indent=1) + "\n"


def _fingerprint(name: str, mismatch: Mismatch, times: Counter[str]) -> str:
    """An identifier of a finding, different from all others of the run and the same in the next run."""
    key = f"{name}\x1f{mismatch.context or mismatch.id}"
    times[key] += 1
    return blake2b(f"{key}\x1f{times[key]}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def junit(files: Sequence[CheckedFile]) -> str:
    """JUnit XML: a suite for each file, a case for each finding; one case that passes if there are none."""
    root = Element("testsuites", name="aligner")
    for file in files:
        findings = list(_findings([file]))
        failures = sum(mismatch.severity != "info" for _, _, mismatch in findings)
        suite = SubElement(
            root,
            "testsuite",
            name=_legal(file.name),
            tests=str(len(findings) or 1),
            failures=str(failures),
            errors="0",
        )
        for _, unit, mismatch in findings:
            case = _case(suite, file, f"{unit.unit.place}: {mismatch.kind}")
            text = f"{mismatch.message}\n{unit.unit.source}\n{unit.unit.target}"
            if mismatch.severity == "info":
                SubElement(case, "system-out").text = _legal(text)
            else:
                message = _legal(one_line(mismatch.message))
                SubElement(case, "failure", type=mismatch.severity, message=message).text = _legal(text)
        if not findings:
            _case(suite, file, f"{file.count} pairs")
    return document(root)


def _case(suite: Element, file: CheckedFile, name: str) -> Element:
    return SubElement(suite, "testcase", classname=_legal(file.name), name=_legal(name))


def _legal(text: str) -> str:
    return ILLEGAL.sub("\ufffd", text)


def sarif(files: Sequence[CheckedFile]) -> str:
    """SARIF 2.1.0: one run, with a rule for each kind that was found."""
    from aligner.checks.registry import KINDS

    findings = list(_findings(files))
    kinds = list(dict.fromkeys(mismatch.kind for _, _, mismatch in findings))
    rules = [
        {
            "id": kind,
            "shortDescription": {"text": KINDS[kind].meaning if kind in KINDS else kind},
            "defaultConfiguration": {"level": _SARIF[KINDS[kind].severity] if kind in KINDS else "warning"},
        }
        for kind in kinds
    ]
    run = {
        "tool": {"driver": {"name": "aligner", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(file, unit, mismatch, kinds) for file, unit, mismatch in findings],
    }
    return dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _result(file: CheckedFile, unit: CheckedUnit, mismatch: Mismatch, kinds: Sequence[str]) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(file.name)},
        "region": {"startLine": max(1, unit.unit.line)},
    }
    return {
        "ruleId": mismatch.kind,
        "ruleIndex": kinds.index(mismatch.kind),
        "level": _SARIF[mismatch.severity],
        "message": {"text": _message(unit, mismatch)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"aligner/v1": mismatch.context or mismatch.id},
        "rank": round(100 * mismatch.confidence, 1),
    }


def _uri(name: str) -> str:
    """A path as a reference of RFC 3986, on Windows too."""
    path = name.replace("\\", "/")
    return re.sub(r"^([A-Za-z]):/", r"file:///\1:/", quote(path, safe="/:@!$&'()*+,;=~-._"))
