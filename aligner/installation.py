"""Report which parts of the library work on this machine, and how to get the others.

The packages and their extras are read from the metadata of the installed distribution, so for a new extra
only its purpose must be added here. Parts that no package contains (fonts, Java, a browser) are searched in
the places where the library itself would search them.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

from aligner.expressions import compiled
from aligner.languages import Language, codes, language
from aligner.model.errors import install_command
from aligner.model.version import DISTRIBUTION, __version__
from aligner.report.spoken import said

# The purpose of each extra for users, except the extras for a language (`Language.extras`). An extra without
# a purpose is for work on the library itself.
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

# A requirement in the metadata: `pandas<4,>=2.2; extra == "frame"`.
_REQUIREMENT = compiled(r"(?P<name>[\w.-]+)[^;]*(?:;.*extra == [\"'](?P<extra>[\w-]+)[\"'])?")
# `backports.zstd<2; python_version < "3.14"`: from that version on it is part of Python.
_ONLY_BEFORE = compiled(r"python_version < [\"'](\d+)\.(\d+)[\"']")
# `openjdk version "17.0.15" 2025-04-15`, and `"1.8.0_402"` for Java 8.
_JAVA = compiled(r'version "(?:1\.)?(\d{1,4})[^"]{0,40}"')


@dataclass(frozen=True, slots=True)
class _Part:
    """A package that the library uses.

    Attributes:
        package: Name of the package.
        version: The installed version; None if it is not installed.
        extra: The extra that it belongs to; empty if it is always installed.
    """

    package: str
    version: str | None
    extra: str = ""


@dataclass(frozen=True, slots=True)
class PartState:
    """The state of one part of the library: a line of the description.

    Attributes:
        name: Name of the part.
        works: Whether it can be used.
        detail: The versions of a part that works; the purpose of one that does not, and how to get it.
    """

    name: str
    works: bool
    detail: str


def purposes() -> dict[str, str]:
    """Return the purpose of each extra, the extras for a language first."""
    of_languages = {name: purpose for code in codes() for name, purpose in language(code).extras.items()}
    return of_languages | PURPOSES


def parts() -> Iterator[_Part]:
    """Yield the packages that are always installed, then those of the extras for users.

    Yields nothing if the library is not installed.
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
    """Return the requirements of the installed distribution; empty for a clone that is not installed."""
    try:
        return requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []


def findings() -> Iterator[PartState]:
    """Yield the state of each part: the core, each extra, then the parts that no package contains."""
    packages = list(parts())
    if not packages:
        yield PartState("core", False, f"{DISTRIBUTION} is not installed; {_FROM_A_CLONE}")
    for extra in dict.fromkeys(part.extra for part in packages):
        of_extra = [part for part in packages if part.extra == extra]
        versions = ", ".join(f"{part.package} {part.version or 'MISSING'}" for part in of_extra)
        works = all(part.version for part in of_extra)
        if not extra:
            yield PartState("core", works, versions if works else f"{versions}; {_FROM_A_CLONE}")
        elif works:
            yield PartState(extra, works, f"{versions}: {purposes()[extra]}")
        else:
            yield PartState(extra, works, f"{purposes()[extra]}; get it with {install_command(extra)}")
    for record in map(language, codes()):
        yield from _splitter(record)
        yield from _font(record)
    yield _java()
    yield _browser()


def description() -> str:
    """Return a few lines for a bug report, which also tell how to get each missing part."""
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


def _splitter(record: Language) -> Iterator[PartState]:
    """Yield the splitter of a language for which there are several splitters."""
    backends = record.splitting.backends
    if backends:
        backend = record.splitting.backend_in_use("auto")
        better = [name for name in record.extras if name in backends and name != backend]
        cure = "".join(
            f"; the extra {name} finds more borders where full stops are missing" for name in better
        )
        yield PartState(f"{record.name} sentences", True, f"split with {backend}{cure}")


def _font(record: Language) -> Iterator[PartState]:
    """Yield the font of a language whose letters ordinary fonts lack."""
    if record.fonts is None:
        return
    name = f"font with {record.fonts.script}"
    if not _version("matplotlib"):
        yield PartState(name, False, "for pictures, which need the extra plot first")
        return
    from aligner.report.plot import font_for

    font = font_for(record.fonts)
    yield PartState(name, font is not None, font or record.fonts.hint)


def _java() -> PartState:
    cure = f"for the extra spark; needs Java {LEAST_JAVA} or newer, such as Debian's default-jre-headless"
    output = _output("java", "-version")
    match = _JAVA.search(output)
    if match is None:
        return PartState("Java", False, cure)
    if int(match[1]) < LEAST_JAVA:
        return PartState("Java", False, f"version {match[1]} is here, {cure}")
    return PartState("Java", True, output.partition("\n")[0].strip())


def _browser() -> PartState:
    """Return the state of the browser for the tests that control one; reports open in any browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser and shutil.which("chromedriver") and _version("selenium"):
        return PartState("browser tests", True, _output(browser, "--version").strip())
    cure = f"Debian's chromium and chromium-driver, {install_command('browser')}"
    return PartState("browser tests", False, f"to work on the report: {cure}")


def _output(program: str, argument: str) -> str:
    """Return the output of a program; empty if it is missing or fails."""
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
