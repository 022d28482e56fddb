"""What is looked for and what is reported: kinds, severities, accepted mismatches, checks of one's own."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner import Check
from aligner.checks import DocumentView, Finding, PairView, Scope
from aligner.checks.choice import GROUPS, installed_checks
from aligner.model.mismatch import Mismatch
from aligner.model.text import Span

PAIRS = [
    ("달빛시는 12억 원으로 다리 3개를 놓았다.", "Moonshine Town built 3 bridges for 120 million won."),
    ("비가 왔다. 바람도 불었다.", "It rained."),
    ("축제에 3만 명이 다녀갔다.", "The festival drew 300,000 visitors."),
]
TERMS = (aligner.Term("달빛시", ("Moonlight City",)),)


def found(**choices: Any) -> list[tuple[str, str]]:
    return [(m.kind, m.id) for of_pair in aligner.check(PAIRS, **choices) for m in of_pair]


def test_severity_and_kind_choose_what_is_reported_and_ids_stay() -> None:
    everything = found(glossary=TERMS)
    slips = [one for one in everything if one[0] == "magnitude"]
    assert [kind for kind, _ in everything if kind == "glossary"] == ["glossary"] and len(slips) == 2
    assert found(glossary=TERMS, least_severity="error") == slips
    without = found(glossary=TERMS, ignore=frozenset({"magnitude"}))
    assert without == [one for one in everything if one not in slips]


def test_a_severity_that_does_not_exist_is_refused() -> None:
    with pytest.raises(aligner.SettingsError, match="least_severity='grave'"):
        aligner.Settings(least_severity="grave")  # type: ignore[arg-type]


def test_settings_with_terms_and_accepted_ids_pickle_hash_and_read_back() -> None:
    settings = aligner.Settings(
        least_severity="warning", glossary=TERMS, accepted=frozenset({"0123456789ab"})
    )
    assert pickle.loads(pickle.dumps(settings)) == settings and hash(settings) == hash(settings)
    alignment = aligner.align(["달빛시에 비가 왔다."], ["It rained in Moonshine."], settings)
    assert [mismatch.kind for mismatch in alignment.mismatches] == ["glossary"]
    stored = json.loads(json.dumps(alignment.to_dict()))
    assert aligner.Alignment.from_dict(stored) == alignment


def test_accepted_mismatches_are_silent_and_a_new_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "accepted.tsv"
    first = [m for of_pair in aligner.check(PAIRS, document=True) for m in of_pair]
    assert aligner.write_baseline(file, first) == len({m.context for m in first}) > 0
    accepted = aligner.read_baseline(file)
    assert accepted == {m.context for m in first}
    assert aligner.check(PAIRS, document=True, accepted=accepted) == [[], [], []]
    again = aligner.check([*PAIRS, PAIRS[2]], document=True, accepted=accepted)
    assert "magnitude" in [m.kind for m in again[3]]


def test_a_baseline_is_written_for_readers_too(tmp_path: Path) -> None:
    file = tmp_path / "accepted.tsv"
    aligner.write_baseline(
        file, aligner.check([PAIRS[2]])[0], day="2026-11-29", by="Kim", reason="as\tprinted"
    )
    *comments, line = file.read_text(encoding="utf-8").splitlines()
    assert comments and all(comment.startswith("#") for comment in comments)
    assert line.split("\t")[1:4] == ["2026-11-29", "Kim", "as printed"]
    assert line.split("\t")[4].startswith("magnitude: “3만 명”")


def mismatch(number: int, message: str) -> Mismatch:
    return Mismatch("number", "accuracy", "error", message, id=f"{number:012x}")


def test_what_readers_write_into_a_baseline_stays_when_it_is_written_anew(tmp_path: Path) -> None:
    """Comments, blank lines, notes and their order; new mismatches come behind."""
    file = tmp_path / "accepted.tsv"
    noted = (
        "\ufeff# Kim looked at these.\n"
        "\n"
        f"{1:012x}\tnumber: one\tasked the desk, 3 May\r\n"
        f"# {2:012x}\tto be reported again\n"
        f"{3:012x}\n"
        f"{4:012x}\tmy own words\u2028on two lines\n"
        "# end"
    )
    file.write_text(noted, encoding="utf-8", newline="")
    found = [mismatch(number, f"message {number}") for number in (4, 1, 5, 2, 5)]
    assert aligner.write_baseline(file, found) == 4
    again = (
        "# Kim looked at these.\n"
        "\n"
        f"{1:012x}\tnumber: one\tasked the desk, 3 May\r\n"
        f"# {2:012x}\tto be reported again\n"
        f"{3:012x}\n"
        f"{4:012x}\tmy own words\u2028on two lines\n"
        "# end\n"
        f"{5:012x}\tnumber: message 5\n"
        f"{2:012x}\tnumber: message 2\n"
    )
    assert file.read_bytes().decode() == again
    assert aligner.read_baseline(file) == {m.id for m in found} | {f"{3:012x}"}
    aligner.write_baseline(file, found)
    aligner.write_baseline(file, [])
    assert file.read_bytes().decode() == again


def test_a_file_that_is_no_baseline_is_not_replaced_by_one(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    for content in ("# a page\n비가 왔다.\n", "0123456789abc\n"):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(aligner.InputError, match=r"page\.txt:\d: .*no baseline.*name another file"):
            aligner.write_baseline(file, [mismatch(1, "one")])
        assert file.read_text(encoding="utf-8") == content
    file.write_bytes(b"")
    aligner.write_baseline(file, [mismatch(1, "one")])
    assert aligner.read_baseline(file) == {f"{1:012x}"}
    assert file.read_text(encoding="utf-8").startswith("# Mismatches that were looked at")


@pytest.mark.parametrize("line", ["number", "0123456789AB\tnumber", "\tnumber", "0123456789abc"])
def test_a_damaged_line_of_a_baseline_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "accepted.tsv"
    file.write_text(f"# ours\n0123456789ab\tnumber: so\n{line}\n", encoding="utf-8")
    with pytest.raises(aligner.FormatError, match=r"accepted\.tsv:3: "):
        aligner.read_baseline(file)


def test_a_missing_or_unreadable_baseline_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(aligner.InputError, match="nowhere"):
        aligner.read_baseline(tmp_path / "nowhere.tsv")
    (tmp_path / "binary.tsv").write_bytes(b"# ours\n\xff\xfe")
    with pytest.raises(aligner.InputError, match=r"binary\.tsv:2: "):
        aligner.read_baseline(tmp_path / "binary.tsv")
    with pytest.raises(aligner.InputError, match="can't be written"):
        aligner.write_baseline(tmp_path / "nowhere" / "accepted.tsv", [])


def find_rain(pair: PairView) -> Iterator[Finding]:
    """A check of one's own: every rain is reported."""
    start = pair.source.text.find("비")
    if start >= 0:
        yield Finding("weather", pair.source.place(Span(start, start + 1)))


def fail(pair: PairView) -> Iterator[Finding]:
    raise ZeroDivisionError("no beads")
    yield


def count_pairs(document: DocumentView) -> Iterator[Finding]:
    yield Finding("size", document.pairs[0].source.whole(), fields={"pairs": len(document.pairs)})


WEATHER = (aligner.Kind("weather", meaning="it rains"),)
rainy = Check(find_rain, WEATHER, {"weather": "It rains."})
broken = Check(fail, WEATHER, {})
size = Check(
    count_pairs, (aligner.Kind("size", severity="info"),), {"size": "{pairs} pairs."}, Scope.DOCUMENT
)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[EntryPoint]]]:
    """Entry points of packages that are not really installed."""
    entries: dict[str, list[EntryPoint]] = {group: [] for group in GROUPS}
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries[group])
    monkeypatch.setattr("aligner.model.entries._may_exist", lambda groups: True)
    installed_checks.cache_clear()
    yield entries
    installed_checks.cache_clear()


def entry(name: str, value: str, group: str = GROUPS[0]) -> EntryPoint:
    return EntryPoint(name, value, group)


def test_a_check_of_an_installed_package_runs_with_ours(
    installed: dict[str, list[EntryPoint]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda entry: globals()[entry.value])
    before = found()
    installed_checks.cache_clear()
    installed[GROUPS[0]].append(entry("rain", "rainy"))
    with_rain = found()
    assert [one for one in with_rain if one[0] != "weather"] == before
    (weather,) = [m for of_pair in aligner.check(PAIRS) for m in of_pair if m.kind == "weather"]
    assert (weather.severity, weather.category, weather.source_surface) == ("warning", "none", "비")
    assert found(ignore=frozenset({"weather"})) == before


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("broken", "no beads"),
        ("absent", "can't be loaded"),
        ("find_rain", r"no Check but function; make it a value: aligner\.Check"),
    ],
)
def test_an_error_in_a_check_of_ones_own_names_the_check(
    installed: dict[str, list[EntryPoint]], monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    monkeypatch.setattr(EntryPoint, "load", lambda entry: globals()[entry.value])
    installed[GROUPS[0]].append(entry("mine", value))
    with pytest.raises(aligner.CheckError, match=rf"the check 'mine' \({value}\).*{message}"):
        aligner.check(PAIRS)


def kinds_of(checks: Any, **arguments: Any) -> list[str]:
    aligner_ = aligner.Aligner(checks=checks)
    return [mismatch.kind for found in aligner_.check(PAIRS, **arguments) for mismatch in found]


def test_checks_are_added_dropped_and_replaced() -> None:
    ours = kinds_of(aligner.CHECKS)
    assert ours == kinds_of(None) == [kind for kind, _ in found()]
    assert sorted(kinds_of((*aligner.CHECKS, rainy))) == sorted([*ours, "weather"])
    assert kinds_of([rainy]) == ["weather"] and kinds_of(()) == []
    assert kinds_of([size], document=True) == ["size"] and kinds_of([size]) == []


def same_words(rows: DocumentView) -> Iterator[Finding]:
    """Rows that say the same as the row before, which only one who sees all rows can tell."""
    for before, pair in pairwise(rows.pairs):
        if before.target.text == pair.target.text:
            yield Finding("echo", pair.source.whole(), pair.target.whole())


def two_rows(rows: DocumentView) -> Iterator[Finding]:
    yield Finding("echo", rows.pairs[-1].source.whole(), rows.pairs[0].target.whole(), key="far")


ECHO = (aligner.Kind("echo", explained_by=("sentence_dropped",)),)
echoes = Check(same_words, ECHO, {"echo": "{target} comes again."}, Scope.ROWS)
far = Check(two_rows, ECHO, {"far": "{source}, {target}."}, Scope.ROWS)


def test_a_check_of_rows_gets_all_of_them_at_once() -> None:
    rows = [*PAIRS, *PAIRS[1:2], ("It rained.", "비가 왔다."), ("", "So what?"), *PAIRS[:1], PAIRS[0]]
    alone = aligner.check(rows)
    together = aligner.Aligner(checks=(*aligner.CHECKS, echoes)).check(rows)
    assert [[one for one in row if one.kind != "echo"] for row in together] == alone
    echo = [(number, one) for number, row in enumerate(together) for one in row if one.kind == "echo"]
    assert [number for number, _ in echo] == [7]
    assert echo[0][1].source_surface == PAIRS[0][0] and echo[0][1].source_sentences == (0,)
    assert [one.kind for one in alone[5]] == ["sentence_added"]


def test_rows_of_the_other_direction_are_looked_at_by_themselves() -> None:
    rows = [("비가 왔다.", "It rained."), ("It rained.", "비가 왔다."), ("비가 왔다.", "It rained.")]
    assert [[one.kind for one in row] for row in aligner.Aligner(checks=[echoes]).check(rows)] == [
        [],
        [],
        ["echo"],
    ]


def test_what_is_found_across_rows_stands_at_the_first() -> None:
    own = aligner.Aligner(checks=[far])
    assert [[one.message for one in row] for row in own.check([("비", "rain"), ("눈", "snow")])] == [
        ["“눈”, “rain”."],
        [],
    ]
    assert own.check([("비", "rain"), ("눈", "snow")], document=True) == [[], []]


def test_a_check_of_pairs_and_documents_gets_pairs_where_there_is_no_document() -> None:
    def count(view: PairView | DocumentView) -> Iterator[Finding]:
        pairs = view.pairs if isinstance(view, DocumentView) else (view,)
        yield Finding("size", pairs[0].source.whole(), fields={"pairs": len(pairs)})

    both = Check(count, size.kinds, size.messages, Scope.PAIR | Scope.DOCUMENT)
    assert [m.fields["pairs"] for row in aligner.Aligner(checks=[both]).check(PAIRS) for m in row] == [
        1,
        1,
        1,
    ]
    assert [m.fields["pairs"] for m in aligner.Aligner(checks=[both]).check(PAIRS, document=True)[0]] == [3]


def test_a_check_of_ones_own_can_be_ignored_and_goes_with_the_aligner() -> None:
    own = aligner.Aligner(aligner.Settings(ignore=frozenset({"weather"})), checks=[rainy, size])
    (mismatch,) = pickle.loads(pickle.dumps(own)).align(["비가 왔다."], ["It rained."]).mismatches
    assert (mismatch.message, mismatch.severity) == ("1 pairs.", "info")
    with pytest.raises(aligner.SettingsError, match="'weather' is no kind"):
        aligner.align("비가 왔다.", "It rained.", ignore=frozenset({"weather"}))


def test_a_kind_of_ones_own_says_what_explains_it() -> None:
    kind = (aligner.Kind("crowd", explained_by=("magnitude",)),)
    crowd = Check(lambda pair: [Finding("crowd", pair.source.whole())], kind, {"crowd": "{source}"})
    assert kinds_of([crowd]) == ["crowd"] * 3
    assert sorted(kinds_of([*aligner.CHECKS, crowd])) == sorted([*kinds_of(None), "crowd"])


@pytest.mark.parametrize(
    ("finding", "message"),
    [
        ("It rains.", "'It rains.' is no Finding"),
        (Finding("storm"), r"found 'storm', which is none of its kinds: weather"),
        (Finding("weather", key="wind"), "has no message 'wind'"),
        (Finding("weather"), "message 'weather' can't be filled in: 'degrees'"),
        (Finding("weather", strength=3), "strength 3 is not between 0 and 1"),
        (Finding("weather", strength=float("nan")), "strength nan is not between 0 and 1"),
        (Finding("weather", (0, 1)), r"\(0, 1\) is no Place; make it with"),  # type: ignore[arg-type]
    ],
)
def test_what_a_check_may_not_do_is_told(finding: Any, message: str) -> None:
    check = Check(lambda _: [finding], WEATHER, {"weather": "It is {degrees} degrees."}, name="forecast")
    with pytest.raises(aligner.CheckError, match=f"the check forecast:? .*{message}"):
        aligner.Aligner(checks=[check]).check(PAIRS)


def test_a_check_that_gives_nothing_at_all_is_told_what_to_give() -> None:
    check = Check(lambda _: None, WEATHER, {"weather": "It rains."}, name="forecast")  # type: ignore[arg-type,return-value]
    with pytest.raises(aligner.CheckError, match="forecast gave None; it has to yield findings"):
        aligner.Aligner(checks=[check]).check(PAIRS)


def test_what_is_no_check_is_refused_at_once() -> None:
    with pytest.raises(aligner.CheckError, match=r"find_rain.*is no Check; make it a value"):
        aligner.Aligner(checks=[find_rain])  # type: ignore[list-item]
    with pytest.raises(aligner.CheckError, match="is no function"):
        Check(3, WEATHER, {})  # type: ignore[arg-type]
    with pytest.raises(aligner.CheckError, match="message 'weather' is no template"):
        Check(find_rain, WEATHER, {"weather": "It {rains"})
    grave = aligner.Kind("weather", severity="grave")  # type: ignore[arg-type]
    with pytest.raises(
        aligner.CheckError, match="severity 'grave' of weather is none of info, warning, error"
    ):
        Check(find_rain, (grave,), {})
