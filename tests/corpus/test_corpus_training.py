"""Pairs for training: filtered, without repeats, dealt to splits, the same rows in every form."""

from __future__ import annotations

import csv
import gzip
import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner import Aligner, Settings
from aligner.cli import run as command
from aligner.corpus import card, record
from aligner.corpus import repeats as on_disk
from aligner.corpus import run as running
from aligner.corpus.forms import FORMS, files_of, rows_into
from aligner.corpus.journal import Journal
from aligner.corpus.repeats import repeated
from aligner.corpus.request import Corpus
from aligner.corpus.run import run
from aligner.corpus.summary import Summary
from aligner.corpus.training import PARTS, Training
from aligner.formats import load_all
from aligner.formats.ours import is_ours
from aligner.formats.packed import zstd_module
from aligner.formats.table import read_tsv
from aligner.model.alignment import Alignment
from aligner.model.bead import Evidence
from aligner.model.document import Document
from aligner.model.errors import InputError, MissingExtraError, SettingsError
from aligner.model.mismatch import Mismatch
from aligner.pipelines.documents import align_document
from aligner.pipelines.repeats import LEAST_SIMILARITY, exact_repeats, near_repeats
from aligner.pipelines.training import Filters
from aligner.pipelines.workers import Workers

ALL = Filters(0.3, "error", 2.5, "near")


def bitext(rows: list[tuple[str, str]]) -> Alignment:
    """Pairs that are aligned already."""
    (alignment,) = read_tsv("".join(f"{source}\t{target}\n" for source, target in rows))
    return alignment


def document(number: int) -> dict[str, Any]:
    """A document of ours; every third has a slip, others lack a sentence, or have one that is too short."""
    wrong = 0 if number % 3 else 1
    source = [
        f"누리시는 {number}번 버스를 {number + 20}대 늘린다고 14일 밝혔다.",
        f"시민 {number + 3}만 명이 이용한다.",
        "비는 오지 않았다.",
        "시장은 다음 달에 예산을 자세히 설명하겠다고 말했다.",
        f"{'월화수목금토일'[number % 7]}요일에는 쉰다.",
    ]
    target = [
        f"Nuri City announced on the 14th that it will add {number + 20} buses to No. {number}.",
        f"{(number + 3) * 10 ** (4 + wrong):,} citizens use it.",
        "It did not rain." if number % 5 else "Rain.",
        "The mayor said he would explain the budget in detail next month." if number % 7 else "The mayor.",
    ]
    days = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
    if number % 4:
        target.append(f"It is closed on {days[number % 7]}.")
    return {"source": source, "target": target, "id": f"row {number}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    rows = [document(number) for number in range(60)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


pytestmark = pytest.mark.usefixtures("no_processes")


@pytest.fixture(scope="module")
def known() -> dict[tuple[str, Settings], Any]:
    """What was aligned already, by the document and the settings."""
    return {}


@pytest.fixture(autouse=True)
def _no_document_twice(known: dict[tuple[str, Settings], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not about alignment, and dozens of runs meet the same documents."""

    def align(document: Document, aligner: Aligner) -> Any:
        key = repr(document), aligner.settings
        if key not in known:
            known[key] = align_document(document, aligner)
        return known[key]

    monkeypatch.setattr(record, "align_document", align)


def quietly(corpus: Corpus) -> Summary:
    return run(corpus, lambda name, done, consumed, total: None)


def content(path: Path) -> bytes:
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes())
    if path.suffix == ".zst":
        return bytes(zstd_module().decompress(path.read_bytes()))
    return path.read_bytes()


def rows_in(path: Path, part: str = "") -> list[tuple[str, str]]:
    """Korean and English of each row, by a reader that is not ours."""
    files = files_of(path, part)
    form = next(form for form in FORMS if form in path.name)
    if form == ".moses":
        _, korean, english = (content(file).decode().splitlines() for file in files)
        return list(zip(korean, english, strict=True))
    if form == ".tsv":
        lines = content(files[0]).decode().splitlines()
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["ko"], row["en"]) for row in table]
    if form == ".parquet":
        from pyarrow import BufferReader, parquet

        table = parquet.read_table(BufferReader(content(files[0]))).to_pylist()
    else:
        table = [json.loads(line) for line in content(files[0]).splitlines()]
    return [(row["translation"]["ko"], row["translation"]["en"]) for row in table]


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """The rows of each part, as JSON lines."""
    path = tmp_path_factory.mktemp("expected") / "out.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "Workers", _Here)
        quietly(Corpus((str(folder),), path, training=Training(ALL, (60, 20, 20))))
    return {part: rows_in(path, part) for part in PARTS}


class _Here(Workers[Any, Any]):
    """Workers that are none: everything in this process."""

    def __init__(self, task: Any, *_: object) -> None:
        self._do = task

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, batches: Any) -> Iterator[Any]:
        return (self._do(item) for batch in batches for item in batch)


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_same_rows_and_the_counts_add_up(
    form: str, packing: str, folder: Path, tmp_path: Path, expected: dict[str, list[tuple[str, str]]]
) -> None:
    if form == ".parquet":
        pytest.importorskip("pyarrow")
    if packing == ".zst":
        try:
            zstd_module()
        except MissingExtraError:
            pytest.skip("nothing writes zstd")
    path = tmp_path / f"out{form}{packing}"
    corpus = Corpus((str(folder),), path, training=Training(ALL, (60, 20, 20), card=True))
    summary = quietly(corpus)
    for part in PARTS:
        assert rows_in(path, part) == expected[part]
        assert summary.written[part] == len(expected[part]) > 0
    assert set(summary.lost) == {"confidence", "one_sided", "findings", "length"} - (
        {"confidence"} if not summary.lost["confidence"] else set()
    )
    assert summary.written["exact"] > 0 and summary.written["near"] > 0
    assert summary.pairs == summary.lost.total() + sum(summary.written.values())
    files = [file for part in PARTS for file in files_of(path, part)]
    assert sorted(tmp_path.iterdir()) == sorted([*files, tmp_path / card.NAME])
    assert all(map(is_ours, tmp_path.iterdir()))
    before = [file.read_bytes() for file in files]
    quietly(corpus)  # over its own output
    assert [file.read_bytes() for file in files] == before


def test_processes_and_interruptions_change_no_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes; and the journal and its parts cut off anywhere, as a kill leaves them."""
    corpus = Corpus((str(folder),), tmp_path / "out.tsv.gz", training=Training(ALL, (80, 10, 10), card=True))
    journal, part = tmp_path / "out.tsv.gz.journal", tmp_path / "out.tsv.gz.journal.0"
    kept: list[bytes] = []
    with monkeypatch.context() as context:
        context.setattr(Journal, "seal", lambda _: kept.extend((journal.read_bytes(), part.read_bytes())))
        quietly(corpus)
    whole = {path: path.read_bytes() for path in tmp_path.iterdir()}
    chance = random.Random(5)
    for _ in range(4):
        for path in whole:
            path.unlink()
        journal.write_bytes(kept[0][: chance.randrange(len(kept[0]))])
        part.write_bytes(kept[1][: chance.randrange(len(kept[1]) // 2, len(kept[1]) + 1)])
        quietly(corpus)
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == whole
    monkeypatch.setattr(running, "Workers", Workers)
    quietly(replace(corpus, jobs=2))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == whole


def test_the_journal_stays_below_a_twentieth_of_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For articles of usual length: our own, some 2,000 characters."""
    articles = Path(__file__).parents[2] / "examples" / "articles"
    sizes: list[int] = []
    for name, training in (("out.jsonl", None), ("pairs.jsonl", Training()), ("pairs.tsv", Training())):
        path = tmp_path / name
        with monkeypatch.context() as context:
            journal = path.with_name(f"{name}.journal")
            context.setattr(Journal, "seal", lambda _, journal=journal: sizes.append(journal.stat().st_size))
            quietly(Corpus((str(articles / "*.txt"),), path, training=training))
        head = 600  # the request, which stands there once
        assert sizes.pop() - head < path.stat().st_size / 20


def test_the_card_says_what_is_there(folder: Path, tmp_path: Path) -> None:
    training = Training(ALL, (90, 0, 10), card=True, licence='cc-by-4.0" #')
    summary = quietly(Corpus((str(folder),), tmp_path / "out.tsv", training=training))
    text = (tmp_path / card.NAME).read_text(encoding="utf-8")
    _, head, body = text.split("---\n", 2)
    assert 'license: "cc-by-4.0\\" #"\n' in head
    assert 'split: train\n        path: "out.train.tsv"' in head and "split: validation" not in head
    assert f"| {summary.pairs:,} | aligned |" in body
    assert f"| {summary.written['near']:,} | left out, that are nearly an earlier pair |" in body
    assert not (tmp_path / "out.dev.tsv").exists()


def test_a_readme_of_the_user_is_not_replaced(folder: Path, tmp_path: Path) -> None:
    (tmp_path / card.NAME).write_text("# Our own\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"README\.md: is there already"):
        quietly(Corpus((str(folder),), tmp_path / "out.tsv", training=Training(card=True)))
    assert not (tmp_path / "out.tsv.journal").exists()


@pytest.mark.parametrize("name", ["out.jsonl", "out.tsv.gz", "out.parquet"])
def test_the_folder_loads_as_a_data_set(
    name: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    datasets = pytest.importorskip("datasets")
    (tmp_path / "set").mkdir()
    training = Training(ALL, (80, 10, 10), card=True)
    summary = quietly(Corpus((str(folder),), tmp_path / "set" / name, training=training))
    loaded = datasets.load_dataset(str(tmp_path / "set"), cache_dir=str(tmp_path / "cache"))
    sizes = {split: len(rows) for split, rows in loaded.items()}
    written = summary.written
    assert sizes == {"train": written["train"], "validation": written["dev"], "test": written["test"]}
    row = loaded["train"][0]
    sides = row.get("translation", row)
    assert (sides["ko"], sides["en"]) == rows_in(tmp_path / "set" / name, "train")[0]


def test_a_document_belongs_to_one_part_whatever_stands_beside_it() -> None:
    training = Training(shares=(80, 10, 10))
    dealt = Counter(training.part_of(f"articles/{number}.txt") for number in range(10_000))
    assert dealt.keys() == {*PARTS}
    assert abs(dealt["train"] - 8000) < 150 and abs(dealt["dev"] - 1000) < 120
    assert {Training(shares=(0, 1, 0)).part_of(str(number)) for number in range(50)} == {"dev"}


@pytest.mark.parametrize(
    "shares", [(1, 1), (0, 0, 0), (1, -1, 1), (1, 1, float("inf")), (1, 1, float("nan"))]
)
def test_shares_that_mean_nothing_are_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(SettingsError, match="shares"):
        Training(shares=shares)


@pytest.mark.parametrize("dedup", ["exact", "near"])
def test_repeats_on_the_disk_are_those_in_memory(
    dedup: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the number of buckets."""
    chance = random.Random(2)
    words = ["버스", "요금", "시민", "학교", "도서관", "항구", "축제", "다리", "공원", "시장", "의회", "예산"]
    pairs = []
    for _ in range(400):
        source = [chance.choice(words) + "이" for _ in range(8)]
        pairs.append((" ".join(source), f"It is {' '.join(str(words.index(word[:-1])) for word in source)}."))
        if chance.random() < 0.3:
            source[3] = source[3][:-1] + "가"
            pairs.append((" ".join(source), pairs[-1][1]))
        if chance.random() < 0.3:
            pairs.append(pairs[chance.randrange(len(pairs))])
    rows = tmp_path / "rows"
    rows.write_text("".join(json.dumps([*pair, "x"]) + "\n" for pair in pairs), encoding="utf-8")
    exact = exact_repeats(pairs)
    left = [number for number in range(len(pairs)) if number not in exact]
    near = {left[number] for number in near_repeats([pairs[number] for number in left])}
    assert len(exact) > 50 and len(near) > 50
    wanted = [1 if n in exact else 2 if n in near and dedup == "near" else 0 for n in range(len(pairs))]
    for most in (2_000_000, 100):
        monkeypatch.setattr(on_disk, "_MOST_ENTRIES", most)
        assert repeated(rows, dedup).tolist() == wanted
    assert not repeated(rows, None).any()


@pytest.mark.parametrize("form", [".tsv", ".jsonl", ".parquet"])
def test_a_text_of_two_lines_is_one_line_of_training_data(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"pairs{form}"
    if form == ".parquet":
        pytest.importorskip("pyarrow")
    with path.open("wb") as file, rows_into([file], path) as add:
        add(["비가\n왔다.", "It\nrained\ttoday.", "a.txt", 1, 0.9, "", "0", "0"])
    assert rows_in(path) == [("비가 왔다.", "It rained today.")]


def test_exact_repeats_are_the_same_but_for_blanks_and_unicode_form() -> None:
    pair = ("비가 왔다.", "It rained.")
    same = (unicodedata.normalize("NFD", pair[0]), " It  rained.\n")
    others = [("비가 왔다.", "It rained!"), ("비가 왔다", "It rained."), ("비가 왔다.", "it rained.")]
    assert exact_repeats([pair, same, *others]) == {1}


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (("누리시는 다음 달부터 버스를 30대 늘린다", "Nuri City will add 30 buses from next month"), True),
        (("누리시는 다음 달부터 버스를 31대 늘린다.", "Nuri City will add 31 buses from next month."), True),
        (("누리시는 다음 달부터 버스를 30대 늘린다.", "No more buses will come."), False),
        (("솔내군은 다음 달부터 버스를 30대 줄인다.", "Nuri City will add 30 buses from next month."), False),
    ],
)
def test_near_repeats_are_similar_on_both_sides(other: tuple[str, str], is_near: bool) -> None:
    first = ("누리시는 다음 달부터 버스를 30대 늘린다.", "Nuri City will add 30 buses from next month.")
    assert near_repeats([first, other]) == ({1} if is_near else set())


def test_similar_enough_begins_at_the_threshold() -> None:
    """20 letters of which two are others are .9 similar, three are .85."""
    letters = "가나다라마바사아자차카타파하거너더러머버"
    for changed, is_near in ((2, True), (3, False)):
        assert ((len(letters) - changed) / len(letters) >= LEAST_SIMILARITY) == is_near
        other = letters[:-changed] + "스즈츠"[:changed]
        assert bool(near_repeats([(letters, "same"), (other, "same")])) == is_near


ALONE = [
    ["out.tsv", "--drop", "error"],
    ["out.jsonl", "--dedup", "near"],
    ["out.jsonl", "--card"],
    ["out.tsv", "--pairs", "--split", "90/10"],
    ["out.tsv", "--pairs", "--split", "a/b/c"],
    ["out.tsv", "--pairs", "--licence", "mit"],
    ["out.tmx", "--pairs"],
    ["out.jsonl.gz"],
    ["out.parquet", "--slim"],
    ["out.jsonl", "--write-lexicon", "words.tsv"],
]


@pytest.mark.parametrize("options", ALONE, ids=" ".join)
def test_options_that_do_not_fit_are_refused_before_the_work(
    options: list[str], folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output, *rest = options
    assert command(["corpus", str(folder), "-o", str(tmp_path / output), *rest]) == 2
    assert capfd.readouterr().err.startswith("aligner: ")
    assert not [*tmp_path.iterdir()]


def test_the_command_writes_pairs_and_says_what_was_lost(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rows.jsonl").write_bytes((folder / "rows.jsonl").read_bytes())
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8")
    output = tmp_path / "set" / "pairs.jsonl"
    output.parent.mkdir()
    options = ["--pairs", "--drop=error", "--max-length-ratio=2.5", "--dedup=exact", "--split=98/1/1"]
    assert command(["corpus", str(tmp_path / "in"), "-o", str(output), *options, "--card", "--jobs=1"]) == 0
    told = capfd.readouterr().err
    for words in ("files passed over", "photo.jpg", "one side is empty", "written for train"):
        assert words in told
    (row,) = (tmp_path / "set" / "pairs.jsonl.skipped.tsv").read_text().splitlines()[1:]
    assert row.startswith(f"{tmp_path / 'in' / 'photo.jpg'}\tnothing in its name")


def test_progress_is_told_where_there_is_no_terminal(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every so many seconds, and not in between."""
    for seconds, told in ((0, True), (3600, False)):
        monkeypatch.setattr("aligner.cli.corpus._SECONDS", seconds)
        assert command(["corpus", str(folder), "-o", str(tmp_path / "out.jsonl"), "--jobs", "1"]) == 0
        assert ("aligner: aligning: 8 documents, " in capfd.readouterr().err) == told


ROWS = [
    ("시민 3만 명이 이용한다.", "300,000 citizens use it."),
    ("비는 오지 않았다.", "It did not rain."),
    ("요금은 그대로다.", ""),
]


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".tmx", ".xlf", ".tsv.gz"])
def test_pairs_that_are_aligned_already_are_checked_and_not_aligned_anew(suffix: str, tmp_path: Path) -> None:
    """In the order of the file; a row keeps its texts."""
    path = tmp_path / f"rows{suffix}"
    if suffix.startswith(".tsv"):
        text = "".join(f"{source}\t{target}\n" for source, target in ROWS).encode()
        path.write_bytes(gzip.compress(text) if suffix == ".tsv.gz" else text)
    else:
        bitext(ROWS).save(path)
    output = tmp_path / "out.jsonl"
    summary = quietly(Corpus((str(path),), output))
    (found,) = load_all(output)
    assert [(pair.source_text, pair.target_text) for pair in found] == ROWS
    assert [[m.kind for m in pair.mismatches] for pair in found][:2] == [["magnitude"], []]
    assert summary.documents == 1 and found.document == f"{path}:1"
    (slip,) = found[0].mismatches
    assert found[0].source_text[slice(*slip.source_span)] == slip.source_surface == "3만 명"


@pytest.mark.parametrize(("suffix", "encoding"), [(".tsv", "cp949"), (".tmx", "utf-16"), (".xlf", "euc-kr")])
def test_pairs_are_read_in_the_encoding_of_their_file(suffix: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows{suffix}"
    bitext(ROWS).save(path)
    text = path.read_text(encoding="utf-8").replace("utf-8", encoding).replace("UTF-8", encoding)
    path.write_bytes(text.encode(encoding))
    quietly(Corpus((str(path),), tmp_path / "out.jsonl"))
    (found,) = load_all(tmp_path / "out.jsonl")
    assert [(pair.source_text, pair.target_text) for pair in found] == ROWS


def test_a_long_bitext_is_several_documents(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("".join(f"{n}번 버스다.\tBus No. {n}.\n" for n in range(450)), encoding="utf-8")
    summary = quietly(Corpus((str(path),), tmp_path / "out.jsonl"))
    documents = load_all(tmp_path / "out.jsonl")
    assert [one.document for one in documents] == [f"{path}:{n}" for n in (1, 201, 401)]
    assert summary.pairs == 450
    assert [pair.source_text for one in documents for pair in one] == [f"{n}번 버스다." for n in range(450)]


def test_a_table_in_a_folder_is_passed_over_a_memory_is_not(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    bitext(ROWS).save(tmp_path / "in" / "rows.tmx")
    (tmp_path / "in" / "prices.tsv").write_text("a\tb\n", encoding="utf-8")
    summary = quietly(Corpus((str(tmp_path / "in"),), tmp_path / "out.jsonl"))
    assert (summary.documents, summary.skipped) == (1, [str(tmp_path / "in" / "prices.tsv")])


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"no columns\n", b"<tmx>"])
@pytest.mark.parametrize("suffix", [".tsv", ".tmx", ".xlf"])
def test_a_bitext_that_is_none_is_a_failure(suffix: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / f"bad{suffix}").write_bytes(content)
    (tmp_path / "good.tsv").write_text("비가 왔다.\tIt rained.\n", encoding="utf-8")
    names = (str(tmp_path / f"bad{suffix}"), str(tmp_path / "good.tsv"))
    summary = quietly(Corpus(names, tmp_path / "out.jsonl"))
    assert (summary.documents, summary.failed, summary.pairs) == (2, 1, 1)


def test_slim_lines_read_back_with_their_findings(folder: Path, tmp_path: Path) -> None:
    quietly(Corpus((str(folder),), tmp_path / "whole.jsonl"))
    quietly(Corpus((str(folder),), tmp_path / "slim.jsonl", slim=True))
    for whole, slim in zip(
        load_all(tmp_path / "whole.jsonl"), load_all(tmp_path / "slim.jsonl"), strict=True
    ):
        assert [replace(pair, evidence=Evidence()) for pair in whole] == list(slim)
        assert whole.mismatches == slim.mismatches and slim.page is None
    assert (tmp_path / "slim.jsonl").stat().st_size < (tmp_path / "whole.jsonl").stat().st_size / 2


def test_a_lexicon_that_was_learnt_is_used_again(folder: Path, tmp_path: Path) -> None:
    """`--learn --write-lexicon`, then `--lexicon`: the same alignments."""
    words = tmp_path / "words.tsv"
    learnt, used = tmp_path / "learnt.jsonl", tmp_path / "used.jsonl"
    options = ["--jobs", "1", "--learn", "--write-lexicon", str(words)]
    assert command(["corpus", str(folder), "-o", str(learnt), *options]) == 0
    assert len(words.read_text(encoding="utf-8").splitlines()) > 2
    options = ["--jobs", "1", "--lexicon", str(words)]
    assert command(["corpus", str(folder), "-o", str(used), *options]) == 0
    assert used.read_bytes() == learnt.read_bytes()


def test_the_same_rows_come_out_of_columns(
    folder: Path, tmp_path: Path, expected: dict[str, list[tuple[str, str]]]
) -> None:
    pa = pytest.importorskip("pyarrow")
    from aligner.pipelines.arrow import align_table
    from aligner.pipelines.training_columns import training_table

    quietly(Corpus((str(folder),), tmp_path / "out.parquet", training=Training(ALL)))
    written = pa.parquet.read_table(tmp_path / "out.parquet")
    documents = pa.Table.from_pylist([document(number) for number in range(60)])
    assert training_table(align_table(documents), ALL).equals(written)
    quietly(Corpus((str(folder),), tmp_path / "documents.parquet"))
    stored = pa.parquet.read_table(tmp_path / "documents.parquet")
    assert training_table(stored, ALL).equals(written)
    assert sum(map(len, expected.values())) == len(written)


def test_findings_of_the_document_count_for_the_pairs_they_name() -> None:
    """One that names no sentence, for all of them."""
    from aligner.pipelines.training import candidates, kept

    alignment = bitext([("군산은 크다.", "Gunsan is large."), ("비가 왔다.", "It rained."), ("끝.", "End.")])
    named = mismatch("name_variant", "warning", source=(1,))
    whole = mismatch("unreliable", "warning", source=())
    for found, left in (((named,), [1, 3]), ((whole,), []), ((replace(named, severity="info"),), [1, 2, 3])):
        pairs, lost = kept(candidates(replace(alignment, mismatches=found)), Filters(drop="warning"))
        assert [pair.number for pair in pairs] == left
        assert lost == ({"findings": 3 - len(left)} if len(left) < 3 else {})


def mismatch(kind: str, severity: Any, source: tuple[int, ...]) -> Mismatch:
    (found,) = aligner.check([("3만 명", "300,000 people")])[0]
    return replace(found, kind=kind, severity=severity, source_sentences=source, target_sentences=())


@pytest.mark.parametrize(("most", "left"), [(1.91, 0), (1.93, 1), (None, 1)])
def test_the_ratio_of_lengths_has_a_border(most: float | None, left: int) -> None:
    """`비가 왔다.` is as long as 11.5 characters of English, one for the end among them; the other has 22."""
    from aligner.pipelines.training import candidates, kept, length_ratio

    pairs = list(candidates(bitext([("비가 왔다.", "It rained all day.....")])))
    assert 1.91 < length_ratio(pairs[0]) < 1.93
    assert len(kept(pairs, Filters(most_length_ratio=most))[0]) == left


@pytest.mark.parametrize(
    "wrong", [{"drop": "grave"}, {"dedup": "all"}, {"least_confidence": 1.1}, {"most_length_ratio": 0.9}]
)
def test_a_filter_that_means_nothing_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        Filters(**wrong)
