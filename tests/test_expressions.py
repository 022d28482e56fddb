"""An expression does what `re.compile` does, only later."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest

from aligner import expressions
from aligner.expressions import compiled, expression

PATTERN, TEXT = r"(?P<number>\d+)(?: (?P<unit>KM|m))?", "12 km and 7 m"


@pytest.mark.parametrize("name", ["search", "match", "fullmatch"])
def test_it_finds_what_the_compiled_one_finds(name: str) -> None:
    ours, plain = expression(PATTERN, re.IGNORECASE), re.compile(PATTERN, re.IGNORECASE)
    for text in (TEXT, "12 km", "none"):
        found, expected = getattr(ours, name)(text), getattr(plain, name)(text)
        assert (found and found.groupdict()) == (expected and expected.groupdict())


def test_it_has_the_other_methods_and_facts() -> None:
    ours, plain = expression(PATTERN, re.IGNORECASE), re.compile(PATTERN, re.IGNORECASE)
    assert ours.findall(TEXT) == plain.findall(TEXT)
    assert ours.split(TEXT) == plain.split(TEXT)
    assert ours.sub("_", TEXT, count=1) == plain.sub("_", TEXT, count=1)
    assert ours.subn("_", TEXT) == plain.subn("_", TEXT)
    assert [found.span() for found in ours.finditer(TEXT)] == [found.span() for found in plain.finditer(TEXT)]
    assert (ours.pattern, ours.flags, ours.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(ours.groupindex) == dict(plain.groupindex)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which every pattern is added that is compiled from its text, but for the probe."""
    noted: list[str] = []
    for owner, name in ((re, "compile"), (expressions._Engine, "given")):
        plain = getattr(owner, name)

        def note(*given: Any, plain: Any = plain) -> Any:
            text = next(each for each in given if isinstance(each, str))
            noted.extend([text] if text != expressions.PROBE else [])
            return plain(*given)

        monkeypatch.setattr(owner, name, note)
    return noted


def test_it_is_compiled_at_the_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    noted, pattern = counted(monkeypatch), "only in this test [가-힣]"
    ours = expression(pattern)
    assert ours.pattern == pattern
    assert noted == []
    ours.search(TEXT)
    ours.findall(TEXT)
    assert noted == [pattern]


@pytest.mark.parametrize("used", [False, True])
def test_it_pickles_and_copies(used: bool) -> None:
    ours = expression(PATTERN, re.IGNORECASE)
    if used:
        ours.search(TEXT)
    for other in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours)):
        assert other.findall(TEXT) == ours.findall(TEXT)


def test_bytes_will_do() -> None:
    assert expression(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_what_no_expression_has_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no 'finds'"):
        _ = expression(PATTERN).finds  # type: ignore[attr-defined]


def test_a_bad_pattern_is_an_error_of_re_when_it_is_used() -> None:
    bad = expression("(")
    with pytest.raises(re.error):
        bad.search(TEXT)


# ---------------------------------------------------------------- what is kept


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of a library of expressions that is empty at first."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(expressions, "__file__", str(tmp_path / "expressions.py"))
    yield Path(cache_from_source(expressions.__file__)).with_suffix(".kept")
    expressions._library.cache_clear()


def another_process() -> None:
    """End a process, and begin the next one."""
    expressions._library()._kept.write()
    expressions._library.cache_clear()


# One pattern of every kind that the engine knows.
KINDS = [
    (PATTERN, re.IGNORECASE, TEXT),
    ("[가-힣]{2,}(?=은|는)", 0, "나라는"),
    (r"(?i:straße)|(?<!\w)(a)(?(1)b|c)", 0, "STRASSE ab"),
    (r"(?P<a>x+?)(?P=a)*+(?>y|yy)", re.DOTALL, "xxxyy"),
    (r"^\s.$", re.MULTILINE | re.ASCII, "a\n b\n"),
    ("# no letters\n a  b", re.VERBOSE, "ab"),
    ("(?!)|", 0, "a"),
    ("", 0, "ab"),
]


@pytest.mark.parametrize(("pattern", "flags", "text"), KINDS)
def test_what_is_kept_is_what_is_compiled(kept: Path, pattern: str, flags: int, text: str) -> None:
    expressions._library.cache_clear()
    first = compiled(pattern, flags)
    another_process()
    assert kept.exists()
    second, plain = compiled(pattern, flags), re.compile(pattern, flags)
    for ours in (first, second):
        assert ours == plain  # `re` compares the code, too
        assert (ours.pattern, ours.flags, ours.groups) == (plain.pattern, plain.flags, plain.groups)
        assert ours.groupindex == plain.groupindex
        found, expected = ours.search(text), plain.search(text)
        assert (found and (found.span(), found.groupdict(), found.lastgroup)) == (
            expected and (expected.span(), expected.groupdict(), expected.lastgroup)
        )
        assert pickle.loads(pickle.dumps(ours)) == plain


def test_a_later_process_compiles_only_what_is_new(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = counted(monkeypatch)
    expressions._library.cache_clear()
    for pattern in ("a", "b"):
        compiled(pattern)
    another_process()
    for pattern in ("b", "c"):
        compiled(pattern)
    another_process()
    for pattern in ("a", "b", "c"):
        compiled(pattern)
    assert noted == ["a", "b", "c"]


def test_flags_are_not_mixed_up(kept: Path) -> None:
    expressions._library.cache_clear()
    for _ in range(2):
        assert [bool(compiled("a", flags).search("A")) for flags in (0, re.IGNORECASE)] == [False, True]
        another_process()


@pytest.mark.parametrize(
    "damage",
    [
        lambda given: (given[0], b"\xff" * len(given[1]), *given[2:]),  # no code of the engine
        lambda given: (given[0], given[1][:-3], *given[2:]),
        lambda given: given[:2],
        lambda given: None,
        lambda given: "text",
    ],
)
def test_what_the_engine_refuses_is_compiled(kept: Path, damage: Any) -> None:
    """The digest of the file would tell; this is what stands behind it."""
    expressions._library.cache_clear()
    compiled(PATTERN)
    library = expressions._library()._kept
    library._added = {key: damage(given) for key, given in library._added.items()}
    another_process()
    assert compiled(PATTERN).findall(TEXT) == re.findall(PATTERN, TEXT)


@pytest.mark.parametrize("content", [b"", b"half", b"0 0\nN", None])
def test_a_damaged_file_is_not_read(kept: Path, content: bytes | None) -> None:
    expressions._library.cache_clear()
    compiled(PATTERN)
    another_process()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + b"x" if content is None else content)
    assert compiled(PATTERN).findall(TEXT) == re.findall(PATTERN, TEXT)
    another_process()
    assert kept.read_bytes() == whole


def test_another_python_compiles_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = counted(monkeypatch)
    expressions._library.cache_clear()
    compiled("a")
    another_process()
    monkeypatch.setattr(sys, "version", sys.version.replace("3.", "3.9", 1))
    compiled("a")
    assert noted == ["a", "a"]


def test_an_engine_that_is_another_one_is_not_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions._Engine, "given", lambda self, pattern, flags: (0, b"", 0, {}))
    expressions._library.cache_clear()
    assert compiled("a").findall("aba") == ["a", "a"]
    assert not kept.exists()


def test_a_python_with_another_engine_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other() -> None:
        raise AttributeError("module 're' has no attribute '_compiler'")

    monkeypatch.setattr(expressions, "_Engine", other)
    expressions._library.cache_clear()
    assert compiled("a").findall("aba") == ["a", "a"]
    assert not kept.exists()


@pytest.mark.parametrize("reason", ["a file in place of the folder", "python writes nothing"])
def test_where_nothing_can_be_written_expressions_work(
    kept: Path, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reason == "python writes nothing":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        kept.parent.write_text(reason, encoding="utf-8")
    expressions._library.cache_clear()
    assert compiled("a").findall("aba") == ["a", "a"]
    another_process()
    assert not kept.exists()


def test_the_file_does_not_grow_for_ever(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_MOST", 5)
    expressions._library.cache_clear()
    sizes = []
    for number in range(40):
        compiled(f"pattern {number}")
        another_process()
        sizes.append(len(expressions._library()._kept._found))
    assert max(sizes) == 5
    many = [compiled(f"other {number}") for number in range(40)]
    assert all(pattern.search(f"other {number}") for number, pattern in enumerate(many))


def test_processes_at_the_same_time_leave_a_whole_file(tmp_path: Path) -> None:
    """Whatever each of them adds, the file is that of one of them."""
    program = (
        "import sys; sys.dont_write_bytecode = False; sys.pycache_prefix = None\n"
        "from aligner import expressions\n"
        "expressions.__file__ = sys.argv[1]\n"
        "for number in range(60): expressions.compiled(f'{sys.argv[2]} [가-힣]{number}').search('')\n"
    )
    file = tmp_path / "expressions.py"
    runs = [
        subprocess.Popen([sys.executable, "-c", program, str(file), f"process {number}"])
        for number in range(4)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    folder = Path(cache_from_source(str(file))).parent
    assert [path.suffix for path in folder.iterdir()] == [".kept"]
    show = program.split("for number")[0] + "print(len(expressions._library()._kept._found))"
    found = subprocess.check_output([sys.executable, "-c", show, str(file)], text=True)
    assert int(found) in (60, 120, 180, 240)
