"""Defines the options of commands, each once, and the values that they can have.

Options that belong together are the fields of a dataclass. A command takes the dataclass as one argument, and
`@sharing` turns its fields into options for typer. So an option has one name and one help in all commands.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar, get_type_hints

import typer

import aligner
from aligner.formats.suffixes import ALIGNMENTS, FINDINGS
from aligner.model.errors import InputError, SettingsError
from aligner.model.mismatch import SEVERITIES
from aligner.pairs import codes
from aligner.report.spoken import spoken

if TYPE_CHECKING:
    from aligner.aligner import Aligner
    from aligner.checks.check import Check
    from aligner.cli.config import Config
    from aligner.model.mismatch import Mismatch, Severity
    from aligner.model.settings import Lines, Settings
    from aligner.model.text import LanguageCode

Function = TypeVar("Function", bound=Callable[..., None])


# Names of the values of options; typer lists them in the help and refuses all others.
REPORT, NEVER = "report", "never"
SENTENCES = "sentences"  # lines that are not split any further
ALIGNMENT_FORMATS = (REPORT, *(suffix.removeprefix(".") for suffix in ALIGNMENTS))
FINDINGS_FORMATS = (REPORT, *FINDINGS)

if TYPE_CHECKING:
    AlignmentFormat: TypeAlias = str
    FindingsFormat: TypeAlias = str
    PlainFormat: TypeAlias = str
    SeverityName: TypeAlias = Severity
    FailOn: TypeAlias = str
    LanguageName: TypeAlias = LanguageCode
    LinesName: TypeAlias = Lines
    GivenLinesName: TypeAlias = str
    SpokenName: TypeAlias = str
else:
    AlignmentFormat, FindingsFormat = Literal[ALIGNMENT_FORMATS], Literal[FINDINGS_FORMATS]
    PlainFormat = Literal["text", "json"]
    SeverityName = Literal[(*reversed(SEVERITIES),)]
    FailOn = Literal[(*reversed(SEVERITIES), NEVER)]
    LanguageName = Literal[codes()]
    LinesName = Literal["auto", "paragraphs", "wrapped"]
    GivenLinesName = Literal["auto", "paragraphs", "wrapped", SENTENCES]
    SpokenName = Literal[spoken()]


Spoken = Annotated[
    SpokenName | None,
    typer.Option("--language", help="Language of reports, errors and help; else that of the locale."),
]


def _unless_stdout(output: Path | None) -> Path | None:
    """Return None for `-o -`, which means standard output, as without `-o`."""
    return None if output == Path("-") else output


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="File to write; its suffix names the format. No file is replaced but aligner's own.",
        callback=_unless_stdout,
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write a report for the browser too: one HTML file for all articles."),
]
AsAlignment = Annotated[
    AlignmentFormat | None,
    typer.Option("--format", "-f", help="What to write; else the suffix of -o says, else report."),
]
AsFindings = Annotated[
    FindingsFormat | None,
    typer.Option("--format", "-f", help="What to write; else the suffix of -o says, else report."),
]
AsLines = Annotated[
    LinesName,
    typer.Option(help="Whether each line is a paragraph or lines are hard-wrapped; auto finds out."),
]
AsGivenLines = Annotated[
    GivenLinesName,
    typer.Option(
        help="Whether each line is a paragraph or lines are hard-wrapped; auto finds out."
        " sentences: each line is one sentence and stays whole."
    ),
]
AsPlain = Annotated[PlainFormat, typer.Option("--format", "-f", help="What to write.")]
Document = Annotated[bool, typer.Option("--document", help="The rows are one article, in order.")]


def _kinds(incomplete: str) -> list[str]:
    """Return the kinds of mismatches that begin with a string, for completion in a shell."""
    from aligner.checks.choice import known_kinds

    return [kind for kind in known_kinds() if kind.startswith(incomplete)]


@dataclass(frozen=True)
class CheckingOptions:
    """Options of every command that looks for mismatches."""

    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 if a mismatch is at least this grave.")] = NEVER
    ignore: Annotated[
        list[str],
        typer.Option(
            metavar="KIND",
            help="Kind of mismatch not to be reported; may be repeated.",
            autocompletion=_kinds,
        ),
    ] = field(default_factory=list)
    least_severity: Annotated[
        SeverityName, typer.Option(help="Mismatches that are less grave are not reported.")
    ] = SEVERITIES[0]
    source_language: Annotated[
        LanguageName | None, typer.Option(help="Language of the original, else found from the text.")
    ] = None
    glossary: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Your terms: a table (source, tab, target), .xlsx or .tbx."),
    ] = None
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Accepted mismatches, which are not reported.")
    ] = None
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Choices of the project, else aligner.toml or [tool.aligner] of pyproject.toml.",
        ),
    ] = None
    language: Spoken = None  # looked at before the command is read, see `aligner.cli.help`

    def chosen(self, *, accepting: bool = False) -> Chosen:
        """Return these options combined with the configuration of the project.

        The configuration, the glossary and the baseline are read here.

        Args:
            accepting: Whether a baseline is written. Then the accepted mismatches must be found again, so the
                baseline is not applied.

        Raises:
            SettingsError: A kind to be ignored does not exist, or the configuration is wrong.
        """
        from aligner.checks.choice import checks_of, known_kinds
        from aligner.checks.registry import CHECKS, KINDS
        from aligner.checks.rules import check_of
        from aligner.cli.config import config_of, kinds_left_out, loaded_check
        from aligner.model.settings import Settings

        config = config_of(self.config)
        own = checks_of((*map(loaded_check, config.checks), *map(check_of, config.rules)))
        if taken := [rule.name for rule in config.rules if rule.name in KINDS]:
            raise SettingsError(f"rule {taken[0]}: is the name of a kind of aligner; give it another name")
        known = known_kinds(own)
        if missing := sorted(set(self.ignore).difference(known)):
            raise SettingsError(f"--ignore {missing[0]}: no such kind; there are {', '.join(known)}")
        glossaries = [self.glossary] if self.glossary else [config.path(name) for name in config.glossary]
        baseline = self.baseline or (config.path(config.baseline) if config.baseline else None)
        if baseline and not accepting and not baseline.exists():
            raise InputError(
                f"{baseline}: no such baseline; --write-baseline makes it, or make an empty file"
            )
        source_language = self.source_language or config.source_language
        settings = Settings(
            source_language=source_language,
            ignore=frozenset(self.ignore) | kinds_left_out(config, known),
            least_severity=self._or_default("least_severity", config.least_severity),
            glossary=tuple(
                term for path in glossaries for term in aligner.read_glossary(path, source_language)
            ),
            accepted=aligner.read_baseline(baseline) if baseline and not accepting else frozenset(),
            severities=tuple(config.severities.items()),
            error_rates=tuple(config.error_rates.items()),
        )
        return Chosen(
            settings,
            (*CHECKS, *own) if own else None,
            self._or_default("fail_on", config.fail_on),
            config,
            known,
            baseline,
        )

    def _or_default(self, name: str, configured: str | None) -> Any:
        """Return the value of an option if it was given, or else that of the configuration."""
        given = getattr(self, name)
        default = next(option.default for option in fields(self) if option.name == name)
        return configured if given == default and configured is not None else given


@dataclass(frozen=True)
class Chosen:
    """The choices of a run, from its options and the configuration of the project.

    Attributes:
        settings: Settings for the whole run.
        checks: All checks if the project has checks of its own; else None.
        fail_on: Least severity of a mismatch with which the run fails, or `never`.
        config: The configuration of the project.
        known: Names of all kinds.
        baseline: The file of accepted mismatches; None if there is none.
    """

    settings: Settings
    checks: tuple[Check, ...] | None
    fail_on: str
    config: Config
    known: tuple[str, ...]
    baseline: Path | None

    def aligner(self, **changes: Any) -> Aligner:
        """Return the aligner of the run, with single settings changed."""
        from aligner import Aligner

        return Aligner(replace(self.settings, **changes), checks=self.checks)

    def library_settings(self) -> Settings:
        """Return the settings without the kinds of the project's own checks."""
        from aligner.checks.choice import known_kinds

        known = frozenset(known_kinds())
        settings = self.settings
        return replace(
            settings,
            ignore=settings.ignore & known,
            severities=tuple(entry for entry in settings.severities if entry[0] in known),
            error_rates=tuple(entry for entry in settings.error_rates if entry[0] in known),
        )

    def aligner_for(self, file: str) -> Aligner:
        """Return the aligner for one file, in which the project may exclude further kinds."""
        from aligner.cli.config import kinds_left_out

        return self.aligner(ignore=self.settings.ignore | kinds_left_out(self.config, self.known, file))


@dataclass(frozen=True)
class AcceptingOptions:
    """Options of every command that accepts mismatches."""

    write_baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Accept all that is found: write it there beside your notes; no report."
        ),
    ] = None
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, for the new lines of it.")] = ""
    accepted_by: Annotated[
        str, typer.Option(metavar="NAME", help="Who accepts them; else the user of this machine.")
    ] = ""

    def accept(self, mismatches: Iterable[Mismatch]) -> None:
        """Write accepted mismatches into the baseline, and say how many there are."""
        from datetime import date
        from getpass import getuser

        from aligner.cli.streams import complain
        from aligner.formats.baseline import write_baseline

        assert self.write_baseline is not None
        try:
            by = self.accepted_by or getuser()
        except (KeyError, OSError, ImportError):  # a container whose user has no name
            by = ""
        day = date.today().isoformat()
        count = write_baseline(self.write_baseline, mismatches, day=day, by=by, reason=self.reason)
        complain(f"{self.write_baseline}: {count} {'mismatch' if count == 1 else 'mismatches'} accepted")


def sharing(command: Function, without: Collection[str] = ()) -> Function:
    """Return a command whose dataclass parameters are replaced by options, one for each field.

    Args:
        command: The function with the dataclass parameters.
        without: Fields that are no option of this command; they keep their defaults.
    """
    signature = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in hints.items() if is_dataclass(kind)}
    spread: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        if name in groups:
            spread += _parameters(groups[name], without)
        else:
            own = parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            spread.append(own)

    @wraps(command)
    def with_options(**values: Any) -> None:
        chosen = {
            name: group(
                **{option.name: values.pop(option.name) for option in fields(group) if option.name in values}
            )
            for name, group in groups.items()
        }
        command(**values, **chosen)

    with_options.__signature__ = signature.replace(parameters=spread, return_annotation=None)  # type: ignore[attr-defined]
    with_options.__annotations__ = {parameter.name: parameter.annotation for parameter in spread}
    return with_options  # type: ignore[return-value]


def _parameters(group: Any, without: Collection[str]) -> list[inspect.Parameter]:
    hints, usual = get_type_hints(group, include_extras=True), group()
    return [
        inspect.Parameter(
            option.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=getattr(usual, option.name),
            annotation=hints[option.name],
        )
        for option in fields(group)
        if option.name not in without
    ]


def kind_of(output: Path | None, formats: Sequence[str]) -> str:
    """Return the format that the suffix of the output file means; for .txt and stdout it is the report.

    Raises:
        InputError: No format has the suffix.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else "txt"
    known = [name for name in formats if name != REPORT]
    if suffix == "txt" or suffix in known:
        return REPORT if suffix == "txt" else suffix
    suffixes = ", ".join(f".{name}" for name in ("txt", *known))
    raise InputError(f"{output}: no format has this suffix; take {suffixes} or give --format")
