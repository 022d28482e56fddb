"""What a desk does with findings: a baseline that knows the sentences, choices of the project, services."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import aligner
from aligner.formats.baseline import HEADER, prune_baseline
from aligner.formats.bitexts.reading import READERS
from aligner.formats.bitexts.tables import read_table
from aligner.model.bitext import BadUnit

Command = Callable[..., tuple[int, str, str]]
Make = Callable[[str], Path]

SLIP = "매출은 12억 원이다.\tSales were 12 billion won.\n"
ELSEWHERE = "피해는 12억 원이다.\tThe damage was 12 billion won.\n"


@pytest.fixture
def bitext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with one slip, in a folder in which the command runs."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "b.tsv"
    path.write_text(SLIP, encoding="utf-8")
    return path


# ---------------------------------------------------------------- the baseline


def test_a_slip_is_accepted_in_its_sentences_and_nowhere_else(command: Command, bitext: Path) -> None:
    accept = ("--write-baseline", "ok.tsv", "--reason", "as in\tprint", "--accepted-by", "Kim")
    assert command("check", bitext, *accept)[0] == 0
    line = Path("ok.tsv").read_text(encoding="utf-8").splitlines()[-1].split("\t")
    assert len(line[0]) == 16 and line[2:4] == ["Kim", "as in print"] and line[4].startswith("magnitude: ")
    assert command("check", bitext, "--baseline", "ok.tsv", "--fail-on", "info")[0] == 0
    bitext.write_text(ELSEWHERE + SLIP, encoding="utf-8")
    code, out, _ = command("check", bitext, "--baseline", "ok.tsv", "--fail-on", "error", "-f", "jsonl")
    assert code == 1
    assert [len(json.loads(record)["mismatches"]) for record in out.splitlines()] == [1, 0]


def test_blanks_and_letters_taken_apart_are_no_other_sentence() -> None:
    source, target = SLIP.strip().split("\t")
    odd = (source.replace(" ", "\xa0"), target.replace(" ", "  "))
    ((plain,),), ((found,),) = aligner.check([(source, target)]), aligner.check([odd])
    assert plain.context == found.context


def test_a_sentence_that_changed_is_looked_at_again(command: Command, bitext: Path) -> None:
    command("check", bitext, "--write-baseline", "ok.tsv")
    bitext.write_text(SLIP.replace("Sales", "Our sales"), encoding="utf-8")
    assert command("check", bitext, "--baseline", "ok.tsv", "--fail-on", "error")[0] == 1


def test_the_same_pair_twice_in_a_document_is_two_slips() -> None:
    row = tuple(SLIP.strip().split("\t"))
    first, second = (found for of_row in aligner.check([row, row], document=True) for found in of_row)
    assert first.context != second.context


def test_a_baseline_of_version_0_1_is_read_and_kept(command: Command, bitext: Path) -> None:
    """Its entries name kind and surfaces alone, so they accept the slip in every row, as they did."""
    old = HEADER + (
        "f15fd9905617\tmagnitude: “12억 원” (1,200,000,000) is rendered as “12 billion won”: "
        "ten times too large.\n"
    )
    Path("old.tsv").write_text(old, encoding="utf-8")
    bitext.write_text(SLIP + ELSEWHERE, encoding="utf-8")
    assert command("check", bitext, "--baseline", "old.tsv", "--fail-on", "info")[0] == 0
    bitext.write_text(SLIP + ELSEWHERE + "표는 5,000원이다.\tTickets cost 50,000 won.\n", encoding="utf-8")
    assert command("check", bitext, "--write-baseline", "old.tsv")[0] == 0
    text = Path("old.tsv").read_text(encoding="utf-8")
    assert text.startswith(old) and text.count("magnitude") == 2


def test_dead_entries_are_named_and_taken_out(command: Command, bitext: Path) -> None:
    bitext.write_text(SLIP + ELSEWHERE, encoding="utf-8")
    command("check", bitext, "--write-baseline", "ok.tsv")
    Path("ok.tsv").write_text("# Kim\n" + Path("ok.tsv").read_text(encoding="utf-8"), encoding="utf-8")
    bitext.write_text(SLIP, encoding="utf-8")
    code, _, err = command("check", bitext, "--baseline", "ok.tsv", "--prune-baseline", "--fail-on", "info")
    assert code == 0 and err.count("taken out") == 1
    text = Path("ok.tsv").read_text(encoding="utf-8")
    assert text.startswith("# Kim\n") and text.count("magnitude") == 1
    code, _, err = command("check", bitext, "--prune-baseline")
    assert code == 2 and "there is no baseline" in err


def test_accepting_in_other_files_keeps_what_was_accepted(command: Command, bitext: Path) -> None:
    command("check", bitext, "--write-baseline", "ok.tsv")
    other = bitext.with_name("other.tsv")
    other.write_text(ELSEWHERE, encoding="utf-8")
    _, _, err = command("check", other, "--write-baseline", "ok.tsv")
    assert err == "aligner: ok.tsv: 1 mismatch accepted\n"
    _, out, _ = command("check", bitext, other, "--baseline", "ok.tsv")
    assert "no mismatches" in out


def test_what_became_a_comment_is_pruned_too(tmp_path: Path) -> None:
    path = tmp_path / "ok.tsv"
    path.write_text(
        f"# mine\n# not found any more: {'0' * 12}\tx\n{'1' * 16}\t2026-01-01\n", encoding="utf-8"
    )
    assert len(prune_baseline(path, {"1" * 16})) == 1
    assert path.read_text(encoding="utf-8") == f"# mine\n{'1' * 16}\t2026-01-01\n"


# ---------------------------------------------------------------- choices of the project

CONFIG = """\
fail-on = "error"
least-severity = "warning"
[severities]
magnitude = "warning"
[[rules]]
name = "won"
source = '원'
target = '\\bwon\\b'
message = "Write KRW, not {target}."
severity = "error"
"""


def kinds(out: str) -> list[tuple[str, str]]:
    return [
        (found["kind"], found["severity"])
        for record in out.splitlines()
        for found in json.loads(record)["mismatches"]
    ]


@pytest.mark.parametrize("name", ["aligner.toml", "pyproject.toml"])
def test_a_project_says_what_it_wants(command: Command, bitext: Path, name: str) -> None:
    text = CONFIG
    if name == "pyproject.toml":
        text = "[tool.aligner]\n" + CONFIG.replace("[severities]", "[tool.aligner.severities]").replace(
            "[[rules]]", "[[tool.aligner.rules]]"
        )
    Path(name).write_text(text, encoding="utf-8")
    (bitext.parent / "deeper").mkdir()
    os.chdir(bitext.parent / "deeper")  # found upwards
    code, out, _ = command("check", bitext, "-f", "jsonl")
    assert code == 1 and sorted(kinds(out)) == [("magnitude", "warning"), ("won", "error")]
    code, out, _ = command("check", bitext, "-f", "jsonl", "--ignore", "won")
    assert code == 0 and kinds(out) == [("magnitude", "warning")]


def test_an_option_goes_before_the_project(command: Command, bitext: Path) -> None:
    Path("aligner.toml").write_text('fail-on = "info"\n', encoding="utf-8")
    assert command("check", bitext)[0] == 1
    assert command("check", bitext, "--fail-on", "error", "--least-severity", "error")[0] == 1
    Path("other.toml").write_text("", encoding="utf-8")
    assert command("check", bitext, "--config", "other.toml")[0] == 0


@pytest.mark.parametrize(("text", "told"), [
    ('ignor = ["number"]', "there is no key 'ignor'; did you mean ignore?"),
    ('ignore = ["numbr"]', "there is no kind 'numbr'; did you mean number?"),
    ('[severities]\nmagnitude = "grave"', "severities.magnitude: 'grave' is none of info, warning, error"),
    ('fail-on = "always"', "'always' is none of"),
    ('[[rules]]\nname = "a"\nmessage = "b"\nsorce = "c"', "there is no key 'sorce'; did you mean source?"),
    ('[[rules]]\nname = "a"\nsource = "c"', "a rule needs message"),
    ('[[rules]]\nname = "a"\nmessage = "b"\nsource = "("', "is no pattern"),
    ('[[rules]]\nname = "a"\nmessage = "b"', "it has no pattern"),
    ('[[rules]]\nname = "a"\nmessage = "{word}"\nsource = "b"', "it may name {source} and {target}"),
    ('[[rules]]\nname = "number"\nmessage = "b"\nsource = "b"', "number: is the name of a kind of aligner"),
    ('ignore = ["please"]', "there is no kind 'please'; there are "),  # like no kind, so all are named
    ('baseline = "accepted.tsv"', "no such baseline; --write-baseline makes it"),
    ('checks = ["nowhere:CHECK"]', "nowhere:CHECK can't be loaded: ModuleNotFoundError"),
    ('skip = ["lockd"]', "'lockd' is none of"),
    ("document = 1", "true or false was expected"),
    ("ignore = 3", "a list of texts was expected"),
    ("fail-on", "not TOML"),
])  # fmt: skip
def test_a_wrong_project_is_told_in_one_line(command: Command, bitext: Path, text: str, told: str) -> None:
    Path("aligner.toml").write_text(text, encoding="utf-8")
    code, out, err = command("check", bitext)
    assert (code, out) == (2, "") and told in err and err.count("\n") == 1


def test_kinds_and_files_may_be_left_out_by_path(command: Command, bitext: Path) -> None:
    (bitext.parent / "legacy" / "deep").mkdir(parents=True)
    old = bitext.parent / "legacy" / "deep" / "old.tsv"
    old.write_text(SLIP, encoding="utf-8")
    Path("aligner.toml").write_text('[ignore-by-path]\n"legacy/*" = ["magnitude"]\n', encoding="utf-8")
    _, out, _ = command("check", bitext, old, "-f", "tsv")
    assert [row.split("\t")[0] for row in out.splitlines()[1:]] == [str(bitext)]
    Path("aligner.toml").write_text('exclude = ["legacy/*"]\n', encoding="utf-8")
    _, out, _ = command("check", ".", "-f", "jsonl")
    assert [json.loads(record)["document"] for record in out.splitlines()] == ["b.tsv"]


def test_glossary_baseline_and_checks_of_a_project(
    command: Command, bitext: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bitext.parent / "terms.tsv").write_text("매출\trevenue\n", encoding="utf-8")
    (bitext.parent / "desk_of_tests.py").write_text(
        "from aligner import Check, Kind\nfrom aligner.checks import Finding\n"
        "def long(pair):\n    yield Finding('long', target=pair.target.whole())\n"
        "LONG = Check(long, kinds=(Kind('long'),), messages={'long': '{target} is long.'})\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(bitext.parent))
    Path("aligner.toml").write_text(
        'glossary = "terms.tsv"\nchecks = ["desk_of_tests:LONG"]\nkinds = ["glossary", "long"]\n',
        encoding="utf-8",
    )
    _, out, _ = command("check", bitext, "-f", "jsonl")
    assert sorted(kind for kind, _ in kinds(out)) == ["glossary", "long"]


# ---------------------------------------------------------------- services


def findings(command: Command, made: Make, form: str) -> str:
    code, out, _ = command("check", made("memory.tmx"), made("table.tsv"), "--format", form)
    assert code == 0
    return out


def test_sarif_obeys_its_schema(command: Command, made: Make) -> None:
    """The parts of it that we write; `SARIF_SCHEMA` names the whole one."""
    jsonschema: Any = pytest.importorskip("jsonschema", reason="needs jsonschema, extra `test`")
    part = Path(__file__).parents[1] / "formats" / "sarif-2.1.0-part.json"
    schema = json.loads(Path(os.environ.get("SARIF_SCHEMA", part)).read_text(encoding="utf-8"))
    log = json.loads(findings(command, made, "sarif"))
    jsonschema.Draft4Validator(schema).validate(log)
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert results and all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert results[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
    assert results[0]["level"] == "error"
    with pytest.raises(jsonschema.ValidationError):  # it does refuse something
        jsonschema.Draft4Validator(schema).validate({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_junit_is_read_by_junitparser(command: Command, made: Make) -> None:
    out = findings(command, made, "junit")
    root = ElementTree.fromstring(out.split("\n", 1)[1])
    cases = list(root.iter("testcase"))
    failures = sum(int(suite.get("failures", "")) for suite in root)
    assert failures == len(list(root.iter("failure"))) > 0
    assert cases[0].get("name") == "line 6: magnitude"
    junitparser: Any = pytest.importorskip("junitparser", reason="needs junitparser, extra `test`")
    read = junitparser.JUnitXml.fromstring(out.encode())
    assert sum(suite.failures for suite in read) == failures


def test_github_gets_a_line_a_finding_and_nothing_breaks_out(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a,b:c%.csv"
    path.write_text('"비가\n3만 명 왔다.","It 300,000 people\n::error::x"\n', encoding="utf-8")
    _, out, _ = command("check", path, "-f", "github")
    lines = out.splitlines()
    assert lines and all(
        line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines
    )
    assert all("a%2Cb%3Ac%25.csv,line=1," in line for line in lines)


def test_gitlab_gets_fingerprints_of_their_own(command: Command, made: Make) -> None:
    issues = json.loads(findings(command, made, "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
    assert {issue["severity"] for issue in issues} <= {"major", "minor", "info"}
    assert issues == json.loads(findings(command, made, "gitlab"))


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "sarif", "json", "csv"])
def test_what_was_written_is_replaced_by_the_next_run(command: Command, bitext: Path, form: str) -> None:
    for _ in range(2):
        assert command("check", bitext, "-f", form, "-o", "findings.txt") == (0, "", "")
        bitext.write_text(SLIP + ELSEWHERE, encoding="utf-8")
    assert "12 billion" in Path("findings.txt").read_text(encoding="utf-8")


def test_a_suffix_names_the_form(command: Command, bitext: Path) -> None:
    for name, beginning in (("o.sarif", "{"), ("o.xml", "<?xml"), ("o.tsv", "document\t")):
        assert command("check", bitext, "-o", name)[0] == 0
        assert Path(name).read_text(encoding="utf-8").startswith(beginning)


# ---------------------------------------------------------------- tables and bad places


@pytest.mark.parametrize(("table", "suffix", "expected"), [
    ("번역\t원문\nRain.\t비.\n", "", [("비.", "Rain.", 2)]),
    ("KO-KR,en_US\n비.,Rain.\n", ".csv", [("비.", "Rain.", 2)]),
    ("id;source text;target text\n1;비.;Rain.\n", ".csv", [("비.", "Rain.", 2)]),
    ("http://a.kr/1\thttp://a.kr/2\t비가 왔다.\tIt rained.\n", "", [("비가 왔다.", "It rained.", 1)]),
    ("a1\t비가 왔다.\tIt rained.\n\na2\t눈이 왔다.\tSnow fell.\n", "",
     [("비가 왔다.", "It rained.", 1), ("눈이 왔다.", "Snow fell.", 3)]),
    ('"비가\n왔다.","It rained."\n눈.,Snow.\n', ".csv",
     [("비가\n왔다.", "It rained.", 1), ("눈.", "Snow.", 3)]),
    ("비가 왔다.|It rained.\n눈이 왔다.|It snowed.\n", "",
     [("비가 왔다.", "It rained.", 1), ("눈이 왔다.", "It snowed.", 2)]),
    ("비가 왔다.\tIt rained.\tas they say in this town, every day\n", "", [("비가 왔다.", "It rained.", 1)]),
    ("a1\t저장\tSave\n", "", [("저장", "Save", 1)]),
    ("네, 그렇다.\tYes, it is.\n", "", [("네, 그렇다.", "Yes, it is.", 1)]),
    ("비가 왔다.\tIt rained.\r눈.\tSnow.\r", "", [("비가 왔다.", "It rained.", 1), ("눈.", "Snow.", 2)]),
])  # fmt: skip
def test_columns_are_found(table: str, suffix: str, expected: list[tuple[str, str, int]]) -> None:
    units = [unit for unit in read_table(table, suffix) if not isinstance(unit, BadUnit)]
    assert [(unit.source, unit.target, unit.line) for unit in units] == expected


def test_a_comma_of_the_text_parts_no_columns() -> None:
    units = list(read_table("네, 비가 왔다.\n네, 눈이 왔다.\n"))
    assert all(isinstance(unit, BadUnit) for unit in units) and len(units) == 2


def test_a_bad_row_is_told_and_the_rest_goes_on(command: Command, bitext: Path) -> None:
    bitext.write_text(f"비.\tRain.\nx\n{SLIP}", encoding="utf-8")
    code, out, err = command("check", bitext, "-f", "tsv")
    assert code == 2 and err.count("\n") == 1 and "row 2: one column" in err
    assert out.count("magnitude") == 1


def test_a_memory_that_is_cut_off_is_read_as_far_as_it_goes(command: Command, made: Make) -> None:
    path = made("memory.tmx")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('<tu tuid="t5"')], encoding="utf-8")
    code, out, err = command("check", path, "-f", "jsonl")
    assert code == 2 and len(out.splitlines()) == 5 and "not XML" in err and err.count("\n") == 1


def test_one_bad_file_does_not_keep_the_others_back(command: Command, bitext: Path) -> None:
    Path("bad.tmx").write_text("no XML", encoding="utf-8")
    code, out, err = command("check", "bad.tmx", "nowhere.po", bitext, "-f", "tsv")
    assert code == 2 and out.count("magnitude") == 1
    assert [line.split(": ")[1] for line in err.splitlines()] == ["bad.tmx", "nowhere.po"]


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body/></tmx>', encoding="utf-8")
    with pytest.raises(aligner.FormatError, match="entities"):
        aligner.check_file(path)


@pytest.mark.parametrize(("source", "target", "found"), [
    ('<g id="1">저장</g>', '<g id="1">Save</g>', []),
    ('<g id="1">저장</g>', "Save", ["<g1>"]),
    ('저장<x id="1"/>', 'Save<x id="2"/>', ["<x1/>"]),
    ('<ph id="1">{0}</ph>개 저장', 'Save <ph id="1">{0}</ph>', []),
    ('<ph id="1">{0}</ph>개 저장', "Save", ["{0}"]),
    ('비가<x id="1" ctype="lb"/>왔다.', "It rained.", []),
    ("저장을 누르세요.", 'Press <x id="1"/>Save.', ["<x1/>"]),
    ('<mrk mtype="term">저장</mrk>', "Save", []),
    ('<bpt id="1">&lt;b></bpt>3만<ept id="1">&lt;/b></ept> 명',
     '<bpt id="1">&lt;b></bpt>30,000<ept id="1">&lt;/b></ept> people', []),
])  # fmt: skip
def test_tags_are_compared_and_are_no_text(
    tmp_path: Path, source: str, target: str, found: list[str]
) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2"><file source-language="ko" target-language="en"><body><trans-unit id="1">'
        f"<source>{source}</source><target>{target}</target></trans-unit></body></file></xliff>",
        encoding="utf-8",
    )
    mismatches = aligner.check_file(path, least_severity="warning").mismatches
    assert [one.source_surface or one.target_surface for one in mismatches] == found
    assert all(one.kind == "marker" for one in mismatches)


def test_a_state_that_says_approved_makes_an_empty_target_a_slip(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2"><file source-language="ko" target-language="en"><body>'
        '<trans-unit id="1" approved="yes"><source>비가 왔다.</source><target/></trans-unit>'
        '<trans-unit id="2"><source>비가 왔다.</source><target/></trans-unit></body></file></xliff>',
        encoding="utf-8",
    )
    checked = aligner.check_file(path)
    assert [found.kind for found in checked.mismatches] == ["sentence_dropped"]
    assert checked.skipped == (("untranslated", 1),)


def test_the_hook_is_for_files_that_are_checked() -> None:
    hook = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (files,) = re.findall(r"(?m)^  files: (.+)$", hook)
    suffixes = {".tmx", ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".po", ".xlsx"}
    assert {suffix for suffix in (*READERS, ".py", ".toml") if re.search(files, f"menu{suffix}")} == suffixes
    assert "  entry: aligner check --fail-on error\n" in hook


def test_the_example_is_a_job_that_runs() -> None:
    script = Path(__file__).parents[2] / "examples" / "ci_job.sh"
    command = f"{sys.executable} -m aligner"
    done = subprocess.run(
        ["bash", str(script)], capture_output=True, text=True, env={**os.environ, "ALIGNER": command}
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("==")] == [
        "== a new slip fails the job",
        "== accepted with a reason, the job passes",
        "== the same slip elsewhere fails it again",
    ]
