"""The user's own terms: how a word of the source has to be called in the translation.

A glossary is a table with tabs, source and target in a row, alternatives after `|`, comments after `#`:
`aligner.check(pairs, glossary=aligner.read_glossary("terms.tsv"))`. It becomes a check like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from os import PathLike

from aligner.languages.ko.stems import is_particle
from aligner.mismatches.finding import Check, Finding, passages, quoted
from aligner.model.article import Article
from aligner.model.bead import Bead
from aligner.model.errors import FormatError
from aligner.model.lexicon import Term
from aligner.model.text import Language, Span
from aligner.tables import user_lines

LETTERS_AFTER = re.compile(r"[가-힣]*")
HEADER = ("source", "target")
INFLECTION = r"(?:e?s|['\N{RIGHT SINGLE QUOTATION MARK}]s?)?"  # of an English term: plural and possessive


def read_glossary(path: str | PathLike[str]) -> tuple[Term, ...]:
    """The terms of a file, in its order.

    Raises:
        InputError: There is no such file, or it is no UTF-8 text.
        FormatError: A row has no target, or a term stands in two rows; the message gives the line.
    """
    terms: dict[str, Term] = {}
    for place, line in user_lines(path, "glossary"):
        source, _, rest = (cell.strip() for cell in line.partition("\t"))
        if not terms and (source, rest.split("\t")[0].strip()) == HEADER:
            continue
        targets = tuple(form.strip() for form in rest.split("\t")[0].split("|") if form.strip())
        if not source or not targets:
            raise FormatError(f"{place}: {line!r} is not a source term, a tab and a target term")
        if source in terms:
            raise FormatError(f"{place}: {source!r} stands in an earlier row too")
        terms[source] = Term(source, targets)
    return tuple(terms.values())


def glossary_check(terms: Sequence[Term]) -> Check:
    """A check that reports terms of the source without their counterpart in the target.

    Right: with `전북특별자치도` / `Jeonbuk State`, `전북특별자치도는` / `Jeonbuk State's plan`.
    Wrong: `전북특별자치도는` / `North Jeolla Province's plan`.

    Of two terms that overlap the longer counts. Korean particles and English plurals are understood.

    Limits: a term that is taken up by a pronoun is reported as well.
    """
    by_length = sorted(terms, key=lambda term: len(term.source), reverse=True)
    of_form = {term.source.lower(): term for term in by_length}
    pattern = re.compile("|".join(re.escape(term.source) for term in by_length) or r"(?!)", re.IGNORECASE)

    def missed_terms(bead: Bead, article: Article) -> Iterator[Finding]:
        source, target = passages(bead, article)
        if not (bead.source and bead.target):
            return
        for match in pattern.finditer(source.text):
            term = of_form.get(match[0].lower())
            if term is None or not _is_word(source.text, Span(*match.span()), source.language):
                continue
            if not any(_stands_in(target.text, form, target.language) for form in term.targets):
                yield Finding(
                    "glossary",
                    f"{quoted(match[0])} should be {quoted(term.targets[0])} in the translation.",
                    source.place(Span(*match.span())),
                    target.whole(),
                    confidence=0.9,
                )

    return missed_terms


def _is_word(text: str, span: Span, language: Language) -> bool:
    """Whether a form stands as a word of its own, with at most an ending behind it."""
    if text[span.start - 1 : span.start].isalnum():
        return False
    if language == "ko":
        after = LETTERS_AFTER.match(text, span.end)
        return after is None or is_particle(after[0])
    return re.compile(rf"{INFLECTION}(?!\w)").match(text, span.end) is not None


def _stands_in(text: str, form: str, language: Language) -> bool:
    places = re.finditer(re.escape(form), text, re.IGNORECASE)
    return any(_is_word(text, Span(*place.span()), language) for place in places)
