"""What a reader of files gives back holds together, or the error names file and cure."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aligner
from aligner import Alignment, Bead
from aligner.formats import FORMATS, load_all, save
from aligner.formats.law import Limits
from aligner.formats.markup import parse
from aligner.model.errors import AlignerError, FormatError

XLIFF = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="ko" trgLang="en">'
    '<file id="f">'
    '<unit id="u"><segment><source>{}</source><target>a</target></segment></unit></file></xliff>'
)
TMX = '<tmx version="1.4"><header srclang="ko">{}</header><body>{}</body></tmx>'
BRACKETS = f'<prop type="x-unmatched">{"[" * 100_000}</prop>'
UNIT = '<tu>{}<tuv xml:lang="ko"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>a</seg></tuv></tu>'
COLUMNS = [
    *("document", "pair", "direction", "bead", "source", "target", "confidence", "severity", "kinds"),
    *("length_ratio", "source_start", "source_stop", "target_start", "target_stop"),
    *("source_spans", "target_spans"),
]


def unmatched(**changed: object) -> str:
    value = {"document": "a", "direction": ["ko", "en"], "numbers": ["0:1", "0:0"], "confidence": 1,
             "texts": ["a", ""], "spans": ["0:1", ""], **changed}  # fmt: skip
    return TMX.format(f'<prop type="x-unmatched">{json.dumps(value).replace("<", "&lt;")}</prop>', "")


def table(**changed: str) -> str:
    row = dict.fromkeys(COLUMNS, "") | {
        "document": "d", "pair": "1", "direction": "ko-en", "bead": "1-1", "source": "가", "target": "a",
        "confidence": "1", "length_ratio": "1", "source_start": "0", "source_stop": "1", "target_start": "0",
        "target_stop": "1", "source_spans": "0:1", "target_spans": "0:1", **changed}  # fmt: skip
    return "\t".join(COLUMNS) + "\n" + "\t".join(row[column] for column in COLUMNS) + "\n"


def values(source: list[int], confidence: object = 1) -> str:
    evidence = {"total": 0, "terms": [], "length_ratio": 1, "links": []}
    pair = {"source": [], "target": [], "bead": {"source": source, "target": [0, 0]},
            "confidence": confidence, "evidence": evidence, "mismatches": []}  # fmt: skip
    return json.dumps({"schema": 1, "source_language": "ko", "target_language": "en", "pairs": [pair]})


DAMAGED = {
    "no hexadecimal": (".xlf", XLIFF.format('<cp hex="zz"/>'), "no character"),
    "beyond Unicode": (".xlf", XLIFF.format('<cp hex="110000"/>'), "no character"),
    "below zero": (".xlf", XLIFF.format('<cp hex="-1"/>'), "no character"),
    "beyond C": (".xlf", XLIFF.format(f'<cp hex="{"F" * 18}"/>'), "no character"),
    "marks without end, XLIFF": (".xlf", XLIFF.format("<pc>" * 3000 + "</pc>" * 3000), "deep"),
    "marks without end, TMX": (
        ".tmx",
        TMX.format("", UNIT.format("", "<hi>" * 3000 + "</hi>" * 3000)),
        "deep",
    ),
    "groups without end": (".ces", f"<cesAlign>{'<linkGrp>' * 9000}{'</linkGrp>' * 9000}</cesAlign>", "deep"),
    "brackets without end": (".tmx", TMX.format(BRACKETS, ""), "damaged"),
    "numbers of numbers": (".tmx", unmatched(numbers=[1, 2]), "damaged"),
    "spans of numbers": (".tmx", unmatched(spans=[3, ""]), "damaged"),
    "text of numbers": (".tmx", unmatched(texts=[1, 2]), "damaged"),
    "a confidence of words": (".tmx", unmatched(confidence="high"), "damaged"),
    "a sentence number of 20 digits": (".tsv", table(source_stop="9" * 20), "out of bounds"),
    "a bead of a billion": (".tsv", table(source_stop=str(10**9)), "out of bounds"),
    "a bead that ends before it begins": (".tsv", table(source_start="5", source_stop="1"), "out of bounds"),
    "a negative number": (".tsv", table(source_start="-1", source_stop="0"), "out of bounds"),
    "a bead without its text": (".tsv", table(source_stop="3"), "has 3 source sentences"),
    "no confidence": (".tsv", table(confidence="nan"), "no probability"),
    "a confidence of two": (".csv", table(confidence="2").replace("\t", ","), "no probability"),
    "a range of 23 digits": (".json", values([0, 10**23]), "out of bounds"),
    "a range backwards": (".json", values([3, 1]), "out of bounds"),
    "a range without sentences": (".json", values([0, 2]), "has 2 source sentences"),
    "a billion rungs": (".ladder", "0 0 1\n999999999 0 1\n", "not read"),
    "a square of rungs": (".ladder", "0 0 1\n40000000 40000000 1\n", "not read"),
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "content", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused(suffix: str, content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / f"damaged{suffix}"
    path.write_text(content, encoding="utf-8")
    began = process_time()
    with pytest.raises(FormatError, match=rf"damaged\{suffix}: .*{told}"):
        load_all(path)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".xlf", XLIFF.format('<cp hex="001b"/>')),
        (".xlf", XLIFF.format("<pc>" * (Limits().depth - 10) + "가" + "</pc>" * (Limits().depth - 10))),
        (".tmx", TMX.format("", UNIT.format('<prop type="x-document">[[</prop>', "가"))),
        (".tsv", table()),
        (".tsv", table(source_start=str(Limits().sentences - 1), source_stop=str(Limits().sentences))),
        (".ladder", f"0 0 1\n{Limits().numbers // 10} 5 1\n"),
    ],
)
def test_what_looks_odd_and_is_right_is_read(suffix: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / f"odd{suffix}"
    path.write_text(content, encoding="utf-8")
    assert len(load_all(path)[0].pairs) == 1


def test_a_reader_that_fails_gives_a_format_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises: a mistake of a reader must not look like one of the caller."""

    class Broken:
        many = True

        def load(self, path: Path) -> list[Alignment]:
            raise ZeroDivisionError("no such luck")

    monkeypatch.setitem(FORMATS, ".tsv", Broken())
    with pytest.raises(FormatError, match=r"a\.tsv: damaged: ZeroDivisionError"):
        load_all(tmp_path / "a.tsv")


def test_entities_are_refused() -> None:
    with pytest.raises(FormatError, match="expand without end"):
        parse('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', {"tmx"})


def holds_together(alignment: Alignment) -> bool:
    return all(
        (len(pair.source), len(pair.target)) == pair.bead.kind
        and 0 <= pair.confidence <= 1
        and all(0 <= sentence.span.start <= sentence.span.end for sentence in (*pair.source, *pair.target))
        for pair in alignment
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small alignment in every format of one file."""
    alignment = aligner.align(
        "비가 왔다. 바람도 불었다.\n길이 막혔다.", "It rained and blew.\nThe road was blocked."
    )
    folder = tmp_path_factory.mktemp("saved")
    found = {}
    for suffix in sorted(set(FORMATS) - {".moses"}):
        save(alignment, folder / f"a{suffix}")
        found[suffix] = (folder / f"a{suffix}").read_bytes()
    return found


PUT_IN = [*map(str.encode, ["", "0", "-1", "9" * 25, *'[{}]"<&:\t\n\0', "</", "nan", "null"]), b"\xff"]
CUTS = st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PUT_IN)), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(sorted(set(FORMATS) - {".moses"})), cuts=CUTS, drop=st.integers(0, 12))
def test_a_mutated_file_is_read_or_refused(
    saved: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, suffix: str,
    cuts: list[tuple[float, bytes]], drop: int,
) -> None:  # fmt: skip
    """Bytes put in and taken out anywhere: what is read holds together, all else is told."""
    content = saved[suffix]
    for share, put in cuts:
        place = int(share * len(content))
        content = content[:place] + put + content[place + drop :]
    path = tmp_path_factory.getbasetemp() / f"mutated{suffix}"
    path.write_bytes(content)
    try:
        alignments = load_all(path)
    except AlignerError as error:
        assert path.name in str(error)
        return
    for alignment in alignments:
        assert holds_together(alignment)
        assert aligner.Alignment.from_dict(alignment.to_dict()) == alignment
        beads = [pair.bead for pair in alignment]
        aligner.evaluate(beads, beads)


def test_beads_of_thousands_are_compared_in_linear_time() -> None:
    """A bead of 8,000 by 8,000 took 4 GB."""
    half = Bead(range(8000), range(8000)), Bead(range(8000), range(8000, 16000))
    began = process_time()
    assert aligner.evaluate([half[0]], [half[1]]).lax.f1 == 0
    assert process_time() - began < 1


def test_a_frame_takes_lone_surrogates() -> None:
    pytest.importorskip("pandas")
    frame = aligner.align(["가 \ud800"], ["a"]).to_frame()
    assert list(frame["source"]) == [r"가 \ud800"]
