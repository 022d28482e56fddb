"""What is true of two languages: a folder for each pair, and the record that its `__init__` makes of it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.model.errors import SettingsError
from aligner.model.text import LanguageCode
from aligner.pairs.pair import LanguagePair

__all__ = ["LanguagePair", "codes", "pair_of", "pairs", "register"]

# Pairs that are no folder here, by the codes of their languages.
_REGISTERED: dict[tuple[str, str], LanguagePair] = {}


def pair_of(one: str, other: str) -> LanguagePair:
    """The record of two languages, given by code in either order.

    Raises:
        SettingsError: No pair has these languages.
    """
    return _REGISTERED.get((one, other)) or _REGISTERED.get((other, one)) or _of_folder(one, other)


@cache
def _of_folder(one: str, other: str) -> LanguagePair:
    for first, second in _folders():
        if {first, second} == {one, other}:
            found: LanguagePair = import_module(f"{__name__}.{first}_{second}").PAIR
            return found
    known = ", ".join(f"{first}-{second}" for first, second in pairs())
    raise SettingsError(f"no pair of languages {one!r} and {other!r}; there are {known}")


def pairs() -> tuple[tuple[str, str], ...]:
    """The codes of all pairs, those of the library first."""
    return (*_folders(), *_REGISTERED)


def codes() -> tuple[LanguageCode, ...]:
    """The codes of all languages that stand in a pair, in order of the pairs."""
    return tuple(dict.fromkeys(code for pair in pairs() for code in pair))


def register(added: LanguagePair) -> None:
    """Make a pair known that is no folder of the library."""
    _REGISTERED[added.first.code, added.second.code] = added


@cache
def _folders() -> tuple[tuple[str, str], ...]:
    names = (module.name.split("_") for module in iter_modules(__path__) if module.ispkg)
    return tuple((first, second) for first, second in names)
