"""Lines of a page, cut further where one line holds both languages or a head of another kind.

The unit that gets a role is the *piece*: mostly a line, sometimes part of one. Korean news pages print
`…전제로 합니다.<*The following is …>` in one line, put `김 군수 귀국 / Mayor Kim returns` over an article,
and glue the byline to the first sentence (`[서울=통신] 박 아무개 기자 = …`). English words inside a Korean
sentence are no second language: a stretch is cut out only if it begins and ends where a sentence or a
separator does, and if the line holds about as much English as Korean.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.model.text import Language, Span

BREAK = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")

# Syllables, compatibility jamo, and the leading consonants that a decomposed (NFD) syllable has one of.
SYLLABLE = re.compile(r"[가-힣ㄱ-ㆎᄀ-ᄒ]")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
# E-mail and web addresses are Latin in any language.
ADDRESS = re.compile(r"\S*(?:@|://)\S*")
NO_HANGUL = re.compile(r"[^가-힣ㄱ-ㆎᄀ-ᇿꥠ-꥿ힰ-퟿]{20,}")

# A Korean syllable says about what 2.4 Latin letters say (medians of the development pages: 2.2 to 2.6).
LETTERS_PER_SYLLABLE = 2.4

CLOSERS = "\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)\\]】》〉>"
STARTS = re.compile(
    rf"[.!?…][{CLOSERS}]*\s*|[)\]】》〉>:]\s+(?=[\"'“\N{{LEFT SINGLE QUOTATION MARK}}]?[A-Z])"
    r"|\s*[/|│]\s+|\s*(?=<)|\s+(?=[\[(<])",
)
ENDS = re.compile(rf"[.!?…][{CLOSERS}]*(?=\s)\s*|>\s*|\s[/|│]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of a line that is of one language and one kind.

    Attributes:
        span: All its characters, indentation and trailing space included.
        text: Without the space around it, composed (NFC), for reading only: offsets are those of `core`.
        core: Where `text` stands on the page.
        language: By the script that prevails; None without a letter of either.
        syllables: How many Hangul syllables, `letters` how many Latin letters.
        whole: Whether it is a line of its own.
        blank_before: Whether at least one blank line stands before it.
    """

    span: Span
    text: str
    core: Span
    language: Language | None
    syllables: int
    letters: int
    whole: bool = True
    blank_before: bool = False

    @property
    def mass(self) -> float:
        """How much is said, in Latin letters, so that both languages compare."""
        return self.syllables * LETTERS_PER_SYLLABLE + self.letters


def split_lines(text: str) -> Iterator[Span]:
    """Spans of all lines that have a character, without their line breaks."""
    start = 0
    for found in BREAK.finditer(text):
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    if start < len(text):
        yield Span(start, len(text))


def script_of(syllables: int, letters: int) -> Language | None:
    """Which language prevails; Korean text carries many Latin names, so Hangul weighs more."""
    if not syllables and not letters:
        return None
    return "ko" if syllables * LETTERS_PER_SYLLABLE >= letters else "en"


def make_piece(text: str, span: Span, *, whole: bool = True, blank_before: bool = False) -> Piece:
    """The piece that covers `span` of the page `text`."""
    raw = span.of(text)
    stripped = raw.strip()
    start = span.start + len(raw) - len(raw.lstrip())
    said = ADDRESS.sub("", raw) if "@" in raw or "://" in raw else raw
    syllables, letters = len(SYLLABLE.findall(said)), len(LATIN.findall(said))
    return Piece(
        span=span,
        text=stripped if stripped.isascii() else unicodedata.normalize("NFC", stripped),
        core=Span(start, start + len(stripped)),
        language=script_of(syllables, letters) or ("en" if said is not raw else None),
        syllables=syllables,
        letters=letters,
        whole=whole,
        blank_before=blank_before,
    )


def english_stretches(line: str, brackets: bool = True) -> Iterator[Span]:
    """Stretches without Hangul that begin and end where a sentence or a separator does.

    Args:
        brackets: Whether a bracket may open a stretch within a sentence.

    Examples:
        >>> line = "군수가 돌아왔다.<The mayor of the county has returned home.>"
        >>> [span.of(line) for span in english_stretches(line)]
        ['<The mayor of the county has returned home.>']
        >>> list(english_stretches("캐롤턴 홀(Carrollton Conference Center Hall)에서 열렸다."))
        []
    """
    for found in NO_HANGUL.finditer(line):
        start, end = found.span()
        if start > 0:
            head = STARTS.match(line, start, end)
            if head is None or (not brackets and not head.group().strip() and line[head.end()] in "(["):
                continue
            start = head.end()
        if end < len(line):
            ends = [m.end() for m in ENDS.finditer(line, start, end)]
            if not ends:
                continue
            end = ends[-1]
        stretch = line[start:end]
        if len(LATIN.findall(stretch)) >= 15 and len(stretch.split()) >= 3:
            yield Span(start, end)


def cut_languages(line: str) -> list[Span]:
    """Cut a line that holds a text in both languages; most lines come back whole."""
    whole = [Span(0, len(line))]
    if len(line) < 24 or line.isascii() or not NO_HANGUL.search(line):
        return whole
    # Behind a bracket it must be a translation beyond doubt: "바이오 협회 (Jeonbuk Bio Association)" is a
    # gloss.
    clear = len(LATIN.findall(line)) >= 1.8 * len(SYLLABLE.findall(line))
    stretches = list(english_stretches(line, brackets=clear))
    if not stretches or (len(stretches) == 1 and stretches[0] == whole[0]):
        return whole
    english = sum(len(LATIN.findall(line, *span)) for span in stretches)
    syllables = len(SYLLABLE.findall(line))
    # Even a terse translation has a letter for a syllable; a quoted English sentence in a Korean paragraph
    # stays far below.
    if syllables < 4 or english < 0.8 * syllables:
        return whole
    cuts = sorted({0, len(line), *(edge for span in stretches for edge in span)})
    return _merge_like(line, _without_crumbs(line, cuts))


def _merge_like(line: str, spans: list[Span]) -> list[Span]:
    """Join neighbours of one language: an English sentence with a Hangul name stays with its paragraph."""
    merged: list[Span] = []
    language: Language | None = None
    for span in spans:
        here = script_of(len(SYLLABLE.findall(line, *span)), len(LATIN.findall(line, *span)))
        if merged and here == language:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
        language = here
    return merged


def _without_crumbs(line: str, cuts: list[int]) -> list[Span]:
    """Spans between cuts; one with hardly a letter (`>`, ` / `) goes to the piece before it."""
    spans: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        part = line[start:end]
        crumb = len(SYLLABLE.findall(part)) < 4 and len(LATIN.findall(part)) < 15
        if crumb and spans:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    if (
        len(spans) > 1
        and not LATIN.search(line[: spans[0].end])
        and not SYLLABLE.search(line[: spans[0].end])
    ):
        spans[:2] = [Span(spans[0].start, spans[1].end)]
    return spans
