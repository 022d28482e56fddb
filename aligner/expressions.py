"""Regular expressions that are compiled once for all processes, and only if they are used.

A first page needs 700 expressions, and compiling them took a quarter of its time (`re` visits every syllable
of `[가-힣]`). So what `re` makes of a pattern is kept beside the compiled modules, and a later process gives
it to the engine as it is, in a fiftieth of that time. It is kept for one build of Python, under the text of
the pattern; the engine checks it, and what is missing or damaged is compiled as ever.

Two in five of the 1,300 expressions that exist after the first page have never been used. So patterns that
are made by the dozen from a table, or are used for few texts only, are an `expression`; patterns that are
used for every sentence are `compiled` at once.
"""

from __future__ import annotations

import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import FunctionType, SimpleNamespace
from typing import Any, AnyStr, cast

from aligner.kept import Gathered

PROBE = "(a)|b"  # the pattern on which the engine is tried
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


def compiled(pattern: AnyStr, flags: int | re.RegexFlag = 0) -> re.Pattern[AnyStr]:
    """Compile a regular expression like `re.compile`; for patterns of the library, not of the user.

    Examples:
        >>> compiled(r"[0-9]+").findall("1 and 22")
        ['1', '22']
    """
    if isinstance(pattern, str):
        return _library().pattern(pattern, int(flags))
    return re.compile(pattern, flags)


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
        pattern = compiled(self.pattern, self._flags)
        attributes = {each: getattr(pattern, each) for each in _USED}
        self.__dict__.update(attributes)
        self.__class__ = _Compiled  # type: ignore[assignment]
        return attributes[name]


# ---------------------------------------------------------------- what is kept

# What `re` gives to the engine for a pattern: flags, code as bytes, number of groups, groups by name, names
# of the groups.
_Given = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

# More expressions than the library has (a first page uses 700). Patterns of older tables, which nothing uses
# any more, leave the file when it has so many.
_MOST = 4_000


class _Engine:
    """The two halves of `re.compile`: from the text of a pattern to code, and from code to the pattern.

    Both are inner parts of Python, the same in 3.11 to 3.14, and are tried on one pattern.

    Raises:
        ImportError, AttributeError, RuntimeError, TypeError, ValueError: This Python has other parts.
    """

    def __init__(self) -> None:
        compiler, self._engine = import_module("re._compiler"), import_module("_sre")
        self.facts = [sys.version, sys.byteorder, str(self._engine.MAGIC), str(self._engine.CODESIZE)]
        # A copy of the function that returns what it would give to the engine.
        parts = vars(compiler) | {"_sre": SimpleNamespace(compile=lambda *given: given)}
        self._given = FunctionType(compiler.compile.__code__, parts, argdefs=(0,))
        if self.pattern(PROBE, self.given(PROBE, 0)).findall("ab") != ["a", ""]:
            raise RuntimeError("the engine of regular expressions is another one")

    def given(self, pattern: str, flags: int) -> _Given:
        """Return what `re` gives to the engine for a pattern."""
        _, all_flags, code, groups, numbers, names = self._given(pattern, flags)
        return int(all_flags), array("I", code).tobytes(), groups, dict(numbers), names

    def pattern(self, text: str, given: _Given) -> re.Pattern[str]:
        """Return the pattern; the engine checks the code that it is given.

        Raises:
            RuntimeError, TypeError, ValueError: The code is damaged.
        """
        flags, code, groups, numbers, names = given
        found = self._engine.compile(text, flags, array("I", code).tolist(), groups, numbers, names)
        return cast("re.Pattern[str]", found)


class _Library:
    """The expressions that this process has used, and those that earlier processes have kept."""

    def __init__(self) -> None:
        self._patterns: dict[tuple[str, int], re.Pattern[str]] = {}
        self._engine: _Engine | None = None
        with suppress(ImportError, AttributeError, RuntimeError, TypeError, ValueError):
            self._engine = _Engine()
            self._kept = Gathered[tuple[str, int], _Given](__file__, self._engine.facts, _MOST)

    def pattern(self, text: str, flags: int) -> re.Pattern[str]:
        """Return a pattern, compiled before if possible."""
        key = text, flags
        found = self._patterns.get(key)
        if found is None:
            found = self._compiled(self._engine, text, flags) if self._engine else re.compile(text, flags)
            if len(self._patterns) < _MOST:
                self._patterns[key] = found
        return found

    def _compiled(self, engine: _Engine, text: str, flags: int) -> re.Pattern[str]:
        given = self._kept.take((text, flags))
        if given is not None:
            with suppress(RuntimeError, TypeError, ValueError):
                return engine.pattern(text, given)
        if not self._kept.is_open:
            return re.compile(text, flags)
        given = engine.given(text, flags)
        self._kept.add((text, flags), given)
        return engine.pattern(text, given)


_library = cache(_Library)
