"""The languages: one folder each, whose `__init__` makes a record of what is true of that language alone.

`SPOKEN` is the code of the language that the library itself writes its messages in.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from aligner.languages.language import Language
from aligner.model.errors import SettingsError

__all__ = ["SPOKEN", "Language", "backends", "codes", "language", "language_of_tag", "register"]

# The language of messages, and of labels that another language has no word for.
SPOKEN = "en"

# Languages without a folder in this package, by code; tests register invented ones.
_REGISTERED: dict[str, Language] = {}


def language(code: str) -> Language:
    """Return the record of a language; its modules and tables are loaded at the first use.

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
    record: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return record


def codes() -> tuple[str, ...]:
    """Return the codes of all languages: first the folders of this package, then registered ones.

    Examples:
        >>> codes()[:2]
        ('en', 'ko')
    """
    return (*_folders(), *_REGISTERED)


def language_of_tag(tag: str | None) -> str | None:
    """Return the code of the language that a tag such as `ko-KR` names; None if that language is unknown.

    Examples:
        >>> language_of_tag("ko-KR"), language_of_tag("EN_us"), language_of_tag("fr"), language_of_tag(None)
        ('ko', 'en', None, None)
    """
    return _code_of((tag or "").lower(), codes())


@lru_cache(maxsize=256)
def _code_of(tag: str, known: tuple[str, ...]) -> str | None:
    return next((code for code in known if tag.startswith(code)), None)


def backends() -> tuple[str, ...]:
    """Return the names of all backends that a user may choose for splitting sentences, in any language.

    Examples:
        >>> "rules" in backends()
        True
    """
    return tuple(dict.fromkeys(backend for code in codes() for backend in language(code).splitting.backends))


def register(added: Language) -> None:
    """Add a language that has no folder in this package, replacing any registered one with an equal code.

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
