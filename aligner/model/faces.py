"""The faces of an alignment, by name: files, frames, reports and pictures, found when they are asked for.

Values know none of the rooms above them, so `Alignment.to_html` can't import the report. It asks here for
the function of that name. A package may add faces of its own by an entry point of the group
`aligner.faces`; `face(name)(alignment)` calls them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from aligner.model.entries import entries
from aligner.model.errors import FormatError

GROUP = "aligner.faces"

# Name of each face, and the module and function that make it.
FACES = {
    "to_dict": ("aligner.formats.schema", "to_dict"),
    "from_dict": ("aligner.formats.schema", "from_dict"),
    "save": ("aligner.formats", "save"),
    "pair_frame": ("aligner.formats.frame", "pair_frame"),
    "mismatch_frame": ("aligner.formats.frame", "mismatch_frame"),
    "html": ("aligner.report.html", "html_report"),
    "plain": ("aligner.report.plain", "plain_text"),
    "table": ("aligner.report.notebook", "html_table"),
    "plot": ("aligner.report.plot", "plot_path"),
    "check": ("aligner.aligner", "checked_again"),
    "save_lexicon": ("aligner.formats.words", "save_lexicon"),
    "load_lexicon": ("aligner.formats.words", "load_lexicon"),
    "pipe": ("aligner.pipelines.pipe", "pipe"),
}

# What a setting may be is known by rooms above, too: the setting, and what lists the values.
CHOICES = {
    "source_language": ("aligner.pairs", "codes"),
    "korean_backend": ("aligner.languages", "backends"),
}


@cache
def face(name: str) -> Callable[..., Any]:
    """The function of a name, imported at its first use.

    Raises:
        FormatError: No face has the name.
        MissingExtraError: Something is not installed that the module needs.
    """
    if name in FACES:
        return _function(*FACES[name])
    for entry in entries(GROUP):
        if entry.name == name:
            loaded: Callable[..., Any] = entry.load()
            return loaded
    raise FormatError(f"no face is called {name!r}; there are {', '.join(FACES)}")


def choices(setting: str) -> tuple[str, ...]:
    """What a setting may be, if a room above the values knows that."""
    listed: tuple[str, ...] = _function(*CHOICES[setting])()
    return listed


def _function(module: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
