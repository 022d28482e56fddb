"""The report for the browser: one file that needs no other, for editors who read, filter, accept and correct.

The page is made by jinja2 from `templates/report.html.jinja`, which escapes all that comes from the text;
characters that would not be seen or would turn the line around are spelt out first. A content security
policy names the page's own script and style by their hashes, so that nothing else could run even if
something slipped through. Without scripts a report of one document is still whole: what filters and edits is
shown by the script.

Each document stands in the page once more, as the JSON of `Alignment.to_dict`, which nothing looks at until
corrected pairs are saved: the corrected alignment is made from it, so that nothing is lost on the way. Of
several documents only the one that is read is laid out.

Labels are a trait of the language in which the report is shown (`Language.labels`), those of kinds and what
findings say in it are rows of `aligner.checks.kinds`.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from aligner.checks.finding import quoted
from aligner.checks.kinds import labels as labels_of_kinds
from aligner.checks.registry import KINDS
from aligner.formats.baseline import HEADER, ID
from aligner.formats.visible import DANGEROUS, visible
from aligner.languages import SPOKEN, Language, codes, language
from aligner.model.alignment import Alignment
from aligner.model.mismatch import SEVERITIES, Severity
from aligner.model.page import Line
from aligner.model.text import Role
from aligner.pairs import direction, pair_of
from aligner.report.headings import kinds_of, name_of, percent, sureness, title_of
from aligner.report.messages import notes_in
from aligner.report.rows import LEADING, FoundMismatch, Row, findings_of, rows_of
from aligner.report.sides import columns_of, lines_aside, notes_of, sentences_of, sides_of, stretches_of

if TYPE_CHECKING:
    from jinja2 import Environment

# The script in the order in which it is read; one module to the browser, so that its names are its own. The
# first says whether somebody checks again what is corrected: nobody where the page stands alone.
SCRIPTS = (
    "store",
    "alone",
    "language",
    "ladder",
    "sheet",
    "threads",
    "filter",
    "moves",
    "evidence",
    "editor",
    "saving",
    "start",
)

# The buttons that correct a pair, in groups, with the key of each; the names are those in `ladder.js`.
EDITS = (
    ("pairs", (("joinPrevious", ""), ("joinNext", "m"), ("split", "s"), ("unlink", "u"))),
    ("left", (("leftUp", ""), ("leftDown", ""))),
    ("right", (("rightUp", ""), ("rightDown", ""))),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of the report.

    Attributes:
        number: From 1, in the order in which they were given.
        prefix: Stands before every id of the document, so that it is the only one; empty if it is alone.
        title: Its headline; empty if it has none.
        title_language: Of the title.
        document: Where the text came from, without the folders of whoever made the report.
        sure: How sure the document as a whole is, see `sureness`.
        splitter: What cut its sentences.
        left: Which side of the alignment is shown left.
        languages: What is shown left and right.
        rows: The pairs.
        stretches: The same rows, each by itself; lone ones in a row together if the whole is unreliable.
        leading: What says that the whole is unreliable.
        across: Other findings of the document as a whole.
        sentences: How many there are, left and right.
        severities: How many findings there are of each, gravest first.
        kinds: How many findings of each kind, the gravest kinds first, with the gravest severity of each.
        notes: What the reader of the page had to say.
        aside: Lines of the page that belong to no pair.
        store: The name under which the browser keeps what is done with the document.
        json: The alignment, fit to stand in a script element.
    """

    number: int
    prefix: str
    title: str
    title_language: str
    document: str
    sure: tuple[tuple[str, str], ...]
    splitter: str
    left: Literal["source", "target"]
    languages: tuple[Language, Language]
    rows: tuple[Row, ...]
    stretches: tuple[tuple[Row, ...], ...]
    leading: tuple[FoundMismatch, ...]
    across: tuple[FoundMismatch, ...]
    sentences: tuple[int, int]
    severities: tuple[tuple[Severity, int], ...]
    kinds: tuple[tuple[str, Severity, int], ...]
    notes: tuple[str, ...]
    aside: tuple[Line, ...]
    store: str
    json: str

    @property
    def matched(self) -> int:
        """How many pairs have sentences on both sides."""
        return sum(row.matched for row in self.rows)

    @property
    def aside_roles(self) -> list[tuple[Role, int]]:
        """What the lines aside are, most frequent first."""
        return Counter(line.role for line in self.aside).most_common()

    @property
    def gravity(self) -> tuple[int, ...]:
        """What the index is sorted by: worst first, else as given."""
        return (*(-count for _, count in self.severities), self.number)


def html_report(alignments: Iterable[Alignment], places: Sequence[Sequence[str]] = ()) -> str:
    """The whole page; the same alignments always give the same characters.

    Args:
        alignments: One is a report of its own; several get an index with the worst first, in which each is
            opened when it is wanted.
        places: For each alignment where each of its pairs stands in its file, if that is known.
    """
    given = tuple(alignments)
    stands = tuple(places) or ((),) * len(given)
    sheets = [
        _sheet(alignment, number, len(given) > 1, of_pairs)
        for number, (alignment, of_pairs) in enumerate(zip(given, stands, strict=True), 1)
    ]
    script = "\n".join(shipped(f"script/{name}.js") for name in SCRIPTS)
    style = shipped("report.css")
    accepted = {known for alignment in given for known in alignment.settings.accepted if ID.fullmatch(known)}
    return rendered(
        "report.html.jinja",
        given,
        sheets=sorted(sheets, key=lambda sheet: sheet.gravity),
        languages=sorted({alignment.source_language for alignment in given}, reverse=True),
        severities=tuple(reversed(SEVERITIES)),
        kinds=sorted({kind for sheet in sheets for kind, _, _ in sheet.kinds}),
        edits=EDITS,
        baseline=HEADER + "".join(f"{known}\n" for known in sorted(accepted)),
        unseen=DANGEROUS.pattern,
        script=script,
        style=style,
        script_hash=_hash(script),
        style_hash=_hash(style),
        desk=None,
    )


def served_report(sheet: Sheet, alignment: Alignment, desk: Mapping[str, Any]) -> str:
    """The page of one document on an editor's desk: the same, with script and style of their own addresses.

    Args:
        sheet: What is shown first, see `sheet_of`.
        alignment: Of which it is.
        desk: What the template `report.html.jinja` says of the desk: addresses and what can be handed on.
    """
    return rendered(
        "report.html.jinja",
        [alignment],
        sheets=[sheet],
        languages=[alignment.source_language],
        severities=tuple(reversed(SEVERITIES)),
        kinds=sorted(KINDS),
        edits=EDITS,
        baseline="",
        unseen=DANGEROUS.pattern,
        desk=desk,
    )


def sheet_of(alignment: Alignment, numbers: Mapping[str, Sequence[int]] | None = None) -> Sheet:
    """What a desk shows of a document, nothing folded; its script asks for evidence when it is wanted.

    Args:
        alignment: The document as it stands.
        numbers: Of findings that are shown already, by id; they stay.
    """
    sheet = _sheet(alignment, 1, False, numbers=numbers, embedded="")
    return replace(sheet, stretches=tuple((row,) for row in sheet.rows))


def part_of(part: str, sheet: Sheet, alignment: Alignment, rows: Sequence[Row] = ()) -> str:
    """One part of a document as the page has it: head, tail, across or some rows."""
    return rendered("parts.html.jinja", [alignment], sheet=sheet, part=part, rows=rows)


def rendered(template: str, alignments: Sequence[Alignment], **values: Any) -> str:
    """A template with the labels of the languages in it, those of the report."""
    from aligner.model.version import __version__

    usual = pair_of(*direction())
    labels = _labels(*(columns_of(alignments[0]) if alignments else (usual.first, usual.second)))
    if values.get("desk", True) is None:  # a page that stands alone needs no words of the desk
        labels = {key: texts for key, texts in labels.items() if not key.startswith("desk:")}
    return (
        _environment()
        .get_template(template)
        .render(
            version=__version__,
            labels=labels,
            spoken=SPOKEN,
            offered=next(code for code in labels["language"] if code != SPOKEN),
            **values,
        )
    )


def _sheet(
    alignment: Alignment,
    number: int,
    several: bool,
    places: Sequence[str] = (),
    numbers: Mapping[str, Sequence[int]] | None = None,
    embedded: str | None = None,
) -> Sheet:
    findings = findings_of(alignment, numbers)
    mismatches = [one.mismatch for found in findings.values() for one in found]
    severities = Counter(mismatch.severity for mismatch in mismatches)
    left, right = sides_of(alignment)
    title, title_language = title_of(alignment)
    rows = tuple(rows_of(alignment, findings, places))
    return Sheet(
        number=number,
        prefix=f"page-{number}-" if several else "",
        title=title,
        title_language=title_language,
        document=name_of(alignment.document),
        sure=sureness(alignment),
        splitter=alignment.splitter,
        left=left,
        languages=columns_of(alignment),
        rows=rows,
        stretches=tuple(tuple(rows[n - 1] for n, _ in several) for several in stretches_of(alignment)),
        leading=tuple(findings.get(LEADING, ())),
        across=tuple(findings.get(0, ())),
        sentences=(
            sum(len(sentences_of(pair, left)) for pair in alignment),
            sum(len(sentences_of(pair, right)) for pair in alignment),
        ),
        severities=tuple((severity, severities[severity]) for severity in reversed(SEVERITIES)),
        kinds=kinds_of(mismatches),
        notes=notes_of(alignment),
        aside=tuple(lines_aside(alignment)),
        store=_fingerprint(alignment),
        json=_embedded(alignment) if embedded is None else embedded,
    )


def _embedded(alignment: Alignment) -> str:
    """JSON that ends no script element and hides nothing from whoever reads the file."""
    named = replace(alignment, document=name_of(alignment.document))
    plain = json.dumps(named.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return DANGEROUS.sub(lambda match: json.dumps(match[0])[1:-1], plain.replace("<", "\\u003c"))


def _fingerprint(alignment: Alignment) -> str:
    """Tells the texts of this document from others in the store that all files of a browser share."""
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
    environment.filters["percent"] = percent
    environment.filters["in_others"] = notes_in
    environment.filters["quoted"] = quoted
    return environment


def _labels(left: Language, right: Language) -> dict[str, dict[str, str]]:
    """What the page calls its parts, by key and language; in `SPOKEN` where a language has no word for it."""
    shown = {code: labels_in(code) for code in codes() if language(code).labels()}
    spoken = _names(left, right) | labels_in(SPOKEN)
    labels = {
        key: {code: known.get(key, text) for code, known in shown.items()} for key, text in spoken.items()
    }
    columns = {"edit:left": left, "edit:right": right}
    return labels | {key: labels[column.name.lower()] for key, column in columns.items()}


def labels_in(code: str) -> dict[str, str]:
    """What a language calls the parts of the page, and the kinds of mismatches."""
    kinds = {f"kind:{kind}": label for kind, label in labels_of_kinds(code).items()}
    return kinds | dict(language(code).labels())


def _names(left: Language, right: Language) -> dict[str, str]:
    """Labels that name the languages, for those that the tables do not know."""
    names: dict[str, str] = {}
    for one, other in ((left, right), (right, left)):
        key = one.name.lower()
        names |= {
            key: one.name,
            f"{key}_sentences": f"{one.name} sentences",
            f"no_{key}": f"No {one.name} text was found, so nothing is paired.",
            f"direction:{one.code}": f"{one.name} to {other.name}",
        }
    return names


@cache
def shipped(name: str) -> str:
    """A file of the templates."""
    return files("aligner.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """How a content security policy names an inline script or style."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
