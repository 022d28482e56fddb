"""Translates the help of commands and the errors of typer, with the rows of `report/said.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import typer

from aligner.languages import SPOKEN
from aligner.report.spoken import begun, language_of, said, speaking, spoken

OPTION = "--language"
# Width of help in characters, for languages other than English. typer counts characters, but a Hangul
# syllable is two columns wide. The first column of a list has 32; with this width, the second ends at some 80
# columns.
WIDTH = 56
# The only command for which `--language` means the language of the text.
OWN = "split"


def wanted_language(arguments: Sequence[str]) -> str:
    """Return the language of `--language` in the arguments, or else the language of the locale.

    Help needs it before typer reads the arguments.
    """
    if OWN in arguments[:1]:
        return language_of()
    split = [
        part
        for argument in arguments
        for part in (argument.split("=", 1) if argument.startswith(OPTION) else [argument])
    ]
    given = [value for option, value in pairwise(split) if option == OPTION]
    return next((value for value in given if value in spoken()), language_of())


def speak(command: Any) -> None:
    """Make a command and its subcommands show their help in the language that is used now."""
    if speaking() != SPOKEN:
        command.context_class = _Context
        for inside in getattr(command, "commands", {}).values():
            speak(inside)


_Usual: Any = typer.Context.formatter_class


class _Formatter(_Usual):  # type: ignore[misc]
    """A formatter that translates the sentences of help when it writes them."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.width: int = min(self.width, WIDTH)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{said('Usage:')} ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(said(name)):
            yield

    def write_text(self, text: str) -> None:
        paragraphs = text.split("\n\n")
        super().write_text(
            "\n\n".join(text if "\b" in text else said(" ".join(text.split())) for text in paragraphs)
        )

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, _explained(second)) for first, second in rows], col_max, col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


def _explained(text: str) -> str:
    """Return the translated help of an option and of typer's addition: `Open it.  [default: browser]`."""
    sentence, bracket, rest = text.rpartition("  [")
    if not bracket:
        return begun(text)
    parts = (part.partition(": ") for part in rest.removesuffix("]").split("; "))
    # A value is typed as it is, in whatever language.
    added = "; ".join(f"{said(name)}{colon}{value}" for name, colon, value in parts)
    return f"{said(sentence)}  [{added}]"
