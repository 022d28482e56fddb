"""Reads the configuration of a project: `aligner.toml`, or `[tool.aligner]` in its `pyproject.toml`.

    ignore = ["split", "merge"]          # kinds not to report; the key `kinds` names those to report
    least-severity = "warning"
    fail-on = "error"
    source-language = "ko"
    glossary = ["terms.tsv"]             # paths count from the folder of the file
    baseline = "accepted.tsv"
    skip = ["locked", "untranslated"]    # states of units that are not checked
    document = false
    exclude = ["drafts/**"]              # files that are not checked
    checks = ["our_house.style:SHOUTING"]

    [severities]                         # by kind
    number = "warning"

    [error-rates]                        # errors in 100 pairs, by kind
    number = 2.0

    [ignore-by-path]                     # kinds by pattern of paths, `all` for every kind
    "legacy/*.tmx" = ["marker"]

    [[rules]]
    name = "centre"
    target = '\\bCentre\\b'
    message = "Write Center, not {target}."

The first of these files is used that is found in the folder of the run or a folder above it. Options of the
command override it. An unknown key is an error; the message names the most similar key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from aligner.checks.rules import Rule
from aligner.formats.whole import content_of
from aligner.model.errors import AlignerError, FormatError, InputError, SettingsError
from aligner.model.mismatch import SEVERITIES, Severity

FILE, PROJECT = "aligner.toml", "pyproject.toml"
ALL = "all"  # kinds of `ignore-by-path`
STATES = ("untranslated", "locked", "approved")


@dataclass(frozen=True, slots=True)
class Config:
    """The choices of a configuration file, by key; None or empty if the file does not have the key.

    `folder` is the folder of the file.
    """

    folder: Path = field(default_factory=Path)
    ignore: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    least_severity: Severity | None = None
    fail_on: str | None = None
    source_language: str | None = None
    glossary: tuple[str, ...] = ()
    baseline: str | None = None
    skip: tuple[str, ...] | None = None
    document: bool = False
    exclude: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    error_rates: Mapping[str, float] = field(default_factory=dict)
    ignore_by_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()

    def path(self, name: str) -> Path:
        """Resolve a path of the file, which is relative to its folder."""
        return self.folder / name

    def leaves_out(self, name: str) -> bool:
        """Return whether a file is excluded from checking."""
        return any(_fits(name, pattern, self.folder) for pattern in self.exclude)

    def ignored_in(self, name: str) -> tuple[str, ...]:
        """Return the kinds that are not reported in a file, by its path."""
        return tuple(
            kind
            for pattern, kinds in self.ignore_by_path.items()
            if _fits(name, pattern, self.folder)
            for kind in kinds
        )


def _fits(name: str, pattern: str, folder: Path) -> bool:
    """Return whether a path matches a pattern; `*` also matches across folders, as `**` does in shells."""
    path = Path(name).resolve()
    try:
        shown = path.relative_to(folder.resolve()).as_posix()
    except ValueError:
        shown = path.as_posix()
    return fnmatchcase(shown, pattern) or fnmatchcase(shown, f"*/{pattern}")


def config_of(given: Path | None, folder: Path | None = None) -> Config:
    """Read the given configuration, or the first one found from a folder upwards; else an empty one.

    Raises:
        InputError: The file can't be read or is no TOML.
        SettingsError: A key is not known, or its value is not allowed.
    """
    if given is not None:
        return _read(given, required=True) or Config()
    start = (folder or Path()).resolve()
    for place in (start, *start.parents):
        for name in (FILE, PROJECT):
            if (place / name).is_file() and (config := _read(place / name)):
                return config
    return Config()


def _read(path: Path, *, required: bool = False) -> Config | None:
    """Read the configuration in a file; None for a `pyproject.toml` that has no table for aligner."""
    try:
        values = tomllib.loads(content_of(path).decode("utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: the configuration can't be read: {error.strerror or error}") from error
    # ValueError: no TOML, no UTF-8, or a number of thousands of digits.
    except (ValueError, RecursionError, FormatError) as error:
        if path.name == PROJECT and not required:
            return None  # the file may be meant for other tools only
        raise InputError(f"{path}: not TOML: {error}") from error
    if path.name == PROJECT:
        tools = values.get("tool")
        own = tools.get("aligner") if isinstance(tools, dict) else None
        if own is None:
            return Config(path.parent) if required else None
        values = own
    try:
        if not isinstance(values, dict):
            raise SettingsError(f"tool.aligner: a table was expected, not {values!r}")
        return Config(path.parent, **_checked(values))
    except AlignerError as error:
        raise type(error)(f"{path}: {error}") from error
    except ValueError as error:  # a number that is too long to be put into a message
        raise SettingsError(f"{path}: {error}") from error


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the checked values, by the names of the fields of `Config`."""
    for key in values:
        if key not in _KEYS:
            raise SettingsError(unknown("key", key, _KEYS))
    return {key.replace("-", "_"): _KEYS[key](key, value) for key, value in values.items()}


def unknown(sort: str, name: str, known: Iterable[str]) -> str:
    """Return an error message for an unknown name, with the most similar name, or all if none is similar."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    names = list(known)
    near = extractOne(
        name, names, scorer=ratio, score_cutoff=60
    )  # of 100: more than half of the letters agree
    cure = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    return f"there is no {sort} {name!r}; {cure}"


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{key}: a text was expected, not {value!r}")
    return value


def _texts(key: str, value: Any) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise SettingsError(f"{key}: a list of texts was expected, not {value!r}")
    return tuple(texts)


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f"{key}: true or false was expected, not {value!r}")
    return value


def _one_of(*allowed: str) -> Callable[[str, Any], str]:
    def checked(key: str, value: Any) -> str:
        if value not in allowed:
            raise SettingsError(f"{key}: {value!r} is none of {', '.join(allowed)}")
        return _text(key, value)

    return checked


def _several_of(*allowed: str) -> Callable[[str, Any], tuple[str, ...]]:
    checked = _one_of(*allowed)
    return lambda key, value: tuple(checked(key, text) for text in _texts(key, value))


def _table(of_value: Callable[[str, Any], Any]) -> Callable[[str, Any], dict[str, Any]]:
    def checked(key: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise SettingsError(f"{key}: a table was expected, not {value!r}")
        return {name: of_value(f"{key}.{name}", given) for name, given in value.items()}

    return checked


def _number(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SettingsError(f"{key}: a number was expected, not {value!r}")
    try:
        return float(value)
    except OverflowError as error:
        raise SettingsError(f"{key}: the number is too large") from error


def _rules(key: str, value: Any) -> tuple[Rule, ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise SettingsError(f"{key}: tables [[{key}]] were expected, not {value!r}")
    return tuple(_rule(row) for row in value)


def _rule(row: Mapping[str, Any]) -> Rule:
    known = {rule_field.name.replace("_", "-"): rule_field.name for rule_field in fields(Rule)}
    for name, value in row.items():
        if name not in known:
            raise SettingsError(f"rules: {unknown('key', name, known)}")
        _text(f"rules.{name}", value)
    if missing := {"name", "message"} - row.keys():
        raise SettingsError(f"rules: a rule needs {' and '.join(sorted(missing))}: {dict(row)!r}")
    return Rule(**{known[name]: value for name, value in row.items()})


def loaded_check(written: str) -> Any:
    """Import a check by its place, `module:NAME`.

    Raises:
        SettingsError: There is no such check.
    """
    from importlib import import_module

    module, colon, name = written.partition(":")
    if not colon or not re.fullmatch(r"[\w.]+", module) or not re.fullmatch(r"[\w.]+", name):
        raise SettingsError(f"checks: {written!r} is no place of a check, module:NAME")
    try:
        check: Any = import_module(module)
        for part in name.split("."):
            check = getattr(check, part)
    except Exception as error:
        raise SettingsError(f"checks: {written} can't be loaded: {type(error).__name__}: {error}") from error
    return check


_SEVERITY = _one_of(*SEVERITIES)
# For each key, the function that checks and converts its value.
_KEYS: dict[str, Callable[[str, Any], Any]] = {
    "ignore": _texts,
    "kinds": _texts,
    "least-severity": _SEVERITY,
    "fail-on": _one_of(*SEVERITIES, "never"),
    "source-language": _text,
    "glossary": _texts,
    "baseline": _text,
    "skip": _several_of(*STATES),
    "document": _flag,
    "exclude": _texts,
    "checks": _texts,
    "severities": _table(_SEVERITY),
    "error-rates": _table(_number),
    "ignore-by-path": _table(_texts),
    "rules": _rules,
}


def kinds_left_out(config: Config, known: Sequence[str], where: str = "") -> frozenset[str]:
    """Return the kinds that a configuration excludes.

    Args:
        config: The configuration.
        known: The names of all kinds.
        where: A file, to add the kinds that are not reported in it; empty for none.

    Raises:
        SettingsError: A kind is unknown; the message names the most similar one.
    """
    by_path = config.ignored_in(where) if where else ()
    for kind in (*config.ignore, *config.kinds, *config.severities, *config.error_rates, *by_path):
        if kind not in known and kind != ALL:
            raise SettingsError(unknown("kind", kind, known))
    left_out = set(config.ignore) | set(by_path)
    if config.kinds:
        left_out |= set(known) - set(config.kinds)
    return frozenset(known) if ALL in left_out else frozenset(left_out)
