"""What the pages that are open show of each document, so that only what changed is sent."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from aligner.review.desk import MOST_OPEN
from aligner.review.opened import Opened
from aligner.review.pages import state_of
from aligner.review.shown import Shown, difference, first_shown, shown_after, whole

# So many looks at a document are remembered: windows that are further behind get all of it.
MOST_LOOKS = 3


class Looks:
    """What the pages that are open show of each document, so that only what changed is sent."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: OrderedDict[str, list[Shown]] = OrderedDict()

    def shown(self, key: str, opened: Opened) -> Shown:
        """The document as it is shown now."""
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
        """What a page has to do to show the document as it stands, from the version that it shows."""
        shown = self.shown(key, opened)
        with self._lock:
            before = next((one for one in self._shown.get(key, ()) if one.version == since), None)
        parts = whole(shown, opened) if before is None else difference(before, shown, opened)
        return {**parts, "state": state_of(opened)}
