"""What can go wrong, one class for each thing a caller can do about it.

Odd *text* is never an error: it gives a wide or an empty bead and the report says so.
"""

from __future__ import annotations

# What is said of a document that ends in a MemoryError.
TOO_LARGE = "too large for the memory that there is; cut it"
# And of one without any text.
EMPTY = "empty; there is no text to work on"


class AlignerError(Exception):
    """Parent of all errors that are raised on purpose. The message names the place and the cure.

    Examples:
        >>> import aligner
        >>> try:
        ...     aligner.load("pairs.docx")
        ... except aligner.AlignerError as error:
        ...     print(type(error).__name__)
        FormatError
    """


class InputError(AlignerError):
    """The input can't be read as text: it is missing, empty, a directory, binary, or in an unknown encoding.

    Examples:
        >>> import aligner
        >>> aligner.read_glossary("nowhere.tsv")
        Traceback (most recent call last):
            ...
        aligner.model.errors.InputError: nowhere.tsv: the glossary can't be read: No such file or directory
    """


class FormatError(AlignerError):
    """A file is text, but not in the format that it should have. The message names file and line.

    Examples:
        >>> import aligner
        >>> aligner.Alignment.from_dict({"schema": 1})
        Traceback (most recent call last):
            ...
        aligner.model.errors.FormatError: not an alignment: 'source_language' is missing @ $.source_language
    """


class TableError(AlignerError):
    """A row of a table of rules does not hold what it should. The message names table and line.

    Examples:
        >>> raise TableError("ko/counters.tsv:17: 5 cells, but the header has 4")
        Traceback (most recent call last):
            ...
        aligner.model.errors.TableError: ko/counters.tsv:17: 5 cells, but the header has 4
    """


class SettingsError(AlignerError, ValueError):
    """An argument or a setting has a value that is not allowed.

    Examples:
        >>> import aligner
        >>> aligner.Settings(paragraphs="strict")
        Traceback (most recent call last):
            ...
        aligner.model.errors.SettingsError: paragraphs='strict' is none of 'soft', 'hard', 'off'
    """


class CheckError(AlignerError):
    """A check of the user, or of an installed package, could not be loaded or failed. The message names it.

    Examples:
        >>> import aligner
        >>> aligner.Aligner(checks=["numbers"])  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        aligner.model.errors.CheckError: checks: 'numbers' is no Check; ...
    """


class MissingExtraError(AlignerError, ImportError):
    """A package is needed that is not installed. The message gives the `pip install` command that brings it.

    Examples:
        >>> print(MissingExtraError.of("frames need", "pandas", "frame"))
        frames need pandas: pip install ".[frame]" in a clone of aligner
    """

    @classmethod
    def of(cls, purpose: str, package: str, extra: str) -> MissingExtraError:
        """Make the error that names what needs which package, and the extra that brings the package."""
        return cls(f"{purpose} {package}: {install_command(extra)}", name=package)


def install_command(extra: str) -> str:
    """Say how to install an extra in a clone; on PyPI the name `aligner` belongs to another project."""
    return f'pip install ".[{extra}]" in a clone of aligner'
