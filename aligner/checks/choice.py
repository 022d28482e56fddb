"""Chooses the checks to run and filters the mismatches that they find, as the settings of the user say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from aligner.checks.check import Check, Scope
from aligner.checks.confidence import LOUD
from aligner.checks.content import ENTANGLED
from aligner.checks.judge import find_mismatches
from aligner.checks.registry import CHECKS, KINDS
from aligner.collector import paused
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.entries import entries
from aligner.model.errors import CheckError, SettingsError
from aligner.model.mismatch import SEVERITIES, Mismatch, Severity
from aligner.model.settings import Settings

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

# Groups of entry points. Version 0.1 needed the second one, because a check had no scope yet.
GROUPS = ("aligner.checks", "aligner.document_checks")
CURE = "make it a value: aligner.Check(find=..., kinds=..., messages=...)"


def checks_of(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the given checks as a tuple.

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
    """Return the checks that installed packages offer, in order of their names; they are loaded once.

    Raises:
        CheckError: A check can't be loaded or is no `Check`; the message names it.
    """
    return tuple(map(_loaded, entries(*GROUPS)))


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
    """The checks to run with the settings of the user, made once for many articles or rows."""

    settings: Settings
    checks: tuple[Check, ...]

    def of_single_rows(self) -> Choice:
        """Return the choice without the checks that look at all rows of a bitext at once."""
        return replace(self, checks=tuple(check for check in self.checks if Scope.ROWS not in check.scope))

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
        """Return what `find_mismatches` returns, without the mismatches that the settings exclude.

        Filtering runs last, so ids do not depend on it, and ignoring one kind never reveals the error under
        another kind. For beads that an editor set by hand, it is not reported that their sentences can't be
        told apart.
        """
        if not self.checks:
            return [()] * len(beads), ()
        with paused():
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
        if by_hand:
            of_beads = [
                tuple(mismatch for mismatch in mismatches if mismatch.key != ENTANGLED)
                if bead in by_hand
                else mismatches
                for bead, mismatches in zip(beads, of_beads, strict=True)
            ]
        return [found and self._wanted(found) for found in of_beads], self._wanted(of_document)

    def _wanted(self, mismatches: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        settings = self.settings
        least = SEVERITIES.index(settings.least_severity)
        severities = dict(settings.severities)
        return tuple(
            mismatch
            for mismatch in (_with_severity(mismatch, severities) for mismatch in mismatches)
            if mismatch.kind not in settings.ignore
            and SEVERITIES.index(mismatch.severity) >= least
            and not is_accepted(mismatch, settings.accepted)
        )


def is_accepted(mismatch: Mismatch, accepted: Set[str]) -> bool:
    """Return whether a baseline names a mismatch, by its id or by its context.

    An id accepts the mismatch in any sentences, a context in its own sentences only.
    """
    return mismatch.id in accepted or mismatch.context in accepted


def _with_severity(mismatch: Mismatch, severities: Mapping[str, Severity]) -> Mismatch:
    """Return the mismatch with the severity that the user set for its kind, unless it is improbable."""
    severity = severities.get(mismatch.kind)
    if severity in (None, mismatch.severity) or mismatch.confidence < LOUD:
        return mismatch
    return replace(mismatch, severity=severity)


def known_kinds(checks: Iterable[Check] = ()) -> tuple[str, ...]:
    """Return the names of all kinds: of the library, of `checks`, of installed packages, in this order."""
    kinds = (kind.name for check in (*checks, *installed_checks()) for kind in check.kinds)
    return tuple(dict.fromkeys((*KINDS, *kinds)))


def choice(settings: Settings, checks: tuple[Check, ...] | None = None) -> Choice:
    """Return the checks to run: `checks` (None: those of the library) and those of installed packages.

    Raises:
        SettingsError: The settings ignore, rate or grade a kind that no check finds.
        CheckError: A check of an installed package can't be used.
    """
    wanted = (*(CHECKS if checks is None else checks), *installed_checks())
    known = known_kinds(wanted)
    if unknown := sorted(settings.ignore.difference(known)):
        raise SettingsError(f"ignore: {unknown[0]!r} is no kind; there are {', '.join(known)}")
    for name, values in (("error_rates", settings.error_rates), ("severities", settings.severities)):
        if unknown := sorted({kind for kind, _ in values} - set(known)):
            raise SettingsError(f"{name}: {unknown[0]!r} is no kind; there are {', '.join(known)}")
    if settings.ignore >= KINDS.keys():  # only the alignment is wanted, so ignored checks need not run
        wanted = tuple(c for c in wanted if any(kind.name not in settings.ignore for kind in c.kinds))
    return Choice(settings, wanted)
