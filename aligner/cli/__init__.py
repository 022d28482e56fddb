"""The command `aligner`: data on stdout, complaints on stderr, one line each, with the cure.

Exit codes: 0 nothing found at or above `--fail-on`, 1 found, 2 usage or unreadable input, 130 after
Ctrl-C, 141 when the reader of a pipe went away (128 and the number of the signal, as shells do).
A module holds a family of commands; what several of them can be told stands once, in `options`. A command
imports what it needs when it runs; typer is kept from loading rich for help and errors.
"""

from aligner.cli import articles, bitexts, checking, corpus, review, texts  # noqa: F401  they add commands
from aligner.cli.app import main, run

__all__ = ["main", "run"]
