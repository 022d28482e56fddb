"""Apply what is known in advance: sentences that belong together, fixed beads, borders that no bead crosses.

Every bead that contradicts a constraint is forbidden. The best ladder of the remaining beads is then searched
as usual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from aligner.ladder.lattice import Lattice
from aligner.model.bead import Bead, Constraints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


# Finite, because the scores of unmatched sentences are summed and subtracted again (`Lattice.running`).
FORBIDDEN = -1e6


def constrain(lattice: Lattice, constraints: Constraints) -> Lattice:
    """Return a lattice without the beads that contradict the constraints; `lattice` if there are none."""
    if not (constraints.anchors or constraints.locked or constraints.borders):
        return lattice
    beads = {kind: table.copy() for kind, table in lattice.beads.items()}
    dropped, added = lattice.dropped.copy(), lattice.added.copy()
    for i, j in constraints.anchors:
        dropped[i] = added[j] = FORBIDDEN
        for kind, table in beads.items():
            holds_source = _holding(table.shape[0], kind[0], range(i, i + 1))[:, None]
            holds_target = _holding(table.shape[1], kind[1], range(j, j + 1))[None, :]
            table[holds_source != holds_target] = -np.inf
    for bead in constraints.locked:
        _lock(bead, beads, dropped, added)
    _part(constraints.borders, beads)
    return Lattice(beads, dropped, added)


def _part(borders: Sequence[tuple[int, int]], beads: Mapping[tuple[int, int], Table]) -> None:
    """Forbid, in place, the beads that reach across a border on either side."""
    if not borders:
        return
    edges = np.array(borders)
    for (left, right), table in beads.items():
        first, last = (
            tuple(
                np.searchsorted(edges[:, side], np.arange(size) + shift, side="right")
                for side, size, shift in ((0, table.shape[0], rows), (1, table.shape[1], columns))
            )
            for rows, columns in ((0, 0), (left - 1, right - 1))
        )
        whole = [start == end for start, end in zip(first, last, strict=True)]
        table[~(whole[0][:, None] & whole[1][None, :] & (first[0][:, None] == first[1][None, :]))] = -np.inf


def _lock(bead: Bead, beads: dict[tuple[int, int], Table], dropped: Table, added: Table) -> None:
    """Forbid, in place, every bead that shares a sentence with `bead`, and add `bead` itself."""
    for kind, table in beads.items():
        holds_source = _holding(table.shape[0], kind[0], bead.source)[:, None]
        holds_target = _holding(table.shape[1], kind[1], bead.target)[None, :]
        table[np.broadcast_to(holds_source, table.shape) | holds_target] = -np.inf
    if bead.source and bead.target:
        dropped[bead.source.start : bead.source.stop] = FORBIDDEN
        added[bead.target.start : bead.target.stop] = FORBIDDEN
        left, right = bead.kind
        if bead.kind not in beads:
            beads[bead.kind] = np.full((len(dropped) - left + 1, len(added) - right + 1), -np.inf)
        beads[bead.kind][bead.source.start, bead.target.start] = 0.0


def _holding(size: int, width: int, numbers: range) -> NDArray[np.bool_]:
    """Tell for each span of `width` sentences, by its first sentence, whether it holds any of `numbers`."""
    starts = np.arange(size)
    return (
        (starts < numbers.stop) & (starts + width > numbers.start) if numbers else np.zeros(size, dtype=bool)
    )
