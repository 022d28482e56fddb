"""Collects the checks of the library, their kinds, and the messages of each kind.

Every module of this folder that is not in `MACHINERY` holds checks. The modules are read in order of their
names, and the checks of a module in the order in which they are written. Kinds have the order of
`tables/kinds.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from aligner.checks.check import Check
from aligner.checks.kinds import known_order
from aligner.model.mismatch import Kind

MACHINERY = frozenset(
    [
        "batches",
        "check",
        "choice",
        "confidence",
        "examples",
        "finding",
        "identity",
        "judge",
        "kinds",
        "manner",
        "messages",
        "registry",
        "rules",
        "view",
    ]
)


def _checks() -> Iterator[Check]:
    for name in sorted(module.name for module in iter_modules([str(Path(__file__).parent)])):
        if name not in MACHINERY:
            module = import_module(f"{__package__}.{name}")
            # A check that the module imports from another module is left out.
            yield from (
                value
                for value in vars(module).values()
                if isinstance(value, Check) and value.find.__module__ == module.__name__
            )


CHECKS: tuple[Check, ...] = tuple(_checks())


def _kinds() -> dict[str, Kind]:
    """Return all kinds by name, in the order of the table; kinds without a row come last."""
    order, last = known_order(), len(known_order())
    kinds = {kind.name: kind for check in CHECKS for kind in check.kinds}
    return dict(sorted(kinds.items(), key=lambda item: order.get(item[0], last)))


KINDS = _kinds()


def templates_of(kind: str) -> Iterator[str]:
    """Yield the English message templates of all checks that find a kind."""
    for check in CHECKS:
        if any(known.name == kind for known in check.kinds):
            yield from check.messages.values()
