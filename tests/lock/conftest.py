"""The option that writes the frozen files of these tests anew, and the comparison with them."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

FROZEN = Path(__file__).parent / "frozen"
# Lines of a difference that are shown: enough to see what changed, not the whole of it.
SHOWN = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--relock", action="store_true", help="write tests/lock/frozen anew")


@pytest.fixture
def expect_frozen(request: pytest.FixtureRequest) -> Callable[[str, list[str]], None]:
    """Compare lines with those of a frozen file, or write them there under `--relock`."""
    relock = request.config.getoption("--relock", default=False)

    def compare(name: str, lines: list[str]) -> None:
        path = FROZEN / name
        if relock:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
            return
        before = path.read_text(encoding="utf-8").splitlines()
        changes = islice(unified_diff(before, lines, "frozen", "now", n=0, lineterm=""), SHOWN)
        if before != lines:
            pytest.fail("\n".join([f"the output is another than in {name}:", *changes]), pytrace=False)

    return compare
