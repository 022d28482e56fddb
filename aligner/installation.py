"""What of the library works on this machine, and how to get the rest.

The packages and the extras they belong to are read from the metadata of the installed distribution, so a
new extra needs no word here but its purpose.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from aligner import __version__

# What a user gains from an extra; one without a purpose here is for working on the library itself.
PURPOSES = {
    "mecab": "Korean sentences by morphemes, where full stops are missing",
    "web": "pages in HTML",
    "frame": "data frames: Alignment.to_frame",
}

# `pandas<4,>=2.2; extra == "frame"`, as metadata has it.
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)[^;]*(?:;.*extra == [\"'](?P<extra>[\w-]+)[\"'])?")


@dataclass(frozen=True, slots=True)
class Part:
    """A package that the library uses.

    Attributes:
        package: Its name.
        version: The one installed, None if there is none.
        extra: The extra that brings it, empty if it always comes along.
    """

    package: str
    version: str | None
    extra: str = ""


def parts() -> Iterator[Part]:
    """The packages that always come along, then those of the extras for users."""
    for requirement in requires("aligner") or ():
        match = _REQUIREMENT.fullmatch(requirement)
        if match and match["name"] != "aligner" and (match["extra"] or "") in {"", *PURPOSES}:
            yield Part(match["name"], _version(match["name"]), match["extra"] or "")


def description() -> str:
    """A few lines for a bug report, with the cure for each part that is missing."""
    from aligner.sentences import backend_in_use

    found = list(parts())
    core = ", ".join(f"{part.package} {part.version or 'MISSING'}" for part in found if not part.extra)
    lines = [
        f"aligner {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"Korean sentences: {backend_in_use('auto')}",
        f"packages: {core}",
    ]
    for extra, purpose in PURPOSES.items():
        of_extra = [part for part in found if part.extra == extra]
        if all(part.version for part in of_extra):
            state = ", ".join(f"{part.package} {part.version}" for part in of_extra)
        else:
            state = f'missing, get it with: pip install "aligner[{extra}]"'
        lines.append(f"{extra} ({purpose}): {state}")
    return "\n".join(lines)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
