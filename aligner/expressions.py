"""Regular expressions that are compiled at their first use.

Of the 1,300 regular expressions that exist after the first page, two in five have never been used, and
compiling these took a tenth of the time of a first page (`re` visits every syllable of `[가-힣]` to compile
it). So patterns that are made by the dozen from a table, or are used for few texts only, are an
`expression`; patterns that are used for every sentence may be compiled at once.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_USED = (*_METHODS, "flags", "groups", "groupindex")


def expression(pattern: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """Make a regular expression like `re.compile`, but compile it, and raise its errors, at its first use.

    Examples:
        >>> number = expression(r"[0-9]+")
        >>> number.findall("1 and 22"), number.pattern
        (['1', '22'], '[0-9]+')
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, int(flags)))


class _Compiled:
    """Holds the methods of the pattern as its own attributes, so that a call costs no more."""

    pattern: Any
    _flags: int

    def __reduce__(self) -> tuple[Any, ...]:
        return expression, (self.pattern, self._flags)

    def __repr__(self) -> str:
        return f"expression({self.pattern!r}, {self._flags})"


class _Uncompiled(_Compiled):
    """A pattern that is not compiled yet; it becomes a `_Compiled` at the first use of a method."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USED:
            raise AttributeError(f"a regular expression has no {name!r}")
        compiled = re.compile(self.pattern, self._flags)
        attributes = {each: getattr(compiled, each) for each in _USED}
        self.__dict__.update(attributes)
        self.__class__ = _Compiled  # type: ignore[assignment]
        return attributes[name]
