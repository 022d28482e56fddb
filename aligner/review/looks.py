"""Remembers what open pages show of each document, so that only the differences are sent."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from aligner.review.desk import MOST_OPEN
from aligner.review.opened import Opened
from aligner.review.pages import state_of
from aligner.review.shown import Shown, difference, first_shown, shown_after, whole

# Number of versions of a document that are remembered; a window with an older version gets the whole
# document.
MOST_LOOKS = 3


class Looks:
    """The last versions of each document that were sent to a page."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: OrderedDict[str, list[Shown]] = OrderedDict()

    def shown(self, key: str, opened: Opened) -> Shown:
        """Return a document as pages show it now, and remember it as the last version."""
        with self._lock:
            looks = self._shown.setdefault(key, [])
            self._shown.move_to_end(key)
            if not looks:
                looks.append(first_shown(opened))
            elif looks[-1].version != opened.version:
                looks.append(shown_after(looks[-1], opened))
            del looks[:-MOST_LOOKS]
            while len(self._shown) > MOST_OPEN:
                self._shown.popitem(last=False)
            return looks[-1]

    def answer(self, key: str, opened: Opened, since: int | None) -> dict[str, Any]:
        """Return what a page needs to show the present document.

        Args:
            key: Key of the document.
            opened: The document.
            since: The version that the page shows; None or an unknown one gives the whole document.
        """
        shown = self.shown(key, opened)
        with self._lock:
            before = next((look for look in self._shown.get(key, ()) if look.version == since), None)
        parts = whole(shown, opened) if before is None else difference(before, shown, opened)
        return {**parts, "state": state_of(opened)}
