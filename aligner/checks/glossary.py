"""The user's own terms: how a word of the source has to be called in the translation.

A glossary is a table with tabs, source and target in a row, alternatives after `|`, comments after `#`:
`aligner.check(pairs, glossary=aligner.read_glossary("terms.tsv"))`. It becomes a check like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from os import PathLike

from aligner.characters import folded_text
from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.view import PairView
from aligner.languages import Language
from aligner.model.errors import FormatError
from aligner.model.lexicon import Term
from aligner.model.mismatch import Kind
from aligner.model.text import Span
from aligner.tables import user_lines

_HEADER = ("source", "target")


def read_glossary(path: str | PathLike[str]) -> tuple[Term, ...]:
    """The terms of a file, in its order.

    Raises:
        InputError: There is no such file, or it is no UTF-8 text.
        FormatError: A row has no target, or a term stands in two rows; the message gives the line.
    """
    terms: dict[str, Term] = {}
    for place, line in user_lines(path, "glossary"):
        source, _, rest = (cell.strip() for cell in line.partition("\t"))
        if not terms and (source, rest.split("\t")[0].strip()) == _HEADER:
            continue
        targets = tuple(form.strip() for form in rest.split("\t")[0].split("|") if form.strip())
        if not source or not targets:
            raise FormatError(f"{place}: {line!r} is not a source term, a tab and a target term")
        if source in terms:
            raise FormatError(f"{place}: {source!r} stands in an earlier row too")
        terms[source] = Term(source, targets)
    return tuple(terms.values())


def missed_terms(view: PairView) -> Iterator[Finding]:
    """Terms of the source without their counterpart in the target.

    Term: `전북특별자치도` / `Jeonbuk State`
    Right:
        `전북특별자치도는 계획을 세웠다.` / `Jeonbuk State's plan is made.`
    Wrong (glossary):
        `전북특별자치도는 계획을 세웠다.` / `North Jeolla Province's plan is made.`

    Of two terms that overlap the longer counts. Korean particles and English plurals are understood.

    Limits: a term that is taken up by a pronoun is reported as well.
    """
    if not view.terms or not view.has_both:
        return
    source, target = view.source, view.target
    of_form, pattern = _forms(view.terms)
    kept: dict[Term, bool] = {}
    for match in pattern.finditer(source.text):
        term = of_form.get(match[0].lower())
        if term is None or not _is_word(source.text, Span(*match.span()), view.source_language):
            continue
        if term not in kept:
            kept[term] = any(_stands_in(target.text, form, view.target_language) for form in term.targets)
        if not kept[term]:
            yield Finding(
                "glossary",
                source.place(Span(*match.span())),
                target.whole(),
                fields={"term": match[0], "other": term.targets[0]},
                strength=0.9,
            )


@lru_cache(maxsize=8)  # glossaries
def _forms(terms: tuple[Term, ...]) -> tuple[dict[str, Term], re.Pattern[str]]:
    """The terms by their source form in lower case, and the pattern of any of them, the longest first.

    Forms are folded as the texts are.
    """
    terms = tuple(Term(folded_text(term.source), tuple(map(folded_text, term.targets))) for term in terms)
    by_length = sorted(terms, key=lambda term: len(term.source), reverse=True)
    pattern = "|".join(re.escape(term.source) for term in by_length)
    return {term.source.lower(): term for term in by_length}, re.compile(pattern, re.IGNORECASE)


def _is_word(text: str, span: Span, language: Language) -> bool:
    """Whether a form stands as a word of its own, with at most an ending behind it."""
    if text[span.start - 1 : span.start].isalnum():
        return False
    return language.checking.ends_word(text, span.end)


def _stands_in(text: str, form: str, language: Language) -> bool:
    places = re.finditer(re.escape(form), text, re.IGNORECASE)
    return any(_is_word(text, Span(*place.span()), language) for place in places)


GLOSSARY = Kind("glossary", "terminology/wrong-term", "warning", "not the term of the user's glossary")

TERMS = Check(
    missed_terms,
    kinds=(GLOSSARY,),
    messages={"glossary": "{term} should be {other} in the translation."},
)
