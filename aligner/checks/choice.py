"""What is looked for and what is reported: checks of the library and of the user, and what is not wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from aligner.checks.check import Check, Scope
from aligner.checks.confidence import LOUD
from aligner.checks.content import ENTANGLED
from aligner.checks.judge import find_mismatches
from aligner.checks.registry import CHECKS, KINDS
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.errors import CheckError, SettingsError
from aligner.model.mismatch import SEVERITIES, Mismatch, Severity
from aligner.model.settings import Settings

# Groups of entry points. The second is of version 0.1, where the scope of a check was not its own to tell.
GROUPS = ("aligner.checks", "aligner.document_checks")
CURE = "make it a value: aligner.Check(find=..., kinds=..., messages=...)"


def checks_of(checks: Iterable[Check]) -> tuple[Check, ...]:
    """The checks that somebody gave.

    Raises:
        CheckError: One of them is no `Check`.
    """
    given = tuple(checks)
    for check in given:
        if not isinstance(check, Check):
            raise CheckError(f"checks: {check!r} is no Check; {CURE}")
    return given


@cache
def installed_checks() -> tuple[Check, ...]:
    """The checks that installed packages offer, by name; loaded once.

    Raises:
        CheckError: One can't be loaded or is no `Check`; the message names it.
    """
    entries = [entry for group in GROUPS for entry in sorted(entry_points(group=group), key=lambda e: e.name)]
    return tuple(map(_loaded, entries))


def _loaded(entry: EntryPoint) -> Check:
    name = f"{entry.name!r} ({entry.value})"
    try:
        check = entry.load()
    except Exception as error:
        raise CheckError(f"the check {name} can't be loaded: {type(error).__name__}: {error}") from error
    if not isinstance(check, Check):
        raise CheckError(f"the check {name} is no Check but {type(check).__name__}; {CURE}")
    return replace(check, name=name)


@dataclass(frozen=True, slots=True)
class Choice:
    """What settings make of the checks; made once for many articles or rows."""

    settings: Settings
    checks: tuple[Check, ...]

    @property
    def of_rows(self) -> bool:
        """Whether a check looks at all rows at once."""
        return any(Scope.ROWS in check.scope for check in self.checks)

    def find(
        self,
        article: Article,
        beads: Sequence[Bead],
        *,
        document: bool = True,
        reading: float = 1.0,
        asides: tuple[str, ...] = (),
        by_hand: Set[Bead] = frozenset(),
    ) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
        """What `find_mismatches` finds, without what is not wanted.

        That is left out at the end, so ids do not depend on it, and no slip comes back under the name of a
        kind that it was explained by. Of beads set by hand nobody is told that their sentences can't be told
        apart: whoever set them knows.
        """
        if not self.checks:
            return [()] * len(beads), ()
        of_beads, of_document = find_mismatches(
            article,
            beads,
            document=document,
            checks=self.checks,
            terms=self.settings.glossary,
            rates=dict(self.settings.error_rates),
            reading=reading,
            asides=asides,
        )
        of_beads = [
            tuple(one for one in found if one.key != ENTANGLED) if bead in by_hand else found
            for bead, found in zip(beads, of_beads, strict=True)
        ]
        return [self._wanted(found) for found in of_beads], self._wanted(of_document)

    def _wanted(self, mismatches: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        settings = self.settings
        least = SEVERITIES.index(settings.least_severity)
        severities = dict(settings.severities)
        return tuple(
            mismatch
            for mismatch in (_as_grave(found, severities) for found in mismatches)
            if mismatch.kind not in settings.ignore
            and SEVERITIES.index(mismatch.severity) >= least
            and not is_accepted(mismatch, settings.accepted)
        )


def is_accepted(mismatch: Mismatch, accepted: Set[str]) -> bool:
    """Whether a baseline names it: this slip wherever it stands, or in its sentences alone."""
    return mismatch.id in accepted or mismatch.context in accepted


def _as_grave(mismatch: Mismatch, severities: Mapping[str, Severity]) -> Mismatch:
    """The mismatch with the severity that the user gave its kind, unless it is probably none."""
    severity = severities.get(mismatch.kind)
    if severity in (None, mismatch.severity) or mismatch.confidence < LOUD:
        return mismatch
    return replace(mismatch, severity=severity)


def known_kinds(checks: Iterable[Check] = ()) -> tuple[str, ...]:
    """The kinds of the library, of the checks and of those of installed packages, in this order."""
    kinds = (kind.name for check in (*checks, *installed_checks()) for kind in check.kinds)
    return tuple(dict.fromkeys((*KINDS, *kinds)))


def choice(settings: Settings, checks: tuple[Check, ...] | None = None) -> Choice:
    """The checks that were given, else those of the library, and those of installed packages.

    Raises:
        SettingsError: No check finds mismatches of a kind to be ignored, of a rate or of a severity.
        CheckError: A check of an installed package can't be used.
    """
    wanted = (*(CHECKS if checks is None else checks), *installed_checks())
    known = known_kinds(wanted)
    if unknown := sorted(settings.ignore.difference(known)):
        raise SettingsError(f"ignore: {unknown[0]!r} is no kind; there are {', '.join(known)}")
    for name, values in (("error_rates", settings.error_rates), ("severities", settings.severities)):
        if unknown := sorted({kind for kind, _ in values} - set(known)):
            raise SettingsError(f"{name}: {unknown[0]!r} is no kind; there are {', '.join(known)}")
    if settings.ignore >= KINDS.keys():  # alignment alone: what nobody wants is not looked for
        wanted = tuple(c for c in wanted if any(kind.name not in settings.ignore for kind in c.kinds))
    return Choice(settings, wanted)
