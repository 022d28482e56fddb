"""The command `aligner`. Data go to stdout; errors to stderr, one line each, with the cure.

Exit codes: 0 nothing found at or above `--fail-on`, 1 found, 2 usage or unreadable input, 130 after Ctrl-C,
141 if the reader of a pipe has gone (128 plus the number of the signal, as in shells). Each module has a
family of commands; options that several commands have are in `options`. A command imports what it needs when
it runs; typer must not load rich for help and errors, which is slow.
"""

from aligner.cli import articles, bitexts, checking, corpus, review, texts  # noqa: F401  they add commands
from aligner.cli.app import main, run

__all__ = ["main", "run"]
