"""What is true of one language alone: a folder for each, and the record that its `__init__` makes.

`SPOKEN` is the language of the library itself.
"""

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
    """Find the record of a language. Its modules and tables are imported at the first use.

    Raises:
        SettingsError: No language has the code.

    Examples:
        >>> language("ko").name
        'Korean'
    """
    return _REGISTERED.get(code) or _of_folder(code)


@cache
def _of_folder(code: str) -> Language:
    if code not in _folders():
        raise SettingsError(f"language={code!r} is none of {', '.join(map(repr, codes()))}")
    found: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return found


def codes() -> tuple[str, ...]:
    """The codes of all languages, those of the library first.

    Examples:
        >>> codes()[:2]
        ('en', 'ko')
    """
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
    """The names that a user may give for what decides on sentences where rules can't, in all languages.

    Examples:
        >>> "rules" in backends()
        True
    """
    return tuple(dict.fromkeys(backend for code in codes() for backend in language(code).splitting.backends))


def register(added: Language) -> None:
    """Make a language known that is not a folder of the library. A language of the same code is replaced.

    Examples:
        >>> from dataclasses import replace
        >>> register(replace(language("en"), code="qen", name="Another English"))
        >>> language("qen").name, "qen" in codes()
        ('Another English', True)
        >>> _ = _REGISTERED.pop("qen")
    """
    _REGISTERED[added.code] = added


@cache
def _folders() -> tuple[str, ...]:
    return tuple(module.name for module in iter_modules(__path__) if module.ispkg)
