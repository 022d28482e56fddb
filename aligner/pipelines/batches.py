"""Cut a stream of items into batches for several workers: small at both ends, large in between.

The first batches are small, so that the first results come soon. The last ones are small, so that all workers
end at about the same time; for this the number of items must be known. A batch in between saves the time for
passing on single items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

# A batch takes at most this share of the items that are left for each worker ("factoring": Hummel, Schonberg
# and Flynn 1992, "Factoring: a method for scheduling parallel loops", take a half of them).
_SHARE = 2


def batches(items: Iterable[Item], most: int, workers: int, total: int = 0) -> Iterator[list[Item]]:
    """Cut the items into lists.

    Args:
        items: Any number of them.
        most: Items of the largest batch.
        workers: How many workers share the batches.
        total: How many items there are; 0 if that is not known. A wrong number does no harm.

    If `items` raises, the exception comes after what was given before.

    Examples:
        >>> [len(batch) for batch in batches(range(100), 32, 2)]
        [1, 1, 1, 1, 2, 3, 4, 6, 9, 14, 21, 31, 6]
        >>> [len(batch) for batch in batches(range(40), 32, 2, total=40)]
        [1, 1, 1, 1, 2, 3, 4, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1]
    """
    source = iter(items)
    done = 0
    while True:
        # At most as many as each worker has had already.
        size = min(most, done // workers)
        if done < total:
            size = min(size, (total - done) // (_SHARE * workers))
        batch: list[Item] = []
        try:
            for item in islice(source, max(size, 1)):
                batch.append(item)
        except Exception:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch
        done += len(batch)
