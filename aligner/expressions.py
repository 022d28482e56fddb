"""Regular expressions that are compiled at their first use.

Of the 1,300 that are known after one page two in five were never asked, and compiling them took a tenth of
the time of a first page (`re` looks at every syllable of `[가-힣]` to compile it). So what is made by the
dozen from a table, or is asked of few texts only, is an `expression`; what every sentence is searched for
may as well be compiled at once.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_USED = (*_METHODS, "flags", "groups", "groupindex")


def expression(pattern: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """A regular expression as of `re.compile`; one that is badly formed raises its error when it is used.

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
    """Becomes the one above at the first look-up of anything but the pattern itself."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _USED:
            raise AttributeError(f"a regular expression has no {name!r}")
        compiled = re.compile(self.pattern, self._flags)
        found = {each: getattr(compiled, each) for each in _USED}
        self.__dict__.update(found)
        self.__class__ = _Compiled  # type: ignore[assignment]
        return found[name]
