"""Rules of a house as rows of a table: patterns on both sides of a pair, and what to tell if they are met.

A rule is a check of its own kind: `Aligner(checks=(*aligner.CHECKS, *map(check_of, rules)))`. The
configuration of the command makes them of `[[rules]]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.checks.check import Check
from aligner.checks.finding import Finding, Place
from aligner.checks.messages import render
from aligner.checks.view import PairView, Passage
from aligner.model.errors import SettingsError
from aligner.model.mismatch import SEVERITIES, Kind, Severity
from aligner.model.text import Span

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Rule:
    """Met by a pair whose sides hold what it says; every pattern that is given must agree.

    Attributes:
        name: Of its kind: small letters, digits and `_`.
        message: Told for each pair that meets it; may name the places found, `{source}` and `{target}`.
        source, target: Patterns that must be found on a side.
        source_not, target_not: Patterns that must not be found there.
        severity: Of its findings.

    Raises:
        SettingsError: A part can't be used, no pattern is given, or the message names another field.

    Examples:
        >>> rule = Rule("centre", "Write Center, not {target}.", target=r"\\bCentre\\b")
        >>> from aligner import check, Aligner
        >>> ((found,),) = Aligner(checks=(check_of(rule),)).check([("문화센터", "Culture Centre")])
        >>> found.kind, found.message
        ('centre', 'Write Center, not “Centre”.')
    """

    name: str
    message: str
    source: str = ""
    target: str = ""
    source_not: str = ""
    target_not: str = ""
    severity: Severity = "warning"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise SettingsError(f"rule {self.name!r}: a name is made of small letters, digits and _")
        if self.severity not in SEVERITIES:
            raise SettingsError(
                f"rule {self.name}: severity {self.severity!r} is none of {', '.join(SEVERITIES)}"
            )
        patterns = (self.source, self.target, self.source_not, self.target_not)
        if not any(patterns):
            raise SettingsError(f"rule {self.name}: it has no pattern; give source, target or both")
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise SettingsError(f"rule {self.name}: {pattern!r} is no pattern: {error}") from error
        try:
            render(self.message, {}, "", "")
        except (LookupError, ValueError) as error:
            raise SettingsError(
                f"rule {self.name}: the message can't be filled in: {error};"
                " it may name {source} and {target}"
            ) from error

    def __call__(self, view: PairView) -> Iterator[Finding]:
        """The first place on each side, if the pair meets the rule."""
        source, target = (
            _first(pattern, side)
            for pattern, side in ((self.source, view.source), (self.target, view.target))
        )
        if (self.source and source is None) or (self.target and target is None):
            return
        unwanted = ((self.source_not, view.source), (self.target_not, view.target))
        if any(pattern and re.search(pattern, side.text) for pattern, side in unwanted):
            return
        # A rule that forbids alone speaks of the side that lacks nothing else to show.
        if source is None and target is None and view.source.text:
            source = view.source.whole()
        yield Finding(self.name, source, target)


def _first(pattern: str, side: Passage) -> Place | None:
    found = re.search(pattern, side.text) if pattern else None
    return side.place(Span(*found.span())) if found else None


def check_of(rule: Rule) -> Check:
    """The check that a rule is."""
    return Check(
        rule,
        kinds=(Kind(rule.name, severity=rule.severity, meaning=rule.message),),
        messages={rule.name: rule.message},
        name=rule.name,
    )
