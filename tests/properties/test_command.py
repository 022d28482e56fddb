"""Whatever bytes a file holds, the command ends in order."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.cli import run

# Pieces that together look like a page, a table, XML or nothing at all.
PIECES = (
    "달빛시는 5일 도서관 3대를 샀다.", "아래는 구글 번역 영문 전문입니다.", "한소라 기자", "12억 5천만원",
    "The city bought 30 libraries on the 5th.", "Reporter Han So-ra", "é", "\U0001d7db", "ㅋㅋ", "1" * 40,
    "만" * 20, "\n", "\n\n", "\r", "\t", " ", "\x00", "\x1b[2J", "\u202e", "\ufeff", '"', "“", "(",
    "<p>", "</p>", "<!doctype html>", "&amp;",
)  # fmt: skip
contents = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=25).map(lambda pieces: "".join(pieces).encode()),
    st.lists(st.sampled_from(PIECES), max_size=25).map(
        lambda pieces: "".join(pieces).encode("cp949", "replace")
    ),
)


@settings(
    deadline=None,
    max_examples=settings.default.max_examples * 3 // 5,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(content=contents, arguments=st.sampled_from([["page"], ["check"], ["split"], ["page", "-f", "tmx"]]))
def test_any_file_gives_output_or_one_line_of_complaint(content: bytes, arguments: list[str]) -> None:
    """Exit code 0 with output, or 2 with one line that is no traceback and no mistake of ours."""
    complaints, output = io.StringIO(), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        path.write_bytes(content)
        with contextlib.redirect_stderr(complaints), contextlib.redirect_stdout(output):
            code = run([*arguments, str(path)])
    complaint = complaints.getvalue()
    assert code in (0, 2)
    assert complaint.count("\n") == (code == 2)
    assert "mistake of aligner" not in complaint
