"""What is looked for and what is reported: the checks of the library, those of the user, what is not wanted.

A check of one's own is a function like ours (`aligner.mismatches.finding`): from a bead and the article to
findings. It becomes part of every run by an entry point of the group `aligner.checks`, one that looks at all
beads of a document at once by `aligner.document_checks`:

    [project.entry-points."aligner.checks"]
    polite = "our_house.style:polite_endings"

    def polite_endings(bead: Bead, article: Article) -> Iterator[Finding]:
        for number in bead.source:
            text = article.source.sentences[number].text
            if text.endswith("습니다."):
                place = Place(number, Span(len(text) - 4, len(text)), text[-4:])
                yield Finding("polite", "A polite ending in the source.", place)

It may use the kinds of `KINDS` or kinds of its own. `Settings.ignore` leaves out its kinds as it does ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from aligner.mismatches.find import CHECKS, DOCUMENT_CHECKS, find_mismatches
from aligner.mismatches.finding import Check, DocumentCheck, Finding
from aligner.mismatches.glossary import glossary_check
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.errors import CheckError, SettingsError
from aligner.model.mismatch import KINDS, SEVERITIES, Mismatch
from aligner.model.settings import Settings

GROUP, DOCUMENT_GROUP = "aligner.checks", "aligner.document_checks"


@dataclass(frozen=True, slots=True)
class UserCheck:
    """A check of somebody else's: its errors name it.

    Attributes:
        name: As the entry point calls it, with the place of the code.
        check: A `Check` or a `DocumentCheck`.
    """

    name: str
    check: Callable[[Any, Article], Iterator[Finding]]

    def __call__(self, seen: Bead | Sequence[Bead], article: Article) -> Iterator[Finding]:
        try:
            for finding in self.check(seen, article):
                if not isinstance(finding, Finding):
                    raise TypeError(f"{finding!r} is no Finding")
                yield finding
        except Exception as error:
            raise CheckError(f"the check {self.name} failed: {type(error).__name__}: {error}") from error


@cache
def user_checks(group: str) -> tuple[UserCheck, ...]:
    """The checks that installed packages offer under a group of entry points, by name; loaded once.

    Raises:
        CheckError: One can't be loaded; the message names it.
    """
    return tuple(_loaded(entry) for entry in sorted(entry_points(group=group), key=lambda e: e.name))


def _loaded(entry: EntryPoint) -> UserCheck:
    name = f"{entry.name!r} ({entry.value})"
    try:
        check = entry.load()
    except Exception as error:
        raise CheckError(f"the check {name} can't be loaded: {type(error).__name__}: {error}") from error
    if not callable(check):
        raise CheckError(f"the check {name} is no function")
    return UserCheck(name, check)


@dataclass(frozen=True, slots=True)
class Choice:
    """What settings make of the checks; made once for many articles or rows."""

    settings: Settings
    checks: tuple[Check, ...]
    document_checks: tuple[DocumentCheck, ...]

    def find(
        self, article: Article, beads: Sequence[Bead], *, document: bool = True
    ) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
        """What `find_mismatches` finds, without what is not wanted.

        That is left out at the end, so ids do not depend on it, and no slip comes back under the name of a
        kind that it was explained by.
        """
        of_beads, of_document = find_mismatches(
            article,
            beads,
            document=document,
            checks=self.checks,
            document_checks=self.document_checks,
        )
        return [self._wanted(found) for found in of_beads], self._wanted(of_document)

    def _wanted(self, mismatches: tuple[Mismatch, ...]) -> tuple[Mismatch, ...]:
        settings = self.settings
        least = SEVERITIES.index(settings.least_severity)
        return tuple(
            mismatch
            for mismatch in mismatches
            if mismatch.kind not in settings.ignore
            and SEVERITIES.index(mismatch.severity) >= least
            and mismatch.id not in settings.accepted
        )


def unknown_kinds(kinds: Iterable[str]) -> list[str]:
    """Those that no check finds, in order; none where the user has checks, whose kinds nobody knows."""
    unknown = sorted(set(kinds) - KINDS.keys())
    return [] if unknown and user_checks(GROUP) + user_checks(DOCUMENT_GROUP) else unknown


def choice(settings: Settings) -> Choice:
    """The checks of the library, of the user's glossary and of installed packages.

    Raises:
        SettingsError: No check finds mismatches of a kind to be ignored.
    """
    if unknown := unknown_kinds(settings.ignore):
        raise SettingsError(f"ignore: {unknown[0]!r} is no kind; there are {', '.join(KINDS)}")
    terms = (glossary_check(settings.glossary),) if settings.glossary else ()
    unwanted = settings.ignore >= KINDS.keys()  # alignment alone: what nobody wants is not looked for
    return Choice(
        settings,
        (*(() if unwanted else (*CHECKS, *terms)), *user_checks(GROUP)),
        (*(() if unwanted else DOCUMENT_CHECKS), *user_checks(DOCUMENT_GROUP)),
    )
