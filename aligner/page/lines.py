"""Cut a page into lines, and a line further where it holds both languages or begins with a byline.

The unit that gets a role is the *piece*: mostly a line, sometimes a part of one. News pages print
`…전제로 합니다.<*The following is …>` in one line, put `김 군수 귀국 / Mayor Kim returns` over an article,
and glue the byline to the first sentence (`[서울=통신] 박 아무개 기자 = …`). Words of the second language
inside a sentence of the first are names: a stretch is cut out only if it begins and ends where a sentence
or a separator does, and if the line holds about equally much of both languages.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.characters import folded_text
from aligner.expressions import compiled
from aligner.model.text import LanguageCode, Span
from aligner.page.forms import Forms

# It begins with one set of characters, which the regex engine finds much faster.
BREAK = compiled(r"[\n\r\v\f\u2028\u2029](?:(?<=\r)\n)?")

# E-mail and web addresses are Latin in any language; a line that holds nothing else is given to the second
# language of the pair.
ADDRESS = compiled(r"\S*(?:@|://)\S*")
_CLOSERS = "\"'”\N{RIGHT SINGLE QUOTATION MARK}」』)\\]】》〉>"
STARTS = compiled(
    rf"[.!?…][{_CLOSERS}]*\s*|[)\]】》〉>:]\s+(?=[\"'“\N{{LEFT SINGLE QUOTATION MARK}}]?[A-Z])"
    r"|\s*[/|│]\s+|\s*(?=<)|\s+(?=[\[(<])",
)
ENDS = compiled(rf"[.!?…][{_CLOSERS}]*(?=\s)\s*|>\s*|\s[/|│]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of a line that has one language and one role.

    Attributes:
        span: All its characters, indentation and trailing space included.
        text: The text without the space around it, folded (`aligner.characters`). Its offsets are not those
            of the page: use `core` for spans.
        core: The place of `text` on the page.
        language: The language whose script prevails; None without a letter of either language.
        mass: Amount of text, in Latin letters, so that both languages compare.
        final: Whether it ends as a sentence does.
        whole: Whether it is a line of its own.
        blank_before: Whether there is at least one blank line before it.
    """

    span: Span
    text: str
    core: Span
    language: LanguageCode | None
    mass: float
    final: bool
    whole: bool = True
    blank_before: bool = False


def split_lines(text: str) -> Iterator[Span]:
    """Yield the spans of all lines that have at least one character, without their line breaks."""
    start = 0
    for line_break in BREAK.finditer(text):
        if line_break.start() > start:
            yield Span(start, line_break.start())
        start = line_break.end()
    if start < len(text):
        yield Span(start, len(text))


def make_piece(
    text: str, span: Span, forms: Forms, *, whole: bool = True, blank_before: bool = False
) -> Piece:
    """Make the piece that covers `span` of the page `text`."""
    raw = span.of(text)
    stripped = raw.strip()
    start = span.start + len(raw) - len(raw.lstrip())
    without_addresses = ADDRESS.sub("", raw) if "@" in raw or "://" in raw else raw
    counts = forms.counts(without_addresses)
    composed = folded_text(stripped)
    return Piece(
        span=span,
        text=composed,
        core=Span(start, start + len(stripped)),
        language=forms.prevailing(counts)
        or (forms.pair.second.code if without_addresses is not raw else None),
        mass=forms.mass(counts),
        final=forms.is_final(composed),
        whole=whole,
        blank_before=blank_before,
    )


def other_stretches(line: str, forms: Forms, brackets: bool = True) -> Iterator[Span]:
    """Yield stretches without letters of the first language, between ends of sentences or separators.

    Args:
        brackets: Whether a bracket may open a stretch within a sentence.

    Examples:
        >>> from aligner.page.forms import forms_of
        >>> from aligner.pairs import pair_of
        >>> forms = forms_of(pair_of("ko", "en"))
        >>> line = "군수가 돌아왔다.<The mayor of the county has returned home.>"
        >>> [span.of(line) for span in other_stretches(line, forms)]
        ['<The mayor of the county has returned home.>']
        >>> list(other_stretches("캐롤턴 홀(Carrollton Conference Center Hall)에서 열렸다.", forms))
        []
    """
    first, second = forms.both
    if first.apart is None:
        return
    for candidate in first.apart.finditer(line):
        start, end = candidate.span()
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
        if second.signs(stretch) >= 15 and len(stretch.split()) >= 3:
            yield Span(start, end)


def cut_languages(line: str, forms: Forms) -> list[Span]:
    """Cut a line that holds a text in both languages; most lines come back whole."""
    whole = [Span(0, len(line))]
    apart = forms.pair.first.page.apart
    if len(line) < 24 or line.isascii() or apart is None or not apart.search(line):
        return whole
    # A bracket opens a stretch only if the line has far more letters of the second language: "바이오 협회
    # (Jeonbuk Bio Association)" is a gloss, no translation.
    first, second = forms.counts(line)
    stretches = list(other_stretches(line, forms, brackets=second >= 1.8 * first))
    if not stretches or (len(stretches) == 1 and stretches[0] == whole[0]):
        return whole
    cut_out = sum(forms.counts(span.of(line))[1] for span in stretches)
    # Even a terse translation has about one letter for each syllable of the original; a quoted sentence in a
    # paragraph of the first language has far fewer letters than the paragraph has syllables.
    if first < 4 or cut_out < 0.8 * first:
        return whole
    cuts = sorted({0, len(line), *(edge for span in stretches for edge in span)})
    return _merge_like(line, _without_fragments(line, cuts, forms), forms)


def _merge_like(line: str, spans: list[Span], forms: Forms) -> list[Span]:
    """Join neighbours of one language: a sentence with a name in other letters stays with its paragraph."""
    merged: list[Span] = []
    previous: LanguageCode | None = None
    for span in spans:
        current = forms.prevailing(forms.counts(span.of(line)))
        if merged and current == previous:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
        previous = current
    return merged


def _without_fragments(line: str, cuts: list[int], forms: Forms) -> list[Span]:
    """Return the spans between cuts; one with hardly a letter (`>`, ` / `) is joined to the one before it."""
    spans: list[Span] = []
    for start, end in itertools.pairwise(cuts):
        first, second = forms.counts(line[start:end])
        if first < 4 and second < 15 and spans:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    if len(spans) > 1 and not any(forms.counts(line[: spans[0].end])):
        spans[:2] = [Span(spans[0].start, spans[1].end)]
    return spans
