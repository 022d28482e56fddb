"""The package as its users meet it: lazy, typed, with errors that say what to do."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

import aligner


def test_every_public_name_is_there() -> None:
    assert all(hasattr(aligner, name) for name in aligner.__all__)
    assert set(aligner.__all__) <= set(dir(aligner))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'alignn'"):
        aligner.alignn  # noqa: B018


def test_the_import_loads_nothing_heavy() -> None:
    """`import aligner` brings in neither numpy nor the splitters."""
    code = (
        "import sys, aligner; "
        "heavy = {'numpy', 'kss', 'nltk', 'rapidfuzz', 'babel', 'typer', 'rich', 'pandas'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_checking_lists_needs_no_splitter() -> None:
    """`align` on lists, `check` and `read_quantities` load neither kss nor nltk."""
    code = (
        "import sys, aligner; aligner.align(['3만 명이 왔다.'], ['30,000 people came.']); "
        "aligner.check([('3만 명', '30,000 people')]); aligner.read_quantities('3만 명', 'ko'); "
        "print([name for name in ('kss', 'nltk') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(aligner.SettingsError, match="no setting is called quotation"):
        aligner.align([], [], quotation="cut")


def test_an_aligner_pickles_by_its_settings() -> None:
    made = aligner.Aligner(aligner.Settings(quotes="cut"))
    assert pickle.loads(pickle.dumps(made)).settings == made.settings


def test_rows_of_check_are_independent() -> None:
    rows = [("3만 명이 왔다.", "30,000 people came."), ("5만 명이 왔다.", "500,000 people came.")]
    assert aligner.check(rows) == [aligner.check([row])[0] for row in rows]
    assert [mismatch.kind for mismatch in aligner.check(rows)[1]] == ["magnitude"]
