"""Makes the report for the browser: one self-contained file in which editors filter, accept and correct.

jinja2 renders the page from `templates/report.html.jinja` and escapes all text. Characters that are invisible
or reverse the direction of a line are spelt out first. A content security policy allows the page's own script
and style by their hashes, so nothing else could run even if unescaped text got into the page. A report of one
document is complete without scripts; only the controls for filtering and editing need them.

The page also has the JSON of each document (`Alignment.to_dict`). It is used only when corrected pairs are
saved: the corrected alignment is made from it, so that no field is lost. If a report has several documents,
only the document that is open is laid out.

Labels belong to the language in which the report is shown (`Language.labels`). The names of kinds and the
messages in that language come from `aligner.checks.kinds`.
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

# Parts of the script, in order. They are joined to one module, so that its names are private. `alone` says
# that nothing checks corrected pairs again, as the editor's desk would.
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

# The buttons that correct a pair, in groups, each with its keyboard key; `ladder.js` has functions by these
# names.
EDITS = (
    ("pairs", (("joinPrevious", ""), ("joinNext", "m"), ("split", "s"), ("unlink", "u"))),
    ("left", (("leftUp", ""), ("leftDown", ""))),
    ("right", (("rightUp", ""), ("rightDown", ""))),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document of the report.

    Attributes:
        number: Number of the document, from 1, in the given order.
        prefix: Prefix of every HTML id of the document, which makes it unique; empty for a single document.
        title: Its headline; empty if it has none.
        title_language: Language code of the title.
        document: Name of the file or address of the text, see `name_of`.
        sure: Confidence of the page and of the pairs, see `sureness`.
        splitter: Name of the sentence splitter that was used.
        left: The side of the alignment that is shown on the left.
        languages: The languages of the left and of the right column.
        rows: The pairs.
        stretches: The rows in groups: each row alone, but successive lone sentences together if the document
            is unreliable.
        leading: The findings that say that the document is unreliable.
        across: Other findings of the document as a whole.
        sentences: Numbers of sentences, left and right.
        severities: Number of findings of each severity, gravest first.
        kinds: Each kind with its gravest severity and its count, gravest first.
        notes: Notes from the reading of the page.
        aside: Lines of the page that belong to no pair.
        store: Key under which the browser keeps the work on the document.
        json: The alignment as JSON that is safe inside a script element.
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
        """The roles of the lines aside with their counts, most frequent first."""
        return Counter(line.role for line in self.aside).most_common()

    @property
    def gravity(self) -> tuple[int, ...]:
        """Sort key of the index: documents with the gravest findings first, else in the given order."""
        return (*(-count for _, count in self.severities), self.number)


def html_report(alignments: Iterable[Alignment], places: Sequence[Sequence[str]] = ()) -> str:
    """Return the whole page; it depends on nothing but the arguments.

    Args:
        alignments: One alignment gives a plain report. Several get an index, worst first, from which each is
            opened.
        places: For each alignment the place of each of its pairs in the file (`line 7`); empty if unknown.
    """
    given = tuple(alignments)
    places_of = tuple(places) or ((),) * len(given)
    sheets = [
        _sheet(alignment, number, len(given) > 1, of_pairs)
        for number, (alignment, of_pairs) in enumerate(zip(given, places_of, strict=True), 1)
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
    """Return the page of one document on the editor's desk, which loads script and style from the server.

    Args:
        sheet: The document as it is shown first, see `sheet_of`.
        alignment: The alignment that `sheet` was made from.
        desk: Values for the template `report.html.jinja`: addresses of the desk and what can be exported.
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
    """Return a document as the editor's desk shows it: nothing is folded, and no JSON is embedded.

    Args:
        alignment: The document in its present state.
        numbers: Numbers of findings that are shown already, by id; they are kept.
    """
    sheet = _sheet(alignment, 1, False, numbers=numbers, embedded="")
    return replace(sheet, stretches=tuple((row,) for row in sheet.rows))


def part_of(part: str, sheet: Sheet, alignment: Alignment, rows: Sequence[Row] = ()) -> str:
    """Return the HTML of one part of a document: its head, its tail, the findings across it, or some rows."""
    return rendered("parts.html.jinja", [alignment], sheet=sheet, part=part, rows=rows)


def rendered(template: str, alignments: Sequence[Alignment], **values: Any) -> str:
    """Return a rendered template with the labels of all languages of reports.

    Args:
        template: Name of its file.
        alignments: The languages of the first one name the columns; without any it is the usual pair.
        **values: Further variables of the template.
    """
    from aligner.model.version import __version__

    usual = pair_of(*direction())
    labels = _labels(*(columns_of(alignments[0]) if alignments else (usual.first, usual.second)))
    if values.get("desk", True) is None:  # a report without a desk does not need the labels of the desk
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
    """Return a document for the templates.

    Args:
        alignment: The document.
        number: Its number in the report, from 1.
        several: Whether the report has several documents.
        places: The place of each pair in its file; empty if unknown.
        numbers: Numbers of findings that are shown already, by id.
        embedded: Text in place of the JSON of the alignment; None for the JSON.
    """
    findings = findings_of(alignment, numbers)
    mismatches = [finding.mismatch for of_pair in findings.values() for finding in of_pair]
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
        stretches=tuple(tuple(rows[n - 1] for n, _ in stretch) for stretch in stretches_of(alignment)),
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
    """Return an alignment as JSON that can't end its script element; invisible characters are escaped."""
    named = replace(alignment, document=name_of(alignment.document))
    plain = json.dumps(named.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return DANGEROUS.sub(lambda match: json.dumps(match[0])[1:-1], plain.replace("<", "\\u003c"))


def _fingerprint(alignment: Alignment) -> str:
    """Return a hash of the texts of a document: its key in the storage that a browser shares among files."""
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
        cache_size=-1,  # a plain dictionary: the usual cache has a lock, which a fork may leave locked
    )
    environment.filters["visible"] = visible
    environment.filters["percent"] = percent
    environment.filters["in_others"] = notes_in
    environment.filters["quoted"] = quoted
    return environment


def _labels(left: Language, right: Language) -> dict[str, dict[str, str]]:
    """Return the labels of the page by key and language code; English where a language has no label."""
    shown = {code: labels_in(code) for code in codes() if language(code).labels()}
    spoken = _names(left, right) | labels_in(SPOKEN)
    labels = {
        key: {code: known.get(key, text) for code, known in shown.items()} for key, text in spoken.items()
    }
    columns = {"edit:left": left, "edit:right": right}
    return labels | {key: labels[column.name.lower()] for key, column in columns.items()}


def labels_in(code: str) -> dict[str, str]:
    """Return the labels of a language for the parts of the page and for the kinds of mismatches."""
    kinds = {f"kind:{kind}": label for kind, label in labels_of_kinds(code).items()}
    return kinds | dict(language(code).labels())


def _names(left: Language, right: Language) -> dict[str, str]:
    """Return English labels with the names of the two languages, for languages without a label table."""
    names: dict[str, str] = {}
    for named, other in ((left, right), (right, left)):
        key = named.name.lower()
        names |= {
            key: named.name,
            f"{key}_sentences": f"{named.name} sentences",
            f"no_{key}": f"No {named.name} text was found, so nothing is paired.",
            f"direction:{named.code}": f"{named.name} to {other.name}",
        }
    return names


@cache
def shipped(name: str) -> str:
    """Return the text of a file in `templates`."""
    return files("aligner.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the hash of an inline script or style as a content security policy writes it."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
