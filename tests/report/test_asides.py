"""What frames an article is told in every report, folded."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

import aligner
from aligner.languages import codes
from aligner.model.text import Role
from aligner.report.html import labels_in

PAGE = Path(__file__).parent.parent.parent / "examples" / "pages" / "recipe.txt"


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_has_a_name_in_every_language_of_the_report(role: str) -> None:
    assert all(labels_in(language)[f"role:{role}"] for language in codes())


def test_asides_are_folded_in_the_report_for_the_browser() -> None:
    alignment = aligner.align_page(PAGE.read_text(encoding="utf-8"))
    page = alignment.to_html()
    folded = page.split('<details class="aside">')[1].split("</details>")[0]
    assert alignment.asides
    assert all(line in folded for aside in alignment.asides for line in aside.splitlines())
