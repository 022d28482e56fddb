"""Names that became others: what a pair of languages knows of them, as rules that a check asks in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from aligner.model.name import Mention


class ChangedName(NamedTuple):
    """A name of the text in the first language, the one that stands in its place, and how sure that is."""

    first: Mention
    second: Mention
    strength: float


# From the texts of a pair, in the first and in the second language.
NameRule = Callable[[str, str], Iterator[ChangedName]]
