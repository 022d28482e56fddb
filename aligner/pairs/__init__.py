"""Knowledge about pairs of languages: one folder per pair, whose `__init__` builds the pair's record."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.model.errors import SettingsError
from aligner.model.text import LanguageCode
from aligner.pairs.pair import LanguagePair

__all__ = ["LanguagePair", "codes", "direction", "directions", "pair_of", "pairs", "register"]

# Pairs added by `register`, which have no folder here, by the codes of their languages.
_REGISTERED: dict[tuple[str, str], LanguagePair] = {}


def pair_of(one: str, other: str) -> LanguagePair:
    """Find the record of two languages, given by code in either order.

    Args:
        one, other: Codes, such as `ko` and `en`.

    Raises:
        SettingsError: No pair has these languages.

    Examples:
        >>> pair_of("en", "ko").codes
        ('ko', 'en')
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
    """Return the codes of all pairs, the built-in pairs first.

    Examples:
        >>> pairs()[0]
        ('ko', 'en')
    """
    return (*_folders(), *_REGISTERED)


def directions() -> tuple[tuple[LanguageCode, LanguageCode], ...]:
    """Return the (source, target) codes of every known direction; a pair's own order precedes its reverse.

    Examples:
        >>> directions()[:2]
        (('ko', 'en'), ('en', 'ko'))
    """
    return tuple(way for first, second in pairs() for way in ((first, second), (second, first)))


def direction(
    source: LanguageCode | None = None, target: LanguageCode | None = None
) -> tuple[LanguageCode, LanguageCode]:
    """Return the (source, target) codes of a translation, and fill in a side that is unknown.

    Args:
        source, target: Codes, None if unknown. If no pair has both, the source decides; if no pair has the
            source either, the first direction of the first pair is returned.

    Examples:
        >>> direction("en"), direction(target="en"), direction()
        (('en', 'ko'), ('ko', 'en'), ('ko', 'en'))
    """
    for wanted in ((source, target), (source, None)):
        for way in directions():
            if all(code in (None, known) for code, known in zip(wanted, way, strict=True)):
                return way
    return directions()[0]


def codes() -> tuple[LanguageCode, ...]:
    """Return the codes of all languages that are in a pair, each once, in the order of the pairs.

    Examples:
        >>> codes()[:2]
        ('ko', 'en')
    """
    return tuple(dict.fromkeys(code for pair in pairs() for code in pair))


def register(added: LanguagePair) -> None:
    """Add a pair from outside the library; it replaces a pair of its two languages, if there is one.

    Examples:
        >>> from dataclasses import replace
        >>> from aligner.languages import language
        >>> other = replace(language("en"), code="qen")
        >>> register(replace(pair_of("ko", "en"), second=other))
        >>> pair_of("ko", "qen").codes
        ('ko', 'qen')
        >>> _ = _REGISTERED.pop(("ko", "qen"))
    """
    _REGISTERED[added.first.code, added.second.code] = added


@cache
def _folders() -> tuple[tuple[str, str], ...]:
    names = (module.name.split("_") for module in iter_modules(__path__) if module.ispkg)
    return tuple((first, second) for first, second in names)
