"""Functions of one word that remember what they returned, for as many words as a long text has.

`functools.lru_cache` keeps its values in the order of their use, so that every look-up writes to several
places of the memory. A row needs about 200 look-ups, and with a dictionary each takes a third of that time.
When the dictionary is full, it becomes the older one, from which words in use move to the new one; so the
values that nobody asks for are gone after at most two rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, update_wrapper
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

# Values of each of the two dictionaries. The words of 4,000 rows of news and documents, which hold 28,000
# different ones, fit into both; full of words they take less memory than a cache of `lru_cache` with half
# as many values.
MOST = 16_384

_NOT_READ = object()


class _Table(dict[Key, Value], Generic[Key, Value]):
    """Values by key; those that are missing are read."""

    __slots__ = ("_before", "_read")

    def __init__(self, read: Callable[[Key], Value]) -> None:
        self._read = read
        self._before: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        value = self._before.get(key, _NOT_READ)
        if value is _NOT_READ:
            value = self._read(key)
        if len(self) >= MOST:
            self._before = dict(self)
            self.clear()
        self[key] = value  # type: ignore[assignment]
        return value  # type: ignore[return-value]

    def forget(self) -> None:
        """Drop all values."""
        self._before = {}
        self.clear()


def remembered(read: Callable[[Key], Value]) -> Callable[[Key], Value]:
    """Return a function that calls another one only for keys of which it does not know the value.

    As with `lru_cache`, its attribute `cache_clear` is a function that drops all values.

    Examples:
        >>> asked = []
        >>> @remembered
        ... def size(word: str) -> int:
        ...     asked.append(word)
        ...     return len(word)
        >>> [size("rain"), size("rain"), size("wind")], asked
        ([4, 4, 4], ['rain', 'wind'])
    """
    table = _Table(read)
    found = update_wrapper(partial(table.__getitem__), read)
    vars(found)["cache_clear"] = table.forget
    return found
