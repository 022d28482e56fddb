"""The command `aligner`. Data go to stdout. Errors go to stderr, one line each, which says what to do.

Exit codes: 0 if no mismatch is at or above `--fail-on`, 1 if one is, 2 for wrong usage or unreadable input,
130 after Ctrl-C, 141 if the reader of a pipe has closed it (128 plus the number of the signal, as in shells).
Each module has a family of commands; options that several commands have are in `options`. Only the module of
the command that is given is imported, and a command imports what it needs when it runs; typer must not load
rich for help and errors, because rich loads slowly.
"""

from aligner.cli.app import main, run

__all__ = ["main", "run"]
