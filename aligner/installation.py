"""What of the library works on this machine, and how to get the rest.

The packages and the extras they belong to are read from the metadata of the installed distribution, so a
new extra needs no word here but its purpose. What no package brings (fonts, Java, a browser) is looked for
where the library itself would look.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from aligner.languages import Language, codes, language
from aligner.model.errors import install_command
from aligner.model.version import DISTRIBUTION, __version__
from aligner.report.spoken import said

# What a user gains from an extra, those for a language aside (`Language.extras`); one without a purpose is
# for working on the library itself.
PURPOSES = {
    "web": "pages in HTML and Markdown",
    "frame": "data frames (Alignment.to_frame)",
    "plot": "pictures (Alignment.plot)",
    "arrow": "columns of Arrow, for data sets and engines",
    "qa": "PO and XLSX for aligner check, glossaries in XLSX",
    "zstd": "files packed with zstd, for aligner corpus",
    "review": "the editor's desk in the browser (aligner review)",
    "spark": "many machines (aligner.pipelines.spark)",
}

_FROM_A_CLONE = "get it with pip install . in a clone of aligner"

# Spark 4 runs on Java 17 and 21 (its documentation, "Downloading").
LEAST_JAVA = 17

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# `pandas<4,>=2.2; extra == "frame"`, as metadata has it.
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)[^;]*(?:;.*extra == [\"'](?P<extra>[\w-]+)[\"'])?")
# `backports.zstd<2; python_version < "3.14"`: from then on it is part of Python.
_ONLY_BEFORE = re.compile(r"python_version < [\"'](\d+)\.(\d+)[\"']")
# `openjdk version "17.0.15" 2025-04-15`, and `"1.8.0_402"` for Java 8.
_JAVA = re.compile(r'version "(?:1\.)?(\d{1,4})[^"]{0,40}"')


@dataclass(frozen=True, slots=True)
class _Part:
    """A package that the library uses.

    Attributes:
        package: Its name.
        version: The one installed, None if there is none.
        extra: The extra that brings it, empty if it always comes along.
    """

    package: str
    version: str | None
    extra: str = ""


@dataclass(frozen=True, slots=True)
class PartState:
    """A line of the description.

    Attributes:
        name: What was looked for.
        works: Whether it can be used.
        detail: Versions of what works; what it is for, and the cure, of what does not.
    """

    name: str
    works: bool
    detail: str


def purposes() -> dict[str, str]:
    """What a user gains from each extra, those for a language first."""
    of_languages = {name: purpose for code in codes() for name, purpose in language(code).extras.items()}
    return of_languages | PURPOSES


def parts() -> Iterator[_Part]:
    """The packages that always come along, then those of the extras for users.

    None at all where the library is not installed.
    """
    known = {"", *purposes()}
    for requirement in _requirements():
        before = _ONLY_BEFORE.search(requirement)
        if before and sys.version_info[:2] >= (int(before[1]), int(before[2])):
            continue
        match = _REQUIREMENT.fullmatch(requirement)
        if match and match["name"] != DISTRIBUTION and (match["extra"] or "") in known:
            yield _Part(match["name"], _version(match["name"]), match["extra"] or "")


def _requirements() -> list[str]:
    """What the installed distribution asks for; empty for a clone that is only on the path of Python."""
    try:
        return requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []


def findings() -> Iterator[PartState]:
    """What works and what does not: the core, each extra, then what no package brings."""
    found = list(parts())
    if not found:
        yield PartState("core", False, f"{DISTRIBUTION} is not installed; {_FROM_A_CLONE}")
    for extra in dict.fromkeys(part.extra for part in found):
        of_extra = [part for part in found if part.extra == extra]
        versions = ", ".join(f"{part.package} {part.version or 'MISSING'}" for part in of_extra)
        works = all(part.version for part in of_extra)
        if not extra:
            yield PartState("core", works, versions if works else f"{versions}; {_FROM_A_CLONE}")
        elif works:
            yield PartState(extra, works, f"{versions}: {purposes()[extra]}")
        else:
            yield PartState(extra, works, f"{purposes()[extra]}; get it with {install_command(extra)}")
    for one in map(language, codes()):
        yield from _splitter(one)
        yield from _font(one)
    yield _java()
    yield _browser()


def description() -> str:
    """A few lines for a bug report, with the cure for each part that is missing."""
    lines = [f"aligner {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    for finding in findings():
        state = "works" if finding.works else "missing"
        lines.append(f"{_padded(finding.name, 18)}{_padded(state, 9)}{said(finding.detail)}")
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    """A word in the language that is spoken, with blanks up to so many columns of a terminal."""
    from rich.cells import cell_len

    spoken = said(text)
    return spoken + " " * (width - cell_len(spoken))


def _splitter(one: Language) -> Iterator[PartState]:
    """What cuts the sentences of a language in which rules do not decide all."""
    backends = one.splitting.backends
    if backends:
        backend = one.splitting.backend_in_use("auto")
        better = [name for name in one.extras if name in backends and name != backend]
        cure = "".join(
            f"; the extra {name} finds more borders where full stops are missing" for name in better
        )
        yield PartState(f"{one.name} sentences", True, f"split with {backend}{cure}")


def _font(one: Language) -> Iterator[PartState]:
    """Whether a language can be shown that ordinary fonts lack the letters of."""
    if one.fonts is None:
        return
    name = f"font with {one.fonts.script}"
    if not _version("matplotlib"):
        yield PartState(name, False, "for pictures, which need the extra plot first")
        return
    from aligner.report.plot import font_for

    font = font_for(one.fonts)
    yield PartState(name, font is not None, font or one.fonts.hint)


def _java() -> PartState:
    cure = f"for the extra spark; needs Java {LEAST_JAVA} or newer, such as Debian's default-jre-headless"
    said = _said("java", "-version")
    match = _JAVA.search(said)
    if match is None:
        return PartState("Java", False, cure)
    if int(match[1]) < LEAST_JAVA:
        return PartState("Java", False, f"version {match[1]} is here, {cure}")
    return PartState("Java", True, said.partition("\n")[0].strip())


def _browser() -> PartState:
    """Reports open in any browser; this is about the tests that drive one."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser and shutil.which("chromedriver") and _version("selenium"):
        return PartState("browser tests", True, _said(browser, "--version").strip())
    cure = f"Debian's chromium and chromium-driver, {install_command('browser')}"
    return PartState("browser tests", False, f"to work on the report: {cure}")


def _said(program: str, argument: str) -> str:
    """What a program prints about itself, empty if there is none that can be run."""
    place = shutil.which(program)
    if not place:
        return ""
    try:
        ran = subprocess.run([place, argument], capture_output=True, text=True, errors="replace", timeout=20)
    except (OSError, subprocess.SubprocessError):
        return ""
    return (ran.stdout or ran.stderr) if ran.returncode == 0 else ""


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
