"""Help in the language of whoever reads, and the errors of typer: rows of the same table as all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import typer

from aligner.languages import SPOKEN
from aligner.report.spoken import begun, language_of, said, speaking, spoken

OPTION = "--language"
# typer counts characters, and a syllable of Hangul is two columns wide: so many characters a line keep
# the second column of a list, of which the first has 32, within some 80 columns.
WIDTH = 56
# The one command whose option of this name says something else: the language of its text.
OWN = "split"


def wanted_language(arguments: Sequence[str]) -> str:
    """The language that the arguments ask for, else that of the locale.

    Help needs it before the arguments are read.
    """
    if OWN in arguments[:1]:
        return language_of()
    split = [part for one in arguments for part in (one.split("=", 1) if one.startswith(OPTION) else [one])]
    given = [value for option, value in pairwise(split) if option == OPTION]
    return next((value for value in given if value in spoken()), language_of())


def speak(command: Any) -> None:
    """Let a command and those inside it give help in the language that is spoken now."""
    if speaking() != SPOKEN:
        command.context_class = _Context
        for inside in getattr(command, "commands", {}).values():
            speak(inside)


_Usual: Any = typer.Context.formatter_class


class _Formatter(_Usual):  # type: ignore[misc]
    """Help whose sentences are looked up as they are written."""

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
            "\n\n".join(one if "\b" in one else said(" ".join(one.split())) for one in paragraphs)
        )

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(first, _explained(second)) for first, second in rows], col_max, col_spacing)


class _Context(typer.Context):
    formatter_class = _Formatter


def _explained(text: str) -> str:
    """What an option does, and in brackets what typer adds: `Open the browser.  [default: browser]`."""
    sentence, bracket, rest = text.rpartition("  [")
    if not bracket:
        return begun(text)
    added = (one.partition(": ") for one in rest.removesuffix("]").split("; "))
    # A value is typed as it is, in whatever language.
    told = "; ".join(f"{said(name)}{colon}{value}" for name, colon, value in added)
    return f"{said(sentence)}  [{told}]"
