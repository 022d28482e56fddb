"""The program that runs what a page shows: what it takes for a snippet, and what it complains of."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest

SNIPPETS = runpy.run_path(str(Path(__file__).parent.parent / "examples/snippets.py"))

SERVER = """
from http.server import HTTPServer, SimpleHTTPRequestHandler
server = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
print(f"at http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")


def page(*blocks: str) -> str:
    return "\n".join(f"```{block}\n```\n" for block in blocks)


def complaints(text: str, home: Path) -> list[str]:
    return list(SNIPPETS["complaints"](text, home))


def test_snippets_run_one_after_the_other_in_one_folder(tmp_path: Path) -> None:
    text = page("console\necho 3 > number", "python\nprint(open('number').read(), end='')", "text\n3")
    assert complaints(text, tmp_path) == ["", ""]


def test_another_output_is_a_complaint(tmp_path: Path) -> None:
    (told,) = complaints(page("console\necho 3", "text\n4"), tmp_path)
    assert told.endswith(":\n3\n")


def test_a_failure_is_a_complaint_even_a_silent_one(tmp_path: Path) -> None:
    (told,) = complaints(page("console\nfalse"), tmp_path)
    assert told.startswith("it ended with 1")


def test_a_file_of_another_snippet_stays_but_may_grow(tmp_path: Path) -> None:
    text = page("console\necho 3 > number", "console\necho 4 >> number", "console\necho 5 > number")
    grown, _, replaced = complaints(text, tmp_path)
    assert (grown, replaced) == ("", "it wrote over ['number']")


def test_what_the_machine_lacks_is_said(tmp_path: Path) -> None:
    text = page("console\nfalse", "python\nimport no_such_other")
    text = f"<!-- needs: no_such_module, sh -->\n{text}"
    assert [block.missing() for block in SNIPPETS["blocks"](text)] == [
        "needs no_such_module",
        "needs no_such_other",
    ]
    assert complaints(text, tmp_path) == ["", ""]


def test_a_text_elsewhere_on_the_page_is_no_output() -> None:
    text = page("console\necho 3") + "\nA text of its own:\n\n" + page("text\n4")
    (block,) = SNIPPETS["blocks"](text)
    assert block.printed is None


@pytest.mark.parametrize(
    ("printed", "shown", "same"),
    [
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("a\nc\n", "a\n...\nc\n", True),
        ("a\nb\n", "a\n...\nc\n", False),
        ("a  \n", "a\n", True),
        ("a.\n", "ab\n", False),
    ],
)
def test_dots_stand_for_any_lines(printed: str, shown: str, same: bool) -> None:
    assert SNIPPETS["agrees"](printed, shown) is same


def test_outputs_are_written_anew_but_those_with_dots(tmp_path: Path) -> None:
    old = page("console\necho 3", "text\n4") + "\nand\n\n" + page("console\necho 5", "text\n...")
    assert SNIPPETS["rewritten"](old, tmp_path) == old.replace("text\n4\n", "text\n3\n")


def test_a_server_has_to_answer(tmp_path: Path) -> None:
    (tmp_path / "serve.py").write_text(SERVER, encoding="utf-8")
    blocks = page(f"console\npython {tmp_path}/serve.py"), page("console\necho hello")
    text = "".join(f"<!-- serves -->\n{block}" for block in blocks)
    answered, silent = complaints(text, tmp_path)
    assert answered == "" and silent.startswith("nothing answered: hello")
