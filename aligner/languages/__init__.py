"""What is true of one language alone: a folder each, and the record that its `__init__` makes of it."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.languages.language import Language
from aligner.model.errors import SettingsError

__all__ = ["SPOKEN", "Language", "backends", "codes", "language", "language_of_tag", "register"]

# The language of the library itself: of its messages, and of labels that a language has no word for.
SPOKEN = "en"

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


def language_of_tag(tag: str | None) -> str | None:
    """The code of the language that a tag of other programs names; None if it is none of these.

    Examples:
        >>> language_of_tag("ko-KR"), language_of_tag("EN_us"), language_of_tag("fr"), language_of_tag(None)
        ('ko', 'en', None, None)
    """
    return _code_of((tag or "").lower(), codes())


@lru_cache(maxsize=256)
def _code_of(tag: str, known: tuple[str, ...]) -> str | None:
    return next((code for code in known if tag.startswith(code)), None)


def backends() -> tuple[str, ...]:
    """What a user may choose to decide on sentences where rules can't, of all languages."""
    return tuple(dict.fromkeys(backend for code in codes() for backend in language(code).splitting.backends))


def register(added: Language) -> None:
    """Make a language known that is no folder of the library."""
    _REGISTERED[added.code] = added


@cache
def _folders() -> tuple[str, ...]:
    return tuple(module.name for module in iter_modules(__path__) if module.ispkg)
