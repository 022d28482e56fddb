"""What can go wrong, one class for each thing a caller can do about it.

Odd *text* is never an error: it gives a wide or an empty bead and the report says so.
"""

from __future__ import annotations

# What is said of a document that ends in a MemoryError.
TOO_LARGE = "too large for the memory that there is; cut it"
# And of one without any text.
EMPTY = "empty; there is no text to work on"


class AlignerError(Exception):
    """Parent of all errors raised on purpose; the message names the place and the cure."""


class InputError(AlignerError):
    """The input can't be read as text: missing, empty, a directory, binary, an unknown encoding."""


class FormatError(AlignerError):
    """A file is text but not of the format it should have; the message names file and line."""


class TableError(AlignerError):
    """A row of one of our tables, or of a user's table, does not hold what it should."""


class SettingsError(AlignerError, ValueError):
    """An argument or a setting has a value that is not among the allowed ones."""


class CheckError(AlignerError):
    """A check that is not ours could not be loaded or failed; the message names it."""


class MissingExtraError(AlignerError, ImportError):
    """A part that is not installed is needed; the message gives the `pip install` that brings it."""

    @classmethod
    def of(cls, purpose: str, package: str, extra: str) -> MissingExtraError:
        """The error that names what needs which package, and the extra that brings it."""
        return cls(f"{purpose} {package}: {install_command(extra)}", name=package)


def install_command(extra: str) -> str:
    """What brings an extra. It works in a clone; on PyPI the name `aligner` belongs to another project."""
    return f'pip install ".[{extra}]" in a clone of aligner'
