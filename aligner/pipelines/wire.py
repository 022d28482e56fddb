"""Pickle the results of a worker in half of the time: values of frozen classes go as class and arguments.

A result of one page has some 150 frozen dataclasses. Python 3.11 pickles each of them with two functions that
look up all fields again, for every value on both sides. Here a field getter is made once for each class, and
the value is made again by a call of its class. Everything else is pickled as ever, and what comes out of
`unpacked` is the same.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

_Reducer = Callable[[Any], "str | tuple[Any, ...]"]


def packed(value: object) -> bytes:
    """Pickle a value.

    Examples:
        >>> from aligner.model.bead import Bead
        >>> unpacked(packed([Bead(range(0, 1), range(0, 2))]))
        [Bead(source=range(0, 1), target=range(0, 2))]
    """
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return file.getvalue()


def unpacked(content: bytes) -> Any:
    """Make the value again.

    Thousands of new values would start the garbage collector again and again, in vain, for more time than it
    takes to make them; so it rests meanwhile.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(content)
    finally:
        if collects:
            gc.enable()


class _Reducers(dict[type, _Reducer]):
    """How the values of each class are pickled, found out at the first value."""

    def __missing__(self, kind: type) -> _Reducer:
        if issubclass(kind, type):
            raise KeyError(kind)  # the value is a class, which goes by its name
        reducer = copyreg.dispatch_table.get(kind) or (_called(kind) if _is_plain(kind) else _as_ever)
        self[kind] = reducer
        return reducer


_REDUCERS = _Reducers()


def _is_plain(kind: type) -> bool:
    """Whether a class is a frozen dataclass with slots whose values a call with all fields makes again.

    A class with a single field is left as it is: its getter would return no tuple.
    """
    own = vars(kind)
    return (
        "__dataclass_fields__" in own
        and "__slots__" in own
        and own["__dataclass_params__"].init
        and getattr(own.get("__getstate__"), "__module__", None) == "dataclasses"
        and all(getattr(kind, name) is getattr(object, name) for name in ("__reduce__", "__reduce_ex__"))
        and not hasattr(kind, "__post_init__")
        and len(fields(kind)) > 1
        and all(field.init and not field.kw_only for field in fields(kind))
    )


def _called(kind: type) -> _Reducer:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


def _as_ever(value: Any) -> str | tuple[Any, ...]:
    reduced: str | tuple[Any, ...] = value.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    return reduced
