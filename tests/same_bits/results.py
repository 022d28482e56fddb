"""Prints a digest of everything that is found in many documents, a line each.

    python tests/same_bits/results.py [--documents 100] [--workers 1]

Documents are our own articles as pages, and generated ones: stretches of the articles in another order, with
slips put in (a letter of a name, a digit, a pronoun, sentences doubled, dropped, exchanged, joined). They go
through every door that has numbers or names to tell. `test_same_bits` compares what two processes print.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

import aligner

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
# Sentences of each document: most are short, some long enough for BLAS to take a second thread, one longer
# than a window.
SIZES = [8, 14, 5, 20, 3, 12, 16, 6, 24, 50] * 9 + [8, 14, 5, 20, 3, 12, 16, 6, 100, 270]
GLOSSARY = (aligner.Term("시장", ("mayor",)), aligner.Term("예산", ("budget", "funds")))

# Choices among equals, which the order of a set would make: English words misspelt by one letter beside
# several Hangul words that mean the right one; sentences as like one earlier sentence as another.
SYNONYMS = (
    ("Example", "Exemple", "예컨대 가령 이 사례"),
    ("Mutual", "Mutuel", "서로 상호 쌍방"),
    ("Method", "Methad", "방법 방식 방안 기법"),
    ("Further", "Farther", "더욱 한층 추가"),
    ("Recent", "Recant", "최근 근래 요즘"),
    ("Nearby", "Nearbe", "근처 인근 부근 주변"),
)
ALIKE = (
    ("종이 울리면 문이 열리고 사람들이 들어온다.", "{0}s ring, the old gates open wide and {1}s come in."),
    (
        "문이 열리면 밖에서 줄지어 기다리던 사람들이 들어온다.",
        "The old gates open wide and {1}s come in from outside.",
    ),
    (
        "문이 열리면 밖에서 줄지어 기다리던 사람들이 들어온다.",
        "{0}s ring, the old gates open wide and {1}s come in from outside.",
    ),
    ("강나루 시장은 김해와 김포를 찾았다.", "Mayor Kang Na-ru visited Gimhae and Gimpo."),
    ("강나루 시장은 김해를 떠났다.", "Mayor Gang Na-roo left Gimhea."),
    ("강 시장은 상인이었다.", "Kang was a merchant. She sold fish."),
    ("강 시장은 웃었다.", "He laughed."),
)

NOUNS = ("Bell", "Horn", "Drum", "Gong", "Guest", "Clerk", "Nurse", "Farmer")

# Words of a notice, one of which is the beginning of another one.
NOTICE = ("번역", "번역기", "번역본", "영문", "전문", "기사", "구글", "Translator", "Korean", "original")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Letters:
    """An encoder: a sentence is how often it holds each run of two characters, hashed."""

    size: int = 96

    def encode(self, sentences: list[str], /) -> NDArray[np.float32]:
        vectors = np.zeros((len(sentences), self.size), dtype=np.float32)
        for row, text in enumerate(sentences):
            for start in range(len(text) - 1):
                vectors[row, zlib.crc32(text[start : start + 2].encode()) % self.size] += 1
        return vectors + np.float32(0.1)


def article_pairs() -> list[list[Pair]]:
    """The pairs of each article by its gold."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ARTICLES.glob("*.gold.json"))]
    return [[(pair["source"], pair["target"]) for pair in gold["pairs"]] for gold in golds]


def pages() -> dict[str, str]:
    """The articles as a site serves them."""
    paths = [path for path in sorted(ARTICLES.iterdir()) if path.suffix in {".txt", ".html"}]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def generated(articles: Sequence[Sequence[Pair]], number: int) -> tuple[list[str], list[str]]:
    """Source and target sentences of the document of a number, the same in every process."""
    random = Random(number)
    wanted = SIZES[number % len(SIZES)]
    pairs: list[Pair] = []
    if number % 3 == 0:
        right, wrong, hangul = random.choice(SYNONYMS)
        words = random.sample(hangul.split(), len(hangul.split()))
        text = f"{'와 '.join(words)}, 이렇게 적혀 있었다."
        pairs += [(text, f"They wrote the {form} Hall there.") for form in (right, right, wrong)]
        nouns = random.sample(NOUNS, 2)
        pairs += [(text, english.format(*nouns)) for text, english in ALIKE]
    while len(pairs) < wanted:
        article = random.choice(articles)
        start = random.randrange(len(article))
        pairs += article[start : start + random.randint(1, 12)]
    source = [text for text, _ in pairs if text]
    target = [text for _, text in pairs if text]
    for sentences in (source, target):
        for _ in range(len(sentences) // 4):
            random.choice(SLIPS)(sentences, random)
    return source, target


def _doubled(sentences: list[str], random: Random) -> None:
    sentences.insert(random.randrange(len(sentences)), random.choice(sentences))


def _dropped(sentences: list[str], random: Random) -> None:
    if len(sentences) > 1:
        del sentences[random.randrange(len(sentences))]


def _exchanged(sentences: list[str], random: Random) -> None:
    place = random.randrange(len(sentences))
    sentences[place], sentences[place - 1] = sentences[place - 1], sentences[place]


def _joined(sentences: list[str], random: Random) -> None:
    if len(sentences) > 1:
        place = random.randrange(len(sentences) - 1)
        sentences[place : place + 2] = [f"{sentences[place]} {sentences[place + 1]}"]


def _replaced(pattern: str, replacement: Callable[[re.Match[str], Random], str]) -> Callable[..., None]:
    """A slip that replaces one match of a pattern somewhere."""

    def slip(sentences: list[str], random: Random) -> None:
        place = random.randrange(len(sentences))
        matches = list(re.finditer(pattern, sentences[place]))
        if matches:
            match = random.choice(matches)
            text = sentences[place]
            sentences[place] = text[: match.start()] + replacement(match, random) + text[match.end() :]

    return slip


SLIPS: tuple[Callable[[list[str], Random], None], ...] = (
    _doubled,
    _dropped,
    _exchanged,
    _joined,
    _replaced(r"\d", lambda match, random: str(random.randint(1, 9))),
    _replaced(r"(?<=[A-Z][a-z])[a-z](?=[a-z]{2})", lambda match, random: random.choice("aeiou")),
    _replaced(r"(?<=[가-힣])[가-힣](?=[가-힣])", lambda match, random: random.choice("가나다라마바사")),
    _replaced(r"\b(?:he|she|He|She)\b", lambda match, random: random.choice(("he", "she"))),
    _replaced(r"[“”\"(),]", lambda match, random: ""),
)


def told(results: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """Everything that is found, with a name of the document and the way it went."""
    articles = article_pairs()
    documents = [generated(articles, number) for number in range(results.documents)]
    own = pages()
    read = list(aligner.pipe(own.values(), n_process=results.workers, batch_size=4))
    yield from ((f"page {name}", found.to_dict()) for name, found in zip(own, read, strict=True))
    aligned = list(aligner.pipe(documents, n_process=results.workers, batch_size=8))
    yield from ((f"document {number}", found.to_dict()) for number, found in enumerate(aligned))

    learnt = aligner.learn_lexicon([*read, *aligned])
    yield "learnt", learnt.__getstate__()
    other = aligner.Settings(lexicon=learnt, glossary=GLOSSARY, paragraphs="off", source_language="en")
    with_encoder = aligner.Aligner(encoder=Letters())
    for number, (source, target) in list(enumerate(documents))[::9]:
        yield f"other settings {number}", aligner.align(target, source, other).to_dict()
        yield f"encoder {number}", with_encoder.align(source, target).to_dict()
        pairs = [(pair.source_text, pair.target_text) for pair in aligned[number]]
        checked = aligner.check(pairs, glossary=GLOSSARY, document=True)
        yield f"check {number}", [[repr(mismatch) for mismatch in found] for found in checked]
        texts = ["\n".join(source), "\n".join(target)]
        yield f"text {number}", aligner.align(*texts).to_dict()
        notice = Random(number).sample(NOTICE, 3)
        page = "\n".join([texts[0], " ".join(notice), texts[1], " ".join(reversed(notice))])
        yield f"page {number}", aligner.align_page(page).to_dict()


def told_by_arrow(results: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """The same for a table of documents, where pyarrow is installed."""
    import pyarrow as pa

    from aligner.pipelines.arrow import align_table

    articles = article_pairs()
    texts = [generated(articles, number) for number in range(0, results.documents, 10)]
    table = pa.table(
        {"source": ["\n".join(source) for source, _ in texts], "target": ["\n".join(t) for _, t in texts]}
    )
    for number, row in enumerate(align_table(table).to_pylist()):
        yield f"table {number}", row


def main() -> None:
    """Print the digests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    for ways in (told, told_by_arrow):
        for name, value in ways(arguments):
            written = json.dumps(value, ensure_ascii=False, default=str)  # a float is written to its last bit
            sys.stdout.write(f"{hashlib.sha256(written.encode()).hexdigest()[:16]}\t{name}\n")


if __name__ == "__main__":
    main()
