"""The report for the browser: one file that needs no other, for editors who read, filter and accept.

The page is made by jinja2 from `templates/report.html.jinja`, which escapes all that comes from the text;
characters that would not be seen or would turn the line around are spelt out first. A content security
policy names the page's own script and style by their hashes, so that nothing else could run even if
something slipped through. Without scripts the page is still whole: what filters is shown by the script.

Labels stand in `data/bilingual/report_labels.tsv`; messages of findings are English, as they are made.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from aligner.alignment import Alignment, Pair
from aligner.data import read_table
from aligner.mismatches.baseline import HEADER, ID
from aligner.mismatches.mismatch import SEVERITIES, Mismatch, Severity
from aligner.report.marks import SideName, Stretch, mismatches_by_sentence, stretches
from aligner.report.sides import DOUBTFUL, korean_and_english, lines_aside, numbers_of, sentences_of
from aligner.report.visible import visible
from aligner.span import Role

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Finding:
    """A mismatch with its place in the page.

    Attributes:
        number: From 1, in the order of the page; `#finding-3` leads to it.
        mismatch: What was found.
        pairs: Numbers of the pairs it speaks of, those that a link leads to.
    """

    number: int
    mismatch: Mismatch
    pairs: tuple[int, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether a baseline can name it; a check of the user's may leave the id out."""
        return ID.fullmatch(self.mismatch.id) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the findings to which its mark leads, none for plain text."""

    text: str
    severity: Severity | None
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in pieces."""

    role: Role
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as the page shows it: Korean left, English right."""

    number: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    confidence: float
    findings: tuple[Finding, ...]

    @property
    def matched(self) -> bool:
        """Whether there are sentences on both sides."""
        return bool(self.left and self.right)

    @property
    def doubtful(self) -> bool:
        """Whether the pairing is more likely wrong than right."""
        return self.matched and self.confidence < DOUBTFUL

    @property
    def joined(self) -> bool:
        """Whether sentences were joined or divided."""
        return self.matched and len(self.left) + len(self.right) > 2

    @property
    def shape(self) -> str:
        """How the ribbon between the two sides is drawn."""
        if not self.matched:
            return "left-only" if self.left else "right-only"
        if len(self.left) == len(self.right):
            return "even"
        return "widens" if len(self.left) < len(self.right) else "narrows"


def html_report(alignment: Alignment) -> str:
    """The whole page; the same alignment always gives the same characters."""
    from aligner import __version__

    script, style = (_shipped(name) for name in ("report.js", "report.css"))
    findings = _findings(alignment)
    mismatches = [one.mismatch for several in findings.values() for one in several]
    severities = Counter(mismatch.severity for mismatch in mismatches)
    sides = korean_and_english(alignment)
    aside = tuple(lines_aside(alignment))
    page = _environment().get_template("report.html.jinja")
    return page.render(
        document=alignment.document,
        source_language=alignment.source_language,
        rows=list(_rows(alignment, findings)),
        across=findings.get(0, ()),
        sentences=[sum(len(sentences_of(pair, side)) for pair in alignment) for side in sides],
        severities=[(severity, severities[severity]) for severity in reversed(SEVERITIES)],
        kinds=sorted(Counter(mismatch.kind for mismatch in mismatches).items()),
        notes=alignment.page.notes if alignment.page else (),
        aside=aside,
        aside_roles=Counter(line.role for line in aside).most_common(),
        baseline=HEADER
        + "".join(f"{known}\n" for known in sorted(alignment.settings.accepted) if ID.fullmatch(known)),
        store=f"aligner accepted {_fingerprint(alignment)}",
        splitter=alignment.splitter,
        version=__version__,
        labels=_labels(),
        script=script,
        style=style,
        script_hash=_hash(script),
        style_hash=_hash(style),
    )


def _rows(alignment: Alignment, findings: Mapping[int, list[Finding]]) -> Iterator[Row]:
    """The pairs, with marks that lead to the findings."""
    numbers = {id(one.mismatch): one.number for several in findings.values() for one in several}
    left, right = korean_and_english(alignment)
    marks = {side: mismatches_by_sentence(alignment.mismatches, side) for side in (left, right)}

    def lines(pair: Pair, side: SideName) -> tuple[Line, ...]:
        return tuple(
            Line(
                sentence.role, tuple(_pieces(stretches(sentence, marks[side].get(place, ()), side), numbers))
            )
            for place, sentence in zip(numbers_of(pair, side), sentences_of(pair, side), strict=True)
        )

    for number, pair in enumerate(alignment, 1):
        found = tuple(findings.get(number, ()))
        yield Row(number, lines(pair, left), lines(pair, right), pair.confidence, found)


def _pieces(cut: Iterable[Stretch], numbers: Mapping[int, int]) -> Iterator[Piece]:
    for stretch in cut:
        leading = sorted({numbers[id(mismatch)] for mismatch in stretch.mismatches})
        yield Piece(stretch.text, stretch.severity, tuple(leading))


def _findings(alignment: Alignment) -> dict[int, list[Finding]]:
    """The findings by the pair under which they stand, gravest first; under 0 those of the document.

    Two pairs may hold one mismatch (a sentence that moved): it stands under the first of them.
    """
    held = {0: alignment.document_mismatches, **{n: pair.mismatches for n, pair in enumerate(alignment, 1)}}
    places = _pairs_by_sentence(alignment)
    found: dict[int, list[Finding]] = {}
    seen: set[int] = set()
    for place in (*range(1, len(alignment) + 1), 0):
        for mismatch in sorted(held[place], key=lambda one: -SEVERITIES.index(one.severity)):
            if id(mismatch) not in seen:
                seen.add(id(mismatch))
                sentences = [("source", number) for number in mismatch.source_sentences]
                sentences += [("target", number) for number in mismatch.target_sentences]
                pairs = {places[sentence] for sentence in sentences if sentence in places} - {place}
                found.setdefault(place, []).append(Finding(len(seen), mismatch, tuple(sorted(pairs))))
    return found


def _pairs_by_sentence(alignment: Alignment) -> dict[tuple[str, int], int]:
    """The number of the pair in which each sentence stands."""
    return {
        (side, place): number
        for number, pair in enumerate(alignment, 1)
        for side in korean_and_english(alignment)
        for place in numbers_of(pair, side)
    }


def _fingerprint(alignment: Alignment) -> str:
    """Tells the texts of this page from others in the store that all files of a browser share."""
    texts = "\n".join(text for pair in alignment for text in (pair.source_text, pair.target_text))
    return sha256(texts.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("aligner.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment


@cache
def _labels() -> dict[str, dict[str, str]]:
    """What the page calls its parts, by key and language."""
    return {
        row["key"]: {"en": row["en"], "ko": row["ko"]} for _, row in read_table("bilingual/report_labels.tsv")
    }


def _shipped(name: str) -> str:
    return files("aligner.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
