"""Names of territories, days, months, currencies and units from CLDR, in any of our languages.

They come from Babel, which takes 10 MB and 40 ms to load with the data of two languages. The names that we
need are few, so they are kept for the next start, and Babel is loaded only to find them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from aligner.kept import kept
from aligner.model.text import LanguageCode


class Names(NamedTuple):
    """Names in one language; codes are those of CLDR.

    Attributes:
        territories: Name of each country and region, by code.
        cities: Name of the city of each time zone that has one, by zone (`Asia/Seoul`).
        months: Names by width (`wide`, `abbreviated`) and number, from 1.
        days: Names by width and number, from 0 (Monday).
        currencies: Name of each currency, by code.
        currencies_counted: Names of each currency after a number, by code.
        units: For each unit the patterns of a length, by length (`long`, `short`) and count (`one`).
    """

    territories: Mapping[str, str]
    cities: Mapping[str, str]
    months: Mapping[str, Mapping[int, str]]
    days: Mapping[str, Mapping[int, str]]
    currencies: Mapping[str, str]
    currencies_counted: Mapping[str, tuple[str, ...]]
    units: Mapping[str, Mapping[str, Mapping[str, str]]]


@cache
def names(language: LanguageCode) -> Names:
    """Return the names in a language."""
    return Names(*kept(__file__, sources(language), "", lambda: _names(language), part=language))


@cache
def zone_territories() -> Mapping[str, str]:
    """Return the code of the territory of each time zone."""
    return kept(__file__, sources(), "", _of_all_languages, part="all")[0]


@cache
def currency_codes() -> tuple[str, ...]:
    """Return the codes of all currencies, in order."""
    return kept(__file__, sources(), "", _of_all_languages, part="all")[1]


def sources(*languages: LanguageCode) -> list[Path]:
    """Return the files that hold the names, without loading Babel, for values that are made of them."""
    babel = find_spec("babel")
    assert babel is not None and babel.origin is not None
    folder = Path(babel.origin).parent
    data = [folder / "global.dat", *(folder / "locale-data" / f"{name}.dat" for name in ("root", *languages))]
    return [Path(__file__), *data]


def _of_all_languages() -> tuple[dict[str, str], tuple[str, ...]]:
    from babel.core import get_global
    from babel.numbers import list_currencies

    return dict(get_global("zone_territories")), tuple(sorted(list_currencies()))


def _names(language: LanguageCode) -> tuple[Any, ...]:
    """Read the names with Babel, in the order of the fields of `Names`, as values that can be kept."""
    from babel import Locale

    locale = Locale(language)
    widths = ("wide", "abbreviated")
    return (
        dict(locale.territories),
        {zone: of["city"] for zone, of in locale.time_zones.items() if "city" in of},
        {width: dict(locale.months["format"][width]) for width in widths},
        {width: dict(locale.days["format"][width]) for width in widths},
        dict(locale.currencies),
        {code: tuple(of.values()) for code, of in dict(locale._data["currency_names_plural"]).items()},
        {
            unit: {length: _plain(of[length]) for length in ("long", "short") if length in of}
            for unit, of in dict(locale._data["unit_patterns"]).items()
        },
    )


def _plain(patterns: Any) -> dict[str, str]:
    return {count: text for count, text in dict(patterns).items() if isinstance(text, str)}
