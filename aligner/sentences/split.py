"""Cuts a text into sentences, paragraph by paragraph, and keeps every span.

A splitter only says where new sentences begin. The rest is done here, for all languages and splitters: a
sentence begins and ends with a visible character, and every visible character is in exactly one sentence. So
no splitter can lose or change a character.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from aligner.characters import fold
from aligner.expressions import compiled
from aligner.languages import backends, codes
from aligner.languages import language as record_of
from aligner.languages.language import Quotes
from aligner.model.errors import SettingsError
from aligner.model.settings import Lines
from aligner.model.text import TITLES, LanguageCode, Role, Sentence, Span
from aligner.pairs.script import language_of
from aligner.sentences.wrapped import paragraphs_of

AUTO = "auto"
Splitter = Callable[[str], Sequence[Span]]
"""Spans of the sentences of one paragraph, in order; gaps between them go to the sentence before."""

_QUOTES = get_args(Quotes)

# Zero-width characters are blanks too: editors of news sites leave them between paragraphs.
_BLANK = r"\s\u200b\u2060\ufeff"
_VISIBLE = compiled(rf"[^{_BLANK}]")
_QUOTE_SIGN = compiled(r"\n(\s*>[>\s]*)$")
_WORD = compiled(r"\w")
_LEADING_BLANKS = compiled(rf"[{_BLANK}]*")
# Fire on 9th floor... No one hurt: in headlines of both languages an ellipsis joins two halves.
_AFTER_ELLIPSIS = compiled(r"(?:…|\.\.)[\"”\N{RIGHT SINGLE QUOTATION MARK}')\]]*\s*$")


def split_sentences(
    text: str,
    language: LanguageCode | None = None,
    *,
    quotes: Quotes = "whole",
    korean_backend: str = AUTO,
    splitter: Splitter | None = None,
    lines: Lines = "auto",
) -> list[Sentence]:
    r"""Split a text into sentences.

    Args:
        text: Any length and any characters; it is not changed.
        language: None tells it from the script of each paragraph.
        quotes: `whole` keeps a quotation of several sentences in one piece, `cut` does not.
        korean_backend: What decides where rules can't, see `backend_in_use`.
        splitter: Replaces our rules in both languages.
        lines: `paragraphs` if every line is a paragraph; `wrapped` if lines were broken at a width, so that a
            line end inside a sentence is a blank; `auto` finds out, see `aligner.sentences.wrapped`.

    Returns:
        In reading order; empty for a text without visible characters. Paragraphs that hold text are numbered
        from 0.

    Examples:
        >>> [s.text for s in split_sentences("비가 왔다. 행사는 취소됐다.")]
        ['비가 왔다.', '행사는 취소됐다.']
        >>> [s.span for s in split_sentences("Gov. Kim left. He returned on Jan. 14.")]
        [Span(start=0, end=14), Span(start=15, end=38)]
        >>> len(split_sentences("We waited on the old pier for\nthe ferry. It did not come."))
        2
    """
    sentences: list[Sentence] = []
    paragraph = 0
    for span in paragraphs_of(text, language, lines):
        of_paragraph = split_paragraph(
            span.of(text),
            language,
            offset=span.start,
            paragraph=paragraph,
            quotes=quotes,
            korean_backend=korean_backend,
            splitter=splitter,
        )
        sentences += of_paragraph
        paragraph += bool(of_paragraph)
    return sentences


def split_paragraph(
    text: str,
    language: LanguageCode | None,
    *,
    offset: int = 0,
    paragraph: int = 0,
    role: Role = "body",
    quotes: Quotes = "whole",
    korean_backend: str = AUTO,
    splitter: Splitter | None = None,
) -> list[Sentence]:
    """Split one paragraph. Line breaks in it are blanks (hard-wrapped lines).

    Args:
        text: The paragraph.
        language: None tells it from the script.
        offset: Where the paragraph begins in the document; it is added to all spans.
        paragraph: Its number, which the sentences get.
        role: Its role in the article, which the sentences get. Headlines are not given to kss, and an
            ellipsis does not cut them.
        quotes: As in `split_sentences`.
        korean_backend: As in `split_sentences`.
        splitter: As in `split_sentences`.

    Returns:
        In reading order; empty if the paragraph has no visible character.

    Examples:
        >>> [sentence.span for sentence in split_paragraph("비가 왔다. 바람도 불었다.", "ko", offset=100)]
        [Span(start=100, end=106), Span(start=107, end=115)]
    """
    _check(quotes, _QUOTES, "quotes")
    if korean_backend != AUTO:
        _check(korean_backend, backends(), "korean_backend")
    if not _VISIBLE.search(text):
        return []
    if splitter is not None:
        cuts = sorted(span[0] for span in splitter(text))
    else:
        visible = text.rstrip()  # a line comes with its end
        folded = fold(visible)
        read = folded.text if folded else visible
        splitting = record_of(language or language_of(read)).splitting
        backend = None if role in TITLES else splitting.backend_in_use(korean_backend)
        cuts = splitting.cuts(read, quotes, backend)
        if folded:
            cuts = [_before_quote_sign(text, folded.back(Span(cut, cut)).start) for cut in cuts]
        cuts = list(_around_words(text, cuts))
    if role in TITLES:
        cuts = [cut for cut in cuts if not _AFTER_ELLIPSIS.search(text[max(0, cut - 12) : cut])]
    return [Sentence(span.of(text), span.shifted(offset), paragraph, role) for span in _between(text, cuts)]


def _check(value: str, allowed: tuple[str, ...], name: str) -> None:
    if value not in allowed:
        raise SettingsError(f"{name}={value!r}: expected one of {', '.join(allowed)}")


def backend_in_use(wanted: str = AUTO, languages: Iterable[LanguageCode] | None = None) -> str:
    """Say what decides on sentences where rules can't: mecab if it is installed, else punct.

    Args:
        wanted: What the user chose.
        languages: Languages of the texts; all that are known if left out.

    Returns:
        The backend of the first language that has one; `rules` if none has.

    Raises:
        MissingExtraError: A backend was asked for by name and is not installed.

    Examples:
        >>> backend_in_use("rules")
        'rules'
    """
    for code in codes() if languages is None else languages:
        splitting = record_of(code).splitting
        if splitting.backends:
            return splitting.backend_in_use(wanted)
    return "rules"


def _before_quote_sign(text: str, cut: int) -> int:
    """Move a cut at the beginning of a quoted line (`> `) before its quotation sign."""
    if text[cut - 2 : cut].strip() != ">":
        return cut
    sign = _QUOTE_SIGN.search(text, max(0, cut - 20), cut)
    return sign.start(1) if sign else cut


def _around_words(text: str, cuts: Iterable[int]) -> Iterator[int]:
    """Leave out cuts before pieces without letters and figures: a lone full stop or picture is no sentence.

    Such a piece stays with the sentence before it; at the beginning of a paragraph, with the one after it.
    """
    pending = done = 0  # a cut that may hold once a word follows; what was searched for one
    for cut in cuts:
        if _WORD.search(text, done, cut):
            if pending:
                yield pending
            pending = cut
        elif pending:
            pending = cut
        done = cut
    if pending and _WORD.search(text, pending):
        yield pending


def _between(text: str, cuts: Sequence[int]) -> Iterator[Span]:
    """The stretches between the cuts, without blanks at their ends; blank ones are left out."""
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        match = _LEADING_BLANKS.match(text, start, end)
        start = match.end() if match else start
        while end > start and not _VISIBLE.match(text[end - 1]):
            end -= 1
        if start < end:
            yield Span(start, end)
