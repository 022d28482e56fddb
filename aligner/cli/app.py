"""The application to which modules add their commands, and how it starts and ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from aligner.cli.help import speak, wanted_language
from aligner.cli.options import NEVER, FailOn, Spoken
from aligner.cli.streams import complain, explained, open_closed
from aligner.collector import search_less
from aligner.pairs import pairs
from aligner.report.spoken import said, speaking_in

if TYPE_CHECKING:
    from typer.models import CommandInfo

    from aligner.model.mismatch import Severity

FOUND, UNUSABLE, INTERRUPTED, READER_GONE = 1, 2, 130, 141

# All commands in the order of the help, each with its module, which adds it to the application.
COMMANDS = {
    "page": "articles",
    "align": "articles",
    "stress": "bitexts",
    "evaluate": "bitexts",
    "check": "checking",
    "corpus": "corpus",
    "review": "review",
    "recheck": "review",
    "split": "texts",
    "doctor": "texts",
}

app = typer.Typer(
    name="aligner",
    help="Pair the sentences of an article with their translation and tell what went wrong"
    f" (languages: {', '.join(map('-'.join, pairs()))}).",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> NoReturn:
    """Run the command and end the process with its exit code."""
    search_less()
    open_closed()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code; no error of the input is raised."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal in an old code page must not end the report at the first letter it lacks.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with speaking_in(wanted_language(arguments)):
        return _run(list(arguments) or ["--help"])


def load_commands(arguments: Sequence[str] = ()) -> None:
    """Import the module of the command that the arguments begin with, or else the modules of all commands."""
    named = [COMMANDS[name] for name in arguments[:1] if name in COMMANDS]
    for module in named or dict.fromkeys(COMMANDS.values()):
        import_module(f"aligner.cli.{module}")
    order = list(COMMANDS)
    app.registered_commands.sort(key=lambda command: order.index(_name(command)))


def _name(command: CommandInfo) -> str:
    assert command.callback is not None
    return command.name or command.callback.__name__


def _run(arguments: list[str]) -> int:
    try:
        load_commands(arguments)
        command = typer.main.get_command(app)
        speak(command)
        code = command(arguments, prog_name="aligner", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        return READER_GONE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except typer.TyperException as error:
        message = error.format_message().replace("Value error, ", "")
        complain(f"{said(message)} {said(f'(see {_asked(error)} --help)')}")
        return UNUSABLE
    except Exception as error:  # Python itself would end with code 1, which means that mismatches were found
        complain(explained(error))
        _drop_output()
        return UNUSABLE
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Drop what standard output can't take: Python flushes it once more at its end, and would fail again."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _asked(error: typer.TyperException) -> str:
    """Return the command whose help a usage error recommends."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "aligner"


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    language: Spoken = None,
) -> None:
    if version:
        from aligner.model.version import __version__

        typer.echo(f"aligner {__version__}")
        raise typer.Exit


def judge(severities: Iterable[Severity], fail_on: FailOn) -> None:
    """Exit with 1 if a mismatch is at or above the severity of `--fail-on`."""
    from aligner.model.mismatch import SEVERITIES

    if fail_on != NEVER:
        order: list[str] = [*SEVERITIES]
        if any(order.index(severity) >= order.index(fail_on) for severity in severities):
            raise typer.Exit(FOUND)
