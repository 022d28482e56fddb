"""What is true of one language alone: a folder each, and the record that its `__init__` makes of it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.languages.language import Language
from aligner.model.errors import SettingsError

__all__ = ["Language", "backends", "codes", "language", "register"]

# Languages that are no folder here, by code: such as those that tests invent.
_REGISTERED: dict[str, Language] = {}


def language(code: str) -> Language:
    """The record of a language; its modules and tables are imported at the first use.

    Raises:
        SettingsError: No language has the code.
    """
    return _REGISTERED.get(code) or _of_folder(code)


@cache
def _of_folder(code: str) -> Language:
    if code not in _folders():
        raise SettingsError(f"language={code!r} is none of {', '.join(map(repr, codes()))}")
    found: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return found


def codes() -> tuple[str, ...]:
    """The codes of all languages, those of the library first."""
    return (*_folders(), *_REGISTERED)


def backends() -> tuple[str, ...]:
    """What a user may choose to decide on sentences where rules can't, of all languages."""
    return tuple(dict.fromkeys(backend for code in codes() for backend in language(code).splitting.backends))


def register(added: Language) -> None:
    """Make a language known that is no folder of the library."""
    _REGISTERED[added.code] = added


@cache
def _folders() -> tuple[str, ...]:
    return tuple(module.name for module in iter_modules(__path__) if module.ispkg)
