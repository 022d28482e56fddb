"""House rules: regular expressions for both sides of a pair, and the message for a pair that matches.

Each rule becomes a check with a kind of its own: `Aligner(checks=(*aligner.CHECKS, *map(check_of, rules)))`.
The command reads rules from the `[[rules]]` of its configuration.
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
    r"""A house rule, which reports every pair that fulfils all of its patterns.

    Attributes:
        name: Name of its kind: small letters, digits and `_`.
        message: Message for each pair that is reported; `{source}` and `{target}` stand for the matches.
        source, target: Regular expressions that must match somewhere on the side; empty for no condition.
        source_not, target_not: Regular expressions that must match nowhere on the side; empty for no
            condition.
        severity: Severity of its findings.

    Raises:
        SettingsError: An attribute can't be used, no pattern is given, or the message names another field.

    Examples:
        >>> rule = Rule("centre", "Write Center, not {target}.", target=r"\bCentre\b")
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
        """Yield one finding, with the first match on each side, if the pair fulfils all patterns."""
        source, target = (
            _first(pattern, side)
            for pattern, side in ((self.source, view.source), (self.target, view.target))
        )
        if (self.source and source is None) or (self.target and target is None):
            return
        unwanted = ((self.source_not, view.source), (self.target_not, view.target))
        if any(pattern and re.search(pattern, side.text) for pattern, side in unwanted):
            return
        # A rule with `_not` patterns only has no match to show, so it shows the first source sentence.
        if source is None and target is None and view.source.text:
            source = view.source.whole()
        yield Finding(self.name, source, target)


def _first(pattern: str, side: Passage) -> Place | None:
    match = re.search(pattern, side.text) if pattern else None
    return side.place(Span(*match.span())) if match else None


def check_of(rule: Rule) -> Check:
    """Return the check that reports the pairs which fulfil a rule."""
    return Check(
        rule,
        kinds=(Kind(rule.name, severity=rule.severity, meaning=rule.message),),
        messages={rule.name: rule.message},
        name=rule.name,
    )
