"""The output of the library as it was frozen: what is to change nothing is shown to change nothing.

Nobody says here whether the output is right. Everything goes through the public names of `aligner` and its
command, so modules may move. A digest stands for each part of an alignment, so that a difference tells what
changed: sentences, beads, evidence, mismatches, page, or the rest (settings, languages, splitter). For our
own articles the beads and mismatches stand there in full.

To accept a change of the output, from the project's folder: pytest tests/lock --relock
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import textwrap
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

import aligner
from aligner import Alignment, Bead, Settings

PROJECT = Path(__file__).parents[2]
ARTICLES = PROJECT / "examples" / "articles"
PAGES = sorted(path for path in ARTICLES.iterdir() if path.suffix in {".txt", ".html"})
# Sets of other people's texts that may lie beside the project, or a folder up for a second working tree, and
# don't belong to it: only digests are kept.
DEVELOPMENT = [folder / "shared" / "data" for folder in PROJECT.parents[:2]]
# Items that share one digest where a set has hundreds of small ones.
LOT = 20

Frozen = Callable[[str, list[str]], None]

# ---------------------------------------------------------------- digests


def rounded(value: Any) -> Any:
    """The value with every float at nine digits, as the last ones depend on the machine's arithmetic.

    Sums that cancel to nothing leave dust, hence nine places behind the point besides.
    """
    if isinstance(value, float):
        return round(float(f"{value:.9g}"), 9) + 0.0
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    if is_dataclass(value):
        return {field.name: rounded(getattr(value, field.name)) for field in fields(value) if field.compare}
    return value


def digest(value: Any) -> str:
    """Eight hexadecimal digits of what JSON makes of a value; of a record, its attributes."""
    text = json.dumps(rounded(value), ensure_ascii=True, sort_keys=True, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def text_digest(text: str) -> str:
    """The digest of a text, floats in it rounded, our version left out, in a packed report too."""
    text = re.sub(r"base64,([\w+/=]+)", lambda inside: b64decode(inside[1]).decode(), text)
    text = text.replace(aligner.__version__, "VERSION")
    return digest(re.sub(r"-?\b\d+\.\d{7,}(e-?\d+)?", lambda number: repr(rounded(float(number[0]))), text))


def parts(alignment: Alignment) -> dict[str, Any]:
    """What `to_dict` holds, by the stage that made it."""
    plain = alignment.to_dict()
    pairs = plain.pop("pairs")
    del plain["aligner"]
    return {
        "sentences": [[pair["source"], pair["target"]] for pair in pairs],
        "beads": [pair["bead"] for pair in pairs],
        "evidence": [[pair["confidence"], pair["evidence"]] for pair in pairs],
        "mismatches": [[pair["mismatches"] for pair in pairs], plain.pop("mismatches")],
        "page": plain.pop("page"),
        "rest": plain,
    }


def digests(alignment: Alignment) -> str:
    """One line: the digest of each part."""
    return " ".join(f"{name}={digest(part)}" for name, part in parts(alignment).items())


def check_digest(pairs: Iterable[tuple[str, str]], document: bool = False) -> str:
    """The digest of what `check` finds."""
    return digest(aligner.check(pairs, document=document))


# ---------------------------------------------------------------- our own articles


def readable(alignment: Alignment) -> Iterator[str]:
    """Beads and mismatches in full, one a line, under the digests."""
    yield from digests(alignment).split()
    for pair in alignment:
        bead = pair.bead
        yield (
            f"{bead.source.start}-{bead.source.stop} {bead.target.start}-{bead.target.stop}"
            f" {rounded(pair.confidence):.6f} {digest([pair.source_text, pair.target_text])}"
        )
        yield from map(_line, pair.mismatches)
    yield "document"
    yield from map(_line, alignment.document_mismatches)


def _line(mismatch: aligner.Mismatch) -> str:
    told = (
        mismatch.kind,
        mismatch.severity,
        f"{rounded(mismatch.confidence):.4f}",
        mismatch.source_surface,
        mismatch.target_surface,
        mismatch.message,
    )
    return "    " + " | ".join(str(part).replace("\n", " ") for part in told)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_own_articles(path: Path, expect_frozen: Frozen) -> None:
    expect_frozen(f"articles/{path.name}.lock", list(readable(aligner.align_page(path.read_bytes()))))


# ---------------------------------------------------------------- files, reports, the command

SHOWN = ("harbour_festival.txt", "night_school.txt")
SUFFIXES = (
    ".json", ".jsonl", ".tsv", ".csv", ".tmx", ".xlf", ".xliff", ".ces", ".html", ".ladder", ".align",
    ".moses",
)  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_files_and_reports(name: str, expect_frozen: Frozen, tmp_path: Path) -> None:
    """Every format, the table of a notebook, the data frames; Korean messages are in the HTML report."""
    alignment = replace(aligner.align_page((ARTICLES / name).read_bytes()), document=name)
    lines = []
    for suffix in SUFFIXES:
        folder = tmp_path / suffix
        folder.mkdir()
        alignment.save(folder / f"article{suffix}")
        for file in sorted(folder.iterdir()):
            lines.append(f"{file.name} {text_digest(file.read_text(encoding='utf-8'))}")
    lines.append(f"notebook {text_digest(alignment._repr_html_())}")
    for frame in (alignment.to_frame(), alignment.mismatch_frame()):
        lines.append(f"frame {list(frame.columns)} {text_digest(frame.to_csv(float_format='%.9g'))}")
    expect_frozen(f"files/{name}.lock", lines)


def test_command(
    expect_frozen: Frozen,
    command: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reports for the terminal, and what a bitext gives.

    Files are named without a folder: where a line of a report is broken depends on how long a name is.
    """
    monkeypatch.chdir(tmp_path)
    bitext, pages = "bitext.tsv", list(SHOWN)
    rows = "".join(f"{ko}\t{en}\n" for ko, en in whole_pairs("night_school"))
    Path(bitext).write_text(rows, encoding="utf-8")
    for name in pages:
        Path(name).write_bytes((ARTICLES / name).read_bytes())
    calls: dict[str, list[str]] = {
        "page": ["page", *pages],
        "page jsonl": ["page", *pages, "-f", "jsonl", "--ignore", "split", "--least-severity", "warning"],
        "check": ["check", bitext],
        "check document": ["check", "--document", bitext],
        "stress": ["stress", bitext],
    }
    lines = []
    for name, arguments in calls.items():
        code, printed, errors = command(*arguments)
        lines.append(f"{name}: {code} {text_digest(printed)} {text_digest(errors)}")
    expect_frozen("command.lock", lines)


# ---------------------------------------------------------------- documents made of the gold of our articles

MADE = 100  # of each kind
FEWEST, MOST = 3, 6  # pairs of one document

# Furniture and notices around an article, invented as the articles are.
ABOVE = ("뉴스 > 사회", "기사입력: 2025/03/04 [09:12]", "달빛일보", "글자크기 조절 인쇄 공유", "한바다 기자")
BELOW = ("ⓒ 솔빛저널 무단전재 금지", "많이 본 뉴스", "By Han Ba-da", "All rights reserved. Moonlight Daily")
NOTICES = (
    ["아래는 위 기사를 구글 번역으로 번역한 영문 전문입니다."],
    [
        "* 아래는 위 기사의 영문 전문입니다. 오역이 있을 수 있습니다.",
        "Below is the full text translated by Google.",
    ],
    ["<This article was translated by machine and may contain errors.>"],
    [],
)
# What settings a document is aligned under; most under none of its own.
CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {},
    {"paragraphs": "hard"},
    {"paragraphs": "off", "quotes": "cut"},
    {"korean_backend": "rules"},
    {"beads": [(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)]},
    {"ignore": ["split", "merge"], "least_severity": "warning"},
)  # fmt: skip
ERRORS = (
    "number_changed", "magnitude", "number_dropped", "number_added", "date", "unit", "name", "clause_dropped",
    "negation", "untranslated", "quotation_lost", "quotation_unbalanced", "bracket_lost",
    "bracket_unbalanced", "sentence_dropped", "sentence_added", "sentence_duplicated", "sentences_swapped",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A document of pairs drawn from our articles, with errors put in.

    Attributes:
        random: What else about it is drawn at random.
        source, target: Its sentences, Korean and English.
        settings: What it is aligned under.
    """

    random: Random
    source: list[str]
    target: list[str]
    settings: dict[str, Any]


def gold_pairs(name: str) -> list[tuple[str, str]]:
    gold = json.loads((ARTICLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return [(pair["source"], pair["target"]) for pair in gold["pairs"]]


def whole_pairs(name: str) -> list[tuple[str, str]]:
    return [(ko, en) for ko, en in gold_pairs(name) if ko and en]


def made_documents(kind: str) -> Iterator[Made]:
    """Runs of neighbouring pairs, some with one of another article among them, and up to two errors."""
    articles = [gold_pairs(path.stem) for path in PAGES]
    for number in range(MADE):
        random = Random(f"{kind} {number}")
        article = random.choice(articles)
        size = random.randint(FEWEST, MOST)
        start = random.randrange(max(1, len(article) - size))
        pairs = article[start : start + size]
        if random.random() < 0.3:
            pairs.insert(random.randrange(len(pairs)), random.choice(random.choice(articles)))
        source, target = [ko for ko, _ in pairs if ko], [en for _, en in pairs if en]
        for name in random.sample(ERRORS, random.choice((0, 1, 1, 2))):
            for error in aligner.stress(pairs, number, document=True, kinds=[name], most=1):
                if error.document:
                    source, target = list(error.source), list(error.target)
                else:
                    pairs[error.pair] = error.source[0], error.target[0]
                    source, target = [ko for ko, _ in pairs if ko], [en for _, en in pairs if en]
        yield Made(random, source, target, random.choice(CHOICES))


def test_documents_of_lists(expect_frozen: Frozen) -> None:
    """Sentences come as lists; some documents have anchors or locked beads, some are read from English."""
    lines = []
    for number, made in enumerate(made_documents("lists")):
        sides = [made.source, made.target] if made.random.random() < 0.8 else [made.target, made.source]
        bounds: dict[str, Any] = made.random.choice(
            ({}, {}, {"anchors": [(1, 1)]}, {"locked": [Bead(range(1), range(2))]})
        )
        engine = aligner.Aligner(Settings(**made.settings))
        found = check_digest(zip(*sides, strict=False), document=number % 2 == 0)
        lines.append(f"{number} {digests(engine.align(*sides, **bounds))} check={found}")
    expect_frozen("lists.lock", lines)


def test_documents_of_text(expect_frozen: Frozen) -> None:
    """Text to be cut into sentences, one to three pairs a paragraph; sentences and quantities alone, too."""
    lines = []
    for number, made in enumerate(made_documents("text")):
        sides = ["\n".join(paragraphs(side, made.random)) for side in (made.source, made.target)]
        korean, english = sides
        sentences = aligner.split_sentences(korean, "ko"), aligner.split_sentences(english, "en")
        quantities = aligner.read_quantities(korean, "ko"), aligner.read_quantities(english, "en")
        if made.random.random() < 0.2:
            sides.reverse()
        alignment = aligner.align(*sides, **made.settings)
        lines.append(
            f"{number} {digests(alignment)} split={digest(sentences)} quantities={digest(quantities)}"
        )
    expect_frozen("text.lock", lines)


def test_documents_on_pages(expect_frozen: Frozen) -> None:
    """Both articles on one page, in every order, among furniture and notices; text, HTML and bytes."""
    lines = []
    for number, made in enumerate(made_documents("pages")):
        page = made_page(made)
        source_language = made.random.choice((None, None, None, "en"))
        alignment = aligner.align_page(page, source_language=source_language, **made.settings)
        lines.append(f"{number} {digests(alignment)} read={digest(aligner.read_page(page))}")
    expect_frozen("pages.lock", lines)


def paragraphs(sentences: Sequence[str], random: Random) -> list[str]:
    """The sentences, one to three of them a paragraph."""
    made, rest = [], list(sentences)
    while rest:
        size = random.randint(1, 3)
        made.append(" ".join(rest[:size]))
        rest = rest[size:]
    return made


def made_page(made: Made) -> str | bytes:
    """A page that holds both articles, the first sentence of each as its headline."""
    random = made.random
    korean, english = ([side[0], *paragraphs(side[1:], random)] for side in (made.source, made.target))
    notice = random.choice(NOTICES)
    order = random.choice(("ko_first", "ko_first", "en_first", "interleaved"))
    if order == "interleaved":
        longer = max(len(korean), len(english))
        body = [*notice, *(side[n] for n in range(longer) for side in (korean, english) if n < len(side))]
    else:
        sides = (korean, english) if order == "ko_first" else (english, korean)
        body = [*sides[0], *notice, *sides[1]]
    lines = [*random.sample(ABOVE, 3), *body, *random.sample(BELOW, 2)]
    if random.random() < 0.2:
        inner = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
        return f"<!doctype html><html><body><article>{inner}</article></body></html>"
    if random.random() < 0.2:
        lines = [wrapped for line in lines for wrapped in (*textwrap.wrap(line, 60), "")]
    text = random.choice(("\n", "\n\n", "\r\n\r\n")).join(lines)
    return text.encode("cp949", "ignore") if random.random() < 0.2 else text


# ---------------------------------------------------------------- the development sets


def rows(name: str, step: int = 1) -> list[dict[str, Any]]:
    """Every `step`-th row of a set; skips the test where it is not there."""
    path = next((folder / name for folder in DEVELOPMENT if (folder / name).exists()), None)
    if path is None:
        pytest.skip("the development sets don't lie beside the project")
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file][::step]


def by_lot(values: Sequence[Any]) -> list[str]:
    """One digest for every `LOT` values, with the number of the first."""
    return [f"{start} {digest(values[start : start + LOT])}" for start in range(0, len(values), LOT)]


def lock_name(name: str) -> str:
    return f"development/{name.removesuffix('.jsonl').replace('/', '.')}.lock"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("flags-dev/clean_docs.jsonl", 1),
        ("flags-dev/seeded_docs.jsonl", 1),
        ("align-dev/parkdev.hard.jsonl", 1),
        ("align-dev/parkdev.long.jsonl", 1),
        ("align-dev/trusted.hard.jsonl", 4),
        ("docs-dev/azd-holes.jsonl", 9),
        ("docs-dev/fastapi.jsonl", 9),
        ("docs-dev/tales.jsonl", 9),
        ("docs-dev/vue-drift.jsonl", 9),
    ],
)  # fmt: skip
def test_development_documents(name: str, step: int, expect_frozen: Frozen) -> None:
    aligned = (aligner.align(row["ko"], row["en"]) for row in rows(name, step))
    lines = [f"{number} {digests(alignment)}" for number, alignment in enumerate(aligned)]
    expect_frozen(lock_name(name), lines)


@pytest.mark.slow
def test_development_pages(expect_frozen: Frozen) -> None:
    name = "page-dev/pages.jsonl"
    aligned = (aligner.align_page(row["page"]) for row in rows(name))
    lines = [f"{number} {digests(alignment)}" for number, alignment in enumerate(aligned)]
    expect_frozen(lock_name(name), lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["flags-dev/clean_pairs", "flags-dev/seeded_pairs", "numbers-dev/pairs", "docs-dev/jhe"]
)
def test_development_pairs(name: str, expect_frozen: Frozen) -> None:
    pairs = [(_joined(row["ko"]), _joined(row["en"])) for row in rows(f"{name}.jsonl")]
    expect_frozen(lock_name(name), by_lot([check_digest([pair]) for pair in pairs]))


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)


@pytest.mark.slow
def test_development_quantities(expect_frozen: Frozen) -> None:
    name = "numbers-dev/extract.jsonl"
    found = [aligner.read_quantities(row["text"], row["lang"]) for row in rows(name)]
    expect_frozen(lock_name(name), by_lot(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["en.park", "en.tricky", "ko.park", "ko.parkq", "ko.tricky", "ko.blogs_ko", "ko.wikipedia1"]
)
def test_development_sentences(name: str, expect_frozen: Frozen) -> None:
    set_name = f"split-dev/{name}.jsonl"
    expect_frozen(
        lock_name(set_name),
        by_lot([aligner.split_sentences(row["text"], row["lang"]) for row in rows(set_name)]),
    )
