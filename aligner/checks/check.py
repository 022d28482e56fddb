"""A check is one value: the function that finds errors, the kinds it finds, their messages and examples.

Users make their own checks in the way the library does, and pass them to
`Aligner(checks=(*aligner.CHECKS, MINE))`. An entry point of the group `aligner.checks` adds a check to every
run of an installation:

    [project.entry-points."aligner.checks"]
    shouting = "our_house.style:SHOUTING"

`Settings.ignore` works for its kinds as for the kinds of the library.

Examples:
    >>> from aligner import Aligner, Check, Kind
    >>> from aligner.checks import Finding
    >>> def shouting(pair):
    ...     if pair.target.text.isupper():
    ...         yield Finding("shouting", target=pair.target.whole())
    >>> check = Check(
    ...     find=shouting,
    ...     kinds=(Kind("shouting", "linguistic/style", "info", "a translation in capitals"),),
    ...     messages={"shouting": "{target} shouts."},
    ...     right=((("비가 왔다.", "It rained."),),),
    ...     wrong=((("비가 왔다.", "IT RAINED."),),),
    ... )
    >>> ((found,),) = Aligner(checks=(check,)).check([("비가 왔다.", "IT RAINED.")])
    >>> found.kind, found.severity, found.message
    ('shouting', 'info', '“IT RAINED.” shouts.')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Flag, auto
from itertools import chain
from typing import Any

from aligner.checks.examples import Example, Pairs, examples_of
from aligner.checks.finding import Finding, Place
from aligner.checks.messages import fields_of, render
from aligner.checks.view import DocumentView, PairView
from aligner.model.errors import CheckError
from aligner.model.mismatch import SEVERITIES, Kind


class Scope(Flag):
    """What a check looks at.

    `PAIR`: each `PairView` in turn. `DOCUMENT`: the `DocumentView` of a document. `PAIR | DOCUMENT`: the
    `DocumentView` of a document, or each `PairView` if the pairs are independent rows. `ROWS`: the
    `DocumentView` of the rows of a bitext, as passed to `aligner.check`, one view for each direction of
    translation; more than two thousand rows are looked at in batches.

    Examples:
        >>> import aligner
        >>> sorted({check.name for check in aligner.CHECKS if check.scope is Scope.ROWS})
        ['shifted_rows']
    """

    PAIR = auto()
    DOCUMENT = auto()
    ROWS = auto()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Check:
    """A function that finds errors, with the kinds of its findings, their messages and examples.

    Attributes:
        find: Gets a `PairView` or a `DocumentView`, depending on `scope`, and yields findings.
        kinds: The kinds that its findings may have.
        messages: English templates by key, see `aligner.checks.messages`. A finding without a key gets the
            message whose key is the name of its kind.
        scope: Whether `find` gets one pair at a time or all pairs at once.
        right: Examples in which the check finds nothing; each is a list of pairs or an `Example`.
        wrong: Examples in which the check finds something. If neither `right` nor `wrong` is given, both are
            read from the docstring of `find`, see `aligner.checks.examples`.
        name: The name used in error messages; the name of the function if left out.
        of_copies: Whether the check also looks at pairs whose two sides are identical.

    Raises:
        CheckError: An attribute can't be used; the message names it.

    Examples:
        >>> import aligner
        >>> def doubled(pair):
        ...     if "!!" in pair.target.text:
        ...         yield Finding("doubled", target=pair.target.whole())
        >>> check = Check(doubled, (aligner.Kind("doubled"),), {"doubled": "{target} has two marks."})
        >>> ((found,),) = aligner.Aligner(checks=[check]).check([("왔다!", "It came!!")])
        >>> check, found.message
        (<Check doubled: doubled>, '“It came!!” has two marks.')
    """

    find: Callable[[Any], Iterable[Finding]]
    kinds: tuple[Kind, ...]
    messages: Mapping[str, str]
    scope: Scope = Scope.PAIR
    right: tuple[Example | Pairs, ...] = field(default=(), repr=False)
    wrong: tuple[Example | Pairs, ...] = field(default=(), repr=False)
    name: str = ""
    of_copies: bool = False

    def __repr__(self) -> str:
        return f"<Check {self.name}: {', '.join(kind.name for kind in self.kinds)}>"

    def __post_init__(self) -> None:
        if not callable(self.find):
            raise CheckError(f"find={self.find!r} is no function")
        if not self.name:
            object.__setattr__(self, "name", getattr(self.find, "__qualname__", repr(self.find)))
        for kind in self.kinds:
            if kind.severity not in SEVERITIES:
                known = ", ".join(SEVERITIES)
                raise CheckError(
                    f"the check {self.name}: severity {kind.severity!r} of {kind.name} is none of {known}"
                )
        for key, template in self.messages.items():
            try:
                fields_of(template)
            except ValueError as error:
                raise CheckError(f"the check {self.name}: message {key!r} is no template: {error}") from error
        if not self.right and not self.wrong:
            try:
                right, wrong = examples_of(getattr(self.find, "__doc__", None) or "")
            except CheckError as error:
                raise CheckError(f"the check {self.name}: {error}") from error
            object.__setattr__(self, "right", right)
            object.__setattr__(self, "wrong", wrong)

    def examples(self, *, right: bool) -> tuple[Example, ...]:
        """Return the right or the wrong examples; plain pairs are wrapped in `Example`."""
        given = self.right if right else self.wrong
        return tuple(example if isinstance(example, Example) else Example(example) for example in given)

    def run(self, view: PairView | DocumentView) -> list[Finding]:
        """Return the findings of the check in a pair or a document.

        Raises:
            CheckError: `find` failed, or yielded something that is not a finding of one of its kinds.
        """
        (findings,) = self.run_each((view,))
        return findings

    def run_each(self, views: Iterable[PairView | DocumentView]) -> list[list[Finding]]:
        """Return the findings in each of several pairs or documents, as `run` does."""
        find, found = self.find, list[list[Finding]]()
        try:
            for view in views:
                given = find(view)
                if given is None:
                    raise CheckError(
                        f"the check {self.name} gave None; it has to yield findings or return a list"
                    )
                found.append([*given])
            for finding in chain.from_iterable(found):
                self._refuse_unknown(finding)
        except CheckError:
            raise
        except Exception as error:
            raise CheckError(f"the check {self.name} failed: {type(error).__name__}: {error}") from error
        return found

    def _refuse_unknown(self, finding: Finding) -> None:
        if not isinstance(finding, Finding):
            raise CheckError(f"the check {self.name} failed: {finding!r} is no Finding")
        if all(finding.kind != kind.name for kind in self.kinds):
            known = ", ".join(kind.name for kind in self.kinds)
            raise CheckError(
                f"the check {self.name} found {finding.kind!r}, which is none of its kinds: {known}"
            )
        if not 0 <= finding.strength <= 1:
            raise CheckError(f"the check {self.name}: strength {finding.strength!r} is not between 0 and 1")
        for place in (finding.source, finding.target):
            if place is not None and not isinstance(place, Place):
                raise CheckError(
                    f"the check {self.name}: {place!r} is no Place; make it with `place(span)` or `whole()`"
                )

    def kind(self, finding: Finding) -> Kind:
        """Return the kind of a finding of this check."""
        return next(kind for kind in self.kinds if kind.name == finding.kind)

    def message(self, finding: Finding) -> str:
        """Return the message of a finding: one English sentence for an editor.

        Raises:
            CheckError: The check has no message with the key of the finding, or the finding lacks a field
                that the message needs.
        """
        key = finding.key or finding.kind
        if key not in self.messages:
            raise CheckError(f"the check {self.name} has no message {key!r}; give it one in `messages`")
        source, target = (place.surface if place else None for place in (finding.source, finding.target))
        try:
            return render(self.messages[key], finding.fields, source, target)
        except (LookupError, ValueError) as error:
            raise CheckError(f"the check {self.name}: message {key!r} can't be filled in: {error}") from error
