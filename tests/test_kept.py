"""What is kept is what would be made now, or it is made now."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel import Locale
from babel.numbers import list_currencies

from aligner import cldr, tables
from aligner import kept as kept_module
from aligner.kept import kept
from aligner.languages.en import stems
from aligner.pairs.ko_en import (
    gazetteer,
    lexicon,
    poles,
    poles_in_english,
    poles_in_korean,
    poles_in_lexicon,
)
from aligner.tables import table_file


class Making:
    """Makes a text and counts how often."""

    def __init__(self, text: str = "비\train\n") -> None:
        self.text, self.count = text, 0

    def __call__(self) -> str:
        self.count += 1
        return self.text


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.py"
    path.write_text("# what makes the text\n", encoding="utf-8")
    (tmp_path / "words.tsv").write_text("비\train\n", encoding="utf-8")
    return path


def read(module: Path, make: Making, facts: str = "1") -> str:
    return kept(str(module), [module, module.with_suffix(".tsv")], facts, make)


def place(module: Path) -> Path:
    return Path(cache_from_source(str(module))).with_suffix(".kept")


def test_it_is_made_once(module: Path) -> None:
    make = Making()
    assert [read(module, make) for _ in range(3)] == [make.text] * 3
    assert make.count == 1
    assert [path.name for path in place(module).parent.iterdir()] == [place(module).name]


@pytest.mark.parametrize("changed", ["words.py", "words.tsv"])
def test_it_is_made_anew_when_a_source_changes(module: Path, changed: str) -> None:
    read(module, Making("old"))
    source = module.with_name(changed)
    source.write_text(source.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert read(module, Making("new")) == "new"
    assert read(module, Making("newer")) == "new"


def test_it_is_made_anew_when_a_table_of_the_same_size_is_put_in_its_place(module: Path) -> None:
    read(module, Making("old"))
    table = module.with_suffix(".tsv")
    table.write_text("비\trail\n", encoding="utf-8")
    os.utime(table, ns=(0, 0))
    assert read(module, Making("new")) == "new"


def test_it_is_made_anew_for_another_version(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade may bring files with the times of an archive, which are the same for all."""
    read(module, Making("old"))
    monkeypatch.setattr(kept_module, "__version__", "another")
    assert read(module, Making("new")) == "new"


def test_it_is_made_anew_when_a_fact_changes(module: Path) -> None:
    read(module, Making("old"), "2.16")
    assert read(module, Making("new"), "2.17") == "new"


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe", b"half", None])
def test_a_broken_file_is_not_believed(module: Path, broken: bytes | None) -> None:
    make = Making()
    read(module, make)
    whole = place(module).read_bytes()
    place(module).write_bytes(whole[:-1] if broken is None else broken)
    assert read(module, make) == make.text
    assert place(module).read_bytes() == whole


def test_where_nothing_can_be_written_it_is_made_each_time(module: Path) -> None:
    place(module).parent.write_text("a file where the folder would be", encoding="utf-8")
    make = Making()
    assert [read(module, make) for _ in range(2)] == [make.text] * 2
    assert make.count == 2


def test_nothing_is_written_where_python_writes_nothing(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read(module, Making())
    assert not place(module).parent.exists()


def test_without_sources_it_is_made(module: Path) -> None:
    make = Making()
    module.unlink()
    assert read(module, make) == make.text


# What is kept of tables: its module, what reads it, and the values of which it is made.
OF_TABLES: list[tuple[ModuleType, Any, list[Any]]] = [
    (lexicon, lexicon._read, []),
    (gazetteer, gazetteer._read, []),
    (poles, poles._tables, [poles._rows]),
    (poles_in_english, poles_in_english._openings_of_forms, [poles.forms_of, poles_in_english._forms]),
    (poles_in_korean, poles_in_korean._beginnings, [poles.forms_of, poles_in_korean._forms]),
    (poles_in_lexicon, poles_in_lexicon._forms_of_stems, [poles.forms_of]),
]
OF_STEMS = [stems.function_words, stems._irregular, stems.english_stem]


def names(case: Any) -> str:
    return case.__name__.rpartition(".")[2] if isinstance(case, ModuleType) else ""


@pytest.mark.parametrize(("module", "read", "behind"), OF_TABLES, ids=names)
def test_what_is_kept_of_tables_is_what_is_made_of_them(
    module: Any, read: Any, behind: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "kept", lambda module, sources, facts, make, part="": make())
    read.cache_clear()
    made = read()
    monkeypatch.undo()
    read.cache_clear()
    assert read() == made
    assert made


@pytest.mark.parametrize(("module", "read", "behind"), OF_TABLES, ids=names)
def test_what_is_kept_of_tables_names_all_that_it_is_made_from(
    module: Any, read: Any, behind: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: set[str] = set()
    named: set[str] = set()

    def noted(name: str) -> Path:
        opened.add(str(table_file(name)))
        return table_file(name)

    def made(module: str, sources: Any, facts: str, make: Any, part: str = "") -> Any:
        named.update(map(str, sources))
        monkeypatch.setattr(tables, "table_file", noted)
        return make()

    for each in (module, poles):  # forms of poles are kept, too
        monkeypatch.setattr(each, "kept", made)
    for once in (read, poles._tables, *behind, poles._rows, *OF_STEMS):
        once.cache_clear()
    read()
    monkeypatch.undo()
    for once in (read, poles._tables):
        once.cache_clear()
    assert opened
    assert opened <= named


def test_the_lexicon_is_large() -> None:
    assert len(lexicon.news_lexicon().translations) > 20_000
    assert lexicon.translated_by().keys() == lexicon.news_lexicon().covered


@pytest.mark.parametrize("language", ["ko", "en"])
def test_names_of_cldr_are_those_of_babel(language: str) -> None:
    locale = Locale(language)
    names = cldr.names(language)
    assert names.territories["KR"] == locale.territories["KR"]
    assert names.months["wide"] == dict(locale.months["format"]["wide"])
    assert names.days["abbreviated"] == dict(locale.days["format"]["abbreviated"])
    assert names.currencies == dict(locale.currencies)
    assert all(isinstance(name, str) for of in names.currencies_counted.values() for name in of)
    assert names.cities
    assert all(locale.time_zones[zone]["city"] == city for zone, city in names.cities.items())
    assert names.units["length-meter"]["long"]["other"].startswith("{0}")
    assert set(cldr.currency_codes()) == set(list_currencies())
    assert cldr.zone_territories()["Asia/Seoul"] == "KR"


def test_names_of_cldr_are_made_from_the_files_that_babel_reads() -> None:
    """Every file of Babel that is read for the names is named among their sources."""
    program = (
        "import sys; from aligner import cldr;"
        "sys.addaudithook(lambda event, given: event == 'open' and print(given[0]));"
        "cldr._names('ko'), cldr._names('en'), cldr._of_all_languages()"
    )
    opened = subprocess.check_output([sys.executable, "-c", program], text=True).splitlines()
    data = {path for path in opened if path.endswith(".dat")}
    assert data == {str(source) for source in cldr.sources("ko", "en")} - {cldr.__file__}


def test_a_page_is_read_without_babel() -> None:
    """Names of CLDR are kept, and nothing else needs Babel, which takes 40 ms and 10 MB."""
    program = (
        "import aligner, sys; aligner.align('3만 명이 왔다.', '30,000 people came.');"
        "print('babel' in sys.modules)"
    )
    run = [sys.executable, "-c", program]
    if sys.dont_write_bytecode:
        pytest.skip("nothing is kept where Python writes nothing")
    assert [subprocess.check_output(run, text=True).strip() for _ in range(2)][1] == "False"
