"""Every choice a user can make, in one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypedDict

from aligner.model.errors import SettingsError
from aligner.model.faces import choices
from aligner.model.lexicon import Lexicon, Term
from aligner.model.mismatch import SEVERITIES, Severity
from aligner.model.text import LanguageCode

# Bead types that the ladder may use by default, as (source, target) sentence counts.
_BEADS = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2),
    (1, 4), (4, 1), (1, 5), (5, 1), (1, 6), (6, 1), (1, 0), (0, 1),
)  # fmt: skip

Lines = Literal["auto", "paragraphs", "wrapped"]
ParagraphMode = Literal["soft", "hard", "off"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices of an `Aligner`. It can be pickled and hashed, and is stored with every saved alignment.

    Attributes:
        source_language: Language of the original. None finds it from the script; if a page does not say which
            text is the original, the first language of the pair (Korean) is.
        quotes: `whole` keeps a quotation of several sentences in one piece, `cut` does not.
        korean_backend: What decides together with kss where rules can't: `mecab`, `punct` (kss alone, by the
            marks around an ending), `auto` (mecab if installed, else punct), or `rules` to use neither.
        lines: Whether each line of a text is a paragraph (`paragraphs`), or lines are hard-wrapped and an
            empty line separates paragraphs (`wrapped`); `auto` finds out. It does not concern pages.
        beads: Bead types that the ladder may use, as (source, target) sentence counts.
        paragraphs: `soft` takes paragraph borders as evidence, `hard` lets no bead cross one, `off` ignores
            them.
        lexicon: Rows that are added to those of the library, such as `learn_lexicon` returns.
        ignore: Kinds of mismatches that are not reported.
        least_severity: Mismatches that are less severe are not reported.
        glossary: Terms and what they have to be called, such as `read_glossary` returns.
        error_rates: How many errors 100 pairs of your texts have, by kind, as `{"number": 2.0}`. The
            confidence of a mismatch is the probability at this rate. Kinds that are left out keep the usual
            rate (`aligner/checks/tables/error_rates.tsv`).
        accepted: Mismatches that are not reported, by `id` or `context`, such as `read_baseline` returns.
        severities: Severities by kind, as `{"number": "warning"}`, which replace those of the checks. A
            finding with a confidence below one half stays info.

    Raises:
        SettingsError: A value is not allowed; the message names those that are.

    Examples:
        >>> import aligner
        >>> quiet = Settings(ignore={"split", "merge"}, least_severity="warning")
        >>> aligner.check([("3만 명이 모였다.", "300,000 people gathered.")], quiet)[0][0].kind
        'magnitude'
        >>> quiet == Settings(ignore=["merge", "split"], least_severity="warning")
        True
    """

    source_language: LanguageCode | None = None
    quotes: Literal["whole", "cut"] = "whole"
    korean_backend: Literal["auto", "mecab", "punct", "rules"] = "auto"
    lines: Lines = "auto"
    beads: tuple[tuple[int, int], ...] = _BEADS
    paragraphs: ParagraphMode = "soft"
    lexicon: Lexicon | None = None
    ignore: frozenset[str] = frozenset()
    least_severity: Severity = "info"
    glossary: tuple[Term, ...] = ()
    accepted: frozenset[str] = frozenset()
    error_rates: tuple[tuple[str, float], ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            name, value = field.name, getattr(self, field.name)
            if name in _CHOICES and value != field.default and value not in (known := _CHOICES[name]()):
                raise SettingsError(f"{name}={value!r} is none of {', '.join(map(repr, known))}")
        for name, (make, expected) in _MAKE.items():
            given = getattr(self, name)
            try:
                if isinstance(given, str):  # a collection too, of its letters, which nobody means
                    raise TypeError
                object.__setattr__(self, name, make(given))
            except (TypeError, ValueError):
                raise SettingsError(f"{name}={given!r}: expected {expected}") from None
        for term in self.glossary:
            if not isinstance(term, Term):
                raise SettingsError(f"glossary: {term!r} is no Term; read_glossary(file) makes them")
        for kind, rate in self.error_rates:
            if not 0 < rate < 100:
                raise SettingsError(f"error_rates: {kind}={rate!r} is no number of errors in 100 pairs")
        for kind, severity in self.severities:
            if severity not in SEVERITIES:
                raise SettingsError(
                    f"severities: {kind}={severity!r} is none of {', '.join(map(repr, SEVERITIES))}"
                )
        if not isinstance(self.lexicon, Lexicon | None):
            raise SettingsError(f"lexicon={self.lexicon!r} is no Lexicon; learn_lexicon makes one")
        for bead in self.beads:
            if bead not in _BEADS:
                raise SettingsError(f"beads: {bead!r} is none of {', '.join(map(str, _BEADS))}")

    def __reduce__(self) -> tuple[type[Settings], tuple[object, ...]]:
        """Make equal settings pickle to equal bytes in every process, which the caches of pipelines rely on.

        Sets are sorted, since their order depends on hashes, and those of strings differ from process to
        process.
        """
        values = (getattr(self, field.name) for field in fields(self))
        return Settings, tuple(sorted(value) if isinstance(value, frozenset) else value for value in values)


class Changes(TypedDict, total=False):
    """Keywords that change single settings: the fields of `Settings`, each of which may be left out.

    As the type of the keywords of `aligner.align` and others, it lets an editor complete them and a type
    checker refuse a misspelt one. Collections may be of any type; `Settings` converts them.
    """

    source_language: LanguageCode | None
    quotes: Literal["whole", "cut"]
    korean_backend: Literal["auto", "mecab", "punct", "rules"]
    lines: Lines
    beads: Iterable[tuple[int, int]]
    paragraphs: ParagraphMode
    lexicon: Lexicon | None
    ignore: Iterable[str]
    least_severity: Severity
    glossary: Iterable[Term]
    accepted: Iterable[str]
    error_rates: Mapping[str, float] | Iterable[tuple[str, float]]
    severities: Mapping[str, Severity] | Iterable[tuple[str, Severity]]


# What a setting may be, besides its default; of languages and what they bring along only they know.
_CHOICES: dict[str, Callable[[], tuple[object, ...]]] = {
    "source_language": lambda: (None, *choices("source_language")),
    "quotes": lambda: ("whole", "cut"),
    "korean_backend": lambda: choices("korean_backend"),
    "lines": lambda: ("auto", "paragraphs", "wrapped"),
    "paragraphs": lambda: ("soft", "hard", "off"),
    "least_severity": lambda: SEVERITIES,
}

# Any collection may be given; the settings stay hashable. What makes them of it, and what was expected.
_MAKE: dict[str, tuple[Callable[[Any], object], str]] = {
    "beads": (
        lambda beads: tuple(tuple(bead) for bead in beads),
        "pairs of counts, such as [(1, 1), (1, 2)]",
    ),
    "ignore": (frozenset, 'a collection of kinds, such as {"split"}'),
    "glossary": (tuple, "what read_glossary(file) returns"),
    "accepted": (frozenset, "what read_baseline(file) returns"),
    "error_rates": (
        lambda rates: tuple(sorted((str(kind), float(rate)) for kind, rate in dict(rates).items())),
        'a mapping such as {"number": 2.0}',
    ),
    "severities": (
        lambda severities: tuple(
            sorted((str(kind), severity) for kind, severity in dict(severities).items())
        ),
        'a mapping such as {"number": "warning"}',
    ),
}
